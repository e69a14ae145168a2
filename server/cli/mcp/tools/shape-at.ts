import { z } from 'zod';
import { fitted } from '../fitted.ts';
import { answered, type Host, LEFT_OUT, PROGRAM, worked } from '../host.ts';

export function shapeAt(host: Host): void {
  host.server.registerTool(
    'shape_at',
    {
      title: 'Shapes in a line',
      description:
        'The shapes, numbers of parameters and printed values that are known of the expressions in a line of Keras code, inside of functions too. None is a size that is left open.',
      inputSchema: z.object({
        ...PROGRAM,
        line: z.number().int().min(1),
        cell: z.number().int().min(0).optional().describe('Of a notebook, from 0 among all cells'),
      }),
      outputSchema: z.object({
        shapes: z.array(
          z.object({
            column: z.number().int(),
            expression: z.string(),
            facts: z.string().describe('As "→ (None, 2) · 56 params" or "= (8,)"'),
          }),
        ),
        ...LEFT_OUT,
      }),
      annotations: { readOnlyHint: true, openWorldHint: false },
    },
    (input, context) =>
      answered(host, input, context, async ({ file, reading }) => {
        const shapes = await worked(host, 'shapes', { ...reading, line: input.line, cell: input.cell }, file);
        const list = [...shapes];
        return fitted({ shapes: list }, input.max_bytes, { lists: [list] });
      }),
  );
}

import { z } from 'zod';
import { ENGLISH, inEnglish } from '../../../words/language.ts';
import { fitted } from '../fitted.ts';
import { answered, type Host, LEFT_OUT, PROGRAM, ToolError, worked } from '../host.ts';

/** Of a text that nobody reads in a terminal. */
const COLUMNS = 100;

export function explainLayer(host: Host): void {
  host.server.registerTool(
    'explain_layer',
    {
      title: 'Explain a layer',
      description:
        'Explains what stands at a line of Keras code: of a layer its input and output shapes, its weight arrays with the reason for each size, and how its parameters are counted; of a model, tensor or printed value what it is.',
      inputSchema: z.object({
        ...PROGRAM,
        line: z.number().int().min(1),
        column: z.number().int().min(1).optional().describe('Without it, all of the line'),
        cell: z.number().int().min(0).optional().describe('Of a notebook, from 0 among all cells'),
      }),
      outputSchema: z.object({ explanation: z.string(), ...LEFT_OUT }),
      annotations: { readOnlyHint: true, openWorldHint: false },
    },
    (input, context) =>
      answered(host, input, context, async ({ file, reading }) => {
        const { line, column, cell } = input;
        const place = { file: file.file, line, column, cell };
        const options = { ...reading, place, cell, columns: COLUMNS, language: ENGLISH };
        const { text, nothing } = await worked(host, 'explain', options, file);
        if (nothing !== undefined) throw new ToolError(inEnglish(nothing));
        return fitted({ explanation: text }, input.max_bytes, { lists: [], texts: ['explanation'] });
      }),
  );
}

import { z } from 'zod';
import { fixJson, problemJson } from '../../../features/problem-json.ts';
import { SEVERITIES } from '../../check/report.ts';
import { fitted } from '../fitted.ts';
import { answered, type Host, LEFT_OUT, PROGRAM, worked } from '../host.ts';

/** Lines and columns from 1; in a notebook within the cell, which is counted from 0. */
const place = {
  cell: z.number().int().optional(),
  line: z.number().int(),
  column: z.number().int(),
  end_line: z.number().int(),
  end_column: z.number().int(),
};
const severity = z.enum(['error', 'warning', 'information', 'hint']);

const output = z.object({
  problems: z.array(
    z.object({
      ...place,
      severity,
      code: z.string(),
      message: z.string(),
      fixes: z
        .array(
          z.object({
            title: z.string(),
            preferred: z.boolean().describe('It is surely what was meant'),
            edits: z.array(z.object({ ...place, new_text: z.string() })),
          }),
        )
        .describe('Each was tried: with all of its edits, the problem is gone and no new one comes'),
    }),
  ),
  errors: z.number().int(),
  warnings: z.number().int(),
  ...LEFT_OUT,
});

export function checkKerasCode(host: Host): void {
  host.server.registerTool(
    'check_keras_code',
    {
      title: 'Check Keras code',
      description:
        'Finds what Keras would refuse in Python code: wrong shapes, ranks, arguments, data that do not fit a model. Nothing is run. Gives problems with fixes as edits (lines and columns from 1). Mend one problem at a time and check again: later ones may come from it.',
      inputSchema: z.object({
        ...PROGRAM,
        severity: severity.default('warning').describe('The least severe problems to report'),
      }),
      outputSchema: output,
      annotations: { readOnlyHint: true, openWorldHint: false },
    },
    (input, context) =>
      answered(host, input, context, async ({ file, reading }) => {
        const shown = SEVERITIES.slice(0, SEVERITIES.indexOf(input.severity) + 1);
        const options = { ...reading, severities: new Map(), shown, fixing: 'told' } as const;
        const { problems } = await worked(host, 'check', options, file);
        const list = problems.map((problem) => ({
          ...problemJson(problem),
          fixes: (problem.fixes ?? []).map(fixJson),
        }));
        const count = (wanted: string): number => problems.filter((one) => one.severity === wanted).length;
        const answer = { problems: list, errors: count('error'), warnings: count('warning') };
        return fitted(answer, input.max_bytes, { lists: [list] });
      }),
  );
}

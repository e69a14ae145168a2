import { z } from 'zod';
import { inEnglish } from '../../../words/language.ts';
import type { MigratedPlace } from '../../jobs/migrate.ts';
import { fitted } from '../fitted.ts';
import { answered, type Host, LEFT_OUT, PROGRAM, worked } from '../host.ts';

const places = z.array(z.object({ cell: z.number().int().optional(), line: z.number().int(), what: z.string() }));

export function migrateToKeras3(host: Host): void {
  const { keras: _, ...program } = PROGRAM;
  host.server.registerTool(
    'migrate_to_keras3',
    {
      title: 'Migrate to Keras 3',
      description:
        'What Keras 3 refuses or silently changes of older Keras code, and a unified diff that mends it. Nothing is written: the diff is for you to apply.',
      inputSchema: z.object({
        ...program,
        to: z.enum(['3', 'tf_keras']).default('3').describe('tf_keras: stay on Keras 2 by the package tf_keras'),
      }),
      outputSchema: z.object({
        mended: places.describe('What the diff mends, by the lines before'),
        refused: places.describe('What Keras 3 refuses still, by the lines after the diff'),
        changes_silently: places,
        models_after: z.array(z.string()).describe('The models after the diff with their numbers of parameters'),
        diff: z.string().optional().describe('Absent where there is nothing to change, or no room for all of it'),
        ...LEFT_OUT,
      }),
      annotations: { readOnlyHint: true, openWorldHint: false },
    },
    (input, context) =>
      answered(host, { ...input, keras: 'auto' }, context, async ({ file, reading }) => {
        const { keras: __, ...where } = reading;
        const found = await worked(host, 'migrate', { ...where, to: input.to }, file);
        const [mended, refused, silent] = [found.mended, found.left, found.silent].map((all) => all.map(placeOf));
        const answer = {
          mended: mended!,
          refused: refused!,
          changes_silently: silent!,
          models_after: found.models.map(({ name, total }) => `${name} ${total}`),
          ...(found.file === undefined ? {} : { diff: found.file.diff }),
        };
        const lists = [answer.mended, answer.refused, answer.changes_silently, answer.models_after];
        return fitted(answer, input.max_bytes, { lists, whole: ['diff'] });
      }),
  );
}

const placeOf = ({ cell, line, what }: MigratedPlace) => ({
  ...(cell === undefined ? {} : { cell }),
  line,
  what: inEnglish(what),
});

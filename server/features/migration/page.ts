/** docs/migration.md: every rule, with what it makes of a program. */
import { inEnglish } from '../../words/language.ts';
import { FOR_TF_KERAS, RULES } from './index.ts';
import { SILENT } from './silent.ts';

export const migrationPage = (): string =>
  `${[
    '# From Keras 2 to Keras 3',
    '',
    '[Documentation](README.md) › From Keras 2 to Keras 3',
    '',
    '`layerlens migrate PATH…` tells of each file what Keras 3 refuses, what it changes without a word, and what to do. `--diff` shows the edits, `--fix` writes them: in notebooks every byte outside of the edits stays, outputs too. A program of which Keras 3 refuses nothing is not touched, and a second run changes nothing. Files of Python 2 are named and left alone. Each edit is analysed again; what is left is told by its line, and the exit status is 1.',
    '',
    '`--to tf_keras` makes the fewest changes that keep old code on Keras 2, which the package `tf_keras` has: other imports, and `TF_USE_LEGACY_KERAS` where the code says `tf.keras`. What Keras 2 of today has no more either is mended too: ' +
      `${FOR_TF_KERAS.map(({ id }) => `[${id}](#${id})`).join(', ')}.`,
    '',
    'Arguments of layers by their former names (`border_mode`, `output_dim`, `init`), of `compile()` and `fit()`, and the endings of files are mended as the [problems](problems/README.md) say.',
    '',
    '## What breaks',
    ...RULES.flatMap(({ id, title, finds, example }) => [
      '',
      `### ${id}`,
      '',
      `**${inEnglish(title)}.** ${finds}`,
      '',
      ...python(example.broken),
      '',
      'becomes',
      '',
      ...python(example.mended),
    ]),
    '',
    '## What changes without a word',
    '',
    'These are told and left as they are.',
    ...SILENT.flatMap(({ id, title, finds, example }) => [
      '',
      `### ${id}`,
      '',
      `**${inEnglish(title)}.** ${finds}`,
      '',
      ...python(example),
    ]),
    '',
    '<!-- Made by npm run docs from server/features/migration. -->',
  ].join('\n')}\n`;

const python = (program: string): readonly string[] => ['```python', ...program.trim().split('\n'), '```'];

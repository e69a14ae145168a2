/** All that the editor says of mistakes comes from the catalogue, so that it can be said in another language. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { analyze } from '../../../server/analysis/analyze.ts';
import type { Analysis, Cost } from '../../../server/analysis/analysis.ts';
import { PROBLEMS } from '../../../server/problems/index.ts';
import { ProgramText } from '../../../server/python/syntax/program-text.ts';
import { languageFor } from '../../../server/words/catalogues.ts';
import type { Text } from '../../../server/words/message.ts';
import { pythonParser } from '../../support/parser.ts';
import { pseudoLanguage, unspokenProse } from '../../support/pseudo-language.ts';
import { errorRecords } from '../../support/truth.ts';
import { cases } from '../contract/cases.ts';

const parser = await pythonParser();
const language = await pseudoLanguage();

/** What Keras and TensorFlow say in these words, which people look for: the same in every language. */
const OF_KERAS = [
  'An `initial_state` was passed that is not compatible with `cell.state_size`.',
  'Arguments `target` and `output` must have the same rank (ndim).',
  'Arguments `target` and `output` must have the same shape.',
  'Argument `output` must have rank (ndim) `target.ndim - 1`.',
  'Could not interpret loss identifier. Could not interpret metric identifier. Could not interpret optimizer identifier.',
  'Expected `metrics` argument to be a list, tuple, or dict.',
  'Failed to find data adapter that can handle input. Unrecognized data type.',
  'Found unexpected losses or metrics that do not correspond to any Model output. The key does not correspond to any model output.',
  'Only input tensors may be passed as positional arguments.',
  'You must call `compile()` before using the model. You must compile your model before training/testing.',
  '`y` should not be passed. `sample_weight` should not be passed.',
  '`logits` and `labels` must have the same shape. logits and labels must have the same first dimension.',
];

/** What Python raises it says itself. */
const OF_PYTHON = /(?<=⟦(?:Python raises here|the statement that sets it fails): ⟧)[^⟦⟧]*/;

/** All texts about a program that are said in the reader's language. */
function textsOf({ problems, models, calls, values }: Analysis): readonly Text[] {
  const costs = (cost: Cost): readonly (Text | undefined)[] => Object.values(cost.unknown);
  const told = [
    ...problems.flatMap(({ words, related, fixes }) => [
      words,
      ...related.map(({ message }) => message),
      ...fixes.map(({ title }) => title),
    ]),
    ...models.flatMap(({ unknown, cost, rows }) => [
      unknown,
      ...costs(cost),
      ...rows.flatMap((row) => [row.layer?.unknown, ...costs(row.cost)]),
    ]),
    ...calls.map(({ layer }) => layer.unknown),
    ...values.map(({ unknown }) => unknown),
  ];
  return told.filter((text) => text !== undefined);
}

/** Of a program, each with the English in it that no catalogue has. */
function outside(source: string, kerasVersion?: 2 | 3): readonly string[] {
  const analysis = analyze(parser, ProgramText.ofFile(source), kerasVersion === undefined ? {} : { kerasVersion });
  const isData = (prose: string): boolean =>
    source.includes(prose) || OF_KERAS.some((sentences) => sentences.includes(prose));
  return textsOf(analysis).flatMap((text) => {
    const said = language.say(text).replace(OF_PYTHON, '');
    return unspokenProse(said, isData).map((prose) => `${prose}: ${said}`);
  });
}

describe('what is said of mistakes is in the catalogue', () => {
  for (const { code, example } of PROBLEMS) test(code, () => assert.deepEqual(outside(example.broken), []));
  test('programs that Keras refuses', () => {
    assert.deepEqual(
      errorRecords().refused.flatMap(({ source }) => outside(source, 3)),
      [],
    );
  });
  test('data, models and losses', () => {
    assert.deepEqual(
      cases().flatMap(({ broken }) => [...outside(broken, 2), ...outside(broken, 3)]),
      [],
    );
  });
});

test('why something is not known is a whole text, or a template that is marked', async () => {
  const { unmarkedReasons } = (await import(new URL('../../../scripts/words.mjs', import.meta.url).href)) as {
    unmarkedReasons(): readonly string[];
  };
  assert.deepEqual(unmarkedReasons(), []);
});

test('fixes have their titles in the language of the editor', async () => {
  const chinese = await languageFor('zh-cn');
  const source = 'import keras\nx = keras.layers.Dense(0)(keras.Input((16,)))\n';
  const [problem] = analyze(parser, ProgramText.ofFile(source)).problems;
  assert.equal(chinese.say(problem!.fixes[0]!.title), '将 Dense 的 units 改为 1');
});

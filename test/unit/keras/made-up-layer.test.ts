/**
 * A layer takes one declaration and no other code: this one is not Keras's, and all that is shown of it comes from
 * here.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runProgram } from '../../../server/analysis/run.ts';
import { toMarkdown } from '../../../server/explain/document/markdown.ts';
import { hover } from '../../../server/features/hover.ts';
import { ALL_HINTS, inlayHints } from '../../../server/features/inlay-hints.ts';
import { factsJson } from '../../../server/features/facts-json.ts';
import { defineLayer, REQUIRED } from '../../../server/keras/layers/definition.ts';
import { LAYERS } from '../../../server/keras/layers/registry.ts';
import { offsetOf, WITHOUT_PICTURES } from '../../support/analyse.ts';
import { pythonParser } from '../../support/parser.ts';

/** A Dense whose kernel is the product of a tall and a wide matrix. */
const lowRankDense = defineLayer({
  name: 'LowRankDense',
  family: 'core',
  parameters: { units: REQUIRED, inner: 2, use_bias: true },
  rank: { min: 2 },
  terms: (args, input) => ({ features: input.at(-1) ?? null, inner: args.size('inner'), units: args.size('units') }),
  arrays: (args) => [
    { name: 'tall', dimensions: ['features', 'inner'] },
    { name: 'wide', dimensions: ['inner', 'units'] },
    ...(args.flag('use_bias') ? [{ name: 'bias', dimensions: ['units'] }] : []),
  ],
  output: (args, { shape }) => ({ shape: [...shape.slice(0, -1), args.size('units')] }),
});

const SOURCE = `from keras import Input, Model
from keras.layers import LowRankDense, Dense

inputs = Input((10, 8))
x = LowRankDense(5)(inputs)
outputs = LowRankDense(4, inner=3, use_bias=False)(x)
model = Model(inputs, outputs)
print(outputs.shape, model.layers[1].get_weights()[1].shape, model.layers[1].units)
`;

const analysed = async () => runProgram(await pythonParser(), SOURCE, { layers: [...LAYERS, lowRankDense] }).analysis;

test('a made-up layer has its rows, arrays and counts', async () => {
  const { models } = factsJson('made-up.py', await analysed()) as unknown as {
    readonly models: readonly { readonly total: number; readonly layers: readonly Record<string, unknown>[] }[];
  };
  const [model] = models;
  assert.equal(model?.total, 8 * 2 + 2 * 5 + 5 + 5 * 3 + 3 * 4);
  assert.deepEqual(
    model.layers.map(({ name, output_shape, params }) => [name, output_shape, params]),
    [
      ['input_layer', [null, 10, 8], 0],
      ['low_rank_dense', [null, 10, 5], 31],
      ['low_rank_dense_1', [null, 10, 4], 27],
    ],
  );
  assert.deepEqual(model.layers[1]?.['weights'], [
    { name: 'tall', shape: [8, 2], trainable: true },
    { name: 'wide', shape: [2, 5], trainable: true },
    { name: 'bias', shape: [5], trainable: true },
  ]);
});

test('a made-up layer has hints, and programs read its arrays and arguments', async () => {
  const analysis = await analysed();
  const hints = inlayHints(analysis, ALL_HINTS).map(
    ({ span, text }) => `${analysis.text.positionAt(span.end).line + 1} ${text}`,
  );
  assert.deepEqual(
    hints.filter((hint) => hint.startsWith('5 ') || hint.startsWith('6 ')),
    ['5 → (None, 10, 5) · 31 params', '6 → (None, 10, 4) · 27 params'],
  );
  assert.deepEqual(
    analysis.values.filter(({ printed }) => printed).map(({ shown }) => shown),
    ['(None, 10, 4)', '(2, 5)', '5'],
  );
});

test('a made-up layer has a hover with its table of arrays', async () => {
  const found = hover(await analysed(), offsetOf(SOURCE, 'LowRankDense', 2), WITHOUT_PICTURES);
  assert.ok(found);
  const text = toMarkdown(found.content).replaceAll('&ensp;', '');
  assert.match(
    text,
    /^\*\*LowRankDense\*\* `low_rank_dense` · `\(None, 10, 8\) → \(None, 10, 5\)` · \*\*31 parameters\*\*/,
  );
  assert.ok(text.includes('| `tall` | `(8, 2)` | 16 | features 8 × inner 2 |'));
  assert.ok(text.includes('| `wide` | `(2, 5)` | 10 | inner 2 × units 5 |'));
  assert.ok(text.includes('| `bias` | `(5,)` | 5 | units 5 |'));
});

test('where it is not in the list, nothing is known of it', async () => {
  const { calls, models } = runProgram(await pythonParser(), SOURCE).analysis;
  assert.equal(
    calls.some(({ layer }) => layer.className === 'LowRankDense' || (layer.params !== undefined && layer.params !== 0)),
    false,
  );
  assert.ok(models.every(({ total }) => total === undefined));
});

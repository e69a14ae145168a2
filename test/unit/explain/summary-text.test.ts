import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { ModelFact } from '../../../server/analysis/analysis.ts';
import { summaryText } from '../../../server/explain/summary/summary-text.ts';
import { listOf, tupleOf, type Nest } from '../../../server/keras/layers/definition.ts';
import type { SummaryForm } from '../../../server/keras/releases.ts';
import { Expression } from '../../../server/shapes/expression.ts';
import { add, multiply, type Shape } from '../../../server/shapes/dimension.ts';
import { model, row, weight } from './fixtures/facts.ts';

const programs = fileURLToPath(new URL('../../truth/programs/', import.meta.url));

interface TruthRow {
  name: string;
  class: string;
  output_shape: unknown;
  params: number;
  built?: false;
  weights: { name: string; shape: number[]; trainable: boolean }[];
}
interface TruthModel {
  name: string;
  class: string;
  layers: TruthRow[];
  total: number;
  trainable: number;
  non_trainable: number;
  summary_text: string;
}

/**
 * The cells of a printed table: the records do not keep what a row is connected to and whether several shapes are a
 * list or a tuple.
 */
function printedCells(text: string): string[][] {
  const rows: string[][] = [];
  let isNew = true;
  for (const line of text.split('\n')) {
    if (/^[┡├]/.test(line)) isNew = true;
    if (!line.startsWith('│')) continue;
    const cells = line
      .slice(1, -1)
      .split('│')
      .map((cell) => cell.trim());
    if (isNew) rows.push(cells);
    else
      cells.forEach((cell, index) => {
        rows.at(-1)![index] = `${rows.at(-1)![index]} ${cell}`.trim();
      });
    isNew = false;
  }
  return rows;
}

function shapesOf(value: unknown, printed: string): Nest<Shape | undefined> | undefined {
  if (value === null) return undefined;
  const items = value as unknown[];
  if (items.every((item) => item === null || typeof item === 'number')) return items as Shape;
  const nested = items.map((item) => shapesOf(item, '('));
  return printed.startsWith('[') ? listOf(nested) : tupleOf(nested);
}

function factOf(truth: TruthModel): ModelFact {
  const cells = printedCells(truth.summary_text);
  const rows = truth.layers.map((layer, index) => {
    const printed = cells[index] ?? [];
    return row(layer.name, layer.class, {
      outputShape: shapesOf(layer.output_shape, printed[1] ?? ''),
      params: layer.params,
      built: layer.built !== false,
      connectedTo: (printed[3] ?? (index === 0 ? '-' : `${truth.layers[index - 1]?.name}[0][0]`))
        .split(', ')
        .filter((name) => name !== '-'),
      weights: layer.weights.map(({ name, shape, trainable }) =>
        weight(
          name,
          shape.map((value) => [{ name: 'size', value }]),
          { trainable },
        ),
      ),
    });
  });
  const optimizer = /Optimizer params: ([\d,]+)/.exec(truth.summary_text)?.[1];
  return model(truth.name, rows, {
    className: truth.class,
    total: truth.total,
    trainable: truth.trainable,
    nonTrainable: truth.non_trainable,
    modelKind: truth.class === 'Functional' ? 'functional' : truth.class === 'Sequential' ? 'sequential' : 'subclassed',
    optimizer: optimizer === undefined ? 0 : Number(optimizer.replaceAll(',', '')),
  });
}

for (const file of readdirSync(programs).filter((name) => name.endsWith('.json'))) {
  const { models } = JSON.parse(readFileSync(programs + file, 'utf8')) as { models: TruthModel[] };
  // What the print-out cuts off with an ellipsis cannot be read back; the analysis is tested on those.
  const readable = models.filter(({ summary_text: text }) => !text.includes('…'));
  if (readable.length === 0) continue;
  test(`the summaries of ${file} are what Keras prints`, () => {
    for (const truth of readable)
      assert.equal(summaryText(factOf(truth), { lineLength: 100, counterBits: 32 }), truth.summary_text);
  });
}

test('a summary says ? for what is not known, and a formula for what depends on the data', () => {
  const features = Expression.symbol('X.shape[2]', { nonNegative: true });
  const params = add(multiply(features, 256), 16_640);
  const rows = [
    row('lstm', 'LSTM', { outputShape: [null, 64], params }),
    row('net', 'Backbone', { params: undefined }),
    row('late', 'Dense', { built: false }),
  ];
  const text = summaryText(
    model('sequential', rows, { modelKind: 'sequential', total: undefined, trainable: params }),
    { lineLength: 100 },
  );
  assert.equal(
    text,
    `Model: "sequential"
┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━┓
┃ Layer (type)                               ┃ Output Shape                    ┃           Param # ┃
┡━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━┩
│ lstm (LSTM)                                │ (None, 64)                      │  256·X.shape[2] + │
│                                            │                                 │            16,640 │
├────────────────────────────────────────────┼─────────────────────────────────┼───────────────────┤
│ net (Backbone)                             │ ?                               │                 ? │
├────────────────────────────────────────────┼─────────────────────────────────┼───────────────────┤
│ late (Dense)                               │ ?                               │       0 (unbuilt) │
└────────────────────────────────────────────┴─────────────────────────────────┴───────────────────┘
 Total params: ?
 Trainable params: 256·X.shape[2] + 16,640
 Non-trainable params: 0 (0.00 B)
`,
  );
});

test('Keras 2.15 prints lines instead of boxes', () => {
  const rows = [
    row('input_1', 'InputLayer', { outputShape: [null, 100, 4] }),
    row('lstm', 'LSTM', { outputShape: [null, 2], params: 56, connectedTo: ['input_1[0][0]'] }),
    row('dense', 'Dense', { outputShape: [null, 1], params: 3, connectedTo: ['lstm[0][0]'] }),
  ];
  assert.equal(
    summaryText(model('model', rows, { printed: { form: '2.15' } })),
    `Model: "model"
_________________________________________________________________
 Layer (type)                Output Shape              Param #   
=================================================================
 input_1 (InputLayer)        [(None, 100, 4)]          0         
                                                                 
 lstm (LSTM)                 (None, 2)                 56        
                                                                 
 dense (Dense)               (None, 1)                 3         
                                                                 
=================================================================
Total params: 59 (236.00 Byte)
Trainable params: 59 (236.00 Byte)
Non-trainable params: 0 (0.00 Byte)
_________________________________________________________________
`,
  );
});

test('Keras 2.15 breaks the list of connections after each name', () => {
  const rows = [
    row('input_1', 'InputLayer', { outputShape: [null, 8] }),
    row('a', 'Dense', { outputShape: [null, 4], params: 36, connectedTo: ['input_1[0][0]'] }),
    row('b', 'Dense', { outputShape: [null, 4], params: 36, connectedTo: ['input_1[0][0]'] }),
    row('add', 'Add', { outputShape: [null, 4], connectedTo: ['a[0][0]', 'b[0][0]'] }),
  ];
  const lines = summaryText(model('model', rows, { printed: { form: '2.15' } })).split('\n');
  assert.deepEqual(lines.slice(10, 13), [
    " add (Add)                   (None, 4)                    0         ['a[0][0]',                   ",
    "                                                                     'b[0][0]']                   ",
    ' '.repeat(98),
  ]);
});

test('the package keras prints each release in its form', () => {
  const rows = [
    row('input_1', 'InputLayer', { outputShape: [null, 784] }),
    row('a_layer_with_a_long_name', 'Dense', {
      outputShape: [null, 512],
      params: 401_920,
      connectedTo: ['input_1[0][0]'],
    }),
    row('b', 'Dense', { outputShape: [null, 512], params: 401_920, connectedTo: ['input_1[0][0]'] }),
    row('add_1', 'Add', { outputShape: [null, 512], connectedTo: ['a_layer_with_a_long_name[0][0]', 'b[0][0]'] }),
  ];
  const printed = (form: SummaryForm) => summaryText(model('model_1', rows, { printed: { form } })).split('\n');
  assert.deepEqual(printed('1.0').slice(1, 6), [
    'Layer (type)                     Output Shape          Param #     Connected to                     ',
    '='.repeat(100),
    'input_1 (InputLayer)             (None, 784)           0                                            ',
    '_'.repeat(100),
    'a_layer_with_a_long_name (Dense) (None, 512)           401920      input_1[0][0]                    ',
  ]);
  assert.deepEqual(printed('1.0').slice(9, 14), [
    'add_1 (Add)                      (None, 512)           0           a_layer_with_a_long_name[0][0]   ',
    '                                                                   b[0][0]                          ',
    '='.repeat(100),
    'Total params: 803840',
    '_'.repeat(100),
  ]);
  assert.deepEqual(printed('1.2').slice(-5), [
    'Total params: 803,840',
    'Trainable params: 803,840',
    'Non-trainable params: 0',
    '_'.repeat(100),
    '',
  ]);
  assert.equal(printed('2.0')[0], '_'.repeat(98));
  assert.deepEqual(printed('2.3').slice(0, 2), ['Model: "model_1"', '_'.repeat(98)]);
  const chain = model('sequential_1', rows.slice(1, 3), { modelKind: 'sequential', printed: { form: '2.0' } });
  assert.deepEqual(summaryText(chain).split('\n').slice(1, 6), [
    'Layer (type)                 Output Shape              Param #   ',
    '='.repeat(65),
    'a_layer_with_a_long_name (De (None, 512)               401920    ',
    '_'.repeat(65),
    'b (Dense)                    (None, 512)               401920    ',
  ]);
});

test('the step counter of an optimizer has 64 bits with TensorFlow', () => {
  const rows = [
    row('dense', 'Dense', {
      outputShape: [null, 1],
      params: 4,
      weights: [
        weight('kernel', [[{ name: 'features', value: 3 }], [{ name: 'units', value: 1 }]]),
        weight('bias', [[{ name: 'units', value: 1 }]]),
      ],
    }),
  ];
  const trained = model('sequential', rows, {
    className: 'Sequential',
    modelKind: 'sequential',
    total: 4,
    trainable: 4,
    nonTrainable: 0,
    optimizer: 2,
  });
  const text = summaryText(trained);
  assert.match(text, / Total params: 6 \(28\.00 B\)\n/);
  assert.match(text, / Optimizer params: 2 \(12\.00 B\)\n/);
  const unknown = summaryText({ ...trained, optimizer: undefined });
  assert.match(unknown, / Total params: \?\n/);
  assert.match(unknown, / Optimizer params: \?\n/);
});

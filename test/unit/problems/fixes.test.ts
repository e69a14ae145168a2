/** Every fix that is offered is applied, and the repaired program is read again. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { analyze } from '../../../server/analysis/analyze.ts';
import { applyEdits, codeActions } from '../../../server/features/code-actions.ts';
import { fixAll } from '../../../server/features/fix-all.ts';
import { PROBLEMS } from '../../../server/problems/index.ts';
import { ProgramText } from '../../../server/python/syntax/program-text.ts';
import { pythonParser } from '../../support/parser.ts';
import { errorRecords } from '../../support/truth.ts';
import { complete } from '../../../server/python/syntax/steps.ts';
import { inOneStep } from '../../support/in-one-step.ts';
import { inEnglish } from '../../../server/words/language.ts';

const parser = await pythonParser();
const read = (text: ProgramText) => analyze(parser, text, { kerasVersion: 3 });
const errorsOf = (text: ProgramText): string[] =>
  read(text)
    .problems.filter(({ severity }) => severity === 'error')
    .map(({ code }) => code);

/** The texts in which an error is mended, by the fixes' titles. */
function repaired(source: string): Map<string, string> {
  const analysis = read(ProgramText.ofFile(source));
  const errors = complete(codeActions(analysis, { start: 0, end: source.length }, inOneStep(read))).filter(
    ({ problem }) => problem.severity === 'error',
  );
  return new Map(errors.map(({ title, edits }) => [inEnglish(title), applyEdits(analysis.text, edits).text]));
}

/** A program, the title of a fix, and what the line becomes. */
const CASES: readonly (readonly [code: string, program: string, title: string, becomes: string])[] = [
  [
    'rank-mismatch',
    'model = keras.Sequential([keras.Input((100, 4)), layers.LSTM(64), layers.LSTM(32)])',
    'Add return_sequences=True to LSTM',
    'model = keras.Sequential([keras.Input((100, 4)), layers.LSTM(64, return_sequences=True), layers.LSTM(32)])',
  ],
  [
    'rank-mismatch',
    'model = keras.Sequential([keras.Input((100, 4)), layers.Bidirectional(layers.LSTM(64)), layers.Dropout(0.2), layers.LSTM(32)])',
    'Add return_sequences=True to LSTM',
    'model = keras.Sequential([keras.Input((100, 4)), layers.Bidirectional(layers.LSTM(64, return_sequences=True)), layers.Dropout(0.2), layers.LSTM(32)])',
  ],
  [
    'rank-mismatch',
    'model = keras.Sequential([keras.Input((28, 28)), layers.Conv2D(8, 3)])',
    'Add an axis of size 1: (28, 28, 1)',
    'model = keras.Sequential([keras.Input((28, 28, 1)), layers.Conv2D(8, 3)])',
  ],
  [
    'rank-mismatch',
    'model = keras.Sequential([layers.LSTM(8, input_shape=(32, 100, 4))])\nmodel.add(layers.Dense(1))',
    'Leave out the batch size: (100, 4)',
    'model = keras.Sequential([layers.LSTM(8, input_shape=(100, 4))])\nmodel.add(layers.Dense(1))',
  ],
  [
    'rank-mismatch',
    'x = layers.RepeatVector(3)(layers.Conv1D(8, 3)(keras.Input((10, 4))))',
    'Insert GlobalAveragePooling1D() before RepeatVector',
    'x = layers.RepeatVector(3)(layers.GlobalAveragePooling1D()(layers.Conv1D(8, 3)(keras.Input((10, 4)))))',
  ],
  [
    'rank-mismatch',
    'model = keras.Sequential()\nmodel.add(keras.Input((10, 4)))\nmodel.add(layers.RepeatVector(3))',
    'Insert Flatten() before RepeatVector',
    'model = keras.Sequential()\nmodel.add(keras.Input((10, 4)))\nmodel.add(layers.Flatten())\nmodel.add(layers.RepeatVector(3))',
  ],
  [
    'negative-size',
    'x = layers.MaxPooling2D(4)(keras.Input((3, 3, 1)))',
    'Add padding="same" to MaxPooling2D',
    'x = layers.MaxPooling2D(4, padding="same")(keras.Input((3, 3, 1)))',
  ],
  [
    'negative-size',
    'x = layers.Conv1D(8, kernel_size=5)(keras.Input((3, 1)))',
    'Change kernel_size of Conv1D to 3',
    'x = layers.Conv1D(8, kernel_size=3)(keras.Input((3, 1)))',
  ],
  [
    'merge-shapes',
    'a = layers.Dense(64)(keras.Input((4,)))\nb = layers.Dense(32)(keras.Input((4,)))\nx = layers.Add()([a, b])',
    'Change units of Dense to 32',
    'a = layers.Dense(32)(keras.Input((4,)))\nb = layers.Dense(32)(keras.Input((4,)))\nx = layers.Add()([a, b])',
  ],
  [
    'merge-shapes',
    'x = layers.Concatenate()([keras.Input((10, 8)), keras.Input((12, 8))])',
    'Add axis=1 to Concatenate',
    'x = layers.Concatenate(axis=1)([keras.Input((10, 8)), keras.Input((12, 8))])',
  ],
  [
    'merge-needs-list',
    'a = keras.Input((4,))\nb = keras.Input((4,))\nx = layers.Add()(a, b)',
    'Put the tensors into a list',
    'a = keras.Input((4,))\nb = keras.Input((4,))\nx = layers.Add()([a, b])',
  ],
  [
    'shape-not-a-tuple',
    'model = keras.Sequential([layers.Dense(2, input_shape=(8))])',
    'Add the comma: (8,)',
    'model = keras.Sequential([layers.Dense(2, input_shape=(8,))])',
  ],
  ['shape-not-a-tuple', 'x = keras.Input(shape=8)', 'Make it a tuple: (8,)', 'x = keras.Input(shape=(8,))'],
  [
    'unknown-argument',
    'x = layers.LSTM(8, return_sequence=True)(keras.Input((10, 4)))',
    'Change return_sequence to return_sequences',
    'x = layers.LSTM(8, return_sequences=True)(keras.Input((10, 4)))',
  ],
  [
    'unknown-function',
    'x = layers.Dense(8, activation="rellu")(keras.Input((4,)))',
    'Change activation of Dense to "relu"',
    'x = layers.Dense(8, activation="relu")(keras.Input((4,)))',
  ],
  [
    'groups',
    'x = layers.Conv2D(30, 3, groups=4)(keras.Input((28, 28, 8)))',
    'Change filters of Conv2D to 32',
    'x = layers.Conv2D(32, 3, groups=4)(keras.Input((28, 28, 8)))',
  ],
  [
    'groups',
    'x = layers.GroupNormalization(groups=32)(keras.Input((28, 28, 48)))',
    'Change groups of GroupNormalization to 24',
    'x = layers.GroupNormalization(groups=24)(keras.Input((28, 28, 48)))',
  ],
  [
    'reshape-size',
    'x = layers.Reshape((28, 20))(keras.Input((784,)))',
    'Make the sizes fit: (28, 28)',
    'x = layers.Reshape((28, 28))(keras.Input((784,)))',
  ],
  [
    'reshape-size',
    'x = layers.Reshape((32, 28, 28))(keras.Input((784,)))',
    'Leave out the batch size: (28, 28)',
    'x = layers.Reshape((28, 28))(keras.Input((784,)))',
  ],
  [
    'bad-argument',
    'units = 64\nx = layers.Dense(units / 2)(keras.Input((4,)))',
    'Change units of Dense to units // 2',
    'units = 64\nx = layers.Dense(units // 2)(keras.Input((4,)))',
  ],
  [
    'bad-argument',
    'x = layers.Conv2D(8, (3, 3, 3))(keras.Input((28, 28, 1)))',
    'Change kernel_size of Conv2D to (3, 3)',
    'x = layers.Conv2D(8, (3, 3))(keras.Input((28, 28, 1)))',
  ],
  [
    'bad-argument',
    'x = layers.Conv2D(8, 3, padding="Sames")(keras.Input((28, 28, 1)))',
    'Change padding of Conv2D to "same"',
    'x = layers.Conv2D(8, 3, padding="same")(keras.Input((28, 28, 1)))',
  ],
  [
    'unknown-size',
    'x = layers.Dense(2)(layers.Flatten()(keras.Input((None, None, 3))))',
    'Use GlobalAveragePooling2D instead of Flatten',
    'x = layers.Dense(2)(layers.GlobalAveragePooling2D()(keras.Input((None, None, 3))))',
  ],
  [
    'disconnected-graph',
    'a = keras.Input((4,))\nb = keras.Input((4,))\nmodel = keras.Model(a, layers.Add()([a, b]))',
    'Add b to the inputs: [a, b]',
    'a = keras.Input((4,))\nb = keras.Input((4,))\nmodel = keras.Model([a, b], layers.Add()([a, b]))',
  ],
  [
    'duplicate-name',
    'model = keras.Sequential([keras.Input((4,)), layers.Dense(8, name="fc"), layers.Dense(2, name="fc")])',
    'Change name of Dense to "fc_2"',
    'model = keras.Sequential([keras.Input((4,)), layers.Dense(8, name="fc"), layers.Dense(2, name="fc_2")])',
  ],
  [
    'expects-one-input',
    'model = keras.Sequential([keras.Input((10, 4)), layers.LSTM(8, return_state=True), layers.Dense(1)])',
    'Remove return_state=True from LSTM',
    'model = keras.Sequential([keras.Input((10, 4)), layers.LSTM(8), layers.Dense(1)])',
  ],
  [
    'no-such-layer',
    'model = keras.Sequential([keras.Input((4,)), layers.Dense(8, name="hidden")])\nlayer = model.get_layer("hiden")',
    'Change name of get_layer to "hidden"',
    'model = keras.Sequential([keras.Input((4,)), layers.Dense(8, name="hidden")])\nlayer = model.get_layer("hidden")',
  ],
  [
    'no-such-name',
    'model = keras.Sequentials([keras.Input((4,)), layers.Dense(2)])',
    'Change to Sequential',
    'model = keras.Sequential([keras.Input((4,)), layers.Dense(2)])',
  ],
  [
    'gone-in-keras-3',
    'sizes = keras.Input((4,)).shape.as_list()',
    'Use list()',
    'sizes = list(keras.Input((4,)).shape)',
  ],
  [
    'second-input',
    'model = keras.Sequential([keras.Input((4,)), keras.Input((5,)), layers.Dense(2)])',
    'Remove keras.Input((5,))',
    'model = keras.Sequential([keras.Input((4,)), layers.Dense(2)])',
  ],
];
const IMPORTS = 'import keras\nfrom keras import layers\n';

describe('a fix for', () => {
  for (const [code, program, title, becomes] of CASES) {
    test(`${code}: ${title}`, () => {
      assert.deepEqual(errorsOf(ProgramText.ofFile(IMPORTS + program)), [code]);
      const fixes = repaired(IMPORTS + program);
      assert.equal(fixes.get(title), IMPORTS + becomes, [...fixes.keys()].join(' | '));
      assert.deepEqual(errorsOf(ProgramText.ofFile(fixes.get(title)!)), []);
    });
  }
});

test('a class that is imported by name comes with its import', () => {
  const source =
    'from keras import Input, Sequential\nfrom keras.layers import Conv1D, RepeatVector\nmodel = Sequential([\n    Input((10, 4)),\n    RepeatVector(3),\n])\n';
  const fixed = repaired(source).get('Insert Flatten() before RepeatVector');
  assert.equal(
    fixed,
    source
      .replace('RepeatVector\n', 'RepeatVector, Flatten\n')
      .replace('    RepeatVector(3)', '    Flatten(),\n    RepeatVector(3)'),
  );
});

test('in a notebook the edit goes into the cell of the feeder', () => {
  const cells = [
    { index: 0, text: 'import keras\nfrom keras import layers' },
    { index: 2, text: 'inputs = keras.Input((10, 4))\nx = layers.LSTM(8)(inputs)' },
    { index: 3, text: 'y = layers.LSTM(8)(x)' },
  ];
  const analysis = read(ProgramText.ofNotebook(cells));
  assert.match(analysis.problems[0]!.message, /LSTM "lstm" \(line 2 of Cell 3\) gives \(None, 8\)\.$/);
  const [action] = complete(codeActions(analysis, { start: 0, end: analysis.text.text.length }, inOneStep(read)));
  assert.deepEqual(
    applyEdits(analysis.text, action!.edits).cells.map(({ index, text }) => [index, text]),
    [
      [0, cells[0]!.text],
      [2, cells[1]!.text.replace('LSTM(8)', 'LSTM(8, return_sequences=True)')],
      [3, cells[2]!.text],
    ],
  );
});

test('fix all: what has a preferred fix, one after the other, as one edit for each cell', () => {
  const source = `${IMPORTS}model = keras.Sequential([\n    layers.LSTM(8, input_shape=(10, 4)),\n    layers.LSTM(8),\n])\nhead = layers.Dense(1, activation="sigmoyd")\n`;
  const analysis = read(ProgramText.ofFile(source));
  const all = complete(fixAll(analysis, inOneStep(read)));
  assert.equal(all?.count, 2);
  assert.equal(all.edits.length, 1);
  assert.equal(
    applyEdits(analysis.text, all.edits).text,
    source.replace('input_shape=(10, 4)', 'input_shape=(10, 4), return_sequences=True').replace('sigmoyd', 'sigmoid'),
  );
  assert.equal(complete(fixAll(read(ProgramText.ofFile(IMPORTS)), inOneStep(read))), undefined);
});

test('the message names the argument that decides the number', () => {
  const source = `${IMPORTS}UNITS = 64\ninputs = keras.Input((100, 4))\na = layers.Dense(UNITS)(inputs)\nb = layers.Dense(32)(inputs)\nx = layers.Add()([a, b])\n`;
  const [problem] = read(ProgramText.ofFile(source)).problems;
  assert.match(
    problem!.message,
    /Dense "dense" \(line 5\) gives \(None, 100, 64\), with UNITS = 64 from line 3\. Dense "dense_1" \(line 6\) gives \(None, 100, 32\), with units=32\.$/,
  );
  assert.deepEqual(
    problem!.related.map(({ span }) => source.slice(span.start, span.end)),
    ['layers.Dense(UNITS)(inputs)', '64', 'layers.Dense(32)(inputs)', '32'],
  );
});

test('in a function that nothing calls, the message says that it is not certain', () => {
  const [problem] = read(
    ProgramText.ofFile(`${IMPORTS}def build(n):\n    return layers.LSTM(8)(keras.Input((n,)))\n`),
  ).problems;
  assert.equal(problem!.severity, 'warning');
  assert.match(problem!.message, /This is not certain: nothing in this file calls this function\.$/);
});

test('the examples of the documentation: each offered fix mends', () => {
  let count = 0;
  for (const { example } of PROBLEMS)
    for (const text of repaired(example.broken).values()) {
      count++;
      assert.deepEqual(errorsOf(ProgramText.ofFile(text)), []);
    }
  assert.ok(count > 30, `${count} fixes`);
});

test('every refused program of the truth data: what is offered mends, and for more than half there is something', (t) => {
  const { refused, accepted } = errorRecords();
  const neighbours = new Set(accepted.map(({ id }) => id));
  let [withNeighbour, offered] = [0, 0];
  for (const { id, source } of refused) {
    const before = errorsOf(ProgramText.ofFile(source)).length;
    const fixes = repaired(source);
    for (const [title, text] of fixes)
      assert.ok(errorsOf(ProgramText.ofFile(text)).length < before, `${id}: ${title}\n${text}`);
    if (!neighbours.has(`${id}-ok`)) continue;
    withNeighbour++;
    if (fixes.size > 0) offered++;
  }
  t.diagnostic(`a fix is offered for ${offered} of ${withNeighbour} programs that have a repaired neighbour`);
  assert.ok(offered >= 268, `${offered} of ${withNeighbour}`);
});

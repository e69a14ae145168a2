/**
 * What the explorer, the graph, the summary's page and explain-error say is in the catalogue: said in a language that
 * marks what is.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { toPlainText } from '../../../server/explain/document/plain-text.ts';
import { controlGroups } from '../../../server/explain/explorer/controls.ts';
import { explore } from '../../../server/explain/explorer/exploration.ts';
import { axisNames, exampleInput, inputNames } from '../../../server/explain/explorer/inputs.ts';
import { columnName, pictureWords, pointedAt, rowName } from '../../../server/explain/explorer/pointing.ts';
import type { Matrix, Stack } from '../../../server/explain/explorer/matrices.ts';
import type { CallSpecification, LayerSpecification } from '../../../server/explain/explorer/specification.ts';
import { definitionOf } from '../../../server/explain/explorer/alone.ts';
import { modelGraphSvg } from '../../../server/explain/graph/model-graph.ts';
import { explainError } from '../../../server/features/explain-error.ts';
import { layerAt } from '../../../server/features/explore-layer.ts';
import { exportModel } from '../../../server/features/model-export.ts';
import { modelsView } from '../../../server/features/model-view.ts';
import { LAYERS } from '../../../server/keras/layers/registry.ts';
import { complete } from '../../../server/python/syntax/steps.ts';
import type { Text } from '../../../server/words/message.ts';
import { analyse } from '../../support/analyse.ts';
import { pseudoLanguage, unspoken } from '../../support/pseudo-language.ts';

const language = await pseudoLanguage();
/** The words of these texts that are in no message, but for names. */
const left = (texts: readonly Text[], names: ReadonlySet<string>): readonly string[] =>
  unspoken(texts.map((text) => language.say(text)).join('\n'), names);
const namesIn = (...texts: readonly string[]): ReadonlySet<string> =>
  new Set(texts.flatMap((text) => text.match(/\p{L}{2,}/gu) ?? []));

const ARGUMENTS = {
  units: '3',
  filters: '4',
  kernel_size: '3',
  rate: '0.5',
  num_heads: '2',
  key_dim: '4',
  input_dim: '10',
  output_dim: '3',
  num_query_heads: '4',
  num_key_value_heads: '2',
  head_dim: '3',
  depth_multiplier: '2',
  lora_rank: '2',
};

/** Each layer that can be made of sizes alone; wrappers around what they are mostly put around. */
function* explored(): Generator<CallSpecification> {
  for (const { name, parameters } of LAYERS) {
    const given = Object.fromEntries(Object.entries(ARGUMENTS).filter(([parameter]) => parameter in parameters));
    const wrapped: LayerSpecification = { className: 'LSTM', arguments: { units: '2' }, inside: {}, trainable: true };
    const inside: LayerSpecification['inside'] = 'layer' in parameters ? { layer: wrapped } : {};
    const layer: LayerSpecification = { className: name, arguments: given, inside, trainable: true };
    const input = 'layer' in parameters ? [null, 5, 4] : exampleInput(layer);
    const more: CallSpecification['more'] =
      definitionOf(name)?.callParameters?.includes('value') === true ? { value: input } : {};
    yield { layer, kerasVersion: 3, inputs: [input], listed: false, more };
  }
}

function textsOfStack(stacks: readonly Stack[], stack: Stack, index: number): readonly Text[] {
  const ofMatrix = (matrix: Matrix, place: number): readonly Text[] => {
    const last = { stack: index, matrix: place, row: matrix.rowCount - 1, column: stack.columnCount - 1 };
    const pointed = pointedAt(stacks, last);
    return [
      rowName(matrix, last.row),
      columnName(stack, last.column),
      ...(pointed === undefined ? [] : [pointed.line, pointed.cell]),
    ];
  };
  return [
    stack.title,
    ...stack.groups.flatMap(({ name, short }) => [name, short]),
    ...stack.matrices.flatMap(ofMatrix),
  ];
}

describe('the explorer says in the reader’s language', () => {
  const calls = [...explored()];

  test('what one points at, and what a step does', () => {
    let built = 0;
    for (const call of calls) {
      const exploration = explore(call);
      if (exploration.kind !== 'built') continue;
      built++;
      const { stacks, parameters, frozen, step } = exploration;
      const names = namesIn(
        call.layer.className,
        ...Object.values(call.layer.inside).map(({ className }) => className),
        ...stacks.flatMap(({ title, matrices }) => [
          ...matrices.flatMap(({ name, path, rows, columns }) => [
            name,
            path,
            ...rows.map((row) => row.name),
            ...columns.map((column) => column.name),
          ]),
          ...(typeof title === 'string' ? [title] : []),
        ]),
      );
      const texts = [
        parameters,
        ...(frozen === undefined ? [] : [frozen]),
        pictureWords(stacks),
        ...stacks.flatMap((stack, index) => textsOfStack(stacks, stack, index)),
      ];
      const stages = step?.stages.flatMap(({ title, says }) => [title, says]) ?? [];
      assert.deepEqual(left([...texts, ...stages], new Set([...names, 'tanh'])), [], call.layer.className);
    }
    assert.ok(built > 60, String(built));
  });

  test('what its controls are called', () => {
    for (const call of calls) {
      const names = namesIn('sequence_length', ...(definitionOf(call.layer.className)?.callParameters ?? []));
      const windows = controlGroups(call.layer).flatMap(({ controls }) =>
        controls.flatMap((control) => (control.kind === 'sizes' ? control.axes : [])),
      );
      const axes = call.inputs.flatMap((input) => axisNames(call.layer, input.length));
      assert.deepEqual(left([...windows, ...axes, ...inputNames(call)], names), [], call.layer.className);
    }
  });

  test('why it shows no layer', async () => {
    const source =
      'import keras\nclass Mine(keras.layers.Dense):\n    pass\nx = Mine(2)(keras.Input((3,)))\nm = keras.Sequential([keras.layers.Dense(3)])\ny = m(x)\n';
    const analysis = await analyse(source);
    for (const place of ['Mine(2)', 'm(x)']) {
      const layer = layerAt(analysis, source.indexOf(place))?.layer;
      assert.ok(layer?.kind === 'not-explored');
      assert.deepEqual(left([layer.reason], namesIn(source, 'sequential')), []);
    }
  });
});

const PROGRAM = `from keras import Input, Model, layers, Sequential
inputs = Input(shape=(None, 4))
hidden = layers.LSTM(2, trainable=False)(inputs)
model = Model(inputs, layers.Dense(mystery())(hidden))
unbuilt = Sequential([layers.Dense(3)])
formula = Sequential([Input((data.shape[1],)), layers.Dense(3)])
`;
/** Names of Python, of Keras, of the program and of what is measured. */
const NAMES = namesIn(PROGRAM, 'InputLayer input_layer lstm dense sequential functional Functional KB MB');

describe('the models of a program are said in the reader’s language', () => {
  test('in the graph', async () => {
    const { models } = modelsView(await analyse(PROGRAM), () => undefined, language);
    for (const model of models) {
      const svg = modelGraphSvg(model, 'light', { opened: new Set(), fold: true }, language);
      const texts = [...svg.matchAll(/>([^<>]+)</g)].map(([, text]) => text ?? '');
      assert.ok(texts.length > 2);
      assert.deepEqual(left(texts, NAMES), []);
    }
  });

  test('on the page', async () => {
    const { models } = modelsView(await analyse(PROGRAM), () => undefined, language);
    const texts = models.flatMap((model) =>
      [model, ...model.rows].flatMap(({ unknown, activationBytes, macs }) => [
        unknown ?? '',
        activationBytes.text,
        macs.unknown ?? '',
      ]),
    );
    assert.ok(texts.some((text) => text.includes('⟦')));
    assert.deepEqual(left(texts, NAMES), []);
  });

  test('as Markdown', async () => {
    const analysis = await analyse(PROGRAM);
    const texts = analysis.models.map((model) => exportModel(analysis, model, 'markdown', language));
    assert.deepEqual(left(texts, NAMES), []);
  });
});

describe('an error is explained in the reader’s language', () => {
  const names = namesIn(
    'lstm LSTM dense input_layer InputLayer None gru other ValueError RuntimeError',
    'hidden = layers.LSTM(2, trainable=False)(inputs)',
    'Input(shape=(None, 4))',
  );
  for (const [what, raised, before] of [
    ['at a layer', 'ValueError: something else in layer "lstm" (type LSTM)', ''],
    [
      'at a line',
      'RuntimeError: something else',
      'Traceback (most recent call last):\n  File "train.py", line 2, in <module>\n',
    ],
    ['of another file', 'ValueError: something else in layer "gru_1" or layer "other"', ''],
    ['of no line', 'ValueError: something else', ''],
  ] as const) {
    test(what, async () => {
      const analysis = await analyse(PROGRAM);
      const found = complete(
        explainError(analysis, before + raised, 'train.py', () => {
          throw new Error('nothing is tried');
        }),
      );
      assert.ok(found !== undefined);
      const explanation = toPlainText(found.content, 200, language);
      assert.ok(explanation.includes(raised));
      assert.deepEqual(left([found.title, explanation.replace(raised, '')], names), []);
    });
  }
});

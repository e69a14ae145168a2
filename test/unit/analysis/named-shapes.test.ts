/** An input shape that is only a name has as many sizes as the first layer asks for. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyze } from '../../../server/analysis/analyze.ts';
import { ProgramText } from '../../../server/python/syntax/program-text.ts';
import { formatShape } from '../../../server/shapes/dimension.ts';
import { pythonParser } from '../../support/parser.ts';

const parser = await pythonParser();
const HEAD = 'import keras\nfrom keras import Input, Model, Sequential, layers\n';
const analysisOf = (source: string) => analyze(parser, ProgramText.ofFile(HEAD + source), { kerasVersion: 3 });
const total = (source: string): string | undefined => {
  const { models } = analysisOf(source);
  const count = models.at(-1)?.total;
  return count === undefined ? undefined : formatShape([count]);
};

test('of a Sequential', () => {
  assert.equal(total('m = Sequential([layers.LSTM(8, input_shape=shape), layers.Dense(2)])\n'), '(32·shape[1] + 306,)');
  assert.equal(
    total('m = Sequential([layers.Conv2D(4, 3, input_shape=shape), layers.Conv2D(5, 3)])\n'),
    '(36·shape[2] + 189,)',
  );
  assert.equal(
    total('m = Sequential([layers.Bidirectional(layers.GRU(3), input_shape=shape)])\n'),
    '(18·shape[1] + 90,)',
  );
  assert.equal(
    total('m = Sequential([layers.TimeDistributed(layers.Conv2D(4, 3), input_shape=shape)])\n'),
    '(36·shape[3] + 4,)',
  );
});

test('of an Input', () => {
  const source = (input: string, layer: string): string => `x = Input(${input})\nm = Model(x, layers.${layer}(x))\n`;
  assert.equal(total(source('shape', 'LSTM(8)')), '(32·shape[1] + 288,)');
  assert.equal(total(source('batch_shape=shape', 'Conv2D(4, 3)')), '(36·shape[3] + 4,)');
  assert.equal(total(source('shape, batch_size=8', 'Conv2D(4, 3)')), '(36·shape[2] + 4,)');
  assert.deepEqual(
    analysisOf(`x = Input(shape, batch_size=8)\nprint(layers.LSTM(4)(x).shape)\n`)
      .values.filter(({ printed }) => printed)
      .map(({ shown }) => shown),
    ['(8, 4)'],
  );
});

test('a row that begins with a model on such an input is built, on a shape that is not known', () => {
  const inner = 'x = Input(shape)\nm = Model(x, layers.Conv2D(4, 3)(x))\n';
  for (const row of ['Sequential([m, layers.Conv2D(5, 3)])\n', 'Sequential()\nn.add(m)\nn.add(layers.Conv2D(5, 3))\n'])
    assert.equal(total(`${inner}n = ${row}`), undefined, row);
  assert.equal(
    total(`${inner}n = Sequential([layers.Input((8, 8, shape[2])), m, layers.Conv2D(5, 3)])\n`),
    '(36·shape[2] + 189,)',
  );
});

test('the tail of a shape has the names of the shape', () => {
  assert.equal(total('m = Sequential([layers.LSTM(8, input_shape=x.shape[1:])])\n'), '(32·x.shape[2] + 288,)');
  assert.deepEqual(
    analysisOf('print(x.shape[1:][0] - x.shape[1], x.shape[2:][1] - x.shape[3])\n')
      .values.filter(({ printed }) => printed)
      .map(({ value }) => value),
    [0, 0],
  );
});

test('unknown where no layer says how many there are, or where it may be something else', () => {
  for (const first of [
    'Dense(4, input_shape=shape)',
    'BatchNormalization(input_shape=shape)',
    'LSTM(4, input_shape=shape if flag else None)',
    'LSTM(4, input_shape=int(shape))',
    'LSTM(4, input_shape=len(shape))',
  ]) {
    assert.equal(total(`m = Sequential([layers.${first}])\n`), undefined, first);
  }
  assert.equal(
    total(
      'class Own(layers.LSTM):\n    def call(self, x):\n        return x\nm = Sequential([Own(4, input_shape=shape)])\n',
    ),
    undefined,
  );
});

test('known shapes are what they are, and data of another rank is refused', () => {
  assert.equal(total('shape = (10, 3)\nm = Sequential([layers.LSTM(8, input_shape=shape)])\n'), '(384,)');
  const { problems } = analysisOf(
    'import numpy as np\nm = Sequential([layers.LSTM(8, input_shape=shape)])\nm.predict(np.zeros((5, 7)))\n',
  );
  assert.deepEqual(
    problems.filter(({ severity }) => severity === 'error').map(({ code }) => code),
    ['data-shape'],
  );
});

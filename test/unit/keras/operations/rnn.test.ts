/** `K.rnn` runs the program's step. Shapes as backend.rnn of tf.keras 2.15 sets them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyze } from '../../../../server/analysis/analyze.ts';
import { ProgramText } from '../../../../server/python/syntax/program-text.ts';
import { pythonParser } from '../../../support/parser.ts';

const HEAD = `import tensorflow as tf
from tensorflow.keras import backend as K
from tensorflow.keras.layers import Layer
`;

async function shapesOf(
  source: string,
): Promise<{ readonly x: unknown; readonly y: unknown; readonly total: unknown }> {
  const analysis = analyze(await pythonParser(), ProgramText.ofFile(HEAD + source), { kerasVersion: 2 });
  assert.deepEqual(analysis.problems, []);
  const of = (variable: string): unknown => analysis.tensors.findLast((tensor) => tensor.variable === variable)?.shape;
  return { x: of('x'), y: of('y'), total: analysis.models[0]?.total };
}

test('a cell in the step is built, and what it gives decides, not compute_output_shape()', async () => {
  const attention = `class Attending(Layer):
    def __init__(self, cell):
        super().__init__()
        self.cell = cell
    def build(self, shapes):
        self.w = self.add_weight(name='w', shape=(shapes[0][2], 1))
    def call(self, inputs):
        memory, queries = inputs
        def step(query, states):
            weights = K.softmax(K.squeeze(K.dot(states[-1], self.w), axis=-1))
            context = K.sum(states[-1] * K.expand_dims(weights, -1), axis=1)
            out, new = self.cell(K.concatenate([query, context], axis=-1), [states[0]])
            return (out, weights), new
        first = K.tile(K.expand_dims(K.sum(memory, axis=[1, 2])), [1, 6])
        last, (outs, weights), _ = K.rnn(step, queries, [first], constants=[memory])
        return outs, weights
    def compute_output_shape(self, shapes):
        return [tuple(shapes[1]), (shapes[1][0], shapes[1][1], shapes[0][1])]
memory, queries = tf.keras.Input((7, 4)), tf.keras.Input((5, 3))
x, y = Attending(tf.keras.layers.GRUCell(6))([memory, queries])
m = tf.keras.Model([memory, queries], x)
`;
  // w: 4; the cell reads 3 + 4 features: 3 · 6 · (7 + 6 + 2).
  assert.deepEqual(await shapesOf(attention), { x: [null, 5, 6], y: [null, 5, 7], total: 4 + 270 });
});

test('the last output, the timesteps, and what comes back of the states', async () => {
  const source = (call: string, take: string): string => `class Running(Layer):
    def call(self, inputs):
        last, outs, states = K.rnn(lambda step, states: (K.concatenate([step, states[0]]), [states[0]]), inputs, [K.zeros_like(inputs[:, 0])]${call})
        return ${take}
x = Running()(tf.keras.Input((5, 3)))
y = x
`;
  assert.deepEqual((await shapesOf(source('', 'last'))).x, [null, 6]);
  assert.deepEqual((await shapesOf(source('', 'outs'))).x, [null, 5, 6]);
  assert.deepEqual((await shapesOf(source(', return_all_outputs=False', 'outs'))).x, [null, 1, 6]);
  assert.deepEqual((await shapesOf(source('', 'states[0]'))).x, [null, 3]);
});

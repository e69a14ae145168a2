import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Bindings } from '../../../server/analysis/coverage/bindings.ts';
import { coverageOf } from '../../../server/analysis/coverage/coverage.ts';
import { writtenLayers } from '../../../server/analysis/coverage/written-layers.ts';
import { runModule } from '../../../server/analysis/run.ts';
import { SourceFile } from '../../../server/python/syntax/place.ts';
import { ProgramText } from '../../../server/python/syntax/program-text.ts';
import { pythonParser } from '../../support/parser.ts';

const parser = await pythonParser();
const parse = (text: string, path = 'main') => parser.parse(text, { file: new SourceFile(path, text) });

/** The texts of the calls that the file `main` writes, in order, with their kinds. */
function written(text: string, others: Readonly<Record<string, string>> = {}): readonly string[] {
  const bindings = new Bindings((module, level) => {
    const path = `${'.'.repeat(level)}${module}`;
    const other = others[path];
    return other === undefined ? undefined : { path, module: parse(other, path) };
  });
  return writtenLayers(parse(text), bindings).map(({ call, kind }) => `${kind} ${call.text}`);
}

function knowledge(text: string): readonly string[] {
  const module = parse(text);
  const { analysis } = runModule(module, ProgramText.ofFile(text));
  return coverageOf(analysis, writtenLayers(module, new Bindings())).map(
    ({ span, knowledge: one, cause }) =>
      `${text.slice(span.start, span.end)}: ${one}${cause === undefined ? '' : `, ${cause.key}`}`,
  );
}

describe('which calls are of layers, by the text alone', () => {
  test('under every name that Keras has in a program', () => {
    const text = `import tensorflow as tf
import keras.layers as kl
from tensorflow.keras import layers as L
from tensorflow.keras.layers import Dense, concatenate as cat
Conv = L.Conv2D
tf.keras.layers.Dense(1)(x)
kl.LSTM(2)
L.GRU(3)(x)
Dense(4)(x)
cat([x, x])
Conv(5, 3)(x)
tf.keras.optimizers.Adam()
print(Dense)
`;
    assert.deepEqual(written(text), [
      'called tf.keras.layers.Dense(1)(x)',
      'made kl.LSTM(2)',
      'called L.GRU(3)(x)',
      'called Dense(4)(x)',
      'called cat([x, x])',
      'called Conv(5, 3)(x)',
    ]);
  });

  test('layers and lists of them that a class keeps, wherever it sets them; models', () => {
    const text = `from keras import layers, Model, Sequential
class Net(Model):
    def call(self, x):
        x = self.first(x)
        for block in self.blocks:
            x = block(x)
        return self.blocks[0](x)
    def __init__(self):
        self.first = layers.Dense(1)
        self.blocks = []
        for _ in range(3):
            self.blocks.append(layers.Dense(2))
net = Net()
net(x)
small = Sequential([layers.Dense(3)])
small(x)
`;
    assert.deepEqual(written(text), [
      'called self.first(x)',
      'called block(x)',
      'called self.blocks[0](x)',
      'made layers.Dense(1)',
      'made layers.Dense(2)',
      'model Net()',
      'called net(x)',
      'model Sequential([layers.Dense(3)])',
      'made layers.Dense(3)',
      'called small(x)',
    ]);
  });

  test('through files of the workspace; what is of another library is none', () => {
    const others = {
      backend: 'from tensorflow import keras\nfrom keras.layers import *\n',
      '.blocks': 'from backend import keras\nclass Block(keras.layers.Layer):\n    pass\nclass Text:\n    pass\n',
    };
    const text = `from backend import *
from .blocks import Block, Text
from torch.nn import Linear
Block(1)(x)
Text(2)
keras.layers.Dense(3)
Dense(4)
Linear(5)
`;
    assert.deepEqual(written(text, others), ['called Block(1)(x)', 'made keras.layers.Dense(3)', 'made Dense(4)']);
  });
});

test('namespaces that a function gives are taken by their usual names', () => {
  const text = 'backend, layers = modules()\nkwargs["keras"].layers.Dense(1)\nlayers.Dense(2)\n';
  assert.deepEqual(written(text), ['made layers.Dense(2)']);
});

describe('what is known of a call', () => {
  test('numbers, None, formulas, parts, nothing', () => {
    const text = `from keras import Input, layers, Model
n = int(input())
inputs = Input((8, 8, 3))
layers.Conv2D(4, 3)(inputs)
layers.Conv2D(4, 3)(Input((None, None, 3)))
layers.Dense(n)(Input((8,)))
def model(x):
    return layers.Dense(3)(x)
def unused(x):
    return
    layers.Dense(5)(x)
def wrapped(x):
    return Model(x, layers.Dense(5)(x))
`;
    assert.deepEqual(knowledge(text), [
      'Input((8, 8, 3)): numbers',
      'layers.Conv2D(4, 3)(inputs): numbers',
      'layers.Conv2D(4, 3)(Input((None, None, 3))): open',
      'Input((None, None, 3)): open',
      'layers.Dense(n)(Input((8,))): formulas, names',
      'Input((8,)): numbers',
      'layers.Dense(3)(x): partly, parameter',
      'layers.Dense(5)(x): unknown, not reached',
      'layers.Dense(5)(x): partly, parameter',
    ]);
  });

  test('a layer has the worst of its calls; what runs counts before what nobody calls', () => {
    const text = `from keras import Input, layers
dense = layers.Dense(3)
def model(x):
    return dense(x)
model(Input((4,)))
model(Input((None, 4)))
`;
    assert.deepEqual(knowledge(text), [
      'layers.Dense(3): open',
      'dense(x): open',
      'Input((4,)): numbers',
      'Input((None, 4)): open',
    ]);
  });
});

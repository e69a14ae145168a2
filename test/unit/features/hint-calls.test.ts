/** Hints of calls of a program's own functions. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HintOptions } from '../../../server/features/inlay-hints.ts';
import { withHints } from '../../support/annotated.ts';

const shows = (name: string, program: string, options: Partial<HintOptions> = {}): void => {
  test(name, async () => assert.equal(await withHints(program, options), program));
};

// ------------------------------------------------------------ where a model is used

shows(
  'a call of a function that makes a model tells its total',
  `import keras
from keras.layers import Dense
def make(dense=64):
    inputs = keras.Input((784,))
    #: ⟦2× (None, 784)⟧
    x = Dense(dense)(inputs)
    #: ⟦2× (None, 256…4096) · 201 k…3.22 M params⟧
    model = keras.Model(inputs, Dense(10)(x))
    #: ⟦Dense 2× (None, 10)⟧ ⟦2× 204 k…3.26 M in total⟧
    return model
small = make(dense=256)
#: ⟦204 k params in total⟧
large = make(dense=4096)
#: ⟦3.26 M params in total⟧
`,
);

shows(
  'each model of a call that gives several',
  `import keras
from keras.layers import Dense
def build(size):
    encoder = keras.Sequential([keras.Input((size,)), Dense(32)])
    #: ⟦25.1 k params in total⟧ ⟦…⟧
    decoder = keras.Sequential([keras.Input((32,)), Dense(size)])
    #: ⟦25.9 k params in total⟧ ⟦…⟧
    return encoder, decoder
encoder, decoder = build(784)
#: ⟦encoder · 25.1 k⟧ ⟦decoder · 25.9 k in total⟧
`,
);

shows(
  'not twice in a line, and not where a function gives back what it was given',
  `import keras
from keras.layers import Dense
make = lambda units: keras.Sequential([keras.Input((4,)), Dense(units)])
#: ⟦Input (None, 4)⟧ ⟦Dense → (None, 3)⟧ ⟦15 in total⟧
def compiled(model):
    model.compile(loss="mse")
    return model
model = compiled(make(3))
#: ⟦15 params in total⟧
other = compiled(keras.Sequential([keras.Input((4,)), Dense(2)]))
#: ⟦Input (None, 4)⟧ ⟦Dense → (None, 2)⟧ ⟦10 in total⟧
`,
);

shows(
  'what Keras gives back is told, not the call that it makes in between',
  `import numpy as np, keras
model = keras.Sequential([keras.Input((8,)), keras.layers.Dense(2)])
#: ⟦Input (None, 8)⟧ ⟦Dense → (None, 2)⟧ ⟦18 in total⟧
model.compile('adam', 'mse')
x = np.zeros((16, 8))
history = model.fit(x, np.zeros((16, 2)))
loss = model.evaluate(x, np.zeros((16, 2)))
prediction = model.predict(x)
#: ⟦→ (16, 2)⟧
first = model.predict(x, verbose=0)[0]
#: ⟦→ (2,)⟧
tensor = model(x)
#: ⟦→ (16, 2) · 18 params⟧
unknown = model.predict(np.load('x.npy'))
print(history.history["loss"])
class Own(keras.Model):
    def __init__(self):
        super().__init__()
        self.dense = keras.layers.Dense(3)
    def call(self, x):
        return self.dense(x)
        #: ⟦→ (None, 3) · 27 params⟧
own = Own()
#: ⟦27 params in total⟧
own.compile('adam', 'mse')
own.fit(x, np.zeros((16, 3)))
`,
);

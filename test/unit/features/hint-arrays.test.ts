/** Hints of arrays. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ALL_HINTS, type HintOptions, inlayHints } from '../../../server/features/inlay-hints.ts';
import { analyse } from '../../support/analyse.ts';
import { unannotated, withHints } from '../../support/annotated.ts';

const shows = (name: string, program: string, options: Partial<HintOptions> = {}): void => {
  test(name, async () => assert.equal(await withHints(program, options), program));
};

/** The hints as `LINE TEXT`. */
async function hints(source: string, options: Partial<HintOptions> = {}): Promise<string[]> {
  const analysis = await analyse(unannotated(source));
  return inlayHints(analysis, { ...ALL_HINTS, ...options }).map(
    ({ offset, text }) => `${analysis.text.positionAt(offset).line + 1} ${text}`,
  );
}

// ------------------------------------------------------------ arrays

const arrays = `import numpy as np
data = np.zeros((60000, 28, 28))
more = data[:10]
#: ⟦→ (10, 28, 28)⟧
for i in range(20):
    data = data[1:]
    #: ⟦→ (59999…59980, 28, 28)⟧
table = np.loadtxt("table.csv")
rows = table[1:]
flat = np.reshape(table, (-1, 8))
#: ⟦→ (table.size // 8, 8)⟧
for batch in range(1069):
    noise = np.concatenate([table, np.zeros((batch, 8))])
`;
shows('arrays have their shapes, without the number of passes, and nothing of what is not known', arrays);

test('arrays have a switch of their own', async () => {
  assert.deepEqual(await hints(arrays, { arrays: false }), []);
  assert.deepEqual(await hints(arrays, { shapes: false }), await hints(arrays));
});

shows(
  'targets that are unpacked have a shape each; where there is no room for their names, all of them in order',
  `import numpy as np, keras
from keras import layers
(x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()
#: ⟦x_train: (60000, 28, 28)⟧ ⟦y_train: (60000,)⟧
model = keras.Sequential([keras.Input((100, 4)), layers.LSTM(2), layers.Dense(1)])
#: ⟦59 params in total⟧ ⟦…⟧
kernel, recurrent_kernel, bias = model.layers[0].get_weights()
#: ⟦(4, 8)⟧ ⟦(2, 8)⟧ ⟦(8,)⟧
W_i, W_f, W_c, W_o = np.split(kernel, 4, axis=1)
#: ⟦(4, 2)⟧ ⟦(4, 2)⟧ ⟦(4, 2)⟧ ⟦(4, 2)⟧
train, test = kernel[:3], kernel[3:]
#: ⟦train: (3, 8)⟧ ⟦test: (1, 8)⟧
same, empty = kernel, []
a, b, c = keras.Input((10,)), keras.Input((20,)), keras.Input((30,))
#: ⟦(None, 10)⟧ ⟦(None, 20)⟧ ⟦(None, 30)⟧
x = inputs = keras.Input((5,))
#: ⟦Input → (None, 5)⟧
def forward(x, w, stride=1):
    return x @ w
product = forward(kernel.T, kernel)
#: ⟦→ (8, 8)⟧
`,
);

shows(
  'what makes an array says its shape; what was made of it may have the same, and what is selected has no name',
  `import numpy as np, keras
made = np.zeros((16, 784))
drawn = np.random.normal(0, 1, (16, 784))
model = keras.Sequential([keras.Input((784,)), keras.layers.Dense(784)])
#: ⟦615 k params in total⟧ ⟦…⟧
rebuilt = model.predict(np.random.rand(16, 784))
#: ⟦→ (16, 784)⟧
positive = drawn[np.where(drawn[:, 0] > 0)]
`,
);

shows(
  'the outermost call is told where its name has no room, and values that are cut do not look like ranges',
  `import keras
from keras import layers
def block(x, filters):
    skip = layers.Conv2D(filters, 3, padding='same')(x)
    #: ⟦2× (None, 256…128, 256…128, 64…128)⟧
    return skip, layers.MaxPooling2D(2)(skip)
    #: ⟦2× (None, 128…64, 128…64, 64…128)⟧
inputs = keras.Input((256, 256, 3))
#: ⟦→ (None, 256, 256, 3)⟧
skip, x = block(inputs, 64)
#: ⟦(None, 256, 256, 64)⟧ ⟦(None, 128, 128, 64)⟧
skip, x = block(x, 128)
#: ⟦(None, 128, 128, 128)⟧ ⟦(None, 64, 64, 128)⟧
print(skip.shape, x.shape, 'and', skip.shape)
#: ⟦= (None, …⟧ ⟦= (None, 64, …⟧ ⟦= (None, …⟧
`,
);

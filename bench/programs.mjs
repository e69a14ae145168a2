/** The programs that are measured, and an editor's files of them. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * Model code as people write it: configuration, a helper, a class, a functional and a Sequential model, 50 lines in
 * all.
 */
const section = (n) => `
CONFIG_${n} = {"units": [${32 + (n % 4)}, 64], "rate": 0.${1 + (n % 8)}, "classes": ${5 + (n % 7)}}


def conv_block_${n}(x, filters, stride=1):
    """Convolution, normalization, activation."""
    x = layers.Conv2D(filters, 3, strides=stride, padding="same", use_bias=False)(x)
    x = layers.BatchNormalization()(x)
    return layers.ReLU()(x)


def build_${n}(config, shape=(32, 32, 3)):
    inputs = keras.Input(shape=shape, name="images_${n}")
    x = inputs
    for units in config["units"]:
        shortcut = layers.Conv2D(units, 1, strides=2)(x)
        x = conv_block_${n}(x, units, stride=2)
        x = layers.Add()([x, shortcut])
    x = layers.GlobalAveragePooling2D()(x)
    x = layers.Dropout(config["rate"])(x)
    outputs = layers.Dense(config["classes"], activation="softmax")(x)
    return keras.Model(inputs, outputs, name=f"net_{config['classes']}_${n}")


class Trainer${n}:
    # Keeps a model with what it is trained with.
    def __init__(self, model, lr=1e-3):
        self.model = model
        self.lr = lr
        self.history = []

    def run(self, x, y, epochs=3):
        self.model.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])
        for epoch in range(epochs):
            self.history.append((epoch, self.lr * 0.5 ** epoch))
        return self.history


model_${n} = build_${n}(CONFIG_${n})
x_${n} = np.random.rand(64, 32, 32, 3).astype("float32")
y_${n} = keras.utils.to_categorical(np.zeros(64), CONFIG_${n}["classes"])
trainer_${n} = Trainer${n}(model_${n})
print(trainer_${n}.run(x_${n}, y_${n}))
sequence_${n} = keras.Sequential()
sequence_${n}.add(keras.Input((24, 4)))
sequence_${n}.add(layers.LSTM(16, return_sequences=True))
sequence_${n}.add(layers.LSTM(8))
sequence_${n}.add(layers.Dense(1))
print(model_${n}.count_params(), sequence_${n}.output_shape)`;

/** The first `lines` lines of a program; `from` is the number of its first section, so that programs differ. */
export function programOf(lines, from = 0) {
  const text = ['import numpy as np', 'import keras', 'from keras import layers'];
  for (let n = from; text.length < lines; n++) text.push(...section(n).split('\n'));
  return text.slice(0, lines).join('\n');
}

/**
 * Writes programs as files into a folder of its own; gives its address, and theirs with their texts. `remove` removes
 * it.
 */
export function writePrograms(programs) {
  const folder = mkdtempSync(join(tmpdir(), 'layer-lens-bench-'));
  const files = programs.map((text, index) => {
    const path = join(folder, `model_${index}.py`);
    writeFileSync(path, text);
    return { path, uri: pathToFileURL(path).href, text };
  });
  return { uri: pathToFileURL(folder).href, files, remove: () => rmSync(folder, { recursive: true }) };
}

/** The place of a word, where it stands for the first time in or after a line; the place is inside of the word. */
export function placeOf(text, word, fromLine = 0) {
  const lines = text.split('\n');
  const line = lines.findIndex((one, index) => index >= fromLine && one.includes(word));
  if (line < 0) throw new Error(`no ${word} from line ${fromLine} on`);
  return { line, character: lines[line].indexOf(word) + 1 };
}

/** Data made in loops, and loops that train: what takes longest to evaluate, though it says little of models. */
export function loopsOf() {
  return `import random
import numpy as np
import keras
from keras import layers

ALPHABET = "abcdefghij"


def word():
    text = ""
    while len(text) < 12:
        text += random.choice(ALPHABET)
        if random.random() > 0.9:
            break
    return text


def samples(n):
    x, y = [], []
    for k in range(n):
        x.append([ord(letter) % 10 for letter in ALPHABET])
        y.append(k % 2)
    return np.array(x), np.array(y)


class Trainer:
    def __init__(self, model, rate):
        self.model = model
        self.losses = []
        for step in range(3_000):
            self.losses.append(rate / (step + 1))

    def train(self, x, y, epochs, size=32):
        total = 0
        for epoch in range(epochs):
            for start in range(0, len(x), size):
                batch = x[start:start + size]
                loss = self.model.train_on_batch(batch, y[start:start + size])
                if epoch % 10 == 0:
                    total += start * epoch
        return total


words = [word() for _ in range(200)]
x, y = samples(4_000)
model = keras.Sequential([keras.Input((10,)), layers.Embedding(10, 8), layers.LSTM(16), layers.Dense(1, activation="sigmoid")])
model.compile(loss="binary_crossentropy", optimizer="adam")
trainer = Trainer(model, 0.1)
print(trainer.train(x, y, 100))
total = 0
for epoch in range(50):
    for step in range(1_000):
        total += epoch * step
while total > 7:
    total = total // 3 - 1
print(x.shape, y.shape, len(trainer.losses))
`;
}

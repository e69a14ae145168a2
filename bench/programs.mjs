/** The programs that are measured, and an editor's files of them. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Model code as people write it: configuration, a helper, a class, a functional and a Sequential model, 50 lines in all. */
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

/** Writes programs as files into a folder of its own; gives its address, and theirs with their texts. `remove` removes it. */
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

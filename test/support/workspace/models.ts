/** Files with Keras models as people write them: one family of models in each, with the code around it. */
import type { Random } from '../../property/random-programs/random.ts';

export interface ModelFile {
  readonly family: string;
  readonly text: string;
  /** A function in it that gives a model and can be called without arguments. */
  readonly builder: string;
}

interface Family {
  readonly imports: string;
  readonly build: (random: Random) => readonly string[];
  /** Of one sample. */
  readonly input: (random: Random) => readonly number[];
  /** What it learns: the loss that its labels fit. */
  readonly loss: string;
}

const width = (random: Random): number => random.pick([8, 16, 24, 32, 48, 64, 96, 128]);
const rate = (random: Random): string => random.pick(['0.1', '0.2', '0.25', '0.3', '0.5']);
const image = (random: Random): readonly number[] => {
  const size = random.pick([32, 64, 96, 128]);
  return [size, size, random.pick([1, 3])];
};
const series = (random: Random): readonly number[] => [random.integer(12, 200), random.integer(1, 12)];

const FAMILIES: Readonly<Record<string, Family>> = {
  dense: {
    imports: 'from tensorflow import keras\nfrom tensorflow.keras import layers',
    input: (random) => [random.integer(4, 120)],
    loss: 'sparse_categorical_crossentropy',
    build: (random) => [
      'model = keras.Sequential(name=name)',
      'model.add(keras.Input(shape=input_shape))',
      `for units in (${width(random)}, ${width(random)}, ${width(random)}):`,
      '    model.add(layers.Dense(units, activation="relu"))',
      `    model.add(layers.Dropout(${rate(random)}))`,
      'model.add(layers.Dense(classes, activation="softmax"))',
    ],
  },
  convolution: {
    imports: 'import keras\nfrom keras import layers',
    input: image,
    loss: 'sparse_categorical_crossentropy',
    build: (random) => [
      'inputs = keras.Input(shape=input_shape, name="image")',
      `x = layers.Rescaling(1.0 / 255)(inputs)`,
      `for filters in [${width(random)}, ${width(random)}, ${width(random)}]:`,
      '    x = layers.Conv2D(filters, 3, padding="same", activation="relu")(x)',
      '    x = layers.BatchNormalization()(x)',
      '    x = layers.MaxPooling2D()(x)',
      'x = layers.Flatten()(x)',
      `x = layers.Dense(${width(random)}, activation="relu")(x)`,
      `x = layers.Dropout(${rate(random)})(x)`,
      'outputs = layers.Dense(classes, activation="softmax")(x)',
      'model = keras.Model(inputs, outputs, name=name)',
    ],
  },
  residual: {
    imports:
      'from keras import Input, Model\nfrom keras.layers import Activation, Add, BatchNormalization, Conv2D, Dense, GlobalAveragePooling2D',
    input: image,
    loss: 'sparse_categorical_crossentropy',
    build: (random) => [
      'def block(x, filters, stride):',
      '    shortcut = x',
      '    x = Conv2D(filters, 3, strides=stride, padding="same", use_bias=False)(x)',
      '    x = BatchNormalization()(x)',
      '    x = Activation("relu")(x)',
      '    x = Conv2D(filters, 3, padding="same", use_bias=False)(x)',
      '    x = BatchNormalization()(x)',
      '    if stride > 1 or shortcut.shape[-1] != filters:',
      '        shortcut = Conv2D(filters, 1, strides=stride)(shortcut)',
      '    return Activation("relu")(Add()([x, shortcut]))',
      '',
      'inputs = Input(shape=input_shape)',
      `x = Conv2D(${width(random)}, 3, padding="same")(inputs)`,
      `for stage, filters in enumerate([${width(random)}, ${width(random)}, ${width(random)}]):`,
      `    for number in range(${random.integer(2, 4)}):`,
      '        x = block(x, filters, 2 if number == 0 and stage > 0 else 1)',
      'x = GlobalAveragePooling2D()(x)',
      'model = Model(inputs, Dense(classes, activation="softmax")(x), name=name)',
    ],
  },
  recurrent: {
    imports:
      'from tensorflow.keras.layers import GRU, LSTM, Bidirectional, Dense, Dropout\nfrom tensorflow.keras.models import Sequential\nfrom tensorflow.keras import Input',
    input: series,
    loss: 'mse',
    build: (random) => [
      'model = Sequential([',
      '    Input(shape=input_shape),',
      `    Bidirectional(LSTM(${width(random)}, return_sequences=True)),`,
      `    Dropout(${rate(random)}),`,
      `    ${random.pick(['GRU', 'LSTM'])}(${width(random)}),`,
      '    Dense(classes),',
      '], name=name)',
    ],
  },
  text: {
    imports: 'import keras\nfrom keras import layers',
    input: (random) => [random.integer(40, 400)],
    loss: 'sparse_categorical_crossentropy',
    build: (random) => [
      'tokens = keras.Input(shape=input_shape, dtype="int32", name="tokens")',
      `x = layers.Embedding(${random.integer(5, 40)}_000, ${width(random)}, mask_zero=${random.pick(['True', 'False'])})(tokens)`,
      `branches = []`,
      'for size in (3, 4, 5):',
      `    branch = layers.Conv1D(${width(random)}, size, activation="relu")(x)`,
      '    branches.append(layers.GlobalMaxPooling1D()(branch))',
      'x = layers.Concatenate()(branches)',
      'model = keras.Model(tokens, layers.Dense(classes, activation="softmax")(x), name=name)',
    ],
  },
  transformer: {
    imports: 'import tensorflow as tf\nfrom tensorflow.keras import layers',
    input: (random) => [random.integer(20, 160), random.pick([32, 48, 64])],
    loss: 'sparse_categorical_crossentropy',
    build: (random) => [
      'inputs = tf.keras.Input(shape=input_shape)',
      'x = inputs',
      `for depth in range(${random.integer(1, 4)}):`,
      '    y = layers.LayerNormalization(epsilon=1e-6)(x)',
      `    y = layers.MultiHeadAttention(num_heads=${random.pick([2, 4, 8])}, key_dim=${random.pick([8, 16, 32])})(y, y)`,
      '    x = layers.Add()([x, y])',
      '    y = layers.LayerNormalization(epsilon=1e-6)(x)',
      `    y = layers.Dense(${width(random)}, activation="gelu")(y)`,
      '    y = layers.Dense(input_shape[-1])(y)',
      '    x = x + y',
      'x = layers.GlobalAveragePooling1D()(x)',
      `x = layers.Dropout(${rate(random)})(x)`,
      'model = tf.keras.Model(inputs, layers.Dense(classes, activation="softmax")(x), name=name)',
    ],
  },
  autoencoder: {
    imports: 'import keras\nfrom keras import layers',
    input: (random) => {
      const size = random.pick([32, 64]);
      return [size, size, 3];
    },
    loss: 'mse',
    build: (random) => [
      'inputs = keras.Input(shape=input_shape)',
      'x = inputs',
      `widths = [${width(random)}, ${width(random)}]`,
      'for filters in widths:',
      '    x = layers.Conv2D(filters, 3, strides=2, padding="same", activation="relu")(x)',
      'for filters in reversed(widths):',
      '    x = layers.Conv2DTranspose(filters, 3, strides=2, padding="same", activation="relu")(x)',
      'outputs = layers.Conv2D(input_shape[-1], 3, padding="same", activation="sigmoid")(x)',
      'model = keras.Model(inputs, outputs, name=name)',
    ],
  },
  unet: {
    imports: 'from keras import Input, Model\nfrom keras.layers import Concatenate, Conv2D, MaxPooling2D, UpSampling2D',
    input: (random) => {
      const size = random.pick([64, 128, 256]);
      return [size, size, 3];
    },
    loss: 'binary_crossentropy',
    build: (random) => [
      'def twice(x, filters):',
      '    x = Conv2D(filters, 3, padding="same", activation="relu")(x)',
      '    return Conv2D(filters, 3, padding="same", activation="relu")(x)',
      '',
      'inputs = Input(shape=input_shape)',
      'x, skips = inputs, []',
      `for filters in (${width(random)}, ${width(random)}, ${width(random)}):`,
      '    x = twice(x, filters)',
      '    skips.append(x)',
      '    x = MaxPooling2D()(x)',
      `x = twice(x, ${width(random)})`,
      'for skip in reversed(skips):',
      '    x = Concatenate()([UpSampling2D()(x), skip])',
      '    x = twice(x, skip.shape[-1])',
      'model = Model(inputs, Conv2D(1, 1, activation="sigmoid")(x), name=name)',
    ],
  },
  subclassed: {
    imports: 'import tensorflow as tf\nfrom tensorflow import keras\nfrom tensorflow.keras import layers',
    input: (random) => [random.integer(6, 60)],
    loss: 'mse',
    build: (random) => [
      'class Gate(layers.Layer):',
      '    def __init__(self, units, **kwargs):',
      '        super().__init__(**kwargs)',
      '        self.value = layers.Dense(units)',
      '        self.gate = layers.Dense(units, activation="sigmoid")',
      '',
      '    def call(self, x):',
      '        return self.value(x) * self.gate(x)',
      '',
      'inputs = keras.Input(shape=input_shape)',
      'x = inputs',
      `for units in [${width(random)}, ${width(random)}]:`,
      '    x = Gate(units)(x)',
      '    x = layers.LayerNormalization()(x)',
      'model = keras.Model(inputs, layers.Dense(classes)(x), name=name)',
    ],
  },
  branches: {
    imports: 'from keras import Input, Model, layers',
    input: series,
    loss: 'mse',
    build: (random) => [
      'sequence = Input(shape=input_shape, name="sequence")',
      `profile = Input(shape=(${random.integer(3, 30)},), name="profile")`,
      `x = layers.Conv1D(${width(random)}, 3, padding="causal")(sequence)`,
      `x = layers.GRU(${width(random)})(x)`,
      `y = layers.Dense(${width(random)}, activation="relu")(profile)`,
      'x = layers.concatenate([x, y])',
      `x = layers.Dense(${width(random)}, activation="relu")(x)`,
      'model = Model([sequence, profile], layers.Dense(classes)(x), name=name)',
    ],
  },
};

/** Lines that Keras refuses, put behind a builder's model. */
const MISTAKES = [
  'wrong = layers.LSTM(8)(layers.Dense(4)(keras.Input(shape=(16,))))',
  'wrong = layers.Conv2D(8, 5)(keras.Input(shape=(3, 3, 1)))',
  'wrong = layers.Add()([keras.Input(shape=(8,)), keras.Input(shape=(9,))])',
  'wrong = layers.Reshape((5, 5))(keras.Input(shape=(24,)))',
  'wrong = layers.Dense(units=8, unit=4)',
];

const tuple = (sizes: readonly number[]): string => (sizes.length === 1 ? `(${sizes[0]},)` : `(${sizes.join(', ')})`);

const HISTORY = `class History:
    """Keeps what each epoch gave, and writes it down."""

    def __init__(self, path=None):
        self.path = path
        self.rows = []

    def add(self, epoch, **values):
        self.rows.append({"epoch": epoch, **values})

    def best(self, key="loss"):
        return min(self.rows, key=lambda row: row[key]) if self.rows else None

    def save(self):
        if self.path is not None:
            with open(self.path, "w") as file:
                json.dump(self.rows, file, indent=2)`;

const mainOf = (builder: string, loss: string, fits: boolean): string => `def main():
    options = parse_arguments()
    model = ${builder}()
    model.compile(optimizer="adam", loss="${loss}")
    model.summary()
${fits ? '    x, y = load_data()\n    model.fit(x, y, batch_size=options.batch_size, epochs=options.epochs, validation_split=0.1)\n' : ''}    model.save(options.output)


if __name__ == "__main__":
    main()
`;

/** `number`: of the file among all of its kind; one in eleven has a mistake. */
export function modelFile(random: Random, number: number): ModelFile {
  const names = Object.keys(FAMILIES);
  const family = names[number % names.length]!;
  const { imports, build, input, loss } = FAMILIES[family]!;
  const shape = input(random);
  const classes = random.integer(2, 20);
  const builder = `build_${family}`;
  const mistake =
    number % 11 === 7
      ? `\n\ndef former_${family}():\n    import keras\n    from keras import layers\n    ${random.pick(MISTAKES)}\n    return wrong\n`
      : '';
  const fits = family !== 'branches' && family !== 'autoencoder' && family !== 'unet';
  const text = `"""The ${family} network number ${number}: its model, its data and its training."""
import argparse
import json
import os

import numpy as np
${imports}

SEED = ${random.integer(1, 9_999)}
CONFIG = {"batch_size": ${random.pick([16, 32, 64, 128])}, "epochs": ${random.integer(2, 40)}, "classes": ${classes}, "name": "${family}_${number}"}


def ${builder}(input_shape=${tuple(shape)}, classes=CONFIG["classes"], name=CONFIG["name"]):
    """Gives the model, not compiled."""
${build(random)
  .map((line) => (line === '' ? '' : `    ${line}`))
  .join('\n')}
    return model
${mistake}

def load_data(samples=${random.integer(50, 500)}, folder="data"):
    path = os.path.join(folder, "${family}_${number}.npz")
    if os.path.exists(path):
        with np.load(path) as archive:
            return archive["x"], archive["y"]
    x = np.random.rand(samples, *${tuple(shape)})
    y = np.zeros((samples,${loss === 'mse' ? ` ${classes}` : ''}), dtype="int32")
    return x, y


${HISTORY}


def parse_arguments(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--epochs", type=int, default=CONFIG["epochs"])
    parser.add_argument("--batch-size", type=int, default=CONFIG["batch_size"])
    parser.add_argument("--output", default="${family}_${number}.keras")
    return parser.parse_args(arguments)


${mainOf(builder, loss, fits)}`;
  return { family, text, builder };
}

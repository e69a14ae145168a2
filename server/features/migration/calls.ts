/** Arguments and methods that Keras 3 has under other names, or not at all. */
import { PARAMETERS } from '../../keras/training/training-methods.ts';
import type { TextEdit } from '../../analysis/analysis.ts';
import type { Call } from '../../python/syntax/tree.ts';
import { words } from '../../words/message.ts';
import { type Change, keyword, type MigrationRule, methodOf, type Program, replace, without } from './rule.ts';

export const learningRate: MigrationRule = {
  id: 'learning-rate',
  title: words`lr is learning_rate`,
  finds:
    "Optimizers take `learning_rate`: `Argument(s) not recognized: {'lr': …}`. An optimizer that is made has `learning_rate`, and no `lr`.",
  example: {
    broken: `
from keras.optimizers import Adam, SGD
slow, fast = Adam(lr=0.001), SGD(lr=0.1, momentum=0.9)
`,
    mended: `
from keras.optimizers import Adam, SGD
slow, fast = Adam(learning_rate=0.001), SGD(learning_rate=0.1, momentum=0.9)
`,
  },
  changes: ({ calls, names, nodes }) => [
    ...calls.flatMap((call): Change[] => {
      const lr = keyword(call, 'lr');
      const isOptimizer = names.inKeras(call.callee)?.startsWith('keras.optimizers.') === true;
      return lr?.nameSpan && isOptimizer ? [{ at: call, edits: [replace(lr.nameSpan, 'learning_rate')] }] : [];
    }),
    ...nodes.flatMap((node): Change[] => {
      const isRate =
        node.kind === 'Attribute' &&
        node.name === 'lr' &&
        ((node.object.kind === 'Attribute' && node.object.name === 'optimizer') ||
          (node.object.kind === 'Name' && /^(opt|optimizer)$/.test(node.object.id)));
      return isRate ? [{ at: node, edits: [replace(node.nameSpan, 'learning_rate')] }] : [];
    }),
  ],
};

/** By the method: what it is now, and the names of what it takes by position. */
const GENERATORS: Readonly<Record<string, readonly [now: string, positional: readonly string[]]>> = {
  fit_generator: ['fit', ['x', ...PARAMETERS.fit_generator.slice(1)]],
  evaluate_generator: ['evaluate', ['x', 'steps', 'callbacks']],
  predict_generator: ['predict', ['x', 'steps', 'callbacks']],
};
const GENERATOR_ARGUMENTS: Readonly<Record<string, string | undefined>> = {
  generator: 'x',
  max_q_size: undefined,
  max_queue_size: undefined,
  nb_epoch: 'epochs',
  nb_worker: undefined,
  pickle_safe: undefined,
  use_multiprocessing: undefined,
  workers: undefined,
};

export const generators: MigrationRule = {
  id: 'generators',
  title: words`fit_generator, evaluate_generator and predict_generator`,
  finds:
    '`fit()`, `evaluate()` and `predict()` take generators themselves. `workers`, `use_multiprocessing` and `max_queue_size` are arguments of the `PyDataset` now.',
  example: {
    broken: `
import keras
import numpy as np
from keras import layers
model = keras.Sequential([keras.Input((4,)), layers.Dense(1)])
model.compile("adam", "mse")
def batches():
    while True:
        yield np.zeros((8, 4)), np.zeros((8, 1))
model.fit_generator(batches(), 10, nb_epoch=2, workers=4)
score = model.evaluate_generator(batches(), steps=3)
`,
    mended: `
import keras
import numpy as np
from keras import layers
model = keras.Sequential([keras.Input((4,)), layers.Dense(1)])
model.compile("adam", "mse")
def batches():
    while True:
        yield np.zeros((8, 4)), np.zeros((8, 1))
model.fit(batches(), steps_per_epoch=10, epochs=2)
score = model.evaluate(batches(), steps=3)
`,
  },
  changes: (program) =>
    program.calls.flatMap((call): Change[] => {
      const method = methodOf(call);
      const [now, positional] = (method && GENERATORS[method.name]) ?? [];
      if (!method || !now || !positional || call.arguments.some(({ spread }) => spread !== '')) return [];
      // They count samples, and steps are batches.
      if (keyword(call, 'samples_per_epoch') || keyword(call, 'nb_val_samples')) return [];
      return [{ at: call, edits: [replace(method.nameSpan, now), ...renamed(program, call, positional)] }];
    }),
};

/** The arguments under their present names; those by position get one, but for the first. */
function renamed(program: Program, call: Call, positional: readonly string[]): readonly TextEdit[] {
  return call.arguments.flatMap((argument, index) => {
    const { name, nameSpan, start } = argument;
    if (name === undefined || !nameSpan)
      return index === 0 ? [] : [replace({ start, end: start }, `${positional[index]}=`)];
    if (!Object.hasOwn(GENERATOR_ARGUMENTS, name)) return [];
    const now = GENERATOR_ARGUMENTS[name];
    return [now === undefined ? without(program, call, argument) : replace(nameSpan, now)];
  });
}

export const predictedClasses: MigrationRule = {
  id: 'predict-classes',
  title: words`predict_classes and predict_proba`,
  finds:
    'Sequential models have `predict()` alone. The classes are the largest of several outputs, or whether the one output is above a half: which it is, the shape of the output says.',
  example: {
    broken: `
import keras
import numpy as np
from keras import layers
many = keras.Sequential([keras.Input((4,)), layers.Dense(3, activation="softmax")])
one = keras.Sequential([keras.Input((4,)), layers.Dense(1, activation="sigmoid")])
x = np.zeros((8, 4))
print(many.predict_classes(x), one.predict_classes(x), many.predict_proba(x))
`,
    mended: `
import keras
import numpy as np
from keras import layers
many = keras.Sequential([keras.Input((4,)), layers.Dense(3, activation="softmax")])
one = keras.Sequential([keras.Input((4,)), layers.Dense(1, activation="sigmoid")])
x = np.zeros((8, 4))
print(many.predict(x).argmax(axis=-1), (one.predict(x) > 0.5).astype("int32"), many.predict(x))
`,
  },
  changes: (program) =>
    program.calls.flatMap((call): Change[] => {
      const method = methodOf(call);
      if (method?.name === 'predict_proba') return [{ at: call, edits: [replace(method.nameSpan, 'predict')] }];
      if (method?.name !== 'predict_classes') return [];
      const width = outputWidth(program, method.object.kind === 'Name' ? method.object.id : undefined);
      if (width === undefined) return [];
      const end = { start: call.end, end: call.end };
      return [
        {
          at: call,
          edits:
            width === 1
              ? [
                  replace({ start: call.start, end: call.start }, '('),
                  replace(method.nameSpan, 'predict'),
                  replace(end, ' > 0.5).astype("int32")'),
                ]
              : [replace(method.nameSpan, 'predict'), replace(end, '.argmax(axis=-1)')],
        },
      ];
    }),
};

/** The last size of what the model of this name gives. */
function outputWidth({ analysis }: Program, name: string | undefined): number | undefined {
  const widths = analysis.models
    .filter(({ variable }) => variable === name)
    .map(({ rows }) => {
      const shape = rows.at(-1)?.outputShape;
      const last = Array.isArray(shape) ? (shape as readonly unknown[]).at(-1) : undefined;
      return typeof last === 'number' ? last : undefined;
    });
  return widths.every((width) => width === widths[0]) ? widths[0] : undefined;
}

export const modelEnds: MigrationRule = {
  id: 'model-ends',
  title: words`Model(input=…, output=…)`,
  finds: '`Model` takes `inputs` and `outputs`: `Unrecognized keyword arguments passed to Model`.',
  example: {
    broken: `
from keras.layers import Dense, Input
from keras.models import Model
x = Input((4,))
model = Model(input=x, output=Dense(2)(x))
`,
    mended: `
from keras.layers import Dense, Input
from keras.models import Model
x = Input((4,))
model = Model(inputs=x, outputs=Dense(2)(x))
`,
  },
  changes: ({ calls, names }) =>
    calls.flatMap((call): Change[] => {
      if (!/^keras\.(models\.|engine\.(training\.)?)?Model$/.test(names.inKeras(call.callee) ?? '')) return [];
      const found = ['input', 'output'].flatMap((name) => {
        const span = keyword(call, name)?.nameSpan;
        return span ? [replace(span, `${name}s`)] : [];
      });
      return found.length === 0 ? [] : [{ at: call, edits: found }];
    }),
};

export const resetStates: MigrationRule = {
  id: 'reset-states',
  title: words`reset_states of a model`,
  finds: 'Models have no `reset_states()`: their recurrent layers have it.',
  example: {
    broken: `
import keras
from keras import layers
model = keras.Sequential([keras.Input(batch_shape=(2, 5, 3)), layers.LSTM(4, stateful=True)])
for epoch in range(3):
    model.reset_states()
`,
    mended: `
import keras
from keras import layers
model = keras.Sequential([keras.Input(batch_shape=(2, 5, 3)), layers.LSTM(4, stateful=True)])
for epoch in range(3):
    for layer in model.layers:
        if hasattr(layer, "reset_states"):
            layer.reset_states()
`,
  },
  changes: ({ nodes, analysis, slice }) =>
    nodes.flatMap((node): Change[] => {
      if (node.kind !== 'ExpressionStatement' || node.value.kind !== 'Call') return [];
      const method = methodOf(node.value);
      if (method?.name !== 'reset_states' || method.object.kind !== 'Name') return [];
      const { id } = method.object;
      if (!analysis.models.some(({ variable }) => variable === id)) return [];
      const before = slice({ start: Math.max(0, node.start - 200), end: node.start });
      const [indent] = /[^\n]*$/.exec(before)!;
      if (indent.trim() !== '') return [];
      const lines = [
        `for layer in ${id}.layers:`,
        `${indent}    if hasattr(layer, "reset_states"):`,
        `${indent}        layer.reset_states()`,
      ];
      return [{ at: node, edits: [replace(node, lines.join('\n'))] }];
    }),
};

export const historyKeys: MigrationRule = {
  id: 'history-keys',
  title: words`The accuracy in the history`,
  finds:
    '`metrics=["accuracy"]` is logged as `accuracy` and `val_accuracy`; up to Keras 2.2 it was `acc` and `val_acc`.',
  example: {
    broken: `
import keras
import numpy as np
from keras import layers
model = keras.Sequential([keras.Input((4,)), layers.Dense(3, activation="softmax")])
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
history = model.fit(np.zeros((20, 4)), np.zeros(20), validation_split=0.2)
print(history.history["acc"], history.history["val_acc"])
`,
    mended: `
import keras
import numpy as np
from keras import layers
model = keras.Sequential([keras.Input((4,)), layers.Dense(3, activation="softmax")])
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
history = model.fit(np.zeros((20, 4)), np.zeros(20), validation_split=0.2)
print(history.history["accuracy"], history.history["val_accuracy"])
`,
  },
  changes: ({ nodes, slice }) => {
    const isNamedShort = nodes.some(
      (node) => node.kind === 'Call' && /metrics\s*=\s*\[[^\]]*["']acc["']/.test(slice(node)),
    );
    if (isNamedShort) return [];
    return nodes.flatMap((node): Change[] => {
      const isOfHistory =
        node.kind === 'Subscript' && node.object.kind === 'Attribute' && node.object.name === 'history';
      if (!isOfHistory || !/^["'](val_)?acc["']$/.test(slice(node.index))) return [];
      return [{ at: node, edits: [replace(node.index, slice(node.index).replace('acc', 'accuracy'))] }];
    });
  },
};

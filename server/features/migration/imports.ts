/** Where Keras 3 has what older Kerases had in other modules. */
import type { Expression, ImportFrom } from '../../python/syntax/tree.ts';
import { words } from '../../words/message.ts';
import { withinKeras } from './names.ts';
import { type Change, type MigrationRule, type Program, replace } from './rule.ts';

const LAYERS =
  'core convolutional convolutional_recurrent recurrent embeddings normalization pooling merge advanced_activations wrappers noise local experimental.preprocessing preprocessing'.split(
    ' ',
  );
/** Modules that are gone, by the one that has their names now. */
const MODULES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(LAYERS.map((name) => [`keras.layers.${name}`, 'keras.layers'])),
  'keras.objectives': 'keras.losses',
  'keras.optimizers.legacy': 'keras.optimizers',
  'keras.utils.data_utils': 'keras.utils',
  'keras.utils.generic_utils': 'keras.utils',
  'keras.utils.layer_utils': 'keras.utils',
  'keras.utils.np_utils': 'keras.utils',
  'keras.utils.vis_utils': 'keras.utils',
  'keras.initializations': 'keras.initializers',
};
/** Names that moved by themselves. */
const NAMES: Readonly<Record<string, string>> = {
  'keras.engine.InputSpec': 'keras.layers.InputSpec',
  'keras.engine.Layer': 'keras.layers.Layer',
  'keras.engine.Model': 'keras.models.Model',
  'keras.engine.base_layer.Layer': 'keras.layers.Layer',
  'keras.engine.topology.Input': 'keras.layers.Input',
  'keras.engine.topology.InputSpec': 'keras.layers.InputSpec',
  'keras.engine.topology.Layer': 'keras.layers.Layer',
  'keras.engine.training.Model': 'keras.models.Model',
};
/** What the `keras` of Keras 3 has no more, and what TensorFlow has inside has still. */
const KEPT_INSIDE =
  /^keras\.preprocessing\.(text(\.\w+)?|image\.(ImageDataGenerator|Iterator|DirectoryIterator|NumpyArrayIterator|apply_affine_transform|random_\w+)|sequence\.(TimeseriesGenerator|skipgrams|make_sampling_table))$/;

/** Where a name is now; undefined where Keras 3 has it there, or not at all. */
function present(module: string, name: string): string | undefined {
  const plain = withinKeras(module);
  if (plain === undefined) return undefined;
  const path = `${plain}.${name}`;
  const moved = NAMES[path] ?? (MODULES[plain] === undefined ? undefined : `${MODULES[plain]}.${name}`);
  const now = moved ?? (KEPT_INSIDE.test(path) && module === plain ? `tensorflow.${path}` : undefined);
  if (now === undefined) return undefined;
  return module === plain ? now : now.replace(/^keras\b/, module.slice(0, module.length - plain.length) + 'keras');
}

/** The whole statement again, a line for each module. */
function rewritten(program: Program, node: ImportFrom): Change | undefined {
  if (node.names === '*') return undefined;
  const lines = new Map<string, string[]>();
  let isChanged = false;
  for (const { name, alias } of node.names) {
    const now = present(node.module, name);
    isChanged ||= now !== undefined;
    const module = now === undefined ? node.module : now.slice(0, now.lastIndexOf('.'));
    lines.set(module, [...(lines.get(module) ?? []), alias === undefined ? name : `${name} as ${alias}`]);
  }
  if (!isChanged) return undefined;
  const indent = /[ \t]*$/.exec(program.slice({ start: Math.max(0, node.start - 80), end: node.start }))![0];
  const text = [...lines].map(([module, names]) => `from ${module} import ${names.join(', ')}`).join(`\n${indent}`);
  return { at: node, edits: [replace(node, text)] };
}

export const movedImports: MigrationRule = {
  id: 'moved-imports',
  title: words`What Keras 3 has in another module`,
  finds:
    'Modules such as `keras.layers.core`, `keras.utils.np_utils`, `keras.engine.topology` and `keras.objectives` are gone; their names are in the public ones. `ImageDataGenerator`, `Tokenizer` and `TimeseriesGenerator` are in `tensorflow.keras.preprocessing` alone.',
  example: {
    broken: `
from keras.layers.core import Dense, Dropout
from keras.engine.topology import Layer, Input
from keras.preprocessing.text import Tokenizer
`,
    mended: `
from keras.layers import Dense, Dropout
from keras.layers import Layer, Input
from tensorflow.keras.preprocessing.text import Tokenizer
`,
  },
  changes: (program) => program.names.froms.flatMap((node) => rewritten(program, node) ?? []),
};

/** `np_utils.to_categorical(y)` goes on to work by its name. */
export const npUtils: MigrationRule = {
  id: 'np-utils',
  title: words`The module np_utils`,
  finds: '`keras.utils.np_utils` is gone. What it had is in `keras.utils`.',
  example: {
    broken: `
from keras.utils import np_utils
y = np_utils.to_categorical([0, 1, 2], 3)
`,
    mended: `
from keras.utils import to_categorical
y = to_categorical([0, 1, 2], 3)
`,
  },
  changes: (program) =>
    program.names.froms.flatMap((node): Change[] => {
      const isOnly = node.names !== '*' && node.names.length === 1 && node.names[0]!.name === 'np_utils';
      if (!isOnly || withinKeras(node.module) !== 'keras.utils') return [];
      const local = (node.names[0] as { alias?: string }).alias ?? 'np_utils';
      const uses = program.nodes.flatMap((one) =>
        one.kind === 'Attribute' && one.object.kind === 'Name' && one.object.id === local ? [one] : [],
      );
      const used = [...new Set(uses.map(({ name }) => name))].sort();
      if (used.length === 0 || used.some((name) => program.names.has(name))) return [];
      return [
        {
          at: node,
          edits: [
            replace(node, `from ${node.module} import ${used.join(', ')}`),
            ...uses.map((one) => replace(one, one.name)),
          ],
        },
      ];
    }),
};

/** Names of the package `keras` that have another one in Keras 3, by what they are of. */
const RENAMED: Readonly<Record<string, string>> = {
  'keras.layers.CuDNNGRU': 'GRU',
  'keras.layers.CuDNNLSTM': 'LSTM',
  'keras.losses.kullback_leibler_divergence': 'kl_divergence',
  'keras.losses.logcosh': 'log_cosh',
  'keras.optimizers.adadelta': 'Adadelta',
  'keras.optimizers.adagrad': 'Adagrad',
  'keras.optimizers.adam': 'Adam',
  'keras.optimizers.rmsprop': 'RMSprop',
  'keras.optimizers.sgd': 'SGD',
};

export const renamedNames: MigrationRule = {
  id: 'renamed-names',
  title: words`What Keras 3 has under another name`,
  finds:
    '`CuDNNLSTM` and `CuDNNGRU` are `LSTM` and `GRU`, which use cuDNN where they can; `kullback_leibler_divergence` is `kl_divergence`, `logcosh` is `log_cosh`.',
  example: {
    broken: `
from keras.layers import CuDNNLSTM, Dense
layer = CuDNNLSTM(8, return_sequences=True)
`,
    mended: `
from keras.layers import LSTM, Dense
layer = LSTM(8, return_sequences=True)
`,
  },
  changes: (program) => [...renamedImports(program), ...renamedAttributes(program)],
};

function renamedImports(program: Program): readonly Change[] {
  return program.names.froms.flatMap((node): Change[] => {
    const names = node.names === '*' ? [] : node.names;
    return names.flatMap(({ name, alias, start, end }): Change[] => {
      const now = RENAMED[`${withinKeras(node.module)}.${name}`];
      if (now === undefined || (node.module !== withinKeras(node.module) && !name.startsWith('CuDNN'))) return [];
      if (alias !== undefined) return [{ at: node, edits: [replace({ start, end }, `${now} as ${alias}`)] }];
      const uses = program.nodes.filter((one) => one.kind === 'Name' && one.id === name);
      // The other name is there: this one falls away.
      if (program.names.has(now) && names.length === 1) return [];
      const others = names.filter((one) => one.name !== name).map((one) => program.slice(one));
      const edit = program.names.has(now)
        ? replace(node, `from ${node.module} import ${others.join(', ')}`)
        : replace({ start, end }, now);
      return [{ at: node, edits: [edit, ...uses.map((one) => replace(one, now))] }];
    });
  });
}

const renamedAttributes = (program: Program): readonly Change[] =>
  program.nodes.flatMap((one): Change[] => {
    if (one.kind !== 'Attribute') return [];
    const path = program.names.path(one);
    const plain = path === undefined ? undefined : withinKeras(path);
    const now = plain === undefined ? undefined : RENAMED[plain];
    if (now === undefined || (path !== plain && !one.name.startsWith('CuDNN'))) return [];
    return [{ at: one, edits: [replace(one.nameSpan, now)] }];
  });

/** What is reached by its path: `tf.keras.layers.experimental.preprocessing.Rescaling`. */
const PATHS: readonly (readonly [former: RegExp, now: string])[] = [
  [/^((?:tensorflow\.)?keras\.layers)\.experimental\.preprocessing\.(\w+)$/, '$1.$2'],
  [/^((?:tensorflow\.)?keras\.optimizers)\.(?:legacy|experimental)\.(\w+)$/, '$1.$2'],
  [/^((?:tensorflow\.)?keras)\.experimental\.(CosineDecay|CosineDecayRestarts)$/, '$1.optimizers.schedules.$2'],
  [/^(keras\.layers)\.(?:core|convolutional|recurrent|embeddings|normalization|pooling)\.(\w+)$/, '$1.$2'],
];

export const movedAttributes: MigrationRule = {
  id: 'moved-attributes',
  title: words`What Keras 3 has at another path`,
  finds:
    '`layers.experimental.preprocessing`, `optimizers.legacy` and `optimizers.experimental` are gone: their names are one module higher. The optimizers of `legacy` are the former ones, whose variables have other names.',
  example: {
    broken: `
import tensorflow as tf
scale = tf.keras.layers.experimental.preprocessing.Rescaling(1 / 255)
optimizer = tf.keras.optimizers.legacy.Adam(0.01)
`,
    mended: `
import tensorflow as tf
scale = tf.keras.layers.Rescaling(1 / 255)
optimizer = tf.keras.optimizers.Adam(0.01)
`,
  },
  changes: (program) =>
    program.nodes.flatMap((node): Change[] => {
      if (node.kind !== 'Attribute') return [];
      const path = program.names.path(node);
      const [former, now] = PATHS.find(([one]) => path !== undefined && one.test(path)) ?? [];
      if (path === undefined || !former || now === undefined) return [];
      // What stands before the names that are gone is written as it was.
      const kept = `.${path.replace(former, now).split('.').slice(-depthOf(now)).join('.')}`;
      const owner = ownerOf(node, path, former);
      return owner ? [{ at: node, edits: [replace({ start: owner.end, end: node.end }, kept)] }] : [];
    }),
};

/** How many names stand behind what is kept. */
const depthOf = (now: string): number => now.split('.').length - 1;

/** The expression of what the first group is of, where it is written out. */
function ownerOf(node: Expression, path: string, former: RegExp): Expression | undefined {
  const [, kept = ''] = former.exec(path) ?? [];
  let owner: Expression = node;
  for (let rest = path; rest !== kept; rest = rest.slice(0, rest.lastIndexOf('.'))) {
    if (owner.kind !== 'Attribute') return undefined;
    owner = owner.object;
  }
  return owner;
}

/** Losses and metrics by their names, as `compile()` takes them. */
export const lossTexts: MigrationRule = {
  id: 'loss-texts',
  title: words`Losses and metrics under another name`,
  finds: '`"kullback_leibler_divergence"` is `"kl_divergence"`: `Could not interpret loss identifier`.',
  example: {
    broken: `
import keras
from keras import layers
model = keras.Sequential([keras.Input((4,)), layers.Dense(3, activation="softmax")])
model.compile("adam", loss="kullback_leibler_divergence", metrics=["kullback_leibler_divergence"])
`,
    mended: `
import keras
from keras import layers
model = keras.Sequential([keras.Input((4,)), layers.Dense(3, activation="softmax")])
model.compile("adam", loss="kl_divergence", metrics=["kl_divergence"])
`,
  },
  changes: ({ calls, nodes, slice }) =>
    calls
      .filter(({ callee }) => callee.kind === 'Attribute' && callee.name === 'compile')
      .flatMap((call) =>
        nodes.flatMap((node): Change[] => {
          const isIn = node.start > call.callee.end && node.end <= call.end;
          if (!isIn || node.kind !== 'Constant' || !/^["']kullback_leibler_divergence["']$/.test(slice(node)))
            return [];
          return [{ at: node, edits: [replace(node, slice(node).replace('kullback_leibler', 'kl'))] }];
        }),
      ),
};

/** Functions on tensors that Keras 3 has in `keras.ops`. */
import type { TextEdit } from '../../analysis/analysis.ts';
import type { Call } from '../../python/syntax/tree.ts';
import { words } from '../../words/message.ts';
import { type Change, type MigrationRule, type Program, replace } from './rule.ts';

/** Functions that take the same arguments under another name. */
const OPS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    'abs all any argmax argmin cast clip concatenate cos cumprod cumsum dot equal exp expand_dims greater greater_equal less less_equal log max maximum mean min minimum ndim not_equal one_hot ones_like prod relu reshape round shape sigmoid sign sin softmax softplus sqrt square squeeze stack std sum tanh tile transpose var zeros_like'
      .split(' ')
      .map((name) => [name, name]),
  ),
  concat: 'concatenate',
  pow: 'power',
  reduce_all: 'all',
  reduce_any: 'any',
  reduce_max: 'max',
  reduce_mean: 'mean',
  reduce_min: 'min',
  reduce_prod: 'prod',
  reduce_std: 'std',
  reduce_sum: 'sum',
  reduce_variance: 'var',
};

/** `ops`, as the program has it, with what imports it where it has not. */
function opsOf({ names, module }: Program): { readonly name: string; readonly edits: readonly TextEdit[] } | undefined {
  const known = names.nameOf('keras.ops');
  if (known !== undefined) return { name: known, edits: [] };
  const keras = names.nameOf('keras');
  if (keras !== undefined) return { name: `${keras}.ops`, edits: [] };
  if (names.has('ops')) return undefined;
  const [first] = names.froms;
  if (!first) return undefined;
  return first.start < module.start
    ? undefined
    : { name: 'ops', edits: [replace({ start: first.start, end: first.start }, 'from keras import ops\n')] };
}

/** Without an axis `keras.ops` takes another one than these. */
const BY_AXIS: ReadonlySet<string> = new Set(['argmax', 'argmin', 'concatenate', 'cumprod', 'cumsum', 'expand_dims']);

/** The call with `keras.ops`; undefined where it has no function that takes these arguments. */
function toOps(program: Program, call: Call, former: 'keras' | 'tensorflow'): Change | undefined {
  const { callee } = call;
  const path = program.names.path(callee);
  const now = path === undefined ? undefined : OPS[path.slice(path.lastIndexOf('.') + 1)];
  const ops = now === undefined ? undefined : opsOf(program);
  if (!now || !ops) return undefined;
  const named = call.arguments.flatMap(({ name, spread }) => (name === undefined && spread === '' ? [] : [name]));
  if (named.some((name) => name !== 'axis' && name !== 'keepdims')) return undefined;
  const hasAxis = named.includes('axis') || call.arguments.filter(({ name }) => name === undefined).length > 1;
  const lacksAxis = BY_AXIS.has(now) && !hasAxis;
  // Those of the backend meant the last one, or the first; TensorFlow's the first.
  if (lacksAxis && (former === 'tensorflow' || now.startsWith('cum'))) return undefined;
  const axis = lacksAxis ? [replace({ start: call.end - 1, end: call.end - 1 }, ', axis=-1')] : [];
  return { at: call, edits: [replace(callee, `${ops.name}.${now}`), ...axis, ...ops.edits] };
}

export const backendFunctions: MigrationRule = {
  id: 'backend-functions',
  title: words`Functions of keras.backend`,
  finds:
    'The `keras.backend` of Keras 3 has settings alone. Functions on tensors are in `keras.ops`, most under their names. `tensorflow.keras.backend` has its functions still, for tensors that are not symbolic.',
  example: {
    broken: `
from keras import backend as K
def rmse(y_true, y_pred):
    return K.sqrt(K.mean(K.square(y_pred - y_true)))
`,
    mended: `
from keras import ops
def rmse(y_true, y_pred):
    return ops.sqrt(ops.mean(ops.square(y_pred - y_true)))
`,
  },
  changes: (program) => [
    ...program.calls.flatMap((call): Change[] => {
      if (!/^keras\.backend\.\w+$/.test(program.names.path(call.callee) ?? '')) return [];
      const change = toOps(program, call, 'keras');
      return change ? [change] : [];
    }),
    ...unusedBackend(program),
  ],
};

/** `from keras import backend as K` of which nothing is left, where `ops` is there already. */
function unusedBackend(program: Program): readonly Change[] {
  return program.names.froms.flatMap((node): Change[] => {
    const [only] = node.names === '*' ? [] : node.names;
    if (node.module !== 'keras' || node.names.length !== 1 || only === undefined) return [];
    const local = only.alias ?? only.name;
    const isUsed = program.nodes.some((one) => one.kind === 'Name' && one.id === local);
    if (only.name !== 'backend' || isUsed || program.names.nameOf('keras.ops') === undefined) return [];
    const after = /^[ \t]*\r?\n/.exec(program.slice({ start: node.end, end: node.end + 80 }));
    return after ? [{ at: node, edits: [replace({ start: node.start, end: node.end + after[0].length }, '')] }] : [];
  });
}

export const symbolicTensors: MigrationRule = {
  id: 'symbolic-tensors',
  title: words`Functions of TensorFlow on symbolic tensors`,
  finds:
    '`A KerasTensor cannot be used as input to a TensorFlow function`: what a functional model is made of goes through `keras.ops`.',
  example: {
    broken: `
import keras
import tensorflow as tf
x = keras.Input((8, 4))
y = tf.reduce_mean(x, axis=1)
`,
    mended: `
import keras
import tensorflow as tf
x = keras.Input((8, 4))
y = keras.ops.mean(x, axis=1)
`,
  },
  changes: (program) => {
    const refused = program.analysis.problems.filter(
      ({ code, message }) => code === 'symbolic-tensor' && message.includes('TensorFlow function'),
    );
    return program.calls.flatMap((call): Change[] => {
      if (!refused.some(({ span }) => span.start >= call.start && span.end <= call.end)) return [];
      if (!/^tensorflow\./.test(program.names.path(call.callee) ?? '')) return [];
      const change = toOps(program, call, 'tensorflow');
      return change ? [change] : [];
    });
  },
};

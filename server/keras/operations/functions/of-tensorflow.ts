/** TensorFlow's functions, which do not take the symbolic tensors of Keras 3. */
import { NativeFunction, type Value } from '../../../python/domain/value.ts';
import { joined, type Message, words } from '../../../words/message.ts';
import { refusing } from '../../layers/create.ts';
import { LayerError } from '../../layers/definition.ts';
import { once } from '../../namespaces.ts';
import type { KerasSession } from '../../session.ts';
import { tensorsIn } from '../value-specs.ts';
import { KERAS_CORE, KERAS_IMAGE, KERAS_LINEAR_ALGEBRA, KERAS_NEURAL } from './keras-neural.ts';
import { KERAS_NUMPY } from './keras-numpy.ts';
import type { FunctionTable } from './table.ts';

/** What `keras.ops` has under another name. */
const INSTEAD: Readonly<Record<string, string>> = {
  concat: 'concatenate',
  l2_normalize: 'normalize',
  permute_dimensions: 'transpose',
  pow: 'power',
  reduce_all: 'all',
  reduce_any: 'any',
  reduce_max: 'max',
  reduce_mean: 'mean',
  reduce_min: 'min',
  reduce_prod: 'prod',
  reduce_sum: 'sum',
  repeat_elements: 'repeat',
};

/** Tables have the functions by their signatures. */
const namesIn = (...tables: readonly FunctionTable[]): ReadonlySet<string> =>
  new Set(tables.flatMap((table) => Object.keys(table).map((signature) => signature.slice(0, signature.indexOf('(')))));
const ops = once(() => namesIn(KERAS_NUMPY, KERAS_NEURAL, KERAS_LINEAR_ALGEBRA, KERAS_CORE, { 'shape(x)': 'Shape' }));
const image = once(() => namesIn(KERAS_IMAGE));

/** The function of `keras.ops` for one of TensorFlow's or of the old backend; undefined where there is none. */
function inOps(path: string): string | undefined {
  const last = path.slice(path.lastIndexOf('.') + 1);
  const name = INSTEAD[last] ?? last;
  if (ops().has(name)) return `ops.${name}`;
  return path.startsWith('image.') && image().has(name) ? `ops.image.${name}` : undefined;
}

function refusal(module: string, path: string): Message {
  const told = words`${module}.${path} does not take the symbolic tensors of Keras 3: A KerasTensor cannot be used as input to a TensorFlow function.`;
  const name = inOps(path);
  const use =
    name === undefined
      ? words`Use a Lambda or a layer of your own around it, or functions of keras.ops.`
      : words`Use keras.ops (${name}), or a Lambda or a layer of your own around it.`;
  return joined([told, use], ' ');
}

/** `tf.PATH`, refusing in Keras 3 what is a symbolic tensor of the program. */
export function ofTensorflow(session: KerasSession, path: string, plain: Value, module = 'tf'): Value {
  if (session.kerasVersion === 2 || plain.kind !== 'native') return plain;
  return new NativeFunction(plain.name, (interpreter, args) => {
    const given = [...args.positional, ...args.keywords.values()];
    if (tensorsIn(interpreter, given).some((tensor) => !tensor.traced && tensor.node !== undefined))
      refusing(
        interpreter,
        undefined,
        () => {
          throw new LayerError('symbolic-tensor', refusal(module, path));
        },
        args.site ?? interpreter.currentSite,
      );
    return interpreter.callWith(plain, args);
  });
}

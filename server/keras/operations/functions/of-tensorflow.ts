/** TensorFlow's functions, which do not take the symbolic tensors of Keras 3. */
import { NativeFunction, type Value } from '../../../python/domain/value.ts';
import { words } from '../../../words/message.ts';
import { refusing } from '../../layers/create.ts';
import { LayerError } from '../../layers/definition.ts';
import type { KerasSession } from '../../session.ts';
import { tensorsIn } from '../value-specs.ts';

/** What Keras 3 has in place of some: the others have the same name in `keras.ops`, or none. */
const INSTEAD: Readonly<Record<string, string>> = {
  concat: 'concatenate',
  pow: 'power',
  reduce_all: 'all',
  reduce_any: 'any',
  reduce_max: 'max',
  reduce_mean: 'mean',
  reduce_min: 'min',
  reduce_prod: 'prod',
  reduce_sum: 'sum',
};

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
          const name = path.slice(path.lastIndexOf('.') + 1);
          throw new LayerError(
            'symbolic-tensor',
            words`${module}.${path} does not take the symbolic tensors of Keras 3: A KerasTensor cannot be used as input to a TensorFlow function. Use keras.ops (${`ops.${INSTEAD[name] ?? name}`}), or a Lambda or a layer of your own around it.`,
          );
        },
        args.site ?? interpreter.currentSite,
      );
    return interpreter.callWith(plain, args);
  });
}

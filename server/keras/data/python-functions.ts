/**
 * `tf.py_function` and `tf.numpy_function`: a function of the program's in a graph, of whose result only dtypes are
 * stated.
 */
import { ArrayValue } from '../../python/library/arrays/array-value.ts';
import { define, dtypeNamed, type LibraryCall } from '../../python/library/arrays/library-call.ts';
import { ListValue, type NativeFunction, type Value } from '../../python/domain/value.ts';
import { words } from '../../words/message.ts';

const reason = words`it comes from a function of Python's, of which TensorFlow infers no shape`;

const stated = (dtype: Value): Value =>
  new ArrayValue({ shape: undefined, dtype: dtypeNamed(dtype), library: 'tensorflow', reason });

function run(call: LibraryCall): Value {
  call.interpreter.havoc([call.required('func')]);
  const types = call.optional('Tout');
  if (types === undefined) return call.unknown(reason);
  return types.kind === 'list' || types.kind === 'tuple' ? new ListValue(types.items.map(stated)) : stated(types);
}

export const ofPython: Readonly<Record<string, NativeFunction>> = {
  py_function: define('py_function', 'func inp Tout name', run),
  numpy_function: define('numpy_function', 'func inp Tout stateful name', run),
};

import { type Interpreter, PythonError } from '../../values/interpreter.ts';
import type { Value } from '../../values/value.ts';

/** A KeyError carries the key itself; its message is the key's `repr`. */
export function raiseKeyError(interpreter: Interpreter, key: Value): never {
  const exception = interpreter.call(interpreter.builtin('KeyError'), [key]);
  throw new PythonError('KeyError', interpreter.repr(key) ?? 'the key is missing', exception);
}

/** StopIteration with the value that a generator returned. */
export function raiseStopIteration(interpreter: Interpreter): never {
  throw new PythonError('StopIteration', '', interpreter.call(interpreter.builtin('StopIteration'), []));
}

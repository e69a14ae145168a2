import { type Interpreter, PythonError } from '../../domain/interpreter.ts';
import { type ClassValue, Str, type Value } from '../../domain/value.ts';

/** A KeyError carries the key itself; its message is the key's `repr`. */
export function raiseKeyError(interpreter: Interpreter, key: Value): never {
  const exception = interpreter.call(interpreter.builtin('KeyError'), [key]);
  throw new PythonError('KeyError', interpreter.repr(key) ?? 'the key is missing', exception);
}

/** StopIteration with the value that a generator returned. */
export function raiseStopIteration(interpreter: Interpreter): never {
  throw new PythonError('StopIteration', '', interpreter.call(interpreter.builtin('StopIteration'), []));
}

/** Raises an exception of a class that is no builtin. */
export function raiseInstance(interpreter: Interpreter, cls: ClassValue, message: string): never {
  throw new PythonError(cls.name, message, interpreter.call(cls, [new Str(message)]));
}

/** Answers of builtin functions that an object gives by its own method, or that may be undecided. */
import type { Interpreter } from '../../domain/interpreter.ts';
import { bool, type Value } from '../../domain/value.ts';
import { isUndetermined } from '../../domain/undetermined.ts';

/** A method that an object of a user's class has; undefined for other values. */
export function ownMethod(interpreter: Interpreter, value: Value, name: string): Value | undefined {
  return value.kind === 'instance' && value.cls.lookup(name) ? interpreter.findAttribute(value, name) : undefined;
}

/** A truth value of Python; undefined stands for one that is not decided. */
export const decided = (interpreter: Interpreter, answer: boolean | undefined): Value =>
  answer === undefined ? interpreter.unknown('it is not decided') : bool(answer);

/** The answer of a method that the object may have, of which nothing is known here. */
export function callOrUnknown(interpreter: Interpreter, value: Value, name: string): Value {
  const method = interpreter.findAttribute(value, name);
  return method && !isUndetermined(method) ? interpreter.call(method) : interpreter.unknown('the result is not known');
}

import type { Interpreter } from '../../domain/interpreter.ts';
import type { Value } from '../../domain/value.ts';

/** The name of a value's class, as error messages have it. */
export function typeNameOf(interpreter: Interpreter, value: Value): string {
  const type = interpreter.typeOf(value);
  return type.kind === 'class' ? type.name : 'object';
}

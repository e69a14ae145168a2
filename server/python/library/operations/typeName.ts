import type { Interpreter } from '../../values/interpreter.ts';
import type { Value } from '../../values/value.ts';

/** The name of a value's class, as error messages have it. */
export function typeNameOf(interpreter: Interpreter, value: Value): string {
  const type = interpreter.typeOf(value);
  return type.kind === 'class' ? type.name : 'object';
}

/** Reading of arguments that library functions are passed. */
import type { Interpreter } from '../domain/interpreter.ts';
import { changeableIn, endOfMade, perhapsIn, sameEnd } from '../domain/points-to.ts';
import { ListValue, type Value } from '../domain/value.ts';
import { allItems } from './operations/iterate.ts';
import { indexOf } from './operations/slices.ts';
import { typeNameOf } from './operations/type-name.ts';
import { unwrap } from './wrapped.ts';
import { isUndetermined, type Undetermined } from '../domain/undetermined.ts';

/** The integer passed; undefined where it is not known. Raises TypeError for other values. */
export function integerArgument(interpreter: Interpreter, value: Value): bigint | undefined {
  const integer = indexOf(interpreter, value);
  if (integer === undefined && value.kind === 'host') value.asNumber?.(interpreter, 'index');
  if (integer !== undefined || isUndetermined(value) || value.kind === 'host') return integer;
  return interpreter.raise(
    'TypeError',
    `'${typeNameOf(interpreter, value)}' object cannot be interpreted as an integer`,
  );
}

/** The text passed; undefined where it is not known. Raises TypeError for other values. */
export function textArgument(interpreter: Interpreter, value: Value): string | undefined {
  const text = unwrap(value);
  if (text.kind === 'str') return text.value;
  if (isUndetermined(text) || text.kind === 'host') return undefined;
  return interpreter.raise('TypeError', `expected str, got ${typeNameOf(interpreter, value)}`);
}

/** Whether an optional flag is set; undefined where it is not known. */
export function flagArgument(
  interpreter: Interpreter,
  value: Value | undefined,
  otherwise = false,
): boolean | undefined {
  return value === undefined ? otherwise : interpreter.truth(value);
}

/** Whether an argument is None or was not passed. */
export function isAbsent(value: Value | undefined): boolean {
  return value === undefined || value.kind === 'none';
}

/** A list of the items of an iterable; an open list where they are not all known. */
export function listOf(interpreter: Interpreter, value: Value): ListValue {
  const items = allItems(interpreter, value);
  if (items) return new ListValue(items);
  const inner = unwrap(value);
  const known = inner.kind === 'list' ? inner.items.slice() : [];
  return new ListValue(known, endOf(interpreter, value));
}

/** The unknown that makes a value unknown. */
export function unknownOf(interpreter: Interpreter, passed: Value): Undetermined {
  const value = unwrap(passed);
  if (isUndetermined(value)) return value;
  if (
    (value.kind === 'list' || value.kind === 'dict' || value.kind === 'set' || value.kind === 'iterator') &&
    value.summary
  )
    return value.summary;
  return interpreter.unknown('the elements are not known');
}

/**
 * How a collection goes on that is filled with the items of an iterable. An iterable that is one of several collections
 * is not its items.
 */
export function endOf(interpreter: Interpreter, iterable: Value): Undetermined {
  const open = unknownOf(interpreter, iterable);
  const inner = unwrap(iterable);
  if (isUndetermined(inner)) return endOfMade(open);
  // Its items are among those of what it takes them of.
  return changeableIn([inner]).some((one) => one !== inner) ? perhapsIn(sameEnd(open), inner) : open;
}

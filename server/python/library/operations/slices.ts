import type { Interpreter } from '../../domain/interpreter.ts';
import type { SliceValue, Value } from '../../domain/value.ts';
import { unwrap } from '../wrapped.ts';
import { asInteger } from './integers.ts';
import { isUndetermined } from '../../domain/undetermined.ts';

export interface SlicePositions {
  readonly start: number;
  readonly stop: number;
  readonly step: number;
  readonly count: number;
}

/** The positions that a slice takes of a sequence of a known length; undefined where a bound is not known. */
export function slicePositions(
  interpreter: Interpreter,
  slice: SliceValue,
  length: number,
): SlicePositions | undefined {
  const step = bound(interpreter, slice.step);
  const lower = bound(interpreter, slice.lower);
  const upper = bound(interpreter, slice.upper);
  if (step === undefined || lower === undefined || upper === undefined) return undefined;
  const stride = step ?? 1;
  if (stride === 0) return interpreter.raise('ValueError', 'slice step cannot be zero');
  const [lowest, highest] = stride > 0 ? [0, length] : [-1, length - 1];
  const clip = (value: number) => Math.min(Math.max(value < 0 ? value + length : value, lowest), highest);
  const start = lower === null ? (stride > 0 ? lowest : highest) : clip(lower);
  const stop = upper === null ? (stride > 0 ? highest : lowest) : clip(upper);
  const count = Math.max(0, Math.ceil((stop - start) / stride));
  return { start, stop, step: stride, count };
}

/** null for None, undefined for an unknown. Bounds beyond every length are cut to what a number holds. */
function bound(interpreter: Interpreter, boundValue: Value): number | null | undefined {
  const value = resolveIndex(interpreter, unwrap(boundValue));
  if (value.kind === 'none') return null;
  if (isUndetermined(value)) return undefined;
  const integer = indexOf(interpreter, value);
  if (integer === undefined)
    return interpreter.raise('TypeError', 'slice indices must be integers or None or have an __index__ method');
  return Number(integer > 2n ** 52n ? 2n ** 52n : integer < -(2n ** 52n) ? -(2n ** 52n) : integer);
}

/**
 * What a library's value (an array with one integer) is where Python asks for an integer: an int, or an unknown. Any
 * other value as it is.
 */
export function resolveIndex(interpreter: Interpreter, value: Value): Value {
  if (value.kind !== 'host') return value;
  const method = interpreter.findAttribute(value, '__index__');
  return method && !isUndetermined(method) ? interpreter.call(method) : value;
}

/** The integer of an index: an int, a bool, or an object with `__index__`. */
export function indexOf(interpreter: Interpreter, value: Value): bigint | undefined {
  if (value.kind === 'host') return asInteger(resolveIndex(interpreter, value));
  const integer = asInteger(unwrap(value));
  if (integer !== undefined || value.kind !== 'instance') return integer;
  const method = interpreter.findAttribute(value, '__index__');
  return method && asInteger(interpreter.call(method));
}

export function takeSlice<T>(items: ArrayLike<T>, positions: SlicePositions): T[] {
  const taken: T[] = [];
  for (let count = 0, position = positions.start; count < positions.count; count++, position += positions.step)
    taken.push(items[position]!);
  return taken;
}

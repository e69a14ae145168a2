/** Results without axes. */
import type { Interpreter } from '../../domain/interpreter.ts';
import type { Value } from '../../domain/value.ts';
import type { ArrayValue } from './array-value.ts';
import { isIntegerDtype, kindOfDtype, NumpyBool, NumpyFloat, NumpyInt } from './dtypes.ts';
import { undetermined, type Undetermined } from '../../domain/undetermined.ts';
import { Approximate } from '../../domain/approximate.ts';

/** A number taken out of an array: Python's own number that remembers its dtype. */
export function numpyScalar(element: Value, dtype: string | undefined): Value {
  if (dtype === undefined) return element;
  switch (element.kind) {
    case 'int':
      return kindOfDtype(dtype) === 'float'
        ? new NumpyFloat(Number(element.value), dtype)
        : kindOfDtype(dtype) === 'object'
          ? element
          : new NumpyInt(element.value, dtype);
    case 'float':
      return kindOfDtype(dtype) === 'float' ? new NumpyFloat(element.value, dtype) : element;
    case 'bool':
      return new NumpyBool(element.value);
    default:
      return element;
  }
}

/**
 * A scalar whose value is not known: an integer as a named symbol, any other number as an array without axes, so that
 * arithmetic with it
 * keeps the other's shape. `key` tells questions about the same array apart; undefined where it would not.
 */
export function unknownScalar(
  interpreter: Interpreter,
  array: ArrayValue,
  dtype: string | undefined,
  key: string | undefined,
  name: string | undefined,
): Value {
  const known = key === undefined ? undefined : array.derived.get(key);
  if (known) return known;
  let made: Value;
  if (dtype === undefined || kindOfDtype(dtype) === 'object' || kindOfDtype(dtype) === 'string' || dtype === 'bool')
    made = interpreter.unknown(array.reason, name);
  else if (isIntegerDtype(dtype))
    made = name === undefined ? undetermined(array.reason, { integer: true }) : signedInteger(interpreter, array, name);
  else made = array.like([], dtype);
  if (array.library === 'tensorflow') made = array.like([], dtype);
  if (key !== undefined) array.derived.set(key, made);
  return made;
}

function signedInteger(interpreter: Interpreter, array: ArrayValue, name: string): Undetermined {
  const named = interpreter.unknown(array.reason, name);
  return undetermined(array.reason, { name, integer: true, makeSymbol: () => named.size! });
}

/** An array without axes as NumPy returns it: its element where that is known, else the array. */
export function unboxed(array: ArrayValue): Value {
  const element = array.elements?.[0];
  if (array.shape?.length !== 0 || element === undefined || array.library === 'tensorflow') return array;
  if (element instanceof Approximate) return array;
  return numpyScalar(element, array.dtype);
}

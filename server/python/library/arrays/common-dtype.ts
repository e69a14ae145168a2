/** The dtype that two operands have in common. */
import { Float, type Value } from '../../domain/value.ts';
import type { ArrayValue } from './array-value.ts';
import { isFloatDtype, isWeakScalar, kindOfDtype, numberOf, promoteDtypes, roundFloat } from './dtypes.ts';

/** Python's own numbers give way to the dtype of an array as far as their kind allows. */
export function commonDtype(a: ArrayValue, b: ArrayValue, left: Value = a, right: Value = b): string | undefined {
  // What is no tensor becomes one of the other's dtype; two tensors of different dtypes are refused.
  const [ofTensor, other] = a.library === 'tensorflow' ? [a, b] : [b, a];
  if (
    ofTensor.library === 'tensorflow' &&
    other.library !== 'tensorflow' &&
    !isWeakScalar(left) &&
    !isWeakScalar(right)
  )
    return ofTensor.dtype;
  const weakLeft = isWeakScalar(left);
  const weakRight = isWeakScalar(right);
  if (weakLeft !== weakRight) {
    const array = weakLeft ? b : a;
    const scalar = weakLeft ? left : right;
    return array.dtype === undefined ? undefined : withWeak(array.dtype, scalar);
  }
  return promoteDtypes(a.dtype, b.dtype);
}

function withWeak(dtype: string, scalar: Value): string | undefined {
  const kind = kindOfDtype(dtype);
  if (scalar.kind === 'bool') return dtype;
  if (scalar.kind === 'int') return kind === 'bool' ? 'int64' : dtype;
  return kind === 'float' || kind === 'complex'
    ? dtype
    : kind === 'object'
      ? 'object'
      : promoteDtypes(dtype, 'float64');
}

/** A number as the float dtype that both sides have in common holds it: 0.1 is another one as float32. */
export function asCommon(element: Value, dtype: string | undefined): Value | undefined {
  const number = isFloatDtype(dtype) ? numberOf(element) : undefined;
  if (number === undefined) return element;
  const rounded = roundFloat(Number(number), dtype!);
  return rounded === undefined ? undefined : new Float(rounded);
}

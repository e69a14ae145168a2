/** Which numbers lie near each other, and which arrays are equal once they are broadcast. */
import { broadcastShapes } from '../../../shapes/broadcasting.ts';
import { bool, type NativeFunction, type Value } from '../../domain/value.ts';
import { Approximate, limitsOf } from '../../domain/approximate.ts';
import { ArrayValue } from '../arrays/array-value.ts';
import { holdTheSame } from '../arrays/content.ts';
import { declare } from '../arrays/declare.ts';
import { numberOf } from '../arrays/dtypes.ts';
import { broadcastElements } from '../arrays/elementwise.ts';
import { type LibraryCall, NotDecided } from '../arrays/library-call.ts';

/** The elements of two arrays beside each other; undefined where the shapes do not broadcast. */
function pairs(call: LibraryCall, names: readonly [string, string]): readonly (readonly [Value, Value])[] | undefined {
  const [a, b] = [call.array(names[0]), call.array(names[1])];
  const shape = broadcastShapes(a.shape, b.shape);
  if (!shape.ok) return undefined;
  const [x, y] = [broadcastElements(a, shape.value), broadcastElements(b, shape.value)];
  if (!x || !y) throw new NotDecided('the values in the arrays are not known');
  call.interpreter.spend(Math.ceil(x.length / 4));
  return x.map((element, index) => [element, y[index]!]);
}

/** `|x - y| <= atol + rtol * |y|`; infinities are only near themselves. */
function isNear(
  x: number,
  y: number,
  { rtol, atol, equalNan }: Record<'rtol' | 'atol', number> & { equalNan: boolean },
) {
  if (Number.isNaN(x) || Number.isNaN(y)) return equalNan && Number.isNaN(x) && Number.isNaN(y);
  if (!Number.isFinite(x) || !Number.isFinite(y)) return x === y;
  return Math.abs(x - y) <= atol + rtol * Math.abs(y);
}

/** Of numbers that are known but for their last digits; undefined where these decide. */
function nearness(one: Value, other: Value, { rtol, atol }: Record<'rtol' | 'atol', number>): boolean | undefined {
  const [x, y] = [limitsOf(one), limitsOf(other)];
  if (!x || !y) return undefined;
  const [least, most] = [Math.max(x.low - y.high, y.low - x.high, 0), Math.max(x.high - y.low, y.high - x.low)];
  const [small, large] = y.low > 0 || y.high < 0 ? [y.low, y.high].map(Math.abs).sort((a, b) => a - b) : [0, 0];
  const larger = Math.max(Math.abs(y.low), Math.abs(y.high), large!);
  if (most <= atol + rtol * small!) return true;
  return least > atol + rtol * larger ? false : undefined;
}

export const closeness: Readonly<Record<string, NativeFunction>> = {
  allclose: declare('allclose', 'a b rtol atol equal_nan', (call) => {
    const limits = {
      rtol: call.number('rtol', 1e-5),
      atol: call.number('atol', 1e-8),
      equalNan: call.flag('equal_nan', false),
    };
    const [a, b] = [call.data('a'), call.data('b')];
    const isUnseen = a instanceof ArrayValue && b instanceof ArrayValue && !(a.elements && b.elements);
    if (isUnseen && holdTheSame(call.interpreter, a, b)) return bool(true);
    const found = pairs(call, ['a', 'b']);
    if (!found) return call.interpreter.raise('ValueError', 'operands could not be broadcast together');
    const near = found.map(([one, other]) => {
      const near =
        one instanceof Approximate || other instanceof Approximate ? nearness(one, other, limits) : undefined;
      if (near !== undefined) return near;
      const [x, y] = [numberOf(one), numberOf(other)];
      if (x === undefined || y === undefined) throw new NotDecided('whether the arrays are close is not known');
      return isNear(Number(x), Number(y), limits);
    });
    return bool(!near.includes(false));
  }),
  array_equiv: declare('array_equiv', 'a1 a2', (call) => {
    const equal = pairs(call, ['a1', 'a2'])?.map(([one, other]) => call.interpreter.equals(one, other));
    if (!equal || equal.includes(false)) return bool(false);
    if (equal.includes(undefined)) throw new NotDecided('whether the arrays are equal is not known');
    return bool(true);
  }),
};

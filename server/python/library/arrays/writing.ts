/** Elements written in place, where an index or a mask says. */
import type { Shape } from '../../../shapes/dimension.ts';
import type { Interpreter } from '../../domain/interpreter.ts';
import { withoutEffects } from '../../domain/native-effects.ts';
import { NONE, type NativeFunction, type Value } from '../../domain/value.ts';
import { ArrayValue } from './array-value.ts';
import { numberOfInteger, smallCount } from './conversion.ts';
import { declare } from './declare.ts';
import { castElement, isFloatDtype, NumpyInt } from './dtypes.ts';
import { type LibraryCall, NotDecided } from './library-call.ts';
import type { Known } from './positions.ts';

/**
 * Where the elements of a part lie in the array; undefined where that is not known. `pick` takes the same part of an
 * array of places.
 */
export function placesOfElements(
  interpreter: Interpreter,
  array: ArrayValue,
  pick: (places: ArrayValue) => Value,
): { readonly positions: readonly number[]; readonly shape: Shape } | undefined {
  const count = smallCount(array.shape);
  if (count === undefined) return undefined;
  interpreter.spend(Math.ceil(count / 4));
  const places = new ArrayValue({
    shape: array.shape,
    dtype: 'int64',
    elements: Array.from({ length: count }, (_, place) => new NumpyInt(BigInt(place), 'int64')),
  });
  const picked = pick(places);
  const positions = (picked instanceof ArrayValue ? picked.elements : [picked])?.map((place) =>
    place.kind === 'int' ? numberOfInteger(place) : undefined,
  );
  const shape = picked instanceof ArrayValue ? picked.shape : [];
  return shape && positions?.every((position) => position !== undefined) ? { positions, shape } : undefined;
}

/**
 * A function that changes its first argument and gives nothing. Where what it writes is not known, no element is known
 * after it.
 */
export function changing(
  name: string,
  parameters: string,
  work: (call: LibraryCall, array: Known, dtype: string | undefined) => readonly (Value | undefined)[] | undefined,
): NativeFunction {
  const first = withoutEffects(parameters).split(' ')[0]!.split('|')[0]!;
  return declare(name, parameters, (call) => {
    const target = call.required(first);
    if (!(target instanceof ArrayValue)) throw new NotDecided('the array is not known');
    target.refuseReadOnly(call.interpreter);
    target.overwrite(call.interpreter, changed(call, target, work));
    return NONE;
  });
}

function changed(
  call: LibraryCall,
  target: ArrayValue,
  work: Parameters<typeof changing>[2],
): readonly Value[] | undefined {
  try {
    const { elements, shape, dtype } = target;
    if (elements) call.interpreter.spend(Math.floor(elements.length / 16));
    const made =
      elements && shape && smallCount(shape) !== undefined
        ? work(call, { elements, shape: shape as readonly number[] }, dtype)
        : undefined;
    const isAsked = call.names.every((name) => call.asked?.has(name) ?? true);
    return isAsked && made?.every((element) => element !== undefined) ? (made as readonly Value[]) : undefined;
  } catch (error) {
    if (error instanceof NotDecided) return undefined;
    throw error;
  }
}

/** A value as an element of the array; undefined where NumPy would not write it there without being told to. */
export function writable(value: Value | undefined, dtype: string | undefined): Value | undefined {
  if (value === undefined || (value.kind === 'float' && !isFloatDtype(dtype))) return undefined;
  return castElement(value, dtype);
}

/** Places of the flat array. */
export const put = changing('put', 'a! ind|indices v|values mode', (call, { elements }, dtype) => {
  const values = call.array('v').elements;
  const mode = call.text('mode', 'raise');
  const places = call.array('ind').elements?.map((element) => numberOfInteger(element));
  if (!values || values.length === 0 || mode !== 'raise' || !places?.every((at) => at !== undefined)) return undefined;
  if (places.some((at) => at < -elements.length || at >= elements.length))
    return call.interpreter.raise('IndexError', 'index is out of bounds');
  const changed: (Value | undefined)[] = [...elements];
  for (const [order, at] of places.entries())
    changed[at < 0 ? at + elements.length : at] = writable(values[order % values.length], dtype);
  return changed;
});

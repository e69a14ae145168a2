/** Functions that change an array and give nothing. */
import { broadcastShapes } from '../../../shapes/broadcasting.ts';
import { normalizeAxis } from '../../../shapes/axis.ts';
import type { NativeFunction, Value } from '../../domain/value.ts';
import { numberOfInteger, toArray } from '../arrays/conversion.ts';
import { castElement } from '../arrays/dtypes.ts';
import { broadcastElements } from '../arrays/elementwise.ts';
import type { LibraryCall } from '../arrays/library-call.ts';
import { stridesOf } from '../arrays/positions.ts';
import { changing, put, writable } from '../arrays/writing.ts';
import { isUndetermined } from '../../domain/undetermined.ts';

/** Which elements a mask names; undefined where one is not known. */
function truthsOf(call: LibraryCall, mask: Value, shape: readonly number[]): readonly boolean[] | undefined {
  const array = call.ranked(toArray(call.interpreter, mask));
  if (!broadcastShapes(array.shape, shape).ok) return undefined;
  const elements = broadcastElements(array, shape);
  const truths = elements?.map((element) => (isUndetermined(element) ? undefined : call.interpreter.truth(element)));
  return truths?.every((truth) => truth !== undefined) ? truths : undefined;
}

const valuesOf = (call: LibraryCall, name: string): readonly Value[] | undefined => call.array(name).elements;

/** Along the diagonal of all axes; a tall matrix begins anew below its columns where it `wrap`s. */
const fillDiagonal = changing('fill_diagonal', 'a! val wrap', (call, { elements, shape }, dtype) => {
  const values = valuesOf(call, 'val');
  const wrap = call.flag('wrap', false);
  if (shape.length < 2) return call.interpreter.raise('ValueError', 'array must be at least 2-d');
  if (shape.length > 2 && new Set(shape).size > 1)
    return call.interpreter.raise('ValueError', 'All dimensions of input must be of equal length');
  if (!values || values.length === 0) return undefined;
  const step = stridesOf(shape).reduce((sum, stride) => sum + stride, 0);
  const end = shape.length === 2 && !wrap ? Math.min(shape[0]!, shape[1]!) * step : elements.length;
  return elements.map((element, position) =>
    position < end && position % step === 0 ? castElement(values[(position / step) % values.length]!, dtype) : element,
  );
});

/** `values` in their own places, again and again where they are too few. */
const putmask = changing('putmask', 'a! mask values', (call, { elements, shape }, dtype) => {
  const truths =
    call.array('mask').elements?.length === elements.length
      ? truthsOf(call, call.array('mask').view(shape), shape)
      : undefined;
  const values = valuesOf(call, 'values');
  if (!truths || !values || values.length === 0) return undefined;
  return elements.map((element, position) =>
    truths[position] ? writable(values[position % values.length], dtype) : element,
  );
});

/** The first values one after another into the places that are meant. */
const place = changing('place', 'arr! mask vals', (call, { elements, shape }, dtype) => {
  const truths =
    call.array('mask').elements?.length === elements.length
      ? truthsOf(call, call.array('mask').view(shape), shape)
      : undefined;
  const values = valuesOf(call, 'vals');
  if (!truths || !values || values.length === 0) return undefined;
  let next = 0;
  return elements.map((element, position) =>
    truths[position] ? writable(values[next++ % values.length], dtype) : element,
  );
});

const copyto = changing('copyto', 'dst! src casting where', (call, { elements, shape }, dtype) => {
  const source = call.array('src');
  const mask = call.passed('where');
  const truths = mask ? truthsOf(call, mask, shape) : elements.map(() => true);
  const isUnsafe = call.text('casting', 'same_kind') === 'unsafe';
  const fits = broadcastShapes(source.shape, shape);
  if (!fits.ok || fits.value.length !== shape.length)
    return call.interpreter.raise('ValueError', 'could not broadcast input array');
  const values = broadcastElements(source, shape);
  if (!truths || values?.length !== elements.length) return undefined;
  return elements.map((element, position) =>
    truths[position] ? (isUnsafe ? castElement(values[position]!, dtype) : writable(values[position], dtype)) : element,
  );
});

/** Along an axis, one value for each index; the other axes broadcast. */
const putAlongAxis = changing('put_along_axis', 'arr! indices values axis', (call, { elements, shape }, dtype) => {
  const indices = call.array('indices');
  if (call.passed('axis')?.kind === 'none' || indices.shape.length !== shape.length) return undefined;
  const axis = call.accept(normalizeAxis(call.integer('axis'), shape.length));
  const target = shape.map((size, at) => (at === axis ? indices.shape[axis]! : size));
  const source = call.array('values');
  if (!broadcastShapes(source.shape, target).ok || !broadcastShapes(indices.shape, target).ok) return undefined;
  const [places, values] = [
    broadcastElements(indices, target)?.map((element) => numberOfInteger(element)),
    broadcastElements(source, target),
  ];
  if (!places?.every((at) => at !== undefined) || values?.length !== places.length) return undefined;
  const [strides, own] = [stridesOf(target as readonly number[]), stridesOf(shape)];
  const changed: (Value | undefined)[] = [...elements];
  for (const [order, at] of places.entries()) {
    const position = strides.reduce(
      (sum, stride, number) =>
        sum +
        (number === axis
          ? at < 0
            ? at + shape[axis]!
            : at
          : Math.floor(order / stride) % (target[number] as number)) *
          own[number]!,
      0,
    );
    changed[position] = writable(values[order], dtype);
  }
  return changed;
});

export const inPlaceFunctions: Readonly<Record<string, NativeFunction>> = {
  fill_diagonal: fillDiagonal,
  putmask,
  place,
  put,
  copyto,
  put_along_axis: putAlongAxis,
};

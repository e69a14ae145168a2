/** Arrays put together. */
import type { Result } from '../../../shapes/result.ts';
import type { Shape, Size } from '../../../shapes/dimension.ts';
import * as shapes from '../../../shapes/shape.ts';
import type { ListValue, Value } from '../../domain/value.ts';
import { ArrayValue } from './array-value.ts';
import { joinElements, lengthOfOpenList, samplesOf, toArray } from './conversion.ts';
import { castElement, promoteDtypes } from './dtypes.ts';
import { declare } from './declare.ts';
import { NotDecided, type LibraryCall } from './library-call.ts';
import { forEachIndex, knownOf, positionIn, stridesOf } from './positions.ts';
import { describedSymbol } from '../unknowns.ts';
import { words } from '../../../words/message.ts';
import { isUndetermined, Top, type Undetermined } from '../../domain/undetermined.ts';

export type Ranked = ArrayValue & { shape: Shape };

/** `perhaps`: the arrays are what may be in the sequence, and need not all be. */
interface Parts {
  readonly arrays: Ranked[];
  readonly unknown: Undetermined | undefined;
  readonly count: Size;
  readonly perhaps?: boolean;
}

/**
 * The arrays of a sequence argument. Those that are not known are left out: they must fit the others, or NumPy would
 * refuse them.
 */
function parts(call: LibraryCall, name: string): Parts {
  const value = call.required(name);
  if (value instanceof ArrayValue) {
    const array = call.ranked(value);
    const [first] = array.shape;
    if (first === undefined) throw new NotDecided(words`${name} has no axes`);
    const row = array.selection(array.shape.slice(1)) as Ranked;
    if (first === null) throw new NotDecided('the number of arrays is not known');
    if (typeof first === 'number' && first <= 4096) {
      const items = call.itemsOf(value, name).map((item) => toArray(call.interpreter, item));
      return { arrays: items as Ranked[], unknown: undefined, count: first };
    }
    return { arrays: [row], unknown: undefined, count: first };
  }
  if (value.kind === 'list' && value.summary) return openParts(call, value, value.summary);
  const items = call.itemsOf(value, name);
  const data = items.map((item) => toArray(call.interpreter, item));
  const arrays = data.filter((item): item is Ranked => item instanceof ArrayValue && item.shape !== undefined);
  const missing = data.find((item) => isUndetermined(item) || item.shape === undefined);
  const unknown = missing === undefined ? undefined : isUndetermined(missing) ? missing : new Top(missing.reason);
  return { arrays, unknown, count: items.length };
}

/** A list that was filled in a loop of unknown length: its items where it is known what they are like. */
function openParts(call: LibraryCall, list: ListValue, open: Undetermined): Parts {
  const data = samplesOf(list, open).map((item) => toArray(call.interpreter, item));
  const arrays = data.filter((item): item is Ranked => item instanceof ArrayValue && item.shape !== undefined);
  if (arrays.length === 0) throw new NotDecided(open.reason, open);
  return {
    arrays,
    unknown: open,
    count: lengthOfOpenList(call.interpreter, list, open),
    perhaps: list.items.length < data.length,
  };
}

/** The joined shape. What does not fit together is not all in the sequence where it is only what may be. */
function fitting(call: LibraryCall, result: Result<Shape>, perhaps = false): Shape {
  if (!result.ok && perhaps) throw new NotDecided('which arrays are joined is not known');
  return call.accept(result);
}

export const stack = declare('stack', 'arrays|values|tensors|x axis * out dtype casting~', (call) => {
  const axis = call.integer('axis', 0);
  const { arrays, unknown, count, perhaps } = parts(call, 'arrays');
  const [first] = arrays;
  if (!first) throw new NotDecided(unknown?.reason ?? 'the arrays are not known', unknown);
  const shape = [
    ...fitting(
      call,
      shapes.stack(
        arrays.map((array) => array.shape),
        axis,
      ),
      perhaps,
    ),
  ];
  const place = axis < 0 ? axis + shape.length : axis;
  shape[place] = count;
  const dtype = call.dtype('dtype', unknown ? undefined : arrays.map((array) => array.dtype).reduce(promoteDtypes));
  const complete = !unknown && arrays.length === count;
  return first.like(
    shape,
    dtype,
    complete
      ? elementsBeside(
          call,
          arrays.map((array) => array.view([...array.shape.slice(0, place), 1, ...array.shape.slice(place)]) as Ranked),
          shape,
          place,
          dtype,
        )
      : undefined,
  );
});

/** The elements of arrays that stand one behind the other along an axis; undefined where one is not known. */
function elementsBeside(
  call: LibraryCall,
  arrays: readonly Ranked[],
  shape: Shape,
  axis: number,
  dtype: string | undefined,
): readonly Value[] | undefined {
  if (axis === 0) return joinElements(arrays, dtype);
  const known = arrays.map(knownOf);
  const owners: { readonly array: number; readonly from: number }[] = [];
  for (const [array, part] of known.entries()) {
    if (!part) return undefined;
    const from = owners.length;
    for (let place = 0; place < part.shape[axis]!; place++) owners.push({ array, from });
  }
  const strides = known.map((part) => stridesOf(part!.shape));
  return forEachIndex(call, shape, (index) => {
    const { array, from } = owners[index[axis]!]!;
    const part = known[array]!;
    const position = positionIn(strides[array]!, index) - from * strides[array]![axis]!;
    return dtype === arrays[array]!.dtype ? part.elements[position] : castElement(part.elements[position]!, dtype);
  });
}

export const concatenate = declare('concatenate', 'arrays|values|tensors axis out dtype casting~', (call) => {
  const axisValue = call.passed('axis');
  const all = parts(call, 'arrays');
  if (axisValue?.kind === 'none') return joined(call, { ...all, arrays: all.arrays.map(flat) }, 0);
  return joined(call, all, call.integer('axis', 0));
});

export function flat(array: Ranked): Ranked {
  return array.selection([shapes.productOfDimensions(array.shape)], array.elements) as Ranked;
}

function joined(call: LibraryCall, { arrays, unknown, count, perhaps }: Parts, axis: number): Value {
  const [first] = arrays;
  if (!first) throw new NotDecided(unknown?.reason ?? 'the arrays are not known', unknown);
  const shape = [
    ...fitting(
      call,
      shapes.concatenate(
        arrays.map((array) => array.shape),
        axis,
      ),
      perhaps,
    ),
  ];
  const place = axis < 0 ? axis + first.shape.length : axis;
  if (unknown || arrays.length !== count) {
    const text = call.sourceText;
    const length = text
      ? call.interpreter.unknownInteger(unknown?.reason ?? 'the number of arrays is not known', lengthName(text, place))
          .size
      : describedSymbol('…');
    shape[place] = length ?? null;
    return first.like(shape, undefined);
  }
  const dtype = call.dtype('dtype', arrays.map((array) => array.dtype).reduce(promoteDtypes));
  const result = first.like(shape, dtype, elementsBeside(call, arrays, shape, place, dtype));
  return sameClasses(arrays) ? result.like(shape, dtype, result.elements) : result;
}

function lengthName(source: string, axis: number): string {
  return axis === 0 ? `len(${source})` : `${source}.shape[${axis}]`;
}

function sameClasses(arrays: readonly ArrayValue[]): boolean {
  return arrays.every((array) => array.classes !== undefined && array.classes === arrays[0]?.classes);
}

/** Vectors become rows (`vstack`), stand one behind the other (`hstack`), or become columns (`column_stack`). */
const aligned = (name: string, align: (shape: Shape) => Shape, axisOf: (shape: Shape) => number) =>
  declare(name, 'tup|arrays * dtype casting~', (call) => {
    const all = parts(call, 'tup');
    const prepared = all.arrays.map((array) => array.view(align(array.shape)) as Ranked);
    const [first] = prepared;
    if (!first) throw new NotDecided(all.unknown?.reason ?? 'the arrays are not known', all.unknown);
    return joined(call, { ...all, arrays: prepared }, axisOf(first.shape));
  });
const atLeastOne = (shape: Shape): Shape => (shape.length === 0 ? [1] : shape);
const asRow = (shape: Shape): Shape => (shape.length < 2 ? [1, ...atLeastOne(shape)] : shape);
const asColumn = (shape: Shape): Shape => (shape.length < 2 ? [...atLeastOne(shape), 1] : shape);
const asDepth = (shape: Shape): Shape =>
  shape.length === 2 ? [...shape, 1] : shape.length < 2 ? [1, ...atLeastOne(shape), 1] : shape;
export const vstack = aligned('vstack', asRow, () => 0);
export const hstack = aligned('hstack', atLeastOne, (shape) => (shape.length === 1 ? 0 : 1));
export const columnStack = aligned('column_stack', asColumn, () => 1);
export const dstack = aligned('dstack', asDepth, () => 2);

/** `np.append(a, values, axis)`: flat where no axis is given. */
export const append = declare('append', 'arr values axis', (call) => {
  const axis = call.optionalInteger('axis');
  const pair = [call.data('arr'), call.data('values')];
  const arrays = pair.filter((item): item is Ranked => item instanceof ArrayValue && item.shape !== undefined);
  const unknown = pair.find((item) => isUndetermined(item));
  if (axis === undefined) {
    if (isUndetermined(unknown)) throw new NotDecided(unknown.reason, unknown);
    return joined(call, { arrays: arrays.map(flat), unknown: undefined, count: 2 }, 0);
  }
  return joined(call, { arrays, unknown: isUndetermined(unknown) ? unknown : undefined, count: 2 }, axis);
});

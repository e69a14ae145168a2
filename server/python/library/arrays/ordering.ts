/** Elements in order, running sums, and places in an order. */
import { maximum, subtract, type Shape } from '../../../shapes/dimension.ts';
import { normalizeAxis } from '../../../shapes/axis.ts';
import { bool, Int, int, ListValue, type NativeFunction, type Value } from '../../domain/value.ts';
import { ArrayValue } from './array-value.ts';
import { elementCount, toArray } from './conversion.ts';
import { declare } from './declare.ts';
import { castElement, isIntegerDtype, NumpyInt, numberOf } from './dtypes.ts';
import { broadcastElements, elementBinary } from './elementwise.ts';
import { concatenate, type Ranked } from './joining.ts';
import { type LibraryCall, NotDecided } from './library-call.ts';
import { knownOf } from './positions.ts';
import { groupsAlong } from './folds.ts';
import { accumulated } from './reductions.ts';
import { unboxed } from './scalars.ts';

/** What `work` makes of each line of elements along an axis, in their places; `length` is how many it makes of each. */
export function linesAlong(
  call: LibraryCall,
  array: Ranked,
  axis: number,
  length: number,
  work: (line: readonly Value[]) => readonly Value[] | undefined,
): Value[] | undefined {
  const known = knownOf(array);
  if (!known) return undefined;
  call.interpreter.spend(known.elements.length);
  const inner = known.shape.slice(axis + 1).reduce((total, size) => total * size, 1);
  const made: Value[] = [];
  for (const [number, line] of groupsAlong(known.elements, known.shape, axis).entries()) {
    const result = work(line);
    if (!result) return undefined;
    const [block, offset] = [Math.floor(number / inner), number % inner];
    for (let index = 0; index < length; index++) made[(block * length + index) * inner + offset] = result[index]!;
  }
  return made;
}

/** The array along an axis counted from the front; flat where the axis is None. */
function lined(
  call: LibraryCall,
  array: Ranked,
  fallback: number | undefined,
): { readonly array: Ranked; readonly axis: number } {
  const passed = call.passed('axis');
  const isFlat = passed ? passed.kind === 'none' : fallback === undefined;
  const flat = () => ({
    array: array.selection([elementCount(array.shape) ?? null], array.elements) as Ranked,
    axis: 0,
  });
  if (isFlat) return flat();
  const axis = call.integer('axis', fallback);
  return { array, axis: call.accept(normalizeAxis(axis, array.shape.length)) };
}

/** `np.cumsum(a, axis)`: the shape stays, or is one axis where no axis is given. */
export const cumulative = (name: string): NativeFunction =>
  declare(
    name,
    name.startsWith('cumulative') ? 'a|x * axis dtype out include_initial' : 'a|x axis dtype out',
    (call) => {
      const given = call.array('a');
      if (name.startsWith('cumulative') && given.shape.length > 1 && !call.optional('axis'))
        call.interpreter.raise('ValueError', 'For arrays which have more than one dimension, axis is required');
      const isFirst = given.shape.length === 0 && [0, -1].includes(call.optionalInteger('axis') ?? 0);
      const { array, axis } = isFirst ? { array: given.view([1]) as Ranked, axis: 0 } : lined(call, given, undefined);
      const dtype = call.dtype('dtype', accumulated(array.dtype));
      if (call.optional('include_initial') && call.flag('include_initial', false))
        throw new NotDecided('with the initial value it is not worked out');
      const operator = name.endsWith('sum') ? '+' : '*';
      if (
        name.startsWith('nan') &&
        array.elements?.some((element) => element.kind === 'float' && Number.isNaN(element.value))
      )
        return array.like(array.shape, dtype);
      const length = array.shape[axis];
      return array.like(
        array.shape,
        dtype,
        typeof length !== 'number'
          ? undefined
          : linesAlong(call, array, axis, length, (line) => {
              const totals: Value[] = [];
              for (const element of line) {
                const before = totals.at(-1);
                const cast = castElement(element, dtype);
                const total = before && cast ? elementBinary(call.interpreter, operator, before, cast, dtype) : cast;
                if (!total) return undefined;
                totals.push(total);
              }
              return totals;
            }),
      );
    },
  );

/** The places of the elements of a line in their order; undefined where one cannot be compared. */
function orderOf(line: readonly Value[]): number[] | undefined {
  const keys = line.every((element) => element.kind === 'str')
    ? line.map((element) => element.value)
    : line.map(numberOf);
  if (!keys.every((key) => key !== undefined && !Number.isNaN(key))) return undefined;
  return keys.map((_, index) => index).sort((a, b) => (keys[a]! < keys[b]! ? -1 : keys[a]! > keys[b]! ? 1 : a - b));
}

export const sorted = declare('sort', 'a|values|x axis kind~ order * stable~', (call) => {
  if (call.optional('order')) throw new NotDecided('an order of fields is not worked out');
  const { array, axis } = lined(call, call.array('a'), -1);
  const length = array.shape[axis];
  const elements =
    typeof length === 'number'
      ? linesAlong(call, array, axis, length, (line) => orderOf(line)?.map((index) => line[index]!))
      : undefined;
  return array.selection(array.shape, elements);
});

/** Which element comes first where several are equal is NumPy's own affair, but in an order that is stable. */
export const argsort = declare('argsort', 'a|values|x axis kind order * stable', (call) => {
  const given = call.array('a');
  const isFirst = given.shape.length === 0 && [0, -1].includes(call.optionalInteger('axis') ?? 0);
  const { array, axis } = isFirst ? { array: given.view([1]) as Ranked, axis: 0 } : lined(call, given, -1);
  const kind = call.text('kind', 'quicksort');
  const isStable = kind === 'stable' || kind === 'mergesort' || call.flag('stable', false);
  const length = array.shape[axis];
  return array.like(
    array.shape,
    'int64',
    typeof length !== 'number'
      ? undefined
      : linesAlong(call, array, axis, length, (line) => {
          const isDistinct =
            isStable || new Set(line.map((element) => numberOf(element) ?? element)).size === line.length;
          return isDistinct ? orderOf(line)?.map((index) => new NumpyInt(BigInt(index), 'int64')) : undefined;
        }),
  );
});

/** What stands where, but for one place, is NumPy's own affair. */
export const partition = (name: 'partition' | 'argpartition'): NativeFunction =>
  declare(name, 'a kth~ axis kind~ order~', (call) => {
    const { array } = lined(call, call.array('a'), -1);
    return name === 'partition' ? array.selection(array.shape) : array.like(array.shape, 'int64');
  });

/** The last key counts first. */
export const lexsort = declare('lexsort', 'keys axis', (call) => {
  const keys = call.items('keys').map((item) => call.ranked(toArray(call.interpreter, item)));
  const last = keys.at(-1);
  if (!last) throw new NotDecided('there are no keys');
  const numbers = keys.map((key) => key.elements?.map(numberOf));
  const [first] = numbers;
  if (
    last.shape.length !== 1 ||
    !numbers.every(
      (list) =>
        list?.length === first?.length && list?.every((number) => number !== undefined && !Number.isNaN(number)),
    )
  )
    return last.like(last.shape, 'int64');
  call.interpreter.spend(keys.length * first!.length);
  const order = first!
    .map((_, index) => index)
    .sort((a, b) => {
      for (const list of numbers.toReversed()) if (list![a]! !== list![b]!) return list![a]! < list![b]! ? -1 : 1;
      return a - b;
    });
  return last.like(
    last.shape,
    'int64',
    call.passed('axis') ? undefined : order.map((index) => new NumpyInt(BigInt(index), 'int64')),
  );
});

/** How many of the sorted numbers lie before each of `values`. */
function placesAmong(call: LibraryCall, row: Ranked, values: Ranked, side: 'left' | 'right'): Value {
  const [numbers, sought] = [row, values].map((array) => array.elements?.map(numberOf));
  const isKnown = [numbers, sought].every((list) =>
    list?.every((number) => number !== undefined && !Number.isNaN(number)),
  );
  if (!isKnown || row.shape.length !== 1) return values.like(values.shape, 'int64');
  call.interpreter.spend(Math.ceil((numbers!.length * sought!.length) / 8));
  return unboxed(
    values.like(
      values.shape,
      'int64',
      sought!.map((number) => {
        const before = numbers!.findIndex((other) => (side === 'left' ? other! >= number! : other! > number!));
        return new NumpyInt(BigInt(before < 0 ? numbers!.length : before), 'int64');
      }),
    ),
  );
}

function sideOf(call: LibraryCall): 'left' | 'right' {
  const side = call.text('side', 'left');
  if (side !== 'left' && side !== 'right') throw new NotDecided('side is not known');
  return side;
}

export const searchsorted = declare('searchsorted', 'a v|values side sorter', (call) => {
  const [row, values] = [call.array('a'), call.array('v')];
  const side = sideOf(call);
  return call.optional('sorter') ? values.like(values.shape, 'int64') : placesAmong(call, row, values, side);
});

/** `np.digitize(x, bins, right)`: the bin of each x; the bins rise or fall. */
export const digitize = declare('digitize', 'x bins right', (call) => {
  const [values, bins] = [call.array('x'), call.array('bins')];
  const side = call.flag('right', false) ? 'left' : 'right';
  const numbers = bins.elements?.map((element) => Number(numberOf(element)));
  const rises = numbers?.every((number, index) => index === 0 || numbers[index - 1]! <= number);
  if (rises || !numbers) return rises ? placesAmong(call, bins, values, side) : values.like(values.shape, 'int64');
  if (!numbers.every((number, index) => index === 0 || numbers[index - 1]! >= number))
    return call.interpreter.raise('ValueError', 'bins must be monotonically increasing or decreasing');
  const found = toArray(
    call.interpreter,
    placesAmong(call, bins.selection(bins.shape, bins.elements!.toReversed()) as Ranked, values, side),
  );
  if (!(found instanceof ArrayValue)) return found;
  return unboxed(
    values.like(
      values.shape,
      'int64',
      found.elements?.map((element) => new NumpyInt(BigInt(numbers.length) - (element as Int).value, 'int64')),
    ),
  );
});

/** `np.diff(a, n, axis, prepend, append)`: what is put before and behind counts as well. */
export const diff = declare('diff', 'a n axis prepend append', (call) => {
  const given = call.array('a');
  const steps = call.integer('n', 1);
  const axis = call.accept(normalizeAxis(call.integer('axis', -1), given.shape.length));
  if (steps < 0) return call.interpreter.raise('ValueError', `order must be non-negative but got ${steps}`);
  const [before, behind] = ['prepend', 'append'].map((name) => call.passed(name) && edge(call, name, given, axis));
  if (steps === 0) return given;
  const parts = [...(before ? [before] : []), given, ...(behind ? [behind] : [])];
  const whole =
    parts.length === 1
      ? given
      : call.ranked(toArray(call.interpreter, call.interpreter.call(concatenate, [new ListValue(parts), int(axis)])));
  return differences(call, whole, axis, steps);
});

/** One number is put before or behind each line. */
function edge(call: LibraryCall, name: string, array: Ranked, axis: number): ArrayValue {
  const given = call.array(name);
  if (given.shape.length > 0) return given;
  const shape = array.shape.map((size, at) => (at === axis ? 1 : size));
  return given.like(shape, given.dtype, broadcastElements(given, shape));
}

function differences(call: LibraryCall, array: Ranked, axis: number, steps: number): ArrayValue {
  const size = array.shape[axis];
  if (size === undefined || size === null) throw new NotDecided('the size along the axis is not known');
  const { dtype } = array;
  const length = maximum(subtract(size, steps), 0);
  const shape: Shape = array.shape.map((dimension, at) => (at === axis ? length : dimension));
  return array.like(
    shape,
    dtype,
    typeof length !== 'number'
      ? undefined
      : linesAlong(call, array, axis, length, (line) => {
          let values: (Value | undefined)[] = [...line];
          for (let step = 0; step < steps && values.length > 1; step++)
            values = values
              .slice(1)
              .map((value, index) => value && values[index] && difference(call, values[index], value, dtype));
          return values.slice(0, length).every((value) => value !== undefined) ? (values as Value[]) : undefined;
        }),
  );
}

function difference(call: LibraryCall, first: Value, second: Value, dtype: string | undefined): Value | undefined {
  if (first.kind === 'bool' && second.kind === 'bool') return bool(first.value !== second.value);
  const result = elementBinary(call.interpreter, '-', second, first, dtype);
  if (result || !isIntegerDtype(dtype)) return result;
  const [a, b] = [numberOf(first), numberOf(second)];
  // Small integers wrap around.
  return typeof a === 'bigint' && typeof b === 'bigint' ? castElement(new Int(b - a), dtype) : undefined;
}

/** `np.ediff1d`: of the flat array, with what is put in front and behind. */
export const flatDifferences = declare('ediff1d', 'ary to_end to_begin', (call) => {
  const given = call.array('ary');
  const flat = given.selection([elementCount(given.shape) ?? null], given.elements) as Ranked;
  const parts = [call.optional('to_begin'), differences(call, flat, 0, 1), call.optional('to_end')].filter(
    (part) => part !== undefined,
  );
  if (parts.length === 1) return parts[0]!;
  const ends = parts
    .map((part) => call.ranked(toArray(call.interpreter, part)))
    .map((part) => part.selection([elementCount(part.shape) ?? null], part.elements));
  const joined = toArray(call.interpreter, call.interpreter.call(concatenate, [new ListValue(ends)]));
  return joined instanceof ArrayValue ? joined.like(joined.shape, flat.dtype, joined.elements) : joined;
});

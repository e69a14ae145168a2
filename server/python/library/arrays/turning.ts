/** Elements in another order: turned round, rolled, or with a triangle of them left. */
import { normalizeAxes, normalizeAxis } from '../../../shapes/axis.ts';
import type { Shape } from '../../../shapes/dimension.ts';
import { int, type NativeFunction } from '../../domain/value.ts';
import type { ArrayValue } from './array-value.ts';
import { elementCount } from './conversion.ts';
import { declare } from './declare.ts';
import { castElement } from './dtypes.ts';
import { type LibraryCall, NotDecided } from './library-call.ts';
import { along, copyOf, viewOf } from './positions.ts';
import { inShape } from './shaping.ts';

type Ranked = ArrayValue & { shape: Shape };

const sizeAt = (array: Ranked, axis: number): number => array.shape[axis] as number;

function reversed(call: LibraryCall, array: Ranked, axes: readonly number[]): Ranked {
  return viewOf(call, array, array.shape, (index) =>
    index.map((place, axis) => (axes.includes(axis) ? sizeAt(array, axis) - 1 - place : place)),
  ) as Ranked;
}

/** The axes meant; all of them where none is given. */
function axesOf(call: LibraryCall, rank: number): readonly number[] {
  const axes = call.axes();
  if (axes === undefined) return Array.from({ length: rank }, (_, axis) => axis);
  return call.accept(normalizeAxes(typeof axes === 'number' ? [axes] : axes, rank));
}

/** What keeps the shape, whatever is not known of its arguments. */
function inTheSameShape(array: Ranked, work: () => ArrayValue): ArrayValue {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof NotDecided)) throw error;
    const somehow = array.selection(array.shape);
    somehow.aliasOf = array.storage ?? array.aliasOf;
    return somehow;
  }
}

export const flip = declare('flip', 'm|a axis', (call) => {
  const array = call.array('m');
  return inTheSameShape(array, () => reversed(call, array, axesOf(call, array.shape.length)));
});
/** `np.flipud` and `np.fliplr`: along the first or the second axis. */
export const flipAlong = (name: string, axis: number): NativeFunction =>
  declare(name, 'm|a', (call) => {
    const array = call.array('m');
    if (array.shape.length <= axis) return call.interpreter.raise('ValueError', `Input must be >= ${axis + 1}-d.`);
    return reversed(call, array, [axis]);
  });

/** `np.rot90(m, k, axes)`: from the first of two axes towards the second. */
export const rot90 = declare('rot90', 'm k axes', (call) => {
  const array = call.array('m');
  const turns = ((call.integer('k', 1) % 4) + 4) % 4;
  const given = call.axes('axes') ?? [0, 1];
  if (typeof given === 'number' || given.length !== 2) throw new NotDecided('a plane has two axes');
  const [first, second] = call.accept(normalizeAxes(given, array.shape.length)) as [number, number];
  const shape = [...array.shape];
  if (turns % 2 === 1) [shape[first], shape[second]] = [shape[second]!, shape[first]!];
  return viewOf(call, array, shape, (index) => {
    const from = [...index];
    const [row, column] = [index[first]!, index[second]!];
    const [rows, columns] = [sizeAt(array, first), sizeAt(array, second)];
    const turned: Readonly<Record<number, readonly [number, number]>> = {
      0: [row, column],
      1: [column, columns - 1 - row],
      2: [rows - 1 - row, columns - 1 - column],
      3: [rows - 1 - column, row],
    };
    [from[first], from[second]] = turned[turns]!;
    return from;
  });
});

/** `np.roll(a, shift, axis)`: flat, and back in its shape, where no axis is given. */
export const roll = declare('roll', 'a|x|input shift axis', (call) => {
  const array = call.array('a');
  return inTheSameShape(array, () => rollOf(call, array));
});

function rollOf(call: LibraryCall, array: Ranked): ArrayValue {
  const given = call.axes('shift');
  if (given === undefined) throw new NotDecided('shift is not known');
  const axes = call.axes();
  if (axes === undefined) {
    const flat = array.selection([elementCount(array.shape) ?? null], array.elements) as Ranked;
    const total = typeof given === 'number' ? given : given.reduce((sum, one) => sum + one, 0);
    return inShape(rolled(call, flat, [[0, total]]), array.shape);
  }
  const places = (typeof axes === 'number' ? [axes] : axes).map((axis) =>
    call.accept(normalizeAxis(axis, array.shape.length)),
  );
  const shifts = typeof given === 'number' ? [given] : given;
  const count = Math.max(places.length, shifts.length);
  if ((places.length !== 1 && places.length !== count) || (shifts.length !== 1 && shifts.length !== count))
    throw new NotDecided('shift and axis do not go together');
  return rolled(
    call,
    array,
    Array.from({ length: count }, (_, at) => [places[at] ?? places[0]!, shifts[at] ?? shifts[0]!] as const),
  );
}

function rolled(call: LibraryCall, array: Ranked, moves: readonly (readonly [axis: number, shift: number])[]): Ranked {
  return copyOf(call, array, array.shape, (index) =>
    moves.reduce<readonly number[]>((place, [axis, shift]) => {
      const size = sizeAt(array, axis);
      return along(place, axis, (((place[axis]! - shift) % size) + size) % size);
    }, index),
  ) as Ranked;
}

/** `np.tril` and `np.triu`: zeros above or below the k-th diagonal of each matrix. */
export const triangle = (name: 'tril' | 'triu'): NativeFunction =>
  declare(name, 'm|a|x|input k|diagonal', (call) => {
    const given = call.array('m');
    const k = call.integer('k', 0);
    const [length] = given.shape;
    if (length === undefined) throw new NotDecided('a triangle is one of a matrix');
    const shape = given.shape.length === 1 ? [length, length] : given.shape;
    const zero = castElement(int(0), given.dtype);
    return copyOf(call, given, shape, (index) => {
      const distance = index.at(-1)! - index.at(-2)!;
      const isKept = name === 'tril' ? distance <= k : distance >= k;
      return isKept ? (given.shape.length === 1 ? index.slice(1) : index) : zero;
    });
  });

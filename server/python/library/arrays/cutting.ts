/** Arrays cut apart: what each part shows is the array's. */
import {
  ceilDivide,
  maximum,
  modulo,
  subtract,
  type Dimension,
  type Shape,
  type Size,
} from '../../../shapes/dimension.ts';
import { normalizeAxis } from '../../../shapes/axis.ts';
import * as shapes from '../../../shapes/shape.ts';
import { ListValue, TupleValue, type Value } from '../../domain/value.ts';
import type { ArrayValue } from './array-value.ts';
import { sizeOf } from './conversion.ts';
import { declare } from './declare.ts';
import type { Ranked } from './joining.ts';
import { NotDecided, type LibraryCall } from './library-call.ts';
import { along, viewOf } from './positions.ts';
import { isUndetermined } from '../../domain/undetermined.ts';

/** `np.split`: equal parts, or cuts before indices. */
export const split = declare('split', 'ary|value indices_or_sections|num_or_size_splits|num axis', (call) =>
  cut(call, true),
);
export const arraySplit = declare('array_split', 'ary indices_or_sections axis', (call) => cut(call, false));
export const axisSplit = (name: string, axis: number) =>
  declare(name, 'ary indices_or_sections', (call) => {
    // Of vectors, `hsplit` takes the axis that there is.
    const rank = call.array('ary').shape.length;
    if (rank <= axis && !(name === 'hsplit' && rank === 1))
      return call.interpreter.raise('ValueError', `${name} only works on arrays of ${axis + 1} or more dimensions`);
    return cut(call, true, Math.min(axis, rank - 1));
  });

function cut(call: LibraryCall, equal: boolean, fixedAxis?: number): Value {
  const array = call.array('ary');
  const axis = fixedAxis ?? call.integer('axis', 0);
  const how = call.required('indices_or_sections');
  const sections = sizeOf(how);
  if (sections !== undefined && how.kind !== 'list' && how.kind !== 'tuple') {
    if (typeof sections !== 'number')
      throw new NotDecided('the number of parts is not known', isUndetermined(how) ? how : undefined);
    if (sections <= 0)
      return call.interpreter.raise(
        equal ? 'ZeroDivisionError' : 'ValueError',
        'number sections must be larger than 0.',
      );
    if (axis >= array.shape.length || axis < -array.shape.length)
      return call.interpreter.raise('IndexError', 'the axis to cut along does not exist');
    if (sections > 10_000) throw new NotDecided('there are too many parts');
    const partShapes = equal
      ? call.accept(shapes.split(array.shape, sections, axis))
      : nearlyEqual(array.shape, sections, axis);
    const lengths = partShapes.map((shape) => shape[axis < 0 ? axis + array.shape.length : axis]);
    let start: Size | undefined = 0;
    return new ListValue(
      partShapes.map((shape, index) => {
        const part = section(call, array, shape, axis, start);
        const length = lengths[index];
        start = typeof start === 'number' && typeof length === 'number' ? start + length : undefined;
        return part;
      }),
    );
  }
  const indices = call.shapeOf(how, 'the places of the cuts').map((index) => {
    if (index === null) throw new NotDecided('the places of the cuts are not known');
    return index;
  });
  const place = axis < 0 ? axis + array.shape.length : axis;
  const whole = array.shape[place];
  if (whole === undefined) return call.interpreter.raise('IndexError', 'the axis to cut along does not exist');
  const bounds: (Size | undefined)[] = [0, ...indices, undefined];
  return new ListValue(
    bounds.slice(1).map((stop, index) => {
      const length = call.accept(shapes.sliceLength(whole, { start: bounds[index], stop }));
      return section(
        call,
        array,
        array.shape.map((dimension, at) => (at === place ? length : dimension)),
        place,
        bounds[index],
      );
    }),
  );
}

/** `np.unstack`: the parts of length 1 along an axis, without it. */
export const unstack = declare('unstack', 'x * axis', (call) => {
  const array = call.array('x');
  const rank = array.shape.length;
  if (rank === 0) return call.interpreter.raise('ValueError', 'Input array must be at least 1-d.');
  const axis = call.accept(normalizeAxis(call.integer('axis', 0), rank));
  const count = array.shape[axis];
  if (typeof count !== 'number' || count > MOST_PARTS) throw new NotDecided('the number of parts is not known');
  call.interpreter.spend(count);
  const shape = array.shape.filter((_, place) => place !== axis);
  return new TupleValue(
    Array.from({ length: count }, (_, at) =>
      viewOf(call, array, shape, (index) => [...index.slice(0, axis), at, ...index.slice(axis)]),
    ),
  );
});

/** An array is cut into no more parts. */
const MOST_PARTS = 10_000;

/** A view of the elements from a place of the axis on. */
function section(call: LibraryCall, array: Ranked, shape: Shape, axis: number, start: Size | undefined): ArrayValue {
  const place = axis < 0 ? axis + array.shape.length : axis;
  const whole = array.shape[place];
  if (typeof start !== 'number' || typeof whole !== 'number') return somewhereIn(array, shape);
  const from = Math.min(Math.max(start < 0 ? start + whole : start, 0), whole);
  return viewOf(call, array, shape, (index) => along(index, place, index[place]! + from));
}

function somewhereIn(array: Ranked, shape: Shape): ArrayValue {
  const part = array.selection(shape);
  part.aliasOf = array.storage ?? array.aliasOf;
  return part;
}

/** The first parts are one longer where the size is no multiple of their number. */
function nearlyEqual(shape: Shape, sections: number, axis: number): Shape[] {
  const place = axis < 0 ? axis + shape.length : axis;
  const whole = shape[place] ?? null;
  if (whole === null) throw new NotDecided('the size along the axis is not known');
  const longer = modulo(whole, sections);
  return Array.from({ length: sections }, (_, index) => {
    const length: Dimension = maximum(ceilDivide(subtract(whole, index), sections), 0);
    return shape.map((dimension, at) =>
      at === place
        ? typeof longer === 'number' && typeof whole === 'number'
          ? Math.floor(whole / sections) + (index < longer ? 1 : 0)
          : length
        : dimension,
    );
  });
}

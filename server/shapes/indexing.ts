import { broadcastAll } from './broadcasting.ts';
import {
  compareSizes,
  formatDimension,
  formatShape,
  isAtMost,
  multiply,
  type Dimension,
  type Shape,
  type Size,
} from './dimension.ts';
import { failure, success, type Result } from './result.ts';
import { sliceLength, type Slice } from './slice.ts';
import { words } from '../words/message.ts';

/** One entry of an index, as in `x[0, 1:, None, ...]`. */
export type IndexItem =
  /** One integer: takes an axis away. `value` is undefined where it is not known. */
  | { readonly kind: 'integer'; readonly value: Size | undefined }
  | ({ readonly kind: 'slice' } & Slice)
  /** `None` and `newaxis`: a new axis of 1. */
  | { readonly kind: 'newAxis' }
  | { readonly kind: 'ellipsis' }
  /** An array or list of integers of this shape (NumPy's advanced indexing). */
  | { readonly kind: 'array'; readonly shape: Shape }
  /** An array of truth values with this many axes, `count` of which are true. */
  | { readonly kind: 'mask'; readonly rank: number; readonly count: Dimension };

/**
 * The shape of `x[items]`. Slices and integers follow Keras (`GetItem`) and NumPy alike: a slice of None is None, and
 * an integer is out
 * of bounds only where that is sure. Arrays and masks follow NumPy; Keras does not take them on symbolic tensors.
 */
export function indexShape(shape: Shape, items: readonly IndexItem[]): Result<Dimension[]> {
  const ellipses = items.filter((item) => item.kind === 'ellipsis').length;
  if (ellipses > 1) return failure(words`an index can have only one ellipsis (\`...\`)`);
  const consumed = items.reduce((count, item) => count + axesTaken(item), 0);
  const left = shape.length - consumed;
  if (left < 0)
    return failure(
      words`too many indices: ${formatShape(shape)} has ${shape.length} dimensions, but ${consumed} are indexed`,
    );

  const complete: readonly IndexItem[] = ellipses === 1 ? items : [...items, { kind: 'ellipsis' }];
  const isAdvanced = items.some((item) => item.kind === 'array' || item.kind === 'mask');
  const result: Dimension[] = [];
  const advanced: AdvancedPart[] = [];
  let axis = 0;
  for (const [position, item] of complete.entries()) {
    const dimension = shape[axis] ?? null;
    switch (item.kind) {
      case 'newAxis':
        result.push(1);
        break;
      case 'ellipsis':
        result.push(...shape.slice(axis, axis + left));
        axis += left;
        break;
      case 'slice': {
        const length = sliceLength(dimension, item);
        if (!length.ok) return length;
        result.push(length.value);
        axis++;
        break;
      }
      case 'integer':
        if (isOutOfBounds(item.value, dimension)) {
          return failure(
            words`index ${formatDimension(item.value ?? null)} is out of bounds: axis ${axis} of ${formatShape(shape)} has ${formatDimension(dimension)} elements`,
          );
        }
        if (isAdvanced) advanced.push({ position, place: result.length, shape: [] });
        axis++;
        break;
      case 'array':
        advanced.push({ position, place: result.length, shape: item.shape });
        axis++;
        break;
      case 'mask':
        advanced.push({ position, place: result.length, shape: [item.count] });
        axis += item.rank;
        break;
    }
  }
  return isAdvanced ? withAdvancedAxes(result, advanced) : success(result);
}

interface AdvancedPart {
  readonly position: number;
  /** Where the result stood when the part was met. */
  readonly place: number;
  readonly shape: Shape;
}

/**
 * NumPy's rule: the parts broadcast to one shape, which stands in place of the first of them, or in front where a
 * slice, ellipsis or new
 * axis separates them.
 */
function withAdvancedAxes(others: readonly Dimension[], parts: readonly AdvancedPart[]): Result<Dimension[]> {
  const joined = broadcastAll(parts.map((part) => part.shape));
  if (!joined.ok) return joined;
  const first = parts[0];
  const isTogether = parts.every((part, index) => part.position === (first?.position ?? 0) + index);
  const place = isTogether ? (first?.place ?? 0) : 0;
  return success([...others.slice(0, place), ...joined.value, ...others.slice(place)]);
}

function axesTaken(item: IndexItem): number {
  if (item.kind === 'mask') return item.rank;
  return item.kind === 'newAxis' || item.kind === 'ellipsis' ? 0 : 1;
}

function isOutOfBounds(index: Size | undefined, dimension: Dimension): boolean {
  if (index === undefined || dimension === null) return false;
  return compareSizes(index, multiply(dimension, -1)) === -1 || isAtMost(dimension, index);
}

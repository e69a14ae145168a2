import {
  compareSizes,
  floorDivide,
  formatCount,
  formatShape,
  modulo,
  product,
  sameDimension,
  type Dimension,
  type Shape,
  type Size,
} from './dimension.ts';
import { failure, success, type Result } from './result.ts';
import { type Message, message, words } from '../words/message.ts';

/**
 * The shape after `reshape` to `target`, in which one entry may be −1 (all that is left) and an entry may be None (only
 * known when data
 * comes). Keras's `compute_reshape_output_shape`: with a None in either shape nothing is checked and −1 becomes None.
 *
 * `ops.reshape` and NumPy pass the whole shape; the layer Reshape passes the shape without the batch axis and puts that
 * back in front
 * (`reshapeKeepingBatch`).
 */
export function reshape(shape: Shape, target: Shape): Result<Dimension[]> {
  const inferred = target.indexOf(-1);
  if (target.lastIndexOf(-1) !== inferred)
    return failure(words`only one dimension of ${formatShape(target)} can be -1`);
  for (const dimension of target) {
    if (dimension !== null && dimension !== -1 && compareSizes(dimension, 0) === -1) {
      return failure(words`a dimension of ${formatShape(target)} is negative`);
    }
  }
  const known = target.filter((_, index) => index !== inferred);
  const total = productOfDimensions(shape);
  const rest = productOfDimensions(known);
  if (total === null || rest === null || inferred === -1) {
    if (total !== null && rest !== null && sameDimension(total, rest) === 'different')
      return failure(sizeMessage(shape, total, target, rest));
    return success(target.map((dimension) => (dimension === -1 ? null : dimension)));
  }
  if (rest === 0 || compareSizes(modulo(total, rest), 0) === 1) return failure(sizeMessage(shape, total, target, rest));
  return success(target.map((dimension, index) => (index === inferred ? floorDivide(total, rest) : dimension)));
}

/** The rule of the layer Reshape: the first axis stays, the others are reshaped to `target`. */
export function reshapeKeepingBatch(shape: Shape, target: Shape): Result<Dimension[]> {
  const [batch, ...others] = shape;
  if (batch === undefined) return failure(words`a tensor without axes has no batch axis`);
  const result = reshape(others, target);
  return result.ok ? success([batch, ...result.value]) : result;
}

/** The number of elements; None where any dimension is None. 1 for (). */
export function productOfDimensions(shape: Shape): Size | null {
  const sizes: Size[] = [];
  for (const dimension of shape) {
    if (dimension === null) return null;
    sizes.push(dimension);
  }
  return product(sizes);
}

function sizeMessage(shape: Shape, total: Size, target: Shape, rest: Size): Message {
  const places = [formatShape(target), formatShape(shape), formatCount(total), formatCount(rest)] as const;
  return target.includes(-1)
    ? message('cannot reshape to {0}: {1} has {2} elements, which is no multiple of {3}', ...places)
    : message('cannot reshape to {0}: {1} has {2} elements, not {3}', ...places);
}

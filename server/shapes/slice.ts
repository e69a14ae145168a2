import {
  add,
  ceilDivide,
  compareSizes,
  formatDimension,
  isNamed,
  isAtMost,
  maximum,
  minimum,
  multiply,
  subtract,
  toSize,
  type Dimension,
  type Size,
} from './dimension.ts';
import { Expression } from './expression.ts';
import { failure, success, type Result } from './result.ts';
import { words } from '../words/message.ts';

/** `start:stop:step`; undefined where a part is left out or Python's None. */
export interface Slice {
  readonly start?: Size | undefined;
  readonly stop?: Size | undefined;
  readonly step?: Size | undefined;
}

/**
 * The length of `x[start:stop:step]` along a dimension: Python's `len(range(*slice(start, stop, step).indices(n)))`.
 * None stays None, as
 * in Keras. A symbol as dimension is taken to be at least 1, so that `n[1:]` has `n - 1`. Where the sign of a bound
 * decides and is not
 * known, the result is a symbol that says so in Python: "len(range(n)[:k])".
 */
export function sliceLength(dimension: Dimension, slice: Slice): Result<Dimension> {
  if (slice.step === 0) return failure(words`slice step cannot be zero`);
  if (dimension === null) return success(null);
  if (typeof dimension === 'number' || !dimension.isSymbol)
    return success(lengthAlong(dimension, slice) ?? undecidedLength(dimension, slice));

  // n = m + 1 with m ≥ 0 says that n is at least 1; afterwards m = n − 1 brings back n.
  const predecessor = Expression.symbol('', { nonNegative: true });
  const forth = new Map([[dimension, predecessor.add(Expression.of(1))]]);
  const substitute = (size: Size | undefined): Size | undefined =>
    size === undefined || typeof size === 'number' ? size : toSize(size.substitute(forth));
  const length = lengthAlong(predecessor.add(Expression.of(1)), {
    start: substitute(slice.start),
    stop: substitute(slice.stop),
    step: substitute(slice.step),
  });
  if (length === undefined) return success(undecidedLength(dimension, slice));
  const back = new Map([[predecessor, dimension.subtract(Expression.of(1))]]);
  return success(typeof length === 'number' ? length : toSize(length.substitute(back)));
}

/** The length, or undefined where the sign of a bound or of the step decides and is not known. */
function lengthAlong(size: Size, { start, stop, step = 1 }: Slice): Size | undefined {
  const isForward = isNonNegative(step);
  if (isForward === undefined) return undefined;
  const distance = isForward ? distanceForward(size, start, stop) : distanceBackward(size, start, stop);
  if (distance === undefined) return undefined;
  const length = ceilDivide(distance, isForward ? step : multiply(step, -1));
  return isAtMost(0, length) ? length : maximum(length, 0);
}

/** How far the first index is before the end; 0 or less for an empty slice. */
function distanceForward(size: Size, start: Size = 0, stop: Size | undefined): Size | undefined {
  const isStartFromFront = isNonNegative(start);
  const isStopFromFront = stop === undefined || isNonNegative(stop);
  if (isStartFromFront === undefined || isStopFromFront === undefined) return undefined;
  const end = stop === undefined ? size : isStopFromFront ? minimum(stop, size) : add(size, stop);
  if (isStartFromFront) return subtract(end, start);
  // end − max(size + start, 0)
  return minimum(subtract(subtract(end, size), start), end);
}

/** How far the first index is behind the end, going to the front; 0 or less for an empty slice. */
function distanceBackward(size: Size, start: Size | undefined, stop: Size | undefined): Size | undefined {
  const isStartFromFront = start !== undefined && isNonNegative(start);
  const isStopFromFront = stop !== undefined && isNonNegative(stop);
  if (isStartFromFront === undefined || isStopFromFront === undefined) return undefined;
  const last = subtract(size, 1);
  const first = start === undefined ? last : isStartFromFront ? minimum(start, last) : add(size, start);
  if (stop === undefined) return add(first, 1);
  if (isStopFromFront) return subtract(first, stop);
  // first − max(size + stop, −1)
  return minimum(subtract(subtract(first, size), stop), add(first, 1));
}

/** Whether a bound counts from the front; undefined where that is not sure. */
function isNonNegative(size: Size): boolean | undefined {
  if (isAtMost(0, size)) return true;
  return compareSizes(size, 0) === -1 ? false : undefined;
}

function undecidedLength(size: Size, { start, stop, step }: Slice): Expression {
  const bounds = [start, stop, ...(step === undefined ? [] : [step])];
  const text = bounds.map((bound) => (bound === undefined ? '' : formatDimension(bound))).join(':');
  const described = ![size, ...bounds.filter((bound) => bound !== undefined)].every(isNamed);
  return Expression.symbol(`len(range(${formatDimension(size)})[${text}])`, { nonNegative: true, described });
}

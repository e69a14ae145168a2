/** `x[…]` on tensors. */
import { ArrayValue } from '../../../python/library/arrays/array-value.ts';
import { toArray } from '../../../python/library/arrays/conversion.ts';
import type { SliceValue, Value } from '../../../python/domain/value.ts';
import type { Dimension, Size } from '../../../shapes/dimension.ts';
import { indexShape, type IndexItem } from '../../../shapes/indexing.ts';
import { KerasTensor } from '../../graph/tensor.ts';
import { type TensorSpec, Undecided } from '../../layers/definition.ts';
import { sizeOf } from '../../layers/values.ts';
import type { OperationArguments } from '../arguments.ts';
import { dimensionOf } from '../value-specs.ts';
import { words } from '../../../words/message.ts';

/**
 * The dimensions of `x[key]`. Keras's symbolic tensors take an int, or a tuple or list of ints, slices, None and `...`.
 */
export function indexed(args: OperationArguments): TensorSpec {
  const { shape, dtype } = args.tensor('x');
  const key = args.value('key');
  if (args.symbolic && (key.kind === 'slice' || key.kind === 'none' || key.kind === 'ellipsis' || key.kind === 'str')) {
    throw args.refusal(
      'bad-index',
      words`a symbolic tensor is indexed by an int or by a tuple that starts at the batch axis (x[:, 0:2]), not by ${WORDS[key.kind]} alone`,
      'key',
    );
  }
  const listed = key.kind === 'tuple' || (key.kind === 'list' && args.symbolic);
  const entries = listed ? key.items : [key];
  const items = entries.map((item) => indexItem(args, item));
  // A slice up to where only data tells has an open length, as a slice of None has.
  const opened: Dimension[] = [...shape];
  for (const axis of openAxes(entries, shape.length)) opened[axis] = null;
  return { shape: args.take(indexShape(opened, items), 'bad-index', 'key'), dtype };
}

/** The axes that slices with open bounds are taken of. */
function openAxes(entries: readonly Value[], rank: number): readonly number[] {
  const takesAxis = (entry: Value): boolean => entry.kind !== 'none' && entry.kind !== 'ellipsis';
  const ellipsis = entries.findIndex((entry) => entry.kind === 'ellipsis');
  return entries.flatMap((entry, position) => {
    if (entry.kind !== 'slice' || !hasOpenBound(entry)) return [];
    const before = entries.slice(0, position).filter(takesAxis).length;
    const fromEnd = entries.slice(position).filter(takesAxis).length;
    return [ellipsis >= 0 && ellipsis < position ? rank - fromEnd : before];
  });
}

const hasOpenBound = (slice: SliceValue): boolean =>
  [slice.lower, slice.upper, slice.step].some((bound) => bound.kind !== 'none' && dimensionOf(bound) === null);

const WORDS = { slice: 'a slice', none: 'None', ellipsis: '...', str: 'a string' } as const;

function indexItem(args: OperationArguments, item: Value): IndexItem {
  switch (item.kind) {
    case 'none':
      return { kind: 'newAxis' };
    case 'ellipsis':
      return { kind: 'ellipsis' };
    case 'int':
      return { kind: 'integer', value: sizeOf(item) };
    case 'slice':
      return sliceItem(item);
    case 'top':
    case 'symbol':
    case 'one-of':
      if (item.integer) return { kind: 'integer', value: sizeOf(item) };
      throw new Undecided(item.reason);
    case 'list':
    case 'range': {
      const array = toArray(args.interpreter, item);
      if (!(array instanceof ArrayValue) || !array.shape || array.dtype === 'bool')
        throw new Undecided('what the index selects is not known');
      return { kind: 'array', shape: array.shape };
    }
    case 'host':
      if (item instanceof KerasTensor || item instanceof ArrayValue) {
        if (!item.shape || !/int/.test(item.dtype ?? '')) {
          if (item.shape && item.dtype === 'bool') return { kind: 'mask', rank: item.shape.length, count: null };
          throw new Undecided('what the index selects is not known');
        }
        return item.shape.length === 0 ? { kind: 'integer', value: undefined } : { kind: 'array', shape: item.shape };
      }
      throw new Undecided('what the index selects is not known');
    default:
      throw new Undecided('what the index selects is not known');
  }
}

/** A bound that is only known when data comes leaves the length open. */
function sliceItem(slice: SliceValue): IndexItem {
  const bounds: (Size | undefined)[] = [];
  for (const bound of [slice.lower, slice.upper, slice.step]) {
    if (bound.kind === 'none') {
      bounds.push(undefined);
      continue;
    }
    const dimension = dimensionOf(bound);
    if (dimension === null) {
      bounds.push(undefined);
      continue;
    }
    if (dimension === undefined) throw new Undecided('a bound of the slice is not known');
    bounds.push(dimension);
  }
  const [start, stop, step] = bounds;
  return { kind: 'slice', start, stop, step };
}

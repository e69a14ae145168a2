/** What is put around or cut off the spatial axes: `1`, `(1, 2)` or `((1, 2), (0, 3))`. */
import type { Value } from '../../../python/domain/value.ts';
import { spatialDimensions, withSpatialDimensions, type DataFormat } from '../../../shapes/convolution.ts';
import {
  add,
  formatDimension,
  subtract,
  toSize,
  type Dimension,
  type Shape,
  type Size,
} from '../../../shapes/dimension.ts';
import { LayerError, Undecided, type LayerArguments } from '../definition.ts';
import { described, isSurelyBelow } from '../refusals.ts';
import { type Message, words } from '../../../words/message.ts';
import { isUndetermined } from '../../../python/domain/undetermined.ts';

export type Margin = readonly [before: Size, after: Size];

/** One pair for the one axis of a sequence: an int for both ends, or two. */
export function sequenceMargin(layer: string, args: LayerArguments, name: string): Margin {
  return pair(layer, name, args.value(name));
}

/** One pair for each of `rank` axes. An int serves all of them; a tuple has an int or a pair for each axis. */
export function margins(
  layer: string,
  args: LayerArguments,
  name: string,
  rank: number,
  options: { negative: 'allowed' | 'refused' },
): readonly Margin[] {
  const value = args.value(name);
  const size = integerSize(value);
  if (size !== undefined) {
    if (options.negative === 'refused' && isSurelyBelow(size, 0)) {
      throw new LayerError(
        'bad-argument',
        words`${layer}: ${name} cannot be negative, but it is ${formatDimension(size)}.`,
        { parameter: name },
      );
    }
    return Array.from({ length: rank }, () => [size, size]);
  }
  const items = itemsOf(value);
  if (!items)
    throw new LayerError(
      'bad-argument',
      words`${layer}: ${name} must be an int, a tuple of ${rank} ints or a tuple of ${rank} pairs of ints, but it is ${described(value)}.`,
      { parameter: name },
    );
  if (items.length !== rank) {
    throw new LayerError(
      'bad-argument',
      words`${layer}: ${name} must have ${rank} elements, one for each spatial axis, but it has ${items.length}.`,
      { parameter: name },
    );
  }
  return items.map((item) => pair(layer, name, item));
}

/** The shape with `change` made to each spatial axis that has a size; None stays None. */
export function withMargins(
  shape: Shape,
  format: DataFormat,
  all: readonly Margin[],
  change: (size: Size, margin: Margin) => Size,
): Dimension[] {
  const spatial = spatialDimensions(shape, format).map((dimension, index) =>
    dimension === null ? null : change(dimension, all[index] ?? [0, 0]),
  );
  return withSpatialDimensions(
    shape[0] ?? null,
    spatial,
    shape.at(format === 'channels_last' ? -1 : 1) ?? null,
    format,
  );
}

export const padded = (size: Size, [before, after]: Margin): Size => add(size, add(before, after));
export const cropped = (size: Size, [before, after]: Margin): Size => subtract(size, add(before, after));

function pair(layer: string, name: string, value: Value): Margin {
  const refuse = (message: Message): never => {
    throw new LayerError(
      'bad-argument',
      words`${layer}: ${name} must be a tuple of 2 integers (before, after) or one integer for both, 0 or more, but ${message}.`,
      { parameter: name },
    );
  };
  const size = integerSize(value);
  if (size !== undefined) return isSurelyBelow(size, 0) ? refuse(words`one is ${formatDimension(size)}`) : [size, size];
  const items = itemsOf(value);
  if (!items) return refuse(words`it is ${described(value)}`);
  const [first, second] = items;
  if (!first || !second || items.length !== 2) return refuse(words`it has ${items.length} elements`);
  const [before, after] = [first, second].map((item) => integerSize(item) ?? refuse(words`one is ${described(item)}`));
  if (before === undefined || after === undefined) return refuse(words`it has too few elements`);
  const negative = [before, after].find((end) => isSurelyBelow(end, 0));
  return negative === undefined ? [before, after] : refuse(words`one is ${formatDimension(negative)}`);
}

/** An int as a size; undefined where it is something else. Undecided where it is not known what it is. */
function integerSize(value: Value): Size | undefined {
  if (value.kind === 'int') return toSize(value.value);
  if (value.kind === 'bool') return value.value ? 1 : 0;
  if (value.kind === 'host') throw new Undecided('an array');
  if (!isUndetermined(value)) return undefined;
  if (value.integer && value.size) return toSize(value.size);
  throw new Undecided(value.reason);
}

function itemsOf(value: Value): readonly Value[] | undefined {
  if (value.kind === 'tuple') return value.items;
  if (value.kind === 'list') {
    if (value.summary) throw new Undecided(value.summary.reason);
    return value.items;
  }
  return undefined;
}

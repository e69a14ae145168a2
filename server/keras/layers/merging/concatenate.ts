import { Axes, ofAxis } from '../../../shapes/axes.ts';
import {
  add,
  type Dimension,
  formatDimension,
  formatShape,
  sameDimension,
  type Shape,
} from '../../../shapes/dimension.ts';
import { concatenate as joinedShape } from '../../../shapes/joining.ts';
import { LayerError, defineLayer } from '../definition.ts';
import { requireAxis } from '../refusals.ts';
import { listedAxes, wholeShapes } from './inputs.ts';
import { type Message, words } from '../../../words/message.ts';

/** What keeps a shape from being joined to the first one: its rank, or a size at another axis than the joining one. */
function mismatch(first: Shape, shape: Shape, place: number): Message | undefined {
  if (shape.length !== first.length) return words`they have ${first.length} and ${shape.length} dimensions`;
  const axis = first.findIndex(
    (dimension, index) => index !== place && sameDimension(dimension, shape[index] ?? null) === 'different',
  );
  return axis < 0
    ? undefined
    : words`at axis ${axis} they have ${formatDimension(first[axis] ?? null)} and ${formatDimension(shape[axis] ?? null)}`;
}

export const concatenate = defineLayer({
  name: 'Concatenate',
  family: 'merging',
  parameters: { axis: -1 },
  formerParameters: { concat_axis: 'axis' },
  validate: (args) => {
    args.integer('axis');
  },
  output: (args, call) => {
    const all = listedAxes('Concatenate', call);
    const axis = args.integer('axis');
    const shapes = wholeShapes(all);
    if (!shapes) return joinedAxes(all, axis);
    const first = shapes[0] ?? [];
    const place = requireAxis('Concatenate', axis, Axes.of(first), 'IndexError');
    for (const shape of shapes) {
      const reason = mismatch(first, shape, place);
      if (reason === undefined) continue;
      throw new LayerError(
        'merge-shapes',
        words`Concatenate requires inputs with matching shapes except for the concatenation axis (axis=${axis}): ${formatShape(first)} and ${formatShape(shape)} do not match, ${reason}.`,
      );
    }
    const result = joinedShape(shapes, axis);
    if (!result.ok) throw new LayerError('merge-shapes', words`Concatenate: ${result.message}.`);
    return Axes.of(result.value);
  },
});

/** All have as many axes. Along the one that joins them their sizes are added; the first decides the others. */
function joinedAxes(all: readonly Axes[], axis: number): Axes {
  const rank = all.find((axes) => axes.rank !== undefined)?.rank;
  const least = Math.max(...all.map(({ leastRank }) => leastRank));
  const [first = Axes.UNKNOWN, ...others] = all.map((axes) =>
    rank === undefined ? axes.withRankWithin(least) : axes.withRank(rank),
  );
  const total = others.reduce(
    (sum, axes) => ofAxis(sum, (size) => ofAxis(axes.at(axis), (more) => plus(size, more))),
    first.at(axis),
  );
  return first.set(axis, total);
}

const plus = (a: Dimension, b: Dimension): Dimension => (a === null || b === null ? null : add(a, b));

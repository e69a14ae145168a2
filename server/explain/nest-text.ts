import { Axes } from '../shapes/axes.ts';
import type { ModelRow, ShownShape } from '../analysis/analysis.ts';
import type { Nest, NestDict, NestList } from '../keras/layers/definition.ts';
import { formatDimension, formatShape, type Shape, toldApart } from '../shapes/dimension.ts';

/** The items of a nest from left to right. Shapes are arrays too, so a nest is told by its `nest` field. */
export function flatten<T>(nest: Nest<T>): readonly T[] {
  if (isList(nest)) return nest.items.flatMap(flatten);
  if (isDict(nest)) return [...nest.entries.values()].flatMap(flatten);
  return [nest as T];
}

/**
 * `(None, 2)`, `[(None, 2), (None, 2)]`, `{a: (None, 2)}`; `?` for a shape, or an axis, that is not known, and `...`
 * for any number of axes.
 */
export function formatShapes(shapes: Nest<ShownShape> | undefined): string {
  return formatNest(shapes, (shape) => formatShown(shape, formatShape));
}

/**
 * As Keras's summary writes them: a single shape without its list, and one dimension without Python's comma, `(None)`.
 */
export function formatSummaryShapes(shapes: Nest<ShownShape> | undefined): string {
  if (shapes === undefined) return '?';
  const [only, ...others] = flatten(shapes);
  return others.length === 0 && only !== undefined
    ? formatShown(only, plainShape)
    : formatNest(shapes, (shape) => formatShown(shape, plainShape));
}

/** The cell of a summary. */
export function formatRowShapes({
  outputShape,
  severalShapes,
}: Pick<ModelRow, 'outputShape' | 'severalShapes'>): string {
  return severalShapes ? 'multiple' : formatSummaryShapes(outputShape);
}

export function formatNest<T>(nest: Nest<T>, format: (item: T) => string): string {
  if (isList(nest)) {
    const items = nest.items.map((item) => formatNest(item, format));
    if (nest.nest === 'list') return `[${items.join(', ')}]`;
    return items.length === 1 ? `(${items[0]},)` : `(${items.join(', ')})`;
  }
  if (isDict(nest))
    return `{${[...nest.entries].map(([key, item]) => `${key}: ${formatNest(item, format)}`).join(', ')}}`;
  return format(nest as T);
}

const formatShown = (shape: ShownShape, whole: (shape: Shape) => string): string => {
  if (shape === undefined) return '?';
  return shape instanceof Axes ? shape.format() : whole(shape);
};
const plainShape = (shape: Shape): string => `(${toldApart(shape).map(formatDimension).join(', ')})`;

const isList = <T>(nest: Nest<T>): nest is NestList<T> => kindOf(nest) === 'list' || kindOf(nest) === 'tuple';
export const isDict = <T>(nest: Nest<T>): nest is NestDict<T> => kindOf(nest) === 'dict';
const kindOf = (nest: unknown): unknown =>
  typeof nest === 'object' && nest !== null && 'nest' in nest ? nest.nest : undefined;

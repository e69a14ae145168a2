import type { KnownShape, ModelRow } from '../analysis/analysis.ts';
import type { Nest, NestDict, NestList } from '../keras/layers/definition.ts';
import { formatDimension, formatShape, type Shape } from '../shapes/dimension.ts';

/** The items of a nest from left to right. Shapes are arrays too, so a nest is told by its `nest` field. */
export function flatten<T>(nest: Nest<T>): readonly T[] {
  if (isList(nest)) return nest.items.flatMap(flatten);
  if (isDict(nest)) return [...nest.entries.values()].flatMap(flatten);
  return [nest as T];
}

/** `(None, 2)`, `[(None, 2), (None, 2)]`, `{a: (None, 2)}`; `?` for a shape that is not known. */
export function formatShapes(shapes: Nest<KnownShape> | undefined): string {
  return formatNest(shapes, (shape) => (shape === undefined ? '?' : formatShape(shape)));
}

/**
 * As Keras's summary writes them: a single shape without its list, and one dimension without Python's comma, `(None)`.
 */
export function formatSummaryShapes(shapes: Nest<KnownShape> | undefined): string {
  if (shapes === undefined) return '?';
  const [only, ...others] = flatten(shapes);
  return others.length === 0 && only !== undefined
    ? plainShape(only)
    : formatNest(shapes, (shape) => (shape === undefined ? '?' : plainShape(shape)));
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

const plainShape = (shape: Shape): string => `(${shape.map(formatDimension).join(', ')})`;

const isList = <T>(nest: Nest<T>): nest is NestList<T> => kindOf(nest) === 'list' || kindOf(nest) === 'tuple';
export const isDict = <T>(nest: Nest<T>): nest is NestDict<T> => kindOf(nest) === 'dict';
const kindOf = (nest: unknown): unknown =>
  typeof nest === 'object' && nest !== null && 'nest' in nest ? nest.nest : undefined;

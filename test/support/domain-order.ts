/**
 * The order of the abstract domain, as its laws need it: `lessOrEqual(a, b)` where b stands for all that a stands for.
 * Names, reasons and which symbol it is do not count: a symbol stands for any value (any integer, where it is one) that
 * may be the objects it is known to be perhaps.
 */
import { isSameConstant } from '../../server/python/domain/container-states.ts';
import { isUndetermined, type Undetermined } from '../../server/python/domain/undetermined.ts';
import { isChangeable, type ListValue, type Value } from '../../server/python/domain/value.ts';
import { ArrayValue } from '../../server/python/library/arrays/array-value.ts';
import { type Dimension, formatDimension, type Shape } from '../../server/shapes/dimension.ts';

export function lessOrEqual(a: Value, b: Value): boolean {
  return isCovered(a, b) && pointsToAllOf(b, a);
}

/** The same without what is changed in place through them. */
function isCovered(a: Value, b: Value): boolean {
  if (isSameConstant(a, b)) return true;
  switch (b.kind) {
    case 'top':
    case 'symbol':
      return !b.integer || isInteger(a);
    case 'one-of':
      return candidates(a).every((one) => isAmong(b, one));
    case 'tuple':
      return (
        a.kind === 'tuple' &&
        a.namedBy === b.namedBy &&
        a.items.length === b.items.length &&
        a.items.every((item, i) => lessOrEqual(item, b.items[i]!))
      );
    case 'list':
      return a.kind === 'list' && isMember(a, b) && contentLessOrEqual(a, b);
    case 'method':
      return a.kind === 'method' && a.receiver === b.receiver && a.method === b.method;
    case 'host':
      return a instanceof ArrayValue && b instanceof ArrayValue && arrayLessOrEqual(a, b);
    default:
      return false;
  }
}

/** Whether two stand for the same, up to names, reasons and which symbols they are. */
export const equivalent = (a: Value, b: Value): boolean => lessOrEqual(a, b) && lessOrEqual(b, a);

const isAmong = (b: Undetermined, one: Value): boolean =>
  (b.alternatives ?? []).some((other) => isCovered(one, other)) ||
  // A list that stands for several is one of them.
  (one.kind === 'list' && (one.aliases?.oneOf.length ?? 0) > 0 && one.aliases!.oneOf.every((list) => isAmong(b, list)));

const isInteger = (value: Value): boolean =>
  value.kind === 'int' || (isUndetermined(value) && (value.integer || (value.alternatives ?? []).some(isInteger)));

const candidates = (value: Value): readonly Value[] =>
  value.kind === 'one-of' ? value.alternatives.flatMap(candidates) : [value];

/** What is changed in place through `b` may be each object that is changed through `a`. */
function pointsToAllOf(b: Value, a: Value): boolean {
  const known = pointedTo(b);
  return [...pointedTo(a)].every((object) => known.has(object));
}

/** The objects that a value is or may be. */
function pointedTo(value: Value, found = new Set<Value>()): ReadonlySet<Value> {
  if (found.has(value)) return found;
  if (isChangeable(value)) found.add(value);
  if (isUndetermined(value))
    for (const one of [...(value.alternatives ?? []), ...value.pointsTo]) pointedTo(one, found);
  if (value.kind === 'list' && value.aliases) {
    // Itself is only another name of those.
    if (value.aliases.oneOf.length > 0) found.delete(value);
    for (const one of value.aliases.oneOf) pointedTo(one, found);
  }
  return found;
}

/** Whether each list that `a` may be is one that `b` may be. */
function isMember(a: ListValue, b: ListValue): boolean {
  const known = pointedTo(b);
  return [...pointedTo(a)].every((list) => known.has(list));
}

type Content = Pick<ListValue, 'items' | 'summary'>;

/** The order of what lists hold, whichever lists they are. */
export function contentLessOrEqual(a: Content, b: Content): boolean {
  if (a.items.length < b.items.length || !b.items.every((item, i) => lessOrEqual(a.items[i]!, item))) return false;
  const further = a.items.slice(b.items.length);
  if (b.summary === undefined) return a.summary === undefined && further.length === 0;
  return [...further, ...(a.summary ? [a.summary] : [])].every((item) => lessOrEqual(item, b.summary!));
}

function arrayLessOrEqual(a: ArrayValue, b: ArrayValue): boolean {
  if (a.library !== b.library || (b.dtype !== undefined && a.dtype !== b.dtype)) return false;
  if (b.elements !== undefined) return false;
  return b.shape === undefined || (a.shape !== undefined && shapeLessOrEqual(a.shape, b.shape));
}

const shapeLessOrEqual = (a: Shape, b: Shape): boolean =>
  a.length === b.length && a.every((dimension, axis) => dimensionLessOrEqual(dimension, b[axis]!));

/** A symbol stands for any size. */
const dimensionLessOrEqual = (a: Dimension, b: Dimension): boolean =>
  b === a || (b !== null && a !== null && (typeof b !== 'number' || formatDimension(a) === formatDimension(b)));

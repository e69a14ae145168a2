/** The text of a value for places with little room, in which only the program's own names stand. */
import { ArrayValue } from '../python/library/arrays/array-value.ts';
import type { Interpreter } from '../python/domain/interpreter.ts';
import type { Value } from '../python/domain/value.ts';
import { KerasTensor } from '../keras/graph/tensor.ts';
import { isNamed, shortDimension } from '../shapes/dimension.ts';
import { isUndetermined, type Undetermined } from '../python/domain/undetermined.ts';

/** Lists that are longer are not looked through. */
const MOST_ITEMS = 64;
/** Nor are lists in lists in lists. */
const MOST_DEPTH = 3;

/**
 * `shown` is how Python prints it. In a tuple or list, `?` stands for what the program has no name for; undefined where
 * nothing else would stand there.
 */
export function shortValueText(
  interpreter: Interpreter,
  value: Value,
  shown: string | undefined,
  depth = 0,
): string | undefined {
  if (isUndetermined(value)) return nameOf(value);
  if (value.kind === 'host') return isOfNames(value) ? shown : undefined;
  if (
    (value.kind !== 'tuple' && value.kind !== 'list') ||
    value.items.length > MOST_ITEMS ||
    depth > MOST_DEPTH ||
    !isOpen(value)
  )
    return shown;
  const items = value.items.map(
    (item) =>
      (isUndetermined(item) ? nameOf(item) : shortValueText(interpreter, item, interpreter.repr(item), depth + 1)) ??
      '?',
  );
  if (value.kind === 'list') return `[${items.join(', ')}]`;
  return items.length === 1 ? `(${items[0]},)` : `(${items.join(', ')})`;
}

/**
 * Has it something that is not known in it? `seen`: lists may share their items, and so have more of them than anybody
 * could go through.
 */
function isOpen(value: Value, seen: Set<Value> = new Set()): boolean {
  if (isUndetermined(value) || value.kind === 'host') return true;
  if ((value.kind !== 'tuple' && value.kind !== 'list') || seen.has(value)) return false;
  seen.add(value);
  return value.items.some((item) => isOpen(item, seen));
}

function nameOf({ described, size, name }: Undetermined): string | undefined {
  if (described) return undefined;
  if (size === undefined) return name;
  return shortDimension(size) === '?' ? undefined : name;
}

function isOfNames(value: Value): boolean {
  const shape = value instanceof KerasTensor || value instanceof ArrayValue ? value.shape : undefined;
  return shape === undefined || shape.every(isNamed);
}

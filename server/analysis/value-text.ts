/** The text of a value for places with little room, in which only the program's own names stand. */
import { ArrayValue } from '../python/library/arrays/array-value.ts';
import type { Interpreter } from '../python/values/interpreter.ts';
import type { Unknown, Value } from '../python/values/value.ts';
import { KerasTensor } from '../keras/graph/tensor.ts';
import { isNamed, shortDimension } from '../shapes/dimension.ts';

/** Lists that are longer are not looked through. */
const MOST_ITEMS = 64;

/** `shown` is how Python prints it. In a tuple or list, `?` stands for what the program has no name for; undefined where nothing else would stand there. */
export function shortValueText(interpreter: Interpreter, value: Value, shown: string | undefined): string | undefined {
  if (value.kind === 'unknown') return nameOf(value);
  if (value.kind === 'host') return isOfNames(value) ? shown : undefined;
  if ((value.kind !== 'tuple' && value.kind !== 'list') || value.items.length > MOST_ITEMS || !value.items.some(isOpen)) return shown;
  const items = value.items.map((item) => (item.kind === 'unknown' ? nameOf(item) : shortValueText(interpreter, item, interpreter.repr(item))) ?? '?');
  if (value.kind === 'list') return `[${items.join(', ')}]`;
  return items.length === 1 ? `(${items[0]},)` : `(${items.join(', ')})`;
}

const isOpen = (item: Value): boolean => item.kind === 'unknown' || item.kind === 'host' || ((item.kind === 'tuple' || item.kind === 'list') && item.items.some(isOpen));

function nameOf({ described, size, name }: Unknown): string | undefined {
  if (described) return undefined;
  if (size === undefined) return name;
  return shortDimension(size) === '?' ? undefined : name;
}

function isOfNames(value: Value): boolean {
  const shape = value instanceof KerasTensor || value instanceof ArrayValue ? value.shape : undefined;
  return shape === undefined || shape.every(isNamed);
}

/** What a function finds outside of itself: names of the program, and what the objects hold that they lead to. */
import type { FunctionValue, Value } from '../../python/domain/value.ts';

/** By how the function comes to it. */
export type Outside = ReadonlyMap<string, Value>;

/** Functions that are called are looked into up to this depth; more than so many entries are not kept. */
const DEEPEST = 3;
const MOST_ENTRIES = 400;

/**
 * What the code of a function may read, now; undefined where it is too much to tell. What the code only adds to
 * (`traces.append(1)`, `count += 1`) it does not read.
 */
export function outsideOf(fn: FunctionValue, args: readonly Value[]): Outside | undefined {
  const found = new Map<string, Value>();
  visitCode(fn, found, '', 0);
  const text = fn.definition.text;
  fn.definition.parameters.forEach(({ name }, index) => {
    const given = args[index];
    if (given?.kind === 'instance') addObject(given, name, text, found);
  });
  return found.size > MOST_ENTRIES ? undefined : found;
}

function visitCode(fn: FunctionValue, found: Map<string, Value>, path: string, depth: number): void {
  const { text } = fn.definition;
  for (const name of new Set(text.match(/[A-Za-z_]\w*/g) ?? [])) {
    const value = fn.closure.lookup(name);
    if (value === undefined || value.kind === 'module' || value.kind === 'native' || found.size > MOST_ENTRIES)
      continue;
    const key = `${path}${name}`;
    if (found.has(key) || isOnlyAddedTo(name, text)) continue;
    found.set(key, value);
    if (value.kind === 'function' && depth < DEEPEST) visitCode(value, found, `${key}/`, depth + 1);
    else addObject(value, key, text, found);
  }
}

/** The parts of an object that are asked for. */
function addObject(value: Value, key: string, text: string, found: Map<string, Value>): void {
  switch (value.kind) {
    case 'instance':
      for (const [name, part] of value.attributes)
        if (!isOnlyAddedTo(`\\w+\\.${name}`, text)) found.set(`${key}.${name}`, part);
      break;
    case 'list':
    case 'tuple':
      for (const [index, item] of value.items.entries()) found.set(`${key}[${index}]`, item);
      break;
    case 'dict':
      for (const [hash, [, item]] of value.entries) found.set(`${key}[${hash}]`, item);
      break;
    default:
  }
}

function isOnlyAddedTo(name: string, text: string): boolean {
  const all = text.match(new RegExp(`(?<![\\w.])${name}\\b`, 'g'))?.length ?? 0;
  const added = text.match(
    new RegExp(`(?<![\\w.])${name}\\s*\\+=|(?<![\\w.])${name}\\.append\\(|\\b(global|nonlocal)\\s+${name}\\b`, 'g'),
  )?.length;
  return all > 0 && added === all;
}

/** Whether nothing of it has changed. */
export function isSameOutside(before: Outside, now: Outside | undefined): boolean {
  return (
    now !== undefined &&
    before.size === now.size &&
    [...before].every(([key, value]) => {
      const other = now.get(key);
      return other !== undefined && isSame(value, other);
    })
  );
}

function isSame(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (a.kind !== b.kind) return false;
  return 'value' in a && 'value' in b && a.value === b.value && typeof a.value !== 'object';
}

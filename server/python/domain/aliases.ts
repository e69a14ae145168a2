/**
 * A list that stands for one of two, and is neither for sure: what is changed through one name is perhaps changed under
 * the others.
 */
import { noteChange } from './journal.ts';
import type { ListValue } from './value.ts';

/** Says that `joined` is one of these. */
export function alias(joined: ListValue, oneOf: readonly [ListValue, ListValue]): void {
  joined.aliases = { oneOf, perhapsIn: joined.aliases?.perhapsIn ?? [] };
  for (const one of oneOf) {
    noteChange(one);
    one.aliases = { oneOf: one.aliases?.oneOf ?? [], perhapsIn: [...(one.aliases?.perhapsIn ?? []), joined] };
  }
}

/** The list that already stands for these two in this order. */
export function joinOf([a, b]: readonly [ListValue, ListValue]): ListValue | undefined {
  return a.aliases?.perhapsIn.findLast(({ aliases: kin }) => kin?.oneOf[0] === a && kin.oneOf[1] === b);
}

/** The lists that may be the same object as this one, without itself. */
export function mayAliases(list: ListValue): ReadonlySet<ListValue> {
  const found = new Set(lineage(list));
  for (const one of found) for (const further of one.aliases?.perhapsIn ?? []) found.add(further);
  found.delete(list);
  return found;
}

/** A list, and those that it may be. */
function lineage(list: ListValue): ReadonlySet<ListValue> {
  const found = new Set([list]);
  for (const one of found) for (const further of one.aliases?.oneOf ?? []) found.add(further);
  return found;
}

/** Whether two lists may be one. */
export function mayAlias(a: ListValue, b: ListValue): boolean {
  if (!a.aliases || !b.aliases) return false;
  const others = lineage(b);
  return [...lineage(a)].some((one) => others.has(one));
}

/**
 * A list that stands for one of two, and is neither for sure: what is changed through one name is perhaps changed under
 * the others.
 */
import { noteChange } from './journal.ts';
import type { ListValue } from './value.ts';

/** Says that `joined` is one of these. */
export function relate(joined: ListValue, oneOf: readonly [ListValue, ListValue]): void {
  joined.kin = { oneOf, perhapsIn: joined.kin?.perhapsIn ?? [] };
  for (const one of oneOf) {
    noteChange(one);
    one.kin = { oneOf: one.kin?.oneOf ?? [], perhapsIn: [...(one.kin?.perhapsIn ?? []), joined] };
  }
}

/** The list that already stands for these two in this order. */
export function standingFor([a, b]: readonly [ListValue, ListValue]): ListValue | undefined {
  return a.kin?.perhapsIn.findLast(({ kin }) => kin?.oneOf[0] === a && kin.oneOf[1] === b);
}

/** The lists that may be the same object as this one, without itself. */
export function perhapsSame(list: ListValue): ReadonlySet<ListValue> {
  const found = new Set(lineage(list));
  for (const one of found) for (const further of one.kin?.perhapsIn ?? []) found.add(further);
  found.delete(list);
  return found;
}

/** A list, and those that it may be. */
function lineage(list: ListValue): ReadonlySet<ListValue> {
  const found = new Set([list]);
  for (const one of found) for (const further of one.kin?.oneOf ?? []) found.add(further);
  return found;
}

/** Whether two lists may be one. */
export function mayBeSame(a: ListValue, b: ListValue): boolean {
  if (!a.kin || !b.kin) return false;
  const others = lineage(b);
  return [...lineage(a)].some((one) => others.has(one));
}

/**
 * The order in which CPython walks through a set. It follows from the hashes: integers hash to themselves, strings at
 * random.
 * Facts from CPython's documentation of its set: open addressing in a table of a power of two, short linear runs, then
 * perturbation.
 */
import type { SetValue, Value } from '../../domain/value.ts';

const smallestTable = 8;
const linearProbes = 9;
const hashModulus = (1n << 61n) - 1n;

/** The elements in Python's order, where that is sure whatever happened to the set before; otherwise undefined. */
export function certainOrder(set: SetValue): readonly Value[] | undefined {
  const values = [...set.entries.values()];
  if (values.length < 2) return values;
  const hashes = values.map(integerHash);
  // Each of these lies in the slot of its own number, however large the table has become.
  const size = BigInt(leastTableSize(values.length));
  if (!hashes.every((hash) => hash !== undefined && hash >= 0n && hash < size)) return undefined;
  return sortedBy(values, (value) => Number(integerHash(value)));
}

/** The elements in Python's order as far as it can be told, otherwise in the order in which they were added. */
export function likelyOrder(set: SetValue): readonly Value[] {
  const certain = certainOrder(set);
  if (certain) return certain;
  const values = [...set.entries.values()];
  const hashes = values.map(integerHash);
  if (!hashes.every((hash) => hash !== undefined)) return values;
  let table: (Value | undefined)[] = new Array(smallestTable).fill(undefined);
  let used = 0;
  for (const [index, value] of values.entries()) {
    insert(table, value, hashes[index]!);
    used += 1;
    if (used * 5 < (table.length - 1) * 3) continue;
    const larger: (Value | undefined)[] = new Array(powerAbove(used > 50_000 ? used * 2 : used * 4)).fill(undefined);
    for (const moved of table) if (moved) insert(larger, moved, integerHash(moved)!);
    table = larger;
  }
  return table.filter((value) => value !== undefined);
}

function sortedBy(values: readonly Value[], key: (value: Value) => number): Value[] {
  return [...values].sort((left, right) => key(left) - key(right));
}

function leastTableSize(count: number): number {
  let size = smallestTable;
  while (count * 5 >= (size - 1) * 3) size *= 2;
  return size;
}

function powerAbove(minimum: number): number {
  let size = smallestTable;
  while (size <= minimum) size *= 2;
  return size;
}

function insert(table: (Value | undefined)[], value: Value, hash: bigint): void {
  const mask = BigInt(table.length - 1);
  let perturb = BigInt.asUintN(64, hash);
  let slot = perturb & mask;
  for (;;) {
    const start = Number(slot);
    const probes = start + linearProbes <= table.length - 1 ? linearProbes : 0;
    for (let offset = 0; offset <= probes; offset++) {
      if (table[start + offset] !== undefined) continue;
      table[start + offset] = value;
      return;
    }
    perturb >>= 5n;
    slot = (slot * 5n + 1n + perturb) & mask;
  }
}

/** `hash()` of an integral number; undefined for other values. */
export function integerHash(value: Value): bigint | undefined {
  let integer: bigint;
  if (value.kind === 'int') integer = value.value;
  else if (value.kind === 'bool') integer = value.value ? 1n : 0n;
  else if (value.kind === 'float' && Number.isInteger(value.value)) integer = BigInt(value.value);
  else return undefined;
  const hash = integer % hashModulus;
  return hash === -1n ? -2n : hash;
}

/**
 * Which values carry where they come from. What is undetermined has a field for it; of exact values only those are kept
 * beside that do not come from code alone, so that the others cost nothing.
 */
import type { CallArguments } from './interpreter.ts';
import { HeapObject, running } from './journal.ts';
import { CODE, type Origins } from './origins.ts';
import { isUndetermined, undetermined, type Undetermined } from './undetermined.ts';
import { RangeValue, SliceValue, TupleValue, type Value } from './value.ts';

const carried = new WeakMap<object, Origins>();

/** So deep a container is looked into, and at so many of its items. */
const DEEPEST = 3;
const MOST_ITEMS = 32;

/** Where a value, and what it holds, comes from. */
export function originsOf(value: Value, depth = 0): Origins {
  switch (value.kind) {
    case 'top':
    case 'symbol':
    case 'one-of':
      return value.origins;
    case 'none':
    case 'ellipsis':
    case 'not-implemented':
    case 'bool':
    case 'function':
    case 'native':
    case 'module':
    case 'class':
      return CODE;
    case 'method':
      return originsOf(value.receiver, depth);
    case 'slice':
      return carriedBy(value).union(originsOf(value.lower)).union(originsOf(value.upper)).union(originsOf(value.step));
    case 'tuple':
    case 'list':
    case 'set':
    case 'dict':
      return originsOfItems(value, depth);
    default:
      return carried.get(value) ?? CODE;
  }
}

function originsOfItems(value: Extract<Value, { kind: 'tuple' | 'list' | 'set' | 'dict' }>, depth: number): Origins {
  let origins = carried.get(value) ?? CODE;
  if (depth > DEEPEST) return origins;
  if (value.kind !== 'tuple' && value.summary) origins = origins.union(value.summary.origins);
  let count = 0;
  for (const item of value.kind === 'tuple' || value.kind === 'list' ? value.items : value.entries.values()) {
    if (++count > MOST_ITEMS) break;
    origins = origins.union(originsOf(Array.isArray(item) ? item[1] : (item as Value), depth + 1));
  }
  return origins;
}

/** Where an object itself comes from, whatever it holds. */
export const carriedBy = (object: Value): Origins => carried.get(object) ?? CODE;

/** Where all that a call is given comes from. */
export function originsOfCall({ positional, keywords, incomplete }: CallArguments): Origins {
  let origins = incomplete ? incomplete.origins : CODE;
  for (const value of positional) origins = origins.union(originsOf(value));
  if (keywords.size > 0) for (const value of keywords.values()) origins = origins.union(originsOf(value));
  return origins;
}

/** Says of an object that was just made where it comes from. */
export function carry(object: object, origins: Origins): void {
  if (origins.isCode) return;
  carried.set(object, (carried.get(object) ?? CODE).union(origins));
}

/**
 * The value as one that comes from these too. What cannot be changed is another object then, since others may have the
 * value from elsewhere; an object stays what it is, and only one that `isNew` has its origins from here.
 */
export function from(value: Value, origins: Origins, isNew = false): Value {
  const own = originsOf(value);
  const all = own.union(origins);
  if (all === own) return value;
  if (isUndetermined(value)) return undeterminedFrom(value, all);
  const copy = copyOf(value, origins);
  if (copy !== undefined) carry(copy, all);
  else if (isNew && (value.kind === 'host' || value.kind === 'instance')) {
    carry(value, all);
  } else if (isNew && value.kind === 'list') {
    value.items = value.items.map((item) => from(item, origins, isMadeNow(item)));
    carry(value, all);
  }
  return copy ?? value;
}

/**
 * Whether the present statement made it. What others made keeps the origins it has: an edit that takes this statement
 * back would not take back its own.
 */
export const isMadeNow = (value: Value): boolean =>
  running.statement !== undefined && value instanceof HeapObject && value.birth === running.statement;

function copyOf(value: Value, origins: Origins): Value | undefined {
  switch (value.kind) {
    // Of the same class: a number of NumPy's has a dtype.
    case 'int':
    case 'float':
    case 'complex':
    case 'str':
    case 'bytes':
      return Object.assign(Object.create(Object.getPrototypeOf(value) as object) as typeof value, value);
    case 'range':
      return new RangeValue(value.start, value.stop, value.step);
    case 'slice':
      return new SliceValue(from(value.lower, origins), from(value.upper, origins), from(value.step, origins));
    case 'tuple':
      return new TupleValue(
        value.items.map((item) => from(item, origins)),
        value.namedBy,
      );
    default:
      return undefined;
  }
}

/** The same unknown, the same symbol, from elsewhere. */
function undeterminedFrom(value: Undetermined, origins: Origins): Undetermined {
  const { reason, name, described, integer, alternatives } = value;
  const made = undetermined(reason, {
    name,
    described,
    integer,
    ...(alternatives ? { alternatives } : {}),
    ...(value.kind === 'top' ? {} : { makeSymbol: () => value.size! }),
  });
  made.origins = origins;
  made.pointsTo = value.pointsTo;
  made.derived = value.derived;
  made.use = value.use;
  made.tailOf = value.tailOf;
  made.surely = value.surely;
  made.ofTensors = value.ofTensors;
  made.changes = value.changes;
  return made;
}

/** As a part of a fact; nothing where a value comes from code alone. */
export function originsBeside(value: Value): { readonly origins?: Origins } {
  const origins = originsOf(value);
  return origins.isCode ? {} : { origins };
}

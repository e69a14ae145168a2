/** One state that stands for two of one object: what agrees is kept. */
import type { Mutable } from '../domain/journal.ts';
import { changeableIn, perhaps, sameEnd } from '../domain/open-end.ts';
import { Scope } from '../domain/scope.ts';
import {
  ClassValue,
  DictValue,
  type EntriesState,
  FunctionValue,
  InstanceValue,
  IteratorValue,
  ListValue,
  ModuleValue,
  SetValue,
  type Value,
} from '../domain/value.ts';
import { keysBetween, MapState, type NamesState, wholeOf } from '../domain/versioned-map.ts';
import type { Text } from '../../words/message.ts';
import { isUndetermined, Top, undetermined, type Undetermined } from '../domain/undetermined.ts';
import type { Evaluator } from './evaluator.ts';
import { isSame, joinValues, MAX_ALTERNATIVES } from './join.ts';

/** Joins two states (as `snapshot` gives them) of one object. */
export function joinStates(evaluator: Evaluator, object: Mutable, a: unknown, b: unknown, widen: boolean): unknown {
  const join = (x: Value, y: Value) => joinValues(evaluator, x, y, widen);
  if (
    object instanceof Scope ||
    object instanceof InstanceValue ||
    object instanceof ClassValue ||
    object instanceof ModuleValue ||
    object instanceof FunctionValue
  ) {
    return joinNames(evaluator, a as NamesState<Value>, b as NamesState<Value>, join, (name) =>
      inherited(object, name),
    );
  }
  if (object instanceof ListValue) return joinItems(evaluator, a as ItemsState, b as ItemsState, join);
  if (object instanceof DictValue)
    return joinEntries<Entry>(evaluator, a as EntriesState<Entry>, b as EntriesState<Entry>, {
      join: (x, y): Entry => (x[1] === y[1] ? x : [x[0], join(x[1], y[1])]),
      valueOf: ([, value]) => value,
      isOrdered: true,
      reason: 'whether the key is set is not decided',
    });
  if (object instanceof SetValue)
    return joinEntries(evaluator, a as EntriesState<Value>, b as EntriesState<Value>, {
      join: (x) => x,
      valueOf: (value) => value,
      isOrdered: false,
      reason: 'what is added is not decided',
    });
  if (object instanceof IteratorValue) {
    if (a !== b) object.open = evaluator.unknown('how far it was read is not decided');
    return b;
  }
  return object.merge ? object.merge(a, b, join, widen) : b;
}

interface ItemsState {
  readonly items: Value[];
  readonly open: Undetermined | undefined;
}
type Entry = readonly [key: Value, value: Value];

function joinItems(
  evaluator: Evaluator,
  x: ItemsState,
  y: ItemsState,
  join: (x: Value, y: Value) => Value,
): ItemsState {
  evaluator.copied(x.items.length + y.items.length);
  if (x.items.length === y.items.length && !x.open && !y.open)
    return { items: x.items.map((item, i) => join(item, y.items[i]!)), open: undefined };
  const common: Value[] = [];
  for (let i = 0; i < Math.min(x.items.length, y.items.length); i++) common.push(join(x.items[i]!, y.items[i]!));
  const open = openEndOf(x, y, common.length);
  // The only item that is known stands for all of them, where the others are not known.
  return {
    items: common.length === 1 && x.items.length !== y.items.length && !open.alternatives ? [] : common,
    open,
  };
}

interface EntriesOfKind<V> {
  readonly join: (x: V, y: V) => V;
  readonly valueOf: (entry: V) => Value;
  readonly isOrdered: boolean;
  /** Why more may be in it. */
  readonly reason: Text;
}

/** Entries of dictionaries and sets: those that both have, and an end where one has more. */
function joinEntries<V>(
  evaluator: Evaluator,
  x: EntriesState<V>,
  y: EntriesState<V>,
  kind: EntriesOfKind<V>,
): EntriesState<V> {
  const { entries, left, inOrder } =
    joinChanged(x.entries, y.entries, kind.join) ?? joinAll(evaluator, x.entries, y.entries, kind);
  const open =
    x.open ??
    y.open ??
    (inOrder ? undefined : evaluator.unknown('the order of the keys is not decided')) ??
    (left.length > 0 ? evaluator.unknown(kind.reason) : undefined);
  return { entries, open: open && keeping(open, [x.open, y.open, ...left.map(kind.valueOf)]) };
}

interface JoinedEntries<V> {
  readonly entries: NamesState<V>;
  /** What only one of them has. */
  readonly left: readonly V[];
  /** Keys that both have stand in the same order. */
  readonly inOrder: boolean;
}

/** Of two states of one map only what lies between them; undefined where that is not known. */
function joinChanged<V>(a: NamesState<V>, b: NamesState<V>, join: (x: V, y: V) => V): JoinedEntries<V> | undefined {
  const keys = keysBetween(a, b);
  if (!keys || !(a instanceof MapState && b instanceof MapState)) return undefined;
  const joined = new Map<string, V | undefined>();
  const [onlyA, onlyB]: [V[], V[]] = [[], []];
  for (const key of keys) {
    const [x, y] = [a.get(key), b.get(key)];
    if (x !== undefined && y !== undefined) joined.set(key, join(x, y));
    else if (x !== undefined) onlyA.push(x);
    else if (y !== undefined) onlyB.push(y);
  }
  if (onlyA.length > 0 && onlyB.length > 0) return undefined;
  return { entries: (onlyA.length > 0 ? b : a).with(joined), left: [...onlyA, ...onlyB], inOrder: true };
}

function joinAll<V>(
  evaluator: Evaluator,
  a: NamesState<V>,
  b: NamesState<V>,
  { join, isOrdered }: EntriesOfKind<V>,
): JoinedEntries<V> {
  const [x, y] = [wholeOf(a), wholeOf(b)];
  evaluator.copied(x.size + y.size);
  const entries = new Map<string, V>();
  const left: V[] = [];
  for (const [key, entry] of x) {
    const other = y.get(key);
    if (other === undefined) left.push(entry);
    else entries.set(key, join(entry, other));
  }
  for (const [key, entry] of y) if (!x.has(key)) left.push(entry);
  return { entries, left, inOrder: !isOrdered || inOneOrder(x, y) };
}

/** An end behind which these may stand too. */
function keeping(open: Undetermined, values: readonly (Value | undefined)[]): Undetermined {
  const more = changeableIn(values).filter((value) => !open.mayBe.includes(value));
  return more.length === 0 ? open : perhaps(sameEnd(open), [open, ...more]);
}

/** Whether keys that both have stand in the same order. */
function inOneOrder(x: ReadonlyMap<string, unknown>, y: ReadonlyMap<string, unknown>): boolean {
  const others = [...y.keys()].filter((key) => x.has(key));
  return [...x.keys()].filter((key) => y.has(key)).every((key, i) => key === others[i]);
}

/** How a list goes on that holds more on one side: its further items may be what is seen there. */
function openEndOf(x: ItemsState, y: ItemsState, common: number): Undetermined {
  const unseen = [x.open, y.open].find((open) => open && !open.alternatives);
  if (unseen) return keeping(unseen, [x.open, y.open, ...x.items.slice(common), ...y.items.slice(common)]);
  const further = x.items.length + y.items.length - 2 * common;
  if (further > MAX_ALTERNATIVES)
    return keeping(new Top('how many items are added is not decided'), [
      ...x.items.slice(common),
      ...y.items.slice(common),
    ]);
  const seen = new Set([
    ...(x.open?.alternatives ?? []),
    ...(y.open?.alternatives ?? []),
    ...x.items.slice(common),
    ...y.items.slice(common),
  ]);
  return undetermined(
    'how many items are added is not decided',
    seen.size > 0 && seen.size <= MAX_ALTERNATIVES ? { alternatives: [...seen] } : {},
  );
}

/**
 * A name bound on one side only keeps that value, unless it hides one behind it: without that, the other side would not
 * have reached a use of it.
 */
function joinNames(
  evaluator: Evaluator,
  a: NamesState<Value>,
  b: NamesState<Value>,
  join: (x: Value, y: Value) => Value,
  behind: (name: string) => Value | undefined,
): NamesState<Value> {
  const between = keysBetween(a, b);
  const [x, y] = between ? [a, b] : [wholeOf(a), wholeOf(b)];
  if (!between) evaluator.copied(wholeOf(x).size + wholeOf(y).size);
  const joined = new Map<string, Value>();
  for (const name of between ?? new Set([...wholeOf(x).keys(), ...wholeOf(y).keys()])) {
    const [one, other] = [x.get(name), y.get(name)];
    if (!one && !other) continue;
    const [left, right] = [one ?? behind(name), other ?? behind(name)];
    joined.set(name, left && right ? join(left, right) : (left ?? right)!);
  }
  return between && a instanceof MapState ? a.with(joined) : joined;
}

/** The data of a class that an attribute of the same name hides. Methods and properties are not data. */
function inherited(object: Mutable, name: string): Value | undefined {
  const classes =
    object instanceof InstanceValue ? object.cls.mro : object instanceof ClassValue ? object.mro.slice(1) : [];
  const value = classes.find((cls) => cls.attributes.has(name))?.attributes.get(name);
  return value && DATA.has(value.kind) ? value : undefined;
}

const DATA: ReadonlySet<Value['kind']> = new Set<Value['kind']>([
  'none',
  'bool',
  'int',
  'float',
  'str',
  'bytes',
  'tuple',
  'list',
  'dict',
  'set',
  'top',
  'symbol',
  'one-of',
  'instance',
]);

/**
 * Whether a pass of a loop left a state as it was. Of states that only their objects know how to join, it is taken to
 * have done so.
 */
export function isSameState(object: Mutable, a: unknown, b: unknown): boolean {
  if (isNames(a) && isNames(b)) return isSameMap(a as NamesState<Value>, b as NamesState<Value>, isSameValue);
  if (object instanceof ListValue) {
    const [x, y] = [a, b] as [ListValue, ListValue];
    return (
      !x.open === !y.open &&
      (x.open !== undefined ||
        (x.items.length === y.items.length && x.items.every((item, i) => isSameValue(item, y.items[i]!))))
    );
  }
  if (object instanceof DictValue || object instanceof SetValue) {
    const [x, y] = [a, b] as [EntriesState<Entry>, EntriesState<Entry>];
    const same = (one: Entry, other: Entry) => object instanceof SetValue || isSameValue(one[1], other[1]);
    return !x.open === !y.open && isSameMap(x.entries, y.entries, same);
  }
  return true;
}

const isNames = (state: unknown): boolean => state instanceof Map || state instanceof MapState;

function isSameMap<V>(a: NamesState<V>, b: NamesState<V>, isSameOne: (x: V, y: V) => boolean): boolean {
  const same = (x: V | undefined, y: V | undefined): boolean =>
    x === y || (x !== undefined && y !== undefined && isSameOne(x, y));
  const between = keysBetween(a, b);
  if (between) return [...between].every((key) => same(a.get(key), b.get(key)));
  const [x, y] = [wholeOf(a), wholeOf(b)];
  return x.size === y.size && [...x].every(([key, one]) => same(one, y.get(key)));
}

function isSameValue(a: Value, b: Value): boolean {
  if (a === b || isSame(a, b) || (a.kind === 'host' && b.kind === 'host')) return true;
  if (isUndetermined(a) && isUndetermined(b))
    return a.name === b.name && a.integer === b.integer && a.alternatives?.length === b.alternatives?.length;
  if (a.kind !== b.kind) return false;
  if (a.kind === 'tuple' || a.kind === 'list') {
    const [x, y] = [a, b] as [ListValue, ListValue];
    return (
      (x.open !== undefined && y.open !== undefined) ||
      (!x.open === !y.open &&
        x.items.length === y.items.length &&
        x.items.every((item, i) => isSameValue(item, y.items[i]!)))
    );
  }
  return a.kind === 'none' || a.kind === 'method' || a.kind === 'ellipsis' || a.kind === 'not-implemented';
}

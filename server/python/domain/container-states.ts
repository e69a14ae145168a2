/** How lists, dictionaries, sets and iterators change, and what stands for two states of one. */
import { changeableIn, perhaps } from './points-to.ts';
import { entriesField } from './namespace-states.ts';
import { defineState, type Field, type Joining, kept, list } from './state.ts';
import { isUndetermined, OneOf, Top, type Undetermined } from './undetermined.ts';
import type { IteratorValue, ListValue, Value } from './value.ts';
import { keysBetween, MapState, type NamesState, wholeOf } from './versioned-map.ts';

/** More values than this are not kept apart. */
export const MOST_ALTERNATIVES = 4;

type ListState = Pick<ListValue, 'items' | 'summary' | 'aliases'>;

export const LIST_STATE = defineState<ListState>(
  { items: list(), summary: kept(), aliases: kept() },
  {
    join(a, b, { join, copied }) {
      copied(a.items.length + b.items.length);
      const aliases = joinAliases(a.aliases, b.aliases);
      if (a.items.length === b.items.length && !a.summary && !b.summary)
        return { items: a.items.map((item, i) => join(item, b.items[i]!)), summary: undefined, aliases };
      const common: Value[] = [];
      for (let i = 0; i < Math.min(a.items.length, b.items.length); i++) common.push(join(a.items[i]!, b.items[i]!));
      const summary = summaryOf(a, b, common.length);
      // The only item that is known stands for all of them, where the others are not known.
      const standsForAll = common.length === 1 && a.items.length !== b.items.length && !summary.alternatives;
      return standsForAll
        ? { items: [], summary: keeping(summary, common), aliases }
        : { items: common, summary, aliases };
    },
    same: (a, b) =>
      !a.summary === !b.summary &&
      (a.summary !== undefined ||
        (a.items.length === b.items.length && a.items.every((item, i) => isSameValue(item, b.items[i]!)))),
  },
);

/** Every list that it may be in one of the states. */
function joinAliases(a: ListValue['aliases'], b: ListValue['aliases']): ListValue['aliases'] {
  if (a === b || !b) return a;
  if (!a) return b;
  return {
    oneOf: [...new Set([...a.oneOf, ...b.oneOf])],
    perhapsIn: [...new Set([...a.perhapsIn, ...b.perhapsIn])],
  };
}

/** How a list goes on that holds more on one side: its further items may be what is seen there. */
function summaryOf(a: ListState, b: ListState, common: number): Undetermined {
  const further = [...a.items.slice(common), ...b.items.slice(common)];
  const unseen = [a.summary, b.summary].find((summary) => summary && !summary.alternatives);
  if (unseen) return keeping(unseen, [a.summary, b.summary, ...further]);
  const reason = 'how many items are added is not decided';
  if (further.length > MOST_ALTERNATIVES) return keeping(new Top(reason), further);
  const seen = new Set([...(a.summary?.alternatives ?? []), ...(b.summary?.alternatives ?? []), ...further]);
  return seen.size > 0 && seen.size <= MOST_ALTERNATIVES
    ? new OneOf(reason, [...seen])
    : keeping(new Top(reason), [...seen]);
}

/** What is kept of a dictionary or a set. */
interface EntriesState<V> {
  readonly entries: NamesState<V>;
  readonly summary: Undetermined | undefined;
}

interface EntriesOfKind<V> {
  readonly join: (x: V, y: V) => V;
  readonly valueOf: (entry: V) => Value;
  readonly isOrdered: boolean;
  /** Why more may be in it. */
  readonly reason: string;
}

type Entry = readonly [key: Value, value: Value];

export const DICT_STATE = defineState<EntriesState<Entry>>(
  {
    entries: entriesField<Entry>(
      (_, b) => b,
      ([, x], [, y]) => isSameValue(x, y),
    ),
    summary: summaryField(),
  },
  {
    join: (a, b, joining) =>
      joinEntries(a, b, joining, {
        join: (x, y) => (x[1] === y[1] ? x : [x[0], joining.join(x[1], y[1])]),
        valueOf: ([, value]) => value,
        isOrdered: true,
        reason: 'whether the key is set is not decided',
      }),
  },
);

export const SET_STATE = defineState<EntriesState<Value>>(
  {
    entries: entriesField<Value>(
      (_, b) => b,
      () => true,
    ),
    summary: summaryField(),
  },
  {
    join: (a, b, joining) =>
      joinEntries(a, b, joining, {
        join: (x) => x,
        valueOf: (value) => value,
        isOrdered: false,
        reason: 'what is added is not decided',
      }),
  },
);

/** Whether more may be in it. */
function summaryField(): Field<Undetermined | undefined, unknown> {
  return { ...kept<Undetermined | undefined>(), same: (a, b) => !a === !b };
}

/** Entries of dictionaries and sets: those that both have, and an end where one has more. */
function joinEntries<V>(
  a: EntriesState<V>,
  b: EntriesState<V>,
  joining: Joining,
  kind: EntriesOfKind<V>,
): EntriesState<V> {
  const { entries, left, inOrder } =
    joinChanged(a.entries, b.entries, kind.join) ?? joinAll(a.entries, b.entries, joining, kind);
  const summary =
    a.summary ??
    b.summary ??
    (inOrder ? undefined : joining.unknown('the order of the keys is not decided')) ??
    (left.length > 0 ? joining.unknown(kind.reason) : undefined);
  return { entries, summary: summary && keeping(summary, [a.summary, b.summary, ...left.map(kind.valueOf)]) };
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
  a: NamesState<V>,
  b: NamesState<V>,
  { copied }: Joining,
  { join, isOrdered }: EntriesOfKind<V>,
): JoinedEntries<V> {
  const [x, y] = [wholeOf(a), wholeOf(b)];
  copied(x.size + y.size);
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

/** Whether keys that both have stand in the same order. */
function inOneOrder(a: ReadonlyMap<string, unknown>, b: ReadonlyMap<string, unknown>): boolean {
  const others = [...b.keys()].filter((key) => a.has(key));
  return [...a.keys()].filter((key) => b.has(key)).every((key, i) => key === others[i]);
}

/** An end behind which these may stand too. */
function keeping(summary: Undetermined, values: readonly (Value | undefined)[]): Undetermined {
  const among = values.filter((value) => value !== undefined);
  const more = changeableIn(among).filter((value) => !summary.pointsTo.includes(value));
  const isInteger = summary.integer && among.every(isSurelyInteger);
  if (more.length === 0 && isInteger === summary.integer && !summary.alternatives) return summary;
  return perhaps(new Top(summary.reason, { integer: isInteger }), [summary, ...more]);
}

const isSurelyInteger = (value: Value): boolean => value.kind === 'int' || (isUndetermined(value) && value.integer);

export const ITERATOR_STATE = defineState<Pick<IteratorValue, 'position' | 'summary'>>(
  { position: kept(), summary: kept() },
  {
    join: (a, b, { unknown }) => ({
      position: b.position,
      summary: a.position === b.position ? (a.summary ?? b.summary) : unknown('how far it was read is not decided'),
    }),
  },
);

/** Whether two are one value, but for the names and reasons of what is undetermined. */
export function isSameValue(a: Value, b: Value): boolean {
  if (isSameConstant(a, b) || (a.kind === 'host' && b.kind === 'host')) return true;
  switch (a.kind) {
    case 'top':
    case 'symbol':
    case 'one-of':
      return (
        b.kind === a.kind &&
        a.name === b.name &&
        a.integer === b.integer &&
        a.alternatives?.length === b.alternatives?.length
      );
    case 'tuple':
      return b.kind === 'tuple' && hasSameItems(a.items, b.items);
    case 'list':
      return (
        b.kind === 'list' &&
        ((a.summary !== undefined && b.summary !== undefined) ||
          (!a.summary === !b.summary && hasSameItems(a.items, b.items)))
      );
    default:
      return a.kind === 'method' && b.kind === 'method';
  }
}

const hasSameItems = (a: readonly Value[], b: readonly Value[]): boolean =>
  a.length === b.length && a.every((item, i) => isSameValue(item, b[i]!));

/** The same object, or equal constants of one class. */
export function isSameConstant(a: Value, b: Value): boolean {
  if (a === b) return true;
  if ('value' in a) return 'value' in b && a.kind === b.kind && Object.is(a.value, b.value);
  switch (a.kind) {
    case 'complex':
      return b.kind === 'complex' && Object.is(a.real, b.real) && Object.is(a.imaginary, b.imaginary);
    case 'range':
      return b.kind === 'range' && a.start === b.start && a.stop === b.stop && a.step === b.step;
    case 'slice':
      return (
        b.kind === 'slice' &&
        isSameConstant(a.lower, b.lower) &&
        isSameConstant(a.upper, b.upper) &&
        isSameConstant(a.step, b.step)
      );
    case 'none':
    case 'ellipsis':
    case 'not-implemented':
      return b.kind === a.kind;
    default:
      return false;
  }
}

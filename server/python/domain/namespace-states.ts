/** How names change: those of scopes, modules, classes, objects and functions. */
import { isSameValue } from './container-states.ts';
import { DATA } from './data-kinds.ts';
import { refill } from './journal.ts';
import { isPerhapsUnbound, markOf, nameOf } from './perhaps-bound.ts';
import { defineState, type Field, first, type Joining } from './state.ts';
import type { ClassValue, FunctionValue, Value } from './value.ts';
import { keysBetween, MapState, type NamesState, namesIn, stateOfNames, versioned, wholeOf } from './versioned-map.ts';

type Names = Map<string, Value>;
/** Entries by key: a map in the object, of which a state is kept. */
export type Entries<V> = Field<NamesState<V>, Map<string, V>>;

/** Keys and what they lead to; a large map keeps its states without copies. */
export const entriesField = <V>(join: Entries<V>['join'], isSameEntry: (a: V, b: V) => boolean): Entries<V> => ({
  form: versioned,
  copy: stateOfNames,
  put: namesIn,
  join,
  same: (a, b) => isSameMap(a, b, isSameEntry),
  weight: (state) => (state instanceof MapState ? 0 : state.size),
  settled: (state) => (state instanceof MapState ? state.whole() : state),
});

function isSameMap<V>(a: NamesState<V>, b: NamesState<V>, isSameOne: (x: V, y: V) => boolean): boolean {
  const same = (x: V | undefined, y: V | undefined): boolean =>
    x === y || (x !== undefined && y !== undefined && isSameOne(x, y));
  const between = keysBetween(a, b);
  if (between) return [...between].every((key) => same(a.get(key), b.get(key)));
  const [x, y] = [wholeOf(a), wholeOf(b)];
  return x.size === y.size && [...x].every(([key, one]) => same(one, y.get(key)));
}

/** Names and what they are bound to. */
export const names = (): Entries<Value> =>
  entriesField<Value>(
    (a, b, joining, object) => joinNames(a, b, joining, (name) => hiddenBehind(object, name), isAskedFor(object)),
    isSameValue,
  );

/**
 * A name bound on one side only keeps that value, unless it hides one behind it: without that, the other side would not
 * have reached a use of it. It is marked, for those who ask whether it is there.
 */
function joinNames(
  a: NamesState<Value>,
  b: NamesState<Value>,
  { join, copied }: Joining,
  behind: (name: string) => Value | undefined,
  isMarked: boolean,
): NamesState<Value> {
  const between = keysBetween(a, b);
  const [x, y] = between ? [a, b] : [wholeOf(a), wholeOf(b)];
  if (!between) copied(wholeOf(x).size + wholeOf(y).size);
  const joined: Names = new Map();
  const keys = between ?? [...wholeOf(x).keys(), ...wholeOf(y).keys()];
  for (const name of new Set([...keys].map(nameOf))) {
    const [one, other] = [x.get(name), y.get(name)];
    if (!one && !other) continue;
    const [left, right] = [one ?? behind(name), other ?? behind(name)];
    const value = left && right ? join(left, right) : (left ?? right)!;
    joined.set(name, value);
    if (isMarked && (!left || !right || isPerhapsUnbound(x, name) || isPerhapsUnbound(y, name)))
      joined.set(markOf(name), value);
  }
  return between && a instanceof MapState ? a.with(joined) : joined;
}

/** Programs ask what names there are of an object, a class or a module: `hasattr`, `in globals()`. */
const isAskedFor = (object: object): boolean => !('scopeKind' in object) || object.scopeKind === 'module';

/** The data of a class that an attribute of the same name hides. Methods and properties are not data. */
function hiddenBehind(object: object, name: string): Value | undefined {
  const value = classesBehind(object as Value)
    .find((cls) => cls.attributes.has(name))
    ?.attributes.get(name);
  return value && DATA.has(value.kind) ? value : undefined;
}

function classesBehind(object: Value): readonly ClassValue[] {
  if (object.kind === 'instance') return object.cls.mro;
  return object.kind === 'class' ? object.mro.slice(1) : [];
}

/** Of an object and of a class. */
export const NAMESPACE_STATE = defineState<{ attributes: NamesState<Value> }>({ attributes: names() });

/** Of a module: in place, for the scope of its file holds the same map. */
export const MODULE_STATE = defineState<{ attributes: NamesState<Value> }>({
  attributes: {
    ...names(),
    form: (now) => now,
    put(state, now) {
      const names = now as Names;
      if (state instanceof MapState) return namesIn(state, names);
      refill(names, state);
      return names;
    },
  },
});

export const FUNCTION_STATE = defineState<
  Pick<FunctionValue, 'owner' | 'configured'> & { attributes: NamesState<Value> }
>({ attributes: names(), owner: first(), configured: first() });

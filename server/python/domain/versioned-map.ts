/**
 * A map whose states are kept without being copied. A branch that touches one name of two thousand costs one name: to
 * keep a state is nothing, to go back to it costs what was changed since, and so does joining two of them.
 */

/**
 * A state that a map had, has or may take. It says only in which keys it differs from the state behind it, and so on to
 * the map as it is now.
 */
export class MapState<V> {
  readonly owner: VersionedMap<V>;
  /** What these keys have here, other than in `next`; undefined: they are not there. */
  delta = new Map<string, V | undefined>();
  /** undefined: the map as it is now. */
  next: MapState<V> | undefined;
  /** All of it, where nothing leads from here to the map any more. */
  full: ReadonlyMap<string, V> | undefined;

  constructor(owner: VersionedMap<V>, next?: MapState<V>) {
    this.owner = owner;
    this.next = next;
  }

  get(key: string): V | undefined {
    for (const state of this.path()) {
      if (state.full) return state.full.get(key);
      if (state.delta.has(key)) return state.delta.get(key);
    }
    return this.owner.peek(key);
  }

  /** From here to the map. */
  path(): MapState<V>[] {
    const path: MapState<V>[] = [this];
    for (let state: MapState<V> = this; !state.full && state.next; state = state.next) path.push(state.next);
    return path;
  }

  /** A copy of all that it holds, in its order. */
  whole(): Map<string, V> {
    const path = this.path();
    const whole = path.at(-1)!.full ? new Map(path.at(-1)!.full) : this.owner.copy();
    for (const { delta } of path.reverse()) {
      for (const [key, value] of delta) {
        if (value === undefined) whole.delete(key);
        else whole.set(key, value);
      }
    }
    return whole;
  }

  /** A state like this one but for these keys; undefined for a value: the key is not there. */
  with(changes: ReadonlyMap<string, V | undefined>): MapState<V> {
    if (changes.size === 0) return this;
    const state = new MapState(this.owner, this);
    for (const [key, value] of changes) state.delta.set(key, value);
    return state;
  }
}

export class VersionedMap<V> extends Map<string, V> {
  /** The state that was taken last: between it and now lies only what its `delta` says. */
  private last: MapState<V> | undefined;

  /** What it holds now. */
  state(): MapState<V> {
    if (this.last?.delta.size === 0) return this.last;
    const state = new MapState<V>(this);
    if (this.last) this.last.next = state;
    this.last = state;
    return state;
  }

  override set(key: string, value: V): this {
    if (this.last && !this.last.delta.has(key)) this.last.delta.set(key, super.get(key));
    return super.set(key, value);
  }
  override delete(key: string): boolean {
    // Put back, it would stand at another place.
    if (this.last && super.has(key)) this.detach();
    return super.delete(key);
  }
  override clear(): void {
    this.detach();
    super.clear();
  }

  /** The value of a key, unheard. */
  peek(key: string): V | undefined {
    return super.get(key);
  }
  /** A copy, unheard. */
  copy(): Map<string, V> {
    return new Map(super.entries());
  }

  /** Goes over to a state of its own. */
  enter(state: MapState<V>): void {
    const path = state.path();
    const top = path.at(-1)!;
    if (top.full) {
      this.detach();
      this.takeAll(top.full);
      top.full = undefined;
    } else {
      this.apply(top.delta);
    }
    top.delta = new Map();
    for (let i = path.length - 2; i >= 0; i--) {
      const [older, newer] = [path[i]!, path[i + 1]!];
      newer.delta = this.apply(older.delta);
      newer.next = older;
      older.delta = new Map();
      older.next = undefined;
    }
    this.last = state;
  }

  /** Takes these entries in place of its own. */
  fill(entries: ReadonlyMap<string, V>): void {
    this.detach();
    this.takeAll(entries);
  }

  /** Gives what the keys were before. */
  private apply(delta: ReadonlyMap<string, V | undefined>): Map<string, V | undefined> {
    const before = new Map<string, V | undefined>();
    for (const [key, value] of delta) {
      before.set(key, super.get(key));
      if (value === undefined) this.drop(key);
      else this.put(key, value);
    }
    return before;
  }

  /** States that were taken keep what they are for themselves: what follows is told to none of them. */
  private detach(): void {
    if (!this.last) return;
    const full = this.last.whole();
    this.last.full = full;
    this.last.delta = new Map();
    this.last = undefined;
  }

  /** Takes all of another state. */
  protected takeAll(entries: ReadonlyMap<string, V>): void {
    super.clear();
    for (const [key, value] of entries) super.set(key, value);
  }
  protected put(key: string, value: V): void {
    super.set(key, value);
  }
  protected drop(key: string): void {
    super.delete(key);
  }
}

/** A state of a map of names: of a small one a copy. */
export type NamesState<V> = ReadonlyMap<string, V> | MapState<V>;

/** Maps of fewer entries are copied. */
const SMALL = 48;

/** The map that keeps its states, where this is so large that copies of it cost more. */
export function versioned<V>(map: Map<string, V>): Map<string, V> {
  return map.size >= SMALL && map.constructor === Map ? new VersionedMap(map) : map;
}

export const stateOfNames = <V>(map: Map<string, V>): NamesState<V> =>
  map instanceof VersionedMap ? (map as VersionedMap<V>).state() : new Map(map);

/** The map that holds this state from now on, in place of `map`. */
export function namesIn<V>(state: NamesState<V>, map: Map<string, V>): Map<string, V> {
  if (state instanceof MapState) {
    state.owner.enter(state);
    return state.owner;
  }
  if (!(map instanceof VersionedMap)) return new Map(state);
  (map as VersionedMap<V>).fill(state);
  return map;
}

export const wholeOf = <V>(state: NamesState<V>): ReadonlyMap<string, V> =>
  state instanceof MapState ? state.whole() : state;

/**
 * The keys in which two states may differ, those that only `b` has in its order; undefined where that is not known
 * without going through all.
 */
export function keysBetween<V>(a: NamesState<V>, b: NamesState<V>): ReadonlySet<string> | undefined {
  if (!(a instanceof MapState && b instanceof MapState) || a.owner !== b.owner) return undefined;
  const [fromA, fromB] = [a.path(), b.path()];
  const shared = new Set(fromA);
  const meeting = fromB.findIndex((state) => shared.has(state));
  if (meeting < 0) return undefined;
  const ways = [...fromA.slice(0, fromA.indexOf(fromB[meeting]!)).reverse(), ...fromB.slice(0, meeting).reverse()];
  return new Set(ways.flatMap(({ delta }) => [...delta.keys()]));
}

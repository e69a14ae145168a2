import type { Value } from './value.ts';

/** Hears which names of a module are read and set, so that it is known what a statement depends on. */
export interface NameWatcher {
  /** `value`: undefined where the name has none. */
  read(name: string, value: Value | undefined): void;
  /** Before a name is set or deleted; `before` is its value until now. */
  change(name: string, before: Value | undefined): void;
  /** Before a name is deleted: what stands after it moves up. */
  remove(): void;
  /** What a name is now depends on what it was before: two states were joined. */
  mix(name: string): void;
  /** All names were looked through. */
  readAll(): void;
}

/** The names of a module with someone who watches them. */
export class WatchedNames extends Map<string, Value> {
  watcher: NameWatcher | undefined;

  override get(name: string): Value | undefined {
    const value = super.get(name);
    this.watcher?.read(name, value);
    return value;
  }
  override has(name: string): boolean {
    this.watcher?.read(name, super.get(name));
    return super.has(name);
  }
  override set(name: string, value: Value): this {
    this.watcher?.change(name, super.get(name));
    return super.set(name, value);
  }
  override delete(name: string): boolean {
    this.watcher?.remove();
    this.watcher?.change(name, super.get(name));
    return super.delete(name);
  }
  override entries(): MapIterator<[string, Value]> {
    this.watcher?.readAll();
    return super.entries();
  }
  override keys(): MapIterator<string> {
    this.watcher?.readAll();
    return super.keys();
  }
  override values(): MapIterator<Value> {
    this.watcher?.readAll();
    return super.values();
  }
  override [Symbol.iterator](): MapIterator<[string, Value]> {
    return this.entries();
  }
  override forEach(visit: (value: Value, name: string, names: Map<string, Value>) => void): void {
    this.watcher?.readAll();
    super.forEach(visit);
  }

  /** The value of a name, unheard. */
  peek(name: string): Value | undefined {
    return super.get(name);
  }
  /** A copy, unheard. */
  copy(): Map<string, Value> {
    return new Map(super.entries());
  }
  /** Takes another state. What was there before may be in it, so that names that differ count as read too. */
  become(state: ReadonlyMap<string, Value>): void {
    for (const [name, value] of state) {
      if (super.get(name) === value) continue;
      this.watcher?.change(name, super.get(name));
      this.watcher?.mix(name);
      super.set(name, value);
    }
    for (const name of [...super.keys()]) if (!state.has(name)) this.delete(name);
  }
}

import type { Value } from './value.ts';
import { VersionedMap } from './versioned-map.ts';

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
export class WatchedNames extends VersionedMap<Value> {
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

  /** What was there before may be in what it becomes, so that names that differ count as read too. */
  protected override put(name: string, value: Value): void {
    const before = this.peek(name);
    if (before === value) return;
    this.watcher?.change(name, before);
    this.watcher?.mix(name);
    super.put(name, value);
  }
  protected override drop(name: string): void {
    this.watcher?.remove();
    this.watcher?.change(name, this.peek(name));
    super.drop(name);
  }
  protected override takeAll(state: ReadonlyMap<string, Value>): void {
    for (const name of [...super.keys()]) if (!state.has(name)) this.drop(name);
    for (const [name, value] of state) this.put(name, value);
  }
}

/** Accounts of what statements add to lists and sets that only grow, and of plain settings. */
import type { Ledger } from './statement-record.ts';

interface Added {
  from: readonly number[];
  parts: readonly (readonly unknown[])[];
}

/** Most statements add nothing to most lists. */
const NOTHING: readonly unknown[] = [];

/** Lists that statements add to at their end. */
export class GrowingLists implements Ledger<Added> {
  private readonly lists: readonly unknown[][];
  private from: readonly number[] = [];
  constructor(...lists: readonly unknown[][]) {
    this.lists = lists;
  }

  begin(): void {
    this.from = this.lists.map((list) => list.length);
  }
  end(): Added {
    return { from: this.from, parts: [] };
  }
  undo(added: Added): void {
    const { from } = added;
    added.parts = this.lists.map((list, number) =>
      list.length > from[number]! ? list.splice(from[number]!) : NOTHING,
    );
  }
  holds(): boolean {
    return true;
  }
  redo(added: Added): void {
    const { parts } = added;
    added.from = this.lists.map((list) => list.length);
    added.parts = [];
    this.lists.forEach((list, number) => {
      for (const item of parts[number]!) list.push(item);
    });
  }
}

/** A set of what statements have come across, any number of them. */
export class Tally<T> implements Ledger<ReadonlySet<T>> {
  private readonly counts = new Map<T, number>();
  private now = new Set<T>();

  add(item: T): void {
    if (this.now.has(item)) return;
    this.now.add(item);
    this.count(item, 1);
  }
  has(item: T): boolean {
    return this.counts.has(item);
  }
  get all(): Iterable<T> {
    return this.counts.keys();
  }

  begin(): void {
    this.now = new Set();
  }
  end(): ReadonlySet<T> {
    return this.now;
  }
  undo(items: ReadonlySet<T>): void {
    for (const item of items) this.count(item, -1);
  }
  holds(): boolean {
    return true;
  }
  redo(items: ReadonlySet<T>): void {
    for (const item of items) this.count(item, 1);
  }

  private count(item: T, more: number): void {
    const count = (this.counts.get(item) ?? 0) + more;
    if (count === 0) this.counts.delete(item);
    else this.counts.set(item, count);
  }
}

interface Found {
  readonly before: readonly unknown[];
  readonly after: readonly unknown[];
}

/** A few values that any statement may depend on. */
export class Settings implements Ledger<Found> {
  private readonly read: () => readonly unknown[];
  private readonly write: (values: readonly unknown[]) => void;
  private before: readonly unknown[] = [];
  constructor(read: () => readonly unknown[], write: (values: readonly unknown[]) => void) {
    this.read = read;
    this.write = write;
  }
  begin(): void {
    this.before = this.read();
  }
  end(): Found {
    return { before: this.before, after: this.read() };
  }
  undo({ before }: Found): void {
    this.write(before);
  }
  holds({ before }: Found): boolean {
    return this.read().every((value, number) => value === before[number]);
  }
  redo({ after }: Found): void {
    this.write(after);
  }
}

/** A map whose entries are set once. */
export class GrowingMap<K, V> implements Ledger<readonly (readonly [K, V])[]> {
  private readonly map: Map<K, V>;
  private size = 0;
  constructor(map: Map<K, V>) {
    this.map = map;
  }
  begin(): void {
    this.size = this.map.size;
  }
  end(): readonly (readonly [K, V])[] {
    return this.map.size === this.size ? [] : [...this.map].slice(this.size);
  }
  undo(added: readonly (readonly [K, V])[]): void {
    for (const [key] of added) this.map.delete(key);
  }
  holds(): boolean {
    return true;
  }
  redo(added: readonly (readonly [K, V])[]): void {
    for (const [key, value] of added) this.map.set(key, value);
  }
}

/** One part for each statement that had something to say. */
export class Parts<Part> implements Ledger<Part | undefined> {
  readonly all: Part[] = [];
  now: Part;
  private readonly empty: () => Part;
  private readonly isEmpty: (part: Part) => boolean;
  constructor(empty: () => Part, isEmpty: (part: Part) => boolean) {
    this.empty = empty;
    this.isEmpty = isEmpty;
    this.now = empty();
  }
  begin(): void {
    this.now = this.empty();
  }
  end(): Part | undefined {
    if (this.isEmpty(this.now)) return undefined;
    this.all.push(this.now);
    return this.now;
  }
  undo(part: Part | undefined): void {
    if (part !== undefined) this.all.pop();
  }
  holds(): boolean {
    return true;
  }
  redo(part: Part | undefined): void {
    if (part !== undefined) this.all.push(part);
  }
}

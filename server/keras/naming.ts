import type { Mutable } from '../python/values/journal.ts';

/** `LSTM` → `lstm`, `Conv2DTranspose` → `conv2d_transpose`: the prefix of an automatic name. */
export function snakeCase(className: string): string {
  return className
    .replace(/\W+/g, '')
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
}

/** Where what ran before is not decided, a name has a question mark for its number: `dense_?`, then `dense_?+1`. */
export const isUndecidedName = (name: string): boolean => /(^|_)\?/.test(name);

interface Counters { readonly counts: ReadonlyMap<string, number>; readonly undecided: ReadonlyMap<string, number>; readonly unnamed: number }

/** Keras's automatic names: `dense`, `dense_1`, … counted over the whole program until clear_session(). */
export class Naming implements Mutable {
  private counts = new Map<string, number>();
  /** Prefixes whose count differs between branches that may both have run: how many names were given since. */
  private undecided = new Map<string, number>();
  private unnamed = 0;
  private readonly fromOne: boolean;

  /** `fromOne`: the package keras up to 2.3 also numbers the first, `dense_1`. */
  constructor(fromOne = false) { this.fromOne = fromOne; }

  unique(prefix: string): string {
    if (this.fromOne || this.undecided.has(prefix)) return this.counted(prefix);
    const used = this.counts.get(prefix);
    this.counts.set(prefix, (used ?? 0) + 1);
    return used === undefined ? prefix : `${prefix}_${used}`;
  }

  /** Always with its number, from 1 on: Keras 2's `input_1`. */
  counted(prefix: string): string {
    const since = this.undecided.get(prefix);
    if (since !== undefined) {
      this.undecided.set(prefix, since + 1);
      return since === 0 ? `${prefix}_?` : `${prefix}_?+${since}`;
    }
    const number = (this.counts.get(prefix) ?? 0) + 1;
    this.counts.set(prefix, number);
    return `${prefix}_${number}`;
  }

  /** In place of a name that the program gives and that is not known. */
  unknown(): string { return `?${++this.unnamed}`; }

  /** Names with this prefix were given that the program does not tell: from here on their numbers are not decided. */
  lose(prefix: string): void {
    if (!this.undecided.has(prefix)) this.undecided.set(prefix, 0);
  }

  clear(): void { this.counts.clear(); this.undecided.clear(); }
  snapshot(): unknown { return { counts: new Map(this.counts), undecided: new Map(this.undecided), unnamed: this.unnamed } satisfies Counters; }
  restore(state: unknown): void {
    const { counts, undecided, unnamed } = state as Counters;
    this.counts = new Map(counts);
    this.undecided = new Map(undecided);
    this.unnamed = unnamed;
  }
  /** Where the branches have counted differently, the numbers that follow are not decided. */
  merge(a: unknown, b: unknown): unknown {
    const [x, y] = [a as Counters, b as Counters];
    const undecided = new Map(x.undecided);
    for (const [prefix, since] of y.undecided) undecided.set(prefix, Math.max(since, undecided.get(prefix) ?? 0));
    for (const prefix of new Set([...x.counts.keys(), ...y.counts.keys()])) {
      if (x.counts.get(prefix) !== y.counts.get(prefix) && !undecided.has(prefix)) undecided.set(prefix, 0);
    }
    return { counts: new Map([...x.counts, ...y.counts]), undecided, unnamed: Math.max(x.unnamed, y.unnamed) } satisfies Counters;
  }
}

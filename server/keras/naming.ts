import type { Mutable } from '../python/values/journal.ts';

/** `LSTM` → `lstm`, `Conv2DTranspose` → `conv2d_transpose`: the prefix of an automatic name. */
export function snakeCase(className: string): string {
  return className
    .replace(/\W+/g, '')
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
}

/** Keras's automatic names: `dense`, `dense_1`, … counted over the whole program until clear_session(). */
export class Naming implements Mutable {
  private counters = new Map<string, number>();
  private readonly fromOne: boolean;

  /** `fromOne`: the package keras up to 2.3 also numbers the first, `dense_1`. */
  constructor(fromOne = false) { this.fromOne = fromOne; }

  unique(prefix: string): string {
    if (this.fromOne) return this.counted(prefix);
    const used = this.counters.get(prefix);
    this.counters.set(prefix, (used ?? 0) + 1);
    return used === undefined ? prefix : `${prefix}_${used}`;
  }

  /** Always with its number, from 1 on: Keras 2's `input_1`. */
  counted(prefix: string): string {
    const number = (this.counters.get(prefix) ?? 0) + 1;
    this.counters.set(prefix, number);
    return `${prefix}_${number}`;
  }

  clear(): void { this.counters.clear(); }
  snapshot(): unknown { return new Map(this.counters); }
  restore(state: unknown): void { this.counters = new Map(state as Map<string, number>); }
  /** Both branches may have counted: the higher count keeps names apart. */
  merge(a: unknown, b: unknown): unknown {
    const merged = new Map(a as Map<string, number>);
    for (const [prefix, count] of b as Map<string, number>) merged.set(prefix, Math.max(count, merged.get(prefix) ?? 0));
    return merged;
  }
}

import { Born, type Join, type Mutable } from '../../domain/journal.ts';
import type { Value } from '../../domain/value.ts';

/** No more elements than this are kept of one array. */
export const mostElementsKept = 32_768;

/** The elements of an array and of all its views: what is written through one is seen by all. */
export class Storage extends Born implements Mutable {
  /** undefined: not known, or no longer. */
  values: Value[] | undefined;
  constructor(values: Value[] | undefined) {
    super();
    this.values = values;
  }
  snapshot(): unknown {
    return this.values?.slice();
  }
  restore(state: unknown): void {
    this.values = (state as Value[] | undefined)?.slice();
  }
  merge(a: unknown, b: unknown, join: Join, widen: boolean): unknown {
    const [x, y] = [a, b] as [Value[] | undefined, Value[] | undefined];
    if (!x || !y) return undefined;
    if (widen && x.some((value, index) => value !== y[index])) return undefined;
    return x.map((value, index) => join(value, y[index] ?? value));
  }
}

import type { Journal, Mutable } from '../values/journal.ts';
import type { Value } from '../values/value.ts';

/** A branch that perhaps jumped to this boundary: what it had made of the objects, and what the rest has changed since. */
export interface Pending {
  readonly after: ReadonlyMap<Mutable, unknown>;
  readonly since: Journal;
  /** Of a `return`. */
  readonly value: Value | undefined;
}

/** Where a `return`, `break` or `continue` in an undecided branch is heading. */
export class Boundary {
  readonly kind: 'function' | 'loop' | 'iteration';
  readonly pending: Pending[] = [];
  /** How many undecided `if` of this function surround the present point. */
  choices = 0;
  constructor(kind: Boundary['kind']) { this.kind = kind; }
}

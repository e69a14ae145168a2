import { Scope } from './scope.ts';
import type { Value } from './value.ts';

/** State that a program changes in place and that an undecided branch must be able to undo. */
export interface Mutable {
  /** A copy of the whole state. */
  snapshot(): unknown;
  restore(state: unknown): void;
  /**
   * The state that stands for both `a` and `b` (either may be where the program is). `widen`: they are the state before and after one
   * pass of a loop of unknown length. Without this method the evaluator joins what it knows how to join.
   */
  merge?(a: unknown, b: unknown, join: Join, widen: boolean): unknown;
}

/** Joins two values into one that stands for both. */
export type Join = (a: Value, b: Value) => Value;

/**
 * The undo log of one undecided branch: the state of each object before the branch changed it first.
 * Journals nest; an inner one hands its first-touch states to the outer one.
 */
export class Journal {
  readonly before = new Map<Mutable, unknown>();
  /** Objects that the branch made: no other branch has them, so there is nothing to put back or to join. */
  private readonly made = new WeakSet<Mutable>();

  make(object: Mutable): void { this.made.add(object); }

  touch(object: Mutable): void {
    if (!this.before.has(object) && !this.made.has(object)) this.before.set(object, object.snapshot());
  }

  /** Puts every touched object back. */
  restore(): void {
    for (const [object, state] of this.before) object.restore(state);
  }

  /** Puts every touched object back, and gives the states that the branch had reached. */
  undo(): Map<Mutable, unknown> {
    const after = new Map<Mutable, unknown>();
    for (const [object, state] of this.before) {
      after.set(object, object.snapshot());
      object.restore(state);
    }
    return after;
  }
}

/** The states before a statement, of all that it changes in place: what is compared where the statement is cut short. Names are not in it. */
export class StatementJournal extends Journal {
  override touch(object: Mutable): void {
    if (!(object instanceof Scope)) super.touch(object);
  }
}

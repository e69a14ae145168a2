/** State that a program changes in place and that an undecided branch must be able to undo. */
export interface Mutable {
  /** A copy of the whole state. */
  snapshot(): unknown;
  restore(state: unknown): void;
}

/**
 * The undo log of one undecided branch: the state of each object before the branch changed it first.
 * Journals nest; an inner one hands its first-touch states to the outer one.
 */
export class Journal {
  readonly before = new Map<Mutable, unknown>();

  touch(object: Mutable): void {
    if (!this.before.has(object)) this.before.set(object, object.snapshot());
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

import { defineState, map, type State } from './state.ts';

/** A piece of a program that is evaluated as one: a top-level statement, say. */
export interface Piece {
  /** It took items of an iterator that was there before it: what makes them cannot be made to run back. */
  irreversible: boolean;
  /** Before a change of an object that undecided branches leave alone. */
  touch(object: Mutable): unknown;
}

/** What is being evaluated now; undefined between statements, and while a library's own namespace is made. */
export const running: { statement: Piece | undefined } = { statement: undefined };

/**
 * Before a change of what undecided branches leave alone, where no interpreter is at hand: only what takes back the
 * whole statement undoes it.
 */
export function noteChange(object: Mutable): void {
  running.statement?.touch(object);
}

/** Runs what makes something for the whole program, whichever statement asks for it first. */
export function forAll<T>(work: () => T): T {
  const { statement } = running;
  running.statement = undefined;
  try {
    return work();
  } finally {
    running.statement = statement;
  }
}

/** What remembers the statement that made it: only what that statement's names lead to can know of it. */
export abstract class HeapObject {
  readonly birth: Piece | undefined = running.statement;
}

/** State that a program changes in place and that an undecided branch must be able to undo. */
export interface Mutable {
  /** The statement that made it; undefined where that is none of the program's, or not known. */
  readonly birth?: Piece | undefined;
  /** It keeps an account of what each statement changes in it. */
  readonly accounted?: boolean;
  /** A setting of the whole program: what a function that nobody calls does to it holds for no other. */
  readonly ofProgram?: boolean;
  /** What of it changes, and how. */
  readonly state: State;
}

/** A copy of the whole state of an object. */
export const snapshot = (object: Mutable): unknown => object.state.snapshot(object);
/** Gives an object a state that `snapshot` made of it, or a join of such. */
export const restore = (object: Mutable, state: unknown): void => object.state.restore(object, state);

/** Takes another state, in its order, in the same map: others hold the map too. */
export function refill<K, V>(map: Map<K, V>, state: ReadonlyMap<K, V>): void {
  map.clear();
  for (const [key, value] of state) map.set(key, value);
}

/**
 * The undo log of one undecided branch: the state of each object before the branch changed it first.
 * Journals nest; an inner one hands its first-touch states to the outer one.
 */
export class Journal {
  readonly before = new Map<Mutable, unknown>();
  /** Objects that the branch made: no other branch has them, so there is nothing to put back or to join. */
  private readonly made = new WeakSet<Mutable>();

  make(object: Mutable): void {
    this.made.add(object);
  }

  /** Gives how many entries were copied for it. */
  touch(object: Mutable): number {
    if (this.before.has(object) || this.made.has(object)) return 0;
    const state = snapshot(object);
    this.before.set(object, state);
    return object.state.weight(state);
  }

  /** Puts every touched object back, the one that was touched first last: two may share what they hold. */
  restore(): void {
    for (const [object, state] of [...this.before].reverse()) restore(object, state);
  }

  /** Puts every touched object back, and gives the states that the branch had reached. */
  undo(): Map<Mutable, unknown> {
    const after = new Map<Mutable, unknown>();
    for (const object of this.before.keys()) after.set(object, snapshot(object));
    this.restore();
    return after;
  }
}

/** Answers that are kept, so that the same question gets the same one. */
export class Memo<T> extends HeapObject implements Mutable {
  private answers = new Map<string, T>();
  get size(): number {
    return this.answers.size;
  }
  get(question: string): T | undefined {
    return this.answers.get(question);
  }
  set(question: string, answer: T): void {
    noteChange(this);
    this.answers.set(question, answer);
  }
  clear(): void {
    if (this.answers.size === 0) return;
    noteChange(this);
    this.answers.clear();
  }
  get state(): State {
    return MEMO;
  }
}

const MEMO = defineState<{ answers: Map<string, unknown> }>({ answers: map() });

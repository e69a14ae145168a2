import type { Journal, Mutable } from '../domain/journal.ts';
import type { Origins } from '../domain/origins.ts';
import type { PythonError } from '../domain/interpreter.ts';
import type { FunctionDefinition } from '../syntax/tree.ts';
import type { Completion } from './completion.ts';

/**
 * How a branch left: by a statement that jumps, or by an exception. Of one that code which is not known perhaps raised,
 * only whether it is that of an import.
 */
export type Jump =
  | Exclude<Completion, undefined>
  | { readonly type: 'raise'; readonly error: PythonError | 'import' | 'other' };

/**
 * A branch that perhaps jumped to this boundary: what it had made of the objects, and what the rest has changed since.
 */
export interface Pending {
  /** The states in which an object may have been, where that is not what it was before `since` or is now. */
  readonly after: Map<Mutable, readonly unknown[]>;
  readonly since: Journal;
  readonly how: Jump;
  /** What decides whether it did. */
  readonly chose: Origins;
}

/**
 * Where a jump in an undecided branch is heading: `return` to a function, `break` to a loop, `continue` to an
 * iteration, exceptions to a `try`. Whoever
 * has something to do at the end whatever happens (`finally`, `with`) is on the way of all of them.
 */
export class Boundary {
  readonly kind: 'function' | 'loop' | 'iteration' | 'try' | 'finally';
  /** An exception may end here. */
  readonly catches: boolean;
  readonly pending: Pending[] = [];
  /** Of a call of the program's: which function. */
  definition: FunctionDefinition | undefined;
  /** How many undecided `if` of this function surround the present point. */
  choices = 0;
  constructor(kind: Boundary['kind'], catches = kind === 'try') {
    this.kind = kind;
    this.catches = catches;
  }
}

/**
 * Code of the program's within a value that does not show it: what runs when an item of an iterator is taken, what a
 * library's function calls.
 */
import type { Comprehension, FunctionDefinition } from '../syntax/tree.ts';
import type { Scope } from './scope.ts';
import type { Value } from './value.ts';

export interface InnerCode {
  /** A generator's own, with its names. */
  readonly code?: FunctionDefinition | Comprehension;
  readonly scope?: Scope;
  /** Functions that it calls, iterables that it takes items of. */
  readonly values: readonly Value[];
}

/** Said when the value is made, and true as long as there is one: nothing of it is ever taken back. */
const known = new WeakMap<Value, InnerCode>();

export function holding<T extends Value>(value: T, inner: InnerCode): T {
  known.set(value, inner);
  return value;
}

export const innerCodeOf = (value: Value): InnerCode | undefined => known.get(value);

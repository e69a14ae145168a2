import type { Call } from '../syntax/tree.ts';

/**
 * A call of the program that is being made, and in how many functions inside each other it is written to be made: 0 in
 * the module.
 */
export interface Caller {
  readonly call: Call;
  readonly depth: number;
}

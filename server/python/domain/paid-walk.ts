import type { Interpreter } from './interpreter.ts';

/** Values that a walk looks at in the time of one step. */
const VALUES_OF_A_STEP = 16;

/**
 * To be called for each value that a walk through values comes to. Lists, tuples and dicts that share their parts lead
 * to more values than there is time for: two to the
 * sixtieth in sixty lists. The walk is paid for, and ends with the fuel.
 */
export function paidWalk(interpreter: Interpreter): () => void {
  let values = 0;
  return () => {
    if (++values % VALUES_OF_A_STEP === 0) interpreter.spend();
  };
}

/**
 * Work that others can be heard in the middle of. A statement may take long (a loop over many passes, a call of a function that has one): it is evaluated
 * by generators, which stop where it is time to.
 */
import type { Evaluator } from './evaluator.ts';

/** Yields where it may be interrupted, and returns what it finds. It is gone on with, or ended by `return()`. */
export type Steps<T> = Generator<undefined, T>;

/** Takes all steps without a pause. */
export function complete<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Takes all steps for someone who cannot wait in the middle: a library that calls a function of the program. What is due meanwhile is due afterwards. */
export function whole<T>(evaluator: Evaluator, steps: Steps<T>): T {
  evaluator.uninterrupted++;
  try { return complete(steps); } finally { evaluator.uninterrupted--; }
}

/** Work of one step. */
// biome-ignore lint/correctness/useYield: there is nothing to wait for
export const oneStep = <T>(work: () => T) => function* (): Steps<T> { return work(); };

/** Lets others be heard. The time that they take is not the program's. */
export function* pause(evaluator: Evaluator): Steps<void> {
  const since = evaluator.environment.now();
  yield;
  evaluator.fuel.slept(evaluator.environment.now() - since);
}

/**
 * A statement may take long: a loop over many passes, a call of a function that has one. It is evaluated by generators,
 * which stop where it is time to let
 * others be heard.
 */
import { complete, type Steps } from '../syntax/steps.ts';
import type { Evaluator } from './evaluator.ts';

/**
 * Takes all steps for someone who cannot wait in the middle: a library that calls a function of the program. What is
 * due meanwhile is due afterwards.
 */
export function whole<T>(evaluator: Evaluator, steps: Steps<T>): T {
  evaluator.uninterrupted++;
  try {
    return complete(steps);
  } finally {
    evaluator.uninterrupted--;
  }
}

/** Lets others be heard. The time that they take is not the program's. */
export function* pause(evaluator: Evaluator): Steps<void> {
  const since = evaluator.environment.now();
  yield;
  evaluator.fuel.slept(evaluator.environment.now() - since);
}

/** Code that is run to see what it gives, and not as a part of the program: a function that a library traces again. */
import { PythonError } from '../domain/interpreter.ts';
import { Journal } from '../domain/journal.ts';
import type { Evaluator } from './evaluator.ts';
import { GivenUp } from './fuel.ts';

/** What `work` gives, unheard, with all that it changes taken back; undefined where it raises or is given up. */
export function triedOut<T>(evaluator: Evaluator, work: () => T): T | undefined {
  const journal = new Journal();
  evaluator.journals.add(journal);
  evaluator.silent++;
  evaluator.undecidedDepth++;
  try {
    return work();
  } catch (error) {
    if (error instanceof PythonError || error instanceof GivenUp) return undefined;
    throw error;
  } finally {
    evaluator.undecidedDepth--;
    evaluator.silent--;
    evaluator.journals.delete(journal);
    evaluator.forgetLengths(journal.undo().keys());
  }
}

/** Runs `work` without telling of what happens in it. */
export function unheard(evaluator: Evaluator, work: () => void): void {
  evaluator.silent++;
  try {
    work();
  } finally {
    evaluator.silent--;
  }
}

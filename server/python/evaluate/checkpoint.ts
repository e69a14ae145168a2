/** States between two top-level statements that an evaluation can be taken back to, so that an edit needs no new beginning. */
import { Journal } from '../values/journal.ts';
import type { Evaluator } from './evaluator.ts';
import { Fuel } from './fuel.ts';

export class Checkpoint {
  private journal = new Journal();
  private readonly evaluator: Evaluator;
  private readonly forget: () => void;
  private readonly spent: number;

  /** Sets a checkpoint here. What is changed from now on is remembered until it is removed. */
  constructor(evaluator: Evaluator) {
    this.evaluator = evaluator;
    this.forget = untilNow(evaluator.entered, evaluator.defined, evaluator.workspaceModules);
    this.spent = evaluator.fuel.spent;
    this.begin();
  }

  /** Takes the evaluation back here, with as much time as a new one has. Checkpoints that were set later must be removed before. */
  return(): void {
    const { evaluator } = this;
    this.journal.restore();
    this.remove();
    this.journal = new Journal();
    this.begin();
    this.forget();
    evaluator.fuel = new Fuel(evaluator.environment.now, this.spent);
  }

  remove(): void {
    const { checkpoints, journals } = this.evaluator;
    checkpoints.splice(checkpoints.indexOf(this.journal), 1);
    journals.delete(this.journal);
  }

  private begin(): void {
    this.evaluator.checkpoints.push(this.journal);
    this.evaluator.journals.add(this.journal);
  }
}

/** Gives what takes out again whatever is put into these collections from now on. What is in them must stay as it is. */
export function untilNow(...collections: readonly (unknown[] | Set<unknown> | Map<unknown, unknown>)[]): () => void {
  const sizes = collections.map((collection) => ({ collection, size: Array.isArray(collection) ? collection.length : collection.size }));
  return () => {
    for (const { collection, size } of sizes) {
      if (Array.isArray(collection)) collection.length = size;
      else if (collection.size > size) for (const key of [...collection.keys()].slice(size)) collection.delete(key);
    }
  };
}

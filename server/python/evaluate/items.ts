/** Items taken one by one, as loops take them: nothing is read ahead. */
import type { IteratorValue, Value } from '../domain/value.ts';
import type { Evaluator } from './evaluator.ts';
import type { Undetermined } from '../domain/undetermined.ts';

/** What is left in an iterator. Whether more may follow than is known can show at any time. */
export class RemainingItems implements Iterable<Value> {
  readonly iterator: IteratorValue;
  private readonly evaluator: Evaluator;
  constructor(evaluator: Evaluator, iterator: IteratorValue) {
    this.evaluator = evaluator;
    this.iterator = iterator;
  }
  *[Symbol.iterator](): Generator<Value> {
    for (;;) {
      if (this.iterator.summary) return;
      this.evaluator.touch(this.iterator);
      const item = this.iterator.next();
      if (item === undefined || this.iterator.summary) return;
      yield item;
    }
  }
}

/** Whether more items may follow than were given. */
export function openEnd(items: Iterable<Value>): Undetermined | undefined {
  return items instanceof RemainingItems ? items.iterator.summary : undefined;
}

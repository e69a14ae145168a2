/** The items that Python takes of a value, one after the other. */
import * as library from '../library/index.ts';
import { PythonError } from '../domain/interpreter.ts';
import { int, type IteratorValue, type Value } from '../domain/value.ts';
import type { Evaluator } from './evaluator.ts';
import { openEnd, RemainingItems } from './items.ts';
import { itemTaken } from './havoc.ts';
import { special, opaque, nameOfType } from './operators.ts';
import { takeOfUndetermined } from '../library/unknowns.ts';

/** The items; undefined where they are not all known. An iterator is emptied. */
export function iterate(evaluator: Evaluator, value: Value): Iterable<Value> | undefined {
  const items = takeItems(evaluator, value);
  return items instanceof RemainingItems ? drain(evaluator, items.iterator) : items;
}

/**
 * The items one by one, as loops take them; undefined where they are not known from the start. After the last one
 * `openEnd` tells whether more
 * may follow.
 */
export function takeItems(evaluator: Evaluator, value: Value): Iterable<Value> | undefined {
  switch (value.kind) {
    case 'top':
    case 'symbol':
    case 'one-of':
      takeOfUndetermined(evaluator, value);
      return undefined;
    case 'host':
      return value.iterate?.(evaluator);
    case 'iterator':
      itemTaken(evaluator, value);
      return value.summary ? undefined : new RemainingItems(evaluator, value);
    case 'class': {
      const own = special(evaluator, value, '__iter__');
      if (own) return takeItems(evaluator, evaluator.call(own, []));
      const members = value.lookup('__iter__');
      if (members) return takeItems(evaluator, evaluator.call(members, [value]));
      break;
    }
    case 'instance': {
      const iter = special(evaluator, value, '__iter__');
      if (iter) {
        const iterator = evaluator.call(iter, []);
        return iterator === value || iterator.kind === 'instance'
          ? byNext(evaluator, iterator)
          : takeItems(evaluator, iterator);
      }
      const item = special(evaluator, value, '__getitem__');
      if (item) return byIndex(evaluator, item);
      if (opaque(value)) return undefined;
      break;
    }
    default:
  }
  if (!library.isIterable(value))
    return evaluator.raise('TypeError', `'${nameOfType(evaluator, value)}' object is not iterable`);
  return library.iterate(evaluator, value);
}

/** Everything that is left in an iterator, taken out at once: so that it is known whether it is all. */
function drain(evaluator: Evaluator, iterator: IteratorValue): Iterable<Value> | undefined {
  const rest = new RemainingItems(evaluator, iterator);
  const items: Value[] = [];
  for (const item of rest) {
    evaluator.spend();
    items.push(item);
  }
  return openEnd(rest) ? undefined : items;
}

function* byNext(evaluator: Evaluator, iterator: Value): Generator<Value> {
  const next = evaluator.getAttribute(iterator, '__next__');
  for (;;) {
    evaluator.spend();
    evaluator.tryDepth++;
    let item: Value;
    try {
      item = evaluator.call(next, []);
    } catch (error) {
      if (error instanceof PythonError && error.typeName === 'StopIteration') return;
      throw error;
    } finally {
      evaluator.tryDepth--;
    }
    yield item;
  }
}

function* byIndex(evaluator: Evaluator, item: Value): Generator<Value> {
  for (let i = 0; ; i++) {
    evaluator.spend();
    evaluator.tryDepth++;
    let value: Value;
    try {
      value = evaluator.call(item, [int(i)]);
    } catch (error) {
      if (error instanceof PythonError && error.typeName === 'IndexError') return;
      throw error;
    } finally {
      evaluator.tryDepth--;
    }
    yield value;
  }
}

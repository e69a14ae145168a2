/** Iterators of any iterable, and lazy iterators over others. */
import type { Interpreter } from '../../domain/interpreter.ts';
import { IteratorValue, type Value } from '../../domain/value.ts';
import { holding } from '../../domain/inner-code.ts';
import { endOfMade } from '../../domain/points-to.ts';
import { endOf } from '../arguments.ts';
import { iteratorOver } from '../methods/list-methods.ts';
import { isIterable } from '../operations/iterate.ts';
import { typeNameOf } from '../operations/type-name.ts';
import { isUndetermined, type Undetermined } from '../../domain/undetermined.ts';
import { takeOfUndetermined } from '../unknowns.ts';

/** `iter(value)`: an iterator as it is, a user's object by its `__iter__`. */
export function iteratorOf(interpreter: Interpreter, value: Value): Value {
  if (value.kind === 'iterator') return value;
  const own =
    value.kind === 'instance' && value.cls.lookup('__iter__')
      ? interpreter.findAttribute(value, '__iter__')
      : undefined;
  if (own) return interpreter.call(own);
  if (value.kind === 'instance') {
    const items = interpreter.iterate(value);
    return items
      ? new IteratorValue(items[Symbol.iterator]())
      : new IteratorValue([][Symbol.iterator](), 'iterator', endOf(interpreter, value));
  }
  if (!isIterable(value))
    return interpreter.raise('TypeError', `'${typeNameOf(interpreter, value)}' object is not iterable`);
  const name = value.kind === 'host' ? value.iteratorName : `${typeNameOf(interpreter, value)}_iterator`;
  return iteratorOver(interpreter, value, name);
}

/** Items pulled one by one from any iterable. */
export interface Puller {
  /** What it takes the items of. */
  readonly of: Value;
  /** The next item; undefined at the end of what is known. */
  next(): Value | undefined;
  /** Whether more may follow than is known. It may show only after an item was pulled. */
  readonly open: Undetermined | undefined;
}

export function pullerOf(interpreter: Interpreter, value: Value): Puller {
  if (isUndetermined(value)) takeOfUndetermined(interpreter, value);
  if (value.kind === 'host' || value.kind === 'instance') {
    const items = interpreter.iterate(value);
    const iterator = items?.[Symbol.iterator]();
    return { of: value, open: items ? undefined : endOf(interpreter, value), next: () => nextOf(iterator) };
  }
  const iterator = iteratorOf(interpreter, value);
  if (iterator.kind !== 'iterator') return pullerOf(interpreter, iterator);
  return {
    of: iterator,
    get open() {
      return iterator.summary;
    },
    next: () => {
      interpreter.spend();
      interpreter.touch(iterator);
      if (iterator.summary) interpreter.havoc([iterator]);
      return iterator.next();
    },
  };
}

function nextOf(iterator: Iterator<Value> | undefined): Value | undefined {
  const step = iterator?.next();
  return step && !step.done ? step.value : undefined;
}

/**
 * A lazy iterator over others; it is open as soon as one of them is. `calls`: functions that it calls for its items.
 */
export function lazyIterator(
  typeName: string,
  sources: readonly Puller[],
  generate: () => Generator<Value>,
  calls: readonly (Value | undefined)[] = [],
): IteratorValue {
  const result: IteratorValue = holding(new IteratorValue(watched(), typeName, endOfAny(sources)), {
    values: [...calls, ...sources.map(({ of }) => of)].filter((value) => value !== undefined),
  });
  function* watched(): Generator<Value> {
    const generator = generate();
    for (;;) {
      const step = generator.next();
      result.summary ??= endOfAny(sources);
      if (step.done) return;
      yield step.value;
    }
  }
  return result;
}

function endOfAny(sources: readonly Puller[]): Undetermined | undefined {
  const open = sources.find((source) => source.open)?.open;
  return open && endOfMade(open);
}

/** One item of each; undefined where one has ended. */
export function takeAll(sources: readonly Puller[]): Value[] | undefined {
  const items: Value[] = [];
  for (const source of sources) {
    const item = source.next();
    if (!item) return undefined;
    items.push(item);
  }
  return items.length > 0 ? items : undefined;
}

/** Builtin functions that go through collections: `len`, `sum`, `sorted`, `iter`, `next`. */
import { holding } from '../../domain/inner-code.ts';
import type { Interpreter } from '../../domain/interpreter.ts';
import {
  type InstanceValue,
  Int,
  IteratorValue,
  ListValue,
  type NativeFunction,
  bool,
  type Value,
} from '../../domain/value.ts';
import { endOf, isAbsent } from '../arguments.ts';
import { DictView } from '../methods/dict-view.ts';
import { nextItem } from '../methods/iterator-methods.ts';
import { allItems, iterate } from '../operations/iterate.ts';
import { raiseStopIteration } from '../operations/raising.ts';
import { sorted } from '../operations/sorting.ts';
import { typeNameOf } from '../operations/type-name.ts';
import { unwrap } from '../wrapped.ts';
import { largest } from './extremes.ts';
import { iteratorOf, pullerOf } from './pulling.ts';
import { sumOf } from './sums.ts';
import { isUndetermined } from '../../domain/undetermined.ts';

import { FunctionTable } from '../modules/module-value.ts';
import { callOrUnknown, decided, ownMethod } from './answers.ts';
import { takeOfUndetermined } from '../unknowns.ts';

const table = new FunctionTable();

/** By their names. */
export const collectionFunctions: readonly (readonly [string, NativeFunction])[] = table.members;

table.add('len', 'obj, /', (interpreter, [obj]) => interpreter.length(obj!));
table.add('sum', 'iterable, /, start=', (interpreter, [iterable, start]) => sumOf(interpreter, iterable!, start));
table.add('min', '*args, key=, default=', (interpreter, [key, otherwise], { rest }) =>
  largest(interpreter, 'min', rest, key, otherwise),
);
table.add('max', '*args, key=, default=', (interpreter, [key, otherwise], { rest }) =>
  largest(interpreter, 'max', rest, key, otherwise),
);

/**
 * `any` looks for a true item, `all` for a false one, and stops there. Where that is undecided of an item, so is
 * whether the later ones are made: what the code that makes them changes is not known then.
 */
function addQuantifier(name: 'any' | 'all'): void {
  table.add(name, 'iterable, /', (interpreter, [iterable]) => {
    const deciding = name === 'any';
    const items = pullerOf(interpreter, iterable!);
    let [undecided, perhapsMade] = [false, items.open !== undefined];
    let isFound = false;
    for (let item = items.open ? undefined : items.next(); item; item = items.next()) {
      interpreter.spend();
      perhapsMade ||= undecided;
      const truth = interpreter.truth(item);
      undecided ||= truth === undefined;
      isFound = truth === deciding;
      if (isFound) break;
    }
    if (perhapsMade || items.open) interpreter.havoc([items.of]);
    if (isFound) return bool(deciding);
    return decided(interpreter, undecided || items.open ? undefined : !deciding);
  });
}
addQuantifier('any');
addQuantifier('all');

table.add('sorted', 'iterable, /, *, key=, reverse=', (interpreter, [iterable, key, reverse]) => {
  const items = allItems(interpreter, iterable!);
  if (!items) return new ListValue([], endOf(interpreter, iterable!));
  const backwards = reverse ? interpreter.truth(reverse) : false;
  const result =
    backwards === undefined ? undefined : sorted(interpreter, items, isAbsent(key) ? undefined : key, backwards);
  return new ListValue(result ?? items.map(() => interpreter.unknown('the order of the elements is not decided')));
});

table.add('iter', 'object, sentinel=, /', (interpreter, [object, sentinel]) => {
  if (sentinel !== undefined)
    return holding(new IteratorValue(untilSentinel(interpreter, object!, sentinel), 'callable_iterator'), {
      values: [object!],
    });
  return iteratorOf(interpreter, object!);
});

function* untilSentinel(interpreter: Interpreter, callee: Value, sentinel: Value): Generator<Value> {
  for (;;) {
    interpreter.spend();
    const value = interpreter.call(callee);
    if (interpreter.equals(value, sentinel) !== false) return;
    yield value;
  }
}

table.add('next', 'iterator, default=, /', (interpreter, [iterator, otherwise]) => {
  const value = iterator!;
  if (value.kind === 'iterator') return nextItem(interpreter, value) ?? otherwise ?? raiseStopIteration(interpreter);
  // Each call takes another item, so each gives its own unknown.
  if (isUndetermined(value)) {
    takeOfUndetermined(interpreter, value);
    return interpreter.unknown(value.reason);
  }
  const method = value.kind === 'host' ? undefined : interpreter.findAttribute(value, '__next__');
  if (!method)
    return value.kind === 'host'
      ? callOrUnknown(interpreter, value, '__next__')
      : interpreter.raise('TypeError', `'${typeNameOf(interpreter, value)}' object is not an iterator`);
  if (otherwise === undefined) return interpreter.call(method);
  return interpreter.attempt(
    () => interpreter.call(method),
    ['StopIteration'],
    () => otherwise,
  );
});

table.add('reversed', 'sequence, /', (interpreter, [sequence]) => {
  const own = ownMethod(interpreter, sequence!, '__reversed__');
  if (own) return interpreter.call(own);
  const value = unwrap(sequence!);
  if (value instanceof DictView) return value.reversed();
  if (value.kind === 'host')
    return new IteratorValue(
      [][Symbol.iterator](),
      'reversed',
      interpreter.unknown('the reversed sequence is not known'),
    );
  if (value.kind === 'range') return new IteratorValue(reversedRange(value)[Symbol.iterator](), 'reversed');
  if (value.kind === 'instance') return reversedByIndex(interpreter, value);
  if (!isUndetermined(value) && !['list', 'tuple', 'str', 'bytes', 'dict'].includes(value.kind)) {
    return interpreter.raise('TypeError', `'${typeNameOf(interpreter, sequence!)}' object is not reversible`);
  }
  const items = iterate(interpreter, value);
  if (!items) return new IteratorValue([][Symbol.iterator](), 'reversed', endOf(interpreter, value));
  return new IteratorValue([...items].reverse()[Symbol.iterator](), 'reversed');
});

function* reversedRange(range: {
  readonly start: bigint;
  readonly stop: bigint;
  readonly step: bigint;
}): Generator<Value> {
  const { start, stop, step } = range;
  const count = step > 0n ? (stop - start + step - 1n) / step : (start - stop - step - 1n) / -step;
  for (let left = count - 1n; left >= 0n; left--) yield new Int(start + left * step);
}

function reversedByIndex(interpreter: Interpreter, value: InstanceValue): Value {
  const length = interpreter.length(value);
  if (length.kind !== 'int') return new IteratorValue([][Symbol.iterator](), 'reversed', endOf(interpreter, length));
  return new IteratorValue(
    (function* byIndex(): Generator<Value> {
      for (let index = length.value - 1n; index >= 0n; index--) yield interpreter.getItem(value, new Int(index));
    })(),
    'reversed',
  );
}

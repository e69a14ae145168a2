import type { Interpreter } from '../../domain/interpreter.ts';
import {
  Int,
  type IteratorValue,
  NONE,
  PropertyValue,
  type RangeValue,
  type SliceValue,
  TupleValue,
  bool,
  type Value,
} from '../../domain/value.ts';
import { perhapsIn } from '../../domain/points-to.ts';
import { contains } from '../operations/containment.ts';
import { raiseStopIteration } from '../operations/raising.ts';
import { slicePositions } from '../operations/slices.ts';
import { rangeLength } from '../operations/truth.ts';
import { MethodTable } from '../signature.ts';
import { unknownFrom } from '../unknowns.ts';
import { iteratorOver } from './list-methods.ts';

/** The next item of an iterator: undetermined where it is not known; undefined at the end. */
export function nextItem(interpreter: Interpreter, iterator: IteratorValue): Value | undefined {
  interpreter.spend();
  interpreter.touch(iterator);
  if (iterator.summary) {
    interpreter.havoc([iterator]);
    return perhapsIn(unknownFrom(iterator.summary), iterator);
  }
  const item = iterator.next();
  return iterator.summary ? perhapsIn(unknownFrom(iterator.summary), iterator) : item;
}

const iterators = new MethodTable<IteratorValue>(
  'iterator',
  (value): value is IteratorValue => value.kind === 'iterator',
);
export const iteratorMethods = iterators.methods;
iterators.add(
  '__next__',
  '',
  (interpreter, iterator) => nextItem(interpreter, iterator) ?? raiseStopIteration(interpreter),
);
iterators.add('__iter__', '', (_, iterator) => iterator);
// Iterators of data sets have it besides.
iterators.add('get_next', '', (interpreter, iterator) =>
  iterator.typeName === 'OwnedIterator'
    ? (nextItem(interpreter, iterator) ?? interpreter.raise('OutOfRangeError', 'End of sequence'))
    : interpreter.unknown('whether the iterator has it is not known'),
);
iterators.add('send', 'value, /', (interpreter, iterator, [value]) => {
  if (value!.kind === 'none') return nextItem(interpreter, iterator) ?? raiseStopIteration(interpreter);
  interpreter.touch(iterator);
  iterator.summary ??= interpreter.unknown('what a generator makes of a sent value is not followed');
  return interpreter.unknown('what a generator makes of a sent value is not followed');
});
iterators.add('close', '', (interpreter, iterator) => {
  interpreter.touch(iterator);
  iterator.summary ??= interpreter.unknown('the generator was closed');
  return NONE;
});

const ranges = new MethodTable<RangeValue>('range', (value): value is RangeValue => value.kind === 'range');
export const rangeMethods = ranges.methods;
ranges.add('index', 'value, /', (interpreter, range, [value]) => {
  const found = contains(interpreter, range, value!);
  if (found === false)
    return interpreter.raise('ValueError', `${interpreter.repr(value!) ?? 'the value'} is not in range`);
  if (!found || value!.kind !== 'int') return interpreter.unknown('where the element is is not known');
  return new Int((value!.value - range.start) / range.step);
});
ranges.add('count', 'value, /', (interpreter, range, [value]) => {
  const found = contains(interpreter, range, value!);
  return typeof found === 'boolean'
    ? new Int(found ? 1n : 0n)
    : interpreter.unknown('whether it is in the range is not decided');
});
ranges.add('__len__', '', (_, range) => new Int(rangeLength(range)));
ranges.add('__iter__', '', (interpreter, range) => iteratorOver(interpreter, range, 'range_iterator'));
ranges.add('__contains__', 'item, /', (interpreter, range, [item]) => {
  const found = contains(interpreter, range, item!);
  return typeof found === 'boolean' ? bool(found) : interpreter.unknown('whether it is in the range is not decided');
});

const slices = new MethodTable<SliceValue>('slice', (value): value is SliceValue => value.kind === 'slice');
export const sliceMethods = slices.methods;
slices.add('indices', 'length, /', (interpreter, slice, [length]) => {
  const positions =
    length?.kind === 'int' && length.value < 2n ** 52n
      ? slicePositions(interpreter, slice, Number(length.value))
      : undefined;
  if (!positions) return interpreter.unknown('the bounds of the slice are not known');
  return new TupleValue([positions.start, positions.stop, positions.step].map((position) => new Int(BigInt(position))));
});

/** `@x.setter` and its kin, inside a class body. */
const properties = new MethodTable<PropertyValue>(
  'property',
  (value): value is PropertyValue => value.kind === 'property',
);
export const propertyMethods = properties.methods;
properties.add('setter', 'function, /', (_, property, [setter]) => new PropertyValue(property.getter, setter));
properties.add('getter', 'function, /', (_, property, [getter]) => new PropertyValue(getter!, property.setter));
properties.add('deleter', 'function, /', (_, property) => property);

/** `dataset.padded_batch(…)`: elements brought to one shape, and put in batches. */
import { ArrayValue } from '../../python/library/arrays/array-value.ts';
import { toShapeTuple } from '../../python/library/arrays/conversion.ts';
import { castElement } from '../../python/library/arrays/dtypes.ts';
import { type LibraryCall, NotDecided } from '../../python/library/arrays/library-call.ts';
import type { Interpreter } from '../../python/domain/interpreter.ts';
import { isUndetermined } from '../../python/domain/undetermined.ts';
import { DictValue, ListValue, NONE, TupleValue, type Value } from '../../python/domain/value.ts';
import { bytesOf, bytesValue } from './bytes-of-text.ts';
import type { DatasetValue } from './dataset.ts';
import { groups, leavesIn, padded, stacked } from './dataset-items.ts';
import { tensorsOf, withShape } from './elements.ts';

/** None and −1 in a padded shape stand for the longest of the batch, whose size is open. */
export function paddedBatch(call: LibraryCall, dataset: DatasetValue): Value {
  const { interpreter } = call;
  const shapes = call.optional('padded_shapes');
  const values = call.optional('padding_values');
  const [size, drop] = [call.size('batch_size'), call.flag('drop_remainder', false)];
  const pad = (element: Value): Value => (shapes ? padTo(interpreter, element, shapes) : element);
  const spec = pad(dataset.specification);
  const wanted = leavesIn(spec);
  const paddings = values === undefined ? [] : paddingsOf(interpreter, spec, values);
  const isKnown = paddings.every((one) => one !== null);
  const batches =
    typeof size === 'number' && size > 0 && dataset.items && isKnown
      ? groups(wanted.length === leavesIn(dataset.items[0] ?? NONE).length ? dataset.items : [], size, drop).map(
          (group) => {
            const even = padded(
              interpreter,
              group,
              wanted.map(({ shape }) => shape),
              paddings as readonly (Value | undefined)[],
            );
            return even && stacked(interpreter, even);
          },
        )
      : undefined;
  return dataset
    .with({ element: pad(dataset.content), spec, items: undefined })
    .grouped(size, drop, batches?.length && batches.every((batch) => batch !== undefined) ? batches : undefined);
}

/** What is given for a part of the element: the item of the same place or key. */
function partOf(given: Value, place: number | string): Value {
  if (isUndetermined(given)) throw new NotDecided('how it is padded is not known', given);
  const part =
    typeof place === 'string'
      ? given instanceof DictValue && !given.summary
        ? given.entries.get(place)?.[1]
        : undefined
      : given instanceof TupleValue || (given instanceof ListValue && !given.summary)
        ? given.items[place]
        : undefined;
  if (part === undefined) throw new NotDecided('how it is padded is not known');
  return part;
}

function padTo(interpreter: Interpreter, element: Value, given: Value): Value {
  if (element instanceof TupleValue)
    return new TupleValue(element.items.map((item, index) => padTo(interpreter, item, partOf(given, index))));
  if (element instanceof DictValue)
    return new DictValue(
      new Map(
        [...element.entries].map(
          ([key, [name, item]]) => [key, [name, padTo(interpreter, item, partOf(given, key))] as const] as const,
        ),
      ),
      element.typeName,
    );
  if (!(element instanceof ArrayValue)) return element;
  const shape = toShapeTuple(interpreter, given);
  if (!shape) throw new NotDecided('how it is padded is not known');
  return withShape(element, () => shape.map((size) => (size === -1 ? null : size)));
}

/** One for each tensor, in order: undefined for TensorFlow's own, null where it is not known. */
function paddingsOf(interpreter: Interpreter, element: Value, given: Value): (Value | undefined | null)[] {
  if (given.kind === 'none') return leavesIn(element).map(() => undefined);
  const isOne = !(given instanceof TupleValue || given instanceof DictValue || given instanceof ListValue);
  if (element instanceof TupleValue)
    return element.items.flatMap((item, index) => paddingsOf(interpreter, item, isOne ? given : partOf(given, index)));
  if (element instanceof DictValue)
    return [...element.entries].flatMap(([key, [, item]]) =>
      paddingsOf(interpreter, item, isOne ? given : partOf(given, key)),
    );
  if (!(element instanceof ArrayValue)) return [];
  const value = leavesIn(tensorsOf(interpreter, given))[0]?.elements?.[0];
  const bytes = value && bytesOf(value);
  if (bytes !== undefined) return [bytesValue(bytes)];
  return [(value && element.dtype !== undefined && castElement(value, element.dtype)) || null];
}

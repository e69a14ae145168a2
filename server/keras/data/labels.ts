/** Class labels as rows of zeros and a one, and other small helpers of `keras.utils`. */
import type { Size } from '../../shapes/dimension.ts';
import { ArrayValue } from '../../python/library/arrays/array-value.ts';
import { sizeOf } from '../../python/library/arrays/conversion.ts';
import { castElement, numberOf } from '../../python/library/arrays/dtypes.ts';
import { mostElementsKept } from '../../python/library/arrays/storage.ts';
import { define, NotDecided, type LibraryCall } from '../../python/library/arrays/library-call.ts';
import { int, type NativeFunction, type Value } from '../../python/domain/value.ts';
import { describedInteger } from '../../python/library/unknowns.ts';
import { isUndetermined } from '../../python/domain/undetermined.ts';

/** `to_categorical(x, num_classes)`: one more axis; a last axis of 1 falls away first. */
export const toCategorical = define('to_categorical', 'x|y num_classes|nb_classes dtype', (call) => {
  const data = call.data('x');
  const given = call.optional('num_classes');
  if (isUndetermined(data)) return call.unknown(data.reason);
  const array = call.ranked(data);
  const { shape } = array;
  const last = shape.at(-1);
  if (shape.length > 1 && typeof last !== 'number')
    throw new NotDecided('whether its last axis has one column, and falls away, is not known');
  const labels = shape.length > 1 && last === 1 ? shape.slice(0, -1) : shape;
  const classes = given ? call.size('num_classes') : classCount(call, array);
  return new ArrayValue({
    shape: [...labels, classes],
    dtype: call.dtype('dtype', undefined) ?? 'float64',
    elements: oneHot(array.elements, classes),
    reason: array.reason,
  });
});

/** One more than the largest label. */
function classCount(call: LibraryCall, labels: ArrayValue): Size {
  if (labels.classes !== undefined) return labels.classes;
  const numbers = labels.elements?.map(numberOf);
  if (numbers?.length && numbers.every((number) => number !== undefined))
    return numbers.reduce<number>((most, number) => Math.max(most, Number(number)), 0) + 1;
  const known = labels.derived.get('classes');
  const text = call.sourceText;
  const made =
    (known ?? text === undefined)
      ? describedInteger(labels.reason, 'number of classes')
      : call.interpreter.unknownInteger(labels.reason, `${text}.shape[-1]`);
  labels.derived.set('classes', made);
  const size = sizeOf(made);
  if (size === undefined) throw new NotDecided('how many classes there are is not known');
  return size;
}

function oneHot(labels: readonly Value[] | undefined, classes: Size): readonly Value[] | undefined {
  if (!labels || typeof classes !== 'number' || labels.length * classes > mostElementsKept) return undefined;
  const rows: Value[] = [];
  for (const label of labels) {
    const number = numberOf(label);
    if (number === undefined || Number(number) >= classes || number < 0) return undefined;
    for (let index = 0; index < classes; index++)
      rows.push(castElement(int(index === Math.trunc(Number(number)) ? 1 : 0), 'float64')!);
  }
  return rows;
}

export const normalize = define('normalize', 'x axis order', (call) => {
  const data = call.data('x');
  if (isUndetermined(data)) return call.unknown(data.reason);
  return data.like(call.ranked(data).shape, data.dtype?.startsWith('float') ? data.dtype : 'float64');
});

export const labelFunctions: Readonly<Record<string, NativeFunction>> = { to_categorical: toCategorical, normalize };

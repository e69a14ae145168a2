/** What values of a program are to an operation: tensors, their shapes and dtypes, and the shapes that values spell. */
import { ArrayValue } from '../../python/library/arrays/array-value.ts';
import { payForElements } from '../../python/library/arrays/library-call.ts';
import { isArrayLike, toArray } from '../../python/library/arrays/conversion.ts';
import { allItems } from '../../python/library/operations/iterate.ts';
import { DtypeValue } from '../../python/library/arrays/dtype-value.ts';
import { canonicalDtype, NumpyFloat, NumpyInt } from '../../python/library/arrays/dtypes.ts';
import type { Interpreter } from '../../python/domain/interpreter.ts';
import { paidWalk } from '../../python/domain/paid-walk.ts';
import { DictValue, ListValue, SliceValue, TupleValue, type Value } from '../../python/domain/value.ts';
import { type Dimension, type Shape, toSize } from '../../shapes/dimension.ts';
import { Expression } from '../../shapes/expression.ts';
import { KerasTensor } from '../graph/tensor.ts';
import { type TensorSpec, Undecided } from '../layers/definition.ts';
import { sizeOf, specOf } from '../layers/values.ts';
import { type Dtype, resultType, standardDtype } from './dtypes.ts';
import { closed, elementsOf, IntegerTensor } from './integer-tensor.ts';
import { isUndetermined } from '../../python/domain/undetermined.ts';

/** A tensor whose rank is known. */
export interface KnownSpec {
  readonly shape: Shape;
  readonly dtype: Dtype;
}

/** @throws Undecided where not even the rank is known. */
export function known(spec: TensorSpec): KnownSpec {
  if (!spec.shape) throw new Undecided('the shape of the tensor is not known');
  return { shape: spec.shape, dtype: spec.dtype };
}

/** All tensors in these values, in order, as often as they occur: Keras lists each in "Connected to". */
export function tensorsIn(interpreter: Interpreter, values: readonly Value[]): readonly KerasTensor[] {
  const found: KerasTensor[] = [];
  const pay = paidWalk(interpreter);
  const visit = (value: Value): void => {
    pay();
    if (value instanceof KerasTensor) found.push(value);
    else if (value.kind === 'list' || value.kind === 'tuple') value.items.forEach(visit);
    else if (value.kind === 'slice') [value.lower, value.upper, value.step].forEach(visit);
    else if (value.kind === 'dict') for (const [, entry] of value.entries.values()) visit(entry);
  };
  values.forEach(visit);
  return found;
}

/** The same value with other tensors in it; traced ones stay. */
export function replaceTensors(
  interpreter: Interpreter,
  value: Value,
  change: (tensor: KerasTensor) => KerasTensor,
): Value {
  if (value instanceof KerasTensor) return value.traced ? value : change(value);
  if (tensorsIn(interpreter, [value]).length === 0) return value;
  const replace = (inner: Value): Value => replaceTensors(interpreter, inner, change);
  switch (value.kind) {
    case 'list':
      return new ListValue(value.items.map(replace), value.summary);
    case 'tuple':
      return new TupleValue(value.items.map(replace));
    case 'slice':
      return new SliceValue(replace(value.lower), replace(value.upper), replace(value.step));
    case 'dict':
      return new DictValue(
        new Map([...value.entries].map(([key, [name, entry]]) => [key, [name, replace(entry)] as const])),
        value.typeName,
      );
    default:
      return value;
  }
}

/** What a value is to the rules. Python's numbers have the weak dtypes `int` and `float`. */
export function specOfValue(interpreter: Interpreter, value: Value): TensorSpec {
  switch (value.kind) {
    case 'int':
      return { shape: [], dtype: value instanceof NumpyInt ? value.dtype : 'int' };
    case 'float':
      return { shape: [], dtype: value instanceof NumpyFloat ? value.dtype : 'float' };
    case 'bool':
      return { shape: [], dtype: 'bool' };
    case 'str':
      return { shape: [], dtype: 'string' };
    case 'complex':
      return { shape: [], dtype: 'complex' };
    case 'top':
    case 'symbol':
    case 'one-of':
      return value.integer ? { shape: [], dtype: 'int' } : { shape: undefined };
    case 'list':
    case 'tuple':
      return specOfItems(interpreter, value);
    case 'range':
      return specOf(toArray(interpreter, value));
    case 'host':
      return isArrayLike(value) ? specOf(toArray(interpreter, value)) : specOf(value);
    default:
      return { shape: undefined };
  }
}

/** A list as a tensor: its items stacked. */
function specOfItems(interpreter: Interpreter, value: Value & { kind: 'list' | 'tuple' }): TensorSpec {
  if (tensorsIn(interpreter, [value]).length === 0) {
    const array = toArray(interpreter, value);
    const { shape, dtype } = specOf(array);
    return { shape, dtype: dtype === 'int64' ? 'int32' : dtype === 'float64' ? 'float32' : dtype };
  }
  if (value.kind === 'list' && value.summary) return { shape: undefined };
  const items = value.items.map((item) => specOfValue(interpreter, item));
  const [first] = items;
  if (!first?.shape || items.some((item) => item.shape?.length !== first.shape!.length)) return { shape: undefined };
  return { shape: [items.length, ...first.shape], dtype: resultType(...items.map((item) => item.dtype)) };
}

/**
 * An integer or None as a dimension; what is only known when data comes is None. An unknown number without a name stays
 * one: `?`.
 */
export function dimensionOf(value: Value): Dimension | undefined {
  if (value.kind === 'none') return null;
  if (value instanceof IntegerTensor) return value.elements.length === 1 ? closed(value.elements[0]!) : undefined;
  if (value instanceof KerasTensor) return value.shape === undefined || value.shape.length === 0 ? null : undefined;
  return sizeOf(value);
}

export function shapeOfValue(interpreter: Interpreter, value: Value): Shape | undefined {
  return formulasOfValue(interpreter, value)?.map(closed);
}

/** The same, in which what is only known when data comes may be a formula in SIZE_OF_DATA. */
export function formulasOfValue(interpreter: Interpreter, value: Value): Shape | undefined {
  payForElements(interpreter, value);
  if (value instanceof IntegerTensor) return value.elements;
  if (value instanceof KerasTensor) {
    const [length] = value.shape ?? [];
    return value.shape?.length === 1 && typeof length === 'number'
      ? new Array<Dimension>(length).fill(null)
      : undefined;
  }
  if (value.kind === 'tuple' || (value.kind === 'list' && !value.summary)) return shapeOfEntries(value.items);
  if (value instanceof ArrayValue && value.shape?.length === 1) {
    const elements = elementsOf(value);
    if (elements) return elements;
    const [length] = value.shape;
    return typeof length === 'number'
      ? shapeOfEntries(new Array<Value>(length).fill(interpreter.unknown(value.reason)))
      : undefined;
  }
  if (value.kind === 'range' || value.kind === 'iterator') {
    const items = allItems(interpreter, value);
    return items && shapeOfEntries(items);
  }
  // What is not surely an integer may as well be a whole shape.
  const size = value.kind === 'none' || (isUndetermined(value) && !value.integer) ? undefined : sizeOf(value);
  return size === undefined ? undefined : [size];
}

function shapeOfEntries(items: readonly Value[]): Shape | undefined {
  const shape: Dimension[] = [];
  for (const item of items) {
    const dimension =
      item instanceof IntegerTensor && item.elements.length === 1 ? item.elements[0]! : dimensionOf(item);
    if (dimension !== undefined) shape.push(dimension);
    else if (isUndetermined(item) && !item.alternatives)
      shape.push(
        toSize(Expression.symbol(item.name ?? '?', { nonNegative: true, described: item.name === undefined })),
      );
    else return undefined;
  }
  return shape;
}

export function dtypeOfValue(interpreter: Interpreter, value: Value): string | undefined {
  if (value.kind === 'str') return standardDtype(value.value);
  if (value instanceof DtypeValue) return value.name;
  if (value.kind === 'class')
    return value.qualifiedName.startsWith('builtins.') || !value.qualifiedName.includes('.')
      ? standardDtype(value.name)
      : canonicalDtype(value.name);
  if (value.kind === 'native') return canonicalDtype(value.name);
  if (value instanceof KerasTensor || value instanceof ArrayValue) return undefined;
  const name =
    value.kind === 'host' || value.kind === 'instance' ? interpreter.findAttribute(value, 'name') : undefined;
  return name?.kind === 'str' ? standardDtype(name.value) : undefined;
}

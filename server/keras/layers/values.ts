/** Between Python values and Keras's tensors, shapes and structures. */
import { ArrayValue } from '../../python/library/arrays/array-value.ts';
import type { Interpreter } from '../../python/domain/interpreter.ts';
import { DictValue, ListValue, str, TupleValue, type Value } from '../../python/domain/value.ts';
import type { Dimension, Shape, Size } from '../../shapes/dimension.ts';
import { toSize } from '../../shapes/dimension.ts';
import { KerasTensor } from '../graph/tensor.ts';
import { flatten, isDict, isList } from '../nests.ts';
import { listOf, type Nest, type TensorSpec, tupleOf } from './definition.ts';

/** An integer as a size; an unknown one as its symbol. undefined for anything else. */
export function sizeOf(value: Value): Size | undefined {
  switch (value.kind) {
    case 'int':
      return toSize(value.value);
    case 'bool':
      return value.value ? 1 : 0;
    case 'top':
    case 'symbol':
    case 'one-of': {
      if (value.alternatives?.some((one) => one.kind === 'none')) return undefined;
      return value.size ? toSize(value.size) : undefined;
    }
    case 'host':
      return value instanceof ArrayValue && value.elements?.length === 1 ? sizeOf(value.elements[0]!) : undefined;
    default:
      return undefined;
  }
}

export function dimensionOf(value: Value): Dimension | undefined {
  return value.kind === 'none' ? null : sizeOf(value);
}

/** A list or tuple of dimensions as a shape; undefined where it is none or not known. */
export function shapeOf(value: Value): Shape | undefined {
  if (value.kind === 'host' && value instanceof ArrayValue && value.elements && value.shape?.length === 1)
    return shapeOf(new ListValue([...value.elements]));
  if ((value.kind !== 'tuple' && value.kind !== 'list') || (value.kind === 'list' && value.summary)) return undefined;
  const shape: Dimension[] = [];
  for (const item of value.items) {
    const dimension = dimensionOf(item);
    if (dimension === undefined) return undefined;
    shape.push(dimension);
  }
  return shape;
}

export const isTensor = (value: Value): value is KerasTensor | ArrayValue =>
  value instanceof KerasTensor || value instanceof ArrayValue;

/** What a tensor is to the rules: its shape and dtype. An unknown value is a tensor of which nothing is known. */
export function specOf(value: Value): TensorSpec {
  if (value instanceof KerasTensor) return value.spec;
  return value instanceof ArrayValue ? { shape: value.shape, dtype: value.dtype } : { shape: undefined };
}

/**
 * Steps for what a call gives: a tensor of thousands of axes costs every call that much more. Those of ordinary ones
 * are in the call's own steps.
 */
export const stepsOfAxes = (nest: Nest<TensorSpec>): number =>
  Math.floor(flatten(nest).reduce((axes, { shape }) => axes + (shape?.length ?? 0), 0) / 8);

/** More leaves than any call has: lists that share their items may have more leaves than memory holds. */
const MOST_LEAVES = 100_000;

/**
 * The structure of a call argument, with its leaves as values. undefined: no tensors in it at all, or more parts than
 * `most`.
 */
export function structureOf(value: Value, count = { leaves: 0, most: MOST_LEAVES }): Nest<Value> | undefined {
  if (++count.leaves > count.most) return undefined;
  switch (value.kind) {
    case 'host':
    case 'top':
    case 'symbol':
    case 'one-of':
      return value;
    case 'list':
      if (value.summary) return value.summary;
      return structureOfItems(value.items, listOf<Value>, count);
    case 'tuple':
      return structureOfItems(value.items, tupleOf<Value>, count);
    case 'dict': {
      if (value.summary) return value.summary;
      const entries = new Map<string, Nest<Value>>();
      for (const [key, entry] of value.entries.values()) {
        const inner = structureOf(entry, count);
        if (key.kind !== 'str' || inner === undefined) return undefined;
        entries.set(key.value, inner);
      }
      return { nest: 'dict', entries };
    }
    default:
      return undefined;
  }
}

function structureOfItems(
  items: readonly Value[],
  make: (items: readonly Nest<Value>[]) => Nest<Value>,
  count: { leaves: number; readonly most: number },
): Nest<Value> | undefined {
  const inner: Nest<Value>[] = [];
  for (const item of items) {
    const structure = item.kind === 'none' ? item : structureOf(item, count);
    if (structure === undefined) return undefined;
    inner.push(structure);
  }
  return make(inner);
}

/** Back to Python: lists, tuples and dicts of the leaves' values. */
export function valueOfNest<T>(interpreter: Interpreter, nest: Nest<T>, leaf: (leaf: T) => Value): Value {
  if (isList(nest)) {
    const items = nest.items.map((item) => valueOfNest(interpreter, item, leaf));
    return nest.nest === 'list' ? new ListValue(items) : new TupleValue(items);
  }
  if (isDict(nest)) {
    const made = new DictValue();
    for (const [key, value] of nest.entries)
      made.entries.set(interpreter.hashKey(str(key))!, [str(key), valueOfNest(interpreter, value, leaf)]);
    return made;
  }
  return leaf(nest as T);
}

/** Shapes given to build(): one tuple, or a list of tuples. */
export function specsOfShapes(value: Value | undefined): Nest<TensorSpec> {
  if (!value) return { shape: undefined };
  const shape = shapeOf(value);
  if (shape) return { shape };
  if (value.kind === 'list' || value.kind === 'tuple') return listOf(value.items.map((item) => specsOfShapes(item)));
  return { shape: undefined };
}

import { ArrayValue } from '../python/library/arrays/array-value.ts';
import { RaggedValue } from '../keras/data/ragged.ts';
import { SparseValue } from '../keras/data/sparse.ts';
import { DtypeValue } from '../python/library/arrays/dtype-value.ts';
import type { Interpreter } from '../python/domain/interpreter.ts';
import { isUnsure } from '../python/domain/unsure-text.ts';
import type { Value } from '../python/domain/value.ts';
import { walkCost } from '../python/library/operations/sequences.ts';
import { rangeLength } from '../python/library/operations/truth.ts';
import { KerasTensor } from '../keras/graph/tensor.ts';
import { shapeToJson } from '../shapes/dimension.ts';
import type { JsonValue } from './analysis.ts';

/** A longer range is not written out. */
const MOST_OF_A_RANGE = 10_000n;

/**
 * What JSON can hold of a value: tuples and lists as lists, arrays and tensors by their shape, symbols by their names.
 * undefined: not known.
 */
export function jsonOf(interpreter: Interpreter, value: Value, depth = 0): JsonValue | undefined {
  if (depth > 20) return undefined;
  switch (value.kind) {
    case 'none':
      return null;
    case 'bool':
      return value.value;
    case 'str':
      return isUnsure(value) ? undefined : value.value;
    case 'float':
      return Number.isFinite(value.value) ? value.value : interpreter.repr(value);
    case 'int':
      return Number.isSafeInteger(Number(value.value)) ? Number(value.value) : value.value;
    case 'top':
    case 'symbol':
    case 'one-of':
      return value.integer && value.name !== undefined ? value.name : undefined;
    case 'tuple':
      return itemsOf(interpreter, value.items, depth);
    case 'list':
      return value.summary ? undefined : itemsOf(interpreter, value.items, depth);
    case 'dict': {
      if (value.summary) return undefined;
      interpreter.spend(walkCost(value.entries.size));
      const made: Record<string, JsonValue> = {};
      for (const [key, entry] of value.entries.values()) {
        const name = interpreter.str(key);
        const inner = jsonOf(interpreter, entry, depth + 1);
        if (name === undefined || inner === undefined) return undefined;
        made[name] = inner;
      }
      return made;
    }
    case 'range': {
      const items = rangeLength(value) <= MOST_OF_A_RANGE ? interpreter.iterate(value) : undefined;
      return items && itemsOf(interpreter, [...items], depth);
    }
    case 'host':
      if (value instanceof KerasTensor) return value.shape ? { tensor_shape: shapeToJson(value.shape) } : undefined;
      if (value instanceof ArrayValue) {
        // NumPy gives its numbers where an array would have no axes; TensorFlow keeps a tensor.
        if (value.shape?.length === 0 && value.library !== 'tensorflow')
          return value.elements?.length === 1 ? jsonOf(interpreter, value.elements[0]!, depth + 1) : undefined;
        // A size that is only not known is none of the program's names.
        return value.shape?.every((size) => size === null || typeof size === 'number')
          ? { array_shape: shapeToJson(value.shape) }
          : undefined;
      }
      if (value instanceof DtypeValue) return value.name;
      if (value instanceof RaggedValue) return { array_shape: shapeToJson(value.shape) };
      if (value instanceof SparseValue) return { array_shape: [...value.sizes] };
      return interpreter.str(value);
    default:
      return interpreter.str(value);
  }
}

function itemsOf(interpreter: Interpreter, items: readonly Value[], depth: number): JsonValue | undefined {
  interpreter.spend(walkCost(items.length));
  const made: JsonValue[] = [];
  for (const item of items) {
    const inner = jsonOf(interpreter, item, depth + 1);
    if (inner === undefined) return undefined;
    made.push(inner);
  }
  return made;
}

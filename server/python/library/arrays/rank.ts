import type { Interpreter } from '../../domain/interpreter.ts';
import type { Value } from '../../domain/value.ts';
import { ArrayValue } from './array-value.ts';

/** Most axes of a NumPy array (`NPY_MAXDIMS` of NumPy 2), and of a tensor of TensorFlow. */
export const MOST_AXES = { numpy: 64, pandas: 64, tensorflow: 254 } as const;

/** Elements that are kept in the time of a step, and places of a view's elements. */
const ELEMENTS_OF_A_STEP = 3;

/** The value, where it is no array of more axes than there can be. What is kept of its elements is paid for. */
export function withinRank(interpreter: Interpreter, value: Value): Value {
  if (!(value instanceof ArrayValue) || value.shape === undefined) return value;
  interpreter.spend(
    Math.floor(((value.storage?.values?.length ?? 0) + (value.positions?.length ?? 0)) / ELEMENTS_OF_A_STEP),
  );
  const most = MOST_AXES[value.library];
  return value.shape.length <= most
    ? value
    : interpreter.raise(
        'ValueError',
        `maximum supported dimension for an ndarray is ${most}, found ${value.shape.length}`,
      );
}

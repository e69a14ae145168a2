/** What a loss gives for labels and predictions: a tensor, of whose numbers nothing is known. */
import type { Interpreter } from '../../python/domain/interpreter.ts';
import type { Value } from '../../python/domain/value.ts';
import { ArrayValue } from '../../python/library/arrays/array-value.ts';
import { toArray } from '../../python/library/arrays/conversion.ts';
import { record } from '../../python/library/arrays/recording.ts';
import { broadcastShapes } from '../../shapes/broadcasting.ts';
import type { Shape } from '../../shapes/dimension.ts';
import { words } from '../../words/message.ts';
import { KerasTensor } from '../graph/tensor.ts';

const REASON = words`what a loss or a metric gives is not worked out`;

interface Tensor {
  readonly shape: Shape | undefined;
  readonly dtype: string | undefined;
  readonly operators: KerasTensor['operators'];
  readonly isSymbolic: boolean;
}

function tensorOf(interpreter: Interpreter, value: Value | undefined): Tensor | undefined {
  if (value instanceof KerasTensor)
    return { shape: value.shape, dtype: value.dtype, operators: value.operators, isSymbolic: true };
  if (value === undefined) return undefined;
  const array = toArray(interpreter, value);
  return array instanceof ArrayValue
    ? { shape: array.shape, dtype: array.dtype, operators: undefined, isSymbolic: false }
    : undefined;
}

/** One number for each row: labels and predictions meet along the last axis, where their shapes go together. */
export function lossOfRows(interpreter: Interpreter, args: readonly (Value | undefined)[], isSparse: boolean): Value {
  const [labels, predictions] = args.map((one) => tensorOf(interpreter, one));
  const own = predictions?.shape;
  if (!labels?.shape || !predictions || !own || own.length === 0) return interpreter.unknown(REASON);
  const whole = isSparse ? undefined : broadcastShapes(labels.shape, own);
  const shape = isSparse ? own : whole?.ok ? whole.value : undefined;
  return shape ? made(args, [labels, predictions], shape.slice(0, -1)) : interpreter.unknown(REASON);
}

/** One number for all, as losses that are objects give by themselves. */
export function lossOfAll(interpreter: Interpreter, args: readonly (Value | undefined)[]): Value {
  const tensors = args.slice(0, 2).map((one) => tensorOf(interpreter, one));
  return tensors.every((one) => one !== undefined) && tensors.length === 2
    ? made(args, tensors, [])
    : interpreter.unknown(REASON);
}

function made(args: readonly (Value | undefined)[], tensors: readonly Tensor[], shape: Shape): Value {
  const dtype = /^float/.test(tensors[1]?.dtype ?? '') ? tensors[1]!.dtype! : 'float32';
  const symbolic = tensors.find(({ isSymbolic }) => isSymbolic);
  const result =
    symbolic || shape.includes(null)
      ? new KerasTensor({ shape, dtype }, { traced: true, operators: symbolic?.operators })
      : new ArrayValue({ shape, dtype, library: 'tensorflow', reason: REASON });
  record(result, { operation: 'loss', inputs: args.filter((one) => one !== undefined) });
  return result;
}

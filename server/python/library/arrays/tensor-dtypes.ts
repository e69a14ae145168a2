/**
 * TensorFlow does not bring two tensors to a common dtype, and takes no float for whole numbers. What is no tensor yet,
 * NumPy's arrays and numbers too, becomes one of the other's dtype.
 */
import type { Interpreter } from '../../domain/interpreter.ts';
import type { Value } from '../../domain/value.ts';
import { ArrayValue } from './array-value.ts';
import { isIntegerDtype, isNumpyScalar } from './dtypes.ts';

const NUMBERS = /^(u?int(8|16|32|64)|float(16|32|64)|bfloat16|bool)$/;
const NAMES: Readonly<Record<string, string>> = {
  float16: 'half',
  float32: 'float',
  float64: 'double',
};
const nameOf = (dtype: string): string => NAMES[dtype] ?? dtype;

/** The dtype of an eager tensor; undefined for other things, and where it is not known. */
const dtypeOf = (value: Value): string | undefined =>
  value instanceof ArrayValue && value.library === 'tensorflow' && !value.promotes && NUMBERS.test(value.dtype ?? '')
    ? value.dtype
    : undefined;

/** Raises where operands do not go together. `operation`: TensorFlow's name; `/` asks for one dtype itself. */
export function refuseDtypes(interpreter: Interpreter, operation: string, left: Value, right: Value): void {
  const [a, b] = [dtypeOf(left), dtypeOf(right)];
  if (a !== undefined && b !== undefined && a !== b) {
    // Since 2.16 numbers may be multiplied by truths.
    if (operation === 'Mul' && (a === 'bool' || b === 'bool')) return;
    if (operation === 'RealDiv')
      interpreter.raise('TypeError', `\`x\` and \`y\` must have the same dtype, got tf.${a} != tf.${b}.`);
    interpreter.raise(
      'InvalidArgumentError',
      `cannot compute ${operation} as input #1(zero-based) was expected to be a ${nameOf(a)} tensor but is a ${nameOf(b)} tensor [Op:${operation}] name: `,
    );
  }
  const dtype = a ?? b;
  const other = a === undefined ? left : right;
  if (dtype === undefined || (a !== undefined && b !== undefined) || !isIntegerDtype(dtype)) return;
  if (other.kind !== 'float' || isNumpyScalar(other)) return;
  interpreter.raise('TypeError', `Cannot convert ${interpreter.repr(other) ?? ''} to EagerTensor of dtype ${dtype}`);
}

/** Operators as TensorFlow names what they compute. */
export const OPERATIONS: Readonly<Record<string, string>> = {
  '+': 'AddV2',
  '-': 'Sub',
  '*': 'Mul',
  '/': 'RealDiv',
  '//': 'FloorDiv',
  '%': 'FloorMod',
  '**': 'Pow',
  '<': 'Less',
  '<=': 'LessEqual',
  '>': 'Greater',
  '>=': 'GreaterEqual',
};

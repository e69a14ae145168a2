/**
 * The values of operations on eager tensors, computed by the same arrays as NumPy's. Only what every implementation
 * must agree on to the last bit is kept: moved and compared elements, arithmetic on single elements as IEEE 754 has it,
 * and sums of whole numbers that stay exact in any order.
 */
import { ArrayValue } from '../../python/library/arrays/array-value.ts';
import { toArray } from '../../python/library/arrays/conversion.ts';
import { castAll } from '../../python/library/arrays/dtypes.ts';
import type { Interpreter } from '../../python/domain/interpreter.ts';
import type { Value } from '../../python/domain/value.ts';
import { isUndetermined } from '../../python/domain/undetermined.ts';
import { type Nest, type TensorSpec, Undecided } from '../layers/definition.ts';
import { flatten } from '../nests.ts';
import type { OperationArguments } from './arguments.ts';
import type { OperationDefinition } from './definition.ts';
import { Approximate } from '../../python/domain/approximate.ts';
import { APPROXIMATIONS } from './eager-approximations.ts';
import { COMPUTATIONS } from './eager-computations.ts';
import { EagerNumpy } from './eager-numpy.ts';

/**
 * The values of what an operation gives for data, as arrays in the order of `output`; undefined where they are not
 * worked out. What NumPy has of another shape than the rule says is not believed.
 */
export function eagerValues(
  definition: OperationDefinition,
  args: OperationArguments,
  output: Nest<TensorSpec>,
): readonly ArrayValue[] | undefined {
  const { className } = definition;
  const compute = COMPUTATIONS[className];
  const approximate = APPROXIMATIONS[className] ?? (TOLERANT.has(className) ? compute : undefined);
  if ((compute ?? approximate) === undefined || !isMeant(definition.name)) return undefined;
  const { interpreter } = args;
  const specs = flatten(output);
  const numpy = new EagerNumpy(interpreter, specs[0]?.dtype, definition.strict);
  const made =
    (compute && withoutRefusal(interpreter, () => compute(args, numpy))) ??
    (approximate && withoutRefusal(interpreter, () => approximate(args, numpy.approximate())));
  if (made === undefined) return undefined;
  const parts = made.kind === 'tuple' || made.kind === 'list' ? made.items : [made];
  if (parts.length !== specs.length) return undefined;
  const isAnyKnown = parts.some((part) => part instanceof ArrayValue && part.elements);
  const tensors = parts.map((part, index) => tensorOf(interpreter, part, specs[index]!, isAnyKnown));
  return tensors.every((tensor) => tensor !== undefined) ? tensors : undefined;
}

/** Where the libraries refuse differently, the rule of the operation has the word. */
function withoutRefusal(interpreter: Interpreter, work: () => Value | undefined): Value | undefined {
  try {
    return interpreter.attempt(work, ['Exception'], () => undefined);
  } catch (error) {
    if (error instanceof Undecided) return undefined;
    throw error;
  }
}

function tensorOf(
  interpreter: Interpreter,
  value: Value,
  { shape, dtype }: TensorSpec,
  isPart: boolean,
): ArrayValue | undefined {
  const data = isUndetermined(value) && !(value instanceof Approximate) ? value : toArray(interpreter, value);
  if (isPart && data instanceof ArrayValue && !data.elements && shape && !shape.includes(null))
    return new ArrayValue({ shape, dtype, library: 'tensorflow' });
  if (isUndetermined(data) || !data.shape || !data.elements) return undefined;
  const own = data.shape;
  const agrees =
    shape === undefined ||
    (shape.length === own.length && shape.every((size, axis) => size === null || size === own[axis]));
  const elements = agrees && dtype !== undefined ? castAll(data.elements, dtype) : undefined;
  return elements && new ArrayValue({ shape: own, dtype, elements, library: 'tensorflow' });
}

/** What these make of numbers that are known but for their last digits is known in the same way. */
const TOLERANT: ReadonlySet<string> = new Set(
  `Reshape Transpose ExpandDims Squeeze Tile Repeat Flip Roll BroadcastTo Concatenate Stack Unstack SplitBySizes Array
  ConvertToTensor Identity StopGradient Pad Take BooleanMask Where Cast Clip Add Subtract Multiply Divide TrueDivide
  Power Maximum Minimum SquaredDifference Equal NotEqual Greater GreaterEqual Less LessEqual LogicalAnd LogicalOr
  LogicalNot Absolute Negative Sign Square Sqrt Relu Max Min All Any MatrixBand MatrixDiag MatrixDiagPart
  ZerosLike OnesLike Size`.split(/\s+/),
);

/** Functions that share the rule of their shape with a class and compute something else. */
const NOT_MEANT: ReadonlySet<string> = new Set([
  'xdivy',
  'xlogy',
  'multiply_no_nan',
  'reciprocal',
  'reciprocal_no_nan',
  'clip_by_norm',
  'rank',
  'rint',
  'lgamma',
  'digamma',
  'expm',
  'set_diag',
]);

/** Whether a function computes what the class does whose rule it has. */
export const isMeant = (name: string): boolean => !NOT_MEANT.has(name);

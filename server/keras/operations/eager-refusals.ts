/** What TensorFlow refuses only where it computes: dtypes that do not go together, indices that are not there. */
import { ArrayValue } from '../../python/library/arrays/array-value.ts';
import { toArray } from '../../python/library/arrays/conversion.ts';
import { numberOf } from '../../python/library/arrays/dtypes.ts';
import { refuseDtypes } from '../../python/library/arrays/tensor-dtypes.ts';
import type { Interpreter } from '../../python/domain/interpreter.ts';
import type { Value } from '../../python/domain/value.ts';
import { accesses } from '../data/variables.ts';
import { KerasTensor } from '../graph/tensor.ts';
import type { OperationDefinition } from './definition.ts';

/** Classes whose operands are of one dtype, with TensorFlow's names. */
const OF_ONE_DTYPE: Readonly<Record<string, string>> = {
  Add: 'AddV2',
  Subtract: 'Sub',
  Multiply: 'Mul',
  Divide: 'RealDiv',
  TrueDivide: 'RealDiv',
  FloorDivide: 'FloorDiv',
  Mod: 'FloorMod',
  Power: 'Pow',
  Maximum: 'Maximum',
  Minimum: 'Minimum',
  SquaredDifference: 'SquaredDifference',
  Equal: 'Equal',
  NotEqual: 'NotEqual',
  Greater: 'Greater',
  GreaterEqual: 'GreaterEqual',
  Less: 'Less',
  LessEqual: 'LessEqual',
  Matmul: 'MatMul',
};
const JOINS: Readonly<Record<string, string>> = { Concatenate: 'ConcatV2', Stack: 'Pack' };

export function refuseEager(
  interpreter: Interpreter,
  { className, strict, isExact }: OperationDefinition,
  named: ReadonlyMap<string, Value>,
): void {
  if (strict || isExact) return;
  const operation = OF_ONE_DTYPE[className];
  const [a, b] = [named.get('x1'), named.get('x2')];
  if (operation && a && b) refuseDtypes(interpreter, operation, a, b);
  const join = JOINS[className];
  const items = join && named.get('xs');
  if (items && (items.kind === 'list' || items.kind === 'tuple')) {
    const [first, ...rest] = items.items;
    for (const item of rest) if (first && item instanceof ArrayValue) refuseDtypes(interpreter, join, first, item);
  }
  if (className === 'OneHot') refuseFloatIndices(interpreter, named.get('x'));
  if (className === 'Take' && named.get('axis')?.kind === 'int') refuseIndices(interpreter, named, 'x', 'indices');
  if (className === 'EmbeddingLookup') refuseIndices(interpreter, named, 'params', 'ids');
}

/** `tf.one_hot` takes whole numbers only. */
function refuseFloatIndices(interpreter: Interpreter, indices: Value | undefined): void {
  const isList = indices?.kind === 'list' || indices?.kind === 'tuple';
  const given = isList ? toArray(interpreter, indices) : indices;
  const dtype = given instanceof ArrayValue || given instanceof KerasTensor ? given.dtype : undefined;
  if (dtype !== undefined && /^(b?float|complex)/.test(dtype))
    interpreter.raise(
      accesses.inGraph ? 'TypeError' : 'InvalidArgumentError',
      `Value passed to parameter 'indices' has DataType ${isList ? 'float32' : dtype} not in list of allowed values: uint8, int8, int32, int64`,
    );
}

/** Places along the axis that are below 0, or not below its size. */
function refuseIndices(interpreter: Interpreter, named: ReadonlyMap<string, Value>, of: string, at: string): void {
  const [table, indices, axis, batch] = [named.get(of), named.get(at), named.get('axis'), named.get('batch_dims')];
  const isList = indices?.kind === 'list' || indices?.kind === 'tuple';
  const given = isList ? toArray(interpreter, indices) : indices;
  if (!(table instanceof ArrayValue) || !table.shape || !(given instanceof ArrayValue)) return;
  if (batch && batch.kind !== 'none' && !(batch.kind === 'int' && batch.value === 0n)) return;
  const along = axis?.kind === 'int' ? Number(axis.value) : 0;
  const size = table.shape.at(along);
  if (typeof size !== 'number' || !given.elements) return;
  interpreter.spend(Math.ceil(given.elements.length / 64));
  const wrong = given.elements.findIndex((element) => {
    const index = numberOf(element);
    return index !== undefined && (Number(index) < 0 || Number(index) >= size);
  });
  if (wrong < 0) return;
  const index = String(numberOf(given.elements[wrong]!));
  interpreter.raise('InvalidArgumentError', `indices[${wrong}] = ${index} is not in [0, ${size}) [Op:GatherV2] name: `);
}

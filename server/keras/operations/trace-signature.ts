/** By what `tf.function` tells calls apart: tensors by shape and dtype, Python's values by what they are. */
import type { CallArguments, Interpreter } from '../../python/domain/interpreter.ts';
import { type FunctionValue, ListValue, type Value } from '../../python/domain/value.ts';
import { castAll } from '../../python/library/arrays/dtypes.ts';
import { isUndetermined } from '../../python/domain/undetermined.ts';
import { ArrayValue } from '../../python/library/arrays/array-value.ts';
import { isNumpyScalar } from '../../python/library/arrays/dtypes.ts';
import { toArray } from '../../python/library/arrays/conversion.ts';
import { mapElement, TensorSpecValue, tensorsOf } from '../data/elements.ts';
import type { Shape } from '../../shapes/dimension.ts';
import { DataVariable } from '../data/variables.ts';
import { KerasTensor } from '../graph/tensor.ts';

/** What `input_signature=` states, one for each argument. */
export type InputSignature = readonly Value[];

/** The arguments in the order of the parameters, with defaults; undefined where they are not plainly bound. */
export function boundArguments(fn: FunctionValue, args: CallArguments): readonly Value[] | undefined {
  if (args.incomplete) return undefined;
  const { parameters } = fn.definition;
  if (parameters.some(({ parameterKind }) => parameterKind === 'variadic' || parameterKind === 'keywords')) {
    // What is given by place is what the function has: nothing else is bound by name.
    return args.keywords.size === 0 ? args.positional : undefined;
  }
  const bound = parameters.map(
    ({ name }, index) => args.positional[index] ?? args.keywords.get(name) ?? fn.defaults.get(name),
  );
  return bound.every((value) => value !== undefined) ? bound : undefined;
}

/** Arrays of NumPy's become tensors. */
export const asTensors = (interpreter: Interpreter, value: Value): Value => {
  if (value instanceof ArrayValue && value.library === 'numpy') return tensorsOf(interpreter, value);
  if (isNumpyScalar(value)) {
    const array = toArray(interpreter, value);
    return array instanceof ArrayValue ? tensorsOf(interpreter, array) : value;
  }
  if (value.kind === 'tuple' || value.kind === 'list' || value.kind === 'dict')
    return mapElement(value, (leaf) => (leaf.library === 'numpy' ? tensorsOf(interpreter, leaf) : leaf));
  return value;
};

/** What a signature says is a tensor becomes one of its dtype: numbers and lists of numbers too. */
export function asSigned(
  interpreter: Interpreter,
  values: readonly Value[],
  signature: InputSignature,
): readonly Value[] {
  const first = values.length - signature.length;
  return values.map((value, index) => {
    const stated = signature[index - first];
    if (!(stated instanceof TensorSpecValue)) return value;
    const isArray = value instanceof ArrayValue && value.library === 'numpy';
    if (value instanceof ArrayValue && !(value instanceof DataVariable)) refuseOther(interpreter, value, stated);
    if (!isArray && !PLAIN.has(value.kind)) return value;
    const { dtype } = stated;
    const made = tensorsOf(interpreter, value.kind === 'tuple' ? new ListValue([...value.items]) : value);
    if (!(made instanceof ArrayValue) || dtype === undefined) return value;
    const elements = made.elements && castAll(made.elements, dtype);
    return new ArrayValue({ shape: made.shape, dtype, elements, library: 'tensorflow', reason: made.reason });
  });
}
/** A tensor has the dtype that is stated, and a shape that goes with the one that is. */
function refuseOther(interpreter: Interpreter, { shape, dtype, library }: ArrayValue, stated: TensorSpecValue): void {
  // Arrays of NumPy's are made tensors of the dtype.
  const isOtherDtype =
    library === 'tensorflow' && dtype !== undefined && stated.dtype !== undefined && dtype !== stated.dtype;
  const [own, wanted] = [shape, stated.shape];
  const isOtherShape =
    own !== undefined &&
    wanted !== undefined &&
    (own.length !== wanted.length ||
      own.some((size, axis) => typeof size === 'number' && typeof wanted[axis] === 'number' && size !== wanted[axis]));
  if (!isOtherDtype && !isOtherShape) return;
  const spec = (sizes: Shape | undefined, name: string | undefined): string =>
    `TensorSpec(shape=(${sizes?.map((size) => size ?? 'None').join(', ')}${sizes?.length === 1 ? ',' : ''}), dtype=tf.${name}, name=None)`;
  interpreter.raise(
    'TypeError',
    `Binding inputs to tf.function failed due to \`Can not cast ${spec(own, dtype)} to ${spec(wanted, stated.dtype)}\`.`,
  );
}

const PLAIN: ReadonlySet<Value['kind']> = new Set<Value['kind']>(['int', 'float', 'bool', 'list', 'tuple']);

const numbers = new WeakMap<object, number>();
let next = 0;
function identityOf(value: object): number {
  let number = numbers.get(value);
  if (number === undefined) numbers.set(value, (number = ++next));
  return number;
}

/** A text by which calls of one trace are the same; undefined where the program does not decide it. */
export function signatureOf(values: readonly Value[]): string | undefined {
  const parts: string[] = [];
  for (const value of values) {
    const part = partOf(value, 0);
    if (part === undefined) return undefined;
    parts.push(part);
  }
  return parts.join(';');
}

function partOf(value: Value, depth: number): string | undefined {
  if (depth > 6 || isUndetermined(value)) return undefined;
  if (value instanceof DataVariable) return `variable ${identityOf(value)}`;
  if (value instanceof ArrayValue) {
    const { shape, dtype } = value;
    if (dtype === undefined || !shape?.every((size) => size === null || typeof size === 'number')) return undefined;
    return `${dtype}[${shape.join()}]`;
  }
  switch (value.kind) {
    case 'none':
      return 'None';
    case 'int':
    case 'float':
    case 'bool':
      // 1, 1.0 and True are one key.
      return `number ${Number(value.value)}`;
    case 'str':
    case 'bytes':
      return `${value.kind} ${JSON.stringify(value.value)}`;
    case 'tuple':
    case 'list': {
      if (value.kind === 'list' && value.summary) return undefined;
      const items = value.items.map((item) => partOf(item, depth + 1));
      return items.every((item) => item !== undefined) ? `${value.kind}(${items.join()})` : undefined;
    }
    case 'dict': {
      if (value.summary) return undefined;
      const entries = [...value.entries].map(([key, [, item]]) => [key, partOf(item, depth + 1)] as const);
      return entries.every(([, item]) => item !== undefined)
        ? `{${entries.map((entry) => entry.join(':')).join()}}`
        : undefined;
    }
    case 'instance':
    case 'function':
    case 'class':
    case 'native':
      return `object ${identityOf(value)}`;
    case 'host':
      return value instanceof TensorSpecValue ? undefined : `object ${identityOf(value)}`;
    default:
      return undefined;
  }
}

/** The arguments as the trace has them: tensors without values. */
export function openTensors(values: readonly Value[], signature: InputSignature | undefined): readonly Value[] {
  // `self` is not stated.
  const first = values.length - (signature?.length ?? 0);
  return values.map((value, index) => {
    const stated = signature?.[index - first];
    return mapElement(value, (leaf) => (leaf instanceof DataVariable ? leaf : opened(leaf, stated)));
  });
}

function opened(leaf: ArrayValue, stated: Value | undefined): ArrayValue {
  const isStated = stated instanceof TensorSpecValue;
  return new ArrayValue({
    shape: isStated ? stated.shape : leaf.shape,
    dtype: isStated ? stated.dtype : leaf.dtype,
    library: 'tensorflow',
    reason: leaf.reason,
  });
}

/** Whether there are tensors among them that stand for others: the call is a part of another trace. */
export function isWithinTrace(values: readonly Value[]): boolean {
  let found = false;
  const visit = (value: Value, depth: number): void => {
    if (value instanceof KerasTensor) found = true;
    if (depth > 4) return;
    if (value.kind === 'tuple' || value.kind === 'list') for (const item of value.items) visit(item, depth + 1);
    if (value.kind === 'dict') for (const [, item] of value.entries.values()) visit(item, depth + 1);
  };
  for (const value of values) visit(value, 0);
  return found;
}

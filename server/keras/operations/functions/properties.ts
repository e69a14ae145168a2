/** Functions that ask a tensor for its shape, rank or dtype, and those that make one of something else. */
import { ArrayValue } from '../../../python/library/arrays/array-value.ts';
import { keepsDtype } from '../../../python/library/arrays/creation.ts';
import { castAll } from '../../../python/library/arrays/dtypes.ts';
import { payForElements } from '../../../python/library/arrays/library-call.ts';
import { toArray, valueOfSize } from '../../../python/library/arrays/conversion.ts';
import type { CallArguments, Interpreter } from '../../../python/domain/interpreter.ts';
import { bool, int, NativeFunction, NONE, str, TupleValue, type Value } from '../../../python/domain/value.ts';
import { type Dimension, product, type Size, toSize } from '../../../shapes/dimension.ts';
import { dimensionValue, KerasTensor } from '../../graph/tensor.ts';
import { addNode } from '../../graph/add-node.ts';
import { Variable } from '../../graph/variable.ts';
import type { KerasSession } from '../../session.ts';
import { dtypeOfValue, specOfValue, tensorsIn } from '../value-specs.ts';
import { axesOf } from '../../layers/spec-axes.ts';
import { valueOfAxes } from '../../../python/library/shape-value.ts';
import { settled } from '../dtypes.ts';
import { functionOf } from '../apply.ts';
import { elementsOf, IntegerTensor, isOpen, SIZE_OF_DATA, withElements } from '../integer-tensor.ts';
import { definitionsOf } from './table.ts';
import { isUndetermined } from '../../../python/domain/undetermined.ts';

const UNKNOWN_SHAPE = 'the shape of the tensor is not known';

const first = (args: CallArguments, ...names: readonly string[]): Value =>
  args.positional[0] ?? names.map((name) => args.keywords.get(name)).find((value) => value !== undefined) ?? NONE;

/** An int, or a tensor of rank 0 for a size that is only known when data comes. */
const entry = (session: KerasSession, dimension: Dimension): Value =>
  dimension !== null && !isOpen(dimension)
    ? dimensionValue(dimension)
    : new IntegerTensor([dimension], 0, { traced: true, operators: session.operators });

/**
 * `ops.shape(x)`: of a symbolic tensor its shape, with None; within a call() what stands for None is a tensor of rank
 * 0.
 */
export const shapeOfTensor = (session: KerasSession): NativeFunction =>
  new NativeFunction('shape', (interpreter, args) => {
    const value = first(args, 'x');
    const spec = specOfValue(interpreter, value);
    const { shape } = spec;
    if (!shape || (value instanceof KerasTensor && !value.traced)) return valueOfAxes(axesOf(spec), UNKNOWN_SHAPE);
    return new TupleValue(shape.map((dimension) => entry(session, dimension)));
  });

/** `tf.shape(x)`: an integer tensor. In Keras 2 it is a row of the model where x is symbolic. */
/** A tensor of sizes in the dtype that is asked for. */
function inAskedDtype(interpreter: Interpreter, made: Value, args: CallArguments): Value {
  const asked = args.keywords.get('out_type') ?? args.positional[1];
  const dtype = asked === undefined || asked.kind === 'none' ? 'int32' : dtypeOfValue(interpreter, asked);
  if (dtype === 'int32') return made;
  if (dtype === undefined) return interpreter.unknown('the dtype is not known');
  // A symbolic one keeps the elements that are known, which counts more.
  if (!(made instanceof ArrayValue)) return made;
  return made.like(made.shape, dtype, castAll(made.elements, dtype));
}

export const dynamicShape = (session: KerasSession, name = 'shape'): NativeFunction => {
  const shape = shapeInInt32(session, name);
  return new NativeFunction(name, (interpreter, args) =>
    inAskedDtype(interpreter, interpreter.callWith(shape, args), args),
  );
};

const shapeInInt32 = (session: KerasSession, name: string): NativeFunction =>
  new NativeFunction(name, (interpreter, args) => {
    const value = first(args, 'input', 'x');
    const { shape } = specOfValue(interpreter, value);
    // Its sizes may be known to TensorFlow: a tensor would stand for None where they are sizes of another shape.
    if (!shape)
      return isUndetermined(value)
        ? interpreter.getAttribute(value, 'shape')
        : interpreter.unknown('the shape of the tensor is not known');
    if (value instanceof KerasTensor && !value.traced && session.kerasVersion === 2) {
      interpreter.touch(session.naming);
      const row = {
        operationName: session.naming.unique('tf.compat.v1.shape'),
        className: 'TFOpLambda',
        layer: undefined,
        nodes: [],
      };
      const spec = { shape: [shape.length], dtype: 'int32' };
      const output = addNode(session, row, [value], spec, args.site ?? interpreter.currentSite, ([input]) => ({
        shape: input?.shape && [input.shape.length],
        dtype: 'int32',
      }));
      return withElements(output as KerasTensor, shape, 1);
    }
    if ((value instanceof ArrayValue || value instanceof Variable) && !shape.includes(null))
      return new ArrayValue({
        shape: [shape.length],
        dtype: 'int32',
        elements: shape.map((dimension) => valueOfSize(dimension!)),
        library: 'tensorflow',
      });
    return new IntegerTensor(shape, 1, { traced: true, operators: session.operators });
  });

/** `K.int_shape(x)`: a tuple with None. */
export const staticShape = (name: string): NativeFunction =>
  new NativeFunction(name, (interpreter, args) => {
    return valueOfAxes(axesOf(specOfValue(interpreter, first(args, 'x'))), UNKNOWN_SHAPE);
  });

export const rankOfTensor = (name: string): NativeFunction =>
  new NativeFunction(name, (interpreter, args) => {
    const { rank } = axesOf(specOfValue(interpreter, first(args, 'x', 'input')));
    return rank === undefined ? interpreter.unknown('the rank of the tensor is not known') : int(rank);
  });

/** `tf.size(x)` and `tf.rank(x)`: of data and of weights a tensor, which has `.numpy()`. */
export const numberOfTensor = (number: NativeFunction): NativeFunction =>
  new NativeFunction(number.name, (interpreter, args) => {
    const found = interpreter.callWith(number, args);
    const of = first(args, 'input', 'x');
    if (found.kind !== 'int' || !(of instanceof ArrayValue || of instanceof Variable)) return found;
    const made = new ArrayValue({ shape: [], dtype: 'int32', elements: [found], library: 'tensorflow' });
    return number.name === 'size' ? inAskedDtype(interpreter, made, args) : made;
  });

/** `tf.size(x)`, `K.count_params(x)`. */
export const sizeOfTensor = (session: KerasSession, name: string): NativeFunction =>
  new NativeFunction(name, (interpreter, args) => {
    const { shape } = specOfValue(interpreter, first(args, 'x', 'input'));
    return shape
      ? entry(session, product(shape.map((dimension) => dimension ?? toSize(SIZE_OF_DATA))))
      : interpreter.unknown('the shape of the tensor is not known');
  });

/** `ops.ndim(x)`: of data and inside a call() a number; a row where x is symbolic. */
export const rankInOps = (symbolic: Value): NativeFunction =>
  new NativeFunction('ndim', (interpreter, args) => {
    const value = first(args, 'x');
    const isData = value instanceof ArrayValue || (value instanceof KerasTensor && value.traced);
    return isData && value.shape ? int(value.shape.length) : interpreter.callWith(symbolic, args);
  });

/** `ops.size(x)`: of a weight, say, the number; otherwise a tensor, which is a row where x is symbolic. */
export const sizeInOps = (session: KerasSession, general: Value): NativeFunction =>
  new NativeFunction('size', (interpreter, args) => {
    const value = first(args, 'x');
    const { shape } = specOfValue(interpreter, value);
    if (!shape || shape.some((dimension) => isOpen(dimension)) || !(value instanceof KerasTensor) || !value.traced)
      return interpreter.callWith(general, args);
    return entry(session, product(shape as readonly Size[]));
  });

export const dtypeOfTensor = (): NativeFunction =>
  new NativeFunction('dtype', (interpreter, args) => {
    const { dtype } = specOfValue(interpreter, first(args, 'x'));
    return dtype === undefined ? interpreter.unknown('the dtype is not known') : str(settled(dtype));
  });

export const isTensorFunction = (name = 'is_tensor'): NativeFunction =>
  new NativeFunction(name, (interpreter, args) => {
    const value = first(args, 'x');
    if (isUndetermined(value)) return interpreter.unknown('whether it is a tensor is not known');
    return bool(
      (value instanceof KerasTensor && (value.traced || name === 'is_keras_tensor')) ||
        (value instanceof ArrayValue && value.library === 'tensorflow' && name !== 'is_keras_tensor'),
    );
  });

const [CONVERSION] = definitionsOf(
  { 'convert_to_tensor(x:x|value, dtype=None, sparse=None, ragged=None, name=None)': 'ConvertToTensor' },
  { strict: false, formerName: () => 'tf.convert_to_tensor' },
);

/** `ops.convert_to_tensor(x)`: a symbolic tensor gets a row, data becomes a tensor. */
export const asTensor = (session: KerasSession, library: 'tensorflow' | 'numpy' = 'tensorflow'): NativeFunction => {
  const symbolic = functionOf(session, CONVERSION!);
  return new NativeFunction('convert_to_tensor', (interpreter, args) => {
    const value = first(args, 'x', 'value', 'tensor');
    if (tensorsIn(interpreter, [value]).length > 0) {
      const elements = value instanceof KerasTensor ? undefined : elementsOf(value);
      if (elements) return new IntegerTensor(elements, 1, { traced: true, operators: session.operators });
      return value instanceof KerasTensor && value.traced && args.positional.length === 1 && args.keywords.size === 0
        ? value
        : interpreter.callWith(symbolic, args);
    }
    return dataTensor(interpreter, value, args, library);
  });
};

function dataTensor(
  interpreter: Interpreter,
  value: Value,
  args: CallArguments,
  library: 'tensorflow' | 'numpy',
): Value {
  if (isUndetermined(value)) return value;
  const array = toArray(interpreter, value);
  if (!(array instanceof ArrayValue)) return array;
  payForElements(interpreter, array);
  const dtype = args.positional[1] ?? args.keywords.get('dtype');
  const named = dtype && dtype.kind !== 'none' ? dtypeOfValue(interpreter, dtype) : undefined;
  const isPython = !(value instanceof ArrayValue) && !keepsDtype(value);
  const own = array.dtype;
  const natural = !isPython || own === undefined ? own : own === 'float64' ? 'float32' : settled(own);
  return new ArrayValue({
    shape: array.shape,
    dtype: named ?? natural,
    elements: array.elements,
    library,
    reason: array.reason,
    classes: array.classes,
  });
}

/** `K.eval(x)`, `K.get_value(x)`: NumPy's array, whose methods are others than a tensor's. */
export const arrayOfTensor = (session: KerasSession): NativeFunction => {
  const general = asTensor(session, 'numpy');
  return new NativeFunction('get_value', (interpreter, args) => {
    const value = first(args, 'x', 'value', 'tensor');
    if (!(value instanceof KerasTensor)) return interpreter.callWith(general, args);
    if (!value.shape || value.shape.includes(null))
      return interpreter.unknown('the value of a tensor comes with a run');
    return new ArrayValue({
      shape: value.shape as readonly Size[],
      dtype: value.dtype,
      elements:
        value instanceof IntegerTensor ? elementsOf(value)?.map((size) => valueOfSize(size as Size)) : undefined,
      library: 'numpy',
    });
  });
};

/**
 * `@custom_gradient`: of a function that gives its result and how the gradient comes, the result. A method stays as it
 * is, so that it can be bound.
 */
export const customGradient = new NativeFunction('custom_gradient', (_, { positional: [decorated] }) => {
  if (decorated === undefined) return NONE;
  if (decorated.kind === 'function' && decorated.definition.parameters[0]?.name === 'self') return decorated;
  return new NativeFunction('custom_gradient', (interpreter, args) => {
    const result = interpreter.callWith(decorated, args);
    return (result.kind === 'tuple' || result.kind === 'list') && result.items.length === 2
      ? result.items[0]!
      : interpreter.unknown('what the function gives is not known');
  });
});

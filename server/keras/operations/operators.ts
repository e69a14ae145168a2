/** Python's operators and attributes on tensors. */
import { asNumpy, getShape, setShape } from './tensor-methods.ts';
import { ArrayValue } from '../../python/library/arrays/array-value.ts';
import { isArrayLike } from '../../python/library/arrays/conversion.ts';
import { DtypeValue } from '../../python/library/arrays/dtype-value.ts';
import type { Place } from '../../python/syntax/place.ts';
import type { BinaryOperator, CompareOperator, UnaryOperator } from '../../python/syntax/tree.ts';
import type { Interpreter } from '../../python/domain/interpreter.ts';
import {
  BoundMethod,
  bool,
  type ClassValue,
  int,
  type NativeFunction,
  NONE,
  str,
  TupleValue,
  type Value,
} from '../../python/domain/value.ts';
import { KerasTensor, type SymbolicUse, type TensorOperators } from '../graph/tensor.ts';
import { attributesOf } from '../names/lookup.ts';
import { refuseName } from '../names/refuse.ts';
import { Variable } from '../graph/variable.ts';
import { LayerError } from '../layers/definition.ts';
import { refusing } from '../layers/create.ts';
import { broadcastShapes } from '../../shapes/broadcasting.ts';
import { formatShape } from '../../shapes/dimension.ts';
import type { KerasSession } from '../session.ts';
import { applyOperation, functionOf } from './apply.ts';
import type { OperationDefinition } from './definition.ts';
import { definitionsOf, type FunctionTable } from './functions/table.ts';
import { valueOfAxes } from '../../python/library/shape-value.ts';
import { tensorShapeClass } from '../../python/library/arrays/tensor-shape.ts';
import { tupleShapeClass } from './tuple-shape.ts';
import { TENSOR_OF_TENSORFLOW } from './tensorflow-attributes.ts';
import { type Message, words } from '../../words/message.ts';

/** What an operator does, and the function that Keras 2 names its row after. */
const BINARY: Readonly<Record<string, readonly [className: string, former: string]>> = {
  '+': ['Add', 'tf.__operators__.add'],
  '-': ['Subtract', 'tf.math.subtract'],
  '*': ['Multiply', 'tf.math.multiply'],
  '/': ['TrueDivide', 'tf.math.truediv'],
  '//': ['FloorDivide', 'tf.math.floordiv'],
  '%': ['Mod', 'tf.math.floormod'],
  '**': ['Power', 'tf.math.pow'],
  '@': ['Matmul', 'tf.linalg.matmul'],
  '&': ['LogicalAnd', 'tf.math.logical_and'],
  '|': ['LogicalOr', 'tf.math.logical_or'],
  '^': ['LogicalXor', 'tf.math.logical_xor'],
  '<': ['Less', 'tf.math.less'],
  '<=': ['LessEqual', 'tf.math.less_equal'],
  '>': ['Greater', 'tf.math.greater'],
  '>=': ['GreaterEqual', 'tf.math.greater_equal'],
  '!=': ['NotEqual', 'tf.math.not_equal'],
  '==': ['Equal', 'tf.math.equal'],
};
const UNARY: Readonly<Record<string, readonly [className: string, former: string]>> = {
  '-': ['Negative', 'tf.math.negative'],
  '~': ['LogicalNot', 'tf.math.logical_not'],
};

const single = (table: FunctionTable, formerName: string): OperationDefinition =>
  definitionsOf(table, { strict: false, formerName: () => formerName })[0]!;

const BINARY_OPERATORS = new Map(
  Object.entries(BINARY).map(([operator, [className, former]]) => [
    operator,
    single(
      {
        [`operator ${operator}(x1, x2, transpose_a=None, transpose_b=None, adjoint_a=None, adjoint_b=None)`]: className,
      },
      former,
    ),
  ]),
);
const UNARY_OPERATORS = new Map(
  Object.entries(UNARY).map(([operator, [className, former]]) => [
    operator,
    single({ [`operator ${operator}(x)`]: className }, former),
  ]),
);
const GET_ITEM = single({ 'x[…](x, key)': 'GetItem' }, 'tf.__operators__.getitem');
const TRANSPOSED = single({ 'T(x, axes=None)': 'Transpose' }, 'tf.compat.v1.transpose');
const RESHAPE = single({ 'reshape(x, newshape)': 'Reshape' }, 'tf.reshape');
const SQUEEZE = single({ 'squeeze(x, axis=None)': 'Squeeze' }, 'tf.compat.v1.squeeze');
const ABSOLUTE = single({ 'abs(x)': 'Absolute' }, 'tf.math.abs');

/** What tensors answer to operators, and the attributes that they have beyond those of every tensor. */
export function createOperators(session: KerasSession): TensorOperators {
  return new Operators(session);
}

const methodsOfTensors = (session: KerasSession): ReadonlyMap<string, NativeFunction> =>
  new Map([
    ['reshape', functionOf(session, RESHAPE)],
    ['squeeze', functionOf(session, SQUEEZE)],
    ['__abs__', functionOf(session, ABSOLUTE)],
    ['set_shape', setShape],
    ['numpy', asNumpy],
    ['get_shape', getShape],
  ]);

/** Why a symbolic tensor cannot be used so. */
function refusalOf(use: SymbolicUse, shape: string): LayerError {
  const refusal = (told: Message, exceptionType: string): LayerError =>
    new LayerError('symbolic-tensor', told, { exceptionType });
  switch (use) {
    case 'truth':
      return refusal(
        words`A symbolic tensor of shape ${shape} cannot be used as a boolean: it has no value before data comes. To choose by its values use keras.ops.where or keras.ops.cond; to ask whether there is one, write "is not None".`,
        'TypeError',
      );
    case 'length':
      return refusal(
        words`A symbolic tensor of shape ${shape} has no len(): its sizes are in x.shape, and len(x.shape) is its rank.`,
        'TypeError',
      );
    case 'content':
      return refusal(
        words`NumPy cannot work on a symbolic tensor of shape ${shape}, which has no value before data comes: use the function of this name in keras.ops.`,
        'ValueError',
      );
    case 'item':
      return refusal(
        words`A symbolic tensor of shape ${shape} does not support item assignment: make a new one with keras.ops.where or keras.ops.slice_update.`,
        'TypeError',
      );
    case 'call':
      return refusal(words`A symbolic tensor of shape ${shape} is not callable: call a layer on it.`, 'TypeError');
  }
}

/** What has no dtype that goes with numbers. */
const refuseOperand = (interpreter: Interpreter, operator: string, what: string): never =>
  refusing(interpreter, undefined, () => {
    throw new LayerError('dtype-mismatch', words`operator ${operator} of a symbolic tensor and ${what}.`);
  });

class Operators implements TensorOperators {
  readonly #session: KerasSession;
  readonly #methods: ReadonlyMap<string, NativeFunction>;
  #tupleShape: ClassValue | undefined;

  constructor(session: KerasSession) {
    this.#session = session;
    this.#methods = methodsOfTensors(session);
  }

  get tensorClass(): ClassValue | undefined {
    return this.#session.kerasVersion === 3 ? this.#session.tensorClass : undefined;
  }

  binary(
    interpreter: Interpreter,
    tensor: KerasTensor,
    operator: BinaryOperator | CompareOperator,
    other: Value,
    reflected: boolean,
    site?: Place,
  ): Value | undefined {
    const definition = BINARY_OPERATORS.get(operator);
    if (
      definition &&
      this.#session.kerasVersion === 3 &&
      !tensor.traced &&
      (other.kind === 'none' || other.kind === 'str')
    )
      refuseOperand(interpreter, operator, other.kind === 'none' ? 'None' : 'a text');
    if (!definition || !isOperand(other)) return undefined;
    return this.#apply(interpreter, definition, reflected ? [other, tensor] : [tensor, other], site);
  }

  unary(interpreter: Interpreter, tensor: KerasTensor, operator: UnaryOperator, site?: Place): Value | undefined {
    const definition = UNARY_OPERATORS.get(operator);
    return definition && this.#apply(interpreter, definition, [tensor], site);
  }

  compare(
    interpreter: Interpreter,
    tensor: KerasTensor,
    operator: CompareOperator,
    other: Value,
    reflected: boolean,
    site?: Place,
  ): Value | undefined {
    // Keras 3 leaves == as Python has it: the same object.
    if (operator === '==' && !tensor.traced && this.#session.kerasVersion === 3) return bool(tensor === other);
    if (
      (operator === '==' || operator === '!=') &&
      !(this.#session.kerasVersion === 3 && (tensor instanceof Variable || !tensor.traced)) &&
      differInShape(tensor, other)
    )
      return interpreter.unknown('tensors that do not broadcast are not equal, which TensorFlow says by a boolean');
    const turned = reflected ? TURNED[operator] : operator;
    return turned && this.binary(interpreter, tensor, turned, other, false, site);
  }

  getItem(interpreter: Interpreter, tensor: KerasTensor, index: Value, site?: Place): Value {
    return this.#apply(interpreter, GET_ITEM, [tensor, index], site);
  }

  iterate(interpreter: Interpreter, tensor: KerasTensor): Value[] | undefined {
    const { shape } = tensor;
    if (!shape) return undefined;
    if (!tensor.traced && this.#session.kerasVersion === 3) {
      refusing(interpreter, undefined, () => {
        throw new LayerError(
          'not-iterable',
          words`A symbolic tensor cannot be iterated over: its values are only known when data comes.`,
          { exceptionType: 'NotImplementedError' },
        );
      });
    }
    const [length] = shape;
    if (typeof length !== 'number' || length > 10_000) return undefined;
    return Array.from({ length }, (_, i) =>
      this.#apply(interpreter, GET_ITEM, [tensor, int(i)], interpreter.currentSite),
    );
  }

  asNumber(interpreter: Interpreter, tensor: KerasTensor, type: 'int' | 'float' | 'index'): void {
    const shape = tensor.shape ? formatShape(tensor.shape) : 'a shape that is not known';
    refusing(interpreter, undefined, () => {
      if (type === 'index')
        throw new LayerError(
          'not-a-number',
          words`A symbolic tensor of shape ${shape} is no integer: it has no value before data comes. Its sizes are in x.shape.`,
          { exceptionType: 'TypeError' },
        );
      throw new LayerError(
        'not-a-number',
        words`${type}() of a symbolic tensor of shape ${shape}: it has no value before data comes. Its sizes are in x.shape.`,
        { exceptionType: this.#session.kerasVersion === 3 ? 'ValueError' : 'TypeError' },
      );
    });
  }

  refuseUse(interpreter: Interpreter, { shape }: KerasTensor, use: SymbolicUse): void {
    if (this.#session.kerasVersion === 2) return;
    refusing(interpreter, undefined, () => {
      throw refusalOf(use, shape ? formatShape(shape) : '(...)');
    });
  }

  attribute(interpreter: Interpreter, tensor: KerasTensor, name: string): Value | undefined {
    const known = this.#attributes();
    if (
      known !== undefined &&
      !tensor.traced &&
      !(tensor instanceof Variable) &&
      !name.startsWith('_') &&
      tensor.node?.operation.layer?.definition?.package === undefined &&
      !known.has(name)
    )
      refuseName(interpreter, 'A symbolic tensor', name, [...known]);
    const method = this.#methods.get(name);
    if (method) return new BoundMethod(tensor, method);
    switch (name) {
      case 'T':
        return this.#apply(interpreter, TRANSPOSED, [tensor], interpreter.currentSite);
      case 'shape':
        return valueOfAxes(
          tensor.axes,
          'the shape of the tensor is not known',
          tensor.traced || this.#session.kerasVersion === 2 ? tensorShapeClass : this.#plainShape(interpreter),
        );
      case 'dtype':
        return tensor.traced || this.#session.kerasVersion === 2
          ? new DtypeValue(tensor.dtype, 'tensorflow')
          : str(tensor.dtype);
      case 'sparse':
      case 'ragged':
        return bool(false);
      // Keras 3 counts its tensors, also those that nobody sees; only an Input hands on the name that the program
      // gives it.
      case 'name':
        if (this.#session.kerasVersion === 2 && !tensor.traced && tensor.node && tensor.node.inputs.length > 0)
          return interpreter.unknown('TensorFlow names it after what is computed');
        return this.#session.kerasVersion === 2 || tensor.traced || isNamedInput(tensor)
          ? undefined
          : interpreter.unknown('Keras counts its tensors');
      case '_keras_history':
        return historyOf(tensor);
      default:
        return undefined;
    }
  }

  #apply(
    interpreter: Interpreter,
    definition: OperationDefinition,
    positional: readonly Value[],
    site: Place | undefined,
  ): Value {
    return applyOperation(this.#session, interpreter, definition, { positional, keywords: new Map(), site });
  }

  /** All attributes of a symbolic tensor; undefined where another package's tensors may stand for it. */
  #attributes(): ReadonlySet<string> | undefined {
    const { version, standalone, mayBeStandalone } = this.#session.dialect;
    if (version === 3) return attributesOf('KerasTensor');
    return standalone || mayBeStandalone ? undefined : TENSOR_OF_TENSORFLOW;
  }

  /** The class of shapes in Keras 3: a tuple, which refuses the methods that TensorFlow's has. */
  #plainShape(interpreter: Interpreter): ClassValue {
    this.#tupleShape ??= tupleShapeClass(interpreter.builtin('tuple'), (asking, name) =>
      refusing(asking, undefined, () => {
        throw new LayerError(
          'gone-in-keras-3',
          words`In Keras 3 the shape of a symbolic tensor is a tuple, which has no ${name}(): write list(x.shape).`,
          { exceptionType: 'AttributeError' },
        );
      }),
    );
    return this.#tupleShape;
  }
}

/**
 * Where TensorFlow compares, `a == b` of shapes that do not go together is no error. Keras 3's own tensors and
 * variables refuse it.
 */
function differInShape(tensor: KerasTensor, other: Value): boolean {
  const shape = other instanceof KerasTensor || other instanceof ArrayValue ? other.shape : undefined;
  return tensor.shape !== undefined && shape !== undefined && !broadcastShapes(tensor.shape, shape).ok;
}

const TURNED: Readonly<Partial<Record<CompareOperator, CompareOperator>>> = {
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
  '==': '==',
  '!=': '!=',
};

/** What tensors do arithmetic with. */
function isOperand(value: Value): boolean {
  switch (value.kind) {
    case 'int':
    case 'float':
    case 'bool':
    case 'complex':
    case 'list':
    case 'tuple':
    case 'range':
    case 'top':
    case 'symbol':
    case 'one-of':
      return true;
    case 'host':
      return value instanceof KerasTensor || value instanceof ArrayValue || isArrayLike(value);
    default:
      return false;
  }
}

/** `(layer, node index, tensor index)`. */
function historyOf(tensor: KerasTensor): Value | undefined {
  const { node } = tensor;
  if (!node) return undefined;
  return new TupleValue([node.operation.layer?.instance ?? NONE, int(node.index), int(tensor.tensorIndex)]);
}

const isNamedInput = ({ node }: KerasTensor): boolean =>
  node?.operation.className === 'InputLayer' && node.operation.layer?.args.value('name').kind === 'str';

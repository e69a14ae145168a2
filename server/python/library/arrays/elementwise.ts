/** Arithmetic and comparison of arrays, element by element. */
import { contracted, matrixProduct } from './contraction.ts';
import { payForElements } from './library-call.ts';
import { dot as dotShape, matmul } from '../../../shapes/shape.ts';
import { broadcastShapes } from '../../../shapes/broadcasting.ts';
import type { Shape } from '../../../shapes/dimension.ts';
import type { BinaryOperator, CompareOperator, UnaryOperator } from '../../syntax/tree.ts';
import type { Interpreter } from '../../domain/interpreter.ts';
import { utf8Of } from '../../domain/utf8.ts';
import { bool, Bytes, Float, Int, type Value } from '../../domain/value.ts';
import { ArrayValue } from './array-value.ts';
import { isArrayLike, smallCount, toArray } from './conversion.ts';
import {
  isFloatDtype,
  isIntegerDtype,
  NumpyFloat,
  NumpyInt,
  numberOf,
  promoteDtypes,
  roundFloat,
  fits,
  wrapInteger,
} from './dtypes.ts';
import { asCommon, commonDtype } from './common-dtype.ts';
import { unboxed } from './scalars.ts';
import { OPERATIONS, refuseDtypes } from './tensor-dtypes.ts';
import { approximateBinary, approximateComparison, approximateUnary, truthOf } from './approximate-numbers.ts';
import { Approximate } from '../../domain/approximate.ts';
import { inEnglish } from '../../../words/language.ts';
import { isUndetermined, Top, type Undetermined } from '../../domain/undetermined.ts';

/** `left op right` where at least one is an array. */
export function binaryOnArrays(
  interpreter: Interpreter,
  operator: BinaryOperator,
  left: Value,
  right: Value,
): Value | undefined {
  if (left.kind === 'str' && operator === '%') return undefined;
  const operation = OPERATIONS[operator];
  if (operation) refuseDtypes(interpreter, operation, left, right);
  const [a, b] = [operand(interpreter, left), operand(interpreter, right)];
  if (a === undefined || b === undefined) return undefined;
  if (isUndetermined(a) || isUndetermined(b)) {
    const unknown = isUndetermined(a) ? a : (b as Undetermined);
    return new Top(unknown.reason);
  }
  if (!a.shape || !b.shape) return interpreter.unknown((a.shape ? b : a).reason);
  if (operator === '@') {
    const shape = matmul(a.shape, b.shape);
    if (!shape.ok) return interpreter.raise('ValueError', inEnglish(shape.message));
    refuseDtypes(interpreter, 'MatMul', left, right);
    const type = commonDtype(a, b, left, right);
    return main(a, b).like(shape.value, type, products(interpreter, a, b, type));
  }
  if (BITWISE.has(operator)) refuseFloats(interpreter, operator, [a, b]);
  const dtype = resultDtype(operator, a, b, left, right);
  return combine(interpreter, a, b, a.shape, b.shape, dtype, (x, y) =>
    elementBinary(interpreter, operator, x, y, dtype),
  );
}

function products(interpreter: Interpreter, a: ArrayValue, b: ArrayValue, dtype: string | undefined) {
  const [operands, kept] = matrixProduct(a, b) ?? [];
  return operands && kept && contracted(interpreter, operands, kept, dtype);
}

const BITWISE: ReadonlySet<BinaryOperator> = new Set<BinaryOperator>(['&', '|', '^', '<<', '>>']);

/** Floats have no bits for NumPy. */
export function refuseFloats(interpreter: Interpreter, name: string, operands: readonly ArrayValue[]): void {
  if (operands.every(({ library }) => library === 'numpy') && operands.some(({ dtype }) => isFloatDtype(dtype ?? '')))
    interpreter.raise('TypeError', `ufunc for ${name} not supported for the input types`);
}

/** An operand as an array; undefined for what NumPy does not do arithmetic with. */
function operand(interpreter: Interpreter, value: Value): ArrayValue | Undetermined | undefined {
  switch (value.kind) {
    case 'int':
    case 'bool':
    case 'float':
    case 'complex':
    case 'list':
    case 'tuple':
    case 'range':
    case 'top':
    case 'symbol':
    case 'one-of':
      return toArray(interpreter, value);
    // A symbolic tensor has arithmetic of its own.
    case 'host':
      return value instanceof ArrayValue || isArrayLike(value) ? toArray(interpreter, value) : undefined;
    default:
      return undefined;
  }
}

/** The operand that decides the library of the result. */
function main(a: ArrayValue, b: ArrayValue): ArrayValue {
  return b.library === 'tensorflow' && a.library !== 'tensorflow' ? b : a;
}

function resultDtype(
  operator: BinaryOperator,
  a: ArrayValue,
  b: ArrayValue,
  left: Value,
  right: Value,
): string | undefined {
  const common = commonDtype(a, b, left, right);
  if (operator === '/' && common !== undefined && (isIntegerDtype(common) || common === 'bool')) {
    const isSmall = /^u?int(8|16)$/.test(common) && main(a, b).library === 'tensorflow';
    return isSmall ? 'float32' : 'float64';
  }
  if (common === 'bool' && '+*&|^'.includes(operator)) return 'bool';
  if (common === 'bool' && ['**', '//', '%', '<<', '>>'].includes(operator)) return 'int8';
  return common;
}

/**
 * Broadcasts two arrays and works the elements out where there are few; `work` gives undefined for what it cannot say.
 */
export function combine(
  interpreter: Interpreter,
  a: ArrayValue,
  b: ArrayValue,
  shapeA: Shape,
  shapeB: Shape,
  dtype: string | undefined,
  work: (x: Value, y: Value) => Value | undefined,
): Value {
  const shape = broadcastShapes(shapeA, shapeB);
  if (!shape.ok) return interpreter.raise('ValueError', inEnglish(shape.message));
  const result = main(a, b);
  const x = broadcastElements(a, shape.value);
  const y = x && broadcastElements(b, shape.value);
  const elements: Value[] = [];
  if (!x || !y) return result.like(shape.value, dtype);
  interpreter.spend(Math.ceil(x.length / 3));
  // Arrays of one value are common: the last pair's result is kept.
  let last: { readonly x: Value; readonly y: Value; readonly made: Value } | undefined;
  for (const [index, element] of x.entries()) {
    const other = y[index]!;
    const made: Value | undefined = last?.x === element && last.y === other ? last.made : work(element, other);
    if (!made) return result.like(shape.value, dtype);
    last = { x: element, y: other, made };
    elements.push(made);
  }
  return unboxed(result.like(shape.value, dtype, elements));
}

/** The elements of an array as it is broadcast to a shape; undefined where they are not known or too many. */
export function broadcastElements(array: ArrayValue, shape: Shape): readonly Value[] | undefined {
  const count = smallCount(shape);
  const { elements } = array;
  if (count === undefined || !elements || !array.shape) return undefined;
  if (elements.length === count && array.shape.length === shape.length) return elements;
  const own = array.shape as readonly number[];
  const target = shape as readonly number[];
  const strides: number[] = new Array<number>(target.length).fill(0);
  let stride = 1;
  for (let axis = own.length - 1; axis >= 0; axis--) {
    strides[target.length - own.length + axis] = own[axis] === 1 ? 0 : stride;
    stride *= own[axis]!;
  }
  const result: Value[] = [];
  const index: number[] = new Array<number>(target.length).fill(0);
  for (let position = 0; position < count; position++) {
    result.push(elements[index.reduce((offset, step, axis) => offset + step * strides[axis]!, 0)]!);
    for (let axis = target.length - 1; axis >= 0; axis--) {
      if (++index[axis]! < target[axis]!) break;
      index[axis] = 0;
    }
  }
  return result;
}

/**
 * One element's arithmetic by NumPy's rules (no exceptions for division by 0, integers of fixed width); undefined where
 * it is not worked out.
 */
export function elementBinary(
  interpreter: Interpreter,
  operator: BinaryOperator,
  x: Value,
  y: Value,
  dtype: string | undefined,
): Value | undefined {
  if (isUndetermined(x) || isUndetermined(y)) {
    if (x instanceof Approximate || y instanceof Approximate) return approximateBinary(operator, x, y, dtype);
    return isIntegerDtype(dtype) && '+-*'.includes(operator)
      ? interpreter.binary(operator, plain(x), plain(y))
      : undefined;
  }
  const [a, b] = [numberOf(x), numberOf(y)];
  if (a === undefined || b === undefined || dtype === undefined) {
    return x.kind === 'str' && y.kind === 'str' && operator === '+' ? interpreter.binary('+', x, y) : undefined;
  }
  if (isFloatDtype(dtype)) {
    // Both are of the dtype of the result before anything is worked out.
    const [first, second] = [roundFloat(Number(a), dtype), roundFloat(Number(b), dtype)];
    const value = first === undefined || second === undefined ? undefined : floatArithmetic(operator, first, second);
    const rounded = value === undefined ? undefined : roundFloat(value, dtype);
    return rounded === undefined ? undefined : new NumpyFloat(rounded, dtype);
  }
  if (typeof a !== 'bigint' || typeof b !== 'bigint') return undefined;
  if (dtype === 'bool') return booleanArithmetic(operator, a !== 0n, b !== 0n);
  if (!isIntegerDtype(dtype)) return undefined;
  if ((operator === '//' || operator === '%') && b === 0n) return undefined;
  if ((operator === '**' || operator === '<<' || operator === '>>') && (b < 0n || b > 64n)) return undefined;
  const value = interpreter.binary(operator, new Int(a), new Int(b));
  // What overflows wraps around in NumPy, and is hardly meant.
  return value.kind === 'int' && fits(value.value, dtype) ? new NumpyInt(value.value, dtype) : undefined;
}

function plain(value: Value): Value {
  return value.kind === 'int' ? new Int(value.value) : value;
}

function booleanArithmetic(operator: BinaryOperator, a: boolean, b: boolean): Value | undefined {
  switch (operator) {
    case '&':
    case '*':
      return bool(a && b);
    case '|':
    case '+':
      return bool(a || b);
    case '^':
      return bool(a !== b);
    default:
      return undefined;
  }
}

function floatArithmetic(operator: BinaryOperator, a: number, b: number): number | undefined {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '//':
      return b === 0
        ? undefined
        : Math.floor(a / b) === a / b || Math.abs(a) < 2 ** 31
          ? floorDivision(a, b)
          : undefined;
    case '%':
      return b === 0 ? undefined : a - b * Math.floor(a / b) === a % b ? a % b : undefined;
    case '**':
      return exactPower(a, b);
    default:
      return undefined;
  }
}

/** NumPy's floor division: from the exact remainder, as Python's. */
function floorDivision(a: number, b: number): number {
  let remainder = a % b;
  if (remainder !== 0 && remainder < 0 !== b < 0) remainder += b;
  return Math.round((a - remainder) / b);
}

/** A power where every implementation must agree: of whole numbers with a result below 2⁵³, or a square. */
function exactPower(a: number, b: number): number | undefined {
  if (b === 2) return a * a;
  if (b === 0.5) return a < 0 ? undefined : Math.sqrt(a);
  if (b === 1) return a;
  if (b === 0) return 1;
  if (!Number.isInteger(a) || !Number.isInteger(b)) return undefined;
  const power = b < 0 ? undefined : a ** b;
  if (power !== undefined) return Number.isSafeInteger(power) ? power : undefined;
  const magnitude = Math.abs(a);
  return magnitude > 0 && Number.isInteger(Math.log2(magnitude)) ? a ** b : undefined;
}

export function unaryOnArray(interpreter: Interpreter, operator: UnaryOperator, array: ArrayValue): Value | undefined {
  if (operator === 'not' || !array.shape) return operator === 'not' ? undefined : interpreter.unknown(array.reason);
  if (operator === '~') refuseFloats(interpreter, '~', [array]);
  const elements = array.elements?.map((element) => {
    if (operator === '+') return element;
    if (element instanceof Approximate)
      return operator === '-' ? approximateUnary('negative', element, array.dtype) : undefined;
    if (element.kind === 'bool') return operator === '~' ? bool(!element.value) : undefined;
    if (element.kind === 'int') return integerElement(operator === '-' ? -element.value : ~element.value, array.dtype);
    if (element.kind === 'float' && operator === '-')
      return array.dtype ? new NumpyFloat(-element.value, array.dtype) : new Float(-element.value);
    return undefined;
  });
  const known = elements?.every((element) => element !== undefined) ? (elements as Value[]) : undefined;
  const result = array.like(array.shape, array.dtype, known);
  return unboxed(result);
}

function integerElement(value: bigint, dtype: string | undefined): Value | undefined {
  if (dtype === 'object') return new Int(value);
  return new NumpyInt(wrapInteger(value, dtype ?? 'int64'), dtype ?? 'int64');
}

/** `left op right`: an array of truth values. `in` asks for any element; `is` is not this file's business. */
export function compareArrays(
  interpreter: Interpreter,
  operator: CompareOperator,
  left: Value,
  right: Value,
): Value | undefined {
  if (operator === 'is' || operator === 'is not') return undefined;
  if (operator === 'in' || operator === 'not in') {
    payForElements(interpreter, right);
    return right instanceof ArrayValue ? membership(interpreter, left, right, operator === 'in') : undefined;
  }
  if (left.kind === 'none' || right.kind === 'none') {
    const array = left instanceof ArrayValue ? left : (right as ArrayValue);
    return array.shape ? array.like(array.shape, 'bool') : interpreter.unknown(array.reason);
  }
  const operation = OPERATIONS[operator];
  if (operation) refuseDtypes(interpreter, operation, left, right);
  const [a, b] = [comparable(interpreter, left), comparable(interpreter, right)];
  if (!a || !b) return undefined;
  if (isUndetermined(a) || isUndetermined(b))
    return interpreter.unknown((isUndetermined(a) ? a : (b as Undetermined)).reason);
  if (!a.shape || !b.shape) return interpreter.unknown(a.reason);
  const shape = broadcastShapes(a.shape, b.shape);
  // Shapes that do not fit are unequal with a warning in old versions, and an error in new ones.
  if (!shape.ok) return interpreter.unknown('arrays of different shapes are compared');
  const common = commonDtype(a, b, left, right);
  return combine(interpreter, a, b, a.shape, b.shape, 'bool', (x, y) => {
    if (isUndetermined(x) || isUndetermined(y)) return truthOf(approximateComparison(operator, x, y));
    // TensorFlow's texts are bytes, whatever they were made of.
    const isOfTensors = a.library === 'tensorflow' || b.library === 'tensorflow';
    const [left, right] = isOfTensors ? [bytesOf(x), bytesOf(y)] : [x, y];
    const [first, second] = [asCommon(left, common), asCommon(right, common)];
    const truth = first && second && interpreter.truth(interpreter.compare(operator, first, second));
    return truth === undefined ? undefined : bool(truth);
  });
}

const bytesOf = (value: Value): Value => (value.kind === 'str' ? new Bytes(utf8Of(value.value)) : value);

function comparable(interpreter: Interpreter, value: Value): ArrayValue | Undetermined | undefined {
  return value.kind === 'str' ? toArray(interpreter, value) : operand(interpreter, value);
}

function membership(interpreter: Interpreter, item: Value, array: ArrayValue, positive: boolean): Value {
  const { elements } = array;
  if (!elements || item.kind === 'host') return interpreter.unknown(array.reason);
  let undecided = false;
  for (const element of elements) {
    const same = interpreter.equals(element, item);
    if (same) return bool(positive);
    if (same === undefined) undecided = true;
  }
  return undecided ? interpreter.unknown(array.reason) : bool(!positive);
}

/** `np.dot`: the rule of its own for arrays of more than two axes. */
export function dotArrays(
  interpreter: Interpreter,
  a: ArrayValue & { shape: Shape },
  b: ArrayValue & { shape: Shape },
): Value {
  const shape = dotShape(a.shape, b.shape);
  if (!shape.ok) return interpreter.raise('ValueError', inEnglish(shape.message));
  const dtype = promoteDtypes(a.dtype, b.dtype);
  const isMatrixProduct = a.shape.length > 0 && b.shape.length > 0 && b.shape.length <= 2;
  const elements = isMatrixProduct ? dotted(interpreter, a, b, dtype) : undefined;
  return unboxed(a.like(shape.value, dtype, elements));
}

function dotted(interpreter: Interpreter, a: ArrayValue, b: ArrayValue, dtype: string | undefined) {
  const outer = (a.shape?.length ?? 0) > 2 ? a.shape!.slice(0, -1).map((_, axis) => `outer ${axis}`) : undefined;
  if (!outer) return products(interpreter, a, b, dtype);
  const column = b.shape!.length > 1 ? ['column'] : [];
  const operands = [
    { array: a, axes: [...outer, 'inner'] },
    { array: b, axes: ['inner', ...column] },
  ];
  return contracted(interpreter, operands, [...outer, ...column], dtype);
}

/** Questions about arrays and dtypes whose answer is one number, text or truth value. */
import { broadcastShapes } from '../../../shapes/broadcasting.ts';
import { sameShape } from '../../../shapes/dimension.ts';
import { bool, ClassValue, Float, Int, int, TupleValue, type NativeFunction, type Value } from '../../domain/value.ts';
import { HostValue } from '../../domain/host.ts';
import type { Interpreter } from '../../domain/interpreter.ts';
import { ArrayValue } from '../arrays/array-value.ts';
import { elementCount, toArray, tupleOfShape, valueOfSize } from '../arrays/conversion.ts';
import { holdTheSame } from '../arrays/content.ts';
import { declare } from '../arrays/declare.ts';
import { DtypeValue } from '../arrays/dtype-value.ts';
import {
  dtypeOfScalar,
  isFloatDtype,
  isIntegerDtype,
  itemSize,
  kindOfDtype,
  NumpyFloat,
  promoteDtypes,
} from '../arrays/dtypes.ts';
import { broadcastElements } from '../arrays/elementwise.ts';
import { dtypeNamed, NotDecided } from '../arrays/library-call.ts';
import { closeness } from './closeness.ts';
import { isUndetermined, type Undetermined } from '../../domain/undetermined.ts';

/** Questions whose answer is one number, text or truth value. */
export const questions: Readonly<Record<string, NativeFunction>> = {
  shape: declare('shape', 'a', (call) => {
    const data = call.data('a');
    return isUndetermined(data) ? call.interpreter.getAttribute(data, 'shape') : tupleOfShape(call.ranked(data).shape);
  }),
  ndim: declare('ndim', 'a', (call) => {
    const data = call.data('a');
    return isUndetermined(data) ? call.interpreter.getAttribute(data, 'ndim') : int(call.ranked(data).shape.length);
  }),
  size: declare('size', 'a axis', (call) => {
    const data = call.data('a');
    const axis = call.optionalInteger('axis');
    if (isUndetermined(data))
      return axis === undefined
        ? call.interpreter.getAttribute(data, 'size')
        : call.interpreter.getItem(call.interpreter.getAttribute(data, 'shape'), int(axis));
    const { shape } = call.ranked(data);
    const size = axis === undefined ? elementCount(shape) : (shape.at(axis) ?? undefined);
    if (size === undefined) throw new NotDecided('the size is not known');
    return valueOfSize(size);
  }),
  array_equal: declare('array_equal', 'a1 a2 equal_nan', (call) => {
    const [a, b] = [call.data('a1'), call.data('a2')];
    if (isUndetermined(a) || isUndetermined(b) || !a.shape || !b.shape)
      throw new NotDecided('whether the arrays are equal is not known');
    if (sameShape(a.shape, b.shape) === 'different') return bool(false);
    const [x, y] = [a.elements, b.elements];
    if ((!x || !y) && sameShape(a.shape, b.shape) === 'same' && holdTheSame(call.interpreter, a, b)) return bool(true);
    if (!x || !y || sameShape(a.shape, b.shape) !== 'same')
      throw new NotDecided('whether the arrays are equal is not known');
    // NaN is not itself, but where that is asked for.
    if ([x, y].some((elements) => elements.some((element) => element.kind === 'float' && Number.isNaN(element.value))))
      return call.flag('equal_nan', false) ? call.unknown('whether the arrays are equal is not known') : bool(false);
    call.passed('equal_nan');
    const equal = x.map((element, index) => call.interpreter.equals(element, y[index]!));
    if (equal.includes(false)) return bool(false);
    if (equal.includes(undefined)) throw new NotDecided('whether the arrays are equal is not known');
    return bool(true);
  }),
  ...closeness,
  isscalar: declare('isscalar', 'element', (call) => {
    const value = call.required('element');
    return isUndetermined(value)
      ? call.unknown(value.reason)
      : bool(['int', 'float', 'bool', 'str', 'bytes', 'complex'].includes(value.kind));
  }),
  broadcast_shapes: declare('broadcast_shapes', '*shapes', (call) => {
    const joined = call.rest
      .map((item) => call.shapeOf(item, 'shape'))
      .reduce((a, b) => call.accept(broadcastShapes(a, b)), []);
    return tupleOfShape(joined);
  }),
  broadcast_arrays: declare('broadcast_arrays', '*arrays subok~', (call) => {
    const arrays = call.rest.map((item) => call.ranked(toArray(call.interpreter, item)));
    const shape = arrays.map((array) => array.shape).reduce((a, b) => call.accept(broadcastShapes(a, b)), []);
    return new TupleValue(arrays.map((array) => array.like(shape, array.dtype, broadcastElements(array, shape))));
  }),
};

/** Which dtypes the abstract classes of NumPy stand for. */
const ABSTRACT: Readonly<Record<string, (dtype: string) => boolean>> = {
  generic: () => true,
  number: (dtype) => /^(u?int|b?float|complex)/.test(dtype),
  integer: isIntegerDtype,
  signedinteger: (dtype) => kindOfDtype(dtype) === 'signed',
  unsignedinteger: (dtype) => kindOfDtype(dtype) === 'unsigned',
  inexact: (dtype) => isFloatDtype(dtype) || kindOfDtype(dtype) === 'complex',
  floating: isFloatDtype,
  complexfloating: (dtype) => kindOfDtype(dtype) === 'complex',
};

/** The dtype of a value or of what names one; undefined where it is not known. */
function dtypeOf(interpreter: Interpreter, value: Value): string | undefined {
  if (value instanceof ArrayValue) return value.dtype;
  const named = dtypeNamed(value);
  if (named !== undefined) return named;
  const data = isUndetermined(value) ? undefined : toArray(interpreter, value);
  return data instanceof ArrayValue ? data.dtype : undefined;
}

const boundsOf = (dtype: string): Readonly<Record<string, Value>> => {
  const bits = BigInt((itemSize(dtype) ?? 0) * 8);
  const [min, max] =
    kindOfDtype(dtype) === 'unsigned' ? [0n, 2n ** bits - 1n] : [-(2n ** (bits - 1n)), 2n ** (bits - 1n) - 1n];
  return { min: new Int(min), max: new Int(max), bits: new Int(bits) };
};

/** Largest and smallest numbers, and the distance of 1 to the next. */
const FLOATS: Readonly<Record<string, { readonly max: number; readonly eps: number; readonly tiny: number }>> = {
  float16: { max: 65504, eps: 2 ** -10, tiny: 2 ** -14 },
  float32: { max: (2 - 2 ** -23) * 2 ** 127, eps: 2 ** -23, tiny: 2 ** -126 },
  float64: { max: Number.MAX_VALUE, eps: Number.EPSILON, tiny: 2 ** -1022 },
};

/** What `np.iinfo` and `np.finfo` give. */
class DtypeLimits extends HostValue {
  readonly typeName: string;
  private readonly values: Readonly<Record<string, Value>>;
  constructor(typeName: string, dtype: string, values: Readonly<Record<string, Value>>) {
    super();
    this.typeName = typeName;
    this.values = { ...values, dtype: new DtypeValue(dtype) };
  }
  override getAttribute(interpreter: Interpreter, name: string): Value | undefined {
    return Object.hasOwn(this.values, name)
      ? this.values[name]
      : interpreter.unknown('this limit of a dtype is not worked out');
  }
  override truth(): boolean {
    return true;
  }
}

/** What is asked about dtypes. */
export const dtypeQuestions: Readonly<Record<string, NativeFunction>> = {
  issubdtype: declare('issubdtype', 'arg1 arg2', (call) => {
    const [one, other] = [call.required('arg1'), call.required('arg2')];
    const dtype = one.kind === 'class' && Object.hasOwn(ABSTRACT, one.name) ? undefined : dtypeNamed(one);
    if (dtype === undefined) throw new NotDecided('the dtype is not known');
    if (other instanceof ClassValue && Object.hasOwn(ABSTRACT, other.name)) return bool(ABSTRACT[other.name]!(dtype));
    const second = dtypeNamed(other);
    // `float` stands for all floats in old versions.
    if (second === undefined || (other.kind === 'class' && other.qualifiedName.startsWith('builtins.')))
      throw new NotDecided('the dtype is not known');
    return bool(dtype === second);
  }),
  promote_types: declare('promote_types', 'type1 type2', (call) => {
    const dtype = promoteDtypes(dtypeNamed(call.required('type1')), dtypeNamed(call.required('type2')));
    return dtype === undefined ? call.unknown('the dtype is not known') : new DtypeValue(dtype);
  }),
  result_type: declare('result_type', '*arrays', (call) => {
    const dtypes = call.rest.map((value) =>
      dtypeOfScalar(value) !== undefined && value.kind !== 'str' ? undefined : dtypeOf(call.interpreter, value),
    );
    const dtype = dtypes.length === 0 ? undefined : dtypes.reduce(promoteDtypes);
    return dtype === undefined ? call.unknown('the dtype is not worked out') : new DtypeValue(dtype);
  }),
  iinfo: declare('iinfo', 'type|int_type', (call) => {
    const dtype = dtypeOf(call.interpreter, call.required('type'));
    if (dtype === undefined || !isIntegerDtype(dtype)) throw new NotDecided('the dtype is not known');
    return new DtypeLimits('iinfo', dtype, boundsOf(dtype));
  }),
  finfo: declare('finfo', 'dtype', (call) => {
    const dtype = dtypeOf(call.interpreter, call.required('dtype'));
    const limits = dtype === undefined ? undefined : FLOATS[dtype];
    if (!limits || dtype === undefined) throw new NotDecided('the dtype is not known');
    const float = (value: number): Value => (dtype === 'float64' ? new Float(value) : new NumpyFloat(value, dtype));
    return new DtypeLimits('finfo', dtype, {
      max: float(limits.max),
      min: float(-limits.max),
      eps: float(limits.eps),
      tiny: float(limits.tiny),
      smallest_normal: float(limits.tiny),
      bits: int((itemSize(dtype) ?? 0) * 8),
    });
  }),
  iscomplexobj: declare('iscomplexobj', 'x', (call) => complexity(call.data('x'), true)),
  isrealobj: declare('isrealobj', 'x', (call) => complexity(call.data('x'), false)),
};

function complexity(data: ArrayValue | Undetermined, isComplex: boolean): Value {
  if (isUndetermined(data) || data.dtype === undefined) throw new NotDecided(data.reason);
  return bool((kindOfDtype(data.dtype) === 'complex') === isComplex);
}

/** Arrays made from nothing but a shape, a range or a list. */
import { ceilDivide, maximum, subtract, type Shape, type Size } from '../../../shapes/dimension.ts';
import { Float, int, TupleValue, type NativeFunction, type Value } from '../../domain/value.ts';
import { ArrayValue, type ArrayLibrary } from './array-value.ts';
import { isNonNegative, smallCount, sizeOf, toArray, type Data } from './conversion.ts';
import {
  castAll,
  castElement,
  dtypeOfScalar,
  isFloatDtype,
  isIntegerDtype,
  kindOfDtype,
  numberOf,
  promoteDtypes,
  isWeakScalar,
  isNumpyScalar,
} from './dtypes.ts';
import { withContentOf } from './content.ts';
import { declare } from './declare.ts';
import { NotDecided, type LibraryCall } from './library-call.ts';
import { broadcastElements } from './elementwise.ts';
import { cast, sharedOr } from './shaping.ts';
import { broadcastShapes } from '../../../shapes/broadcasting.ts';
import { mostElementsKept } from './storage.ts';
import { type Message, words } from '../../../words/message.ts';
import { isUndetermined, type Undetermined } from '../../domain/undetermined.ts';

/** TensorFlow's functions take a name for what they make. */
const named = (library: ArrayLibrary): string => (library === 'tensorflow' ? ' name~' : '');

/** An array filled with one value. */
export function filled(
  shape: Shape,
  value: Value | undefined,
  dtype: string | undefined,
  library: ArrayLibrary,
  reason?: Message,
): ArrayValue {
  // What 0 is as a text is not worked out.
  const count =
    value && dtype !== undefined && !(kindOfDtype(dtype) === 'string' && value.kind !== 'str')
      ? smallCount(shape)
      : undefined;
  const element = value && count !== undefined ? castElement(value, dtype) : undefined;
  return new ArrayValue({
    shape,
    dtype,
    library,
    reason,
    elements: element && count !== undefined ? new Array<Value>(count).fill(element) : undefined,
  });
}

/** `zeros(shape, dtype)` and its like. */
export function constantCreator(name: string, value: Value, fallback: string, library: ArrayLibrary): NativeFunction {
  return declare(name, `shape dtype order~ * device~ like~${named(library)}`, (call) => {
    const shape = call.shape('shape');
    checkShape(call, shape);
    return filled(shape, value, call.dtype('dtype', fallback), library);
  });
}

export function emptyCreator(name: string, fallback: string, library: ArrayLibrary): NativeFunction {
  return declare(name, `shape dtype order~ * device~ like~${named(library)}`, (call) => {
    const shape = call.shape('shape');
    checkShape(call, shape);
    return new ArrayValue({ shape, dtype: call.dtype('dtype', fallback), library, reason: words`it is not filled` });
  });
}

/** `zeros_like(a)` and its like: an unknown keeps the questions about its shape. */
export function likeCreator(name: string, value: Value | undefined, library: ArrayLibrary): NativeFunction {
  return declare(name, `a|input|x dtype order~ subok~ shape * device~${named(library)}`, (call) => {
    const data = call.data('a');
    if (isUndetermined(data)) return call.unknown(data.reason);
    const shape = call.optional('shape') ? call.shape('shape') : call.ranked(data).shape;
    return filled(shape, value, call.dtype('dtype', data.dtype), library);
  });
}

/** `full_like(a, fill_value)`. */
export function fullLikeCreator(name: string, library: ArrayLibrary): NativeFunction {
  return declare(name, 'a|x fill_value dtype order~ subok~ shape * device~', (call) => {
    const data = call.data('a');
    if (isUndetermined(data)) return call.unknown(data.reason);
    const shape = call.optional('shape') ? call.shape('shape') : call.ranked(data).shape;
    return filledWith(call.data('fill_value'), shape, call.dtype('dtype', data.dtype), library);
  });
}

/** Filled with a value, or with what is broadcast. */
function filledWith(given: Data, shape: Shape, dtype: string | undefined, library: ArrayLibrary): ArrayValue {
  if (!(given instanceof ArrayValue) || !given.shape)
    return new ArrayValue({ shape, dtype, library, reason: given.reason });
  if (given.shape.length === 0) return filled(shape, given.elements?.[0], dtype, library, given.reason);
  const together = broadcastShapes(given.shape, shape);
  const elements = together.ok && together.value.length === shape.length ? broadcastElements(given, shape) : undefined;
  return new ArrayValue({
    shape,
    dtype,
    library,
    reason: given.reason,
    elements: elements && dtype !== undefined ? castAll(elements, dtype) : undefined,
  });
}

function checkShape(call: LibraryCall, shape: Shape): void {
  if (shape.includes(null))
    call.interpreter.raise('TypeError', "'NoneType' object cannot be interpreted as an integer");
  if (shape.some((dimension) => typeof dimension === 'number' && dimension < 0))
    call.interpreter.raise('ValueError', 'negative dimensions are not allowed');
}

/** TensorFlow's dtype of Python's own numbers. */
const halved = (dtype: string | undefined): string | undefined =>
  dtype === 'int64' ? 'int32' : dtype === 'float64' ? 'float32' : dtype;

export function fullCreator(name: string, parameters: string, library: ArrayLibrary): NativeFunction {
  return declare(name, parameters, (call) => {
    const value = call.required('fill_value');
    const given = toArray(call.interpreter, value);
    const own = isUndetermined(given) ? undefined : given.dtype;
    const dtype = library === 'tensorflow' && isWeakScalar(value) ? halved(own) : own;
    const shape = call.shape('shape');
    checkShape(call, shape);
    return filledWith(given, shape, call.dtype('dtype', dtype), library);
  });
}

export function eyeCreator(name: string, parameters: string, library: ArrayLibrary, fallback: string): NativeFunction {
  return declare(name, parameters, (call) => {
    const rows = call.size('N');
    const columns = call.size('M', rows);
    const k = call.integer('k', 0);
    const dtype = call.dtype('dtype', fallback);
    const batch = call.optional('batch_shape') ? call.shape('batch_shape') : [];
    const shape = [...batch, rows, columns];
    checkShape(call, shape);
    const count =
      batch.length > 0 || dtype === undefined || typeof columns !== 'number' ? undefined : smallCount(shape);
    const elements =
      count === undefined
        ? undefined
        : Array.from({ length: count }, (_, position) => {
            const width = columns as number;
            return castElement(int((position % width) - Math.floor(position / width) === k ? 1 : 0), dtype)!;
          });
    return new ArrayValue({ shape, dtype, library, elements });
  });
}

/** TensorFlow takes the last of these in which one of the numbers is; Python's own are of 32 bits. */
function widestOf(numbers: readonly (Value | undefined)[], integer: string): string | undefined {
  const order = [integer, 'int64', 'float32', 'float64'];
  const places = numbers.flatMap((number) => {
    if (!number) return [];
    const dtype =
      number instanceof ArrayValue ? number.dtype : isWeakScalar(number) ? undefined : dtypeOfScalar(number);
    if (dtype !== undefined) return [order.indexOf(dtype)];
    return [
      isWeakScalar(number) || (isUndetermined(number) && number.integer) ? (number.kind === 'float' ? 2 : 0) : -1,
    ];
  });
  return places.includes(-1) ? undefined : order[Math.max(...places)];
}

/** `arange(stop)`, `arange(start, stop, step)`: ⌈(stop − start) / step⌉ numbers. */
export function rangeCreator(
  name: string,
  parameters: string,
  library: ArrayLibrary,
  defaultInteger: string,
): NativeFunction {
  return declare(name, parameters, (call) => {
    const stopValue = call.optional('stop');
    const first = stopValue ? (call.optional('start') ?? int(0)) : call.required('start');
    const [start, stop] = stopValue ? [first, stopValue] : [int(0), first];
    const step = call.optional('step') ?? int(1);
    const values = [start, stop, step].map((value) => scalarOf(value));
    const dtype = call.dtype(
      'dtype',
      library === 'tensorflow'
        ? widestOf([first, stopValue, step], defaultInteger)
        : values.map((value) => value && dtypeOfScalar(value)).reduce(promoteDtypes),
    );
    if (values.every((value) => value && (value.kind === 'int' || value.kind === 'bool' || isUndetermined(value)))) {
      const [from, to, by] = values.map((value) => sizeOf(value!)) as [Size?, Size?, Size?];
      if (from === undefined || to === undefined || typeof by !== 'number' || by === 0)
        throw new NotDecided('the range is not known');
      const distance = by > 0 ? subtract(to, from) : subtract(from, to);
      const count = ceilDivide(distance, Math.abs(by));
      const length = isNonNegative(count) ? count : maximum(count, 0);
      const small = smallCount([length]);
      const elements =
        small === undefined || typeof from !== 'number' || dtype === undefined
          ? undefined
          : Array.from({ length: small }, (_, index) => castElement(int(from + index * by), dtype));
      return new ArrayValue({ shape: [length], dtype, library, elements: complete(elements) });
    }
    const numbers = values.map((value) => (value ? numberOf(value) : undefined));
    if (numbers.some((number) => number === undefined)) throw new NotDecided('the range is not known');
    const [from, to, by] = numbers.map(Number) as [number, number, number];
    const count = Math.max(0, Math.ceil((to - from) / by));
    if (!Number.isFinite(count)) throw new NotDecided('the range is not known');
    // NumPy computes the step anew from the first two numbers.
    const delta = from + by - from;
    const small = smallCount([count]);
    const elements =
      small === undefined
        ? undefined
        : Array.from({ length: count }, (_, index) => castElement(new Float(from + index * delta), dtype));
    return new ArrayValue({ shape: [count], dtype, library, elements: complete(elements) });
  });
}

function complete(elements: readonly (Value | undefined)[] | undefined): readonly Value[] | undefined {
  return elements?.every((element) => element !== undefined) ? (elements as Value[]) : undefined;
}

function scalarOf(value: Value): Value | undefined {
  if (value instanceof ArrayValue) return value.shape?.length === 0 ? value.elements?.[0] : undefined;
  return value;
}

/** `linspace(start, stop, num)`. */
export function linspaceCreator(
  name: string,
  library: ArrayLibrary,
  fallbackNumber: number | undefined,
): NativeFunction {
  return declare(
    name,
    name === 'linspace'
      ? `start stop num endpoint retstep dtype axis~ * device~${named(library)}`
      : name === 'logspace'
        ? 'start stop num endpoint base~ dtype axis~'
        : 'start stop num endpoint dtype axis~',
    (call) => {
      const num = call.size('num', fallbackNumber);
      const [start, stop] = [call.data('start'), call.data('stop')];
      if (typeof num === 'number' && num < 0)
        return call.interpreter.raise('ValueError', `Number of samples, ${num}, must be non-negative.`);
      const withStep = name === 'linspace' && call.flag('retstep', false);
      const endpoint = call.flag('endpoint', true);
      const ends = [call.required('start'), call.required('stop')];
      const ofTensors = ends.every(({ kind }) => kind === 'float') && !ends.some(isNumpyScalar) ? 'float32' : undefined;
      const dtype = call.dtype('dtype', library === 'tensorflow' ? ofTensors : 'float64');
      if (isUndetermined(start) || isUndetermined(stop)) {
        const unknown = isUndetermined(start) ? start : (stop as Undetermined);
        return new ArrayValue({ shape: [num], dtype, library, reason: unknown.reason });
      }
      if (!start.shape || !stop.shape) throw new NotDecided('this form of linspace is not worked out');
      if (start.shape.length > 0 || stop.shape.length > 0) {
        const ends = call.accept(broadcastShapes(start.shape, stop.shape));
        const axis = call.integer('axis', 0);
        const place = axis < 0 ? axis + ends.length + 1 : axis;
        if (withStep) throw new NotDecided('this form of linspace is not worked out');
        return new ArrayValue({ shape: [...ends.slice(0, place), num, ...ends.slice(place)], dtype, library });
      }
      const [from, to] = [start, stop].map((array) => (array.elements?.[0] ? numberOf(array.elements[0]) : undefined));
      if (
        name !== 'linspace' ||
        library === 'tensorflow' ||
        typeof num !== 'number' ||
        num > mostElementsKept ||
        from === undefined ||
        to === undefined
      ) {
        const array = new ArrayValue({ shape: [num], dtype, library });
        return withStep ? new TupleValue([array, new ArrayValue({ shape: [], dtype: 'float64' })]) : array;
      }
      const intervals = endpoint ? num - 1 : num;
      const [a, b] = [Number(from), Number(to)];
      const step = intervals > 0 ? (b - a) / intervals : 0;
      const elements = Array.from({ length: num }, (_, index) =>
        endpoint && num > 1 && index === num - 1 ? b : index * step + a,
      ).map((number) => castElement(new Float(isIntegerDtype(dtype) ? Math.floor(number) : number), dtype));
      const array = new ArrayValue({ shape: [num], dtype, library, elements: complete(elements) });
      return withStep
        ? new TupleValue([array, intervals > 0 ? new Float(step) : new ArrayValue({ shape: [], dtype: 'float64' })])
        : array;
    },
  );
}

/** `np.array(x)`, `np.asarray(x, dtype)`, `tf.constant(x, dtype, shape)`. */
/** Numbers of NumPy's keep their dtype where they become tensors; within lists only floats do. */
export function keepsDtype(value: Value): boolean {
  if (isNumpyScalar(value)) return true;
  let first: Value | undefined = value;
  while (first?.kind === 'list' || first?.kind === 'tuple') first = first.items[0];
  return first?.kind === 'float' && isNumpyScalar(first);
}
const weakDtype = (dtype: string | undefined, float: string): string | undefined =>
  dtype === 'float64' ? float : dtype === 'int64' ? 'int32' : dtype;

export function arrayCreator(
  name: string,
  parameters: string,
  library: ArrayLibrary,
  defaultFloat?: string,
): NativeFunction {
  return declare(name, parameters, (call) => {
    const value = call.required('object');
    const data = toArray(call.interpreter, value);
    if (isUndetermined(data)) return data;
    const isWeak = defaultFloat !== undefined && !(value instanceof ArrayValue) && !keepsDtype(value);
    const natural = isWeak ? weakDtype(data.dtype, defaultFloat) : data.dtype;
    const dtype = call.dtype('dtype', natural);
    const least = call.integer('ndmin', 0);
    let shape = data.shape;
    if ((name === 'ascontiguousarray' || name === 'asfortranarray') && shape?.length === 0) shape = [1];
    if (shape && least > shape.length) shape = [...Array<number>(least - shape.length).fill(1), ...shape];
    const shared = name !== 'constant' && name !== 'convert_to_tensor' ? isShared(call, name) : false;
    if (shared && data === value && dtype === data.dtype && shape === data.shape) return data;
    const converted = dtype === data.dtype ? data : cast(data, dtype);
    const asked = call.optional('shape');
    if (asked && library === 'tensorflow') {
      const target = call.shapeOf(asked, 'shape');
      const [only] = converted.elements ?? [];
      const same = converted.shape?.length === 0 ? filled(target, only, dtype, library) : undefined;
      return same ?? new ArrayValue({ shape: target, dtype, library, elements: converted.elements });
    }
    const made = new ArrayValue({
      shape,
      dtype,
      library,
      elements: converted.elements,
      reason: data.reason,
      classes: data.classes,
    });
    const whole =
      data instanceof ArrayValue && dtype === data.dtype ? withContentOf(call.interpreter, made, data) : made;
    return shared === false || data !== value || shape !== data.shape ? whole : sharedOr(data, made, shared === true);
  });
}

/** Whether an array that needs no change is given back itself; undefined where that is not decided. */
function isShared(call: LibraryCall, name: string): boolean | undefined {
  if (name === 'copy') return false;
  const isAsked = call.passed('copy') !== undefined && call.passed('copy')!.kind !== 'none';
  if (!isAsked) return name !== 'array' || call.passed('copy') !== undefined;
  const copied = call.perhaps('copy', name === 'array');
  return copied === undefined ? undefined : !copied;
}

/** The values of an array that a function of one number gives: the dtype is a float's. */
export function floatDtype(dtype: string | undefined): string | undefined {
  if (dtype === undefined) return undefined;
  if (isFloatDtype(dtype) || dtype.startsWith('complex')) return dtype;
  if (dtype === 'bool' || dtype === 'int8' || dtype === 'uint8') return 'float16';
  return dtype === 'int16' || dtype === 'uint16' ? 'float32' : 'float64';
}

/** TensorFlow's shapes: no tuples to Python, and much like them. */
import {
  bool,
  ClassValue,
  int,
  ListValue,
  NONE,
  PropertyValue,
  TupleValue,
  type NativeFunction,
  type Value,
} from '../../domain/value.ts';
import type { Interpreter } from '../../domain/interpreter.ts';
import { elementCount, toShapeTuple, valueOfSize } from './conversion.ts';
import { bind, define, NotDecided, type LibraryCall } from './library-call.ts';

/** So many axes of a shape are gone through in the time of a step. */
const AXES_OF_A_STEP = 16;

function self(call: LibraryCall): TupleValue {
  const value = call.required('self');
  if (value instanceof TupleValue) {
    call.interpreter.spend(Math.floor(value.items.length / AXES_OF_A_STEP));
    return value;
  }
  throw new NotDecided('the shape is not known');
}

const methods: Readonly<Record<string, NativeFunction>> = {
  as_list: define('as_list', 'self', (call) => new ListValue([...self(call).items])),
  num_elements: define('num_elements', 'self', (call) => {
    const count = elementCount(toShapeTuple(call.interpreter, self(call)));
    return count === undefined ? call.unknown('a dimension is not known') : valueOfSize(count);
  }),
  is_fully_defined: define('is_fully_defined', 'self', (call) =>
    bool(self(call).items.every((item) => item.kind !== 'none')),
  ),
  with_rank: define('with_rank', 'self rank', (call) => self(call)),
  with_rank_at_least: define('with_rank_at_least', 'self rank', (call) => self(call)),
};

/** The items of a shape, or of what becomes one. */
function itemsOf(call: LibraryCall, name: string): readonly Value[] {
  const value = call.required(name);
  if (value.kind === 'tuple' || (value.kind === 'list' && !value.summary)) {
    call.interpreter.spend(Math.floor(value.items.length / AXES_OF_A_STEP));
    return value.items;
  }
  throw new NotDecided('the shape is not known');
}

/** Whether two shapes may be of one tensor; undefined where a size is not known. */
function compatible(call: LibraryCall, items: readonly Value[], others: readonly Value[]): boolean | undefined {
  if (items.length !== others.length) return false;
  const answers = items.map((item, axis) => {
    const other = others[axis]!;
    return item.kind === 'none' || other.kind === 'none' ? true : call.interpreter.equals(item, other);
  });
  return answers.includes(false) ? false : answers.includes(undefined) ? undefined : true;
}

const merged = (call: LibraryCall, items: readonly Value[], others: readonly Value[]): TupleValue => {
  if (compatible(call, items, others) === false) call.interpreter.raise('ValueError', 'Shapes are not compatible');
  return new TupleValue(
    items.map((item, axis) => (item.kind === 'none' ? (others[axis] ?? item) : item)),
    tensorShapeClass,
  );
};

const OWN: Readonly<Record<string, NativeFunction>> = {
  concatenate: define('concatenate', 'self other', (call) => {
    const other = call.required('other');
    const more = other.kind === 'int' ? [other] : itemsOf(call, 'other');
    return new TupleValue([...self(call).items, ...more], tensorShapeClass);
  }),
  merge_with: define('merge_with', 'self other', (call) => merged(call, self(call).items, itemsOf(call, 'other'))),
  is_compatible_with: define('is_compatible_with', 'self other', (call) => {
    const answer = compatible(call, self(call).items, itemsOf(call, 'other'));
    return answer === undefined ? call.unknown('a size is not known') : bool(answer);
  }),
  assert_is_compatible_with: define('assert_is_compatible_with', 'self other', (call) => {
    if (compatible(call, self(call).items, itemsOf(call, 'other')) === false)
      call.interpreter.raise('ValueError', 'Shapes are incompatible');
    return NONE;
  }),
  assert_has_rank: define('assert_has_rank', 'self rank', (call) => {
    if (call.integer('rank') !== self(call).items.length)
      call.interpreter.raise('ValueError', 'the shape has another rank');
    return NONE;
  }),
  assert_is_fully_defined: define('assert_is_fully_defined', 'self', () => NONE),
};

const properties: Readonly<Record<string, (shape: TupleValue) => Value>> = {
  rank: (shape) => int(shape.items.length),
  ndims: (shape) => int(shape.items.length),
  dims: (shape) => new ListValue([...shape.items]),
};

/** `tf.TensorShape`: the class of the shapes of eager tensors, and of what TensorFlow infers. */
export const tensorShapeClass: ClassValue = new ClassValue({
  name: 'TensorShape',
  qualifiedName: 'tensorflow.TensorShape',
  attributes: new Map<string, Value>([
    ...Object.entries(methods),
    ...Object.entries(OWN),
    ...Object.entries(properties).map(([name, property]): [string, Value] => [
      name,
      new PropertyValue(define(name, 'self', (call) => property(self(call)))),
    ]),
  ]),
  construct: (interpreter, _cls, args) => make.implementation(interpreter, args),
});

const make = define('TensorShape', 'dims', (call) => {
  const dims = call.required('dims');
  if (dims.kind === 'none') return call.unknown('not even the rank of the shape is known');
  const shape = toShapeTuple(call.interpreter, dims);
  if (shape === undefined) return call.unknown('the shape is not known');
  call.interpreter.spend(Math.floor(shape.length / AXES_OF_A_STEP));
  return new TupleValue(
    shape.map((size) => (size === null ? NONE : valueOfSize(size))),
    tensorShapeClass,
  );
});

/** An attribute of TensorFlow's shapes; undefined where they have none of that name either. */
export function shapeAttribute(_interpreter: Interpreter, shape: TupleValue, name: string): Value | undefined {
  if (shape.namedBy) return undefined;
  if (name === 'rank' || name === 'ndims') return int(shape.items.length);
  if (name === 'dims') return new ListValue([...shape.items]);
  return Object.hasOwn(methods, name) ? bind(shape, methods[name]!) : undefined;
}

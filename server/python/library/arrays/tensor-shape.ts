/** What TensorFlow's shapes have besides: programs meet them as tuples. */
import { bool, int, ListValue, TupleValue, type NativeFunction, type Value } from '../../domain/value.ts';
import type { Interpreter } from '../../domain/interpreter.ts';
import { elementCount, toShapeTuple, valueOfSize } from './conversion.ts';
import { bind, define, NotDecided, type LibraryCall } from './library-call.ts';

function self(call: LibraryCall): TupleValue {
  const value = call.required('self');
  if (value instanceof TupleValue) return value;
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
};

/** An attribute of TensorFlow's shapes; undefined where they have none of that name either. */
export function shapeAttribute(_interpreter: Interpreter, shape: TupleValue, name: string): Value | undefined {
  if (shape.namedBy) return undefined;
  if (name === 'rank' || name === 'ndims') return int(shape.items.length);
  if (name === 'dims') return new ListValue([...shape.items]);
  return Object.hasOwn(methods, name) ? bind(shape, methods[name]!) : undefined;
}

/** `tf.SparseTensor`: values at places, zeros elsewhere. */
import { HostValue } from '../../python/domain/host.ts';
import type { Interpreter } from '../../python/domain/interpreter.ts';
import { ClassValue, int, Str, type Value } from '../../python/domain/value.ts';
import { ArrayValue } from '../../python/library/arrays/array-value.ts';
import { castElement } from '../../python/library/arrays/dtypes.ts';
import { DtypeValue } from '../../python/library/arrays/dtype-value.ts';
import { define, type LibraryCall, NotDecided } from '../../python/library/arrays/library-call.ts';
import { words } from '../../words/message.ts';
import { tensorsOf } from './elements.ts';
import { tensorShapeOf } from './tensor-shapes.ts';

/** A tensor with more elements than this is not written out. */
const MOST_ELEMENTS = 10_000;

export class SparseValue extends HostValue {
  readonly typeName = 'SparseTensor';
  /** One place for each value. */
  readonly places: readonly (readonly number[])[];
  readonly values: ArrayValue;
  readonly sizes: readonly number[];

  constructor(places: readonly (readonly number[])[], values: ArrayValue, sizes: readonly number[]) {
    super();
    this.places = places;
    this.values = values;
    this.sizes = sizes;
  }

  override pythonClass(): ClassValue {
    return sparseClass;
  }
  override getAttribute(interpreter: Interpreter, name: string): Value | undefined {
    switch (name) {
      case 'shape':
        return tensorShapeOf(this.sizes);
      case 'get_shape':
        return define(name, '', () => tensorShapeOf(this.sizes));
      case 'dense_shape':
        return vector(this.sizes);
      case 'values':
        return this.values;
      case 'indices':
        return new ArrayValue({
          shape: [this.places.length, this.sizes.length],
          dtype: 'int64',
          elements: this.places.flat().map((place) => int(place)),
          library: 'tensorflow',
        });
      case 'dtype':
        return this.values.dtype === undefined
          ? interpreter.unknown('the dtype is not known')
          : new DtypeValue(this.values.dtype, 'tensorflow');
      case 'with_values':
        return define(name, 'new_values', (call) => this.with(call.array('new_values')));
      default:
        return name.startsWith('__')
          ? undefined
          : interpreter.unknown(words`what .${name} of a sparse tensor gives is not worked out`);
    }
  }
  /** The same places with other values. */
  with(values: ArrayValue): SparseValue {
    return new SparseValue(this.places, values, this.sizes);
  }
  override binary(interpreter: Interpreter, operator: string, other: Value): Value | undefined {
    if (operator !== '*' && operator !== '/') return undefined;
    const made =
      other.kind === 'int' || other.kind === 'float' ? interpreter.binary(operator, this.values, other) : undefined;
    return made instanceof ArrayValue ? this.with(made) : undefined;
  }
  override truth(): undefined {
    return undefined;
  }

  /** With `missing` where there is no value. */
  dense(missing: Value): ArrayValue {
    const count = this.sizes.reduce((all, size) => all * size, 1);
    const { elements, dtype } = this.values;
    const filled = castElement(missing, dtype === 'string' ? 'str' : dtype);
    const isKnown = count <= MOST_ELEMENTS && elements !== undefined && filled !== undefined;
    const all = isKnown ? Array<Value>(count).fill(filled) : undefined;
    if (all)
      for (const [index, place] of this.places.entries())
        all[place.reduce((flat, one, axis) => flat * this.sizes[axis]! + one, 0)] = elements![index]!;
    return new ArrayValue({ shape: this.sizes, dtype, elements: all, library: 'tensorflow' });
  }
}

const vector = (sizes: readonly number[]): ArrayValue =>
  new ArrayValue({
    shape: [sizes.length],
    dtype: 'int64',
    elements: sizes.map((size) => int(size)),
    library: 'tensorflow',
  });

/** Rows of whole numbers. */
export function placesOf(call: LibraryCall, name: string): readonly (readonly number[])[] {
  const array = call.array(name);
  const width = array.shape[1];
  if (!array.elements || typeof width !== 'number') {
    if (array.shape[0] === 0) return [];
    throw new NotDecided('the places are not known');
  }
  const numbers = array.elements.map((element) => (element.kind === 'int' ? Number(element.value) : Number.NaN));
  if (numbers.some(Number.isNaN)) throw new NotDecided('the places are not known');
  return Array.from({ length: Number(array.shape[0]) }, (_, row) => numbers.slice(row * width, (row + 1) * width));
}

/** What an empty place holds. */
export const zeroOf = (dtype: string | undefined): Value => (dtype === 'string' ? new Str('') : int(0));

const make = define('SparseTensor', 'indices values dense_shape', (call) => {
  const sizes = call.shape('dense_shape');
  if (!sizes.every((size) => typeof size === 'number')) throw new NotDecided('the shape is not known');
  return new SparseValue(
    placesOf(call, 'indices'),
    tensorOf(call, call.required('values')),
    sizes as readonly number[],
  );
});

/** A value as a tensor of known rank. */
export function tensorOf(call: LibraryCall, value: Value): ArrayValue {
  const made = tensorsOf(call.interpreter, value);
  if (made instanceof ArrayValue && made.shape) return made;
  throw new NotDecided('the values are not known');
}

export const sparseClass = new ClassValue({
  name: 'SparseTensor',
  qualifiedName: 'tensorflow.SparseTensor',
  construct: (interpreter, _cls, args) => make.implementation(interpreter, args),
});

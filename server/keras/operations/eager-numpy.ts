/** NumPy as the one that computes values of eager tensors. */
import { ArrayValue } from '../../python/library/arrays/array-value.ts';
import { isArrayLike, toArray } from '../../python/library/arrays/conversion.ts';
import { castAll } from '../../python/library/arrays/dtypes.ts';
import { numpyModules } from '../../python/library/numpy/index.ts';
import type { Interpreter } from '../../python/domain/interpreter.ts';
import { type ModuleValue, TupleValue, type Value } from '../../python/domain/value.ts';
import { isUndetermined } from '../../python/domain/undetermined.ts';
import { once } from '../namespaces.ts';
import type { OperationArguments } from './arguments.ts';

/** What NumPy gives: an array, a number, or a tuple or list of them; undefined where it is not worked out. */
export type Computation = (args: OperationArguments, numpy: EagerNumpy) => Value | undefined;

/** Past this many elements no values are worked out. */
const MOST_ELEMENTS = 10_000;

export class EagerNumpy {
  readonly interpreter: Interpreter;
  /** The dtype that the result has by TensorFlow's rules. */
  readonly dtype: string | undefined;
  /** The operation is one of Keras's, which follow NumPy where TensorFlow does not. */
  readonly isOfKeras: boolean;
  constructor(interpreter: Interpreter, dtype: string | undefined, isOfKeras: boolean) {
    this.interpreter = interpreter;
    this.dtype = dtype;
    this.isOfKeras = isOfKeras;
  }

  call(name: string, positional: readonly Value[], keywords: Readonly<Record<string, Value>> = {}): Value {
    const native = module().attributes.get(name);
    if (native === undefined) throw new Error(`NumPy has no ${name}`);
    return this.interpreter.call(native, positional, new Map(Object.entries(keywords)));
  }

  /** The value as an array of NumPy's with these elements, of this dtype; undefined where they are not all known. */
  array(value: Value, dtype?: string): ArrayValue | undefined {
    const data = isUndetermined(value) ? value : toArray(this.interpreter, value);
    if (isUndetermined(data)) return undefined;
    const { shape, elements } = data;
    if (!shape || !elements || elements.length > MOST_ELEMENTS || elements.some(isUndetermined)) return undefined;
    this.interpreter.spend(Math.ceil(elements.length / 8));
    const wanted = dtype ?? (value instanceof ArrayValue || isArrayLike(value) ? data.dtype : narrowed(data.dtype));
    if (wanted === undefined) return undefined;
    const cast = castAll(elements, wanted);
    return cast && new ArrayValue({ shape, dtype: wanted, elements: cast });
  }

  arrays(values: readonly Value[], dtype?: string): TupleValue | undefined {
    const made = values.map((value) => this.array(value, dtype));
    return made.every((one) => one !== undefined) ? new TupleValue(made) : undefined;
  }
}

/** Python's numbers become tensors of 32 bits. */
const narrowed = (dtype: string | undefined): string | undefined =>
  dtype === 'int64' ? 'int32' : dtype === 'float64' ? 'float32' : dtype;

const module = once((): ModuleValue => numpyModules['numpy']!());

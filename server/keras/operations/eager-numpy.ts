/** NumPy as the one that computes values of eager tensors. */
import { ArrayValue } from '../../python/library/arrays/array-value.ts';
import { isArrayLike, toArray } from '../../python/library/arrays/conversion.ts';
import { Approximate, limitsOf } from '../../python/domain/approximate.ts';
import { blurred } from '../../python/library/arrays/approximate-numbers.ts';
import { scaleOf } from '../../python/library/arrays/contraction.ts';
import { castAll, isFloatDtype } from '../../python/library/arrays/dtypes.ts';
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
  /** Numbers that are known but for their last digits will do. */
  #allowsApproximate = false;
  constructor(interpreter: Interpreter, dtype: string | undefined, isOfKeras: boolean) {
    this.interpreter = interpreter;
    this.dtype = dtype;
    this.isOfKeras = isOfKeras;
  }

  /** The same where numbers that are known but for their last digits will do. */
  approximate(): EagerNumpy {
    const made = new EagerNumpy(this.interpreter, this.dtype, this.isOfKeras);
    made.#allowsApproximate = true;
    return made;
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
    if (!shape || !elements || elements.length > MOST_ELEMENTS || !elements.every((one) => this.#isEnough(one)))
      return undefined;
    this.interpreter.spend(Math.ceil(elements.length / 8));
    const wanted = dtype ?? (value instanceof ArrayValue || isArrayLike(value) ? data.dtype : narrowed(data.dtype));
    if (wanted === undefined) return undefined;
    const cast = castAll(elements, wanted);
    return cast && new ArrayValue({ shape, dtype: wanted, elements: cast });
  }

  #isEnough(element: Value): boolean {
    return !isUndetermined(element) || (this.#allowsApproximate && element instanceof Approximate);
  }

  /** As an array of floats whose last digits are not known. */
  blurred(value: Value, dtype: string | undefined): ArrayValue | undefined {
    const x = isFloatDtype(dtype) ? this.array(value, dtype) : undefined;
    const made = x?.elements?.map((element) => blurred(element, dtype!));
    return made?.every((one) => one !== undefined) ? x!.like(x!.shape, dtype, made) : undefined;
  }

  /** A sum of NumPy's, whose last digits stay open where they depend on the order in which it is taken. */
  exactly(name: string, [first, ...rest]: readonly Value[], keywords: Readonly<Record<string, Value>>) {
    const x = first && this.array(first);
    const operand = x && (isExactSum(x.elements!) ? x : this.blurred(x, x.dtype));
    return operand && this.call(name, [operand, ...rest], keywords);
  }

  arrays(values: readonly Value[], dtype?: string): TupleValue | undefined {
    const made = values.map((value) => this.array(value, dtype));
    return made.every((one) => one !== undefined) ? new TupleValue(made) : undefined;
  }
}

/** Whole parts of a power of two up to here have exact sums as float32, in any order. */
const EXACT_IN_FLOAT32 = 2 ** 24;

/** Whether the elements have the same sum as float32 in any order. */
export function isExactSum(elements: readonly Value[]): boolean {
  const limits = elements.map((element) => limitsOf(element) ?? { low: Number.NaN, high: Number.NaN });
  const scale = scaleOf(limits);
  return scale !== undefined && limits.reduce((all, { low }) => all + Math.abs(low) * scale, 0) < EXACT_IN_FLOAT32;
}

/** Python's numbers become tensors of 32 bits. */
const narrowed = (dtype: string | undefined): string | undefined =>
  dtype === 'int64' ? 'int32' : dtype === 'float64' ? 'float32' : dtype;

const module = once((): ModuleValue => numpyModules['numpy']!());

import { ArrayValue } from '../../python/library/arrays/array-value.ts';
import type { Place } from '../../python/syntax/place.ts';
import type { BinaryOperator } from '../../python/syntax/tree.ts';
import type { Interpreter } from '../../python/domain/interpreter.ts';
import { int, type Value } from '../../python/domain/value.ts';
import { add, type Dimension, floorDivide, modulo, multiply, type Size, subtract } from '../../shapes/dimension.ts';
import { Expression } from '../../shapes/expression.ts';
import { dimensionValue, KerasTensor, type TensorOperators } from '../graph/tensor.ts';
import { sizeOf } from '../layers/values.ts';

/**
 * The size that stands for None while a call() is followed: Keras infers shapes by running a call() on tensors that
 * have the same number at every None,
 * and what depends on it is None again. Arithmetic on it stays exact, so that `reshape(x, (batch, -1, 4))` knows what
 * −1 is.
 */
export const SIZE_OF_DATA = Expression.symbol('None', { nonNegative: true });

/** Whether a dimension is only known when data comes. */
export const isOpen = (dimension: Dimension): boolean =>
  dimension === null || (dimension instanceof Expression && dimension.dependsOn(SIZE_OF_DATA));
/** None in place of what depends on None. */
export const closed = (dimension: Dimension): Dimension => (isOpen(dimension) ? null : dimension);

/**
 * An integer tensor of rank 0 or 1 whose elements are dimensions, as `tf.shape(x)` gives them. An element that is only
 * known when data comes (the
 * batch size) is a formula in SIZE_OF_DATA: as a part of a target shape it makes that dimension None.
 */
export class IntegerTensor extends KerasTensor {
  readonly elements: readonly Size[];

  constructor(
    elements: readonly Dimension[],
    rank: 0 | 1,
    options: {
      traced: boolean;
      operators: TensorOperators | undefined;
      name?: string | undefined;
      dtype?: string | undefined;
    },
  ) {
    super({ shape: rank === 0 ? [] : [elements.length], dtype: options.dtype ?? 'int32' }, options);
    this.elements = elements.map((element) => element ?? SIZE_OF_DATA);
  }

  /** What Python gets for one element: an int where it is known, and a tensor of rank 0 where not. */
  private entry(dimension: Dimension): Value {
    return isOpen(dimension)
      ? new IntegerTensor([dimension], 0, { traced: true, operators: this.operators })
      : dimensionValue(dimension);
  }
  private vector(elements: readonly Dimension[]): IntegerTensor {
    return new IntegerTensor(elements, 1, { traced: true, operators: this.operators });
  }

  override getItem(interpreter: Interpreter, index: Value, site?: Place): Value | undefined {
    const general = super.getItem(interpreter, index, site);
    if (this.shape?.length !== 1) return general;
    const chosen = this.choose(index);
    if (chosen === undefined) return general;
    if (this.traced || !(general instanceof KerasTensor))
      return Array.isArray(chosen) ? this.vector(chosen) : this.entry(chosen);
    return withElements(general, Array.isArray(chosen) ? chosen : [chosen], Array.isArray(chosen) ? 1 : 0);
  }

  /** The elements that an index takes; undefined for one that is not known. */
  private choose(index: Value): Size | Size[] | undefined {
    const { elements } = this;
    if (index.kind === 'int') return elements.at(Number(index.value));
    if (
      index.kind !== 'slice' ||
      (index.step.kind !== 'none' && !(index.step.kind === 'int' && index.step.value === 1n))
    )
      return undefined;
    const bound = (value: Value): number | undefined => (value.kind === 'int' ? Number(value.value) : undefined);
    if ([index.lower, index.upper].some((value) => value.kind !== 'none' && value.kind !== 'int')) return undefined;
    return elements.slice(bound(index.lower) ?? 0, bound(index.upper));
  }

  override length(): Value {
    return int(this.elements.length);
  }
  override iterate(): Iterable<Value> | undefined {
    return this.shape?.length === 1 ? this.elements.map((element) => this.entry(element)) : undefined;
  }

  override binary(
    interpreter: Interpreter,
    operator: BinaryOperator,
    other: Value,
    reflected: boolean,
    site?: Place,
  ): Value | undefined {
    const general = super.binary(interpreter, operator, other, reflected, site);
    const others = elementsOf(other);
    if (!others || (this.shape?.length === 1 && others.length !== 1 && others.length !== this.elements.length))
      return general;
    const result: Size[] = [];
    const count = Math.max(this.elements.length, others.length);
    for (let i = 0; i < count; i++) {
      const [a, b] = [this.elements[this.elements.length === 1 ? 0 : i]!, others[others.length === 1 ? 0 : i]!];
      const element = reflected ? arithmetic(operator, b, a) : arithmetic(operator, a, b);
      if (element === undefined) return general;
      result.push(element);
    }
    const rank =
      this.shape?.length === 0 && others.length === 1 && sizeOf(other) !== undefined
        ? 0
        : general instanceof KerasTensor && general.shape?.length === 0
          ? 0
          : 1;
    if (this.traced || !(general instanceof KerasTensor))
      return rank === 0 ? this.entry(result[0]!) : this.vector(result);
    return withElements(general, result, rank);
  }
}

/** The same tensor of the graph, with its elements known. */
export function withElements(tensor: KerasTensor, elements: readonly Dimension[], rank: 0 | 1): IntegerTensor {
  const known = new IntegerTensor(elements, rank, {
    traced: tensor.traced,
    operators: tensor.operators,
    name: tensor.name,
    dtype: tensor.dtype,
  });
  known.node = tensor.node;
  known.tensorIndex = tensor.tensorIndex;
  if (tensor.node && tensor.node.outputs === tensor) tensor.node.outputs = known;
  return known;
}

function arithmetic(operator: BinaryOperator, a: Size, b: Size): Size | undefined {
  switch (operator) {
    case '+':
      return add(a, b);
    case '-':
      return subtract(a, b);
    case '*':
      return multiply(a, b);
    case '//':
      return b === 0 ? undefined : floorDivide(a, b);
    case '%':
      return b === 0 ? undefined : modulo(a, b);
    default:
      return undefined;
  }
}

/** The integers that a value holds, one after another; undefined where it holds other things or they are not known. */
export function elementsOf(value: Value): readonly Size[] | undefined {
  if (value instanceof IntegerTensor) return value.elements;
  if (value.kind === 'list' || value.kind === 'tuple') {
    if (value.kind === 'list' && value.summary) return undefined;
    const parts: Size[] = [];
    for (const item of value.items) {
      const inner = item.kind === 'list' || item.kind === 'tuple' ? undefined : elementsOf(item);
      if (inner?.length !== 1) return undefined;
      parts.push(inner[0]!);
    }
    return parts;
  }
  if (value instanceof KerasTensor) return undefined;
  if (value instanceof ArrayValue) {
    const sizes =
      value.shape && value.shape.length <= 1 ? value.elements?.map((element) => sizeOf(element)) : undefined;
    return sizes?.every((size) => size !== undefined) ? (sizes as Size[]) : undefined;
  }
  const size = sizeOf(value);
  return size === undefined ? undefined : [size];
}

import {
  ceilDivide,
  floorDivide,
  maximum,
  minimum,
  multiply,
  subtract,
  type Dimension,
  type Shape,
  type Size,
} from '../../shapes/dimension.ts';
import { Expression } from '../../shapes/expression.ts';
import { isNonNegative, valueOfSize } from '../../python/library/arrays/conversion.ts';
import { HostValue } from '../../python/domain/host.ts';
import type { Interpreter } from '../../python/domain/interpreter.ts';
import { int, type Value } from '../../python/domain/value.ts';
import { mapElement, TensorSpecValue, withShape } from './elements.ts';
import { datasetMethod } from './dataset-methods.ts';
import { describedInteger, describedSymbol } from '../../python/library/unknowns.ts';
import { type Message, words } from '../../words/message.ts';
import { undetermined } from '../../python/domain/undetermined.ts';

/** Elements of a data set are given one by one up to this many. */
const mostElementsIterated = 1000;

/** One `batch(size)`: its symbol stands for the rows of a batch in the element's shapes. */
export interface Batching {
  readonly symbol: Expression;
  readonly size: Size;
  /** How many rows there are to be put in batches; undefined where that is not known. */
  readonly rows: Size | undefined;
}

export interface DatasetOptions {
  /** What one element is: arrays in tuples, lists or dicts. Rows of a batch are its batching's symbol. */
  readonly element: Value;
  /** How many elements there are; Infinity after `repeat()`; undefined where it is not known. */
  readonly count: Size | undefined;
  readonly reason: Message;
  readonly batchings?: readonly Batching[];
  readonly attributes?: ReadonlyMap<string, Value>;
}

/** `tf.data.Dataset` and what Keras's dataset utilities give. */
export class DatasetValue extends HostValue {
  readonly typeName = 'Dataset';
  readonly content: Value;
  readonly count: Size | undefined;
  readonly reason: Message;
  readonly batchings: readonly Batching[];
  readonly attributes: ReadonlyMap<string, Value>;

  constructor(options: DatasetOptions) {
    super();
    this.content = options.element;
    this.count = options.count;
    this.reason = options.reason;
    this.batchings = options.batchings ?? [];
    this.attributes = options.attributes ?? new Map();
  }

  /** The same data set with some of it changed. */
  with(changes: Partial<DatasetOptions>): DatasetValue {
    return new DatasetValue({
      element: this.content,
      count: this.count,
      reason: this.reason,
      batchings: this.batchings,
      attributes: this.attributes,
      ...changes,
    });
  }

  /** Consecutive elements put together: a new first axis. The last batch may be smaller unless `dropRemainder`. */
  batch(size: Size, dropRemainder: boolean): DatasetValue {
    const rows = this.count;
    const isKnown = rows !== undefined && rows !== Number.POSITIVE_INFINITY;
    const count = isKnown ? (dropRemainder ? floorDivide(rows, size) : ceilDivide(rows, size)) : rows;
    if (dropRemainder)
      return this.with({
        element: mapElement(this.content, (leaf) => withShape(leaf, (shape) => [size, ...shape])),
        count,
      });
    return this.withSymbol(size, rows, count);
  }

  private withSymbol(size: Size, rows: Size | undefined, count: Size | undefined): DatasetValue {
    const symbol = describedSymbol('batch');
    const element = mapElement(this.content, (leaf) => withShape(leaf, (shape) => [symbol, ...shape]));
    return this.with({ element, count, batchings: [...this.batchings, { symbol, size, rows }] });
  }

  /** The element with None where the size of a batch is left open, as `element_spec` has it. */
  get specification(): Value {
    return this.replaced((dimension) => (this.isOpen(dimension) ? null : dimension));
  }

  /** The element as iteration gives it, with the rows of the batch at this place (undefined: of any full one). */
  elementAt(index: number | undefined): Value {
    const replacements = new Map<Expression, Expression>();
    for (const { symbol, size, rows } of this.batchings) {
      const number = rowsOfBatch(size, rows, index);
      replacements.set(symbol, typeof number === 'number' ? Expression.of(number) : number);
    }
    let open = 0;
    return this.replaced((dimension) => {
      if (dimension === null) return describedSymbol(open++ === 0 ? 'length' : `length ${open}`);
      if (typeof dimension === 'number') return dimension;
      const plain = dimension.substitute(replacements);
      return plain.constant === undefined ? plain : Number(plain.constant);
    });
  }

  private replaced(change: (dimension: Dimension) => Dimension): Value {
    const changeShape = (shape: Shape) => shape.map(change);
    return mapElement(this.content, (leaf) => withShape(leaf, changeShape));
  }

  private isOpen(dimension: Dimension): boolean {
    if (dimension === null || typeof dimension === 'number' || this.batchings.length === 0) return false;
    return !dimension
      .substitute(new Map(this.batchings.map(({ symbol }) => [symbol, Expression.of(0)])))
      .equals(dimension);
  }

  /** What a model is trained on: sizes of batches are left open. */
  override element(_interpreter: Interpreter): Value {
    return this.replaced((dimension) => dimension);
  }

  override getAttribute(interpreter: Interpreter, name: string): Value | undefined {
    const own = this.attributes.get(name);
    if (own) return own;
    if (name === 'element_spec')
      return mapElement(this.specification, (leaf) => new TensorSpecValue(leaf.shape, leaf.dtype));
    return (
      datasetMethod(this, name) ??
      (name.startsWith('__')
        ? undefined
        : interpreter.unknown(words`what .${name} of a data set gives is not worked out`))
    );
  }

  override length(interpreter: Interpreter): Value {
    const { count } = this;
    if (count === Number.POSITIVE_INFINITY) return interpreter.raise('TypeError', 'The dataset is infinite.');
    return count === undefined ? describedInteger(this.reason, 'number of batches') : valueOfSize(count);
  }

  override iterate(): Iterable<Value> | undefined {
    const { count } = this;
    if (typeof count !== 'number' || count > mostElementsIterated) return undefined;
    return this.items(count);
  }
  private *items(count: number): Generator<Value> {
    for (let index = 0; index < count; index++) yield this.elementAt(index);
  }

  override getItem(): undefined {
    return undefined;
  }
  override truth(): boolean {
    return true;
  }
}

/** Rows of the batch at this place; of any full one where the place is left open. */
function rowsOfBatch(size: Size, rows: Size | undefined, index: number | undefined): Size {
  if (rows === Number.POSITIVE_INFINITY) return size;
  if (rows === undefined) return minimum(size, describedSymbol('rows'));
  if (index === undefined) return minimum(size, rows);
  const left = subtract(rows, multiply(size, index));
  const taken = minimum(size, left);
  return isNonNegative(taken) ? taken : maximum(taken, 0);
}

/** The number of elements as a value. */
export function countValue(count: Size | undefined): Value {
  return count === undefined
    ? undetermined('the number of elements is not known', { integer: true })
    : count === Number.POSITIVE_INFINITY
      ? int(-1)
      : valueOfSize(count);
}

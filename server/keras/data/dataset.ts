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
import { ClassValue, type Value } from '../../python/domain/value.ts';
import type { Settings } from './dataset-options.ts';
import { ArrayValue } from '../../python/library/arrays/array-value.ts';
import { everyLeaf, groups, isFixed, type Items, leavesIn, MOST_ITEMS, stacked } from './dataset-items.ts';
import { mapElement, raggedRankOf, TensorSpecValue, withRaggedShape, withShape } from './elements.ts';
import { RaggedSpecValue } from './open-ragged.ts';
import { datasetMethod } from './dataset-methods.ts';
import { describedInteger, describedSymbol } from '../../python/library/unknowns.ts';
import { type Message, words } from '../../words/message.ts';
import { isUndetermined, Top } from '../../python/domain/undetermined.ts';

/** Elements of a data set are given one by one up to this many. */
const mostElementsIterated = 1000;

/** One `batch(size)`: its symbol stands for the rows of a batch in the element's shapes. */
export interface Batching {
  readonly symbol: Expression;
  readonly size: Size;
  /** How many rows there are to be put in batches; undefined where that is not known. */
  readonly rows: Size | undefined;
}

export interface Failure {
  readonly at: number;
  readonly message: string;
}

export interface DatasetOptions {
  /** What one element is: arrays in tuples, lists or dicts. Rows of a batch are its batching's symbol. */
  readonly element: Value;
  /**
   * `element_spec`: the element as TensorFlow infers it, None (null) where it leaves a size open. Default: the element,
   * with the rows of batches open. null: not known.
   */
  readonly spec?: Value | null | undefined;
  /** The elements one by one, where the program decides them and they are few. */
  readonly items?: Items | undefined;
  /** What is repeated without an end. */
  readonly cycle?: Items | undefined;
  /** All elements in some order, where the program decides which there are and not their order. */
  readonly sample?: Items | undefined;
  /** How many elements there are; Infinity after `repeat()`; undefined where it is not known. */
  readonly count: Size | undefined;
  /** Whether TensorFlow knows how many there are before it comes to the end. Default: it does. */
  readonly isCounted?: boolean;
  readonly reason: Message;
  readonly batchings?: readonly Batching[];
  /** Why TensorFlow cannot give an element, and which is the first. */
  readonly failure?: Failure | undefined;
  readonly attributes?: ReadonlyMap<string, Value>;
  /** The name of its class in TensorFlow, where it is known (`_BatchDataset`). */
  readonly className?: string | undefined;
  /** What `with_options` has set. */
  readonly settings?: Settings;
}

/** `tf.data.Dataset` and what Keras's dataset utilities give. */
export class DatasetValue extends HostValue {
  readonly typeName = 'Dataset';
  override get iteratorName(): string {
    return 'OwnedIterator';
  }
  readonly content: Value;
  readonly spec: Value | null | undefined;
  readonly items: Items | undefined;
  readonly sample: Items | undefined;
  readonly cycle: Items | undefined;
  readonly count: Size | undefined;
  readonly isCounted: boolean;
  readonly reason: Message;
  readonly batchings: readonly Batching[];
  readonly failure: Failure | undefined;
  readonly attributes: ReadonlyMap<string, Value>;
  readonly className: string | undefined;
  readonly settings: Settings;

  constructor(options: DatasetOptions) {
    super();
    this.content = options.element;
    this.spec = options.spec;
    this.items = options.items;
    this.sample = options.sample;
    this.cycle = options.cycle;
    this.count = options.count;
    this.isCounted = options.isCounted ?? true;
    this.reason = options.reason;
    this.batchings = options.batchings ?? [];
    this.failure = options.failure;
    this.attributes = options.attributes ?? new Map();
    this.className = options.className;
    this.settings = options.settings ?? new Map();
  }

  /**
   * A data set made of this one, with some of it changed: what is its own (`class_names`) it does not hand on, nor its
   * elements one by one and its specification where the element changes.
   * Which elements there are in some order is said by who knows that it stays so.
   */
  with(changes: Partial<DatasetOptions>): DatasetValue {
    return new DatasetValue({
      element: this.content,
      spec: changes.element === undefined ? this.spec : undefined,
      items: changes.element === undefined && !('count' in changes) ? this.items : undefined,
      count: this.count,
      isCounted: this.isCounted,
      reason: this.reason,
      batchings: this.batchings,
      settings: this.settings,
      ...changes,
    });
  }

  /** So many elements from the first on, or all where there are fewer; undefined where they are not known. */
  firstItems(count: number): Items | undefined {
    if (this.items) return this.items.slice(0, count);
    const { cycle } = this;
    return cycle && count <= MOST_ITEMS
      ? Array.from({ length: count }, (_, at) => cycle[at % cycle.length]!)
      : undefined;
  }

  /** Consecutive elements put together: a new first axis. The last batch may be smaller unless `dropRemainder`. */
  batch(interpreter: Interpreter, size: Size, dropRemainder: boolean): DatasetValue {
    const items =
      typeof size === 'number' && size > 0 && this.items
        ? allOf(groups(this.items, size, dropRemainder).map((group) => stacked(interpreter, group, this.content)))
        : undefined;
    const batches = this.grouped(size, dropRemainder, items);
    const inherited = typeof size === 'number' &&
      this.failure && { ...this.failure, at: Math.floor(this.failure.at / size) };
    const failure =
      inherited || (typeof size === 'number' && !items ? failureOf(this, size, dropRemainder) : undefined);
    return failure ? batches.with({ failure }) : batches;
  }

  /** The same where what the batches are is known otherwise. */
  grouped(size: Size, dropRemainder: boolean, items: Items | undefined): DatasetValue {
    const rows = this.count;
    const isKnown = rows !== undefined && rows !== Number.POSITIVE_INFINITY;
    const count = isKnown ? (dropRemainder ? floorDivide(rows, size) : ceilDivide(rows, size)) : rows;
    const spec = withAxis(this.specification, dropRemainder ? size : null);
    if (dropRemainder) return this.with({ element: withAxis(this.content, size), spec, items, count });
    const symbol = describedSymbol('batch');
    return this.with({
      element: withAxis(this.content, symbol),
      spec,
      items,
      count,
      batchings: [...this.batchings, { symbol, size, rows }],
    });
  }

  /** The element with None where TensorFlow leaves a size open, as `element_spec` has it. */
  get specification(): Value {
    if (this.spec === null) return new Top('what TensorFlow infers of the elements is not known');
    if (this.spec !== undefined) return this.spec;
    return this.replaced((dimension) => (this.isOpen(dimension) ? null : dimension));
  }

  /** The element as iteration gives it, with the rows of the batch at this place (undefined: of any full one). */
  elementAt(index: number | undefined): Value {
    const item = index === undefined ? undefined : this.items?.[index];
    if (item !== undefined) return item;
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
    return mapElement(
      this.content,
      (leaf) => withShape(leaf, changeShape),
      (leaf) =>
        withRaggedShape(leaf, ([rows, ...inner]) => [...changeShape(rows === undefined ? [] : [rows]), ...inner], 0),
    );
  }

  private isOpen(dimension: Dimension): boolean {
    if (dimension === null || typeof dimension === 'number' || this.batchings.length === 0) return false;
    return !dimension
      .substitute(new Map(this.batchings.map(({ symbol }) => [symbol, Expression.of(0)])))
      .equals(dimension);
  }

  private get isShuffledInBatches(): boolean {
    return this.batchings.some(({ rows }) => rows === undefined);
  }

  /** How many rows all its batches have together; undefined where that is not known. */
  samples(): Size | undefined {
    const sizes = this.items?.map((item) => leavesIn(item)[0]?.shape?.[0]);
    if (sizes?.every((size) => typeof size === 'number')) return sizes.reduce((sum, size) => sum + size, 0);
    const first = leavesIn(this.content)[0]?.shape?.[0];
    if (first === undefined || first === null || this.count === undefined || this.count === Number.POSITIVE_INFINITY)
      return undefined;
    if (typeof first === 'number') return multiply(first, this.count);
    const batching = this.batchings.find(({ symbol }) => symbol.equals(first));
    if (typeof batching?.rows !== 'number' || typeof batching.size !== 'number' || this.isShuffledInBatches)
      return undefined;
    const all = Math.ceil(batching.rows / batching.size);
    if (this.count === all) return batching.rows;
    return typeof this.count === 'number' && this.count < all ? this.count * batching.size : undefined;
  }

  /** What a model is trained on: sizes of batches are left open; None is what TensorFlow leaves open behind them. */
  override element(_interpreter: Interpreter): Value {
    const own = this.replaced((dimension) => dimension);
    const [specs, leaves] = [leavesIn(this.specification), leavesIn(own)];
    if (specs.length !== leaves.length) return own;
    let place = 0;
    return mapElement(own, (leaf) => {
      const spec = specs[place++]!.shape;
      if (spec?.length !== leaf.shape?.length) return leaf;
      return withShape(leaf, (shape) =>
        shape.map((size, axis) => (axis > 0 && spec![axis] === null && typeof size !== 'number' ? null : size)),
      );
    });
  }

  /** A class of TensorFlow's own, with a name of its own. */
  override pythonClass(): ClassValue | undefined {
    return this.className === undefined ? undefined : ownClass(this.className);
  }

  override getAttribute(interpreter: Interpreter, name: string): Value | undefined {
    const own = this.attributes.get(name);
    if (own) return own;
    if (name === 'element_spec')
      return mapElement(
        this.specification,
        (leaf) => new TensorSpecValue(leaf.shape, leaf.dtype),
        (leaf) => new RaggedSpecValue({ shape: leaf.shape, dtype: leaf.dtype, raggedRank: raggedRankOf(leaf) }),
      );
    // Only what a function of Keras gave has them: a data set that is made of it has none.
    if (name === 'class_names' || name === 'file_paths') return undefined;
    return (
      datasetMethod(this, name) ??
      (name.startsWith('__')
        ? undefined
        : interpreter.unknown(words`what .${name} of a data set gives is not worked out`))
    );
  }

  override length(interpreter: Interpreter): Value {
    const { count } = this;
    if (!this.isCounted) return interpreter.raise('TypeError', 'The dataset length is unknown.');
    if (count === Number.POSITIVE_INFINITY) return interpreter.raise('TypeError', 'The dataset is infinite.');
    return count === undefined ? describedInteger(this.reason, 'number of batches') : valueOfSize(count);
  }

  override iterate(interpreter?: Interpreter): Iterable<Value> | undefined {
    if (this.items) return this.items;
    const { count, failure } = this;
    if (failure && interpreter) return this.until(interpreter, failure);
    if (typeof count !== 'number' || count > mostElementsIterated) return undefined;
    return this.upTo(count);
  }
  private *until(interpreter: Interpreter, { at, message }: Failure): Generator<Value> {
    yield* this.upTo(at);
    interpreter.raise('InvalidArgumentError', message);
  }
  private *upTo(count: number): Generator<Value> {
    for (let index = 0; index < count; index++) yield this.elementAt(index);
  }

  override getItem(interpreter: Interpreter): Value {
    return interpreter.raise('TypeError', "'Dataset' object is not subscriptable");
  }
  override truth(): boolean {
    return true;
  }
}

const classes = new Map<string, ClassValue>();
function ownClass(name: string): ClassValue {
  const known =
    classes.get(name) ?? new ClassValue({ name, qualifiedName: `tensorflow.data.${name}`, unknownBase: PRIVATE });
  classes.set(name, known);
  return known;
}
const PRIVATE = new Top('which classes of TensorFlow a data set has is not followed');

/** The first batch of elements of different shapes; of a known order, or where no two elements are alike. */
function failureOf(
  { content, items, sample }: DatasetValue,
  size: number,
  dropRemainder: boolean,
): Failure | undefined {
  if (!everyLeaf(content, () => true)) return undefined;
  const shapes = (items ?? sample)?.map((item) => {
    const leaves = leavesIn(item);
    return leaves.every(({ shape }) => isFixed(shape))
      ? leaves.map(({ shape }) => `[${shape!.join()}]`).join()
      : undefined;
  });
  if (!shapes || shapes.some((shape) => shape === undefined) || size < 2) return undefined;
  const message = 'Cannot batch tensors with different shapes in component 0.';
  if (!items) return new Set(shapes).size === shapes.length && shapes.length >= size ? { at: 0, message } : undefined;
  for (let start = 0; start < shapes.length; start += size) {
    const group = shapes.slice(start, start + size);
    if (dropRemainder && group.length < size) return undefined;
    if (new Set(group).size > 1) return { at: start / size, message };
  }
  return undefined;
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

/** A new first axis in front of each tensor. */
const withAxis = (element: Value, size: Dimension): Value =>
  mapElement(
    element,
    (leaf) => withShape(leaf, (shape) => [size, ...shape]),
    (leaf) => withRaggedShape(leaf, (shape) => [size, ...shape], 1),
  );

const allOf = (items: readonly (Value | undefined)[]): Items | undefined =>
  items.every((item) => item !== undefined) ? items : undefined;

/** The number of elements as TensorFlow has it: a tensor, −1 for no end, −2 where it cannot tell. */
export function countValue({ count, isCounted, reason }: DatasetValue): Value {
  const told = !isCounted ? -2 : count === Number.POSITIVE_INFINITY ? -1 : count;
  const element = told === undefined ? undefined : valueOfSize(told);
  return new ArrayValue({
    shape: [],
    dtype: 'int64',
    library: 'tensorflow',
    elements: element && !isUndetermined(element) ? [element] : undefined,
    reason,
  });
}

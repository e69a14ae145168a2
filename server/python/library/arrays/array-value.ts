import { sameShape, type Shape } from '../../../shapes/dimension.ts';
import { eitherShape } from '../../../shapes/either.ts';
import type { Place } from '../../syntax/place.ts';
import type { BinaryOperator, CompareOperator, UnaryOperator } from '../../syntax/tree.ts';
import type { HostEffects } from '../../domain/effects.ts';
import { HostValue } from '../../domain/host.ts';
import type { Interpreter } from '../../domain/interpreter.ts';
import { Memo, type Mutable } from '../../domain/journal.ts';
import { type ClassValue, int, type Value } from '../../domain/value.ts';
import { arrayClass, eagerTensorClass } from './array-class.ts';
import { arrayText, tensorText } from './array-text.ts';
import { arrayAttribute } from './array-attributes.ts';
import { valueOfSize } from './conversion.ts';
import { binaryOnArrays, compareArrays, unaryOnArray } from './elementwise.ts';
import { getItemOfArray, setItemOfArray } from './indexing.ts';
import { itemOfSeries } from '../pandas/series.ts';
import { withLabels } from '../pandas/series-labels.ts';
import { record } from './recording.ts';
import type { Label, RowIndex } from './row-index.ts';
import { mostCellsKept, mostElementsKept, Storage } from './storage.ts';
import { type Message, words } from '../../../words/message.ts';
import { undetermined } from '../../domain/undetermined.ts';
import { defineState, kept, type State } from '../../domain/state.ts';
import { restore, snapshot } from '../../domain/journal.ts';

export type ArrayLibrary = 'numpy' | 'tensorflow' | 'pandas';
const typeNames: Readonly<Record<ArrayLibrary, string>> = {
  numpy: 'ndarray',
  tensorflow: 'EagerTensor',
  pandas: 'Series',
};

/** Items of the first axis are given one by one up to this many. */
const mostItemsIterated = 10_000;
/** So many are given in the time of a step. */
const ITEMS_OF_A_STEP = 4;

export interface ArrayOptions {
  readonly shape: Shape | undefined;
  readonly dtype?: string | undefined;
  /** Flat, row-major. Left out of the array where they are too many. */
  readonly elements?: readonly Value[] | undefined;
  readonly library?: ArrayLibrary | undefined;
  /** Why the elements are not known, as a sentence fragment for people. */
  readonly reason?: Message | undefined;
  /** How many classes there are where the elements are class labels 0, 1, … */
  readonly classes?: number | undefined;
  /** The elements are Python lists of different lengths. */
  readonly isRagged?: boolean | undefined;
  readonly drawn?: Drawn | undefined;
  /** Of a Series: the labels of its rows, where they are known, and its name. */
  readonly index?: RowIndex | undefined;
  readonly label?: Label | undefined;
  /** It is an index of pandas': of columns, or of rows. */
  readonly isIndex?: boolean | undefined;
}

/** Integers that take every value from `low` to below `high` about equally often. */
export interface Drawn {
  readonly low: number;
  readonly high: number;
}

/**
 * An array of data: a NumPy array, or an eager tensor of TensorFlow. What is known is its shape; elements only of small
 * ones.
 */
export class ArrayValue extends HostValue implements Mutable {
  readonly library: ArrayLibrary;
  readonly typeName: string;
  readonly reason: Message;
  /** How many classes there are where the elements are class labels. */
  classes: number | undefined;
  /** The elements are Python lists of different lengths. */
  readonly isRagged: boolean;
  readonly index: RowIndex | undefined;
  readonly label: Label | undefined;
  readonly isIndex: boolean;
  /** What integers are in it, where they are drawn at random. */
  drawn: Drawn | undefined;
  /** undefined: not even the rank is known. None only in tensors traced by TensorFlow. */
  shape: Shape | undefined;
  /** NumPy's name; undefined where the program does not decide it. */
  dtype: string | undefined;
  storage: Storage | undefined;
  /** Of a view: where its elements lie in the storage. */
  positions: readonly number[] | undefined;
  /** Of a view at a place that is not known, or of an array that is one of several: what changes with it. */
  aliasOf: Storage | undefined;
  /** Results that are not known, so that the same question gives the same symbol (`y.max()`). */
  readonly derived = new Memo<Value>();
  /** NumPy refuses to write into it. */
  isReadOnly = false;

  constructor(options: ArrayOptions) {
    super();
    this.shape = options.shape;
    this.library = options.library ?? 'numpy';
    // TensorFlow has one name for texts of every length.
    this.dtype =
      this.library === 'tensorflow' && (options.dtype === 'str' || options.dtype === 'bytes')
        ? 'string'
        : options.dtype;
    this.typeName = typeNames[this.library];
    this.reason = options.reason ?? words`the values in the array are not worked out`;
    this.classes = options.classes;
    this.isRagged = options.isRagged ?? false;
    this.drawn = options.drawn;
    this.index = options.index;
    this.label = options.label;
    this.isIndex = options.isIndex ?? false;
    const most = this.library === 'pandas' ? mostCellsKept : mostElementsKept;
    if (options.elements && options.elements.length <= most) this.storage = new Storage(options.elements.slice());
  }

  /** Without axes it may be a number of NumPy's, which is of another class, and one of Python's. */
  override pythonClass(): ClassValue | undefined {
    if (this.library === 'tensorflow') return eagerTensorClass;
    return this.library === 'numpy' && this.shape?.length !== 0 ? arrayClass : undefined;
  }
  override isForeign(): boolean {
    return this.library !== 'numpy' || this.shape?.length !== 0;
  }

  /** The elements, flat and row-major, where they are known. */
  get elements(): readonly Value[] | undefined {
    const values = this.storage?.values;
    if (!values) return undefined;
    return this.positions ? this.positions.map((position) => values[position]!) : values;
  }

  /** An array of another shape on the same storage: `positions[i]` is where its element i lies in this array. */
  view(shape: Shape, positions?: readonly number[]): ArrayValue {
    const view = this.selection(shape);
    view.isReadOnly = this.isReadOnly;
    if (this.storage && (positions !== undefined || sameShapeSize(shape, this.shape))) {
      view.storage = this.storage;
      const own = this.positions;
      view.positions = positions === undefined ? own : own ? positions.map((position) => own[position]!) : positions;
    } else view.aliasOf = this.storage ?? this.aliasOf;
    return view;
  }

  /** An array of the same library and origin. */
  like(shape: Shape | undefined, dtype: string | undefined, elements?: readonly Value[]): ArrayValue {
    return new ArrayValue({ shape, dtype, elements, library: this.library, reason: this.reason });
  }

  /** An array of some of this one's elements: class labels stay class labels. */
  selection(shape: Shape, elements?: readonly Value[]): ArrayValue {
    return new ArrayValue({
      shape,
      dtype: this.dtype,
      elements,
      library: this.library,
      reason: this.reason,
      classes: this.classes,
      isRagged: this.isRagged,
      drawn: this.drawn,
    });
  }

  /** Whether it is a variable of the program's, which may be assigned anew. */
  get isVariable(): boolean {
    return false;
  }

  /** Whether it is brought to a common dtype with a tensor of another, as Keras's own variables are. */
  get promotes(): boolean {
    return false;
  }

  get state(): State {
    return ARRAY;
  }

  /**
   * The elements are changed in place: `elements` are the new ones, where they are known. Views of the same elements
   * see it.
   */
  overwrite(interpreter: Interpreter, elements: readonly Value[] | undefined): void {
    interpreter.touch(this);
    this.derived.clear();
    this.classes = undefined;
    this.drawn = undefined;
    if (this.storage) {
      interpreter.touch(this.storage);
      this.storage.content = undefined;
    }
    this.aliasOf?.forget(interpreter);
    const { storage, positions } = this;
    if (!storage?.values) return;
    if (!elements) storage.values = undefined;
    else
      for (const [index, element] of elements.entries())
        storage.values[positions ? positions[index]! : index] = element;
  }

  /** The program writes into it. */
  refuseReadOnly(interpreter: Pick<Interpreter, 'raise'>): void {
    if (this.isReadOnly) interpreter.raise('ValueError', 'assignment destination is read-only');
  }

  override havoc(interpreter: Interpreter, { called, contents }: HostEffects): void {
    if (!contents) return;
    this.overwrite(interpreter, undefined);
    if (called.has('resize')) this.become({ ...NOTHING_KNOWN, dtype: this.dtype });
  }

  private become(state: ArrayState): void {
    restore(this, state);
  }

  override getAttribute(interpreter: Interpreter, name: string): Value | undefined {
    return arrayAttribute(interpreter, this, name);
  }
  override setAttribute(interpreter: Interpreter, name: string, value: Value): boolean {
    if (name === 'flat' || name === 'dtype' || name === 'data') {
      this.overwrite(interpreter, undefined);
      if (name !== 'flat') this.become({ ...(snapshot(this) as ArrayState), shape: undefined, dtype: undefined });
      return true;
    }
    if (name !== 'shape' || !this.shape) return false;
    const reshaped = interpreter.call(interpreter.getAttribute(this, 'reshape'), [value]);
    interpreter.touch(this);
    if (reshaped instanceof ArrayValue) restore(this, snapshot(reshaped));
    else this.become({ ...NOTHING_KNOWN, dtype: this.dtype, classes: this.classes, drawn: this.drawn });
    return true;
  }
  override getItem(interpreter: Interpreter, index: Value, site?: Place): Value {
    const ofSeries = this.library === 'pandas' ? itemOfSeries(interpreter, this, index) : undefined;
    const part = ofSeries ?? getItemOfArray(interpreter, this, index, site);
    record(part, { operation: 'GetItem', inputs: [this] });
    return part;
  }
  override setItem(interpreter: Interpreter, index: Value, value: Value): boolean {
    if (this.library === 'tensorflow')
      return interpreter.raise('TypeError', `'${this.typeName}' object does not support item assignment`);
    setItemOfArray(interpreter, this, index, value);
    return true;
  }
  override length(interpreter: Interpreter): Value {
    if (!this.shape) return interpreter.unknown(this.reason);
    const [first] = this.shape;
    if (first === undefined) return interpreter.raise('TypeError', 'len() of unsized object');
    return first === null ? interpreter.unknown('the size is only known when data comes') : valueOfSize(first);
  }
  override iterate(interpreter: Interpreter): Iterable<Value> | undefined {
    const first = this.shape?.[0];
    if (this.shape?.length === 0) interpreter.raise('TypeError', 'iteration over a 0-d array');
    if (typeof first !== 'number' || first > mostItemsIterated) return undefined;
    return this.items(interpreter, first);
  }
  private *items(interpreter: Interpreter, count: number): Generator<Value> {
    for (let index = 0; index < count; index++) {
      if (index % ITEMS_OF_A_STEP === ITEMS_OF_A_STEP - 1) interpreter.spend();
      yield getItemOfArray(interpreter, this, int(index));
    }
  }
  override element(interpreter: Interpreter): Value | undefined {
    if (!this.shape || this.shape.length === 0) return undefined;
    return getItemOfArray(interpreter, this, undetermined('it is any item of the array', { integer: true }));
  }
  override binary(
    interpreter: Interpreter,
    operator: BinaryOperator,
    other: Value,
    reflected: boolean,
  ): Value | undefined {
    const [left, right] = reflected ? [other, this] : [this, other];
    const made = binaryOnArrays(interpreter, operator, left, right);
    const result = this.library === 'pandas' ? withLabels(interpreter, this, other, made) : made;
    if (result) record(result, { operation: operator, inputs: [left, right] });
    return result;
  }
  override unary(interpreter: Interpreter, operator: UnaryOperator): Value | undefined {
    interpreter.spend(Math.ceil((this.storage?.values?.length ?? 0) / 16));
    const result = unaryOnArray(interpreter, operator, this);
    if (result) record(result, { operation: `unary ${operator}`, inputs: [this] });
    return this.library === 'pandas' ? withLabels(interpreter, this, this, result) : result;
  }
  override compare(
    interpreter: Interpreter,
    operator: CompareOperator,
    other: Value,
    reflected: boolean,
  ): Value | undefined {
    const result = reflected
      ? compareArrays(interpreter, operator, other, this)
      : compareArrays(interpreter, operator, this, other);
    return this.library === 'pandas' ? withLabels(interpreter, this, other, result) : result;
  }
  override truth(interpreter: Interpreter): boolean | undefined {
    const { elements } = this;
    if (elements?.length === 1) return interpreter.truth(elements[0]!);
    return undefined;
  }
  override text(interpreter: Interpreter): string | undefined {
    const { elements, shape } = this;
    if (this.library === 'tensorflow')
      return this.constructor === ArrayValue ? tensorText(interpreter, this) : undefined;
    if (elements?.length === 1 && shape?.length === 0) return interpreter.str(elements[0]!);
    return this.library === 'numpy' ? arrayText(interpreter, this) : undefined;
  }
  override join(other: Value): Value | undefined {
    return other instanceof ArrayValue && other.library === this.library && joinShapes(this.shape, other.shape)
      ? this.orElse(other)
      : undefined;
  }
  /** This one or the other, which the program does not decide. */
  orElse(other: ArrayValue): ArrayValue {
    const shape = joinShapes(this.shape, other.shape);
    const joined = new ArrayValue({
      shape,
      dtype: this.dtype === other.dtype ? this.dtype : undefined,
      library: this.library,
      reason: this.reason,
      classes: this.classes === other.classes ? this.classes : undefined,
    });
    joined.aliasOf = oneOfStorages([this, other]);
    return joined;
  }
}

interface ArrayState
  extends Pick<
    ArrayValue,
    'shape' | 'dtype' | 'storage' | 'positions' | 'aliasOf' | 'classes' | 'drawn' | 'isReadOnly'
  > {}

const NOTHING_KNOWN: ArrayState = {
  shape: undefined,
  dtype: undefined,
  storage: undefined,
  positions: undefined,
  aliasOf: undefined,
  classes: undefined,
  drawn: undefined,
  isReadOnly: false,
};

const ARRAY = defineState<ArrayState>(
  {
    shape: kept(),
    dtype: kept(),
    storage: kept(),
    positions: kept(),
    aliasOf: kept(),
    classes: kept(),
    drawn: kept(),
    isReadOnly: kept(),
  },
  {
    join(a, b) {
      const shape = joinShapes(a.shape, b.shape);
      const isPlaced = a.storage === b.storage && a.positions === b.positions && isSameShape(a.shape, b.shape);
      return {
        shape,
        dtype: a.dtype === b.dtype ? a.dtype : undefined,
        storage: isPlaced ? a.storage : undefined,
        positions: isPlaced ? a.positions : undefined,
        aliasOf: isPlaced && a.aliasOf === b.aliasOf ? a.aliasOf : oneOfStorages([a, b]),
        classes: a.classes === b.classes ? a.classes : undefined,
        drawn: a.drawn === b.drawn ? a.drawn : undefined,
        isReadOnly: a.isReadOnly && b.isReadOnly,
      };
    },
    restored: (array) => (array as ArrayValue).derived.clear(),
    same: () => true,
  },
);

const isSameShape = (a: Shape | undefined, b: Shape | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && sameShape(a, b) === 'same');

/** What changes with an array that is one of these; undefined where nothing is known of what they hold. */
function oneOfStorages(arrays: readonly Pick<ArrayValue, 'storage' | 'aliasOf'>[]): Storage | undefined {
  const storages = new Set(arrays.flatMap(({ storage, aliasOf }) => [storage, aliasOf]));
  storages.delete(undefined);
  const [only] = storages;
  return storages.size < 2 ? only : new Storage(undefined, [...storages] as Storage[]);
}

/** Where only one of them has None there, nothing is said: data has no None. */
function joinShapes(a: Shape | undefined, b: Shape | undefined): Shape | undefined {
  const nones = (shape: Shape | undefined): string | undefined => shape?.map((dimension) => dimension === null).join();
  return nones(a) === nones(b) ? eitherShape(a, b) : undefined;
}

function sameShapeSize(a: Shape, b: Shape | undefined): boolean {
  const count = (shape: Shape) =>
    shape.reduce<number>((total, dimension) => (typeof dimension === 'number' ? total * dimension : Number.NaN), 1);
  return b !== undefined && count(a) === count(b);
}

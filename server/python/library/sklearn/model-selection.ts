/** Data split for training and testing. */
import { listCost } from '../operations/sequences.ts';
import { floorDivide, isNamed, modulo, subtract, type Size } from '../../../shapes/dimension.ts';
import { Expression } from '../../../shapes/expression.ts';
import { HostValue } from '../../domain/host.ts';
import type { Interpreter } from '../../domain/interpreter.ts';
import {
  ClassValue,
  IteratorValue,
  ListValue,
  ModuleValue,
  NativeFunction,
  TupleValue,
  type Value,
} from '../../domain/value.ts';
import { ArrayValue } from '../arrays/array-value.ts';
import { sizeOf, valueOfSize } from '../arrays/conversion.ts';
import { bind, define, NotDecided, type LibraryCall } from '../arrays/library-call.ts';
import { DataFrameValue } from '../pandas/data-frame.ts';
import { NumpyInt } from '../arrays/dtypes.ts';
import { randomOrder } from '../pandas/random-rows.ts';
import { taken } from '../pandas/series-value.ts';
import { describedSymbol } from '../unknowns.ts';
import { words } from '../../../words/message.ts';
import { isUndetermined, Top } from '../../domain/undetermined.ts';

/**
 * `train_test_split(*arrays, test_size, train_size)`: a part given as a fraction has ⌈test_size · n⌉ rows for testing
 * and ⌊train_size · n⌋ for
 * training; what is not given is the rest; a quarter is for testing where neither is (scikit-learn's documentation).
 */
export const trainTestSplit = define('train_test_split', '', (call) => {
  const counts = rowsOf(call, call.rest);
  const places = placesOfParts(call, counts);
  const results: Value[] = [];
  for (const data of call.rest) {
    for (const [index, count] of counts.entries())
      results.push((places && chosen(call, data, places[index]!)) ?? part(call, data, count, index === 0));
  }
  return new ListValue(results);
});

/**
 * Which rows are for training and which for testing: in their order, or as the seed decides (ShuffleSplit); undefined
 * where that is not known.
 */
function placesOfParts(
  call: LibraryCall,
  [train, test]: readonly [Size | undefined, Size | undefined],
): readonly [readonly number[], readonly number[]] | undefined {
  if (typeof train !== 'number' || typeof test !== 'number' || call.optional('stratify')) return undefined;
  const [first] = call.rest;
  const whole = first && sizeOf(call.interpreter.length(first));
  if (typeof whole !== 'number' || train + test > whole) return undefined;
  if (call.optional('shuffle') && !call.flag('shuffle', true)) {
    const rows = Array.from({ length: train + test }, (_, row) => row);
    return [rows.slice(0, train), rows.slice(train)];
  }
  const order = randomOrder(call, whole);
  return order && [order.slice(test, test + train), order.slice(0, test)];
}

/** These rows; undefined for what has none that are known. */
export function chosen(call: LibraryCall, data: Value, places: readonly number[]): Value | undefined {
  if (data instanceof DataFrameValue && !data.lost) return data.taken(call.interpreter, places);
  if (data instanceof ArrayValue && data.elements && data.library === 'pandas')
    return data.shape?.length === 1 ? taken(call.interpreter, data, places) : undefined;
  if (data instanceof ArrayValue && data.elements && data.library === 'numpy') {
    const elements = places.map((place) => new NumpyInt(BigInt(place), 'int64'));
    return call.interpreter.getItem(data, new ArrayValue({ shape: [places.length], dtype: 'int64', elements }));
  }
  if ((data.kind === 'list' && !data.summary) || data.kind === 'tuple') {
    call.interpreter.spend(listCost(places.length));
    return new ListValue(places.map((place) => data.items[place]!));
  }
  return undefined;
}

/** Numbers of rows for training and testing; undefined where the data are all unknown. */
function rowsOf(call: LibraryCall, inputs: readonly Value[]): [Size | undefined, Size | undefined] {
  const whole = inputs
    .map((data) => (isUndetermined(data) ? undefined : sizeOf(call.interpreter.length(data))))
    .find((size) => size !== undefined);
  if (whole === undefined) return [undefined, undefined];
  const test = partSize(call, 'test_size', whole, Math.ceil);
  const train = partSize(call, 'train_size', whole, Math.floor);
  if (test === undefined && train === undefined) {
    const quarter = typeof whole === 'number' ? Math.ceil(0.25 * whole) : symbolic(0.25, whole);
    return [subtract(whole, quarter), quarter];
  }
  return [train ?? subtract(whole, test!), test ?? subtract(whole, train!)];
}

function partSize(call: LibraryCall, name: string, whole: Size, round: (value: number) => number): Size | undefined {
  const value = call.optional(name);
  if (!value) return undefined;
  if (value.kind === 'int') return Number(value.value);
  if (value.kind === 'float')
    return typeof whole === 'number' ? round(value.value * whole) : symbolic(value.value, whole);
  const size = isUndetermined(value) && value.integer ? sizeOf(value) : undefined;
  if (size === undefined) throw new NotDecided(words`${name} is not known`);
  return size;
}

/** A fraction of a number that is not known. */
function symbolic(fraction: number, whole: Size): Size {
  const text = typeof whole === 'number' ? String(whole) : whole.toString();
  return Expression.symbol(`round(${fraction} * ${/^[\w.[\]()]+$/.test(text) ? text : `(${text})`})`, {
    nonNegative: true,
    described: !isNamed(whole),
  });
}

/** Some rows of one input: of its own kind. */
function part(call: LibraryCall, data: Value, count: Size | undefined, isFirst: boolean): Value {
  if (count === undefined || isUndetermined(data)) {
    const reason = isUndetermined(data) ? data.reason : words`how many rows there are is not known`;
    return new Top(reason);
  }
  if (data instanceof ArrayValue) {
    const { shape } = call.ranked(data);
    return data.selection([count, ...shape.slice(1)]);
  }
  if (data instanceof DataFrameValue) return data.anyRows(count);
  if (data.kind === 'list' || data.kind === 'tuple') {
    if (typeof count !== 'number' || count > 20_000) return new ListValue([], new Top('the rows are chosen at random'));
    call.interpreter.spend(listCost(count));
    const inOrder = call.optional('shuffle') && !call.flag('shuffle', true);
    if (inOrder)
      return new ListValue(isFirst ? data.items.slice(0, count) : data.items.slice(data.items.length - count));
    const [sample] = data.items;
    const item =
      sample instanceof ArrayValue &&
      sample.shape &&
      data.items.every(
        (other) =>
          other instanceof ArrayValue &&
          other.shape?.length === sample.shape!.length &&
          other.shape.every((size, axis) => size === sample.shape![axis]),
      )
        ? sample.like(sample.shape, sample.dtype)
        : undefined;
    return new ListValue(Array.from({ length: count }, () => item ?? new Top('the rows are chosen at random')));
  }
  return new Top('the rows are chosen at random');
}

/**
 * `KFold(n_splits).split(X)`: the first n % k test folds have one row more. Folds by class or group are not counted.
 */
class Folds extends HostValue {
  readonly typeName: string;
  private readonly splits: Size;
  constructor(typeName: string, splits: Size) {
    super();
    this.typeName = typeName;
    this.splits = splits;
  }
  override getAttribute(interpreter: Interpreter, name: string): Value | undefined {
    if (name === 'split')
      return bind(
        this,
        define('split', 'self X y groups', (call) => this.split(call)),
      );
    if (name === 'get_n_splits')
      return bind(
        this,
        define('get_n_splits', 'self', () => valueOfSize(this.splits)),
      );
    if (name === 'n_splits') return valueOfSize(this.splits);
    return name.startsWith('__') ? undefined : interpreter.unknown('this of a splitter is not worked out');
  }
  private split(call: LibraryCall): Value {
    const whole = sizeOf(call.interpreter.length(call.required('X')));
    const { splits } = this;
    if (typeof splits !== 'number' || splits > 1000) throw new NotDecided('the number of folds is not known');
    return new IteratorValue(this.pairs(splits, whole), 'generator');
  }
  private *pairs(splits: number, whole: Size | undefined): Generator<Value> {
    for (let fold = 0; fold < splits; fold++) {
      const test = whole === undefined || this.typeName !== 'KFold' ? undefined : foldSize(whole, splits, fold);
      const isShare = this.typeName === 'StratifiedKFold' || this.typeName === 'KFold';
      const [first, second] =
        test !== undefined && whole !== undefined
          ? [subtract(whole, test), test]
          : this.open(isShare ? whole : undefined);
      yield new TupleValue(
        [first, second].map((size) =>
          size === undefined
            ? new Top('how many rows a fold has is not known')
            : new ArrayValue({ shape: [size], dtype: 'int64', reason: words`which rows a fold has is not worked out` }),
        ),
      );
    }
  }
  /** Sizes that the classes or groups decide: the rest is for training. */
  private open(whole: Size | undefined): [Size, Size] {
    const test = describedSymbol('rows of the fold');
    if (whole !== undefined) return [subtract(whole, test), test];
    return [describedSymbol('rows for training'), test];
  }
  override truth(): boolean {
    return true;
  }
}

function foldSize(whole: Size, splits: number, fold: number): Size | undefined {
  const extra = modulo(whole, splits);
  if (typeof extra !== 'number') return undefined;
  const size = floorDivide(whole, splits);
  return typeof size === 'number' ? size + (fold < extra ? 1 : 0) : undefined;
}

function foldsClass(name: string, fallback: number): ClassValue {
  const make = define(
    name,
    'n_splits shuffle random_state',
    (call) => new Folds(name, call.size('n_splits', fallback)),
  );
  return new ClassValue({
    name,
    qualifiedName: `sklearn.model_selection.${name}`,
    construct: (interpreter, _cls, args) => make.implementation(interpreter, args),
  });
}

export function modelSelectionModule(): ModuleValue {
  const attributes = new Map<string, Value>([
    ['train_test_split', trainTestSplit],
    ...['KFold', 'StratifiedKFold', 'GroupKFold', 'TimeSeriesSplit'].map(
      (name) => [name, foldsClass(name, 5)] as const,
    ),
    ...['StratifiedShuffleSplit', 'ShuffleSplit'].map((name) => [name, foldsClass(name, 10)] as const),
    ...[
      'cross_val_score',
      'cross_val_predict',
      'cross_validate',
      'GridSearchCV',
      'RandomizedSearchCV',
      'learning_curve',
      'ParameterGrid',
      'LeaveOneOut',
    ].map(
      (name) =>
        [
          name,
          new NativeFunction(name, (interpreter) =>
            interpreter.unknown('what is trained and measured is not worked out'),
          ),
        ] as const,
    ),
  ]);
  return new ModuleValue('sklearn.model_selection', attributes);
}

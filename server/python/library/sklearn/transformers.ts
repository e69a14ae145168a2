/** `StandardScaler().fit_transform(X)` and its like: what shapes they give. */
import { minimum, type Dimension, type Shape, type Size } from '../../../shapes/dimension.ts';
import { HostValue } from '../../domain/host.ts';
import type { Interpreter } from '../../domain/interpreter.ts';
import type { Mutable } from '../../domain/journal.ts';
import {
  ClassValue,
  DictValue,
  Int,
  int,
  ListValue,
  type NativeFunction,
  str,
  type Value,
} from '../../domain/value.ts';
import { ArrayValue } from '../arrays/array-value.ts';
import { isNonNegative, sizeOf, toArray, type Data } from '../arrays/conversion.ts';
import { castElement } from '../arrays/dtypes.ts';
import type { Label } from '../arrays/row-index.ts';
import { setEntry } from '../operations/set-items.ts';
import { dtypeOfValues, keyOf } from '../pandas/cells.ts';
import { DataFrameValue } from '../pandas/data-frame.ts';
import { columnsOfData, sortedValues } from './categories.ts';
import { type CountedWords, wordsOf } from './word-counts.ts';
import { bind, define, NotDecided, type LibraryCall } from '../arrays/library-call.ts';
import { describedSymbol } from '../unknowns.ts';
import { words } from '../../../words/message.ts';
import { isUndetermined } from '../../domain/undetermined.ts';
import { defineState, kept, type State } from '../../domain/state.ts';

/** What a transformer has learnt of the data it was fitted on. */
interface Learnt {
  /** Distinct labels or categories, where it counts them. */
  readonly classes: Size | undefined;
  /** Columns of what it was fitted on. */
  readonly columns: Dimension | undefined;
  /** The distinct values of each column in order, where it keeps them; undefined where one is not known. */
  readonly categories: readonly (readonly Value[])[] | undefined;
  /** The names of the columns, where it was fitted on a table. */
  readonly names: readonly Label[] | undefined;
  /** The words that it counts. */
  readonly words: CountedWords | undefined;
}

interface Kind {
  /** The shape of what `transform` gives; throws NotDecided. */
  readonly output: (call: LibraryCall, shape: Shape, transformer: Transformer) => Shape;
  readonly dtype: (input: string | undefined) => string | undefined;
  readonly counts?: boolean;
}

const floating = (input: string | undefined): string | undefined =>
  input === undefined ? undefined : input === 'float32' ? 'float32' : input === 'float16' ? undefined : 'float64';

/** Two axes, as scikit-learn asks of all but labels. */
function table(shape: Shape): readonly [Dimension, Dimension] {
  const [rows, columns] = shape;
  if (shape.length !== 2 || rows === undefined || columns === undefined)
    throw new NotDecided('a table with two axes is expected');
  return [rows, columns];
}

const sameShape: Kind = {
  output: (_call, shape) => {
    table(shape);
    return shape;
  },
  dtype: floating,
};

/** To so many columns: `n_components` where it is a whole number. */
function projected(option: string, fallback: number | undefined): Kind {
  return {
    output: (_call, shape, transformer) => {
      const [rows, columns] = table(shape);
      const given = transformer.options.get(option);
      const size = given && given.kind !== 'none' ? (given.kind === 'float' ? undefined : sizeOf(given)) : fallback;
      if (size !== undefined) return [rows, size];
      if (given && given.kind !== 'none') throw new NotDecided('the data decide how many components are kept');
      if (rows === null || columns === null) throw new NotDecided('the number of components is not known');
      return [rows, minimum(rows, columns)];
    },
    dtype: floating,
  };
}

/** As many columns as words, which the texts decide. */
const wordCounts: Kind = {
  output: (call, shape, transformer) => [
    shape[0] ?? null,
    transformer.learnt?.words?.count ?? transformer.openWidth(call),
  ],
  dtype: () => undefined,
};

/** How many columns a column becomes; undefined where options decide it in ways that are not worked out. */
function oneHotWidth(transformer: Transformer): number | undefined {
  const { categories } = transformer.learnt ?? {};
  const { options } = transformer;
  const given = options.get('categories');
  if (!categories || (given && given.kind !== 'str') || options.has('max_categories') || options.has('min_frequency'))
    return undefined;
  const drop = options.get('drop');
  const dropped = (count: number): number => {
    if (drop === undefined || drop.kind === 'none') return count;
    if (drop.kind !== 'str') return Number.NaN;
    if (drop.value === 'first') return count - 1;
    return drop.value === 'if_binary' ? (count === 2 ? 1 : count) : Number.NaN;
  };
  const width = categories.reduce((sum, values) => sum + dropped(values.length), 0);
  return Number.isNaN(width) ? undefined : width;
}

const oneHot: Kind = {
  counts: true,
  output: (call, shape, transformer) => {
    const [rows, columns] = table(shape);
    const isPlain = !['drop', 'max_categories', 'min_frequency'].some((name) => transformer.options.has(name));
    const categories = transformer.options.get('categories');
    const known =
      columns === 1 && isPlain && (!categories || categories.kind === 'str') ? transformer.learnt?.classes : undefined;
    return [rows, oneHotWidth(transformer) ?? known ?? transformer.openWidth(call)];
  },
  dtype: () => 'float64',
};

const labels: Kind = { counts: true, output: (_call, shape) => [rowCount(shape)], dtype: () => 'int64' };

const binarized: Kind = {
  counts: true,
  output: (call, shape, transformer) => {
    const classes = transformer.learnt?.classes ?? transformer.openWidth(call);
    return [shape[0] ?? null, columnsOfClasses(classes)];
  },
  dtype: () => 'int64',
};

/** Two classes need one column, more need one each. */
export function columnsOfClasses(classes: Size): Size {
  if (classes === 2) return 1;
  if (typeof classes === 'number' || isNonNegative(classes))
    return typeof classes === 'number' ? classes : notDecided();
  return notDecided();
}
function notDecided(): never {
  throw new NotDecided('two classes need one column, more need one each');
}

function rowCount(shape: Shape): Dimension {
  if (shape.length === 2 && shape[1] !== 1) throw new NotDecided('labels have one axis');
  return shape[0] ?? null;
}

const kinds: Readonly<Record<string, Kind>> = {
  ...Object.fromEntries(
    [
      'StandardScaler',
      'MinMaxScaler',
      'MaxAbsScaler',
      'RobustScaler',
      'Normalizer',
      'PowerTransformer',
      'QuantileTransformer',
      'Binarizer',
      'OrdinalEncoder',
      'IterativeImputer',
      'KNNImputer',
    ].map((name) => [name, sameShape]),
  ),
  SimpleImputer: sameShape,
  Imputer: sameShape,
  PCA: projected('n_components', undefined),
  IncrementalPCA: projected('n_components', undefined),
  FastICA: projected('n_components', undefined),
  KernelPCA: projected('n_components', undefined),
  NMF: projected('n_components', undefined),
  TruncatedSVD: projected('n_components', 2),
  TSNE: projected('n_components', 2),
  Isomap: projected('n_components', 2),
  MDS: projected('n_components', 2),
  SelectKBest: projected('k', 10),
  CountVectorizer: wordCounts,
  TfidfVectorizer: wordCounts,
  HashingVectorizer: {
    output: (_call, shape, transformer) => [
      shape[0] ?? null,
      sizeOf(transformer.options.get('n_features') ?? new Int(2n ** 20n)) ?? notDecided(),
    ],
    dtype: () => 'float64',
  },
  OneHotEncoder: oneHot,
  LabelEncoder: labels,
  LabelBinarizer: binarized,
};

/** Names of the constructor's first parameters, for arguments given by place. */
const places: Readonly<Record<string, string>> = {
  SelectKBest: 'score_func k',
  OneHotEncoder: '',
  CountVectorizer: 'input',
  TfidfVectorizer: 'input',
  HashingVectorizer: 'n_features',
};

export class Transformer extends HostValue implements Mutable {
  readonly typeName: string;
  readonly options: ReadonlyMap<string, Value>;
  learnt: Learnt | undefined;
  /** The width that the data decide: one symbol for each fit. */
  width: Size | undefined;

  constructor(typeName: string, options: ReadonlyMap<string, Value>) {
    super();
    this.typeName = typeName;
    this.options = options;
  }
  get state(): State {
    return FITTED;
  }

  private get rule(): Kind {
    return kinds[this.typeName] ?? sameShape;
  }

  fit(call: LibraryCall, value: Value): void {
    call.interpreter.touch(this);
    const data = isUndetermined(value) ? value : toArray(call.interpreter, value);
    this.width = undefined;
    const isLabels =
      data instanceof ArrayValue && (data.shape?.length === 1 || (data.shape?.length === 2 && data.shape[1] === 1));
    const columns = this.rule.counts ? columnsOfData(call.interpreter, value) : undefined;
    const categories = columns?.map((column) => sortedValues(call.interpreter, column));
    const known = categories?.includes(undefined) ? undefined : (categories as (readonly Value[])[] | undefined);
    this.learnt = {
      classes: data instanceof ArrayValue && isLabels ? (known?.[0]?.length ?? data.classes) : undefined,
      columns: data instanceof ArrayValue ? data.shape?.[1] : undefined,
      categories: known,
      names: value instanceof DataFrameValue && !value.lost ? value.columns.map(({ name }) => name) : undefined,
      words: this.rule === wordCounts ? wordsOf(call, this.options, value) : undefined,
    };
  }

  openWidth(call: LibraryCall): Size {
    const text = /^([\w.]+)\.\w+\(/.exec(call.sourceText ?? '')?.[1] ?? this.typeName;
    this.width ??= describedSymbol(`columns of ${text}`);
    return this.width;
  }

  transform(call: LibraryCall, data: Data): Value {
    const { output, dtype } = this.rule;
    if (isUndetermined(data)) return call.unknown(data.reason);
    const array = call.ranked(data);
    const classes = this.typeName === 'LabelEncoder' ? this.learnt?.classes : undefined;
    return new ArrayValue({
      shape: output(call, array.shape, this),
      dtype: dtype(array.dtype),
      reason: array.reason,
      classes: typeof classes === 'number' ? classes : undefined,
      elements: this.typeName === 'LabelEncoder' ? codes(call, array, this.learnt?.categories?.[0]) : undefined,
    });
  }

  override getAttribute(interpreter: Interpreter, name: string): Value | undefined {
    const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
    if (method) return bind(this, method);
    if (name === 'classes_') {
      const classes = this.learnt?.classes;
      return classes === undefined
        ? interpreter.unknown('the data decide which classes there are', `${this.typeName}.classes_`)
        : this.classLabels(classes);
    }
    if (name === 'categories_' && this.learnt?.categories)
      return new ListValue(
        this.learnt.categories.map(
          (values) => new ArrayValue({ shape: [values.length], dtype: dtypeOfLabels(values), elements: values }),
        ),
      );
    if (name === 'n_features_in_' && typeof this.learnt?.columns === 'number') return int(this.learnt.columns);
    if (name === 'vocabulary_' && this.learnt?.words?.words) {
      const dict = new DictValue();
      for (const [place, word] of this.learnt.words.words.entries()) setEntry(interpreter, dict, str(word), int(place));
      return dict;
    }
    return (
      this.options.get(name) ??
      (name.startsWith('__')
        ? undefined
        : interpreter.unknown(words`${name} of ${this.typeName} is learnt from the data`))
    );
  }
  private classLabels(classes: Size): ArrayValue {
    const values = this.learnt?.categories?.[0];
    const isKnown = values !== undefined && values.length === classes;
    return new ArrayValue({
      shape: [classes],
      dtype: isKnown ? dtypeOfLabels(values) : undefined,
      elements: isKnown ? values : undefined,
      reason: words`the data decide them`,
    });
  }
  override truth(): boolean {
    return true;
  }
}

/** Texts are objects of Python's. */
const dtypeOfLabels = (values: readonly Value[]): string | undefined => {
  const dtype = dtypeOfValues(values);
  return dtype === 'str' ? 'object' : dtype;
};

const FITTED = defineState<Pick<Transformer, 'learnt' | 'width'>>(
  { learnt: kept(), width: kept() },
  { join: (a, b) => (a.learnt?.classes === b.learnt?.classes ? a : { learnt: undefined, width: undefined }) },
);

/** Each label's place among the sorted ones. */
function codes(
  call: LibraryCall,
  array: ArrayValue,
  labels: readonly Value[] | undefined,
): readonly Value[] | undefined {
  if (!labels || !array.elements) return undefined;
  call.interpreter.spend(Math.ceil(array.elements.length / 8));
  const places = new Map(labels.map((label, place) => [keyOf(call.interpreter, label), place]));
  const numbers = array.elements.map((element) => places.get(keyOf(call.interpreter, element)) ?? -1);
  return numbers.includes(-1) ? undefined : numbers.map((number) => castElement(new Int(BigInt(number)), 'int64')!);
}

function self(call: LibraryCall): Transformer {
  const value = call.required('self');
  if (value instanceof Transformer) return value;
  throw new NotDecided('the transformer is not known');
}

const methods: Readonly<Record<string, NativeFunction>> = {
  fit: define('fit', 'self X y', (call) => {
    const transformer = self(call);
    transformer.fit(call, call.required('X'));
    return transformer;
  }),
  partial_fit: define('partial_fit', 'self X y', (call) => self(call)),
  fit_transform: define('fit_transform', 'self X|y|raw_documents y', (call) => {
    const transformer = self(call);
    transformer.fit(call, call.required('X'));
    return transformer.transform(call, call.data('X'));
  }),
  transform: define('transform', 'self X|y|raw_documents', (call) => self(call).transform(call, call.data('X'))),
  inverse_transform: define('inverse_transform', 'self X|y', (call) => {
    const transformer = self(call);
    const array = call.array('X');
    if (kinds[transformer.typeName] === sameShape) return array.like(array.shape, floating(array.dtype));
    if (transformer.typeName === 'LabelEncoder') return array.like(array.shape, undefined);
    const { columns } = transformer.learnt ?? {};
    if (columns === undefined || array.shape.length !== 2) throw new NotDecided('what it was fitted on is not known');
    return array.like([array.shape[0]!, columns], floating(array.dtype));
  }),
  set_output: define('set_output', 'self', (call) => self(call)),
  get_feature_names_out: define('get_feature_names_out', 'self input_features', (call) => {
    const counted = self(call).learnt?.words?.words;
    if (!counted) throw new NotDecided('the names of the columns are not worked out');
    return new ArrayValue({ shape: [counted.length], dtype: 'object', elements: counted.map((word) => str(word)) });
  }),
  get_params: define('get_params', 'self', (call) => call.unknown('the parameters are not written out')),
};

export function transformerClass(name: string, module: string): ClassValue {
  const parameters = places[name] ?? 'n_components';
  const make = define(name, parameters, (call) => {
    const options = new Map<string, Value>();
    for (const option of call.names) options.set(option, call.required(option));
    return new Transformer(name, options);
  });
  return new ClassValue({
    name,
    qualifiedName: `${module}.${name}`,
    construct: (interpreter, _cls, args) => make.implementation(interpreter, args),
  });
}

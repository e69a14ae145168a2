/** Transformers one after another, and beside each other: `Pipeline`, `ColumnTransformer`. */
import type { Dimension } from '../../../shapes/dimension.ts';
import { HostValue } from '../../domain/host.ts';
import type { Interpreter } from '../../domain/interpreter.ts';
import type { Mutable } from '../../domain/journal.ts';
import { defineState, kept, type State } from '../../domain/state.ts';
import { ClassValue, DictValue, type NativeFunction, Str, type Value } from '../../domain/value.ts';
import { ArrayValue } from '../arrays/array-value.ts';
import { toArray } from '../arrays/conversion.ts';
import { bind, define, type LibraryCall, NotDecided } from '../arrays/library-call.ts';
import { DataFrameValue } from '../pandas/data-frame.ts';
import { labelsOf } from '../pandas/labels.ts';
import { Transformer } from './transformers.ts';
import { words } from '../../../words/message.ts';
import { isUndetermined } from '../../domain/undetermined.ts';

/** A transformer that has learnt nothing yet: each column transformer makes its own. */
function cloneOf(value: Value): Value {
  if (value instanceof Transformer) return new Transformer(value.typeName, value.options);
  if (value instanceof Pipeline) return new Pipeline(value.steps.map(([name, step]) => [name, cloneOf(step)]));
  return value;
}

const isPassing = (value: Value): boolean =>
  value.kind === 'none' || (value.kind === 'str' && value.value === 'passthrough');

/** Fits, and transforms, by one step. */
function stepped(call: LibraryCall, step: Value, method: 'fit_transform' | 'transform', data: Value): Value {
  if (isPassing(step)) return data;
  if (!(step instanceof Transformer) && !(step instanceof Pipeline) && !(step instanceof ColumnTransformer))
    throw new NotDecided(
      'what a step of the pipeline gives is not worked out',
      isUndetermined(step) ? step : undefined,
    );
  return call.interpreter.call(call.interpreter.getAttribute(step, method), [data]);
}

/** `Pipeline([(name, step), …])`. */
export class Pipeline extends HostValue {
  readonly typeName = 'Pipeline';
  readonly steps: readonly (readonly [string, Value])[];
  constructor(steps: readonly (readonly [string, Value])[]) {
    super();
    this.steps = steps;
  }
  all(call: LibraryCall, method: 'fit_transform' | 'transform'): Value {
    return this.steps.reduce((data, [, step]) => stepped(call, step, method, data), call.required('X'));
  }
  override getAttribute(interpreter: Interpreter, name: string): Value | undefined {
    if (Object.hasOwn(pipelineMethods, name)) return bind(this, pipelineMethods[name]!);
    if (name === 'named_steps') return this.named();
    return name.startsWith('__') ? undefined : interpreter.unknown('this of a pipeline is not worked out');
  }
  override getItem(interpreter: Interpreter, index: Value): Value {
    const step = index.kind === 'str' ? this.steps.find(([name]) => name === index.value) : undefined;
    const place = index.kind === 'int' ? this.steps.at(Number(index.value)) : undefined;
    return (step ?? place)?.[1] ?? interpreter.unknown('which step is meant is not known');
  }
  private named(): DictValue {
    const dict = new DictValue();
    for (const [name, step] of this.steps) dict.entries.set(`s${name}`, [new Str(name), step]);
    return dict;
  }
  override truth(): boolean {
    return true;
  }
}

const pipelineOf = (call: LibraryCall): Pipeline => call.required('self') as Pipeline;

const pipelineMethods: Readonly<Record<string, NativeFunction>> = {
  fit: define('fit', 'self X y', (call) => {
    pipelineOf(call).all(call, 'fit_transform');
    return pipelineOf(call);
  }),
  fit_transform: define('fit_transform', 'self X y', (call) => pipelineOf(call).all(call, 'fit_transform')),
  transform: define('transform', 'self X', (call) => pipelineOf(call).all(call, 'transform')),
};

interface Branch {
  readonly step: Value;
  readonly columns: Value;
}

/** `ColumnTransformer([(name, step, columns), …], remainder=…)`. */
export class ColumnTransformer extends HostValue implements Mutable {
  readonly typeName = 'ColumnTransformer';
  readonly branches: readonly Branch[];
  readonly remainder: Value;
  /** The steps as they were fitted, in the order of the branches; the remainder last. */
  fitted: readonly Value[] | undefined;
  constructor(branches: readonly Branch[], remainder: Value) {
    super();
    this.branches = branches;
    this.remainder = remainder;
  }
  get state(): State {
    return FITTED;
  }
  override getAttribute(interpreter: Interpreter, name: string): Value | undefined {
    if (Object.hasOwn(columnMethods, name)) return bind(this, columnMethods[name]!);
    return name.startsWith('__')
      ? undefined
      : interpreter.unknown(words`${name} of ${this.typeName} is learnt from the data`);
  }

  transform(call: LibraryCall, isFitting: boolean): Value {
    const data = call.required('X');
    if (isFitting) {
      call.interpreter.touch(this);
      this.fitted = [...this.branches.map(({ step }) => cloneOf(step)), cloneOf(this.remainder)];
    }
    const { fitted } = this;
    if (!fitted) throw new NotDecided('what it was fitted on is not known');
    const all = columnNames(data);
    const taken = new Set<string | number>();
    const parts: Value[] = [];
    for (const [place, { columns }] of this.branches.entries()) {
      const names = chosenNames(call, data, columns, all);
      for (const name of names) taken.add(name);
      const step = fitted[place]!;
      if (names.length > 0 && !(step.kind === 'str' && step.value === 'drop'))
        parts.push(stepped(call, step, isFitting ? 'fit_transform' : 'transform', part(call, data, names)));
    }
    const rest = all.filter((name) => !taken.has(name));
    const remainder = fitted.at(-1)!;
    if (rest.length > 0 && !(remainder.kind === 'str' && remainder.value === 'drop'))
      parts.push(stepped(call, remainder, isFitting ? 'fit_transform' : 'transform', part(call, data, rest)));
    return beside(call, parts);
  }
  override truth(): boolean {
    return true;
  }
}

const FITTED = defineState<Pick<ColumnTransformer, 'fitted'>>(
  { fitted: kept() },
  { join: (a, b) => (a.fitted === b.fitted ? a : { fitted: undefined }) },
);

/** The names of the columns; their numbers where the data are no table. */
function columnNames(data: Value): readonly (string | number)[] {
  if (data instanceof DataFrameValue && !data.lost) return data.columns.map(({ name }) => name);
  const width = data instanceof ArrayValue ? data.shape?.[1] : undefined;
  if (typeof width !== 'number' || width > 10_000) throw new NotDecided('the columns are not known');
  return Array.from({ length: width }, (_, column) => column);
}

/** The columns that a branch takes: by name, by number, by a selector. */
function chosenNames(
  call: LibraryCall,
  data: Value,
  given: Value,
  all: readonly (string | number)[],
): readonly (string | number)[] {
  const isCalled = given.kind === 'function' || given.kind === 'native';
  const columns = isCalled ? call.interpreter.call(given, [data]) : given;
  if (columns.kind === 'str') return [columns.value];
  const labels = columns.kind === 'int' ? [Number(columns.value)] : labelsOf(call.interpreter, columns);
  if (!labels)
    throw new NotDecided('which columns are meant is not known', isUndetermined(columns) ? columns : undefined);
  return labels.map((label) => {
    const name = typeof label === 'number' ? all.at(label) : label;
    if (name === undefined) throw new NotDecided('which columns are meant is not known');
    return name;
  });
}

function part(call: LibraryCall, data: Value, names: readonly (string | number)[]): Value {
  if (data instanceof DataFrameValue) return data.selected(names);
  const array = call.ranked(toArray(call.interpreter, data));
  const { elements, shape, dtype, reason } = array;
  const [rows, width] = shape;
  const numbers = names as readonly number[];
  const isKnown = elements && typeof rows === 'number' && typeof width === 'number';
  return new ArrayValue({
    shape: [rows ?? null, names.length],
    dtype,
    reason,
    elements: isKnown
      ? Array.from(
          { length: rows * numbers.length },
          (_, at) => elements[Math.floor(at / numbers.length) * width + numbers[at % numbers.length]!]!,
        )
      : undefined,
  });
}

/** The results beside each other. */
function beside(call: LibraryCall, parts: readonly Value[]): Value {
  const arrays = parts.map((one) => call.ranked(toArray(call.interpreter, one)));
  const [first] = arrays;
  let width: Dimension = 0;
  for (const { shape } of arrays) {
    const columns: Dimension | undefined = shape[1];
    if (shape.length !== 2 || typeof columns !== 'number' || typeof width !== 'number')
      throw new NotDecided('how many columns a step gives is not known');
    width += columns;
  }
  if (!first) throw new NotDecided('no columns are left');
  const isFloat = arrays.every(({ dtype }) => dtype === 'float64' || dtype === 'int64');
  return new ArrayValue({
    shape: [first.shape[0]!, width],
    dtype: isFloat ? 'float64' : undefined,
    reason: first.reason,
  });
}

const transformerOf = (call: LibraryCall): ColumnTransformer => call.required('self') as ColumnTransformer;

const columnMethods: Readonly<Record<string, NativeFunction>> = {
  fit: define('fit', 'self X y', (call) => {
    transformerOf(call).transform(call, true);
    return transformerOf(call);
  }),
  fit_transform: define('fit_transform', 'self X y', (call) => transformerOf(call).transform(call, true)),
  transform: define('transform', 'self X', (call) => transformerOf(call).transform(call, false)),
};

/** The steps of a list of tuples. */
function tuplesIn(call: LibraryCall, name: string, length: number): readonly (readonly Value[])[] {
  return call.items(name).map((item) => {
    const parts = item.kind === 'tuple' || (item.kind === 'list' && !item.summary) ? item.items : [];
    if (parts.length !== length)
      throw new NotDecided('the steps are not known', isUndetermined(item) ? item : undefined);
    return parts;
  });
}

const makePipeline = define(
  'Pipeline',
  'steps memory verbose',
  (call) =>
    new Pipeline(tuplesIn(call, 'steps', 2).map(([name, step]) => [name!.kind === 'str' ? name!.value : '', step!])),
);
const makeTransformer = define('ColumnTransformer', 'transformers remainder sparse_threshold n_jobs', (call) => {
  if (call.optional('transformer_weights')) throw new NotDecided('weights of transformers are not worked out');
  const branches = tuplesIn(call, 'transformers', 3).map(([, step, columns]) => ({ step: step!, columns: columns! }));
  return new ColumnTransformer(branches, call.optional('remainder') ?? new Str('drop'));
});

const classOf = (name: string, module: string, make: NativeFunction): ClassValue =>
  new ClassValue({
    name,
    qualifiedName: `${module}.${name}`,
    construct: (interpreter, _cls, args) => make.implementation(interpreter, args),
  });

export const pipelineMembers: Readonly<Record<string, Readonly<Record<string, Value>>>> = {
  'sklearn.pipeline': {
    Pipeline: classOf('Pipeline', 'sklearn.pipeline', makePipeline),
    make_pipeline: define(
      'make_pipeline',
      '',
      (call) =>
        new Pipeline(call.rest.map((step) => [step instanceof HostValue ? step.typeName.toLowerCase() : '', step])),
    ),
  },
  'sklearn.compose': {
    ColumnTransformer: classOf('ColumnTransformer', 'sklearn.compose', makeTransformer),
    make_column_transformer: define('make_column_transformer', '', (call) => {
      const branches = call.rest.map((item) => {
        if (item.kind !== 'tuple' || item.items.length !== 2) throw new NotDecided('the steps are not known');
        return { step: item.items[0]!, columns: item.items[1]! };
      });
      return new ColumnTransformer(branches, call.optional('remainder') ?? new Str('drop'));
    }),
  },
};

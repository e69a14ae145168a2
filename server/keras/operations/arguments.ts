/**
 * An operation's arguments, read as the types that Keras takes them for. Each reader throws Undecided where the value
 * is not known.
 */
import type { DataFormat } from '../global-settings.ts';
import { ArrayValue } from '../../python/library/arrays/array-value.ts';
import type { CallArguments, Interpreter } from '../../python/domain/interpreter.ts';
import { NONE, TupleValue, type Value } from '../../python/domain/value.ts';
import type { Axes } from '../../shapes/axes.ts';
import type { Dimension, Shape, Size } from '../../shapes/dimension.ts';
import type { Result } from '../../shapes/result.ts';
import { KerasTensor } from '../graph/tensor.ts';
import { mapNest } from '../nests.ts';
import { LayerError, type Nest, type TensorSpec, Undecided } from '../layers/definition.ts';
import { axesOf, standIn } from '../layers/spec-axes.ts';
import { structureOf, valueOfNest } from '../layers/values.ts';
import type { OperationDefinition } from './definition.ts';
import { type Dtype, resultType } from './dtypes.ts';
import { IntegerTensor } from './integer-tensor.ts';
import { type Message, words } from '../../words/message.ts';
import { isUndetermined, undetermined } from '../../python/domain/undetermined.ts';
import {
  type KnownSpec,
  known,
  tensorsIn,
  replaceTensors,
  specOfValue,
  dimensionOf,
  shapeOfValue,
  formulasOfValue,
  dtypeOfValue,
} from './value-specs.ts';

export interface Binding {
  readonly values: ReadonlyMap<string, Value>;
  readonly given: ReadonlySet<string>;
}

/** @throws LayerError where Python or Keras surely raises. */
export function bindArguments(definition: OperationDefinition, args: CallArguments): Binding {
  const { name: functionName, parameters } = definition;
  const values = new Map<string, Value>();
  const given = new Set<string>();
  const ordinary = parameters.filter((parameter) => parameter.kind === 'ordinary');
  const rest = parameters.find((parameter) => parameter.kind === 'rest');
  args.positional.slice(0, ordinary.length).forEach((value, i) => {
    values.set(ordinary[i]!.name, value);
    given.add(ordinary[i]!.name);
  });
  if (rest) {
    values.set(rest.name, new TupleValue(args.positional.slice(ordinary.length)));
    given.add(rest.name);
  } else if (args.positional.length > ordinary.length && definition.strict) {
    throw new LayerError(
      'too-many-arguments',
      words`${functionName}() takes ${ordinary.length} positional arguments, but ${args.positional.length} are given.`,
      { exceptionType: 'TypeError' },
    );
  }
  const takesMore = parameters.some((parameter) => parameter.kind === 'keywords');
  for (const [keyword, value] of args.keywords) {
    const parameter = parameters.find((one) => one.spellings.includes(keyword));
    if (parameter) {
      // `axis=1, reduction_indices=None`: the other name of it is not used.
      if (value.kind === 'none' && given.has(parameter.name)) continue;
      values.set(parameter.name, value);
      given.add(parameter.name);
    } else if (takesMore) values.set(`**${keyword}`, value);
    else if (definition.strict)
      throw new LayerError('unknown-argument', words`${functionName}() has no argument named ${keyword}.`, {
        parameter: keyword,
        exceptionType: 'TypeError',
      });
  }
  for (const { name, fallback, kind } of parameters) {
    if (values.has(name) || kind === 'keywords' || kind === 'rest') continue;
    if (args.incomplete) values.set(name, undetermined(args.incomplete.reason, { name }));
    else if (fallback) values.set(name, fallback);
    else if (definition.strict)
      throw new LayerError(
        'missing-argument',
        words`${functionName}() needs ${name}: missing required argument '${name}'.`,
        { parameter: name, exceptionType: 'TypeError' },
      );
  }
  return { values, given };
}

export interface ArgumentOptions {
  readonly symbolic: boolean;
  /** Within a call() that Keras follows by running it on stand-in sizes for None. TensorFlow infers without. */
  readonly standIn: boolean;
  readonly dataFormat: DataFormat | undefined;
}

export class OperationArguments {
  readonly interpreter: Interpreter;
  readonly functionName: string;
  /** Keras only infers shapes here (it runs nothing), which refuses otherwise than computing does. */
  readonly symbolic: boolean;
  readonly standIn: boolean;
  /** Axes of an argument are known, but not its shape. */
  isPartial = false;
  /** Nothing is said of an argument whose shape is not known as a whole. */
  isBlind = false;
  private readonly values: ReadonlyMap<string, Value>;
  private readonly givenNames: ReadonlySet<string>;
  private readonly defaultDataFormat: DataFormat | undefined;

  constructor(interpreter: Interpreter, functionName: string, binding: Binding, options: ArgumentOptions) {
    this.interpreter = interpreter;
    this.functionName = functionName;
    this.symbolic = options.symbolic;
    this.standIn = options.standIn;
    this.values = binding.values;
    this.givenNames = binding.given;
    this.defaultDataFormat = options.dataFormat;
  }

  get named(): ReadonlyMap<string, Value> {
    return this.values;
  }
  value(name: string): Value {
    return this.values.get(name) ?? NONE;
  }
  given(name: string): boolean {
    return this.givenNames.has(name);
  }
  isNone(name: string): boolean {
    return this.decided(name).kind === 'none';
  }
  /** Further keywords by name (`**axes_lengths`). */
  keyword(name: string): Value | undefined {
    return this.values.get(`**${name}`);
  }
  /** The symbolic tensors among all arguments, in order. */
  get symbols(): readonly KerasTensor[] {
    return tensorsIn(this.interpreter, [...this.values.values()]).filter((tensor) => !tensor.traced);
  }

  /** The value, where it is decided whether it is None. */
  private decided(name: string): Value {
    const value = this.value(name);
    if (isUndetermined(value) && (!value.size || value.alternatives)) throw new Undecided(value.reason);
    return value;
  }
  /**
   * The argument as a tensor: shape and dtype. The shape is undefined where the rank is not known; integers stand in
   * for axes that are not.
   */
  spec(name: string): TensorSpec {
    return this.specOf(this.value(name));
  }
  private specOf(value: Value): TensorSpec {
    const spec = specOfValue(this.interpreter, value);
    if (spec.shape || !spec.axes) return spec;
    if (this.isBlind) return { shape: undefined, dtype: spec.dtype };
    this.isPartial = true;
    return standIn(spec.axes, spec.dtype);
  }
  /** What is known of the argument's axes. */
  axesOf(name: string): Axes {
    return axesOf(this.spec(name));
  }
  tensor(name: string): KnownSpec {
    return known(this.spec(name));
  }
  shape(name: string): Shape {
    return this.tensor(name).shape;
  }
  dtype(name: string): Dtype {
    return this.spec(name).dtype;
  }
  /** The tensors of a list or tuple. */
  tensors(name: string): readonly KnownSpec[] {
    return this.items(name).map((item) => known(this.specOf(item)));
  }
  items(name: string): readonly Value[] {
    const value = this.decided(name);
    if (value.kind === 'tuple' || (value.kind === 'list' && !value.summary)) return value.items;
    if (
      value instanceof IntegerTensor ||
      value instanceof ArrayValue ||
      value.kind === 'iterator' ||
      value.kind === 'dict'
    ) {
      const items = this.interpreter.iterate(value);
      if (items) return [...items];
    }
    throw new Undecided(words`${name} is not known`);
  }
  resultType(...names: readonly string[]): Dtype {
    return resultType(...names.map((name) => this.dtype(name)));
  }

  /** A known integer. */
  integer(name: string): number {
    const size = this.dimension(name);
    if (typeof size !== 'number') throw new Undecided(words`${name} is not known`);
    return size;
  }
  /** An integer; an unknown one as its symbol. */
  size(name: string): Size {
    const dimension = this.dimension(name);
    if (dimension === null) throw new Undecided(words`${name} is not known`);
    return dimension;
  }
  optionalSize(name: string): Size | undefined {
    return this.isNone(name) ? undefined : this.size(name);
  }
  /** An integer, or None for what is only known when data comes. */
  dimension(name: string): Dimension {
    const value = this.value(name);
    const dimension = dimensionOf(value);
    if (dimension !== undefined && value.kind !== 'none') return dimension;
    if (
      value.kind === 'str' ||
      value.kind === 'list' ||
      value.kind === 'tuple' ||
      (value.kind === 'none' && this.symbolic)
    )
      throw this.wrong(name, words`an integer`);
    throw new Undecided(words`${name} is not known`);
  }
  /** A shape: integers, None, and tensors of rank 0; one integer is a shape of rank 1. */
  dimensions(name: string): Shape {
    const shape = shapeOfValue(this.interpreter, this.value(name));
    if (shape) return shape;
    throw new Undecided(words`${name} is not known`);
  }
  /** The same, in which what is only known when data comes may be a formula in SIZE_OF_DATA. */
  formulas(name: string): Shape {
    return formulasOfValue(this.interpreter, this.value(name)) ?? this.dimensions(name);
  }
  /** An integer or a list of them, as a list. */
  integers(name: string): readonly number[] {
    return this.dimensions(name).map((size) => {
      if (typeof size !== 'number') throw new Undecided(words`${name} is not known`);
      return size;
    });
  }
  /** An integer or a list of `rank` integers. */
  sizes(name: string, rank: number): readonly Size[] {
    const sizes = this.dimensions(name).map((size) => {
      if (size === null) throw new Undecided(words`${name} is not known`);
      return size;
    });
    if (sizes.length === 1 && rank !== 1) return new Array<Size>(rank).fill(sizes[0]!);
    if (sizes.length !== rank)
      throw new LayerError(
        'bad-argument',
        words`${this.functionName}(): ${name} must be an integer or a tuple of ${rank} integers, but it has ${sizes.length}.`,
        { parameter: name },
      );
    return sizes;
  }
  /** Axes; undefined for None. */
  axes(name = 'axis'): readonly number[] | undefined {
    return this.isNone(name) ? undefined : this.integers(name);
  }
  flag(name: string): boolean {
    const truth = this.interpreter.truth(this.decided(name));
    if (truth === undefined) throw new Undecided(words`${name} is not known`);
    return truth;
  }
  text(name: string): string {
    const value = this.value(name);
    if (value.kind !== 'str') throw new Undecided(words`${name} is not known`);
    return value.value;
  }
  /** A dtype by any of its spellings; undefined for None. */
  dtypeNamed(name = 'dtype'): string | undefined {
    const value = this.decided(name);
    if (value.kind === 'none') return undefined;
    const dtype = dtypeOfValue(this.interpreter, value);
    if (dtype === undefined) throw new Undecided(words`${name} is not known`);
    return dtype;
  }
  /** Where the channels stand, in Keras's words or TensorFlow's (`'NCHW'`). */
  dataFormat(): 'channels_last' | 'channels_first' {
    const value = this.decided('data_format');
    if (value.kind === 'none') {
      if (!this.defaultDataFormat) throw new Undecided('which order of axes is set is not decided');
      return this.defaultDataFormat;
    }
    const text = this.text('data_format');
    if (/^(channels_first|NC[DHW]+)$/.test(text)) return 'channels_first';
    if (/^(channels_last|N[DHW]+C|default)$/.test(text)) return 'channels_last';
    throw this.wrong('data_format', words`"channels_first" or "channels_last"`);
  }

  /** The value of a rule of shapes, or Keras's refusal. */
  take<T>(result: Result<T>, code: string, parameter?: string, exceptionType = 'ValueError'): T {
    if (result.ok) return result.value;
    throw this.refusal(code, result.message, parameter, exceptionType);
  }
  refusal(code: string, message: Message, parameter?: string, exceptionType = 'ValueError'): LayerError {
    return new LayerError(
      code,
      words`${this.functionName}(): ${message}.`,
      parameter === undefined ? { exceptionType } : { parameter, exceptionType },
    );
  }
  private wrong(name: string, wanted: Message): LayerError {
    return this.refusal('bad-argument', words`${name} must be ${wanted}`, name);
  }

  /** What a function of the program gives for these tensors; Undecided where it cannot be followed. */
  call(callee: Value, tensors: readonly Nest<TensorSpec>[]): Nest<TensorSpec> {
    const { operators } = this;
    // Among data alone it is run on data.
    const tensorOf = (spec: TensorSpec): Value =>
      operators
        ? new KerasTensor({ ...spec, dtype: spec.dtype ?? 'float32' }, { traced: true, operators })
        : new ArrayValue({ shape: spec.shape, dtype: spec.dtype, library: 'tensorflow' });
    const made = tensors.map((nest) => valueOfNest(this.interpreter, nest, tensorOf));
    const result = this.interpreter.call(callee, made);
    // A symbolic tensor from around the function: Keras would tie it in by other ways than arguments.
    if (this.symbols.length === 0 && tensorsIn(this.interpreter, [result]).some((tensor) => !tensor.traced))
      throw new Undecided('the function uses a symbolic tensor that is not passed to it');
    const structure = structureOf(result) ?? (result.kind === 'none' ? undefined : result);
    if (structure === undefined) throw new Undecided('the function gives no tensor');
    return mapNest(structure, (leaf) => specOfValue(this.interpreter, leaf));
  }
  private get operators(): KerasTensor['operators'] {
    return tensorsIn(this.interpreter, [...this.values.values()])[0]?.operators;
  }

  /** The same arguments with other tensors in place of the symbolic ones, in their order. */
  replaced(specs: readonly TensorSpec[]): OperationArguments {
    let next = 0;
    const seen = new Map<KerasTensor, KerasTensor>();
    const values = new Map<string, Value>();
    for (const [name, value] of this.values)
      values.set(
        name,
        replaceTensors(this.interpreter, value, (tensor) => {
          let other = seen.get(tensor);
          const spec = specs[next++];
          if (!other) {
            other = new KerasTensor(
              { shape: undefined, ...spec, dtype: spec?.dtype ?? tensor.dtype },
              { traced: true, operators: tensor.operators },
            );
            seen.set(tensor, other);
          }
          return other;
        }),
      );
    return new OperationArguments(
      this.interpreter,
      this.functionName,
      { values, given: this.givenNames },
      { symbolic: false, standIn: this.standIn, dataFormat: this.defaultDataFormat },
    );
  }
}

/** A layer's constructor arguments: bound as Python binds them, read as the types that Keras takes them for. */
import type { DataFormat } from '../global-settings.ts';
import type { CallArguments } from '../../python/domain/interpreter.ts';
import { bool, Float, int, NONE, str, TupleValue, type Value } from '../../python/domain/value.ts';
import type { Shape, Size } from '../../shapes/dimension.ts';
import {
  type Default,
  type LayerArguments,
  LayerError,
  type ParameterTable,
  REQUIRED,
  Undecided,
} from './definition.ts';
import type { LayerState } from './layer-state.ts';
import { shapeOf, sizeOf } from './values.ts';
import { message, type Message, words } from '../../words/message.ts';
import { isUndetermined, undetermined } from '../../python/domain/undetermined.ts';

/**
 * Accepted by every layer, whatever its own parameters; `input_shape` and its old forms describe the first layer's
 * input.
 */
export const COMMON_PARAMETERS: ReadonlySet<string> = new Set([
  'name',
  'dtype',
  'trainable',
  'activity_regularizer',
  'autocast',
  'input_shape',
  'input_dim',
  'batch_input_shape',
  'batch_size',
  'input_dtype',
  'weights',
  'dynamic',
]);

/** Those of Keras 2 that Keras 3 refuses, but for layers that take them themselves. */
const GONE_IN_KERAS_3: ReadonlySet<string> = new Set([
  'batch_input_shape',
  'batch_size',
  'input_dtype',
  'weights',
  'dynamic',
]);
/** Former arguments that Keras 3 still takes, by the layer. */
const STILL_TAKEN: ReadonlySet<string> = new Set([
  'Embedding.input_length',
  'Embedding.weights',
  'LeakyReLU.alpha',
  ...['StringLookup', 'IntegerLookup', 'TextVectorization'].flatMap((layer) =>
    ['vocabulary_dtype', 'vocabulary_size', 'has_input_vocabulary'].map((name) => `${layer}.${name}`),
  ),
]);

/** Whether Keras 3 takes an argument that is none of the layer's present parameters. */
export const takenByKeras3 = (layer: string, name: string): boolean =>
  STILL_TAKEN.has(`${layer}.${name}`) || (COMMON_PARAMETERS.has(name) && !GONE_IN_KERAS_3.has(name));

export function valueOfDefault(value: Default): Value {
  if (value === null || value === REQUIRED) return NONE;
  if (typeof value === 'boolean') return bool(value);
  if (typeof value === 'number') return Number.isInteger(value) ? int(value) : new Float(value);
  if (typeof value === 'string') return str(value);
  return new TupleValue((value as readonly (number | string | null)[]).map((item) => valueOfDefault(item)));
}

export interface Binding {
  /** Own parameters, defaults filled in. */
  readonly values: ReadonlyMap<string, Value>;
  readonly given: ReadonlySet<string>;
  /** Of the parameters that every layer has, those passed. */
  readonly common: ReadonlyMap<string, Value>;
}

/** @throws LayerError where Keras raises for missing, unknown or repeated arguments. */
export function bindConstructor(
  className: string,
  parameters: ParameterTable,
  former: Readonly<Record<string, string>>,
  args: CallArguments,
  isCommon: (name: string) => boolean = (name) => COMMON_PARAMETERS.has(name),
  retired: Readonly<Record<string, string>> = {},
  commonByPosition: readonly string[] = [],
): Binding {
  const values = new Map<string, Value>();
  const given = new Set<string>();
  const common = new Map<string, Value>();
  const names = Object.keys(parameters);
  const star = names.indexOf('*');
  const positional = [...(star < 0 ? names : names.slice(0, star)), ...commonByPosition];
  if (args.positional.length > positional.length) {
    throw tooManyArguments(className, positional, args.positional.length);
  }
  for (const [i, value] of args.positional.entries()) {
    const name = positional[i]!;
    if (commonByPosition.includes(name)) {
      common.set(name, value);
      continue;
    }
    values.set(name, value);
    given.add(name);
  }
  for (const [keyword, value] of args.keywords) {
    const name = keyword in parameters ? keyword : (former[keyword] ?? keyword);
    if (!(name in parameters) || name === '*') {
      if (common.has(name)) throw repeated(className, name, keyword);
      if (isCommon(name)) {
        common.set(name, value);
        continue;
      }
      if (keyword in former) {
        common.set(name, value);
        continue;
      } // accepted once, without effect on arrays now
      throw unknownKeyword(className, keyword, retired[keyword], [
        ...names,
        ...[...COMMON_PARAMETERS].filter(isCommon),
      ]);
    }
    if (values.has(name)) throw repeated(className, name, keyword);
    values.set(name, value);
    given.add(name);
  }
  for (const name of names) {
    if (values.has(name) || name === '*') continue;
    const fallback = parameters[name]!;
    if (args.incomplete) {
      values.set(name, undetermined(args.incomplete.reason, { name }));
      continue;
    }
    if (fallback === REQUIRED) throw missingArgument(className, name);
    values.set(name, valueOfDefault(fallback));
  }
  return { values, given, common };
}

export const unknownArgument = (called: string, name: string, meant: string | undefined): Message =>
  meant === undefined
    ? words`${called} has no argument named ${name}.`
    : words`${called} has no argument named ${name}. Did you mean ${meant}?`;

export const tooManyArguments = (className: string, positional: readonly string[], given: number): LayerError =>
  new LayerError(
    'too-many-arguments',
    message(
      '{0} takes at most {1, plural, one {# positional argument} other {# positional arguments}} ({2}), but {3} are given.',
      className,
      positional.length,
      positional.join(', '),
      given,
    ),
    { exceptionType: 'TypeError' },
  );

const missingArgument = (className: string, name: string): LayerError =>
  new LayerError('missing-argument', words`${className} needs ${name}: missing required argument '${name}'.`, {
    parameter: name,
    exceptionType: 'TypeError',
  });

export function unknownKeyword(
  className: string,
  keyword: string,
  present: string | undefined,
  names: readonly string[],
  exceptionType = 'ValueError',
): LayerError {
  const meant = present !== undefined && names.includes(present) ? present : nearestName(keyword, names);
  return new LayerError('unknown-argument', unknownArgument(className, keyword, meant), {
    parameter: keyword,
    exceptionType,
    repairs: meant === undefined ? [] : [{ argument: meant, named: keyword, value: '' }],
  });
}

const repeated = (className: string, name: string, keyword: string): LayerError =>
  new LayerError('repeated-argument', words`${className} got ${name} twice: by position and by name.`, {
    parameter: keyword,
    exceptionType: 'TypeError',
  });

function nearestName(name: string, candidates: readonly string[]): string | undefined {
  return (
    candidates.find((candidate) => candidate.replace(/_/g, '') === name.replace(/_/g, '').toLowerCase()) ??
    candidates.find(
      (candidate) =>
        candidate !== '*' && name.length > 2 && (candidate.startsWith(name) || distanceIsOne(candidate, name)),
    )
  );
}

/** One letter added, left out, changed or swapped with its neighbour. */
export function distanceIsOne(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const [restA, restB] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  return restA.length + restB.length <= 2 || (restA.length === 2 && restA === [...restB].reverse().join(''));
}

export class BoundArguments implements LayerArguments {
  readonly binding: Binding;
  readonly kerasVersion: 2 | 3;
  private readonly className: string;
  private readonly defaultDataFormat: DataFormat | undefined;
  private readonly layerOf: (value: Value) => LayerState | undefined;

  constructor(
    className: string,
    binding: Binding,
    defaultDataFormat: DataFormat | undefined,
    layerOf: (value: Value) => LayerState | undefined,
    kerasVersion: 2 | 3 = 3,
  ) {
    this.kerasVersion = kerasVersion;
    this.className = className;
    this.binding = binding;
    this.defaultDataFormat = defaultDataFormat;
    this.layerOf = layerOf;
  }

  value(name: string): Value {
    const value = this.binding.values.get(name) ?? this.binding.common.get(name);
    return value ?? NONE;
  }
  isNone(name: string): boolean {
    const value = this.known(name);
    return value.kind === 'none';
  }
  given(name: string): boolean {
    return this.binding.given.has(name) || this.binding.common.has(name);
  }

  /**
   * The value, where it is decided whether it is None. An unknown with a name is not None: it was meant to be a number.
   */
  private known(name: string): Value {
    const value = this.value(name);
    if (isUndetermined(value) && (!value.size || value.alternatives)) throw new Undecided(value.reason);
    return value;
  }

  size(name: string): Size {
    const value = this.value(name);
    const size = sizeOf(value);
    if (size !== undefined) return size;
    if (value.kind === 'none' || value.kind === 'str') throw this.wrongType(name, words`an integer`, value);
    throw new Undecided(words`${name} is not known`);
  }
  optionalSize(name: string): Size | undefined {
    return this.isNone(name) ? undefined : this.size(name);
  }
  integer(name: string): number {
    const size = this.size(name);
    if (typeof size !== 'number') throw new Undecided(words`${name} is not known`);
    return size;
  }
  integers(name: string): readonly number[] {
    const value = this.value(name);
    if (value.kind !== 'list' && value.kind !== 'tuple') return [this.integer(name)];
    return this.items(name, value).map((item) => {
      const size = sizeOf(item);
      if (typeof size !== 'number') throw new Undecided(words`${name} is not known`);
      return size;
    });
  }
  sizes(name: string, rank: number): readonly Size[] {
    const value = this.value(name);
    if (value.kind !== 'list' && value.kind !== 'tuple') return new Array<Size>(rank).fill(this.size(name));
    const items = this.items(name, value);
    if (items.length !== rank)
      throw new LayerError(
        'bad-argument',
        words`${this.className}: ${name} must be an integer or a tuple of ${rank} integers, but it has ${items.length}.`,
        { parameter: name },
      );
    return items.map((item) => {
      const size = sizeOf(item);
      if (size === undefined) {
        if (item.kind === 'none' || item.kind === 'str')
          throw this.wrongType(name, words`a tuple of ${rank} integers`, value);
        throw new Undecided(words`${name} is not known`);
      }
      return size;
    });
  }
  shape(name: string): Shape {
    const value = this.value(name);
    const shape = shapeOf(value);
    if (shape) return shape;
    if (value.kind === 'int' || value.kind === 'none' || value.kind === 'str')
      throw this.wrongType(name, words`a tuple of integers`, value);
    throw new Undecided(words`${name} is not known`);
  }
  flag(name: string): boolean {
    const value = this.known(name);
    switch (value.kind) {
      case 'bool':
        return value.value;
      case 'none':
        return false;
      case 'int':
        return value.value !== 0n;
      case 'str':
        return value.value !== '';
      default:
        throw new Undecided(words`${name} is not known`);
    }
  }
  text(name: string): string {
    const value = this.value(name);
    if (value.kind === 'str') return value.value;
    if (value.kind === 'none' || value.kind === 'int' || value.kind === 'bool')
      throw this.wrongType(name, words`a string`, value);
    throw new Undecided(words`${name} is not known`);
  }
  number(name: string): number {
    const value = this.value(name);
    if (value.kind === 'float') return value.value;
    if (value.kind === 'int') return Number(value.value);
    throw new Undecided(words`${name} is not known`);
  }
  layer(name: string): LayerState | undefined {
    return this.layerOf(this.value(name));
  }
  dataFormat(): 'channels_last' | 'channels_first' {
    const value = this.value('data_format');
    if (value.kind === 'none') {
      if (!this.defaultDataFormat) throw new Undecided('which order of axes is set is not decided');
      return this.defaultDataFormat;
    }
    const text = this.text('data_format').toLowerCase();
    if (text === 'channels_first' || text === 'channels_last') return text;
    if (text === 'th') return 'channels_first';
    if (text === 'tf' || text === 'default') return 'channels_last';
    throw new LayerError(
      'bad-argument',
      words`${this.className}: data_format must be "channels_first" or "channels_last", but it is "${text}".`,
      { parameter: 'data_format' },
    );
  }

  private items(name: string, value: Value): readonly Value[] {
    if (value.kind === 'tuple') return value.items;
    if (value.kind === 'list' && !value.summary) return value.items;
    throw new Undecided(words`${name} is not known`);
  }
  private wrongType(name: string, wanted: Message, value: Value): LayerError {
    const found =
      value.kind === 'none'
        ? 'None'
        : value.kind === 'str'
          ? `'${value.value}'`
          : value.kind === 'int'
            ? String(value.value)
            : value.kind;
    return new LayerError('bad-argument', words`${this.className}: ${name} must be ${wanted}, but it is ${found}.`, {
      parameter: name,
    });
  }
}

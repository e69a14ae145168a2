/**
 * Checks that many layers make of their arguments. All throw LayerError only where Keras surely refuses: a symbol is
 * given the benefit.
 */
import type { Value } from '../../python/domain/value.ts';
import { compareSizes, formatDimension, formatShape, isAtMost, type Size } from '../../shapes/dimension.ts';
import { type Axes, type Axis, UNKNOWN_AXIS } from '../../shapes/axes.ts';
import { LayerError, Undecided, type LayerArguments, type Repair } from './definition.ts';
import type { LayerState } from './layer-state.ts';
import { type Message, type Text, words } from '../../words/message.ts';
import { isUndetermined } from '../../python/domain/undetermined.ts';

/** Runs each check; one that the program does not decide does not keep the others from refusing. */
export function checkEach(...checks: readonly (() => unknown)[]): void {
  for (const check of checks) {
    try {
      check();
    } catch (error) {
      if (!(error instanceof Undecided)) throw error;
    }
  }
}

export function isSurelyBelow(size: Size, least: number): boolean {
  return isAtMost(size, least - 1);
}

/**
 * A size of 1 or more. A float is left to the call, where Keras refuses it (`sizeToBuild`), unless the constructor
 * itself does.
 */
export function requirePositive(
  layer: string,
  args: LayerArguments,
  name: string,
  float: 'refused' | 'later' = 'later',
): Size {
  const value = args.value(name);
  if (NO_NUMBERS.has(value.kind) || (float === 'refused' && value.kind === 'float'))
    throw notInteger(layer, name, value);
  const size = args.size(name);
  if (isSurelyBelow(size, 1))
    throw new LayerError(
      'bad-argument',
      words`${layer}: ${name} must be positive, but it is ${formatDimension(size)}.`,
      { parameter: name },
    );
  return size;
}

/**
 * A size that weight arrays are made of. A float such as `64 / 2` passes the constructor, but no array has such a size.
 */
export function sizeToBuild(layer: string, args: LayerArguments, name: string): Size {
  const value = args.value(name);
  if (value.kind === 'float') throw notInteger(layer, name, value);
  return args.size(name);
}

const NO_NUMBERS: ReadonlySet<Value['kind']> = new Set<Value['kind']>(['none', 'str', 'tuple', 'list', 'dict', 'set']);

function notInteger(layer: string, name: string, value: Value): LayerError {
  const refusal =
    value.kind === 'float'
      ? words`${layer}: ${name} must be an integer, but it is ${described(value)} (a division with / gives a float, one with // an integer).`
      : words`${layer}: ${name} must be an integer, but it is ${described(value)}.`;
  return new LayerError('bad-argument', refusal, { parameter: name, exceptionType: 'TypeError' });
}

/** One size a spatial axis; each at least `least`. */
export function requireSizes(
  layer: string,
  args: LayerArguments,
  name: string,
  rank: number,
  least: number,
): readonly Size[] {
  const sizes = args.sizes(name, rank);
  if (sizes.some((size) => isSurelyBelow(size, least))) {
    throw new LayerError('bad-argument', wrongSizes(layer, name, rank, least, formatShape(sizes)), { parameter: name });
  }
  return sizes;
}

function wrongSizes(layer: string, name: string, rank: number, least: number, sizes: string): Message {
  if (least > 0) {
    return rank === 1
      ? words`${layer}: ${name} must be positive in each of its axes, but it is ${sizes}.`
      : words`${layer}: ${name} must be positive in each of its ${rank} axes, but it is ${sizes}.`;
  }
  return rank === 1
    ? words`${layer}: ${name} must be 0 or more in each of its axes, but it is ${sizes}.`
    : words`${layer}: ${name} must be 0 or more in each of its ${rank} axes, but it is ${sizes}.`;
}

/**
 * The dimension at an axis that a weight array takes its size from; undefined: it is not known. `code` unknown-size
 * where it is None.
 */
export function requireKnown(layer: string, dimension: Axis | undefined, axis: number, input: Axes): Size {
  if (dimension === undefined || dimension === UNKNOWN_AXIS) throw new Undecided('the shape of the input is not known');
  if (dimension !== null) return dimension;
  throw new LayerError(
    'unknown-size',
    words`${layer} makes weights from axis ${axis} of its input, and that is None in ${input.format()}: shapes of variables must be fully-defined (no None dimensions).`,
  );
}

/**
 * An axis counted from the front, or as it is where the number of axes is not known. `exceptionType` is what Keras
 * raises for one that the shape does not have.
 */
export function requireAxis(
  layer: string,
  axis: number,
  axes: Axes,
  exceptionType: 'ValueError' | 'IndexError',
): number {
  if (axes.rank === undefined) return axis;
  if (axis >= axes.rank || axis < -axes.rank) {
    throw new LayerError(
      'bad-axis',
      words`${layer}: axis ${axis} is out of bounds for the input shape ${axes.format()}, which has ${axes.rank} axes.`,
      {
        parameter: 'axis',
        exceptionType,
      },
    );
  }
  return axis < 0 ? axis + axes.rank : axis;
}

/** For layers that, once built, take no other rank than the one they were built on. */
export function requireBuiltRank(layer: string, { buildInput }: LayerState, { shape }: Axes): void {
  if (!shape || !buildInput || 'nest' in buildInput || !buildInput.shape || buildInput.shape.length === shape.length)
    return;
  throw new LayerError(
    'rank-mismatch',
    words`${layer} was built on an input of shape ${formatShape(buildInput.shape)} and cannot take one of shape ${formatShape(shape)}: expected ndim=${buildInput.shape.length}, found ndim=${shape.length}.`,
  );
}

/** An int, or a list or tuple of ints. LayerError for what surely is neither. */
export function checkAxes(layer: string, args: LayerArguments, name: string): void {
  const value = args.value(name);
  const isSequence = value.kind === 'list' || value.kind === 'tuple';
  const odd = (isSequence ? value.items : [value]).find(({ kind }) => NOT_AXES.has(kind));
  if (!odd) return;
  const found = isSequence ? words`one of its elements is ${described(odd)}` : words`it is ${described(odd)}`;
  throw new LayerError(
    'bad-argument',
    words`${layer}: ${name} must be an integer or a list of integers, but ${found}.`,
    { parameter: name, exceptionType: 'TypeError' },
  );
}

const NOT_AXES: ReadonlySet<Value['kind']> = new Set<Value['kind']>([
  'none',
  'str',
  'float',
  'dict',
  'set',
  'list',
  'tuple',
]);

/** Whether two sizes surely differ. */
export function surelyDiffer(a: Size, b: Size): boolean {
  const order = compareSizes(a, b);
  return order === -1 || order === 1;
}

/** A lower-case text that must be one of `allowed`. */
export function requireOneOf(
  layer: string,
  args: LayerArguments,
  name: string,
  allowed: readonly string[],
  options: { ignoreCase: boolean },
): string {
  const value = args.value(name);
  if (isUndetermined(value)) throw new Undecided(value.reason);
  if (value.kind !== 'str') {
    throw new LayerError(
      'bad-argument',
      words`${layer}: ${name} must be one of ${quoted(allowed)}, but it is ${described(value)}.`,
      { parameter: name },
    );
  }
  const text = options.ignoreCase ? value.value.toLowerCase() : value.value;
  if (allowed.includes(text)) return text;
  throw new LayerError(
    'bad-argument',
    words`${layer}: ${name} must be one of ${quoted(allowed)}, but it is "${value.value}".`,
    { parameter: name, repairs: nearestFirst(text, allowed).map((word) => ({ argument: name, value: `"${word}"` })) },
  );
}

/** Those that share most letters first; no more than people want to choose from. */
function nearestFirst(text: string, words: readonly string[]): readonly string[] {
  const shared = (word: string): number => {
    let start = 0;
    while (start < word.length && word[start] === text[start]) start++;
    return start * 2 + [...word].filter((letter) => text.includes(letter)).length / word.length;
  };
  return [...words].sort((a, b) => shared(b) - shared(a)).slice(0, 4);
}

/**
 * Where a number of channels (or filters) does not divide into groups: the largest number of groups up to it that does.
 */
export function fewerGroups(groups: Size, ...counts: readonly Size[]): Repair[] {
  if (typeof groups !== 'number' || groups < 1 || !counts.every((count) => typeof count === 'number')) return [];
  for (let fewer = Math.min(groups, ...(counts as number[])); fewer > 0; fewer--)
    if (counts.every((count) => (count as number) % fewer === 0)) return [{ argument: 'groups', value: String(fewer) }];
  return [];
}

function quoted(texts: readonly string[]): string {
  return texts.map((word) => `"${word}"`).join(', ');
}

/** What kind of value it is, in Python's words. */
export function described(value: Value): Text {
  switch (value.kind) {
    case 'none':
      return 'None';
    case 'int':
      return value.value.toString();
    case 'float':
      return Number.isInteger(value.value) ? `${value.value}.0` : String(value.value);
    case 'str':
      return `"${value.value}"`;
    case 'bool':
      return value.value ? 'True' : 'False';
    case 'tuple':
    case 'list':
    case 'dict':
    case 'set':
      return words`a ${value.kind}`;
    case 'host':
      return words`of the type ${value.typeName}`;
    default:
      return words`of another type (${value.kind})`;
  }
}

/** Encodings whose number of categories is stated: CategoryEncoding, Discretization, Hashing, HashedCrossing. */
import { ListValue, NativeFunction, NONE, type Value } from '../../../python/domain/value.ts';
import { ArrayValue } from '../../../python/library/arrays/array-value.ts';
import { add, formatShape, sameDimension, type Dimension, type Shape } from '../../../shapes/dimension.ts';
import { isDict, isList } from '../../nests.ts';
import { refusing } from '../create.ts';
import {
  LayerError,
  REQUIRED,
  Undecided,
  defineLayer,
  type LayerArguments,
  type LayerCall,
  type TensorSpec,
} from '../definition.ts';
import type { LayerState } from '../layer-state.ts';
import { checkEach, described, isSurelyBelow, requireOneOf } from '../refusals.ts';
import { binned, boundariesFound, categoriesEncoded } from './category-values.ts';
import { inPlaceOfLast, isOne, oneHot } from './encoding.ts';
import { type Text, words } from '../../../words/message.ts';
import { isUndetermined, Top } from '../../../python/domain/undetermined.ts';

/** A count of at least `least`; None is refused too. */
function requireAtLeast(layer: string, args: LayerArguments, name: string, least: number): void {
  const value = args.value(name);
  if (value.kind === 'none')
    throw new LayerError('bad-argument', words`${layer}: ${name} must be set, but it is None.`, { parameter: name });
  if (value.kind === 'float' ? value.value >= least : !isSurelyBelow(args.size(name), least)) return;
  throw new LayerError(
    'bad-argument',
    least === 1
      ? words`${layer}: ${name} must be positive, but it is ${described(value)}.`
      : words`${layer}: ${name} must be ${least} or more, but it is ${described(value)}.`,
    { parameter: name },
  );
}

/** Sparse outputs are encodings; indices are never sparse. (Whether sparse works at all is up to the backend.) */
function checkSparse(layer: string, args: LayerArguments): void {
  if (!args.flag('sparse') || args.text('output_mode') !== 'int') return;
  throw new LayerError('bad-argument', words`${layer}: sparse=True needs an output_mode other than "int".`, {
    parameter: 'sparse',
  });
}

const CATEGORY_MODES = ['count', 'one_hot', 'multi_hot', 'binary'];

export const categoryEncoding = defineLayer({
  name: 'CategoryEncoding',
  family: 'preprocessing',
  parameters: { num_tokens: null, output_mode: 'multi_hot', sparse: false },
  formerParameters: { max_tokens: 'num_tokens' },
  callParameters: ['inputs', 'count_weights'],
  validate: (args) => {
    checkEach(
      () => requireOneOf('CategoryEncoding', args, 'output_mode', CATEGORY_MODES, { ignoreCase: false }),
      () => {
        // Up to TensorFlow 2.5 the number of tokens may be left to adapt().
        if (args.kerasVersion === 2 && args.isNone('num_tokens')) return;
        requireAtLeast('CategoryEncoding', args, 'num_tokens', 1);
      },
    );
  },
  output: (args, { shape }) => {
    if (args.isNone('num_tokens')) throw new Undecided('the number of tokens is found by adapt()');
    const depth = args.size('num_tokens');
    return { shape: args.text('output_mode') === 'one_hot' ? oneHot(shape, depth) : inPlaceOfLast(shape, depth) };
  },
  values: (args, _layer, input) => (args.isNone('num_tokens') ? undefined : categoriesEncoded(args, input)),
  multiplyAccumulates: () => 0,
});

const DISCRETIZATION_MODES = ['int', 'one_hot', 'multi_hot', 'count'];
const ADAPTED = 'adapted';

/** Bins: one more than boundaries. After adapt() the data decides how many boundaries there are. */
function bins(args: LayerArguments, layer: LayerState): Dimension {
  const boundaries = args.value('bin_boundaries');
  if (boundaries.kind === 'none') {
    const found = layer.kept.get(ADAPTED);
    if (found && !('instance' in found) && found.kind === 'list') return found.items.length + 1;
    if (found) throw new Undecided('how many bins there are is found in the data');
    return args.size('num_bins');
  }
  if (boundaries.kind === 'tuple') return boundaries.items.length + 1;
  if (boundaries.kind === 'list' && !boundaries.summary) return boundaries.items.length + 1;
  const length = boundaries instanceof ArrayValue ? boundaries.shape?.[0] : undefined;
  if (length === undefined || length === null) throw new Undecided('the boundaries are not known');
  return add(length, 1);
}

function checkBins(args: LayerArguments): void {
  const [boundaries, count] = [args.value('bin_boundaries'), args.value('num_bins')];
  if (count.kind !== 'none' && boundaries.kind !== 'none' && !isUndetermined(count) && !isUndetermined(boundaries)) {
    throw new LayerError('bad-argument', words`Discretization: num_bins and bin_boundaries should not both be set.`, {
      parameter: 'num_bins',
    });
  }
  if (count.kind === 'none' && boundaries.kind === 'none')
    throw new LayerError('bad-argument', words`Discretization needs num_bins or bin_boundaries.`, {
      parameter: 'bin_boundaries',
    });
  if (count.kind === 'int' && count.value < 0n)
    throw new LayerError(
      'bad-argument',
      words`Discretization: num_bins must be 0 or more, but it is ${String(count.value)}.`,
      { parameter: 'num_bins' },
    );
}

function adapt(args: LayerArguments, layer: LayerState): Value {
  return new NativeFunction('adapt', (interpreter, { positional, keywords }) => {
    refusing(interpreter, layer, () => {
      if (args.value('num_bins').kind === 'none')
        throw new LayerError(
          'bad-argument',
          words`Discretization: adapt() is for num_bins; this layer has bin_boundaries already.`,
        );
    });
    interpreter.touch(layer);
    layer.kept.set(ADAPTED, boundariesIn(args, positional[0] ?? keywords.get('data')));
    return NONE;
  });
}

/** As many boundaries as are found in the data; None where that is not known. */
function boundariesIn(args: LayerArguments, data: Value | undefined): Value {
  const count =
    data instanceof ArrayValue
      ? data.shape?.reduce<Dimension>(
          (all, size) => (typeof all === 'number' && typeof size === 'number' ? all * size : null),
          1,
        )
      : undefined;
  const [bins, epsilon] = [args.value('num_bins'), args.value('epsilon')];
  if (typeof count !== 'number' || count === 0 || bins.kind !== 'int' || epsilon.kind !== 'float') return NONE;
  if (bins.value < 1n || count > MOST_COUNTED) return NONE;
  const found = boundariesFound(count, Number(bins.value), epsilon.value);
  return new ListValue(Array.from({ length: found }, () => new Top('the boundaries are found in the data')));
}
const MOST_COUNTED = 1_000_000;

export const discretization = defineLayer({
  name: 'Discretization',
  family: 'preprocessing',
  parameters: { bin_boundaries: null, num_bins: null, epsilon: 0.01, output_mode: 'int', sparse: false },
  commonByPosition: ['dtype', 'name'],
  formerParameters: { bins: 'bin_boundaries' },
  validate: (args) => {
    checkEach(
      () => checkSparse('Discretization', args),
      () => requireOneOf('Discretization', args, 'output_mode', DISCRETIZATION_MODES, { ignoreCase: false }),
      () => checkBins(args),
    );
  },
  output: (args, { shape, on }, layer) => {
    const mode = args.text('output_mode');
    if (on === 'arrays' && args.value('bin_boundaries').kind === 'none' && !layer.kept.has(ADAPTED)) {
      throw new LayerError(
        'not-adapted',
        words`Discretization does not know its bins yet: give bin_boundaries, or call adapt() on data before the layer is used.`,
      );
    }
    if (mode === 'int') return { shape, dtype: 'int32' };
    const depth = bins(args, layer);
    if (mode === 'one_hot') return { shape: oneHot(shape, depth) };
    return { shape: shape.length >= 2 ? [shape[0] ?? null, ...shape.slice(2), depth] : [depth] };
  },
  attributes: {
    adapt,
    bin_boundaries: (args, layer) => {
      const found = layer.kept.get(ADAPTED);
      if (found === undefined) return args.value('bin_boundaries');
      return !('instance' in found) && found.kind === 'list'
        ? new ListValue([...found.items])
        : new Top('the boundaries are found in the data');
    },
  },
  values: (args, layer, input) => (layer.kept.has(ADAPTED) ? undefined : binned(args, input)),
  multiplyAccumulates: () => 0,
});

const INTEGER_TYPES = ['int32', 'int64'];

/** Without a stated dtype indices are int64 and encodings float32. */
function outputType(args: LayerArguments, layer: LayerState): string {
  if (args.value('dtype').kind !== 'none') return layer.dtype.compute;
  return args.text('output_mode') === 'int' ? 'int64' : 'float32';
}

function checkSalt(layer: string, args: LayerArguments): void {
  const salt = args.value('salt');
  if (salt.kind === 'none' || salt.kind === 'int' || isUndetermined(salt)) return;
  if ((salt.kind === 'tuple' || salt.kind === 'list') && salt.items.length === 2) return;
  throw new LayerError(
    'bad-argument',
    words`${layer}: salt must be an integer or a tuple of 2 integers, but it is ${described(salt)}.`,
    { parameter: 'salt' },
  );
}

export const hashing = defineLayer({
  name: 'Hashing',
  family: 'preprocessing',
  parameters: { num_bins: REQUIRED, mask_value: null, salt: null, output_mode: 'int', sparse: false },
  validate: (args) => {
    checkEach(
      () => requireAtLeast('Hashing', args, 'num_bins', 1),
      () => checkHashType(args),
      () => requireOneOf('Hashing', args, 'output_mode', DISCRETIZATION_MODES, { ignoreCase: false }),
      () => checkSparse('Hashing', args),
      () => checkSalt('Hashing', args),
    );
  },
  output: (args, { shape }, layer) => ({
    shape: args.text('output_mode') === 'int' ? shape : inPlaceOfLast(shape, args.size('num_bins')),
    dtype: outputType(args, layer),
  }),
  multiplyAccumulates: () => 0,
});

function checkHashType(args: LayerArguments): void {
  const dtype = args.value('dtype');
  if (dtype.kind !== 'str' || args.text('output_mode') !== 'int' || INTEGER_TYPES.includes(dtype.value)) return;
  throw new LayerError(
    'bad-argument',
    words`Hashing: with output_mode="int" the dtype must be "int32" or "int64", but it is "${dtype.value}".`,
    { parameter: 'dtype' },
  );
}

function crossedInput({ inputs }: LayerCall): Shape {
  const refuse = (found: Text): LayerError =>
    new LayerError(
      'expects-a-list',
      words`HashedCrossing must be called on a list or tuple of 2 tensors, but got ${found}.`,
    );
  if (isDict(inputs)) throw refuse(words`a dict`);
  if (!isList(inputs)) {
    const { shape } = inputs as TensorSpec;
    if (!shape) throw new Undecided('what the layer is called on is not known');
    throw refuse(words`one of shape ${formatShape(shape)}`);
  }
  const [first, second] = inputs.items;
  if (!first || !second || inputs.items.length !== 2) throw refuse(String(inputs.items.length));
  if (isList(first) || isDict(first) || isList(second) || isDict(second)) throw refuse(words`a structure of them`);
  const [a, b] = [(first as TensorSpec).shape, (second as TensorSpec).shape];
  if (!a || !b) throw new Undecided('the shape of an input is not known');
  const [lastA = null, lastB = null] = [a.at(-1), b.at(-1)];
  if ((lastA === null) !== (lastB === null) || sameDimension(lastA, lastB) === 'different') {
    throw new LayerError(
      'shape-mismatch',
      words`HashedCrossing: the two input tensors must have identical shapes, but they are ${formatShape(a)} and ${formatShape(b)}.`,
    );
  }
  return a;
}

export const hashedCrossing = defineLayer({
  name: 'HashedCrossing',
  family: 'preprocessing',
  parameters: { num_bins: REQUIRED, output_mode: 'int', sparse: false },
  commonByPosition: ['name', 'dtype'],
  validate: (args) =>
    checkEach(() => requireOneOf('HashedCrossing', args, 'output_mode', ['int', 'one_hot'], { ignoreCase: false })),
  output: (args, call, layer) => {
    const shape = crossedInput(call);
    const depth = args.size('num_bins');
    const dtype = outputType(args, layer);
    if (args.text('output_mode') === 'int') return { shape, dtype };
    // Unlike the others, this one replaces a last axis of 1 even where it is the only one.
    return { shape: isOne(shape.at(-1)) ? inPlaceOfLast(shape, depth) : [...shape, depth], dtype };
  },
  multiplyAccumulates: () => 0,
});

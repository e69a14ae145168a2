import type { Interpreter } from '../../../python/domain/interpreter.ts';
import { Float, NativeFunction, NONE, tuple, type Value } from '../../../python/domain/value.ts';
import { castAll, numberOf } from '../../../python/library/arrays/dtypes.ts';
import { dimensionValue } from '../../graph/tensor.ts';
import { ArrayValue } from '../../../python/library/arrays/array-value.ts';
import { formatShape, sameDimension, sameShape, type Dimension, type Shape } from '../../../shapes/dimension.ts';
import { flatten } from '../../nests.ts';
import { LayerError, defineLayer, type ArrayDeclaration, type LayerArguments } from '../definition.ts';
import type { LayerState } from '../layer-state.ts';
import { wholeShape } from '../spec-axes.ts';
import { axisTermNames, axisTerms } from '../normalization/axes.ts';
import { DatasetValue } from '../../data/dataset.ts';
import { refusing } from '../create.ts';
import { checkEach } from '../refusals.ts';
import { shapeOf } from '../values.ts';
import { type Message, message, words } from '../../../words/message.ts';
import { isUndetermined, Top } from '../../../python/domain/undetermined.ts';

const NAME = 'Normalization';

/** The kept axes counted from the front, in order. None: none, so one mean for all. */
function keptAxes(args: LayerArguments, input: Shape): readonly number[] {
  if (args.isNone('axis')) return [];
  const axes = args.integers('axis');
  const wrong = axes.find((axis) => axis < -input.length || axis >= input.length);
  if (wrong !== undefined) {
    throw new LayerError(
      'bad-axis',
      words`${NAME}: axis ${wrong} is out of bounds for the input shape ${formatShape(input)}, which has ${input.length} axes.`,
      { parameter: 'axis' },
    );
  }
  const kept = axes.map((axis) => (axis < 0 ? axis + input.length : axis)).sort((a, b) => a - b);
  for (const axis of kept) {
    if (input[axis] === null) {
      throw new LayerError(
        'unknown-size',
        words`${NAME} keeps a mean for each place on axis ${axis} of its input, so that axis must have a known size, and it is None in ${formatShape(input)}.`,
        { parameter: 'axis' },
      );
    }
  }
  return kept;
}

/** The shape of a number, of nested lists or of an array; undefined where it is not known. */
function shapeOfNumbers(value: Value): Shape | undefined {
  if (value.kind === 'int' || value.kind === 'float') return [];
  if (value instanceof ArrayValue) return value.shape;
  if ((value.kind !== 'list' && value.kind !== 'tuple') || (value.kind === 'list' && value.summary)) return undefined;
  const [first] = value.items;
  if (!first) return [0];
  const inner = shapeOfNumbers(first);
  return inner && [value.items.length, ...inner];
}

function checkStatistics(args: LayerArguments): void {
  const [mean, variance] = [args.value('mean'), args.value('variance')];
  if (isUndetermined(mean) || isUndetermined(variance)) return;
  const refuse = (message: Message): LayerError =>
    new LayerError('bad-argument', words`${NAME}: ${message}.`, { parameter: 'mean' });
  if ((mean.kind === 'none') !== (variance.kind === 'none'))
    throw refuse(words`mean and variance must both be set, or neither`);
  const [means, variances] = [shapeOfNumbers(mean), shapeOfNumbers(variance)];
  if (!means || !variances) return;
  if (sameShape(means, variances) === 'different')
    throw refuse(
      words`mean and variance must have the same shape, but they have ${formatShape(means)} and ${formatShape(variances)}`,
    );
  const axes = args.isNone('axis') ? 0 : args.integers('axis').length;
  if (means.length > axes)
    throw refuse(words`mean can have as many axes as axis names, ${axes}, but its shape is ${formatShape(means)}`);
}

/** A given mean fits the kept axes, counted from the last. */
function checkMeanAgainstInput(args: LayerArguments, input: Shape, axes: readonly number[]): void {
  const means = shapeOfNumbers(args.value('mean'));
  if (!means) return;
  means.forEach((dimension, index) => {
    const axis = axes[axes.length - means.length + index];
    const size: Dimension = axis === undefined ? null : (input[axis] ?? null);
    if (dimension === 1 || sameDimension(dimension, size) !== 'different') return;
    throw new LayerError(
      'shape-mismatch',
      words`${NAME}: a mean of shape ${formatShape(means)} does not fit axis ${axis ?? ''} of the input ${formatShape(input)}.`,
      { parameter: 'mean', exceptionType: 'RuntimeError' },
    );
  });
}

/** LayerError where the kept axes are other than those the layer was built on. */
function checkAgainstBuilt(args: LayerArguments, layer: LayerState, shape: Shape, given: 'data' | 'input'): void {
  const built = layer.buildInput && flatten(layer.buildInput)[0]?.shape;
  if (!built || built.length !== shape.length) return;
  for (const axis of keptAxes(args, built)) {
    if (sameDimension(built[axis] ?? null, shape[axis] ?? null) !== 'different') continue;
    const places = [NAME, formatShape(built), formatShape(shape)] as const;
    throw new LayerError(
      'size-mismatch',
      given === 'data'
        ? message('{0} was built for inputs of shape {1}, but adapt() is given data of shape {2}.', ...places)
        : message('{0} was built for inputs of shape {1}, but the input has shape {2}.', ...places),
    );
  }
}

/** What Keras 2 calls `_batch_input_shape`. */
export const ADAPTED_INPUT = 'shape of what it was adapted to';

/** In Keras 2 the statistics have sizes that the input may lack: what they are taken from has them too. */
function withKeptSizes(args: LayerArguments, layer: LayerState, shape: Shape): Shape {
  const built = args.kerasVersion === 2 && layer.buildInput ? flatten(layer.buildInput)[0]?.shape : undefined;
  if (!built || built.length !== shape.length || !args.isNone('mean')) return shape;
  const kept = new Set(keptAxes(args, built));
  return shape.map((size, axis) => (size === null && kept.has(axis) ? (built[axis] ?? null) : size));
}

/** The shape of data to adapt to: of a data set, what TensorFlow infers of its elements. */
function shapeOfData(interpreter: Interpreter, data: Value | undefined): { value: Value; shape: Shape } | undefined {
  if (data instanceof DatasetValue) {
    const spec = data.specification;
    // One that is not in batches is put in some.
    const own = spec instanceof ArrayValue ? spec.shape : undefined;
    const shape = own?.length === 1 ? [null, ...own] : own;
    return shape && { shape, value: tuple(...shape.map(dimensionValue)) };
  }
  const value = data && interpreter.findAttribute(data, 'shape');
  const shape = value && shapeOf(value);
  return shape && { value, shape };
}

/** adapt(data) builds the layer on the shape of the data. */
function adapt(args: LayerArguments, layer: LayerState): Value {
  return new NativeFunction('adapt', (interpreter, { positional, keywords }) => {
    const data = positional[0] ?? keywords.get('data');
    const found = shapeOfData(interpreter, data);
    interpreter.touch(layer);
    layer.kept.delete(LEARNED);
    if (!found) {
      if (data instanceof DatasetValue) layer.mayBeBuilt ||= !layer.built;
      return NONE;
    }
    const { shape } = found;
    if (!layer.built) {
      interpreter.call(interpreter.getAttribute(layer.instance, 'build'), [found.value]);
      // From then on a Sequential of Keras 2 that begins with it knows the rank of its input.
      if (args.kerasVersion === 2) layer.kept.set(ADAPTED_INPUT, tuple(...shape.map(() => NONE)));
    } else
      refusing(interpreter, layer, () => {
        checkAgainstBuilt(args, layer, shape, 'data');
      });
    const learned = data instanceof ArrayValue ? learnedOf(interpreter, args, data) : undefined;
    if (learned) layer.kept.set(LEARNED, learned);
    return NONE;
  });
}
const LEARNED = 'statistics of what it was adapted to';

/** Means and variances of data, where every order of adding gives them; None for what is not known. */
function learnedOf(interpreter: Interpreter, args: LayerArguments, data: ArrayValue): Value | undefined {
  const { shape, elements } = data;
  // Keras 2 takes batches of 32, one after the other.
  const isOneBatch = args.kerasVersion === 3 || Number(shape?.[0]) <= 32;
  if (!shape?.every((size) => typeof size === 'number') || !elements?.length || !isOneBatch) return undefined;
  interpreter.spend(Math.ceil(elements.length / 16));
  const sizes = shape as readonly number[];
  const kept = keptAxes(args, shape);
  const count = kept.reduce((all, axis) => all * sizes[axis]!, 1);
  const groups = Array.from({ length: count }, (): number[] => []);
  for (const [index, element] of elements.entries()) {
    let [rest, place, stride] = [index, 0, 1];
    for (let axis = sizes.length - 1; axis >= 0; axis--) {
      const at = rest % sizes[axis]!;
      rest = Math.floor(rest / sizes[axis]!);
      if (kept.includes(axis)) {
        place += at * stride;
        stride *= sizes[axis]!;
      }
    }
    groups[place]!.push(Number(numberOf(element)));
  }
  const means = groups.map((group) => exactMean(group));
  const variances = groups.map((group, index) => {
    const mean = means[index];
    return mean === undefined ? undefined : exactMean(group.map((one) => (one - mean) ** 2));
  });
  const asValue = (numbers: readonly (number | undefined)[]): Value =>
    numbers.every((one) => one !== undefined) ? tuple(...numbers.map((one) => new Float(one!))) : NONE;
  return tuple(asValue(means), asValue(variances));
}

/** The mean as a 32-bit number, where the sum has no more bits than that keeps. */
function exactMean(numbers: readonly number[]): number | undefined {
  let all = 0;
  for (const number of numbers) {
    if (!Number.isInteger(number * PARTS)) return undefined;
    all += Math.abs(number) * PARTS;
  }
  if (all >= 2 ** 24) return undefined;
  return Math.fround(numbers.reduce((sum, number) => sum + number, 0) / numbers.length);
}
const PARTS = 64;

/** The statistics, as they go with the input: of size 1 along the axes that are not kept. */
const statistics =
  (which: 0 | 1) =>
  (args: LayerArguments, layer: LayerState): Value => {
    const shape = layer.buildInput && flatten(layer.buildInput)[0]?.shape;
    if (!shape || !layer.built) return new Top('it is learned from data');
    const kept = new Set(keptAxes(args, shape));
    const sizes = shape.map((size, axis) => (kept.has(axis) ? size : 1));
    const learned = layer.kept.get(LEARNED);
    const own = learned && !('instance' in learned) && learned.kind === 'tuple' ? learned.items[which] : undefined;
    return new ArrayValue({
      shape: sizes,
      dtype: layer.dtype.compute,
      elements: own?.kind === 'tuple' ? castAll(own.items, layer.dtype.compute) : undefined,
      library: 'tensorflow',
      reason: words`it is learned from data`,
    });
  };

/**
 * Subtracts the mean and divides by the standard deviation, both given or learned by adapt(); learned ones are frozen
 * arrays.
 */
export const normalization = defineLayer({
  name: NAME,
  family: 'preprocessing',
  parameters: { axis: -1, mean: null, variance: null, invert: false },
  validate: (args) => checkEach(() => checkStatistics(args)),
  terms: (args, input) => axisTerms(keptAxes(args, wholeShape(input)), input),
  arrays: (args, _terms, input) => {
    const shape = wholeShape(input);
    const axes = keptAxes(args, shape);
    if (!args.isNone('mean')) {
      checkMeanAgainstInput(args, shape, axes);
      return [];
    }
    const dimensions = axisTermNames(axes, input);
    const arrays: ArrayDeclaration[] = [
      { name: 'mean', dimensions },
      { name: 'variance', dimensions },
      { name: 'count', dimensions: [], dtype: 'int64' },
    ];
    return arrays.map((array) => ({ ...array, trainable: false }));
  },
  output: (args, { shape, on }, layer) => {
    if (on === 'arrays') checkAgainstBuilt(args, layer, shape, 'input');
    return { shape: withKeptSizes(args, layer, shape) };
  },
  attributes: { adapt, mean: statistics(0), variance: statistics(1) },
  multiplyAccumulates: () => 0,
});

import { NativeFunction, NONE, tuple, type Value } from '../../../python/domain/value.ts';
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

/** adapt(data) builds the layer on the shape of the data. */
function adapt(args: LayerArguments, layer: LayerState): Value {
  return new NativeFunction('adapt', (interpreter, { positional, keywords }) => {
    const data = positional[0] ?? keywords.get('data');
    if (data instanceof DatasetValue) {
      interpreter.touch(layer);
      layer.mayBeBuilt ||= !layer.built;
      return NONE;
    }
    const shapeValue = data && interpreter.findAttribute(data, 'shape');
    const shape = shapeValue && shapeOf(shapeValue);
    if (!shape || !shapeValue) return NONE;
    if (!layer.built) {
      interpreter.call(interpreter.getAttribute(layer.instance, 'build'), [shapeValue]);
      // From then on a Sequential of Keras 2 that begins with it knows the rank of its input.
      if (args.kerasVersion === 2) {
        interpreter.touch(layer);
        layer.kept.set(ADAPTED_INPUT, tuple(...shape.map(() => NONE)));
      }
      return NONE;
    }
    refusing(interpreter, layer, () => {
      checkAgainstBuilt(args, layer, shape, 'data');
    });
    return NONE;
  });
}

/** The statistics, as they go with the input: of size 1 along the axes that are not kept. */
const statistics = (args: LayerArguments, layer: LayerState): Value => {
  const shape = layer.buildInput && flatten(layer.buildInput)[0]?.shape;
  if (!shape || !layer.built) return new Top('it is learned from data');
  const kept = new Set(keptAxes(args, shape));
  const sizes = shape.map((size, axis) => (kept.has(axis) ? size : 1));
  return new ArrayValue({
    shape: sizes,
    dtype: layer.dtype.compute,
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
  attributes: { adapt, mean: statistics, variance: statistics },
  multiplyAccumulates: () => 0,
});

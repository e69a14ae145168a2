/** What all of keras.applications do first: check the arguments, settle the shape of the images, make the input. */
import type { Interpreter } from '../../python/domain/interpreter.ts';
import { bool, int, ListValue, NativeFunction, NONE, tuple, type Value } from '../../python/domain/value.ts';
import { type Dimension, formatShape, type Shape } from '../../shapes/dimension.ts';
import { KerasTensor, shapeValue } from '../graph/tensor.ts';
import { refusing } from '../layers/create.ts';
import { LayerError } from '../layers/definition.ts';
import { shapeOf, sizeOf } from '../layers/values.ts';
import { createInputLayer, inputTensorOf } from '../models/input.ts';
import type { KerasSession } from '../session.ts';
import { words } from '../../words/message.ts';
import { isUndetermined, Top } from '../../python/domain/undetermined.ts';

/** The arguments that every application has, in the order of its tuple `given`. */
interface Given {
  readonly includeTop: boolean | undefined;
  /** 'other': a path of a file. undefined: not known. */
  readonly weights: 'none' | 'imagenet' | 'other' | undefined;
  readonly inputTensor: Value;
  readonly inputShape: Value;
  readonly classes: Value;
}

function readGiven(interpreter: Interpreter, given: Value | undefined): Given {
  const items = given?.kind === 'tuple' ? given.items : [];
  const [includeTop, weights, inputTensor, inputShape, , classes] = items;
  return {
    includeTop: includeTop ? interpreter.truth(includeTop) : undefined,
    weights: weightsOf(weights),
    inputTensor: inputTensor ?? NONE,
    inputShape: itemized(interpreter, inputShape ?? NONE),
    classes: classes ?? NONE,
  };
}

/** A shape that is not known has three sizes that are not known. */
function itemized(interpreter: Interpreter, shape: Value): Value {
  if (!isUndetermined(shape) || shape.name === undefined || shape.alternatives) return shape;
  return tuple(...[0, 1, 2].map((i) => interpreter.getItem(shape, int(i))));
}

const weightsOf = (value: Value | undefined): Given['weights'] =>
  value?.kind === 'none'
    ? 'none'
    : value?.kind === 'str'
      ? value.value === 'imagenet'
        ? 'imagenet'
        : 'other'
      : undefined;

/**
 * Images of `size` pixels that Keras takes unless it is told otherwise, and the smallest it accepts. `size` undefined:
 * not decided.
 */
interface Sizes {
  readonly size: number | undefined;
  readonly smallest: number;
}

const sides = (shape: Shape, channelsFirst: boolean): readonly [Dimension | undefined, Dimension | undefined] =>
  channelsFirst ? [shape[1], shape[2]] : [shape[0], shape[1]];

/**
 * The shape of one image: `input_shape`, or the usual size where the classifier on top needs one, or sides of None.
 * undefined where the arguments do not decide it. @throws LayerError for what Keras refuses.
 */
function imageShape(given: Given, { size, smallest }: Sizes, channelsFirst: boolean): Shape | undefined {
  const { includeTop, weights } = given;
  const square: Shape | undefined = size === undefined ? undefined : channelsFirst ? [3, size, size] : [size, size, 3];
  const shape = given.inputShape.kind === 'none' ? [] : shapeOf(given.inputShape);
  if (shape?.length === 0) {
    if (includeTop === undefined) return undefined;
    return includeTop ? square : channelsFirst ? [3, null, null] : [null, null, 3];
  }
  if (!shape) return undefined;
  if (weights === 'imagenet' && includeTop === true && square) {
    const differs =
      shape.length !== 3 ||
      shape.some((dimension, i) => dimension === null || (typeof dimension === 'number' && dimension !== square[i]));
    if (differs)
      throw new LayerError(
        'input-mismatch',
        words`With include_top=True and weights="imagenet", input_shape must be ${formatShape(square)}, but it is ${formatShape(shape)}: the classifier on top was trained for that size. Use include_top=False for another one.`,
        { parameter: 'input_shape' },
      );
    return square;
  }
  if (shape.length !== 3)
    throw new LayerError(
      'bad-argument',
      words`input_shape must have three dimensions (height, width, channels, without the batch size), but it is ${formatShape(shape)}.`,
      { parameter: 'input_shape' },
    );
  const channels = channelsFirst ? shape[0] : shape[2];
  if (weights === 'imagenet' && (channels === null || (typeof channels === 'number' && channels !== 3))) {
    throw new LayerError(
      'input-mismatch',
      words`weights="imagenet" are for images with 3 channels, but input_shape is ${formatShape(shape)}.`,
      { parameter: 'input_shape' },
    );
  }
  for (const side of sides(shape, channelsFirst)) {
    if (typeof side === 'number' && side < smallest)
      throw new LayerError(
        'input-too-small',
        words`The images must be at least ${smallest}x${smallest}, but input_shape is ${formatShape(shape)}.`,
        { parameter: 'input_shape' },
      );
    if (side === null && includeTop === true)
      throw new LayerError(
        'bad-argument',
        words`With include_top=True the size of the images must be fixed, but input_shape is ${formatShape(shape)}.`,
        { parameter: 'input_shape' },
      );
  }
  return shape;
}

/** The trained kernel of the first convolution does not fit other channels: Keras raises when it loads the file. */
function checkTensor({ weights }: Given, shape: Shape | undefined, channelsFirst: boolean): void {
  const channels = shape?.length === 4 ? shape[channelsFirst ? 1 : 3] : undefined;
  if (weights !== 'imagenet' || typeof channels !== 'number' || channels === 3) return;
  throw new LayerError(
    'input-mismatch',
    words`weights="imagenet" are for images with 3 channels, but input_tensor has the shape ${formatShape(shape!)}.`,
    { parameter: 'input_tensor' },
  );
}

function checkClasses({ weights, includeTop, classes }: Given): void {
  const count = sizeOf(classes);
  if (weights === 'imagenet' && includeTop === true && typeof count === 'number' && count !== 1000) {
    throw new LayerError(
      'bad-argument',
      words`With weights="imagenet" and include_top=True, classes must be 1000, but it is ${count}. Use weights=None, or include_top=False with a classifier of your own.`,
      { parameter: 'classes' },
    );
  }
}

/** The tensors of Input layers that `tensor` comes from; undefined where that is not known. */
function sourcesOf(tensor: KerasTensor): readonly KerasTensor[] | undefined {
  const seen = new Set<KerasTensor>();
  const sources: KerasTensor[] = [];
  const waiting = [tensor];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    if (!next.node) return undefined;
    if (next.node.inputs.length === 0) sources.push(next);
    waiting.push(...next.node.inputs.toReversed());
  }
  return sources;
}

const isChannelsFirst = (session: KerasSession): boolean => session.dataFormat === 'channels_first';

/** `begin(given, size, smallest)`: the model's inputs, the tensor to go on with, and the shape of one image. */
const begin = (session: KerasSession): NativeFunction =>
  new NativeFunction('begin', (interpreter, { positional: [arguments_, size, smallest], site }) =>
    refusing(interpreter, undefined, () => {
      const given = readGiven(interpreter, arguments_);
      checkClasses(given);
      const shape = imageShape(
        given,
        { size: numberOf(size), smallest: numberOf(smallest) ?? 1 },
        isChannelsFirst(session),
      );
      const shownShape = shape ? shapeValue(shape) : interpreter.unknown('the shape of the images is not known');
      const { inputTensor } = given;
      if (inputTensor.kind === 'none') {
        const layer = createInputLayer(session, interpreter, {
          shape: shape && [null, ...shape],
          dtype: undefined,
          name: undefined,
          site,
        });
        const tensor = inputTensorOf(layer)!;
        return tuple(tensor, tensor, shownShape);
      }
      if (inputTensor instanceof KerasTensor) checkTensor(given, inputTensor.shape, isChannelsFirst(session));
      const sources = inputTensor instanceof KerasTensor && !inputTensor.traced ? sourcesOf(inputTensor) : undefined;
      if (sources) return tuple(new ListValue([...sources]), inputTensor, shownShape);
      const unknown = new Top(
        isUndetermined(inputTensor) ? inputTensor.reason : 'what the model is built on is not followed',
      );
      return tuple(unknown, unknown, shownShape);
    }),
  );

/** `check_activation(activation, weights)`: trained weights go with softmax, or with none. */
const checkActivation = new NativeFunction('check_activation', (interpreter, { positional: [activation, weights] }) =>
  refusing(interpreter, undefined, () => {
    if (
      activation?.kind === 'str' &&
      !['softmax', 'linear'].includes(activation.value) &&
      (weightsOf(weights) ?? 'none') !== 'none'
    ) {
      throw new LayerError(
        'bad-argument',
        words`With trained weights and include_top=True, classifier_activation must be "softmax" or None, but it is "${activation.value}".`,
        { parameter: 'classifier_activation' },
      );
    }
    return NONE;
  }),
);

/** `check_classes(given)`. */
const checkClassesFunction = new NativeFunction('check_classes', (interpreter, { positional: [arguments_] }) =>
  refusing(interpreter, undefined, () => {
    checkClasses(readGiven(interpreter, arguments_));
    return NONE;
  }),
);
/** Natives for the descriptions' Python. */
export function imageInputFunctions(session: KerasSession): Map<string, Value> {
  return new Map([
    ['begin', begin(session)],
    ['check_activation', checkActivation],
    ['check_classes', checkClassesFunction],
    ['is_channels_first', new NativeFunction('is_channels_first', () => bool(isChannelsFirst(session)))],
  ]);
}

const numberOf = (value: Value | undefined): number | undefined =>
  value?.kind === 'int' ? Number(value.value) : undefined;

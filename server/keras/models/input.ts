/** `Input(...)` and InputLayer: where a graph begins. */
import type { Interpreter } from '../../python/domain/interpreter.ts';
import { InstanceValue, NONE, tuple, type Value } from '../../python/domain/value.ts';
import type { Place } from '../../python/syntax/place.ts';
import { type Dimension, formatDimension, formatShape, sameDimension, type Shape } from '../../shapes/dimension.ts';
import { KerasTensor } from '../graph/tensor.ts';
import { BoundArguments } from '../layers/bound-arguments.ts';
import { addNode } from '../graph/add-node.ts';
import { dtypeOf } from '../layers/create.ts';
import { LayerError, Undecided } from '../layers/definition.ts';
import { LayerState } from '../layers/layer-state.ts';
import { exactRank, itemsOf } from '../layers/named-shape.ts';
import { ADAPTED_INPUT } from '../layers/preprocessing/normalization.ts';
import { described } from '../layers/refusals.ts';
import { layerOf } from '../layers/tracking.ts';
import { dimensionOf, shapeOf, sizeOf } from '../layers/values.ts';
import { flatten } from '../nests.ts';
import type { KerasDialect } from '../releases.ts';
import type { KerasSession } from '../session.ts';
import { type Text, words } from '../../words/message.ts';
import { Axes } from '../../shapes/axes.ts';
import { specWith } from '../layers/spec-axes.ts';
import { isUndetermined } from '../../python/domain/undetermined.ts';

export const isInputLayer = (layer: LayerState): boolean => layer.className === 'InputLayer';

/** The tensor that an input layer gives. */
export const inputTensorOf = (layer: LayerState): KerasTensor | undefined =>
  layer.nodes[0] ? flatten(layer.nodes[0].outputs)[0] : undefined;

/** `shape`: the batch dimension included. */
export function createInputLayer(
  session: KerasSession,
  interpreter: Interpreter,
  options: {
    /** The shape, or what is known of its axes. */
    shape?: Shape | undefined;
    axes?: Axes;
    dtype: string | undefined;
    name: string | undefined;
    site: Place | undefined;
    given?: ReadonlyMap<string, Value>;
    tensor?: KerasTensor | undefined;
  },
): LayerState {
  const cls = session.classes.get('InputLayer')!;
  const instance = new InstanceValue(cls);
  interpreter.touch(session.naming);
  const layer = new LayerState({
    instance,
    definition: session.definitions.get('InputLayer'),
    args: new BoundArguments(
      'InputLayer',
      { values: options.given ?? new Map(), given: new Set(options.given?.keys() ?? []), common: new Map() },
      session.dataFormat,
      layerOf,
    ),
    name:
      options.name ??
      (session.kerasVersion === 2 ? session.naming.counted('input') : session.naming.unique('input_layer')),
    dtype: dtypeOf(session, interpreter, undefined),
    trainable: !session.dialect.standalone,
    site: options.site,
  });
  interpreter.make(layer);
  instance.host = layer;
  layer.built = true;
  session.layers.push(layer);
  // An Input does not follow the policy of layers.
  const dtype = options.dtype ?? session.floatx;
  const spec = { ...specWith(options.axes ?? Axes.of(options.shape)), dtype };
  addNode(session, layer.operation, [], spec, options.site, () => spec, layer.nodes);
  if (options.tensor) takeOver(layer, options.tensor);
  const tensor = inputTensorOf(layer)!;
  tensor.name = layer.name;
  return layer;
}

/** `Input(tensor=t)`: the given tensor is what the layer gives. */
function takeOver(layer: LayerState, tensor: KerasTensor): void {
  const node = layer.nodes[0]!;
  node.outputs = tensor;
  tensor.node = node;
  tensor.tensorIndex = 0;
}

/**
 * The symbolic tensor that an Input is put around; undefined where there is none, or it is not known. @throws
 * LayerError where it is no symbolic tensor, or contradicts the other arguments
 */
export function givenTensor(given: ReadonlyMap<string, Value>, kerasVersion: 2 | 3): KerasTensor | undefined {
  const name = given.has('tensor') ? 'tensor' : 'input_tensor';
  const value = given.get(name);
  if (!value || value.kind === 'none' || isUndetermined(value) || kerasVersion === 2) return undefined;
  if (!(value instanceof KerasTensor)) {
    if (value.kind === 'host' || value.kind === 'instance') return undefined;
    throw new LayerError(
      'not-a-tensor',
      words`Input: ${name} must be a symbolic tensor (a KerasTensor), but it is ${described(value)}.`,
      { parameter: name },
    );
  }
  const { shape, dtype } = value;
  const contradicts = (parameter: string, stated: string): LayerError =>
    new LayerError(
      'input-mismatch',
      words`Input: ${parameter}=${stated} is not that of the tensor it is put around, which is ${shape ? formatShape(shape) : words`of unknown shape`} of ${dtype}.`,
      { parameter },
    );
  const batch = given.get('batch_size');
  if (
    batch?.kind === 'int' &&
    shape &&
    (shape[0] === undefined || shape[0] === null || sameDimension(shape[0], Number(batch.value)) === 'different')
  )
    throw contradicts('batch_size', String(batch.value));
  for (const [parameter, wanted] of [
    ['shape', shape?.slice(1)],
    ['batch_shape', shape],
  ] as const) {
    const stated = given.has(parameter) ? shapeOf(given.get(parameter)!) : undefined;
    if (
      stated &&
      wanted &&
      (stated.length !== wanted.length ||
        stated.some(
          (size, i) =>
            (size === null) !== (wanted[i] === null) ||
            (size !== null && wanted[i] !== null && sameDimension(size, wanted[i]!) === 'different'),
        ))
    )
      throw contradicts(parameter, formatShape(stated));
  }
  const type = given.get('dtype');
  if (type?.kind === 'str' && type.value !== dtype) throw contradicts('dtype', `"${type.value}"`);
  return value;
}

/**
 * The whole shape that `shape=`/`batch_size=` or `batch_shape=` describe. The package keras takes both up to 2.3, and
 * looks at the latter. @throws LayerError, Undecided
 */
export function inputShapeFrom(
  given: ReadonlyMap<string, Value>,
  { version: kerasVersion, standalone, perhapsFirst }: KerasDialect,
): Shape {
  const batchShape = given.get('batch_shape') ?? given.get('batch_input_shape');
  const shape = given.get('shape') ?? given.get('input_shape');
  if (batchShape && batchShape.kind !== 'none') {
    if (shape && shape.kind !== 'none' && !standalone && !perhapsFirst)
      throw new LayerError('bad-argument', words`Input takes shape= or batch_shape=, not both at the same time.`, {
        parameter: 'shape',
      });
    return requireShape(batchShape, 'batch_shape', kerasVersion);
  }
  const tensor = given.get('tensor') ?? given.get('input_tensor');
  if (!shape || shape.kind === 'none') {
    if (tensor && tensor.kind !== 'none') throw new Undecided('the shape is that of the given tensor');
    if (given.has('type_spec') && kerasVersion === 2) throw new Undecided('the shape is that of the given type');
    throw new LayerError('missing-argument', words`Input needs shape= (without the batch size) or batch_shape=.`, {
      parameter: 'shape',
    });
  }
  const batch = given.get('batch_size');
  const size: Dimension | undefined = batch ? dimensionOf(batch) : null;
  if (size === undefined) throw new Undecided('the batch size is not known');
  return [size, ...requireShape(shape, 'shape', kerasVersion)];
}

function requireShape(value: Value, parameter: string, kerasVersion: 2 | 3): Shape {
  // Keras 2 takes an integer as a shape of one dimension.
  const isInteger = value.kind === 'int' || (isUndetermined(value) && value.integer);
  const shape = isInteger && kerasVersion === 2 ? shapeOf(tuple(value)) : shapeOf(value);
  if (shape) {
    const negative = shape.find((dimension) => typeof dimension === 'number' && dimension < 0);
    if (negative !== undefined)
      throw new LayerError(
        'bad-argument',
        words`Input: ${parameter} cannot have the negative dimension ${String(negative)}.`,
        { parameter },
      );
    return shape;
  }
  const size = isInteger ? sizeOf(value) : undefined;
  if (size !== undefined)
    throw new LayerError(
      'shape-not-a-tuple',
      words`Input: ${parameter} must be a tuple, but it is the integer ${formatDimension(size)}. Write (${formatDimension(size)},) with the comma.`,
      { parameter },
    );
  for (const item of value.kind === 'tuple' || value.kind === 'list' ? value.items : [value]) {
    if (item.kind !== 'float' && item.kind !== 'str' && item.kind !== 'tuple' && item.kind !== 'list') continue;
    const refusal =
      item.kind === 'float'
        ? words`Input: ${parameter} must be a tuple of integers and None, but ${described(item)} is in it (a division with / gives a float, one with // an integer).`
        : words`Input: ${parameter} must be a tuple of integers and None, but ${described(item)} is in it.`;
    throw new LayerError('bad-argument', refusal, { parameter });
  }
  throw new Undecided(words`${parameter} is not known`);
}

/**
 * The input shape that a first layer states for itself (`input_shape=`, `batch_input_shape=`, `input_dim=`), batch
 * dimension included. @throws LayerError, Undecided
 */
export function inputShapeArgument(
  session: KerasSession,
  interpreter: Interpreter,
  layer: LayerState,
): Shape | undefined {
  const { args } = layer;
  if (isInputLayer(layer)) return undefined;
  const read = (name: string): Value => args.value(name);
  const batch = read('batch_input_shape');
  const rank = exactRank(layer);
  if (batch.kind !== 'none')
    return shapeOf(batch) ?? itemsOf(interpreter, batch, rank) ?? undecided('batch_input_shape');
  const size = read('batch_size');
  const first: Dimension = size.kind === 'none' ? null : (dimensionOf(size) ?? null);
  const shape = read('input_shape');
  if (shape.kind !== 'none') {
    const dimensions = shapeOf(shape) ?? itemsOf(interpreter, shape, rank && rank - 1);
    if (dimensions) return [first, ...dimensions];
    if (shape.kind === 'int')
      throw new LayerError(
        'shape-not-a-tuple',
        words`${layer.className}: input_shape must be a tuple, but it is the integer ${String(shape.value)}. Write input_shape=(${String(shape.value)},) with the comma.`,
        { parameter: 'input_shape' },
      );
    return undecided('input_shape');
  }
  const adapted = layer.kept.get(ADAPTED_INPUT);
  if (adapted && !(adapted instanceof LayerState)) return shapeOf(adapted);
  // In Keras 2 an Embedding as first layer states its input by itself: input_length steps, or any number.
  if (layer.definition?.name === 'Embedding' && session.kerasVersion === 2) {
    const length = layer.args.given('input_length') ? read('input_length') : NONE;
    return [first, ...(shapeOf(length) ?? [dimensionOf(length) ?? null])];
  }
  // Keras 2's RNN, and so LSTM, GRU and SimpleRNN, takes the two sizes of a sequence apart: input_length steps (any
  // number without it) of input_dim features.
  if (session.kerasVersion === 2 && layer.definition && 'go_backwards' in layer.definition.parameters) {
    const [steps, features] = [read('input_length'), read('input_dim')];
    if (steps.kind === 'none' && features.kind === 'none') return undefined;
    const sequence = [dimensionOf(steps), dimensionOf(features)];
    return sequence.every((dimension) => dimension !== undefined)
      ? [first, ...sequence]
      : undecided(words`${'input_length'} or ${'input_dim'}`);
  }
  const own = layer.definition && 'input_dim' in layer.definition.parameters;
  const dimension = own ? NONE : read('input_dim');
  if (dimension.kind === 'none') return undefined;
  const features = dimensionOf(dimension);
  return features === undefined ? undecided('input_dim') : [first, features];
}

function undecided(parameter: Text): never {
  throw new Undecided(words`${parameter} is not known`);
}

/**
 * TensorFlow Model Optimization: https://github.com/tensorflow/model-optimization,
 * tensorflow_model_optimization/python/core.
 */
import type { Size } from '../../shapes/dimension.ts';
import {
  REQUIRED,
  Undecided,
  defineLayer,
  type LayerArguments,
  type LayerBuilder,
  type LayerDefinition,
} from '../layers/definition.ts';
import type { LayerState } from '../layers/layer-state.ts';
import type { LayerPackage } from './package.ts';
import { words } from '../../words/message.ts';

const PACKAGE = 'tensorflow_model_optimization';

/** Bounds of the numbers that a tensor holds: one of each, or one for each channel. */
function addBounds(builder: LayerBuilder, of: string, channels?: Size): void {
  for (const bound of ['min', 'max'])
    builder.add(
      { name: `${of}_${bound}`, dimensions: channels === undefined ? [] : ['channels'], trainable: false },
      channels === undefined ? {} : { channels },
    );
}
const addStep = (builder: LayerBuilder, name: string): void => {
  builder.add({ name, dimensions: [], trainable: false, dtype: name === 'pruning_step' ? 'int64' : 'int32' }, {});
};

function wrapped(args: LayerArguments): LayerState {
  const layer = args.layer('layer');
  if (!layer?.definition) throw new Undecided('the wrapped layer is not known');
  return layer;
}

/** Stands behind the input of a quantized model. */
const quantizeLayer = defineLayer({
  name: 'QuantizeLayer',
  family: 'core',
  package: PACKAGE,
  parameters: { quantizer: null },
  build: (builder) => {
    addBounds(builder, 'quantize_layer');
    addStep(builder, 'optimizer_step');
  },
  output: (_args, { axes }) => axes.keep(),
});

/** Bounds are kept before these functions, or after them. */
const BEFORE: ReadonlySet<string> = new Set(['softmax', 'sigmoid', 'tanh', 'gelu']);
const AFTER: ReadonlySet<string> = new Set(['linear', 'relu', 'swish', 'gelu']);
/** Layers whose output has bounds. */
const OUTPUT: ReadonlySet<string> = new Set([
  'AveragePooling1D',
  'AveragePooling2D',
  'GlobalAveragePooling1D',
  'GlobalAveragePooling2D',
  'GlobalAveragePooling3D',
  'UpSampling2D',
]);
/** Layers that change no number. */
const LEFT_ALONE: ReadonlySet<string> = new Set([
  'ActivityRegularization',
  'Cropping1D',
  'Cropping2D',
  'Cropping3D',
  'Dropout',
  'Flatten',
  'GlobalMaxPooling1D',
  'GlobalMaxPooling2D',
  'GlobalMaxPooling3D',
  'MaxPooling2D',
  'Permute',
  'Reshape',
  'SpatialDropout1D',
  'SpatialDropout2D',
  'SpatialDropout3D',
  'ZeroPadding1D',
  'ZeroPadding2D',
]);

function addActivationBounds(builder: LayerBuilder, args: LayerArguments): void {
  const name = args.isNone('activation') ? 'linear' : args.text('activation');
  if (!BEFORE.has(name) && !AFTER.has(name))
    throw new Undecided(words`how the activation ${name} is quantized is not known`);
  if (BEFORE.has(name)) addBounds(builder, 'pre_activation');
  if (AFTER.has(name)) addBounds(builder, 'post_activation');
}

/** A layer around another that keeps more arrays with it; what it gives is the other's. */
const defineAround = (name: string, add: (builder: LayerBuilder, layer: LayerState) => void): LayerDefinition =>
  defineLayer({
    name,
    family: 'core',
    package: PACKAGE,
    base: 'Wrapper',
    parameters: { layer: REQUIRED },
    build: (builder, args, _layer, inputs) => {
      const layer = wrapped(args);
      builder.track(layer);
      builder.build(layer, inputs);
      add(builder, layer);
    },
    output: (args, call) => call.infer(wrapped(args), call.inputs),
  });

/** The default scheme, of 8 bits: kernels and activations have bounds, those of convolutions one for each filter. */
const quantizeWrapper = defineAround('QuantizeWrapperV2', (builder, layer) => {
  addStep(builder, 'optimizer_step');
  switch (layer.className) {
    case 'Dense':
      addBounds(builder, 'kernel');
      addActivationBounds(builder, layer.args);
      break;
    case 'Conv2D':
    case 'DepthwiseConv2D': {
      const channels = layer.weights
        .find(({ name }) => name === 'kernel' || name === 'depthwise_kernel')
        ?.shape?.at(-1);
      if (channels === undefined) throw new Undecided('the shape of the kernel is not known');
      addBounds(builder, 'kernel', channels);
      addActivationBounds(builder, layer.args);
      break;
    }
    default:
      if (OUTPUT.has(layer.className)) addBounds(builder, 'output');
      else if (!LEFT_ALONE.has(layer.className))
        throw new Undecided(words`how ${layer.className} is quantized is not known`);
  }
});

/** Which arrays are pruned, by the layers that have some. */
const PRUNED: Readonly<Record<string, string>> = {
  Dense: 'kernel',
  Conv1D: 'kernel',
  Conv2D: 'kernel',
  Conv3D: 'kernel',
  Conv2DTranspose: 'kernel',
  Conv3DTranspose: 'kernel',
  Embedding: 'embeddings',
  SeparableConv1D: 'pointwise_kernel',
  SeparableConv2D: 'pointwise_kernel',
};
const NOT_PRUNED: ReadonlySet<string> = new Set([
  ...[...LEFT_ALONE].filter((name) => name !== 'MaxPooling2D'),
  ...OUTPUT,
  'Activation',
  'AlphaDropout',
  'AveragePooling3D',
  'BatchNormalization',
  'DepthwiseConv2D',
  'ELU',
  'GaussianDropout',
  'GaussianNoise',
  'LayerNormalization',
  'LeakyReLU',
  'Masking',
  'MaxPooling1D',
  'MaxPooling2D',
  'MaxPooling3D',
  'ReLU',
  'RepeatVector',
  'Softmax',
  'UpSampling1D',
  'UpSampling3D',
  'ZeroPadding3D',
]);

/** For each array that is pruned a mask and a threshold, and a counter. */
const pruneLowMagnitude = defineAround('PruneLowMagnitude', (builder, layer) => {
  const pruned = PRUNED[layer.className];
  if (pruned === undefined && !NOT_PRUNED.has(layer.className))
    throw new Undecided(words`what is pruned of ${layer.className} is not known`);
  if (pruned !== undefined) {
    const declaration = layer.weights.find(({ name }) => name === pruned)?.declaration;
    if (!declaration) throw new Undecided('the shape of what is pruned is not known');
    builder.add({ ...declaration, name: 'mask', path: 'mask', trainable: false }, layer.terms);
    builder.add({ name: 'threshold', dimensions: [], trainable: false }, {});
  }
  addStep(builder, 'pruning_step');
});

/** Layers that are quantized together with others, and graphs, are not followed. */
const PYTHON = `
from keras import Input, Sequential
from keras.models import clone_model

def wrapped(model, first, wrap):
    if not isinstance(model, Sequential) or not model.built:
        return NOT_FOLLOWED
    copy = clone_model(model)
    result = Sequential(name=model.name)
    result.add(Input(shape=copy.input_shape[1:], name=copy.input_names[0]))
    for layer in first:
        result.add(layer())
    for layer in copy.layers:
        if type(layer).__name__ not in FOLLOWED:
            return NOT_FOLLOWED
        result.add(wrap(layer))
    return result

def quantize_model(to_quantize, quantized_layer_name_prefix='quant_'):
    return wrapped(to_quantize, [QuantizeLayer], lambda layer: QuantizeWrapperV2(layer, name=quantized_layer_name_prefix + layer.name))

def prune_low_magnitude(to_prune, *schedule, **more):
    return wrapped(to_prune, [], lambda layer: PruneLowMagnitude(layer, name='prune_low_magnitude_' + layer.name))
`;

const QUANTIZED: readonly string[] = ['Dense', 'Conv2D', 'DepthwiseConv2D', ...OUTPUT, ...LEFT_ALONE];

export const modelOptimization: LayerPackage = {
  modules: {
    [`${PACKAGE}.python.core.quantization.keras.quantize_layer`]: [quantizeLayer],
    [`${PACKAGE}.python.core.quantization.keras.quantize_wrapper`]: [quantizeWrapper],
    [`${PACKAGE}.python.core.sparsity.keras.pruning_wrapper`]: [pruneLowMagnitude],
  },
  functions: [
    { module: `${PACKAGE}.quantization.keras`, name: 'quantize_model', python: PYTHON, followed: QUANTIZED },
    {
      module: `${PACKAGE}.sparsity.keras`,
      name: 'prune_low_magnitude',
      python: PYTHON,
      followed: [...Object.keys(PRUNED), ...NOT_PRUNED],
    },
  ],
};

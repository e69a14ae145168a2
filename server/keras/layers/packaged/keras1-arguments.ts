/** The arguments of layers in Keras 1: which there are, in which order, and what they are called since. */
import type { CallArguments } from '../../../python/domain/interpreter.ts';
import type { Value } from '../../../python/domain/value.ts';
import { tooManyArguments, unknownKeyword } from '../bound-arguments.ts';
import type { LayerDefinition } from '../definition.ts';

/** Those that every layer takes. */
const COMMON = 'input_shape batch_input_shape input_dtype name trainable create_input_layer'.split(' ');

const INITIAL = 'init activation weights';
const REGULAR = 'W_regularizer b_regularizer activity_regularizer W_constraint b_constraint bias';
const SEQUENCE = 'input_dim input_length';
const LOOP = `weights return_sequences go_backwards stateful unroll consume_less ${SEQUENCE}`;
const CELL = 'W_regularizer U_regularizer b_regularizer dropout_W dropout_U';
const POOL_1D = 'pool_length stride border_mode';
const POOL = 'pool_size strides border_mode dim_ordering';

/** By present name: in their order; behind a star those that are given by name only. Of 1.0 and 1.2 together. */
const SIGNATURES: Readonly<Record<string, string>> = {
  Dense: `output_dim ${INITIAL} ${REGULAR} input_dim`,
  Activation: 'activation',
  Dropout: 'p noise_shape seed',
  SpatialDropout1D: 'p',
  SpatialDropout2D: 'p dim_ordering',
  SpatialDropout3D: 'p dim_ordering',
  Reshape: 'target_shape',
  Permute: 'dims',
  Flatten: '',
  RepeatVector: 'n',
  Lambda: 'function output_shape arguments',
  Masking: 'mask_value',
  ActivityRegularization: 'l1 l2',
  Embedding:
    'input_dim output_dim init input_length W_regularizer activity_regularizer W_constraint mask_zero weights dropout',
  BatchNormalization: 'epsilon mode axis momentum weights beta_init gamma_init gamma_regularizer beta_regularizer',
  GaussianNoise: 'sigma',
  GaussianDropout: 'p',
  LeakyReLU: 'alpha',
  PReLU: 'init weights shared_axes',
  ELU: 'alpha',
  ThresholdedReLU: 'theta',
  Conv1D: `nb_filter filter_length ${INITIAL} border_mode subsample_length ${REGULAR} ${SEQUENCE}`,
  Conv2D: `nb_filter nb_row nb_col ${INITIAL} border_mode subsample dim_ordering ${REGULAR}`,
  AtrousConvolution1D: `nb_filter filter_length ${INITIAL} border_mode subsample_length atrous_rate ${REGULAR} ${SEQUENCE}`,
  AtrousConvolution2D: `nb_filter nb_row nb_col ${INITIAL} border_mode subsample atrous_rate dim_ordering ${REGULAR}`,
  Conv3D: `nb_filter kernel_dim1 kernel_dim2 kernel_dim3 ${INITIAL} border_mode subsample dim_ordering ${REGULAR}`,
  Conv2DTranspose: `nb_filter nb_row nb_col output_shape ${INITIAL} border_mode subsample dim_ordering ${REGULAR}`,
  SeparableConv2D: `nb_filter nb_row nb_col ${INITIAL} border_mode subsample depth_multiplier dim_ordering depthwise_regularizer pointwise_regularizer b_regularizer activity_regularizer depthwise_constraint pointwise_constraint b_constraint bias`,
  LocallyConnected1D: `nb_filter filter_length ${INITIAL} border_mode subsample_length ${REGULAR} ${SEQUENCE}`,
  LocallyConnected2D: `nb_filter nb_row nb_col ${INITIAL} border_mode subsample dim_ordering ${REGULAR}`,
  UpSampling1D: 'length',
  UpSampling2D: 'size dim_ordering',
  UpSampling3D: 'size dim_ordering',
  ZeroPadding1D: 'padding',
  ZeroPadding2D: 'padding dim_ordering',
  ZeroPadding3D: 'padding dim_ordering',
  Cropping1D: 'cropping',
  Cropping2D: 'cropping dim_ordering',
  Cropping3D: 'cropping dim_ordering',
  MaxPooling1D: POOL_1D,
  AveragePooling1D: POOL_1D,
  MaxPooling2D: POOL,
  AveragePooling2D: POOL,
  MaxPooling3D: POOL,
  AveragePooling3D: POOL,
  GlobalMaxPooling1D: '',
  GlobalAveragePooling1D: '',
  GlobalMaxPooling2D: 'dim_ordering',
  GlobalAveragePooling2D: 'dim_ordering',
  GlobalMaxPooling3D: 'dim_ordering',
  GlobalAveragePooling3D: 'dim_ordering',
  SimpleRNN: `output_dim init inner_init activation ${CELL} * ${LOOP}`,
  GRU: `output_dim init inner_init activation inner_activation ${CELL} * ${LOOP}`,
  LSTM: `output_dim init inner_init forget_bias_init activation inner_activation ${CELL} * ${LOOP}`,
  TimeDistributed: 'layer',
  Bidirectional: 'layer merge_mode weights',
};

/** What they are called since Keras 2, where a layer's declaration has no former name for it. */
const PRESENT: Readonly<Record<string, string>> = {
  output_dim: 'units',
  p: 'rate',
  sigma: 'stddev',
  theta: 'theta',
  length: 'size',
  bias: 'use_bias',
  filter_length: 'kernel_size',
  subsample_length: 'strides',
  pool_length: 'pool_size',
  stride: 'strides',
  border_mode: 'padding',
  dim_ordering: 'data_format',
};

/**
 * The same arguments by their present names. @throws LayerError for what the layer does not take: in Keras 1 those are
 * also the names that came with Keras 2
 */
export function keras1Arguments(definition: LayerDefinition, className: string, args: CallArguments): CallArguments {
  const signature = SIGNATURES[definition.name];
  if (signature === undefined || args.incomplete) return args;
  const [positional = [], byName = []] = signature.split('*').map((part) => part.split(' ').filter(Boolean));
  if (args.positional.length > positional.length) throw tooManyArguments(className, positional, args.positional.length);
  const keywords = new Map<string, Value>();
  for (const [index, value] of args.positional.entries()) keywords.set(positional[index]!, value);
  for (const [name, value] of args.keywords) {
    if (![...positional, ...byName, ...COMMON].includes(name))
      throw unknownKeyword(className, name, undefined, [...positional, ...byName, ...COMMON], 'TypeError');
    keywords.set(name, value);
  }
  const kept = [...keywords].flatMap(([name, value]): [string, Value][] => {
    const present = presentName(definition, name);
    return present === undefined ? [] : [[present, value]];
  });
  return { ...args, positional: [], keywords: new Map(kept) };
}

/** Whose `input_length` says the shape of the input. */
const WITH_LENGTH = {
  Embedding: true,
  SimpleRNN: true,
  GRU: true,
  LSTM: true,
  Conv1D: true,
  AtrousConvolution1D: true,
  LocallyConnected1D: true,
};

/** The sides of a window that are given one by one are joined by `formerArguments`. */
const KEPT = new Set([
  ...COMMON,
  'weights',
  'input_dim',
  'nb_row',
  'nb_col',
  'kernel_dim1',
  'kernel_dim2',
  'kernel_dim3',
]);

/** undefined for what decides nothing now. */
function presentName({ name: layer, parameters, formerParameters }: LayerDefinition, name: string): string | undefined {
  if (name in parameters && !(layer === 'Embedding' && name === 'dropout')) return name;
  const present = formerParameters?.[name] ?? PRESENT[name];
  if (present !== undefined && present in parameters) return present;
  return KEPT.has(name) || (name === 'input_length' && layer in WITH_LENGTH) ? name : undefined;
}

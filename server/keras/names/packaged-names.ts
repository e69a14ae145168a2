/**
 * Names of public modules that not all releases of the package `keras` up to 2.3 have: what `dir()` told of 1.0.8,
 * 1.1.2, 1.2.2, 2.0.9, 2.1.6, 2.2.4 and 2.3.1. Behind a module the first and the last release that has what follows;
 * an end that is left out is open, and with neither no release has them, though later ones do.
 */
import { once } from '../namespaces.ts';
import { isIn, type PackagedReleases } from '../packaged-releases.ts';

const NAMES = `
keras.layers:- AbstractRNNCell AdaptiveAveragePooling1D AdaptiveAveragePooling2D AdaptiveAveragePooling3D
AdaptiveMaxPooling1D AdaptiveMaxPooling2D AdaptiveMaxPooling3D AdditiveAttention Attention AugMix AutoContrast
CategoryEncoding CenterCrop ContrastLimitedAdaptiveHistogramEqualization Conv1DTranspose ConvLSTM1D ConvLSTM3D
Convolution1DTranspose Convolution3DTranspose CutMix DenseFeatures DepthwiseConv1D Discretization EinsumDense
Equalization FlaxLayer GroupNormalization GroupQueryAttention GroupedQueryAttention HashedCrossing Hashing Identity
IntegerLookup JaxLayer LayerNormalization MaxNumBoundingBoxes MelSpectrogram MixUp MultiHeadAttention Normalization
Pipeline RMSNormalization RandAugment RandomBrightness RandomColorDegeneration RandomColorJitter RandomContrast
RandomCrop RandomElasticTransform RandomErasing RandomFlip RandomFourierFeatures RandomGaussianBlur RandomGrayscale
RandomHeight RandomHue RandomInvert RandomPerspective RandomPosterization RandomRotation RandomSaturation
RandomSharpness RandomShear RandomTranslation RandomWidth RandomZoom Rescaling Resizing ReversibleEmbedding
STFTSpectrogram Solarization SpectralNormalization StringLookup SyncBatchNormalization TFSMLayer TernaryDense
TextVectorization TorchModuleWrapper UnitNormalization VersionAwareLayers
keras.layers:-1.2 ParametricSoftplus SReLU TimeDistributedDense
keras.layers:-2.1 Merge
keras.layers:-2.2 AtrousConv2D Deconv2D SeparableConvolution2D Wrapper
keras.layers:1.1- AtrousConvolution1D ConvLSTM2D ConvRecurrent2D GlobalAveragePooling1D GlobalAveragePooling2D
GlobalAveragePooling3D GlobalMaxPooling1D GlobalMaxPooling2D GlobalMaxPooling3D SpatialDropout1D
keras.layers:1.1-2.2 AtrousConv1D
keras.layers:2.0- Add AlphaDropout Average AvgPool1D AvgPool2D AvgPool3D Concatenate Conv2DTranspose Conv3DTranspose
CuDNNGRU CuDNNLSTM Deconvolution3D Dot GRUCell GlobalAvgPool1D GlobalAvgPool2D GlobalAvgPool3D GlobalMaxPool1D
GlobalMaxPool2D GlobalMaxPool3D LSTMCell MaxPool1D MaxPool2D MaxPool3D Maximum Minimum Multiply RNN SimpleRNNCell
StackedRNNCells Subtract add average concatenate deserialize dot maximum minimum multiply serialize subtract
keras.layers:2.0-2.2 Convolution2DTranspose Deconv3D
keras.layers:2.1- ConvLSTM2DCell DepthwiseConv2D SeparableConv1D Softmax
keras.layers:2.1-2.2 ConvRNN2D SeparableConvolution1D
keras.layers:2.2- ReLU
keras.backend:-1.1 pack
keras.backend:-1.2 atrous_conv2d deconv2d legacy_weight_ordering lesser lesser_equal set_legacy_weight_ordering
keras.backend:-2.2 get_variable_shape image_dim_ordering set_image_dim_ordering
keras.backend:1.1- conv1d elu foldl foldr in_top_k is_sparse map_fn to_dense
keras.backend:1.1-1.2 asymmetric_spatial_2d_padding asymmetric_temporal_padding
keras.backend:1.2- arange stack
keras.backend:2.0- bias_add constant conv2d_transpose conv3d_transpose cumprod cumsum depthwise_conv2d identity
image_data_format is_placeholder less less_equal local_conv1d local_conv2d logsumexp name_scope
set_image_data_format truncated_normal
keras.backend:2.1- separable_conv1d
keras.backend:2.2- is_tensor normalize_data_format slice
keras.backend:2.3- control_dependencies eager is_variable size symbolic
keras.utils:2.0- CustomObjectScope GeneratorEnqueuer HDF5Matrix OrderedEnqueuer Sequence
convert_all_kernels_in_model custom_object_scope get_custom_objects get_file multi_gpu_model normalize plot_model
print_summary to_categorical
keras.utils:2.3- H5Dict model_to_dot
keras.models:-1.0 Graph
keras.models:-1.2 optimizer_from_config
keras.models:1.1-1.2 Merge
keras.models:2.0- clone_model
keras.callbacks:- OrbaxCheckpoint SidecarEvaluatorModelExport SwapEMAWeights
keras.callbacks:1.1- CSVLogger LambdaCallback ReduceLROnPlateau
keras.callbacks:2.0- TerminateOnNaN
keras.metrics:1.1- kullback_leibler_divergence top_k_categorical_accuracy
keras.metrics:1.1-1.2 f1score fbeta_score fmeasure fscore matthews_correlation precision recall
keras.metrics:2.0- deserialize logcosh serialize sparse_top_k_categorical_accuracy
keras.metrics:2.3- AUC Accuracy BaseMeanIoU BinaryAccuracy BinaryCrossentropy CategoricalAccuracy
CategoricalCrossentropy CategoricalHinge CosineSimilarity FalseNegatives FalsePositives Hinge KLDivergence
LogCoshError Mean MeanAbsoluteError MeanAbsolutePercentageError MeanIoU MeanMetricWrapper MeanSquaredError
MeanSquaredLogarithmicError Metric Poisson Precision Recall RootMeanSquaredError SensitivityAtSpecificity
SensitivitySpecificityBase SparseCategoricalAccuracy SparseCategoricalCrossentropy SparseTopKCategoricalAccuracy
SpecificityAtSensitivity SquaredHinge Sum TopKCategoricalAccuracy TrueNegatives TruePositives accuracy
categorical_hinge cosine_similarity
keras.losses:2.0- KLD MAE MAPE MSE MSLE binary_crossentropy categorical_crossentropy categorical_hinge cosine
cosine_proximity deserialize get hinge kld kullback_leibler_divergence logcosh mae mape mean_absolute_error
mean_absolute_percentage_error mean_squared_error mean_squared_logarithmic_error mse msle poisson serialize
sparse_categorical_crossentropy squared_hinge
keras.losses:2.3- BinaryCrossentropy CategoricalCrossentropy CategoricalHinge Hinge Huber KLDivergence LogCosh Loss
LossFunctionWrapper MeanAbsoluteError MeanAbsolutePercentageError MeanSquaredError MeanSquaredLogarithmicError
Poisson SparseCategoricalCrossentropy SquaredHinge cosine_similarity huber_loss is_categorical_crossentropy
keras.applications:1.1- InceptionV3 ResNet50 VGG16 VGG19 Xception inception_v3 resnet50 vgg16 vgg19 xception
keras.applications:2.0- InceptionResNetV2 MobileNet inception_resnet_v2 mobilenet
keras.applications:2.1- DenseNet121 DenseNet169 DenseNet201 NASNetLarge NASNetMobile densenet nasnet
keras.applications:2.2- MobileNetV2 mobilenet_v2
keras.applications:2.3- ResNet101 ResNet101V2 ResNet152 ResNet152V2 ResNet50V2 resnet resnet_v2
`;

interface Names {
  readonly module: string;
  readonly since: number;
  readonly until: number;
  readonly names: readonly string[];
}

const all = once((): readonly Names[] =>
  NAMES.split(/\s+(?=keras\.)/).flatMap((part): Names[] => {
    const [head = '', ...names] = part.trim().split(/\s+/);
    const [module = '', releases = ''] = head.split(':');
    const [since = '', until = ''] = releases.split('-');
    const isNone = since === '' && until === '';
    return names.length === 0
      ? []
      : [
          {
            module,
            since: since === '' ? 0 : Number(since),
            until: isNone ? 0 : until === '' ? 9 : Number(until),
            names,
          },
        ];
  }),
);

/** The names that none of these releases has in a module. */
export const absentIn = (module: string, releases: PackagedReleases): ReadonlySet<string> =>
  new Set(all().flatMap((some) => (some.module === module && isIn(releases, some) === false ? [...some.names] : [])));

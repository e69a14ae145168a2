/** Which Keras a program was written for, where nothing outside it says so. */

/** Places, arguments and methods that only Keras up to 2.3 (or tf.keras of TensorFlow 1) had. */
const FIRST_GENERATION = [
  /\bkeras\.layers\.(core|recurrent|convolutional|embeddings|normalization|pooling|merge|advanced_activations|wrappers|noise|local|convolutional_recurrent|cudnn_recurrent)\b(?!\.\w+\.)/,
  /\bkeras\.utils\.(np_utils|vis_utils|generic_utils|training_utils)\b|\bnp_utils\b/,
  /\bkeras\.(engine|legacy|wrappers\.scikit_learn|objectives|applications\.imagenet_utils)\b/,
  /\b(CuDNNLSTM|CuDNNGRU|Convolution[123]D|MaxoutDense|Merge)\s*\(/, /\b(nb_epoch|nb_filter|border_mode|samples_per_epoch|nb_val_samples)\s*=\s*['"\d]/,
  /\btf\.(Session|placeholder|InteractiveSession|global_variables_initializer|ConfigProto|set_random_seed|get_default_graph)\s*\(|\btensorflow\.contrib\b|\btf\.contrib\b|enable_eager_execution/,
  /\bset_image_dim_ordering\b|\bimage_dim_ordering\b/, /^\s*print\s+["'\w]/m, /\bK\.set_session\b|keras\.backend\.tensorflow_backend/, /\bkeras\.layers import .*\bmerge\b/,
];
/** What Keras 2 had and Keras 3 has no more. */
const SECOND_GENERATION = [
  /\binput_length\s*=/, /\bbatch_input_shape\s*=/, /\.fit_generator\s*\(|\.predict_classes\s*\(|\.predict_proba\s*\(|\.predict_generator\s*\(|\.evaluate_generator\s*\(/,
  /\b(Adam|SGD|RMSprop|Nadam|Adagrad|Adadelta|Adamax)\s*\([^)\n]*\b(lr|decay)\s*=/, /\bkeras\.preprocessing\.text\b|\bpreprocessing\.text\.Tokenizer\b/, /\bImageDataGenerator\b/,
  /\btensorflow\.python\.keras\b|\btf\.compat\.v1\b|tensorflow\.compat\.v1/, /layers\.experimental\.preprocessing|\bexperimental_run_functions_eagerly\b|tf\.keras\.experimental/,
  /\btf\.estimator\b|\bhub\.KerasLayer\b|\btensorflow_hub\b/, /\bkeras\.wrappers\b|KerasClassifier|KerasRegressor/, /\bkeras\.layers\.(experimental|preprocessing)\b/,
];

export interface WrittenFor {
  readonly version: 2 | 3;
  /** Up to Keras 2.3: GRU without reset_after, counters that start at 1. */
  readonly first: boolean;
}

/** Code that only an older Keras runs was written for it; everything else is taken as Keras 3. */
export function writtenFor(text: string, pythonVersion?: string): WrittenFor {
  const sample = text.length > 400_000 ? text.slice(0, 400_000) : text;
  const [, minor] = /^3\.(\d+)/.exec(pythonVersion ?? '') ?? [];
  const python = pythonVersion?.startsWith('2.') ? 0 : minor === undefined ? undefined : Number(minor);
  // Keras 3 needs Python 3.9. On 3.6 and older, Keras imported by itself is 2.3 or older.
  if (python !== undefined && python <= 6 && /^\s*(from|import)\s+keras\b/m.test(sample) && !/tensorflow\.keras|tf\.keras/.test(sample)) return { version: 2, first: true };
  if (FIRST_GENERATION.some((sign) => sign.test(sample))) return { version: 2, first: true };
  if (SECOND_GENERATION.some((sign) => sign.test(sample))) return { version: 2, first: false };
  return { version: python !== undefined && python < 9 ? 2 : 3, first: false };
}

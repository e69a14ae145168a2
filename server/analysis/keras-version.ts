/** Which Keras a program was written for. */
import {
  dialectOf,
  dialectsOfRun,
  inCommon,
  KERAS_1,
  KERAS_2,
  KERAS_3,
  type KerasDialect,
  PERHAPS_FIRST,
  type Requirement,
  requirementsOfCommand,
  STANDALONE,
  TENSORFLOW_1,
  versionsLeft,
} from '../keras/releases.ts';
import type { NotebookRun } from '../python/syntax/program-text.ts';

// No sign looks far ahead from each of many places: a text that nobody writes would take the square of its length.

/** Modules that Keras 2.0 renamed or dropped. */
const KERAS_1_ONLY =
  /\bkeras\.(initializations|utils\.visualize_util|layers\.containers)\b|\bfrom keras import\b[^\n]{0,500}\binitializations\b|\bfrom keras\.utils import\b[^\n]{0,500}\bvisualize_util\b/;
/** Places of Keras up to 2.3 that the package keras kept up to 2.12, and tf.keras never had. */
const KEPT_FOR_LONG = [
  /\bkeras\.layers\.(core|recurrent|convolutional|embeddings|normalization|pooling|merge|advanced_activations|wrappers|noise|local|convolutional_recurrent|cudnn_recurrent)\b(?!\.\w+\.)/,
  /\bkeras\.utils\.(np_utils|vis_utils|generic_utils|training_utils)\b|\bnp_utils\b/,
  /\bkeras\.(engine|legacy|wrappers\.scikit_learn|objectives|applications\.imagenet_utils)\b/,
];
/** Arguments and methods that only Keras up to 2.3 (or tf.keras of TensorFlow 1) had. */
const FIRST_GENERATION = [
  /\b(Convolution[123]D|Deconv(olution)?[23]D|MaxoutDense|Merge)\s*\(/,
  /\b(nb_epoch|nb_filter|border_mode|samples_per_epoch|nb_val_samples)\s*=\s*['"\d]/,
  /\btf\.(Session|placeholder|InteractiveSession|global_variables_initializer|ConfigProto|set_random_seed|get_default_graph)\s*\(|\btensorflow\.contrib\b|\btf\.contrib\b|enable_eager_execution/,
  /\bset_image_dim_ordering\b|\bimage_dim_ordering\b/,
  /^[ \t]*print\s+["'\w]/m,
  /\bK\.set_session\b|keras\.backend\.tensorflow_backend|\.metrics_tensors\b/,
  /\bkeras\.layers import .{0,500}\bmerge\b/,
];
/**
 * Arguments as Keras 1 named them, which the package keras took up to 2.3 and tf.keras never did. Their values tell
 * them from what other libraries and the program's own classes name so.
 */
const OF_KERAS_1 = [
  /\b(border_mode|inner_init|inner_activation|dim_ordering|forget_bias_init)\s*=\s*['"]/,
  /\b(nb_filter|nb_row|nb_col|filter_length|pool_length|subsample_length)\s*=\s*[\d.]/,
  /\bdropout_[WU]\s*=/,
  /\bsubsample\s*=\s*\(/,
  /\b[WUb]_regularizer\s*=\s*(\w+\.)?(l1|l2|l1l2|activity_l[12])\s*\(/,
  /\b(Dense|LSTM|GRU|SimpleRNN|TimeDistributedDense|Highway)\s*\([^()\n]*\boutput_dim\s*=/,
  /\b(Dense|LSTM|GRU|SimpleRNN|TimeDistributedDense|Convolution[123]D)\s*\([^()\n]*\binit\s*=\s*['"]/,
  /\bmerge\s*\(\s*\[[^\]\n]{0,500}\]\s*,\s*(concat_axis\s*=\s*-?\d\s*,\s*)?mode\s*=/,
];
/** A slip where Keras 3 is imported, and old where nothing is. */
const MODEL_OF_KERAS_1 = /\bModel\s*\(\s*input\s*=[^=\n]*,\s*output\s*=/;
/**
 * What narrows the package keras down to some of its releases up to 2.3: merging functions that it had up to 2.1, and
 * how the history calls accuracy.
 */
const MERGES_AS_BEFORE = /\b(merge\s*\(\s*\[|Merge\s*\()/;
const SHORT_ACCURACY = /\.history\[\s*['"](val_)?acc['"]\s*\]/;
/** The same, but programs for TensorFlow 2 try them too. */
const PERHAPS_FIRST_GENERATION = [/\b(CuDNNLSTM|CuDNNGRU)\s*\(/];
/**
 * TensorFlow's private copy: which GRU it has depends on what was imported before. Programs for TensorFlow 2 printed
 * 360 parameters of GRU(10) on one feature, as without reset_after.
 */
const PRIVATE_LAYERS =
  /\btensorflow\.python\.keras\.layers\b|\btensorflow\.python\.keras\s+import\b[^\n]{0,500}\blayers\b|\btensorflow\.python\s+import\b[^\n]{0,500}\bkeras\b/;
/** metrics=["accuracy"] was kept as "acc" up to Keras 2.2 and in TensorFlow 1. */
const NOT_FIRST_GENERATION = /\.history\[\s*['"](val_)?accuracy['"]\s*\]/;
/** What is of Keras 2's time, and Keras 3 takes still, in some places or all. */
const PERHAPS_SECOND = [
  /[(,]\s*input_length\s*=/,
  /\b(Adam|SGD|RMSprop|Nadam|Adagrad|Adadelta|Adamax)\s*\([^)\n]{0,500}\bdecay\s*=/,
  /\bkeras\.preprocessing\.text\b|\bpreprocessing\.text\.Tokenizer\b/,
  /\bImageDataGenerator\b/,
];
/** What Keras 3 refuses where it is asked for it, so that it is told beside what Keras 2 makes of the program. */
const REFUSED_BY_KERAS_3 = [
  /\b(LSTM|GRU|SimpleRNN)\s*\([^()\n]*\binput_dim\s*=/,
  /\bbatch_input_shape\s*=/,
  /\.fit_generator\s*\(|\.predict_classes\s*\(|\.predict_proba\s*\(|\.predict_generator\s*\(|\.evaluate_generator\s*\(/,
  /\b(Adam|SGD|RMSprop|Nadam|Adagrad|Adadelta|Adamax)\s*\([^)\n]{0,500}\blr\s*=/,
];
/** What Keras 2 had and Keras 3 has no more. */
const SECOND_GENERATION = [
  /\.add_variable\s*\(\s*['"]/,
  /\btensorflow\.python\.keras\b|\btf\.compat\.v1\b|tensorflow\.compat\.v1/,
  /layers\.experimental\.preprocessing|\bexperimental_run_functions_eagerly\b|tf\.keras\.experimental/,
  /\btf\.estimator\b|\bhub\.KerasLayer\b|\btensorflow_hub\b/,
  /\bkeras\.wrappers\b|KerasClassifier|KerasRegressor/,
  /\bkeras\.utils\.(data_utils|layer_utils|io_utils|multi_gpu_utils|conv_utils|losses_utils|tf_utils)\b|\bmulti_gpu_model\b/,
  /\bkeras\.layers\.(experimental|preprocessing)\b/,
  /\btf_keras\b|\bTF_USE_LEGACY_KERAS\b/,
  /\bsample_weight_mode\s*=/,
  /\btensorflow_(addons|model_optimization)\b|\bkeras_contrib\b/,
];

/** Namespaces that Keras 3 brought. */
const THIRD_GENERATION = [
  /^[ \t]*from\s+keras\s+import\b[^\n]{0,500}\b(ops|random|distribution)\b/m,
  /\bkeras\.(ops|random|distribution)\b|\bKERAS_BACKEND\b/,
];

/** An Input in a Sequential model, which the package keras refuses up to 2.3. */
const INPUT_IN_ROW = [
  /\bSequential\s*\(\s*(?:layers\s*=\s*)?\[\s*(?:\w+\.){0,2}Input\s*\(/,
  /\.add\s*\(\s*(?:\w+\.){0,2}Input\s*\(/,
];

/**
 * Shapes of images with the channels first and last (`Reshape((1, 1, n))` is of both orders); the order that a program
 * sets itself.
 */
const CHANNELS_FIRST =
  /\b(?:Input\s*\(\s*|Reshape\s*\(\s*(?=[([]\s*\w+\s*,(?!\s*1\s*,))|(?:batch_)?(?:input_)?shape\s*=\s*)[([]\s*(?:[\w.]+\s*,\s*)?(?:[134]|\w*channels?|color_type)\s*,\s*[\w.]+\s*,\s*(?![134]\s*[,)\]]|\w*channel)[\w.]+\s*,?\s*[)\]]/;
const CHANNELS_LAST =
  /\b(?:(?:Input|Reshape)\s*\(\s*|(?:batch_)?(?:input_)?shape\s*=\s*)[([]\s*(?:(?:None|\w{0,60}batch\w{0,60})\s*,\s*)?[\w.]+\s*,\s*[\w.]+\s*,\s*(?:[134]|\w*channels?|color_type)\s*,?\s*[)\]]/;
const SETS_DATA_FORMAT = /\bset_image_(data_format|dim_ordering)\b/;

/** Keras left Python 2 in 2020; the package keras of that time is 2.3 or older. */
const FOR_PYTHON_2 =
  /^[ \t]*from __future__ import\b[^\n]*\b(absolute_import|division|print_function|unicode_literals)\b/m;

const IMPORTS_KERAS = /^[ \t]*(from|import)\s+keras\b/m;
const USES_TENSORFLOW_S = /\b(tensorflow|tf)\.(python\.)?keras\b|\bfrom\s+tensorflow\s+import\b[^\n]{0,500}\bkeras\b/;
const PIP = /^[ \t]*[!%]?[ \t]*(?:python\d?[ \t]+-m[ \t]+)?(?:pip|conda|uv pip)\d?[ \t]+install\b(.*)$/gm;

/**
 * What the words of a text may tell of the Keras that it is for. `imports` is `import keras`, `inside` is `tf.keras`.
 */
const SIGNS = {
  imports: [IMPORTS_KERAS],
  inside: [USES_TENSORFLOW_S],
  keras1Only: [KERAS_1_ONLY],
  ofKeras1: OF_KERAS_1,
  modelOfKeras1: [MODEL_OF_KERAS_1],
  first: FIRST_GENERATION,
  keptForLong: KEPT_FOR_LONG,
  perhapsFirst: PERHAPS_FIRST_GENERATION,
  privateLayers: [PRIVATE_LAYERS],
  mergesAsBefore: [MERGES_AS_BEFORE],
  shortAccuracy: [SHORT_ACCURACY],
  notFirst: [NOT_FIRST_GENERATION],
  python2: [FOR_PYTHON_2],
  second: SECOND_GENERATION,
  perhapsSecond: PERHAPS_SECOND,
  refused: REFUSED_BY_KERAS_3,
  third: THIRD_GENERATION,
  inputInRow: INPUT_IN_ROW,
  channelsFirst: [CHANNELS_FIRST],
  channelsLast: [CHANNELS_LAST],
  setsDataFormat: [SETS_DATA_FORMAT],
} satisfies Record<string, readonly RegExp[]>;

/** Whether one or several texts have a sign. A text is searched for it when it is first asked for: most are never. */
export type Signs = (sign: keyof typeof SIGNS) => boolean;

const within = (text: string): string => (text.length > 400_000 ? text.slice(0, 400_000) : text);

export function signsOf(text: string): Signs {
  const sample = within(text);
  const known = new Map<keyof typeof SIGNS, boolean>();
  return (sign) => {
    const before = known.get(sign);
    if (before !== undefined) return before;
    const found = SIGNS[sign].some((expression) => expression.test(sample));
    known.set(sign, found);
    return found;
  };
}

/** What one of them has, a program made of all of them has. */
const together =
  (all: readonly Signs[]): Signs =>
  (sign) =>
    all.some((one) => one(sign));

/** What makes tf.keras that of the package tf_keras, which is Keras 2, beside a Keras 3. */
const USES_TF_KERAS =
  /environ(?:\[\s*|\.setdefault\(\s*)['"]TF_USE_LEGACY_KERAS['"]\s*(?:\]\s*=|,)\s*['"](?:1|true)['"]|^[ \t]*import\s+tf_keras\b|^[ \t]*from\s+tf_keras\b/im;

const inPackage = (text: string, pinned: KerasDialect | undefined): KerasDialect | undefined =>
  pinned?.version === 3 && USES_TF_KERAS.test(text) ? KERAS_2 : pinned;

export interface WrittenFor extends KerasDialect {
  /** Nothing says which Keras it is for, and either may run it: it is read as Keras 3's. */
  readonly open: boolean;
  /** It is Keras 2's, though Keras 3 may refuse none of it that the program comes to. */
  readonly isOld?: boolean;
  /** What it is for where it is Keras 2's after all. */
  readonly formerly?: KerasDialect;
}

/**
 * What the program installs decides, then what its project asks for, then what ran it last and what only an older Keras
 * runs, also in the files that it imports;
 * everything else is taken as Keras 3.
 */
export function writtenFor(
  text: string,
  run?: NotebookRun,
  project: readonly Requirement[] = [],
  imported: () => readonly Signs[] = () => [],
): WrittenFor {
  const sample = within(text);
  const installed = dialectOf([...sample.matchAll(PIP)].flatMap(([, packages]) => requirementsOfCommand(packages!)));
  const pinned = inPackage(sample, installed ?? dialectOf(project));
  const own = signsOf(sample);
  const said = pinned ?? narrowed(own, fromRun(own, run, fromCode(own, run?.pythonVersion)));
  if (said) return { ...said, ...openPoints(said, own, pinned !== undefined), open: false };
  const left = versionsLeft(project);
  const all = together([own, ...imported()]);
  const dialect =
    narrowed(all, fromCode(all, run?.pythonVersion)) ?? (left.has(2) && !left.has(3) ? KERAS_2 : undefined);
  const mayBeOld = (): boolean =>
    all('inside') || !all('imports') || left.has(2) || all('perhapsSecond') || all('refused');
  const open = dialect === undefined && mayBeOld();
  return {
    ...(dialect ?? KERAS_3),
    ...openPoints(dialect ?? KERAS_3, all, false),
    open,
    isOld: open && all('refused'),
    ...(open && { formerly: { ...KERAS_2, ...openPoints(KERAS_2, all, false) } }),
  };
}

/** What the text leaves open within the releases that it is for. */
function openPoints(
  dialect: KerasDialect,
  signs: Signs,
  isPinned: boolean,
): Pick<KerasDialect, 'eitherPackage' | 'mayBeStandalone' | 'openDataFormat'> {
  const eitherPackage = !isPinned && !dialect.standalone && !signs('imports') && !signs('inside');
  // keras.json decided it up to Keras 2.3, and Theano's order was as usual as the other.
  const openDataFormat =
    (dialect.standalone || (dialect.first && eitherPackage)) &&
    signs('channelsFirst') &&
    !signs('channelsLast') &&
    !signs('setsDataFormat');
  return { eitherPackage, mayBeStandalone: !isPinned && dialect.version === 2 && !signs('inside'), openDataFormat };
}

/**
 * `code`: what the code says. It decides among the releases that may have run the notebook; what surely ran it decides
 * against the code.
 */
function fromRun(signs: Signs, run: NotebookRun | undefined, code: KerasDialect | undefined): KerasDialect | undefined {
  if (!run) return code;
  const [imports, inside] = [signs('imports'), signs('inside')];
  const ran = dialectsOfRun(run.packages, imports && !inside);
  // Nothing in the code is of the first generation.
  if (!code) return inCommon(ran) ?? inCommon(new Set([...ran].filter(({ first }) => !first)));
  if (code.perhapsFirst) return ofBoth(run.packages, ran) ?? code;
  const fitting = [...ran].filter(
    ({ version, first, standalone }) =>
      version === code.version && first === code.first && standalone === code.standalone,
  );
  return inCommon(new Set(fitting), code) ?? (imports && inside ? ofBoth(run.packages, ran) : inCommon(ran)) ?? code;
}

/**
 * Where a program imports both, which of them printed is not known: what holds for either. Beside TensorFlow 1, the
 * package keras is 2.3 or older.
 */
function ofBoth(shown: readonly Requirement[], inside: ReadonlySet<KerasDialect>): KerasDialect | undefined {
  const package_ = dialectsOfRun(shown, true);
  if (inside.size === 0) return undefined;
  if (package_.size === 0) return [...inside].every(({ first }) => first) ? inCommon(inside) : undefined;
  return inCommon(new Set([...inside, ...package_]));
}

/** The releases of the package keras that the code leaves of all up to 2.3. */
function narrowed(signs: Signs, dialect: KerasDialect | undefined): KerasDialect | undefined {
  if (dialect === undefined || dialect.packaged?.since !== 2.0 || dialect.packaged.until !== 2.3) return dialect;
  if (signs('mergesAsBefore')) return upTo(2.1);
  if (signs('shortAccuracy')) return upTo(2.2);
  return signs('notFirst') ? LAST_PACKAGED : dialect;
}
const upTo = (until: number): KerasDialect => ({ ...STANDALONE, packaged: { since: 2.0, until }, summaryForm: '2.0' });
const LAST_PACKAGED: KerasDialect = { ...STANDALONE, packaged: { since: 2.3, until: 2.3 } };

function fromCode(signs: Signs, pythonVersion: string | undefined): KerasDialect | undefined {
  const [imports, inside] = [signs('imports'), signs('inside')];
  const [, minor] = /^3\.(\d+)/.exec(pythonVersion ?? '') ?? [];
  const python = pythonVersion?.startsWith('2.') ? 0 : minor === undefined ? undefined : Number(minor);
  const former = imports && !inside ? STANDALONE : TENSORFLOW_1;
  if (former === STANDALONE && signs('keras1Only')) return KERAS_1;
  // Keras 3 needs Python 3.9. On 3.6 and older, Keras imported by itself is 2.3 or older.
  if (python !== undefined && python <= 6 && former === STANDALONE) return STANDALONE;
  // Who imports keras by itself and writes so has a release that takes it: today's, most likely.
  if (former === STANDALONE && signs('inputInRow') && !signs('keptForLong')) return KERAS_3;
  // Half of a program may have no imports.
  if (!inside && (signs('ofKeras1') || (!imports && signs('modelOfKeras1')))) return STANDALONE;
  if (signs('first')) return former;
  // Who writes tf.keras beside them has TensorFlow 2 more often than not.
  if (signs('keptForLong')) return imports && inside ? PERHAPS_FIRST : former;
  if (signs('perhapsFirst')) return signs('notFirst') ? KERAS_2 : former;
  if (signs('privateLayers')) return PERHAPS_FIRST;
  if (signs('python2')) return former === STANDALONE ? STANDALONE : KERAS_2;
  if (signs('third')) return KERAS_3;
  if (signs('second')) return KERAS_2;
  return python !== undefined && python < 9 ? KERAS_2 : undefined;
}

/** The setting, and what the code says within it. */
export function chosen(setting: 2 | 3 | undefined, written: WrittenFor): WrittenFor {
  if (setting === undefined) return written;
  if (setting === 3) return { ...KERAS_3, open: false };
  return { ...(written.version === 2 ? written : (written.formerly ?? KERAS_2)), open: false };
}

/** Keras as one release has it; undefined where there is none of that number. */
export const ofRelease = (release: string | undefined): KerasDialect | undefined =>
  release === undefined ? undefined : dialectOf([{ name: 'keras', versions: `==${release}` }]);

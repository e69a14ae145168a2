/**
 * What Keras 3's optimizers, schedules, losses, metrics and callbacks are made with, as their signatures say: in the
 * order of their places, `!` behind those that have no default, `**` where any further ones are taken.
 */
import type { CallArguments, Interpreter } from '../../python/domain/interpreter.ts';
import { words } from '../../words/message.ts';
import { refusing } from '../layers/create.ts';
import { LayerError } from '../layers/definition.ts';
import { once } from '../namespaces.ts';
import { nearest } from './nearest.ts';

/** Behind the own ones of each. */
const COMMON: Readonly<Record<string, string>> = {
  optimizers:
    'weight_decay clipnorm clipvalue global_clipnorm use_ema ema_momentum ema_overwrite_frequency loss_scale_factor gradient_accumulation_steps name decay',
  losses: 'reduction name dtype',
  metrics: 'name dtype',
};

const OWN: Readonly<Record<string, string>> = {
  optimizers: `Adadelta: learning_rate rho epsilon
Adafactor: learning_rate beta_2_decay epsilon_1 epsilon_2 clip_threshold relative_step
Adagrad: learning_rate initial_accumulator_value epsilon
Adam Adamax Nadam Lamb: learning_rate beta_1 beta_2 epsilon amsgrad
AdamW: learning_rate weight_decay beta_1 beta_2 epsilon amsgrad
Lion: learning_rate beta_1 beta_2
RMSprop: learning_rate rho momentum epsilon centered
SGD: learning_rate momentum nesterov`,
  'optimizers.schedules': `CosineDecay: initial_learning_rate! decay_steps! alpha name warmup_target warmup_steps
CosineDecayRestarts: initial_learning_rate! first_decay_steps! t_mul m_mul alpha name
ExponentialDecay InverseTimeDecay: initial_learning_rate! decay_steps! decay_rate! staircase name
PiecewiseConstantDecay: boundaries! values! name
PolynomialDecay: initial_learning_rate! decay_steps! end_learning_rate power cycle name`,
  losses: `BinaryCrossentropy CategoricalCrossentropy: from_logits label_smoothing axis
SparseCategoricalCrossentropy: from_logits ignore_class reduction axis
BinaryFocalCrossentropy: apply_class_balancing alpha gamma from_logits label_smoothing axis
CategoricalFocalCrossentropy: alpha gamma from_logits label_smoothing axis
CategoricalHinge Hinge KLDivergence LogCosh Poisson SquaredHinge:
MeanAbsoluteError MeanAbsolutePercentageError MeanSquaredError MeanSquaredLogarithmicError:
CosineSimilarity: axis
Huber: delta`,
  metrics: `AUC: num_thresholds curve summation_method name dtype thresholds multi_label num_labels label_weights from_logits
Accuracy CategoricalAccuracy Mean MeanAbsoluteError MeanAbsolutePercentageError MeanSquaredError:
MeanSquaredLogarithmicError RootMeanSquaredError SparseCategoricalAccuracy Sum:
BinaryAccuracy: name dtype threshold
F1Score: average threshold
Precision Recall: thresholds top_k class_id
TopKCategoricalAccuracy: k
SparseTopKCategoricalAccuracy: k name dtype from_sorted_ids
MeanIoU: num_classes! name dtype ignore_class sparse_y_true sparse_y_pred axis`,
  callbacks: `BackupAndRestore: backup_dir! save_freq double_checkpoint delete_checkpoint
CSVLogger: filename! separator append
EarlyStopping: monitor min_delta patience verbose mode baseline restore_best_weights start_from_epoch
LearningRateScheduler: schedule! verbose
ModelCheckpoint: filepath! monitor verbose save_best_only save_weights_only mode save_freq initial_value_threshold
ReduceLROnPlateau: monitor factor patience verbose mode min_delta cooldown min_lr **
RemoteMonitor: root path field data headers send_as_json
SwapEMAWeights: swap_on_epoch
TensorBoard: log_dir histogram_freq write_graph write_images write_steps_per_second update_freq profile_batch embeddings_freq embeddings_metadata
TerminateOnNaN: raise_error`,
};

/** What callbacks of Keras 2 take beside those of Keras 3, of those that refuse what they do not know. */
const OF_KERAS_2: ReadonlyMap<string, readonly string[]> = new Map([
  ['BackupAndRestore', ['save_before_preemption']],
  ['CSVLogger', []],
  ['EarlyStopping', []],
  ['LearningRateScheduler', []],
  ['TerminateOnNaN', []],
]);

/** What programs of older Keras write, and its name now. */
const FORMER: Readonly<Record<string, string>> = {
  lr: 'learning_rate',
  epsilon: 'min_delta',
  min_improvement: 'min_delta',
};

interface Parameters {
  readonly names: readonly string[];
  readonly required: readonly string[];
  readonly isOpen: boolean;
}

const tables = once((): ReadonlyMap<string, Parameters> => {
  const found = new Map<string, Parameters>();
  for (const [space, text] of Object.entries(OWN)) {
    for (const line of text.split('\n')) {
      const [classes, own] = line.split(':') as [string, string];
      const written = `${own} ${COMMON[space] ?? ''}`.split(' ').filter((one) => one !== '');
      const parameters = {
        names: [...new Set(written.map((one) => one.replace('!', '')))],
        required: written.filter((one) => one.endsWith('!')).map((one) => one.slice(0, -1)),
        isOpen: written.includes('**'),
      };
      for (const name of classes.split(' ')) found.set(`keras.${space}.${name}`, parameters);
    }
  }
  return found;
});

/** The parameters of a class in the order of their places; none where they are not known. */
export const parametersOf = (qualifiedName: string): readonly string[] => tables().get(qualifiedName)?.names ?? [];

/** @throws KerasRefusal for an argument that the class does not have, or that it lacks. `args` are without self. */
export function checkObject(
  interpreter: Interpreter,
  qualifiedName: string,
  args: CallArguments,
  kerasVersion: 2 | 3,
): void {
  const parameters = tables().get(qualifiedName);
  if (!parameters || args.incomplete) return;
  const className = qualifiedName.slice(qualifiedName.lastIndexOf('.') + 1);
  const former = qualifiedName.startsWith('keras.callbacks.') ? OF_KERAS_2.get(className) : undefined;
  if (kerasVersion === 2 && !former) return;
  const { required, isOpen } = parameters;
  const names = kerasVersion === 2 ? [...parameters.names, ...(former ?? [])] : parameters.names;
  const owner = words`${className} of Keras ${String(kerasVersion)}`;
  const isOptimizer = /^keras\.optimizers\.\w+$/.test(qualifiedName);
  const wrong = isOpen ? undefined : [...args.keywords.keys()].find((name) => !names.includes(name));
  refusing(interpreter, undefined, () => {
    if (wrong !== undefined) {
      const renamed = FORMER[wrong];
      const meant = renamed !== undefined && names.includes(renamed) ? renamed : nearest(wrong, names);
      throw new LayerError(
        'unknown-argument',
        meant === undefined
          ? words`${owner} has no argument named ${wrong}.`
          : words`${owner} has no argument named ${wrong}. Did you mean ${meant}?`,
        { parameter: wrong, exceptionType: isOptimizer ? 'ValueError' : 'TypeError' },
      );
    }
    const missing = required.find((name) => !args.keywords.has(name) && names.indexOf(name) >= args.positional.length);
    if (missing !== undefined)
      throw new LayerError('missing-argument', words`${className} is made without ${missing}, which it needs.`, {
        exceptionType: 'TypeError',
      });
  });
}

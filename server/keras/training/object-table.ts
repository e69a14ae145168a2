/**
 * What Keras 3's optimizers, schedules, losses, metrics, regularizers, constraints, initializers and callbacks are made
 * with, as their signatures say: in the order of their places, `!` behind those that have no default, `**` where any
 * further ones are taken. `=` tells the attribute that the object has where the argument is left out: `?` where that is
 * not a constant, `-` where it has none of this name. `*` behind it: the attribute is not simply what was given.
 */
import { once } from '../namespaces.ts';

/** Behind the own ones of each. */
const COMMON: Readonly<Record<string, string>> = {
  optimizers:
    'weight_decay=None clipnorm=None clipvalue=None global_clipnorm=None use_ema=False ema_momentum=0.99 ema_overwrite_frequency=None loss_scale_factor=None gradient_accumulation_steps=None name=? decay=-',
  losses: "reduction='sum_over_batch_size' name=? dtype=?",
  metrics: 'name=? dtype=?',
};

const OWN: Readonly<Record<string, string>> = {
  optimizers: `Adadelta: learning_rate=? rho=0.95 epsilon=1e-07
Adafactor: learning_rate=? beta_2_decay=-0.8 epsilon_1=1e-30 epsilon_2=0.001 clip_threshold=1.0 relative_step=True
Adagrad: learning_rate=? initial_accumulator_value=0.1 epsilon=1e-07
Adam: learning_rate=? beta_1=0.9 beta_2=0.999 epsilon=1e-07 amsgrad=False
Adamax Lamb Nadam: learning_rate=? beta_1=0.9 beta_2=0.999 epsilon=1e-07 amsgrad=-
AdamW: learning_rate=? weight_decay=0.004 beta_1=0.9 beta_2=0.999 epsilon=1e-07 amsgrad=False
Lion: learning_rate=? beta_1=0.9 beta_2=0.99
RMSprop: learning_rate=? rho=0.9 momentum=0.0 epsilon=1e-07 centered=False
SGD: learning_rate=? momentum=0.0 nesterov=False`,
  'optimizers.schedules': `CosineDecay: initial_learning_rate! decay_steps! alpha=0.0 name='CosineDecay' warmup_target=None warmup_steps=0
CosineDecayRestarts: initial_learning_rate! first_decay_steps! t_mul=- m_mul=- alpha=0.0 name='SGDRDecay'
ExponentialDecay: initial_learning_rate! decay_steps! decay_rate! staircase=False name='ExponentialDecay'
InverseTimeDecay: initial_learning_rate! decay_steps! decay_rate! staircase=False name='InverseTimeDecay'
PiecewiseConstantDecay: boundaries! values! name='PiecewiseConstant'
PolynomialDecay: initial_learning_rate! decay_steps! end_learning_rate=0.0001 power=1.0 cycle=False name='PolynomialDecay'`,
  losses: `BinaryCrossentropy CategoricalCrossentropy: from_logits=False label_smoothing=0.0 axis=-1
SparseCategoricalCrossentropy: from_logits=False ignore_class=None reduction='sum_over_batch_size' axis=-
BinaryFocalCrossentropy: apply_class_balancing=False alpha=0.25 gamma=2.0 from_logits=False label_smoothing=0.0 axis=-1
CategoricalFocalCrossentropy: alpha=0.25 gamma=2.0 from_logits=False label_smoothing=0.0 axis=-1
CategoricalHinge Hinge KLDivergence LogCosh Poisson SquaredHinge:
MeanAbsoluteError MeanAbsolutePercentageError MeanSquaredError MeanSquaredLogarithmicError:
CosineSimilarity: axis=-
Huber: delta=- reduction='sum_over_batch_size' name='huber_loss'`,
  metrics: `AUC: num_thresholds=200 curve=?* summation_method=?* name=? dtype=? thresholds=?* multi_label=False num_labels=None* label_weights=None* from_logits=-
Accuracy CategoricalAccuracy Mean MeanAbsoluteError MeanAbsolutePercentageError MeanSquaredError:
MeanSquaredLogarithmicError RootMeanSquaredError SparseCategoricalAccuracy Sum:
BinaryAccuracy: name=? dtype=? threshold=0.5
F1Score: average=None threshold=None*
Precision Recall: thresholds=?* top_k=None class_id=None
TopKCategoricalAccuracy: k=5
SparseTopKCategoricalAccuracy: k=5 name=? dtype=? from_sorted_ids=False
MeanIoU: num_classes! name=? dtype=? ignore_class=None sparse_y_true=True sparse_y_pred=True axis=-1`,
  regularizers: `L1: l1=?*
L1L2: l1=0.0 l2=0.0
L2: l2=0.01
OrthogonalRegularizer: factor=?* mode='rows'`,
  constraints: `MaxNorm: max_value=2 axis=0
MinMaxNorm: min_value=0.0 max_value=1.0 rate=1.0 axis=0
UnitNorm: axis=0`,
  initializers: `Constant: value=0.0
GlorotNormal GlorotUniform HeNormal HeUniform LecunNormal LecunUniform: seed=? input_axes=None output_axes=None
Identity: gain=1.0
Orthogonal: gain=1.0 seed=?
RandomNormal TruncatedNormal: mean=0.0 stddev=0.05 seed=?
RandomUniform: minval=-0.05 maxval=0.05 seed=?
VarianceScaling: scale=1.0 mode='fan_in' distribution='truncated_normal' seed=? input_axes=None output_axes=None`,
  callbacks: `BackupAndRestore: backup_dir! save_freq='epoch' double_checkpoint=False delete_checkpoint=True
CSVLogger: filename! separator=- append=False
EarlyStopping: monitor='val_loss' min_delta=0* patience=0 verbose=0 mode='auto' baseline=None restore_best_weights=False start_from_epoch=0
LearningRateScheduler: schedule! verbose=0
ModelCheckpoint: filepath! monitor='val_loss' verbose=0 save_best_only=False save_weights_only=False mode='auto' save_freq='epoch' initial_value_threshold=-
ReduceLROnPlateau: monitor='val_loss' factor=0.1 patience=10 verbose=0 mode='auto' min_delta=0.0001 cooldown=0 min_lr=0.0 **
RemoteMonitor: root='http://localhost:9000' path='/publish/epoch/end/' field='data' headers=None send_as_json=False
SwapEMAWeights: swap_on_epoch=False
TensorBoard: log_dir='logs' histogram_freq=0 write_graph=True write_images=False write_steps_per_second=False update_freq='epoch' profile_batch=- embeddings_freq=0 embeddings_metadata=None
TerminateOnNaN: raise_error=False`,
};

export interface ObjectParameter {
  readonly name: string;
  readonly isRequired: boolean;
  /** As Python writes it; undefined: not a constant, or no attribute. */
  readonly usual: string | undefined;
  /** The object has what was given under this name. */
  readonly isKept: boolean;
}

export interface ObjectParameters {
  readonly all: readonly ObjectParameter[];
  /** Any further ones are taken. */
  readonly isOpen: boolean;
}

/** By the qualified name of the class: `keras.losses.Huber`. */
export const OBJECTS = once((): ReadonlyMap<string, ObjectParameters> => {
  const found = new Map<string, ObjectParameters>();
  for (const [space, text] of Object.entries(OWN)) {
    for (const line of text.split('\n')) {
      const [classes, own] = line.split(':') as [string, string];
      const written = `${own} ${COMMON[space] ?? ''}`.split(' ').filter((one) => one !== '');
      const all = new Map<string, ObjectParameter>();
      for (const one of written) {
        const parameter = parameterOf(one);
        if (one !== '**' && !all.has(parameter.name)) all.set(parameter.name, parameter);
      }
      const parameters = { all: [...all.values()], isOpen: written.includes('**') };
      for (const name of classes.split(' ')) found.set(`keras.${space}.${name}`, parameters);
    }
  }
  return found;
});

function parameterOf(written: string): ObjectParameter {
  const [, name = '', required, usual = '?', changed] = /^(\w+)(!)?(?:=(.*?))?(\*)?$/.exec(written) ?? [];
  return {
    name,
    isRequired: required !== undefined,
    usual: usual === '?' || usual === '-' ? undefined : usual,
    isKept: changed === undefined && usual !== '-',
  };
}

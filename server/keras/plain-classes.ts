/**
 * Classes that decide no shape: optimizers, losses, metrics, initializers, regularizers, callbacks. They keep their
 * arguments.
 */
import { ArrayValue } from '../python/library/arrays/array-value.ts';
import { iterations } from './data/optimizer-steps.ts';
import { changesVariables } from './data/optimized-variables.ts';
import { define } from '../python/library/arrays/library-call.ts';
import type { Interpreter } from '../python/domain/interpreter.ts';
import {
  ClassValue,
  type InstanceValue,
  NativeFunction,
  NONE,
  PropertyValue,
  type Value,
} from '../python/domain/value.ts';
import { type MembersByPath, once } from './namespaces.ts';
import { legacyOptimizers, refuseGone } from './gone-attributes.ts';
import { register } from './saving/registered.ts';
import type { KerasSession } from './session.ts';
import { lossOfAll, lossOfRows } from './training/loss-values.ts';
import { callbackMembers } from './training/callback-class.ts';
import { checkCallback } from './training/callback-arguments.ts';
import { checkObject, parametersOf } from './training/object-parameters.ts';
import { METRIC_PARAMETERS, nameMetric } from './training/metric-names.ts';
import { words } from '../words/message.ts';
import { isUndetermined } from '../python/domain/undetermined.ts';

const NAMES: Readonly<Record<string, readonly string[]>> = {
  optimizers: [
    'Adam',
    'AdamW',
    'SGD',
    'RMSprop',
    'Adagrad',
    'Adadelta',
    'Adamax',
    'Nadam',
    'Ftrl',
    'Lion',
    'Adafactor',
    'Lamb',
    'Muon',
    'Optimizer',
  ],
  'optimizers.schedules': [
    'ExponentialDecay',
    'PiecewiseConstantDecay',
    'PolynomialDecay',
    'InverseTimeDecay',
    'CosineDecay',
    'CosineDecayRestarts',
    'LearningRateSchedule',
  ],
  losses: [
    'BinaryCrossentropy',
    'BinaryFocalCrossentropy',
    'CategoricalCrossentropy',
    'CategoricalFocalCrossentropy',
    'SparseCategoricalCrossentropy',
    'MeanSquaredError',
    'MeanAbsoluteError',
    'MeanAbsolutePercentageError',
    'MeanSquaredLogarithmicError',
    'Huber',
    'LogCosh',
    'KLDivergence',
    'Poisson',
    'CosineSimilarity',
    'Hinge',
    'SquaredHinge',
    'CategoricalHinge',
    'CTC',
    'Dice',
    'Tversky',
    'Loss',
  ],
  metrics: [
    'Accuracy',
    'BinaryAccuracy',
    'CategoricalAccuracy',
    'SparseCategoricalAccuracy',
    'TopKCategoricalAccuracy',
    'SparseTopKCategoricalAccuracy',
    'AUC',
    'Precision',
    'Recall',
    'Mean',
    'MeanSquaredError',
    'RootMeanSquaredError',
    'MeanAbsoluteError',
    'MeanAbsolutePercentageError',
    'F1Score',
    'IoU',
    'MeanIoU',
    'BinaryIoU',
    'CosineSimilarity',
    'R2Score',
    'Metric',
    'TruePositives',
    'FalsePositives',
    'TrueNegatives',
    'FalseNegatives',
  ],
  initializers: [
    'Constant',
    'Zeros',
    'Ones',
    'RandomNormal',
    'RandomUniform',
    'TruncatedNormal',
    'GlorotUniform',
    'GlorotNormal',
    'HeUniform',
    'HeNormal',
    'LecunUniform',
    'LecunNormal',
    'Orthogonal',
    'Identity',
    'VarianceScaling',
    'glorot_uniform',
    'glorot_normal',
    'he_uniform',
    'he_normal',
    'lecun_uniform',
    'lecun_normal',
    'random_normal',
    'random_uniform',
    'Initializer',
  ],
  regularizers: ['L1', 'L2', 'L1L2', 'l1', 'l2', 'l1_l2', 'OrthogonalRegularizer', 'Regularizer'],
  constraints: ['MaxNorm', 'NonNeg', 'UnitNorm', 'MinMaxNorm', 'max_norm', 'maxnorm', 'non_neg', 'Constraint'],
  callbacks: [
    'EarlyStopping',
    'ModelCheckpoint',
    'ReduceLROnPlateau',
    'TensorBoard',
    'LearningRateScheduler',
    'CSVLogger',
    'LambdaCallback',
    'TerminateOnNaN',
    'Callback',
    'History',
    'BackupAndRestore',
  ],
};

/** TensorFlow's names of the same. */
const TENSORFLOW_INITIALIZERS = [
  'random_normal_initializer',
  'random_uniform_initializer',
  'truncated_normal_initializer',
  'zeros_initializer',
  'ones_initializer',
  'constant_initializer',
  'glorot_uniform_initializer',
  'glorot_normal_initializer',
  'variance_scaling_initializer',
  'orthogonal_initializer',
  'uniform_unit_scaling_initializer',
];

/** `initializer(shape, dtype)`: an array of that shape. */
const fill = define(
  'initializer',
  'self shape dtype',
  (call) =>
    new ArrayValue({
      shape: call.shape('shape'),
      dtype: call.dtype('dtype', 'float32'),
      library: 'tensorflow',
      reason: words`an initializer fills it`,
    }),
);

/** `loss(labels, predictions)`: one number, unless the program asks for each row's. */
const lossCall = new NativeFunction('__call__', (interpreter, { positional: [self, ...rest], keywords }) => {
  const args = [rest[0] ?? keywords.get('y_true'), rest[1] ?? keywords.get('y_pred')];
  const reduction = self?.kind === 'instance' ? self.attributes.get('reduction') : undefined;
  if (
    reduction === undefined ||
    (reduction.kind === 'str' && /^(auto|sum|mean|sum_over_batch_size)$/.test(reduction.value))
  )
    return lossOfAll(interpreter, args);
  const isPlain = self?.kind === 'instance' && !self.cls.definition;
  return isPlain && reduction.kind === 'str' && reduction.value === 'none'
    ? lossOfRows(interpreter, args, self.cls.name.startsWith('Sparse'))
    : interpreter.unknown('what the loss gives is not followed');
});

/** `he_normal` → `HeNormal`; Keras takes both. */
const classNameOf = (name: string): string =>
  name.replace(/(^|_)([a-z])/g, (_, _line, letter: string) => letter.toUpperCase());

/** What a loss takes by position. */
const LOSS_PARAMETERS: Readonly<Record<string, readonly string[]>> = {
  BinaryCrossentropy: ['from_logits', 'label_smoothing', 'axis'],
  CategoricalCrossentropy: ['from_logits', 'label_smoothing', 'axis'],
  SparseCategoricalCrossentropy: ['from_logits'],
};

/** What an optimizer takes by position, as far as it decides its variables. */
const OPTIMIZER_PARAMETERS: Readonly<Record<string, readonly string[]>> = {
  SGD: ['learning_rate', 'momentum', 'nesterov'],
  RMSprop: ['learning_rate', 'rho', 'momentum', 'epsilon', 'centered'],
  Adam: ['learning_rate', 'beta_1', 'beta_2', 'epsilon', 'amsgrad'],
};

/** The rate is a variable, whatever number it is given; a schedule stays one. */
const learningRate = new PropertyValue(
  new NativeFunction('learning_rate', (interpreter, { positional: [self] }) => {
    const given =
      self?.kind === 'instance' ? (self.attributes.get('learning_rate') ?? self.attributes.get('lr')) : undefined;
    return given && (given.kind === 'instance' || isUndetermined(given))
      ? given
      : interpreter.unknown('the learning rate is a variable');
  }),
  new NativeFunction('learning_rate', (interpreter, { positional: [self, value] }) => {
    if (self?.kind !== 'instance' || !value) return NONE;
    interpreter.touch(self);
    self.attributes.set('learning_rate', value);
    return NONE;
  }),
);

/** What a callback takes by position, of those that call functions. */
const CALLBACK_PARAMETERS: Readonly<Record<string, readonly string[]>> = {
  LambdaCallback: [
    'on_epoch_begin',
    'on_epoch_end',
    'on_train_begin',
    'on_train_end',
    'on_train_batch_begin',
    'on_train_batch_end',
  ],
};

/** What a class takes by position. */
function positionalOf({ kerasVersion }: KerasSession, space: string, name: string): readonly string[] | undefined {
  if (space === 'callbacks') return POSITIONAL[space]?.[name] ?? parametersOf(`keras.callbacks.${name}`);
  const own = POSITIONAL[space]?.[name];
  if (own || space !== 'metrics') return own ?? (space === 'optimizers' ? ['learning_rate'] : undefined);
  return name === 'Metric' && kerasVersion === 2 ? ['name', 'dtype'] : undefined;
}

const POSITIONAL: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  losses: LOSS_PARAMETERS,
  callbacks: CALLBACK_PARAMETERS,
  optimizers: OPTIMIZER_PARAMETERS,
  metrics: METRIC_PARAMETERS,
};

/** What is done with an object that has kept its arguments. */
const MADE: Readonly<
  Record<string, (session: KerasSession) => (interpreter: Interpreter, made: InstanceValue) => void>
> = {
  metrics: (session) => (interpreter, metric) => {
    nameMetric(session, interpreter, metric);
  },
  callbacks: (session) => (interpreter, callback) => {
    if (!callback.cls.definition) checkCallback(session, interpreter, callback);
  },
};

/** An instance keeps what it was given as attributes. */
export function createPlainClasses(session: KerasSession, object: ClassValue): MembersByPath {
  const classes = (space: string): Map<string, Value> =>
    new Map(
      (NAMES[space] ?? []).map((name) => [
        name,
        plainClass(name, `keras.${space}.${name}`, object, {
          call: space === 'initializers' ? fill : space === 'losses' ? lossCall : undefined,
          positional: positionalOf(session, space, name),
          more:
            space === 'optimizers' ? ofOptimizers(session) : name === 'Callback' ? callbackMembers(session) : undefined,
          checkedFor: session.firstGeneration ? undefined : session.kerasVersion,
          made: MADE[space]?.(session),
        }),
      ]),
    );
  const initializers = once(() => {
    const members = classes('initializers');
    const some = members.get('Initializer')!;
    return members.set(
      'get',
      new NativeFunction('get', (interpreter, { positional: [identifier = NONE] }) => {
        const named = identifier.kind === 'str' ? members.get(classNameOf(identifier.value)) : undefined;
        if (named) return interpreter.call(named);
        return identifier.kind === 'str' || isUndetermined(identifier) ? interpreter.call(some) : identifier;
      }),
    );
  });
  const callbacks = once(() => classes('callbacks'));
  session.historyClass = () => callbacks().get('History');
  const policy = once(() => plainClass('DTypePolicy', 'keras.DTypePolicy', object, { positional: ['name'] }));
  const spaces = Object.keys(NAMES).map((space) => [`keras.${space}`, () => classes(space)] as const);
  return {
    ...Object.fromEntries(spaces),
    'keras.optimizers.legacy': () =>
      session.kerasVersion === 2 ? classes('optimizers') : legacyOptimizers(NAMES['optimizers']!),
    'keras.callbacks': callbacks,
    'keras.initializers': initializers,
    'tensorflow.initializers': initializers,
    tensorflow: () =>
      new Map(
        TENSORFLOW_INITIALIZERS.map((name) => [name, plainClass(name, `tensorflow.${name}`, object, { call: fill })]),
      ),
    keras: () => new Map([['DTypePolicy', policy()]]),
    'keras.mixed_precision': () =>
      new Map([
        ['Policy', policy()],
        ['DTypePolicy', policy()],
      ]),
    'keras.mixed_precision.experimental': () => new Map([['Policy', policy()]]),
    'keras.saving': () => new Map<string, Value>([['register_keras_serializable', register()]]),
    'keras.utils': () =>
      new Map<string, Value>([
        ['register_keras_serializable', register()],
        ...['Sequence', 'PyDataset'].map((name) => [name, plainClass(name, `keras.utils.${name}`, object)] as const),
      ]),
  };
}

const OF_OPTIMIZERS: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['learning_rate', learningRate],
  ['iterations', iterations],
  ...['apply_gradients', 'apply', 'minimize'].map((name) => [name, changesVariables(name)] as const),
]);

/** Keras 2 has the rate under its former name too. */
const ofOptimizers = ({ kerasVersion }: KerasSession): ReadonlyMap<string, Value> =>
  kerasVersion === 3 ? OF_OPTIMIZERS : new Map([...OF_OPTIMIZERS, ['lr', learningRate]]);

interface Options {
  /** Parameters that are taken by position. */
  readonly positional?: readonly string[] | undefined;
  readonly call?: NativeFunction | undefined;
  /** Further attributes of the class. */
  readonly more?: ReadonlyMap<string, Value> | undefined;
  /** Arguments that it does not have in this version are refused. */
  readonly checkedFor?: 2 | 3 | undefined;
  /** What the constructor does when it has kept its arguments. */
  readonly made?: ((interpreter: Interpreter, instance: InstanceValue) => void) | undefined;
}

function plainClass(
  name: string,
  qualifiedName: string,
  object: ClassValue,
  { positional = [], call, more = new Map(), made, checkedFor }: Options = {},
): ClassValue {
  const [, space = ''] = qualifiedName.split('.');
  const cls: ClassValue = new ClassValue({
    name,
    qualifiedName,
    bases: [object],
    attributes: new Map<string, Value>([
      [
        '__init__',
        new NativeFunction('__init__', (interpreter, args) => {
          const self = args.positional[0];
          if (self?.kind !== 'instance') return NONE;
          if (checkedFor !== undefined && !self.cls.definition)
            checkObject(interpreter, qualifiedName, { ...args, positional: args.positional.slice(1) }, checkedFor);
          for (const [key, value] of args.keywords) self.attributes.set(key, value);
          args.positional.slice(1).forEach((value, index) => {
            const parameter = positional[index];
            if (parameter !== undefined) self.attributes.set(parameter, value);
          });
          made?.(interpreter, self);
          return NONE;
        }),
      ],
      [
        '__getattr__',
        new NativeFunction('__getattr__', (interpreter, { positional: [self, attribute] }) => {
          if (checkedFor === 3 && attribute?.kind === 'str') refuseGone(interpreter, space, self, attribute.value);
          return interpreter.unknown(
            words`${attribute?.kind === 'str' ? attribute.value : words`an attribute`} of ${name} is not followed`,
          );
        }),
      ],
      ...more,
      [
        '__call__',
        call ??
          new NativeFunction('__call__', (interpreter) =>
            interpreter.unknown(words`what ${name} gives is not followed`),
          ),
      ],
    ]),
  });
  return cls;
}

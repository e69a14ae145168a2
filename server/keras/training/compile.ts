/** What compile() itself refuses, and what of its arguments the first fit() refuses. */
import type { Value } from '../../python/domain/value.ts';
import { type ArgumentName, ContractError, type Mend } from './contract-error.ts';
import type { Interpreter } from '../../python/domain/interpreter.ts';
import { refusing } from '../layers/create.ts';
import { LayerError } from '../layers/definition.ts';
import type { LayerState } from '../layers/layer-state.ts';
import { flatten } from '../nests.ts';
import { isIn } from '../packaged-releases.ts';
import type { KerasSession } from '../session.ts';
import { adviseOnCompile } from './advice.ts';
import { COMPILE_PARAMETERS, Compiled } from './compiled.ts';
import { graphOf } from './inputs.ts';
import { outputLayer } from './output-layer.ts';
import { lossNamed, lossNames } from './losses.ts';
import { checkNames } from './argument-names.ts';
import { nearest } from './nearest.ts';
import { snakeCase } from '../naming.ts';
import { joined, type Message, words } from '../../words/message.ts';

const OPTIMIZERS: readonly string[] = [
  'optimizer',
  'adam',
  'sgd',
  'rmsprop',
  'adadelta',
  'adamw',
  'adagrad',
  'adamax',
  'adafactor',
  'muon',
  'multioptimizer',
  'optimizermap',
  'nadam',
  'ftrl',
  'lion',
  'lossscaleoptimizer',
  'schedulefreeadamw',
  'lamb',
];
const METRIC_CLASSES = [
  'Metric',
  'Mean',
  'Sum',
  'MeanMetricWrapper',
  'MeanSquaredError',
  'RootMeanSquaredError',
  'MeanAbsoluteError',
  'MeanAbsolutePercentageError',
  'MeanSquaredLogarithmicError',
  'CosineSimilarity',
  'LogCoshError',
  'R2Score',
  'AUC',
  'FalseNegatives',
  'FalsePositives',
  'Precision',
  'PrecisionAtRecall',
  'Recall',
  'RecallAtPrecision',
  'SensitivityAtSpecificity',
  'SpecificityAtSensitivity',
  'TrueNegatives',
  'TruePositives',
  'ConcordanceCorrelation',
  'PearsonCorrelation',
  'Hinge',
  'SquaredHinge',
  'CategoricalHinge',
  'KLDivergence',
  'Poisson',
  'BinaryCrossentropy',
  'CategoricalCrossentropy',
  'SparseCategoricalCrossentropy',
  'Accuracy',
  'BinaryAccuracy',
  'CategoricalAccuracy',
  'SparseCategoricalAccuracy',
  'TopKCategoricalAccuracy',
  'SparseTopKCategoricalAccuracy',
  'F1Score',
  'FBetaScore',
  'IoU',
  'BinaryIoU',
  'MeanIoU',
  'OneHotIoU',
  'OneHotMeanIoU',
];
const METRICS: ReadonlySet<string> = new Set([
  ...METRIC_CLASSES,
  ...METRIC_CLASSES.map(snakeCase),
  'bce',
  'BCE',
  'mse',
  'MSE',
  'mae',
  'MAE',
  'mape',
  'MAPE',
  'msle',
  'MSLE',
]);

const argument = (name: string, kerasVersion: 2 | 3): ArgumentName => ({
  name,
  position: COMPILE_PARAMETERS[kerasVersion].indexOf(name),
});

/** Checks what compile() was given, and says what is likely wrong about it. */
export function compiled(session: KerasSession, interpreter: Interpreter, model: LayerState): void {
  const { training } = model;
  if (!training?.compile || model.instance.cls.lookup('compile')?.kind === 'function') return;
  const given = new Compiled(training.compile, training.site, session.kerasVersion);
  refusing(
    interpreter,
    model,
    () => {
      requireLoss(session, model, training.compile!);
      checkCompile(given);
    },
    training.site,
  );
  const graph = graphOf(model);
  if (!graph || model.unknown !== undefined || model.handedOut) return;
  const outputs = flatten(graph.outputs);
  const pairs = outputs.map((tensor, index) => ({
    output: tensor.shape,
    name: tensor.node?.operation.operationName,
    tensor,
    end: outputLayer(tensor),
    labels: undefined,
    loss: given.lossFor(index, tensor.node?.operation.operationName, outputs.length),
  }));
  adviseOnCompile({ session }, given, pairs);
}

/** Until then compile() of a model, and of a Sequential, has no default for the loss. */
const LOSS_REQUIRED = { functional: { until: 2.0 }, sequential: { until: 2.1 }, subclassed: { until: 2.0 } };

/** @throws LayerError where a release that surely runs the program asks for a loss, and none is given. */
function requireLoss({ dialect }: KerasSession, { model }: LayerState, given: ReadonlyMap<string, Value>): void {
  if (given.has('loss') || model === undefined || !isIn(dialect.packaged, LOSS_REQUIRED[model.modelKind])) return;
  throw new LayerError('missing-argument', words`compile() needs a loss in this release of Keras.`, {
    parameter: 'loss',
    exceptionType: 'TypeError',
  });
}

/**
 * @throws ContractError where compile() raises. Keras 3 only: Keras 2 takes own names from custom objects, and a metric
 * by itself.
 */
function checkCompile(compiled: Compiled): void {
  const { kerasVersion, values, site } = compiled;
  if (kerasVersion !== 3) return;
  checkNames('compile', COMPILE_PARAMETERS[3], { keywords: values }, site);
  const optimizer = values.get('optimizer');
  if (optimizer?.kind === 'str' && !OPTIMIZERS.includes(optimizer.value.toLowerCase())) {
    const meant = nearest(optimizer.value.toLowerCase(), OPTIMIZERS);
    const refusal = words`compile: Keras has no optimizer named "${optimizer.value}".`;
    throw new ContractError(
      'unknown-function',
      joined([...guessed(refusal, meant), 'Could not interpret optimizer identifier.'], ' '),
      { argument: argument('optimizer', 3), mends: renamed(compiled, 'optimizer', optimizer.value, meant) },
    );
  }
  const metrics = values.get('metrics');
  if (metrics && isBare(metrics)) {
    const mends: Mend[] = site
      ? [
          {
            title: words`Put it into a list`,
            changes: [{ kind: 'wrap', call: site, argument: argument('metrics', 3), before: '[', after: ']' }],
            preferred: true,
          },
        ]
      : [];
    const refusal =
      metrics.kind === 'str'
        ? words`compile: metrics must be a list, a tuple or a dict of metrics, but it is the text "${metrics.value}".`
        : words`compile: metrics must be a list, a tuple or a dict of metrics, but it is a single one.`;
    throw new ContractError(
      'compile-argument',
      joined([refusal, 'Expected `metrics` argument to be a list, tuple, or dict.'], ' '),
      { argument: argument('metrics', 3), mends },
    );
  }
}

const isBare = (value: Value): boolean =>
  (value.kind === 'str' && value.value !== '') ||
  value.kind === 'native' ||
  value.kind === 'function' ||
  (value.kind === 'instance' && value.cls.qualifiedName.startsWith('keras.metrics.'));

/** What training finds in the arguments of compile(), to be said where they are written. */
export const checkTrained = (compiled: Compiled): ContractError | undefined =>
  unknownLoss(compiled) ??
  (compiled.kerasVersion === 3 ? (textAsLossWeight(compiled) ?? unknownMetric(compiled)) : undefined);

function unknownLoss(compiled: Compiled): ContractError | undefined {
  const { kerasVersion } = compiled;
  for (const loss of compiled.losses ?? []) {
    if (
      loss.kind !== 'str' ||
      ['crossentropy', 'ce'].includes(loss.value.toLowerCase()) ||
      lossNamed(loss.value, kerasVersion)
    )
      continue;
    const meant =
      kerasVersion === 3
        ? (lossNamed(loss.value, 2) ?? nearest(loss.value, lossNames()))
        : nearest(loss.value, lossNames());
    // Keras 2 looks among custom objects too: only a slip of the pen is sure.
    if (kerasVersion === 2 && meant === undefined) continue;
    const refusal = words`compile: ${kerasVersion === 3 ? 'Keras 3' : 'Keras'} has no loss named "${loss.value}".`;
    return new ContractError(
      'unknown-function',
      joined([...guessed(refusal, meant), 'Could not interpret loss identifier.'], ' '),
      { argument: argument('loss', kerasVersion), mends: renamed(compiled, 'loss', loss.value, meant) },
    );
  }
  return undefined;
}

/** Metrics by position, as Keras 2 took them: Keras 3 has loss_weights there. */
function textAsLossWeight({ values, site }: Compiled): ContractError | undefined {
  const weights = values.get('loss_weights');
  const wrong =
    weights?.kind === 'list' || weights?.kind === 'tuple'
      ? weights.items.find((item) => item.kind === 'str')
      : weights?.kind === 'str'
        ? weights
        : undefined;
  if (wrong?.kind !== 'str') return undefined;
  const mends: Mend[] =
    (site && METRICS.has(wrong.value)) || wrong.value === 'accuracy' || wrong.value === 'acc'
      ? [
          {
            title: words`Name it: metrics=…`,
            changes: [
              { kind: 'wrap', call: site!, argument: argument('loss_weights', 3), before: 'metrics=', after: '' },
            ],
            preferred: true,
          },
        ]
      : [];
  return new ContractError(
    'compile-argument',
    words`compile: the third argument of Keras 3's compile() is loss_weights, so "${wrong.value}" is taken for the weight of a loss. Pass metrics by name: metrics=["${wrong.value}"].`,
    { argument: argument('loss_weights', 3), mends },
  );
}

function unknownMetric(compiled: Compiled): ContractError | undefined {
  for (const metric of compiled.metrics ?? []) {
    if (metric.kind !== 'str' || ['accuracy', 'acc'].includes(metric.value.toLowerCase()) || METRICS.has(metric.value))
      continue;
    const meant = nearest(metric.value, ['accuracy', ...[...METRICS].reverse()]);
    const refusal = words`compile: Keras 3 has no metric named "${metric.value}".`;
    return new ContractError(
      'unknown-function',
      joined([...guessed(refusal, meant), 'Could not interpret metric identifier.'], ' '),
      { argument: argument('metrics', 3), mends: renamed(compiled, 'metrics', metric.value, meant) },
    );
  }
  return undefined;
}

function renamed(
  { site, kerasVersion }: Compiled,
  name: string,
  from: string,
  to: string | undefined,
): readonly Mend[] {
  return site && to !== undefined
    ? [
        {
          title: words`Change to "${to}"`,
          changes: [{ kind: 'rename', call: site, argument: argument(name, kerasVersion), from, to }],
          preferred: true,
        },
      ]
    : [];
}

/** A sentence, and the name that is likely meant, where there is one. */
const guessed = (refusal: Message, meant: string | undefined): readonly Message[] => [
  refusal,
  ...(meant === undefined ? [] : [words`Did you mean "${meant}"?`]),
];

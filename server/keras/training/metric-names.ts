/** What metrics are called: the names under which training logs them. */
import type { Interpreter } from '../../python/domain/interpreter.ts';
import { type InstanceValue, str, type Value } from '../../python/domain/value.ts';
import { isPlaceholder, isUndecidedName, snakeCase } from '../naming.ts';
import type { KerasSession } from '../session.ts';
import { functionNameOf } from './losses.ts';
import { metricNameIn } from './packaged-metrics.ts';

/** Keras's metrics whose automatic name is counted over the program: `auc`, `auc_1`. */
const COUNTED: ReadonlySet<string> = new Set([
  'AUC',
  'BinaryIoU',
  'FalseNegatives',
  'FalsePositives',
  'IoU',
  'MeanIoU',
  'MeanMetricWrapper',
  'MeanRelativeError',
  'Metric',
  'OneHotIoU',
  'OneHotMeanIoU',
  'Precision',
  'PrecisionAtRecall',
  'Recall',
  'RecallAtPrecision',
  'SensitivityAtSpecificity',
  'SpecificityAtSensitivity',
  'TrueNegatives',
  'TruePositives',
]);

/** Those whose name is not that of the class in snake case. */
const OTHERWISE: Readonly<Record<2 | 3, Readonly<Record<string, string>>>> = {
  2: { LogCoshError: 'logcosh', KLDivergence: 'kullback_leibler_divergence', FBetaScore: 'fbeta_score' },
  3: { LogCoshError: 'logcosh', KLDivergence: 'kl_divergence', FBetaScore: 'fbeta_score' },
};

/** What each takes by position. */
export const METRIC_PARAMETERS: Readonly<Record<string, readonly string[]>> = {
  Mean: ['name', 'dtype'],
  Sum: ['name', 'dtype'],
  MeanSquaredError: ['name', 'dtype'],
  RootMeanSquaredError: ['name', 'dtype'],
  MeanAbsoluteError: ['name', 'dtype'],
  Accuracy: ['name', 'dtype'],
  BinaryAccuracy: ['name', 'dtype', 'threshold'],
  CategoricalAccuracy: ['name', 'dtype'],
  SparseCategoricalAccuracy: ['name', 'dtype'],
  TopKCategoricalAccuracy: ['k', 'name', 'dtype'],
  SparseTopKCategoricalAccuracy: ['k', 'name', 'dtype'],
  MeanMetricWrapper: ['fn', 'name', 'dtype'],
  MeanIoU: ['num_classes', 'name', 'dtype'],
  IoU: ['num_classes', 'target_class_ids', 'name', 'dtype'],
  Precision: ['thresholds', 'top_k', 'class_id', 'name'],
  Recall: ['thresholds', 'top_k', 'class_id', 'name'],
  AUC: ['num_thresholds', 'curve', 'summation_method', 'name'],
};

/** A metric that is made gets its name. */
export function nameMetric(session: KerasSession, interpreter: Interpreter, metric: InstanceValue): void {
  const given = metric.attributes.get('name');
  if (given !== undefined && given.kind !== 'none') return;
  const className = metric.cls.name;
  // A class of the program's that names no metric hands on None, or nothing, to the class of Keras's.
  const known = metric.cls.mro.find(({ qualifiedName }) => qualifiedName.startsWith('keras.metrics.'));
  if (known === undefined) return;
  const isCounted = COUNTED.has(known.name);
  if (isCounted) interpreter.touch(session.naming);
  const name = isCounted
    ? session.naming.unique(snakeCase(className))
    : (OTHERWISE[session.kerasVersion][known.name] ?? snakeCase(known.name));
  metric.attributes.set('name', isDecided(name) ? str(name) : interpreter.unknown('the number of its name'));
}

/**
 * The name of a metric as compile() was given it; undefined where it is not known.
 */
export function metricName(session: KerasSession, interpreter: Interpreter, metric: Value): string | undefined {
  switch (metric.kind) {
    case 'str':
      return namedByText(session, interpreter, metric.value);
    case 'function':
      return session.kerasVersion === 2 ? metric.name : snakeCase(metric.name);
    case 'native':
      return functionNameOf(metric);
    case 'instance': {
      if (!isMetric(metric)) return undefined;
      const name = metric.attributes.get('name');
      return name?.kind === 'str' ? name.value : undefined;
    }
    default:
      return undefined;
  }
}

export const isMetric = ({ cls }: InstanceValue): boolean =>
  cls.mro.some(({ qualifiedName }) => qualifiedName.startsWith('keras.metrics.'));

/** Keras 3 calls them as they are written; Keras 2 asks those that are classes. */
function namedByText(session: KerasSession, interpreter: Interpreter, text: string): string | undefined {
  const { packaged } = session.dialect;
  if (packaged) return metricNameIn(packaged, text);
  const isCounted = COUNTED.has(text);
  let name = text;
  if (isCounted) {
    interpreter.touch(session.naming);
    name = session.naming.unique(snakeCase(text));
  }
  if (session.kerasVersion === 3) return text;
  if (!isCounted && /^[A-Z][a-z]/.test(text)) name = OTHERWISE[2][text] ?? snakeCase(text);
  return isDecided(name) ? name : undefined;
}

const isDecided = (name: string): boolean => !isUndecidedName(name) && !isPlaceholder(name);

/** Metrics that the program keeps in a layer: in Keras 2 they are layers, whose variables count among its weights. */
import type { InstanceValue, Value } from '../../python/domain/value.ts';
import type { LayerState, Weight } from './layer-state.ts';
import { trackedLayers } from './tracking.ts';

const TOTALS: readonly string[] = ['total', 'count'];
const CONFUSION: readonly string[] = ['true_positives', 'true_negatives', 'false_positives', 'false_negatives'];

/** Names of the variables, and the argument that decides how long they are. */
const VARIABLES: Readonly<Record<string, readonly string[]>> = {
  Sum: ['total'],
  Precision: ['true_positives', 'false_positives'],
  Recall: ['true_positives', 'false_negatives'],
  TruePositives: ['accumulator'],
  TrueNegatives: ['accumulator'],
  FalsePositives: ['accumulator'],
  FalseNegatives: ['accumulator'],
  AUC: CONFUSION,
  SensitivityAtSpecificity: CONFUSION,
  SpecificityAtSensitivity: CONFUSION,
  PrecisionAtRecall: CONFUSION,
  RecallAtPrecision: CONFUSION,
  MeanIoU: ['total_confusion_matrix'],
};
/** Those that are made with the first data, or in another way. */
const LATER: ReadonlySet<string> = new Set([
  'F1Score',
  'FBetaScore',
  'R2Score',
  'IoU',
  'BinaryIoU',
  'OneHotIoU',
  'OneHotMeanIoU',
  'MeanTensor',
  'Metric',
]);

const known = new WeakMap<InstanceValue, readonly Weight[]>();

/** The variables of all metrics in a layer and in those inside of it. */
export function metricWeights(layer: LayerState): readonly Weight[] {
  // Only a class of the program's keeps any.
  if (layer.definition && !layer.model) return NONE_KEPT;
  const found = new Set<Weight>();
  const seen = new Set([layer]);
  for (const one of seen) {
    if (one.definition && !one.model) continue;
    for (const value of one.instance.attributes.values()) collect(value, found, 0);
    for (const inner of trackedLayers(one)) seen.add(inner);
  }
  return [...found];
}

const NONE_KEPT: readonly Weight[] = [];

function collect(value: Value, found: Set<Weight>, depth: number): void {
  if (value.kind === 'instance') for (const weight of weightsOf(value)) found.add(weight);
  if (depth > 3 || (value.kind !== 'list' && value.kind !== 'tuple' && value.kind !== 'dict')) return;
  const items = value.kind === 'dict' ? [...value.entries.values()].map(([, item]) => item) : value.items;
  for (const item of items) collect(item, found, depth + 1);
}

function weightsOf(metric: InstanceValue): readonly Weight[] {
  const cls = metric.cls.mro.find(({ qualifiedName }) => qualifiedName.startsWith('keras.metrics.'));
  if (!cls) return [];
  const before = known.get(metric);
  if (before) return before;
  const made = LATER.has(cls.name)
    ? [weight('variables', undefined)]
    : (VARIABLES[cls.name] ?? TOTALS).map((name) => weight(name, shapeOf(metric, cls.name)));
  known.set(metric, made);
  return made;
}

function shapeOf(metric: InstanceValue, name: string): readonly number[] | undefined {
  const number = (key: string): number | undefined => {
    const value = metric.attributes.get(key);
    return value?.kind === 'int' ? Number(value.value) : undefined;
  };
  const isGiven = (key: string): boolean => metric.attributes.has(key);
  if (name === 'MeanIoU') {
    const classes = number('num_classes');
    return classes === undefined ? undefined : [classes, classes];
  }
  const variables = VARIABLES[name];
  if (variables === CONFUSION)
    return isGiven('thresholds') || isGiven('multi_label')
      ? undefined
      : isGiven('num_thresholds')
        ? lengthOf(number('num_thresholds'))
        : [200];
  if (variables === undefined || name === 'Sum') return [];
  const thresholds = metric.attributes.get('thresholds');
  return thresholds === undefined || thresholds.kind === 'float' || thresholds.kind === 'none' ? [1] : undefined;
}

const lengthOf = (count: number | undefined): readonly number[] | undefined =>
  count === undefined ? undefined : [count];

const weight = (name: string, shape: readonly number[] | undefined): Weight => ({
  name,
  path: name,
  shape,
  kind: 'frozen',
  trainable: false,
  dtype: 'float32',
  declaration: undefined,
});

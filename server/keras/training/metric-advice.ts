/** Metrics that do not go with the loss beside them. */
import type { Value } from '../../python/domain/value.ts';
import { type Message, words } from '../../words/message.ts';
import { snakeCase } from '../naming.ts';
import type { Advice } from './activation-advice.ts';
import { COMPILE_PARAMETERS, type Compiled } from './compiled.ts';
import type { Mend } from './contract-error.ts';
import type { Loss } from './losses.ts';
import type { OutputLayer } from './output-layer.ts';

/** Class metrics: which labels they take. */
const LABELS_OF: Readonly<Record<string, 'one-hot' | 'numbers'>> = {
  categorical_accuracy: 'one-hot',
  top_k_categorical_accuracy: 'one-hot',
  categorical_crossentropy: 'one-hot',
  sparse_categorical_accuracy: 'numbers',
  sparse_top_k_categorical_accuracy: 'numbers',
  sparse_categorical_crossentropy: 'numbers',
};

/** @param width The last axis of the output. */
export function metricAdvice(
  compiled: Compiled,
  end: OutputLayer | undefined,
  loss: Loss,
  width: number,
): readonly Advice[] {
  return (compiled.metrics ?? []).flatMap((metric) => {
    const name = metricName(metric);
    if (name === undefined) return [];
    return (
      otherLabels(compiled, metric, name, loss, width) ?? accuracyOfNumbers(compiled, metric, name, end, loss) ?? []
    );
  });
}

/** A metric for one-hot labels beside a loss for class numbers, or the other way round. */
function otherLabels(compiled: Compiled, metric: Value, name: string, loss: Loss, width: number): Advice | undefined {
  const isOther =
    (loss.kind === 'sparse' && LABELS_OF[name] === 'one-hot') ||
    (loss.kind === 'categorical' && LABELS_OF[name] === 'numbers');
  if (width <= 1 || !isOther) return undefined;
  const meant = loss.kind === 'sparse' ? `sparse_${name}` : name.replace('sparse_', '');
  return {
    code: 'metric-labels',
    message: wrongLabels(name, loss, meant),
    mends: metricChange(compiled, metric, meant),
  };
}

/** accuracy beside the loss of a regression. */
function accuracyOfNumbers(
  compiled: Compiled,
  metric: Value,
  name: string,
  end: OutputLayer | undefined,
  loss: Loss,
): Advice | undefined {
  if (!loss.isRegression || (name !== 'accuracy' && name !== 'acc')) return undefined;
  if (end?.activation !== 'linear' && end?.activation !== 'relu') return undefined;
  return {
    code: 'regression-accuracy',
    message:
      end.activation === 'linear'
        ? words`accuracy counts predictions that equal the label, which numbers of a regression hardly ever do (the loss is ${loss.name}, the output has no activation). "mae" tells how far off they are.`
        : words`accuracy counts predictions that equal the label, which numbers of a regression hardly ever do (the loss is ${loss.name}, the output ends with relu). "mae" tells how far off they are.`,
    mends: metricChange(compiled, metric, 'mae'),
  };
}

/** A metric for labels of the other kind than the loss takes. */
function wrongLabels(name: string, loss: Loss, meant: string): Message {
  return LABELS_OF[name] === 'one-hot'
    ? words`${name} is for one-hot labels, but ${loss.name} takes class numbers: the metric would be wrong, or raise. Use ${meant}, or "accuracy", which chooses by the labels.`
    : words`${name} is for class numbers, but ${loss.name} takes one-hot labels: the metric would be wrong, or raise. Use ${meant}, or "accuracy", which chooses by the labels.`;
}

function metricName(metric: Value): string | undefined {
  if (metric.kind === 'str') return metric.value;
  if (metric.kind === 'native') return metric.name;
  const cls = metric.kind === 'instance' ? metric.cls : metric.kind === 'class' ? metric : undefined;
  return cls?.qualifiedName.startsWith('keras.metrics.') ? snakeCase(cls.name) : undefined;
}

function metricChange({ site, kerasVersion }: Compiled, metric: Value, to: string): readonly Mend[] {
  if (metric.kind !== 'str' || !site) return [];
  return [
    {
      title: words`Change the metric to ${to}`,
      changes: [
        {
          kind: 'rename',
          call: site,
          argument: { name: 'metrics', position: COMPILE_PARAMETERS[kerasVersion].indexOf('metrics') },
          from: metric.value,
          to,
        },
      ],
      preferred: true,
    },
  ];
}

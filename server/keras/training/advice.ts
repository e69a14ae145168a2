/** What surely runs and is almost surely not meant, between the last layer, the loss and the metrics. */
import type { Value } from '../../python/domain/value.ts';
import { formatShape } from '../../shapes/dimension.ts';
import { snakeCase } from '../naming.ts';
import { COMPILE_PARAMETERS, type Compiled } from './compiled.ts';
import { at, ContractError, type Mend } from './contract-error.ts';
import type { Loss } from './losses.ts';
import type { OutputLayer } from './output-layer.ts';
import type { Situation } from './situation.ts';
import type { Pair } from './pairs.ts';
import { type Message, words } from '../../words/message.ts';

type Session = Situation['session'];

/** Says what is likely a mistake; the same is said once for each place. */
export function adviseOnCompile(
  { session }: Pick<Situation, 'session'>,
  compiled: Compiled,
  pairs: readonly Pair[],
): void {
  for (const pair of pairs) {
    if (!pair.loss || !pair.output) continue;
    const width = pair.output.at(-1);
    if (typeof width !== 'number') continue;
    adviseOnActivation(session, compiled, pair, pair.loss, width);
    adviseOnMetrics(session, compiled, pair, pair.loss, width);
  }
}

const argument = (compiled: Compiled, name: string) => ({
  name,
  position: COMPILE_PARAMETERS[compiled.kerasVersion].indexOf(name),
});

function say(
  session: Session,
  compiled: Compiled,
  code: string,
  name: string,
  message: Message,
  end: OutputLayer | undefined,
  mends: readonly Mend[],
): void {
  const site = end?.activationLayer?.site;
  const error = new ContractError(code, message, {
    argument: argument(compiled, name),
    related: site
      ? [
          {
            span: site,
            message: words`${end.activationLayer!.className} "${end.activationLayer!.name}" ends the model`,
          },
        ]
      : [],
    mends,
  });
  session.remark(error, { site: compiled.site });
}

/** Probabilities of classes: what these losses take unless they are told from_logits=True. */
const OF_CLASSES: ReadonlySet<string> = new Set([
  'categorical_crossentropy',
  'sparse_categorical_crossentropy',
  'binary_crossentropy',
]);
/** Activations whose numbers are no probabilities, though a few of them happen to lie between 0 and 1. */
const NO_PROBABILITIES: ReadonlySet<string> = new Set([
  'relu',
  'tanh',
  'elu',
  'selu',
  'gelu',
  'leaky_relu',
  'softplus',
  'swish',
  'silu',
  'relu6',
]);

function adviseOnActivation(
  session: Session,
  compiled: Compiled,
  { end, output }: Pair,
  loss: Loss,
  width: number,
): void {
  if (!end || end.activation === undefined || !OF_CLASSES.has(loss.name)) return;
  const { activation } = end;
  const title = end.layer.className;
  const layer = words`${title} "${end.layer.name}"${at(end.activationLayer?.site)}`;
  const isBinary = loss.name === 'binary_crossentropy';
  const proper = isBinary ? 'sigmoid' : 'softmax';
  if (loss.fromLogits === true) {
    if (activation !== 'softmax' && activation !== 'sigmoid') return;
    const mends: Mend[] = loss.site
      ? [
          {
            title: words`Take out from_logits=True`,
            changes: [{ kind: 'remove', call: loss.site, argument: { name: 'from_logits', position: 0 } }],
            preferred: true,
          },
        ]
      : [];
    say(
      session,
      compiled,
      'from-logits',
      'loss',
      words`from_logits=True says that the output is not normalized yet, but ${layer} ends with ${activation}. Take out one of the two: activation="${activation}" or from_logits=True.`,
      end,
      mends,
    );
    return;
  }
  if (loss.fromLogits !== false) return;
  if (activation === 'linear') {
    // More than one number without an activation may be anything; only layers with units of their own are sure.
    if (!end.units || !end.isDirect) return;
    say(
      session,
      compiled,
      'from-logits',
      'loss',
      words`${loss.name} takes probabilities, but ${layer} has no activation, so its output ${formatShape(output!)} is any number. Add activation="${proper}" to the layer, or from_logits=True to the loss.`,
      end,
      [...activationChange(end, proper), ...logitsChange(compiled, loss)],
    );
    return;
  }
  if (NO_PROBABILITIES.has(activation)) {
    say(
      session,
      compiled,
      'activation-loss',
      'loss',
      words`${loss.name} takes probabilities, but ${layer} ends with ${activation}, whose numbers are none. Use ${proper}.`,
      end,
      activationChange(end, proper),
    );
    return;
  }
  if (activation === 'sigmoid' && !isBinary && width > 1) {
    say(
      session,
      compiled,
      'activation-loss',
      'loss',
      words`${loss.name} takes one probability distribution over the ${width} classes, but ${layer} ends with sigmoid: ${width} numbers that do not depend on each other. Use softmax, or binary_crossentropy where several classes may be true at once.`,
      end,
      activationChange(end, 'softmax'),
    );
    return;
  }
  if (activation === 'softmax' && isBinary && width > 2) {
    say(
      session,
      compiled,
      'activation-loss',
      'loss',
      words`binary_crossentropy looks at each of the ${width} outputs by itself, but ${layer} ends with softmax, which makes one distribution of them. Use categorical_crossentropy (one-hot labels), or sigmoid where several classes may be true at once.`,
      end,
      lossTo(compiled, loss, 'categorical_crossentropy'),
    );
  }
}

function activationChange(end: OutputLayer, activation: string): readonly Mend[] {
  const layer = end.activationLayer;
  if (!layer?.site || layer.className === 'ReLU' || layer.className === 'Softmax') return [];
  const position = layer.className === 'Dense' ? 1 : layer.className === 'Activation' ? 0 : undefined;
  return [
    {
      title: words`End with ${activation}`,
      changes: [{ kind: 'set', call: layer.site, argument: { name: 'activation', position }, text: `'${activation}'` }],
      preferred: true,
    },
  ];
}

function logitsChange({ site, lossValues }: Compiled, loss: Loss): readonly Mend[] {
  if (loss.form === 'object' && loss.site)
    return [
      {
        title: words`Tell the loss: from_logits=True`,
        changes: [{ kind: 'set', call: loss.site, argument: { name: 'from_logits', position: 0 }, text: 'True' }],
      },
    ];
  if (loss.form !== 'text' || !site || lossValues !== 1) return [];
  const name = loss.name
    .split('_')
    .map((word) => word[0]!.toUpperCase() + word.slice(1))
    .join('');
  return [
    {
      title: words`Tell the loss: from_logits=True`,
      changes: [
        {
          kind: 'set',
          call: site,
          argument: { name: 'loss', position: 1 },
          text: `keras.losses.${name}(from_logits=True)`,
        },
      ],
    },
  ];
}

function lossTo({ site, lossValues }: Compiled, loss: Loss, to: string): readonly Mend[] {
  if (!site || lossValues !== 1 || loss.form !== 'text') return [];
  return [
    {
      title: words`Change the loss to ${to}`,
      changes: [{ kind: 'rename', call: site, argument: { name: 'loss', position: 1 }, from: loss.written, to }],
      preferred: true,
    },
  ];
}

/** Class metrics: which labels they take. */
const LABELS_OF: Readonly<Record<string, 'one-hot' | 'numbers'>> = {
  categorical_accuracy: 'one-hot',
  top_k_categorical_accuracy: 'one-hot',
  categorical_crossentropy: 'one-hot',
  sparse_categorical_accuracy: 'numbers',
  sparse_top_k_categorical_accuracy: 'numbers',
  sparse_categorical_crossentropy: 'numbers',
};

function adviseOnMetrics(session: Session, compiled: Compiled, { end }: Pair, loss: Loss, width: number): void {
  for (const metric of compiled.metrics ?? []) {
    const name = metricName(metric);
    if (name === undefined) continue;
    if (
      width > 1 &&
      ((loss.kind === 'sparse' && LABELS_OF[name] === 'one-hot') ||
        (loss.kind === 'categorical' && LABELS_OF[name] === 'numbers'))
    ) {
      const meant = loss.kind === 'sparse' ? `sparse_${name}` : name.replace('sparse_', '');
      say(
        session,
        compiled,
        'metric-labels',
        'metrics',
        wrongLabels(name, loss, meant),
        undefined,
        metricChange(compiled, metric, meant),
      );
    } else if (
      loss.isRegression &&
      (name === 'accuracy' || name === 'acc') &&
      (end?.activation === 'linear' || end?.activation === 'relu')
    ) {
      say(
        session,
        compiled,
        'regression-accuracy',
        'metrics',
        end.activation === 'linear'
          ? words`accuracy counts predictions that equal the label, which numbers of a regression hardly ever do (the loss is ${loss.name}, the output has no activation). "mae" tells how far off they are.`
          : words`accuracy counts predictions that equal the label, which numbers of a regression hardly ever do (the loss is ${loss.name}, the output ends with relu). "mae" tells how far off they are.`,
        undefined,
        metricChange(compiled, metric, 'mae'),
      );
    }
  }
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

/** An output layer whose numbers are not what the loss of a classification takes them for. */
import { formatShape, type Shape } from '../../shapes/dimension.ts';
import { type Message, words } from '../../words/message.ts';
import type { Compiled } from './compiled.ts';
import { at, type Mend } from './contract-error.ts';
import type { Loss } from './losses.ts';
import type { OutputLayer } from './output-layer.ts';
import type { Pair } from './pairs.ts';

/** What is likely a mistake, and what mends it. */
export interface Advice {
  readonly code: string;
  readonly message: Message;
  readonly mends: readonly Mend[];
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

/** @param width The last axis of the output. */
export function activationAdvice(
  compiled: Compiled,
  { end, output }: Pair,
  loss: Loss,
  width: number,
): Advice | undefined {
  if (!end || end.activation === undefined || !OF_CLASSES.has(loss.name)) return undefined;
  if (loss.fromLogits === true) return normalizedTwice(end, end.activation, loss);
  if (loss.fromLogits !== false) return undefined;
  if (end.activation === 'linear') return withoutActivation(compiled, end, output!, loss);
  if (NO_PROBABILITIES.has(end.activation)) return noProbabilities(end, end.activation, loss);
  return otherDistribution(compiled, end, loss, width);
}

const layerText = (end: OutputLayer): Message =>
  words`${end.layer.className} "${end.layer.name}"${at(end.activationLayer?.site)}`;

/** The activation that makes what the loss takes. */
const proper = (loss: Loss): string => (loss.name === 'binary_crossentropy' ? 'sigmoid' : 'softmax');

/** The layer normalizes, and so does the loss. */
function normalizedTwice(end: OutputLayer, activation: string, loss: Loss): Advice | undefined {
  if (activation !== 'softmax' && activation !== 'sigmoid') return undefined;
  return {
    code: 'from-logits',
    message: words`from_logits=True says that the output is not normalized yet, but ${layerText(end)} ends with ${activation}. Take out one of the two: activation="${activation}" or from_logits=True.`,
    mends: loss.site
      ? [
          {
            title: words`Take out from_logits=True`,
            changes: [{ kind: 'remove', call: loss.site, argument: { name: 'from_logits', position: 0 } }],
            preferred: true,
          },
        ]
      : [],
  };
}

function withoutActivation(compiled: Compiled, end: OutputLayer, output: Shape, loss: Loss): Advice | undefined {
  // More than one number without an activation may be anything; only layers with units of their own are sure.
  if (!end.units || !end.isDirect) return undefined;
  return {
    code: 'from-logits',
    message: words`${loss.name} takes probabilities, but ${layerText(end)} has no activation, so its output ${formatShape(output)} is any number. Add activation="${proper(loss)}" to the layer, or from_logits=True to the loss.`,
    mends: [...activationChange(end, proper(loss)), ...logitsChange(compiled, loss)],
  };
}

const noProbabilities = (end: OutputLayer, activation: string, loss: Loss): Advice => ({
  code: 'activation-loss',
  message: words`${loss.name} takes probabilities, but ${layerText(end)} ends with ${activation}, whose numbers are none. Use ${proper(loss)}.`,
  mends: activationChange(end, proper(loss)),
});

/** One distribution over all classes where the loss looks at each by itself, or the other way round. */
function otherDistribution(compiled: Compiled, end: OutputLayer, loss: Loss, width: number): Advice | undefined {
  const isBinary = loss.name === 'binary_crossentropy';
  if (end.activation === 'sigmoid' && !isBinary && width > 1)
    return {
      code: 'activation-loss',
      message: words`${loss.name} takes one probability distribution over the ${width} classes, but ${layerText(end)} ends with sigmoid: ${width} numbers that do not depend on each other. Use softmax, or binary_crossentropy where several classes may be true at once.`,
      mends: activationChange(end, 'softmax'),
    };
  if (end.activation === 'softmax' && isBinary && width > 2)
    return {
      code: 'activation-loss',
      message: words`binary_crossentropy looks at each of the ${width} outputs by itself, but ${layerText(end)} ends with softmax, which makes one distribution of them. Use categorical_crossentropy (one-hot labels), or sigmoid where several classes may be true at once.`,
      mends: lossTo(compiled, loss, 'categorical_crossentropy'),
    };
  return undefined;
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

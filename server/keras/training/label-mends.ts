/** What makes labels and output fit: another loss, other units of the last layer, or one-hot labels. */
import type { Dimension, Shape } from '../../shapes/dimension.ts';
import { words } from '../../words/message.ts';
import { countedNoun, exactly } from '../../words/nouns.ts';
import { isClassNumbers } from './compared-shapes.ts';
import type { Compiled } from './compiled.ts';
import type { Change, Mend } from './contract-error.ts';
import type { Loss } from './losses.ts';
import { type OutputLayer, unitsParameter } from './output-layer.ts';
import type { Pair } from './pairs.ts';
import type { Situation } from './situation.ts';

/** Mends for labels of shape `y` beside an output of shape `p` that `loss` does not take, or takes in silence. */
export function mendsOf(
  situation: Situation,
  compiled: Compiled,
  pair: Pair,
  loss: Loss,
  y: Shape,
  p: Shape,
): readonly Mend[] {
  return [...mendsOfLoss(situation, compiled, pair, loss, y, p), ...mendsOfWidth(pair, loss, y, p)];
}

function mendsOfLoss(
  situation: Situation,
  compiled: Compiled,
  pair: Pair,
  loss: Loss,
  y: Shape,
  p: Shape,
): readonly Mend[] {
  if (loss.kind === 'sparse') return isOneHot(y, p) ? lossChange(compiled, loss, 'categorical_crossentropy') : [];
  const width = p.at(-1);
  if (!isClassNumbers(y, p) || width === 1) return [];
  if (loss.kind === 'categorical')
    return [...lossChange(compiled, loss, 'sparse_categorical_crossentropy'), ...oneHotLabels(situation, width)];
  if (loss.kind === 'binary') return typeof width === 'number' && width > 1 ? binaryMends(compiled, pair, loss) : [];
  return loss.kind === 'elementwise' ? elementwiseMends(compiled, pair, loss) : [];
}

const isOneHot = (y: Shape, p: Shape): boolean =>
  y.length === p.length && y.length > 1 && typeof y.at(-1) === 'number' && y.at(-1) === p.at(-1) && p.at(-1) !== 1;

function oneHotLabels({ site, source, arguments: names }: Situation, width: Dimension | undefined): readonly Mend[] {
  if (!site || source !== 'arrays' || names.y?.name !== 'y' || typeof width !== 'number') return [];
  return [
    {
      title: words`One-hot labels: to_categorical(…, ${width})`,
      changes: [
        {
          kind: 'wrap',
          call: site,
          argument: names.y,
          before: 'keras.utils.to_categorical(',
          after: `, ${width})`,
        },
      ],
    },
  ];
}

/** One output tells two classes apart; more classes want several outputs and a loss that takes class numbers. */
function binaryMends(compiled: Compiled, { end, labels }: Pair, loss: Loss): readonly Mend[] {
  const classes = labels?.array?.classes;
  const isKnown = classes !== undefined;
  return [
    ...(!isKnown || classes > 2 ? lossChange(compiled, loss, 'sparse_categorical_crossentropy', isKnown) : []),
    ...(!isKnown || classes <= 2 ? unitsChange(end, 1, isKnown) : []),
  ];
}

/** Numbers that are classes want a loss of classes, others one output. */
function elementwiseMends(compiled: Compiled, { end, labels }: Pair, loss: Loss): readonly Mend[] {
  return end?.activation === 'softmax' || labels?.array?.classes !== undefined
    ? lossChange(compiled, loss, 'sparse_categorical_crossentropy')
    : unitsChange(end, 1, true);
}

/** As many units as the labels have numbers. */
function mendsOfWidth({ end }: Pair, loss: Loss, y: Shape, p: Shape): readonly Mend[] {
  const wanted = y.at(-1);
  return loss.kind !== 'sparse' &&
    y.length === p.length &&
    y.length > 1 &&
    typeof wanted === 'number' &&
    wanted > 1 &&
    wanted !== p.at(-1)
    ? unitsChange(end, wanted, true)
    : [];
}

/** The loss, where it is written, as another one. */
function lossChange({ site, lossValues }: Compiled, loss: Loss, to: string, preferred = true): readonly Mend[] {
  if (!site || lossValues !== 1) return [];
  const name =
    (loss.form === 'text' && !/^[A-Z]/.test(loss.written)) || (loss.form === 'function' && /^[a-z]/.test(loss.written))
      ? to
      : to
          .split('_')
          .map((word) => word[0]!.toUpperCase() + word.slice(1))
          .join('');
  const change: Change = loss.site
    ? { kind: 'rename', call: loss.site, from: loss.written, to: name }
    : { kind: 'rename', call: site, argument: { name: 'loss', position: 1 }, from: loss.written, to: name };
  return [{ title: words`Change the loss to ${to}`, changes: [change], preferred }];
}

/** The layer that gives the output's last axis, with `units` units. */
export function unitsChange(end: OutputLayer | undefined, units: number, preferred: boolean): readonly Mend[] {
  const layer = end?.units;
  const parameter = layer && unitsParameter(layer);
  if (!layer?.site || parameter === undefined) return [];
  return [
    {
      title: words`Give ${layer.className} ${countedNoun(exactly(units), 'unit')}`,
      changes: [{ kind: 'set', call: layer.site, argument: { name: parameter, position: 0 }, text: String(units) }],
      preferred,
    },
  ];
}

/** Everything that `classes` classes need where one output with binary_crossentropy tells only two apart. */
export function manyClasses(compiled: Compiled, { end }: Pair, loss: Loss, classes: number): readonly Mend[] {
  const units = unitsChange(end, classes, true)[0];
  const change = lossChange(compiled, loss, 'sparse_categorical_crossentropy')[0];
  const activation = end?.activationLayer?.site
    ? [{ kind: 'set' as const, call: end.activationLayer.site, argument: { name: 'activation' }, text: "'softmax'" }]
    : [];
  return units && change
    ? [
        {
          title: words`${classes} units with softmax, and sparse_categorical_crossentropy`,
          changes: [...units.changes, ...change.changes, ...activation],
          preferred: true,
        },
      ]
    : [];
}

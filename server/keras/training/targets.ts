/** Labels against the outputs of a model and its losses, as the chosen Keras compares them with TensorFlow. */
import { formatShape, type Shape } from '../../shapes/dimension.ts';
import { joined, type Message, words } from '../../words/message.ts';
import { compare, isClassNumbers, sizes } from './compared-shapes.ts';
import type { Compiled } from './compiled.ts';
import type { ContractError } from './contract-error.ts';
import type { FitData, Part } from './fit-data.ts';
import { graphOf, wholeShape } from './inputs.ts';
import { mendsOf } from './label-mends.ts';
import { checkClasses } from './label-range.ts';
import type { Loss } from './losses.ts';
import { places, sides } from './pair-text.ts';
import { type Pair, refusedLabels } from './pairs.ts';
import type { Situation } from './situation.ts';

/** @throws ContractError where this Keras surely refuses the pair; remarks on what broadcasts in silence. */
export function checkPair(situation: Situation, compiled: Compiled, data: FitData, pair: Pair): void {
  const { loss, labels, output } = pair;
  if (!labels || !output) return;
  checkLabelTexts(situation, pair);
  if (!loss || !labels.shape) return;
  const { kerasVersion } = situation;
  if (situation.session.dialect.standalone && graphOf(situation.model))
    checkAxes(situation, compiled, pair, loss, labels.shape, output);
  const verdict = compare(loss, labels.shape, output, {
    kerasVersion,
    batch: data.batch,
    activation: pair.end?.isDirect ? pair.end.activation : pair.end ? 'other' : undefined,
  });
  if (verdict === 'refused') throw mismatch(situation, compiled, pair, loss, labels, output);
  if (verdict === 'broadcast') {
    const error = refusedLabels(
      situation,
      'labels-broadcast',
      words`${sides(situation, compiled, pair, loss)} They do not have the same shape, and Keras does not complain: it repeats (broadcasts) one along the other, and the loss compares numbers that do not belong together.`,
      { related: places(compiled, pair), mends: mendsOf(situation, compiled, pair, loss, labels.shape, output) },
    );
    situation.session.remark(error, { site: situation.site, layer: situation.model });
    return;
  }
  checkClasses(situation, compiled, pair, loss, labels, output);
}

const TEXT = /^(str|string|<U|<S|U\d|S\d)/;

/** Labels that are words: no loss of Keras takes them. */
function checkLabelTexts(situation: Situation, { labels, loss }: Pair): void {
  const dtype = labels?.dtype;
  if (!loss || dtype === undefined || !TEXT.test(dtype)) return;
  throw refusedLabels(
    situation,
    'labels-text',
    words`${situation.subjectOf('y')}${situation.placeOf('y')} holds texts, and ${loss.name} needs numbers: Cast string to float is not supported. Number the classes first, for example with sklearn's LabelEncoder, or np.unique(labels, return_inverse=True).`,
  );
}

/**
 * The package keras up to 2.3 compares the axes themselves before anything is squeezed or broadcast, where the loss is
 * one of Keras's and takes labels of the output's shape.
 * @throws ContractError where they surely differ.
 */
function checkAxes(
  situation: Situation,
  compiled: Compiled,
  pair: Pair,
  loss: Loss,
  labels: Shape,
  output: Shape,
): void {
  if (loss.kind === 'sparse' || loss.kind === 'other') return;
  const y = labels.length === 1 ? [...labels, 1] : labels;
  const isRank = y.length !== output.length;
  if (!isRank && !y.some((dimension, axis) => axis > 0 && sizes(dimension, output[axis]!) === 'different')) return;
  const target = pair.name ?? words`the output`;
  const keras = isRank
    ? words`Error when checking target: expected ${target} to have ${output.length} dimensions, but got array with shape ${wholeShape(y, pair.labels!.rows)}.`
    : words`Error when checking target: expected ${target} to have shape ${formatShape(output.slice(1))} but got array with shape ${formatShape(y.slice(1))}.`;
  throw refusedLabels(
    situation,
    'labels-shape',
    words`${sides(situation, compiled, pair, loss)} Keras up to 2.3 wants labels of the output's shape. ${keras}`,
    {
      related: places(compiled, pair),
      mends: mendsOf(situation, compiled, pair, loss, labels, output),
    },
  );
}

function mismatch(
  situation: Situation,
  compiled: Compiled,
  pair: Pair,
  loss: Loss,
  labels: Part,
  output: Shape,
): ContractError {
  const y = labels.shape!;
  const refusal = joined(
    [
      sides(situation, compiled, pair, loss),
      wanted(loss, isClassNumbers(y, output)),
      ...kerasWords(situation, loss, y, output),
    ],
    ' ',
  );
  return refusedLabels(situation, 'labels-shape', refusal, {
    related: places(compiled, pair),
    mends: mendsOf(situation, compiled, pair, loss, y, output),
  });
}

/** `numbers`: the labels are class numbers. */
function wanted(loss: Loss, numbers: boolean): Message {
  if (loss.kind === 'sparse')
    return words`It wants class numbers, one axis less than the output (or a last axis of 1).`;
  if (loss.kind === 'binary') return words`It wants labels of the output's shape.`;
  if (loss.kind !== 'categorical') return words`The two cannot be broadcast together.`;
  return numbers
    ? words`It wants one-hot labels of the output's shape; class numbers go with sparse_categorical_crossentropy.`
    : words`It wants one-hot labels of the output's shape.`;
}

/** What Keras itself says, as people search for it: the same in every language. */
function kerasWords({ kerasVersion }: Situation, loss: Loss, y: Shape, p: Shape): readonly string[] {
  if (loss.kind === 'elementwise') return ['Incompatible shapes.'];
  if (loss.kind === 'sparse' && kerasVersion === 2) return ['logits and labels must have the same first dimension.'];
  if (loss.kind === 'sparse')
    return y.length === p.length ? ['Argument `output` must have rank (ndim) `target.ndim - 1`.'] : [];
  if (kerasVersion === 2 && loss.kind === 'categorical') {
    const column = y.length === 1 && p.length === 2 ? [...y, 1] : y;
    return [`Shapes ${formatShape(column)} and ${formatShape(p)} are incompatible.`];
  }
  if (kerasVersion === 2) return ['`logits` and `labels` must have the same shape.'];
  return [
    y.length === p.length
      ? 'Arguments `target` and `output` must have the same shape.'
      : 'Arguments `target` and `output` must have the same rank (ndim).',
  ];
}

/** Labels against the outputs of a model and its losses, as the chosen Keras compares them with TensorFlow. */
import { formatShape, multiply, sameDimension, type Dimension, type Shape, type Size } from '../../shapes/dimension.ts';
import type { KerasTensor } from '../graph/tensor.ts';
import type { Nest, TensorSpec } from '../layers/definition.ts';
import type { LayerState } from '../layers/layer-state.ts';
import { flatten, isDict, isList } from '../nests.ts';
import { at, type Change, type ContractOptions, ContractError, type Mend } from './contract-error.ts';
import type { FitData, Part } from './fit-data.ts';
import { entitled, graphOf, wholeShape } from './inputs.ts';
import type { Compiled } from './compiled.ts';
import { largestValue } from './largest-value.ts';
import type { Loss } from './losses.ts';
import { type OutputLayer, outputLayer } from './output-layer.ts';
import type { Situation } from './situation.ts';
import { joined, type Message, words } from '../../words/message.ts';
import { countedNoun, exactly } from '../../words/nouns.ts';

/** One output with its loss and its labels. */
export interface Pair {
  readonly output: Shape | undefined;
  readonly name: string | undefined;
  readonly tensor: KerasTensor | undefined;
  readonly end: OutputLayer | undefined;
  readonly loss: Loss | undefined;
  readonly labels: Part | undefined;
}

/** What can be paired; @throws ContractError where the numbers of labels and outputs surely do not fit. */
export function pairsOf(
  situation: Situation,
  compiled: Compiled,
  data: FitData,
  outputs: Nest<TensorSpec>,
): readonly Pair[] {
  const graph = graphOf(situation.model);
  const specs = flatten(outputs);
  const tensors = graph ? flatten(graph.outputs) : [];
  const names =
    graph && isDict(graph.outputs)
      ? [...graph.outputs.entries.keys()].sort()
      : specs.map((_, index) => tensors[index]?.node?.operation.operationName);
  const labels = labelsOf(situation, compiled, data, specs.length, names);
  return specs.map((spec, index) => {
    const tensor = tensors[index];
    return {
      output: spec.shape,
      name: names[index],
      tensor,
      end: tensor && outputLayer(tensor),
      labels: labels?.[index],
      loss: compiled.lossFor(index, names[index], specs.length),
    };
  });
}

function labelsOf(
  situation: Situation,
  compiled: Compiled,
  data: FitData,
  count: number,
  names: readonly (string | undefined)[],
): readonly (Part | undefined)[] | undefined {
  const { y } = data;
  if (y === undefined || y === 'none') return undefined;
  if (isDict(y)) {
    if ([...y.entries.values()].some((entry) => isList(entry) || isDict(entry))) return undefined;
    return names.map((name) => (name === undefined ? undefined : (y.entries.get(name) as Part | undefined)));
  }
  if (isList(y) && y.items.some((entry) => isList(entry) || isDict(entry))) return undefined;
  const parts = flatten(y);
  if (parts.length === count) return parts;
  // Keras 2 gives one array to all outputs and leaves out what is too much.
  if (situation.kerasVersion === 2) return parts.length === 1 && !isList(y) ? names.map(() => parts[0]) : undefined;
  const losses = compiled.lossCount;
  // Labels only for the outputs that have a loss are taken where the losses are listed.
  if (
    losses === undefined ||
    losses === 0 ||
    (compiled.isListed && losses === parts.length) ||
    parts.some(({ value }) => value.kind === 'none')
  )
    return undefined;
  const listed = names.every((name) => name) ? words`: ${names.map((name) => `"${name}"`).join(', ')}` : '';
  const subject = words`${entitled(situation.model)} has ${countedNoun(exactly(count), 'output')}${listed}`;
  const labels = words`${situation.nameOf('y')}${situation.placeOf('y')}`;
  const refusal = isList(y)
    ? words`${subject}, but ${labels} holds ${countedNoun(exactly(parts.length), 'array')}. y_true and y_pred have different structures.`
    : words`${subject}, but ${labels} is a single array. y_true and y_pred have different structures.`;
  throw refusedLabels(situation, 'labels-count', refusal);
}

function refusedLabels(
  situation: Situation,
  code: string,
  message: Message,
  options: ContractOptions = {},
): ContractError {
  return new ContractError(code, message, { argument: situation.arguments.y ?? situation.arguments.x, ...options });
}

/** The shapes as the loss compares them. */
export interface Met {
  readonly labels: Shape;
  readonly output: Shape;
}

/** Keras squeezes or expands a last axis of size 1 where the ranks differ by one. */
export function met(labels: Shape, output: Shape, kerasVersion: 2 | 3): Met | undefined {
  if (!decidedLast(labels, output)) return undefined;
  let [y, p] = [labels, output];
  if (kerasVersion === 2 && y.length === 1 && p.length === 2) y = [...y, 1];
  if (y.length === p.length + 1 && y.at(-1) === 1) {
    if (kerasVersion === 3 && p.length === 1) p = [...p, 1];
    else y = y.slice(0, -1);
  } else if (p.length === y.length + 1 && p.at(-1) === 1) {
    if (kerasVersion === 3 && y.length === 1) y = [...y, 1];
    else p = p.slice(0, -1);
  }
  return { labels: y, output: p };
}

/** Whether an axis falls away is only known where the last sizes are. */
function decidedLast(labels: Shape, output: Shape): boolean {
  if (labels.length === output.length) return true;
  const longer = labels.length > output.length ? labels : output;
  return typeof longer.at(-1) === 'number';
}

export type Verdict = 'same' | 'refused' | 'broadcast' | 'unsure';

/** @param batch Rows of the first batch. */
export function compare(
  loss: Loss,
  labels: Shape,
  output: Shape,
  options: { kerasVersion: 2 | 3; batch: Size | undefined; activation: string | undefined },
): Verdict {
  const { kerasVersion, batch, activation } = options;
  const shapes = met(labels, output, kerasVersion);
  if (!shapes || loss.kind === 'other') return 'unsure';
  const { labels: y, output: p } = shapes;
  switch (loss.kind) {
    case 'categorical':
      return exact(y, p);
    case 'binary':
      if (kerasVersion === 3 || activation === 'sigmoid' || loss.fromLogits) return exact(y, p);
      return activation === undefined || loss.fromLogits === undefined
        ? exact(y, p) === 'same'
          ? 'same'
          : 'unsure'
        : broadcast(y, p, batch);
    case 'sparse':
      return kerasVersion === 3 ? sparse(y, p) : flattened(y, p);
    default:
      return broadcast(y, p, batch);
  }
}

function exact(y: Shape, p: Shape): Verdict {
  if (y.length !== p.length) return 'refused';
  const all = y.slice(1).map((dimension, axis) => sizes(dimension, p[axis + 1]!));
  return all.includes('different') ? 'refused' : all.every((one) => one === 'same') ? 'same' : 'unsure';
}

function sparse(y: Shape, p: Shape): Verdict {
  return exact(y.length === p.length && y.at(-1) === 1 ? y.slice(0, -1) : y, p.slice(0, -1));
}

/** Keras 2 makes a row of both and counts. */
function flattened(y: Shape, p: Shape): Verdict {
  const count = (shape: Shape): Size | undefined => {
    let total: Size = 1;
    for (const dimension of shape) {
      if (dimension === null) return undefined;
      total = multiply(total, dimension);
    }
    return total;
  };
  const [a, b] = [count(y.slice(1)), count(p.slice(1, -1))];
  if (a === undefined || b === undefined || y.length === 0) return 'unsure';
  const order = sizes(a, b);
  return order === 'different' ? 'refused' : order === 'same' ? 'same' : 'unsure';
}

function sizes(a: Dimension, b: Dimension): 'same' | 'different' | 'unsure' {
  return a === null || b === null ? (a === b ? 'same' : 'unsure') : sameDimension(a, b);
}

/** NumPy's rule, from the last axis; `batch` stands in the first axis of both. */
function broadcast(y: Shape, p: Shape, batch: Size | undefined): Verdict {
  if (y.length === 0 || p.length === 0) return 'unsure';
  const [a, b] = [
    [batch ?? null, ...y.slice(1)],
    [batch ?? null, ...p.slice(1)],
  ];
  let result: Verdict = a.length === b.length ? 'same' : 'broadcast';
  for (let back = 1; back <= Math.min(a.length, b.length); back++) {
    const [m, n] = [a.at(-back)!, b.at(-back)!];
    if (back === a.length && back === b.length) break; // the batch with itself
    if (m === 1 && n === 1) continue;
    const same = sizes(m, n);
    if (same === 'same') continue;
    if (m === 1 || n === 1) {
      if (result === 'same' || result === 'broadcast') result = isSurelyMore(m === 1 ? n : m) ? 'broadcast' : 'unsure';
      continue;
    }
    if (same === 'different') return 'refused';
    result = 'unsure';
  }
  return result;
}

const isSurelyMore = (dimension: Dimension): boolean => typeof dimension === 'number' && dimension > 1;

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
      wanted(loss, isNumbers(y, output)),
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

/**
 * "categorical_crossentropy (line 9) compares y_train of shape (60000,) with the output (None, 10) of Dense "dense_1"
 * (line 7)."
 */
function sides(situation: Situation, compiled: Compiled, { labels, output, end, name }: Pair, loss: Loss): Message {
  const units = end?.units;
  const size = units && unitsText(situation, units);
  const subject = words`${loss.name}${at(compiled.site)}`;
  const compared = words`${situation.nameOf('y')}${situation.placeOf('y')}, of shape ${wholeShape(labels!.shape, labels!.rows)}`;
  const gives = formatShape(output!);
  if (units)
    return words`${subject} compares ${compared}, with the output ${gives} of ${joined([layerText(units), ...(size ? [size] : [])], ', ')}.`;
  return words`${subject} compares ${compared}, with the output ${name ? `${gives} "${name}"` : gives}.`;
}

const layerText = (layer: LayerState): Message => words`${layer.className} "${layer.name}"${at(layer.site)}`;

/** `units=64 from line 12`, where the number has a name. */
function unitsText({ session }: Situation, layer: LayerState): Message | undefined {
  const parameter = unitsParameter(layer);
  const value = parameter === undefined ? undefined : layer.args.value(parameter);
  const origin = value?.kind === 'int' ? session.origins.of(value) : undefined;
  return value?.kind === 'int' && origin
    ? words`${parameter ?? ''}=${String(value.value)}${at(origin.span)}`
    : undefined;
}

export const unitsParameter = (layer: LayerState): string | undefined =>
  layer.definition && 'units' in layer.definition.parameters
    ? 'units'
    : layer.definition && 'filters' in layer.definition.parameters
      ? 'filters'
      : undefined;

function places(compiled: Compiled, { end, output }: Pair): ContractOptions['related'] {
  const units = end?.units;
  return [
    ...(units?.site
      ? [{ span: units.site, message: words`${units.className} "${units.name}" gives ${formatShape(output!)}` }]
      : []),
    ...(compiled.site ? [{ span: compiled.site, message: words`the loss is chosen here` }] : []),
  ];
}

const isNumbers = (y: Shape, p: Shape): boolean =>
  y.length === p.length - 1 || (y.length === p.length && y.at(-1) === 1);

function mendsOf(
  situation: Situation,
  compiled: Compiled,
  { end, labels }: Pair,
  loss: Loss,
  y: Shape,
  p: Shape,
): readonly Mend[] {
  const mends: Mend[] = [];
  const isOneHot =
    y.length === p.length && y.length > 1 && typeof y.at(-1) === 'number' && y.at(-1) === p.at(-1) && p.at(-1) !== 1;
  const more = lossChange(compiled, loss);
  const classes = labels?.array?.classes;
  const width = p.at(-1);
  if (loss.kind === 'sparse' && isOneHot) mends.push(...more('categorical_crossentropy', true));
  if (loss.kind === 'categorical' && isNumbers(y, p) && width !== 1) {
    mends.push(...more('sparse_categorical_crossentropy', true));
    if (
      situation.site &&
      situation.source === 'arrays' &&
      situation.arguments.y?.name === 'y' &&
      typeof width === 'number'
    ) {
      mends.push({
        title: words`One-hot labels: to_categorical(…, ${width})`,
        changes: [
          {
            kind: 'wrap',
            call: situation.site,
            argument: situation.arguments.y,
            before: 'keras.utils.to_categorical(',
            after: `, ${width})`,
          },
        ],
      });
    }
  }
  if (loss.kind === 'binary' && isNumbers(y, p) && typeof width === 'number' && width > 1) {
    if (classes === undefined || classes > 2)
      mends.push(...more('sparse_categorical_crossentropy', classes !== undefined));
    if (classes === undefined || classes <= 2) mends.push(...unitsChange(end, 1, classes !== undefined));
  }
  if (loss.kind === 'elementwise' && isNumbers(y, p) && width !== 1) {
    if (end?.activation === 'softmax' || classes !== undefined)
      mends.push(...more('sparse_categorical_crossentropy', true));
    else mends.push(...unitsChange(end, 1, true));
  }
  const wanted = y.at(-1);
  if (
    loss.kind !== 'sparse' &&
    y.length === p.length &&
    y.length > 1 &&
    typeof wanted === 'number' &&
    wanted > 1 &&
    wanted !== width
  )
    mends.push(...unitsChange(end, wanted, true));
  if (loss.kind !== 'sparse' && loss.kind !== 'other' && p.length >= 3 && y.length < p.length && y.length <= 2)
    mends.push(...flattenBefore(end, p));
  return mends;
}

/** The loss, where it is written, as another one. */
function lossChange({ site, lossValues }: Compiled, loss: Loss): (to: string, preferred: boolean) => readonly Mend[] {
  return (to, preferred) => {
    if (!site) return [];
    if (lossValues !== 1) return [];
    const name =
      (loss.form === 'text' && !/^[A-Z]/.test(loss.written)) ||
      (loss.form === 'function' && /^[a-z]/.test(loss.written))
        ? to
        : to
            .split('_')
            .map((word) => word[0]!.toUpperCase() + word.slice(1))
            .join('');
    const change: Change = loss.site
      ? { kind: 'rename', call: loss.site, from: loss.written, to: name }
      : { kind: 'rename', call: site, argument: { name: 'loss', position: 1 }, from: loss.written, to: name };
    return [{ title: words`Change the loss to ${to}`, changes: [change], preferred }];
  };
}

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

function flattenBefore(_end: OutputLayer | undefined, _p: Shape): readonly Mend[] {
  return [];
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

/** Class numbers that the output has no place for. */
function checkClasses(
  situation: Situation,
  compiled: Compiled,
  pair: Pair,
  loss: Loss,
  labels: Part,
  output: Shape,
): void {
  const { array } = labels;
  const width = output.at(-1);
  if (!array || typeof width !== 'number') return;
  const largest = largestValue(array, width === 1 && loss.kind === 'binary' ? 2 : width);
  if (largest === undefined) return;
  const subject = words`${situation.subjectOf('y')}${situation.placeOf('y')}`;
  const counts =
    array.classes !== undefined && largest.isCount
      ? words`${subject} has ${array.classes} classes, 0 to ${largest.value}`
      : words`${subject} goes up to ${largest.value}`;
  if (loss.kind === 'sparse' && largest.value >= width) {
    const gives = pair.end?.units
      ? words`the output ${formatShape(output)} of ${layerText(pair.end.units)}`
      : words`the output ${formatShape(output)}`;
    const refusal =
      width === 1
        ? words`${counts}, but ${gives} has places for class 0 only.`
        : words`${counts}, but ${gives} has places for 0 to ${width - 1}.`;
    const tensorFlow = words`TensorFlow: received a label value of ${largest.value} which is outside the valid range of [0, ${width}).`;
    throw refusedLabels(situation, 'label-range', joined([refusal, tensorFlow], ' '), {
      related: places(compiled, pair),
      mends: unitsChange(pair.end, largest.value + 1, true),
    });
  }
  if (
    loss.kind === 'binary' &&
    width === 1 &&
    largest.value > 1 &&
    array.dtype !== undefined &&
    !array.dtype.startsWith('float')
  ) {
    const error = refusedLabels(
      situation,
      'binary-classes',
      words`${counts}, but one output with binary_crossentropy${at(compiled.site)} tells only 0 from 1.`,
      { related: places(compiled, pair), mends: manyClasses(compiled, pair, loss, largest.value + 1) },
    );
    situation.session.remark(error, { site: situation.site, layer: situation.model });
  }
}

function manyClasses(compiled: Compiled, { end }: Pair, loss: Loss, classes: number): readonly Mend[] {
  const units = unitsChange(end, classes, true)[0];
  const change = lossChange(compiled, loss)('sparse_categorical_crossentropy', true)[0];
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

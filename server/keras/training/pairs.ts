/** The outputs of a model, each with its loss and its labels, as one call of fit() or evaluate() pairs them. */
import type { Shape } from '../../shapes/dimension.ts';
import { type Message, words } from '../../words/message.ts';
import { countedNoun, exactly } from '../../words/nouns.ts';
import type { KerasTensor } from '../graph/tensor.ts';
import type { Nest, TensorSpec } from '../layers/definition.ts';
import { flatten, isDict, isList } from '../nests.ts';
import type { Compiled } from './compiled.ts';
import { ContractError, type ContractOptions } from './contract-error.ts';
import type { FitData, Part } from './fit-data.ts';
import { entitled, graphOf } from './inputs.ts';
import type { Loss } from './losses.ts';
import { type OutputLayer, outputLayer } from './output-layer.ts';
import type { Situation } from './situation.ts';

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

/** Points at the labels in the call. */
export function refusedLabels(
  situation: Situation,
  code: string,
  message: Message,
  options: ContractOptions = {},
): ContractError {
  return new ContractError(code, message, { argument: situation.arguments.y ?? situation.arguments.x, ...options });
}

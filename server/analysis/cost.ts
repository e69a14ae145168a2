/**
 * What a model costs: multiply-accumulates and bytes.
 *
 * Multiply-accumulates are those of matrix products and convolutions, of one forward pass of one batch element. What is
 * done once for each value (biases,
 * activation functions, normalization, pooling, sums of tensors) is not counted, as is usual.
 */
import type { Node } from '../keras/graph/node.ts';
import type { KerasTensor } from '../keras/graph/tensor.ts';
import { allWeights, bytesOf, unknownWeights } from '../keras/layers/weights.ts';
import type { Family } from '../keras/layers/definition.ts';
import type { LayerState } from '../keras/layers/layer-state.ts';
import { FunctionalModel } from '../keras/models/functional.ts';
import { SequentialModel } from '../keras/models/sequential.ts';
import { knownTerms } from '../keras/layers/spec-axes.ts';
import { flatten, isDict, isList } from '../keras/nests.ts';
import { operationMacs } from '../keras/operations/work.ts';
import { add, formatShape, multiply, product, type Shape, sameShape, type Size } from '../shapes/dimension.ts';
import type { Cost, Count } from './analysis.ts';
import { type Message, words } from '../words/message.ts';

/** Families whose layers work on single values or only move them, where the declaration does not say otherwise. */
const WITHOUT_PRODUCTS: ReadonlySet<Family> = new Set<Family>([
  'pooling',
  'normalization',
  'merging',
  'reshaping',
  'regularization',
  'activation',
]);
/** …but this one. */
const WITH_PRODUCTS: ReadonlySet<string> = new Set(['SpectralNormalization']);

/** A count, or why it is not known: what follows "unknown because". */
type Reckoned = { readonly count: Size } | { readonly unknown: Message };

/** What parts of a model cost, while it is described: its rows are its parts, and a model may be in many places. */
interface Costs {
  readonly models: Map<LayerState, GraphCost>;
  readonly nodes: Map<Node, GraphCost>;
  readonly weights: Map<LayerState, Reckoned>;
}
type GraphCost = readonly [macs: Reckoned, activationBytes: Reckoned];

let known: Costs | undefined;

/** Describes what nothing changes meanwhile. */
export function reckonedOnce<T>(work: () => T): T {
  if (known !== undefined) return work();
  known = { models: new Map(), nodes: new Map(), weights: new Map() };
  try {
    return work();
  } finally {
    known = undefined;
  }
}

function once<Key, Cost>(costs: Map<Key, Cost> | undefined, key: Key, reckon: () => Cost): Cost {
  const before = costs?.get(key);
  if (before !== undefined) return before;
  const cost = reckon();
  costs?.set(key, cost);
  return cost;
}

/** The cost of a layer or model in a graph: over all `calls`, its nodes there, or why they are not known. */
export function costOf(layer: LayerState | undefined, calls: readonly Node[] | { readonly unknown: Message }): Cost {
  return reckonedOnce(() => {
    const weights = layer ? weightBytes(layer) : { count: 0 };
    if ('unknown' in calls) return costFrom(calls, calls, weights);
    const [only] = calls;
    if (calls.length === 1 && only) return costFrom(...nodeCost(layer, only), weights);
    const costs = calls.map((node) => nodeCost(layer, node));
    return costFrom(total(costs.map(([macs]) => macs)), total(costs.map(([, bytes]) => bytes)), weights);
  });
}

const nodeCost = (layer: LayerState | undefined, node: Node): GraphCost =>
  once(known?.nodes, node, () => [nodeMacs(layer, node), nodeBytes(node)]);

/** The calls of a layer within a model. */
export function callsIn(model: LayerState, layer: LayerState): readonly Node[] | { readonly unknown: Message } {
  const graph = graphOf(model);
  if (graph) return nodesIn(graph, layer);
  return {
    unknown:
      model.model instanceof SequentialModel
        ? unbuilt(model)
        : words`how often, and on which shapes, call() uses it is not followed`,
  };
}

const unbuilt = ({ unknown, model }: LayerState): Message =>
  unknown ?? model?.unknown ?? words`the model is not built: no input shape is given`;

/** The cost of a whole model. A reason names the first layer that has it. */
export function modelCost(model: LayerState): Cost {
  return reckonedOnce(() => costFrom(...graphCost(model), weightBytes(model)));
}

const graphCost = (model: LayerState): GraphCost => once(known?.models, model, () => sumOfGraph(model));

function sumOfGraph(model: LayerState): GraphCost {
  const graph = graphOf(model);
  if (!graph) {
    const unknown =
      model.model instanceof SequentialModel
        ? unbuilt(model)
        : (model.unknown ?? model.model?.unknown ?? words`what its own call() does is not summed`);
    return [{ unknown }, { unknown }];
  }
  const parts = graph.operations.map((operation) => ({
    name: operation.operationName,
    cost: costOf(operation.layer, nodesIn(graph, operation)),
  }));
  const sum = (key: 'macs' | 'activationBytes'): Reckoned =>
    total(
      parts.map(
        ({ name, cost }): Reckoned =>
          cost[key] === undefined
            ? { unknown: words`the cost of ${name} is not known: ${cost.unknown[key] ?? ''}` }
            : { count: cost[key] },
      ),
    );
  return [sum('macs'), sum('activationBytes')];
}

function costFrom(macs: Reckoned, activationBytes: Reckoned, weights: Reckoned): Cost {
  const reason = <Key extends keyof Cost['unknown']>(key: Key, reckoned: Reckoned) =>
    'unknown' in reckoned ? { [key]: reckoned.unknown } : {};
  return {
    macs: countOf(macs),
    activationBytes: countOf(activationBytes),
    weightBytes: countOf(weights),
    unknown: {
      ...reason('macs', macs),
      ...reason('activationBytes', activationBytes),
      ...reason('weightBytes', weights),
    },
  };
}

const countOf = (reckoned: Reckoned): Count => ('count' in reckoned ? reckoned.count : undefined);
const reckoned = (count: Count, unknown: Message): Reckoned => (count === undefined ? { unknown } : { count });

/** The graph that a functional model is, and a built Sequential has. */
export function graphOf({ model }: LayerState): FunctionalModel | undefined {
  if (model instanceof FunctionalModel) return model;
  return model instanceof SequentialModel ? model.functional : undefined;
}

export function nodesIn(graph: FunctionalModel, operation: { readonly nodes: readonly Node[] }): readonly Node[] {
  return operation.nodes.filter((node) => graph.has(node));
}

/** The sum, or the first reason why there is none. */
function total(counts: readonly Reckoned[]): Reckoned {
  let result: Size = 0;
  for (const one of counts) {
    if ('unknown' in one) return one;
    result = add(result, one.count);
  }
  return { count: result };
}

const weightBytes = (layer: LayerState): Reckoned => once(known?.weights, layer, () => sumOfWeights(layer));

function sumOfWeights(layer: LayerState): Reckoned {
  const unknown = unknownWeights(layer);
  if (unknown !== undefined) return { unknown };
  let sum: Size = 0;
  for (const weight of allWeights(layer)) {
    const bytes = bytesOf(weight);
    if (bytes === undefined) return { unknown: words`the size of ${weight.name} is not known` };
    sum = add(sum, bytes);
  }
  return { count: sum };
}

/** The values of one batch element, where each axis besides the batch has a size. */
function valuesOf(shape: Shape | undefined): Reckoned {
  if (!shape) return { unknown: words`the shape of its output is not known` };
  const sizes = shape.slice(1);
  const open = openAxis(shape);
  return open === undefined ? { count: product(sizes as readonly Size[]) } : { unknown: open };
}

/** Why a shape has no number of values: axis 1 of (None, None, 4) is None until data comes. */
function openAxis(shape: Shape): Message | undefined {
  const axis = shape.findIndex((size, index) => index > 0 && size === null);
  return axis < 0
    ? undefined
    : words`axis ${axis} of ${formatShape(shape)} is None, which has a length only once data comes`;
}

function nodeBytes(node: Node): Reckoned {
  return total(flatten(node.outputs).map(tensorBytes));
}

function tensorBytes({ shape, dtype }: KerasTensor): Reckoned {
  const values = valuesOf(shape);
  if ('unknown' in values) return values;
  const bits = dtype === 'bool' ? 8 : Number(/^(?:float|bfloat|int|uint)(\d+)$/.exec(dtype)?.[1]);
  // The name of a data type may be none of whole bytes, as it may be while it is typed.
  return bits % 8 !== 0
    ? { unknown: words`the dtype of its output is not known` }
    : { count: multiply(values.count, bits / 8) };
}

function nodeMacs(layer: LayerState | undefined, node: Node): Reckoned {
  const [output] = flatten(node.outputs);
  const shapes = [...node.inputs.map(({ shape }) => shape), output?.shape];
  // What a count that is not there most likely lacks: a shape, or a size in one.
  const lacks = (otherwise: Message): Message => {
    if (shapes.some((shape) => shape === undefined)) return words`a shape that it depends on is not known`;
    return shapes.map((shape) => shape && openAxis(shape)).find((reason) => reason !== undefined) ?? otherwise;
  };
  if (!layer) return reckoned(operationMacs(node), lacks(words`the products of this operation are not worked out`));
  // What a call() of the program does is not summed: an operation in it may put the batch into other axes.
  if (layer.instance.cls.lookup('call')?.kind === 'function')
    return { unknown: words`what its own call() does is not summed` };
  const { definition } = layer;
  const [input] = node.inputs;
  if (layer.model) return nestedMacs(layer, node);
  if (layer.className === 'InputLayer') return { count: 0 };
  if (!definition) return { unknown: words`what ${layer.className} does is not known` };
  if (!definition.multiplyAccumulates)
    return WITHOUT_PRODUCTS.has(definition.family) && !WITH_PRODUCTS.has(definition.name)
      ? { count: 0 }
      : { unknown: words`the products of ${layer.className} are not worked out` };
  if (!output?.shape) return { unknown: words`the shape of its output is not known` };
  if (definition.build && !isBuiltByThisCall(layer, input?.shape)) {
    const otherwise =
      layer.nodes.length > 1
        ? words`it is called more than once, and may be built otherwise for each call`
        : words`it was built on another shape than it is called on`;
    return { unknown: layer.unknown ?? (input?.shape ? otherwise : lacks(otherwise)) };
  }
  const otherwise = layer.unknown ?? lacks(words`its products are not worked out for these arguments`);
  try {
    const terms =
      definition.build || !definition.terms || !input?.shape || isOnlyInputOfBuild(layer, node)
        ? layer.terms
        : knownTerms(definition.terms(layer.args, input.axes, input.spec));
    const given = node.inputs.map(({ shape }) => shape);
    return reckoned(
      definition.multiplyAccumulates(
        terms,
        output.shape,
        layer,
        given.every((shape) => shape !== undefined) ? given : [],
      ),
      otherwise,
    );
  } catch {
    return { unknown: otherwise };
  }
}

/** Its arrays were made for the very tensor that this call has: so were its terms. */
const isOnlyInputOfBuild = ({ built, buildInput }: LayerState, { inputs }: Node): boolean =>
  built &&
  inputs.length === 1 &&
  buildInput !== undefined &&
  !isList(buildInput) &&
  !isDict(buildInput) &&
  buildInput.shape === inputs[0]!.shape;

/** What build() found holds for the call that it was built by, so for no other where there are several. */
function isBuiltByThisCall({ nodes, buildInput }: LayerState, input: Shape | undefined): boolean {
  const built = buildInput && flatten(buildInput)[0]?.shape;
  return (
    nodes.length === 1 &&
    built !== undefined &&
    input !== undefined &&
    sameShape(built.slice(1), input.slice(1)) === 'same'
  );
}

/** A model called on other shapes than it was made for works more or less. */
function nestedMacs(layer: LayerState, node: Node): Reckoned {
  const graph = graphOf(layer);
  if (!graph) return graphCost(layer)[0];
  const inputs = flatten(graph.inputs);
  const isAsMade =
    inputs.length === node.inputs.length &&
    inputs.every(({ shape }, index) => {
      const given = node.inputs[index]?.shape;
      return shape !== undefined && given !== undefined && sameShape(shape.slice(1), given.slice(1)) === 'same';
    });
  return isAsMade || node.inputs.length === 0
    ? graphCost(layer)[0]
    : { unknown: words`it is called on another shape than it was made for` };
}

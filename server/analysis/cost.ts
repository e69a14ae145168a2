/**
 * What a model costs: multiply-accumulates and bytes.
 *
 * Multiply-accumulates are those of matrix products and convolutions, of one forward pass of one batch element. What is done once for each value (biases,
 * activation functions, normalization, pooling, sums of tensors) is not counted, as is usual.
 */
import type { Node } from '../keras/graph/node.ts';
import { allWeights, bytesOf, unknownWeights } from '../keras/layers/weights.ts';
import type { Family } from '../keras/layers/definition.ts';
import type { LayerState } from '../keras/layers/layer-state.ts';
import { FunctionalModel } from '../keras/models/functional.ts';
import { SequentialModel } from '../keras/models/sequential.ts';
import { flatten } from '../keras/nests.ts';
import { operationMacs } from '../keras/operations/work.ts';
import { add, multiply, product, type Shape, sameShape, type Size } from '../shapes/dimension.ts';
import type { Cost, Count } from './analysis.ts';

/** Families whose layers work on single values or only move them, where the declaration does not say otherwise. */
const WITHOUT_PRODUCTS: ReadonlySet<Family> = new Set<Family>(['pooling', 'normalization', 'merging', 'reshaping', 'regularization', 'activation']);
/** …but this one. */
const WITH_PRODUCTS: ReadonlySet<string> = new Set(['SpectralNormalization']);

/** The cost of a layer or model in a graph: over all `nodes`, its calls there; undefined where the graph is not known. */
export function costOf(layer: LayerState | undefined, nodes: readonly Node[] | undefined): Cost {
  return { macs: nodes && total(nodes.map((node) => nodeMacs(layer, node))), activationBytes: nodes && total(nodes.map(nodeBytes)), weightBytes: layer ? weightBytes(layer) : 0 };
}

/** The cost of a whole model. */
export function modelCost(model: LayerState): Cost {
  const graph = graphOf(model);
  const costs = graph?.operations.map((operation) => costOf(operation.layer, nodesIn(graph, operation)));
  return { macs: costs && total(costs.map(({ macs }) => macs)), activationBytes: costs && total(costs.map(({ activationBytes }) => activationBytes)), weightBytes: weightBytes(model) };
}

/** The graph that a functional model is, and a built Sequential has. */
export function graphOf({ model }: LayerState): FunctionalModel | undefined {
  if (model instanceof FunctionalModel) return model;
  return model instanceof SequentialModel ? model.functional : undefined;
}

export function nodesIn(graph: FunctionalModel, operation: { readonly nodes: readonly Node[] }): readonly Node[] {
  return operation.nodes.filter((node) => graph.has(node));
}

/** Undefined where one of them is not known. */
function total(counts: readonly Count[]): Count {
  let result: Size = 0;
  for (const count of counts) {
    if (count === undefined) return undefined;
    result = add(result, count);
  }
  return result;
}

const weightBytes = (layer: LayerState): Count => (unknownWeights(layer) === undefined ? total(allWeights(layer).map(bytesOf)) : undefined);

/** The values of one batch element; undefined where an axis besides the batch is None. */
function valuesOf(shape: Shape | undefined): Count {
  if (!shape) return undefined;
  const sizes = shape.slice(1);
  return sizes.some((size) => size === null) ? undefined : product(sizes as readonly Size[]);
}

function nodeBytes(node: Node): Count {
  return total(flatten(node.outputs).map(({ shape, dtype }) => {
    const values = valuesOf(shape);
    const bits = dtype === 'bool' ? 8 : Number(/^(?:float|bfloat|int|uint)(\d+)$/.exec(dtype ?? '')?.[1]);
    return values === undefined || Number.isNaN(bits) ? undefined : multiply(values, bits / 8);
  }));
}

function nodeMacs(layer: LayerState | undefined, node: Node): Count {
  if (!layer) return operationMacs(node);
  // What a call() of the program does is not summed: an operation in it may put the batch into other axes.
  if (layer.instance.cls.lookup('call')?.kind === 'function') return undefined;
  const { definition } = layer;
  const [input] = node.inputs;
  const [output] = flatten(node.outputs);
  if (layer.model) return nestedMacs(layer, node);
  if (layer.className === 'InputLayer') return 0;
  if (!definition) return undefined;
  if (!definition.multiplyAccumulates) return WITHOUT_PRODUCTS.has(definition.family) && !WITH_PRODUCTS.has(definition.name) ? 0 : undefined;
  if (!output?.shape) return undefined;
  if (definition.build && !isBuiltByThisCall(layer, input?.shape)) return undefined;
  try {
    const terms = definition.build || !definition.terms || !input?.shape ? layer.terms : definition.terms(layer.args, input.shape, input.spec);
    const shapes = node.inputs.map(({ shape }) => shape);
    return definition.multiplyAccumulates(terms, output.shape, layer, shapes.every((shape) => shape !== undefined) ? shapes : []);
  } catch {
    return undefined;
  }
}

/** What build() found holds for the call that it was built by, so for no other where there are several. */
function isBuiltByThisCall({ nodes, buildInput }: LayerState, input: Shape | undefined): boolean {
  const built = buildInput && flatten(buildInput)[0]?.shape;
  return nodes.length === 1 && built !== undefined && input !== undefined && sameShape(built.slice(1), input.slice(1)) === 'same';
}

/** A model called on other shapes than it was made for works more or less. */
function nestedMacs(layer: LayerState, node: Node): Count {
  const graph = graphOf(layer);
  if (!graph) return undefined;
  const inputs = flatten(graph.inputs);
  const isAsMade = inputs.length === node.inputs.length && inputs.every(({ shape }, index) => {
    const given = node.inputs[index]?.shape;
    return shape !== undefined && given !== undefined && sameShape(shape.slice(1), given.slice(1)) === 'same';
  });
  return isAsMade || node.inputs.length === 0 ? modelCost(layer).macs : undefined;
}

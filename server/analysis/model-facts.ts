/** Models as Keras's summary shows them. */
import { shownShape } from '../keras/layers/spec-axes.ts';
import type { Interpreter } from '../python/domain/interpreter.ts';
import { NOWHERE } from '../python/syntax/place.ts';
import type { Node, Operation } from '../keras/graph/node.ts';
import type { KerasTensor } from '../keras/graph/tensor.ts';
import { inferredOutput } from '../keras/layers/infer.ts';
import { lostLayersIn } from '../keras/layers/tracking.ts';
import { listOf, tupleOf, type Nest, type TensorSpec } from '../keras/layers/definition.ts';
import type { LayerState } from '../keras/layers/layer-state.ts';
import {
  allWeights,
  countOf,
  listedWeights,
  trainableCount,
  unknownTrainable,
  unknownWeights,
} from '../keras/layers/weights.ts';
import { FunctionalModel } from '../keras/models/functional.ts';
import { SequentialModel } from '../keras/models/sequential.ts';
import { flatten, mapNest } from '../keras/nests.ts';
import type { KerasSession } from '../keras/session.ts';
import { sameShape, subtract } from '../shapes/dimension.ts';
import type { ModelFact, ModelRow, ShownShape, WeightFact } from './analysis.ts';
import { callsIn, costOf, graphOf, modelCost, nodesIn, reckonedOnce } from './cost.ts';
import { GraphFacts, trainingFact } from './graph-facts.ts';
import type { LayerFacts } from './layer-facts.ts';
import type { ModelNames } from './model-names.ts';
import { printedRows, printedSummary, sourceText } from './printed-summary.ts';

export function describeModel(
  session: KerasSession,
  interpreter: Interpreter,
  layers: LayerFacts,
  layer: LayerState,
  names: ModelNames,
): ModelFact {
  return reckonedOnce(() => described(session, interpreter, layers, layer, names));
}

function described(
  session: KerasSession,
  interpreter: Interpreter,
  layers: LayerFacts,
  layer: LayerState,
  { variable, use }: ModelNames,
): ModelFact {
  const { model } = layer;
  const unknown = unknownWeights(layer);
  const rows = rowsOf(session, interpreter, layers, layer);
  const weights = allWeights(layer);
  const total = unknown === undefined ? countOf(weights) : undefined;
  const trainable = unknown === undefined ? trainableCount(layer) : undefined;
  const notKnown = unknown ?? unknownTrainable(layer);
  return {
    variable,
    span: layer.site ?? NOWHERE,
    name: layer.name,
    className: layer.className,
    modelKind: model?.modelKind ?? (layer.className === 'Functional' ? 'functional' : 'subclassed'),
    built: layer.built,
    rows,
    certainRows: model instanceof SequentialModel ? model.certain : lostLayersIn(layer) === undefined ? undefined : 0,
    total,
    trainable,
    nonTrainable: total !== undefined && trainable !== undefined ? subtract(total, trainable) : undefined,
    cost: modelCost(layer),
    graph: new GraphFacts(interpreter, layers).of(layer),
    training: trainingFact(session, interpreter, layer),
    optimizer: !layer.training?.fitted ? 0 : notKnown === undefined ? layer.training.optimizer : undefined,
    unknown: notKnown,
    speculative: layer.speculative,
    use,
    printed: {
      ...printedSummary(session, layer),
      rows: printedRows(session, layer, (one, connectedTo) => ({
        ...plainRow(session, interpreter, layers, layer, one),
        connectedTo,
      })),
    },
  };
}

/** Each model's rows are described once, however many models it is a part of. */
function rowsOf(
  session: KerasSession,
  interpreter: Interpreter,
  layers: LayerFacts,
  layer: LayerState,
): readonly ModelRow[] {
  const { model } = layer;
  return layers.rowsOf(layer, () =>
    model instanceof FunctionalModel
      ? functionalRows(session, interpreter, model, layers)
      : plainRows(session, interpreter, layers, layer),
  );
}

function insideOf(
  session: KerasSession,
  interpreter: Interpreter,
  layers: LayerFacts,
  layer: LayerState | undefined,
): ModelRow['inside'] {
  return layer?.model && { modelKind: layer.model.modelKind, rows: rowsOf(session, interpreter, layers, layer) };
}

const shapesOf = (nest: Nest<TensorSpec>): Nest<ShownShape> => mapNest(nest, shownShape);

/** A node keeps its outputs flat: several are listed, whatever structure the call gave. */
function nodeShape({ kerasVersion }: KerasSession, { outputs }: Node): Nest<ShownShape> {
  const shapes = flatten(outputs).map((tensor): ShownShape => shownShape(tensor.spec));
  if (shapes.length === 1) return shapes[0];
  // Keras 3 writes a list in any case.
  return kerasVersion === 2 && 'nest' in outputs && outputs.nest === 'tuple' ? tupleOf(shapes) : listOf(shapes);
}

type RowShape = Pick<ModelRow, 'outputShape' | 'severalShapes'>;

/**
 * Keras 2 shows a model inside a model with the shapes it was made with, not those of its call; up to 2.3 these count
 * as a call, and calls that differ are several.
 */
function ownShape(session: KerasSession, layer: LayerState): RowShape | undefined {
  const graph = graphOf(layer);
  if (session.kerasVersion === 3 || !graph) return undefined;
  const own = flatten(graph.outputs);
  const shapes = own.map((tensor): ShownShape => shownShape(tensor.spec));
  const outputShape = shapes.length === 1 ? shapes[0] : listOf(shapes);
  const alike = session.dialect.standalone ? layer.nodes.map((node) => alikeInTable(flatten(node.outputs), own)) : [];
  if (alike.includes(false)) return { outputShape: undefined, severalShapes: true };
  return { outputShape: alike.includes(undefined) ? undefined : outputShape };
}

/**
 * The last call's, as Keras 3's table shows it. Keras 2 asks for `layer.output_shape`, which layers have whose calls
 * all gave the same.
 */
function callsShape(session: KerasSession, nodes: readonly Node[]): RowShape {
  const last = nodes.at(-1);
  const outputShape = last && nodeShape(session, last);
  if (session.kerasVersion === 3 || !last) return { outputShape };
  const alike = nodes.slice(0, -1).map((node) => alikeInTable(flatten(node.outputs), flatten(last.outputs)));
  if (alike.includes(false)) return { outputShape: undefined, severalShapes: true };
  return { outputShape: alike.includes(undefined) ? undefined : outputShape };
}

/** Here None is not the same as 5. undefined: not decided. */
function alikeInTable(some: readonly KerasTensor[], others: readonly KerasTensor[]): boolean | undefined {
  if (some.length !== others.length) return false;
  const each = some.map(({ shape }, index) => {
    const otherShape = others[index]?.shape;
    if (!shape || !otherShape) return undefined;
    if (
      shape.length !== otherShape.length ||
      shape.some((dimension, axis) => (dimension === null) !== (otherShape[axis] === null))
    )
      return false;
    const sameness = sameShape(shape, otherShape);
    return sameness === 'unsure' ? undefined : sameness === 'same';
  });
  return each.includes(false) ? false : each.includes(undefined) ? undefined : true;
}

function functionalRows(
  session: KerasSession,
  interpreter: Interpreter,
  model: FunctionalModel,
  layers: LayerFacts,
): ModelRow[] {
  const relevant = new Set(model.nodes);
  return model.rows.map((operation: Operation): ModelRow => {
    const { layer } = operation;
    const own = layer && ownShape(session, layer);
    const fact = layer ? layers.of(layer) : undefined;
    return {
      layer: fact,
      name: operation.operationName,
      className: operation.className,
      ...(own ?? callsShape(session, operation.nodes)),
      params: fact ? fact.params : 0,
      cost: costOf(layer, nodesIn(model, operation)),
      inside: insideOf(session, interpreter, layers, layer),
      weights: rowWeights(session, layer, fact?.weights ?? []),
      built: true,
      site: layers.here(layer?.site ?? operation.nodes.at(-1)?.site),
      connectedTo: operation.nodes.filter((node) => relevant.has(node)).flatMap((node) => node.inputs.map(sourceText)),
    };
  });
}

function plainRows(session: KerasSession, interpreter: Interpreter, layers: LayerFacts, owner: LayerState): ModelRow[] {
  const { model } = owner;
  const shown = model instanceof SequentialModel ? model.shown : (model?.layers() ?? []);
  return shown.map((layer) => plainRow(session, interpreter, layers, owner, layer));
}

function plainRow(
  session: KerasSession,
  interpreter: Interpreter,
  layers: LayerFacts,
  owner: LayerState,
  layer: LayerState,
): ModelRow {
  const { model } = owner;
  const undecided = unknownWeights(owner) !== undefined;
  const fact = layers.of(layer);
  const params = layer.built || fact.unknown !== undefined ? fact.params : undecided ? undefined : 0;
  // In a model that is not known in full, a layer that was not seen to be built may well be.
  const built = layer.built || params === undefined;
  // Layers of an own model that are called on tensors of data, or within call(), have no `output_shape` in Keras 2.
  const isWithout = session.kerasVersion === 2 && model?.modelKind === 'subclassed' && layer.nodes.length === 0;
  return {
    layer: fact,
    name: layer.name,
    className: layer.className,
    ...rowShape(session, interpreter, layer),
    ...(isWithout && graphOf(layer) === undefined ? { outputShape: undefined, severalShapes: true } : {}),
    cost: costOf(layer, callsIn(owner, layer)),
    params,
    weights: rowWeights(session, layer, fact.weights),
    built,
    connectedTo: [],
    site: layers.here(layer.site),
    inside: insideOf(session, interpreter, layers, layer),
  };
}

/** A row of Keras 2 knows whether it is frozen itself, and not what is frozen inside of it. */
function rowWeights(
  session: KerasSession,
  layer: LayerState | undefined,
  weights: readonly WeightFact[],
): readonly WeightFact[] {
  if (session.kerasVersion === 3 || layer === undefined) return weights;
  const all = allWeights(layer);
  const places = new Map(all.map((weight, index) => [weight, index]));
  const listed = listedWeights(layer, session.dialect).flatMap((weight) => weights[places.get(weight)!] ?? []);
  return (listed.length === weights.length ? listed : weights).map((weight) => ({
    ...weight,
    trainable: weight.trainable === undefined ? undefined : layer.trainable && weight.kind === 'trainable',
  }));
}

/** As Keras's summary finds it: what its calls gave, or what the layer says for the shape it was built on. */
function rowShape(session: KerasSession, interpreter: Interpreter, layer: LayerState): RowShape {
  const own = ownShape(session, layer);
  if (own) return own;
  return layer.nodes.length > 0
    ? callsShape(session, layer.nodes)
    : { outputShape: uncalledShape(session, interpreter, layer) };
}

/** They have no compute_output_shape(), which the summary asks. */
const SAYS_NO_SHAPE: ReadonlySet<string> = new Set(['LSTMCell', 'GRUCell', 'SimpleRNNCell', 'StackedRNNCells']);

function uncalledShape(
  session: KerasSession,
  interpreter: Interpreter,
  layer: LayerState,
): Nest<ShownShape> | undefined {
  if (layer.model instanceof FunctionalModel) {
    const shapes = flatten(layer.model.outputs).map((tensor): ShownShape => shownShape(tensor.spec));
    return shapes.length === 1 ? shapes[0] : tupleOf(shapes);
  }
  if (layer.model instanceof SequentialModel && layer.model.functional)
    return shapesOf(mapNest(layer.model.functional.outputs, (tensor) => tensor.spec));
  if (!layer.built || !layer.buildInput) return undefined;
  if (session.kerasVersion === 3 && SAYS_NO_SHAPE.has(layer.definition?.name ?? '')) return undefined;
  const own = layer.instance.cls.lookup('call');
  if (own?.kind === 'function') return undefined;
  try {
    const inferred = inferredOutput(session, interpreter, layer, layer.buildInput);
    return flatten(inferred).some((spec) => !spec.shape) ? undefined : shapesOf(inferred);
  } catch {
    return undefined;
  }
}

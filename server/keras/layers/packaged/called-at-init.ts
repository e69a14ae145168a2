/** Layers that are called when they are made: `Merge([left, right])` on what these layers give. */
import type { Interpreter } from '../../../python/domain/interpreter.ts';
import { ListValue, type Value } from '../../../python/domain/value.ts';
import { words } from '../../../words/message.ts';
import type { KerasTensor } from '../../graph/tensor.ts';
import { flatten } from '../../nests.ts';
import type { KerasSession } from '../../session.ts';
import { callLayer } from '../call.ts';
import type { Nest } from '../definition.ts';
import type { LayerState } from '../layer-state.ts';
import { layerOf } from '../tracking.ts';

interface Graph {
  readonly inputs: Nest<KerasTensor>;
  readonly outputs: Nest<KerasTensor>;
}

/** The graph of a model; undefined for another layer, and for a model without one. */
function graphOf({ model }: LayerState): Graph | undefined {
  const whole = model as (Partial<Graph> & { readonly functional?: Graph }) | undefined;
  const { inputs, outputs } = whole?.functional ?? whole ?? {};
  return inputs && outputs ? { inputs, outputs } : undefined;
}

/** What comes out of the first call of a layer, or out of the graph of a model; undefined where there is none. */
export function firstOutput(layer: LayerState): KerasTensor | undefined {
  const graph = graphOf(layer);
  return graph ? flatten(graph.outputs)[0] : flatten(layer.nodes[0]?.outputs ?? { nest: 'list', items: [] })[0];
}

/** The inputs of the graph that a tensor comes from. */
export function sourcesOf(tensor: KerasTensor): readonly KerasTensor[] {
  const found = new Set<KerasTensor>();
  const seen = new Set<KerasTensor>();
  const walk = (one: KerasTensor): void => {
    if (seen.has(one)) return;
    seen.add(one);
    const inputs = one.node?.inputs ?? [];
    if (inputs.length === 0) found.add(one);
    for (const input of inputs) walk(input);
  };
  walk(tensor);
  return [...found];
}

/** The layers in the argument that it is called on; empty where there are none. */
export function layersGiven(layer: LayerState): readonly LayerState[] {
  const name = layer.definition?.calledAtInit;
  if (name === undefined) return [];
  const given = layer.args.value(name);
  const items = given.kind === 'list' || given.kind === 'tuple' ? given.items : [];
  return items.flatMap((item) => layerOf(item) ?? []);
}

export function callAtInit(session: KerasSession, interpreter: Interpreter, layer: LayerState): void {
  const name = layer.definition?.calledAtInit;
  const given: Value | undefined = name === undefined ? undefined : layer.args.value(name);
  if (given === undefined || given.kind === 'none') return;
  const tensors = layersGiven(layer).map(firstOutput);
  const isWhole =
    (given.kind === 'list' || given.kind === 'tuple') &&
    given.items.length === tensors.length &&
    !(given.kind === 'list' && given.summary);
  if (!isWhole || tensors.some((tensor) => tensor === undefined)) {
    interpreter.touch(layer);
    layer.unknown = words`what it is called on is not known`;
    return;
  }
  callLayer(session, interpreter, layer, {
    positional: [new ListValue(tensors as KerasTensor[])],
    keywords: new Map(),
    site: layer.site,
  });
}

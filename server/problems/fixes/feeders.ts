/** Looking back along the graph from the layer that complains. */
import type { Node } from '../../keras/graph/node.ts';
import type { LayerState } from '../../keras/layers/layer-state.ts';
import { isInputLayer } from '../../keras/models/input.ts';
import type { Call } from '../../python/syntax/tree.ts';
import { feedsOf, type Finding } from '../finding.ts';
import type { Source } from '../source.ts';

/** So far back a cause is looked for. */
const FARTHEST = 12;

/** The nodes that lead to the refused call through single inputs, the nearest first; of the feed at `index`. */
export function chainOf(found: Finding, index = 0): readonly Node[] {
  const chain: Node[] = [];
  let node: Node | undefined = feedsOf(found)[index]?.node;
  while (node && chain.length < FARTHEST) {
    chain.push(node);
    node = node.inputs.length === 1 ? node.inputs[0]!.node : undefined;
  }
  return chain;
}

/**
 * The recurrent layer on the way that gave its last step only; its constructor call, that of the layer inside where it
 * is wrapped.
 */
export function lastStepOnly(found: Finding): { readonly layer: LayerState; readonly call: Call } | undefined {
  for (const { operation, inputs } of chainOf(found)) {
    const { layer } = operation;
    const given = inputs[0]?.shape;
    if (!layer) return undefined;
    if (layer.definition?.family === 'recurrent' || 'return_sequences' in (layer.definition?.parameters ?? {})) {
      const call = recurrentCall(found.source, layer);
      const last = layer.lastOutput && !('nest' in layer.lastOutput) ? layer.lastOutput.shape : undefined;
      return call && given && last && last.length < given.length ? { layer, call } : undefined;
    }
  }
  return undefined;
}

/** The call that has `return_sequences`: of the layer itself, or of the one that Bidirectional wraps. */
export function recurrentCall(source: Source, layer: LayerState): Call | undefined {
  const call = source.callAt(layer.site);
  if (layer.definition?.name !== 'Bidirectional' || !call) return call;
  const inner = call.arguments.find(({ name }) => name === undefined || name === 'layer')?.value;
  return inner?.kind === 'Call' ? inner : undefined;
}

/**
 * The Input (or the first layer with input_shape=) that the refused call is fed from through single inputs, and the
 * number of axes it states.
 */
export function inputOf(found: Finding): { readonly layer: LayerState; readonly direct: boolean } | undefined {
  const chain = chainOf(found);
  const last = chain.at(-1)?.operation.layer;
  return last && isInputLayer(last) ? { layer: last, direct: chain.length === 1 } : undefined;
}

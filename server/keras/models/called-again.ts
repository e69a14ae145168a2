/**
 * Keras 3 runs the whole row of a Sequential again at every add(): each layer has a node more, and each mask another
 * name. What comes out is what came out before.
 */
import type { CallArguments, Interpreter } from '../../python/domain/interpreter.ts';
import { addNode } from '../graph/add-node.ts';
import type { Node } from '../graph/node.ts';
import { KerasTensor } from '../graph/tensor.ts';
import type { LayerState } from '../layers/layer-state.ts';
import { masksOfCall, setMask } from '../layers/masking.ts';
import type { KerasSession } from '../session.ts';

/** Of rows that grow longer than this in a loop only the last layer is called; people write none, and it is n². */
const MOST = 100;

/** What the layers between `input` and `output` give when they are called again. */
export function callAgain(
  session: KerasSession,
  interpreter: Interpreter,
  input: KerasTensor,
  output: KerasTensor,
): KerasTensor {
  if (session.kerasVersion === 2) return output;
  const nodes: Node[] = [];
  for (let tensor: KerasTensor | undefined = output; tensor && tensor !== input; tensor = tensor.node?.inputs[0]) {
    if (!tensor.node?.operation.layer || !(tensor.node.outputs instanceof KerasTensor)) return output;
    nodes.unshift(tensor.node);
    if (nodes.length <= MOST) continue;
    loseMaskNames(session, interpreter);
    return output;
  }
  return nodes.reduce((tensor, node) => again(session, interpreter, node, tensor), input);
}

function again(session: KerasSession, interpreter: Interpreter, node: Node, tensor: KerasTensor): KerasTensor {
  const layer = node.operation.layer as LayerState;
  const args: CallArguments = { positional: [tensor], keywords: new Map() };
  const masks = masksOfCall(session, interpreter, layer, args, new Map([['inputs', tensor]]), tensor);
  interpreter.spend();
  interpreter.touch(layer);
  const inputs = masks.connected ? [tensor, masks.connected] : [tensor];
  const { spec } = node.outputs as KerasTensor;
  const made = addNode(session, layer.operation, inputs, spec, node.site, node.run, layer.nodes) as KerasTensor;
  setMask(session, interpreter, layer, tensor, masks.previous, made);
  return made;
}

/** Masks may have been made again, under further names. */
function loseMaskNames(session: KerasSession, interpreter: Interpreter): void {
  interpreter.touch(session.naming);
  for (const name of ['not_equal', 'any']) session.naming.lose(name);
}

/**
 * A functional model that begins at a tensor in the middle of another graph: Keras 3 gives it an Input of its own
 * there, and calls of its own from there on.
 */
import type { Place } from '../../python/syntax/place.ts';
import type { Interpreter } from '../../python/domain/interpreter.ts';
import { addNode } from '../graph/add-node.ts';
import type { Node } from '../graph/node.ts';
import type { KerasTensor } from '../graph/tensor.ts';
import type { Nest } from '../layers/definition.ts';
import { flatten, mapNest } from '../nests.ts';
import type { KerasSession } from '../session.ts';
import { createInputLayer, inputTensorOf, isInputLayer } from './input.ts';

const isInput = ({ node }: KerasTensor): boolean =>
  node === undefined || (node.operation.layer !== undefined && isInputLayer(node.operation.layer));

interface Ends {
  readonly inputs: Nest<KerasTensor>;
  readonly outputs: Nest<KerasTensor>;
}

export function withOwnInputs(
  session: KerasSession,
  interpreter: Interpreter,
  ends: Ends,
  site: Place | undefined,
): Ends {
  if (session.kerasVersion === 2 || flatten(ends.inputs).every(isInput)) return ends;
  const copies = new Map<KerasTensor, KerasTensor>();
  const inputs = mapNest(ends.inputs, (tensor) => {
    const known = copies.get(tensor);
    if (known) return known;
    // Its name is that of the tensor, which Keras counts over all tensors.
    const name = `${session.naming.unknown()}CLONE`;
    const own = isInput(tensor)
      ? tensor
      : inputTensorOf(
          createInputLayer(session, interpreter, { shape: tensor.shape, dtype: tensor.dtype, name, site }),
        )!;
    copies.set(tensor, own);
    return own;
  });
  for (const node of nodesBetween(new Set(copies.keys()), flatten(ends.outputs))) {
    interpreter.spend();
    const { layer } = node.operation;
    if (layer) interpreter.touch(layer);
    const outputs = flatten(
      addNode(
        session,
        node.operation,
        node.inputs.map((tensor) => copies.get(tensor) ?? tensor),
        mapNest(node.outputs, ({ spec }) => spec),
        node.site,
        node.run,
        layer?.nodes,
      ),
    );
    flatten(node.outputs).forEach((tensor, i) => {
      if (!copies.has(tensor)) copies.set(tensor, outputs[i]!);
    });
  }
  return { inputs, outputs: mapNest(ends.outputs, (tensor) => copies.get(tensor) ?? tensor) };
}

/**
 * The calls that lead from the inputs to the outputs, each behind those that it needs. What no input leads to stays as
 * it is.
 */
function nodesBetween(inputs: ReadonlySet<KerasTensor>, outputs: readonly KerasTensor[]): readonly Node[] {
  const found = new Set<Node>();
  const visited = new Set<Node>();
  const stack: { readonly node: Node; next: number }[] = [];
  const enter = (tensor: KerasTensor): void => {
    const { node } = tensor;
    if (!node || inputs.has(tensor) || visited.has(node) || node.inputs.length === 0) return;
    visited.add(node);
    stack.push({ node, next: 0 });
  };
  for (const output of outputs) {
    enter(output);
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const tensor = top.node.inputs[top.next++];
      if (tensor) enter(tensor);
      else {
        found.add(top.node);
        stack.pop();
      }
    }
  }
  return [...found];
}

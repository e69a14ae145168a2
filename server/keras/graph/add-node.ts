import type { Nest, TensorSpec } from '../layers/definition.ts';
import { mapNest } from '../nests.ts';
import type { KerasSession } from '../session.ts';
import type { Node, Operation } from './node.ts';
import { KerasTensor } from './tensor.ts';

/** Puts one symbolic call into the graph; gives its outputs, which know where they come from. */
export function addNode(
  session: KerasSession,
  operation: Operation,
  inputs: readonly KerasTensor[],
  output: Nest<TensorSpec & { dtype: string }>,
  site: Node['site'],
  run: Node['run'],
  nodes: Node[] = operation.nodes,
): Nest<KerasTensor> {
  // Up to Keras 2.3 the graph that a model is made of is its call 0.
  const ofItself = session.dialect.standalone && (operation.layer?.model?.modelKind ?? 'subclassed') !== 'subclassed';
  const node: Node = {
    operation,
    inputs,
    outputs: undefined as unknown as Nest<KerasTensor>,
    index: nodes.length + (ofItself ? 1 : 0),
    site,
    run,
  };
  let index = 0;
  const outputs = mapNest(output, (spec) => {
    const tensor = new KerasTensor(spec, { operators: session.operators, name: operation.operationName });
    tensor.node = node;
    tensor.tensorIndex = index++;
    return tensor;
  });
  node.outputs = outputs;
  nodes.push(node);
  return outputs;
}

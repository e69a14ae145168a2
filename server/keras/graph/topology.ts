/**
 * The order of a functional model's operations, as Keras finds it: nodes by their distance from the outputs, and within
 * one depth in the order in
 * which a walk from the outputs first met their operations.
 */
import { flatten } from '../nests.ts';
import type { Node, Operation } from './node.ts';
import type { KerasTensor } from './tensor.ts';

export interface Graph {
  /** Rows of the summary. */
  readonly operations: readonly Operation[];
  /** Greatest depth (inputs) first. */
  readonly nodesByDepth: readonly (readonly Node[])[];
  /** A tensor that an operation needs and that no input leads to. */
  readonly disconnected: { readonly tensor: KerasTensor; readonly node: Node } | undefined;
  /** A tensor whose origin is not known. */
  readonly unknownOrigin: KerasTensor | undefined;
}

/** What a walk from the outputs to the inputs met. */
interface Walk {
  /** Each behind all that it needs. */
  readonly nodes: readonly Node[];
  /** Operations in the order in which they were met first. */
  readonly indices: Map<Operation, number>;
  readonly unknownOrigin: KerasTensor | undefined;
}

function walkBack(inputs: readonly KerasTensor[], outputs: readonly KerasTensor[]): Walk {
  const inputSet = new Set(inputs);
  const finished = new Set<Node>();
  const decreasing: Node[] = [];
  const indices = new Map<Operation, number>();
  let unknownOrigin: KerasTensor | undefined;

  // A walk in depth with an own stack: models of thousands of layers are deeper than the call stack.
  const visit = (start: KerasTensor): void => {
    const stack: { node: Node; next: number; tensor: KerasTensor }[] = [];
    const enter = (tensor: KerasTensor): void => {
      const { node } = tensor;
      if (!node) {
        unknownOrigin ??= tensor;
        return;
      }
      if (finished.has(node)) return;
      if (!indices.has(node.operation)) indices.set(node.operation, indices.size);
      stack.push({ node, next: 0, tensor });
    };
    enter(start);
    while (stack.length > 0) {
      const top = stack[stack.length - 1]!;
      const feeders = inputSet.has(top.tensor) ? [] : top.node.inputs;
      if (top.next < feeders.length) {
        enter(feeders[top.next++]!);
        continue;
      }
      stack.pop();
      if (finished.has(top.node)) continue;
      finished.add(top.node);
      decreasing.push(top.node);
    }
  };
  for (const output of outputs) visit(output);
  return { nodes: decreasing, indices, unknownOrigin };
}

function byDepth<T>(depths: ReadonlyMap<T, number>): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const [item, depth] of depths) {
    const group = groups.get(depth);
    if (group) group.push(item);
    else groups.set(depth, [item]);
  }
  return new Map([...groups].sort(([a], [b]) => b - a));
}

/** The graph between inputs and outputs, as Keras maps it. */
export function mapGraph(inputs: readonly KerasTensor[], outputs: readonly KerasTensor[]): Graph {
  const { nodes, indices, unknownOrigin } = walkBack(inputs, outputs);
  const met = new Set(nodes);
  const nodeDepth = new Map<Node, number>();
  const operationDepth = new Map<Operation, number>();
  for (const node of nodes.toReversed()) {
    const depth = Math.max(nodeDepth.get(node) ?? 0, operationDepth.get(node.operation) ?? 0);
    operationDepth.set(node.operation, depth);
    nodeDepth.set(node, depth);
    for (const tensor of node.inputs) {
      const parent = tensor.node;
      if (parent && met.has(parent)) nodeDepth.set(parent, Math.max(depth + 1, nodeDepth.get(parent) ?? 0));
    }
  }
  for (const input of inputs) {
    const node = input.node;
    if (!node || operationDepth.has(node.operation)) continue;
    operationDepth.set(node.operation, 0);
    indices.set(node.operation, -1);
    nodeDepth.set(node, 0);
  }

  const operations: Operation[] = [];
  for (const group of byDepth(operationDepth).values())
    operations.push(...group.sort((a, b) => indices.get(a)! - indices.get(b)!));
  const nodesByDepth = [...byDepth(nodeDepth).values()];
  return { operations, nodesByDepth, disconnected: findDisconnected(inputs, nodesByDepth), unknownOrigin };
}

function findDisconnected(
  inputs: readonly KerasTensor[],
  nodesByDepth: readonly (readonly Node[])[],
): Graph['disconnected'] {
  const computable = new Set<KerasTensor>(inputs);
  for (const node of nodesByDepth.flat()) {
    const outputs = flatten(node.outputs);
    if (outputs.some((output) => computable.has(output))) {
      for (const output of outputs) computable.add(output);
      continue;
    }
    const missing = node.inputs.find((tensor) => !computable.has(tensor));
    if (missing) return { tensor: missing, node };
    if (node.inputs.length === 0) return { tensor: outputs[0]!, node };
    for (const output of outputs) computable.add(output);
  }
  return undefined;
}

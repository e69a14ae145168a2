/** Where a file makes and calls layers, by its text alone: code that is never reached counts too. */
import type { Call, FunctionDefinition, Module, Node } from '../../python/syntax/tree.ts';
import type { Bindings } from './bindings.ts';
import { type Block, meaningOf, thingOf, visitBlocks } from './scopes.ts';

export interface WrittenLayer {
  /** The call that makes the layer, calls it, or both: `Dense(1)`, `self.dense(x)`, `Dense(1)(x)`. */
  readonly call: Call;
  /**
   * `made`: it only makes the layer, which is called elsewhere, if at all. `model`: it makes a model, which has facts
   * of its own.
   */
  readonly kind: 'made' | 'called' | 'model';
  /** The function that it stands in. */
  readonly within: FunctionDefinition | undefined;
}

export function writtenLayers(module: Module, bindings: Bindings): readonly WrittenLayer[] {
  const blocks = bindings.blocksOf(module);
  const functions = new Map<Block, FunctionDefinition>();
  for (const [node, block] of blocks) if (node.kind === 'FunctionDefinition') functions.set(block, node);
  const found = new Map<Node, WrittenLayer>();
  visitBlocks(module, blocks, (node, block) => {
    if (node.kind !== 'Call') return;
    const kind = kindOf(node, block);
    if (kind === undefined) return;
    found.set(node, { call: node, kind, within: functions.get(block) });
  });
  // `Dense(1)(x)` is one.
  for (const { call } of [...found.values()]) if (call.callee.kind === 'Call') found.delete(call.callee);
  return [...found.values()];
}

function kindOf({ callee }: Call, block: Block): WrittenLayer['kind'] | undefined {
  const meaning = meaningOf(callee, block);
  if (meaning?.kind === 'layer') return 'called';
  const thing = thingOf(meaning);
  return thing === 'layer' ? 'made' : thing === 'function' ? 'called' : thing === 'model' ? 'model' : undefined;
}

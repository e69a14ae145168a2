/** Cells of the program's own: RNN runs their call() once for each step, which is not followed. */
import type { Interpreter } from '../../../python/domain/interpreter.ts';
import { BoundMethod, type Value } from '../../../python/domain/value.ts';
import type { LayerState } from '../layer-state.ts';
import { layerOf, perhapsBuilt } from '../tracking.ts';

/**
 * A cell, or cells, and those inside stacks of them. The cells of a tower of stacks may be the same ones again and
 * again.
 */
function collectCells(value: Value, found: Set<Value>): void {
  if (found.has(value)) return;
  found.add(value);
  if (value.kind === 'list' || value.kind === 'tuple') for (const cell of value.items) collectCells(cell, found);
  const layer = layerOf(value);
  if (layer?.definition?.name === 'StackedRNNCells') collectCells(layer.args.value('cells'), found);
}

/** After a call of RNN. `onGraph`: Keras 3 asks only for the shape then, and the layers inside a cell stay unbuilt. */
export function ownCellsRan(interpreter: Interpreter, rnn: LayerState, onGraph: boolean): void {
  const cells = new Set<Value>();
  collectCells(rnn.args.value('cell'), cells);
  for (const cell of cells) {
    const call = cell.kind === 'instance' ? cell.cls.lookup('call') : undefined;
    if (call?.kind !== 'function') continue;
    interpreter.havoc([new BoundMethod(cell, call)], { exceptLayers: true });
    const layer = layerOf(cell);
    if (layer && !onGraph) perhapsBuilt(interpreter, layer);
  }
}

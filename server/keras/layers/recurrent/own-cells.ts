/** Cells of the program's own: RNN runs their call() once for each step, which is not followed. */
import { walk } from '../../../python/syntax/walk.ts';
import type { Interpreter } from '../../../python/values/interpreter.ts';
import type { FunctionValue, InstanceValue, Value } from '../../../python/values/value.ts';
import type { LayerState } from '../layer-state.ts';
import { layerOf, perhapsBuilt } from '../tracking.ts';

/** Names of attributes that a call() of the class changes in place: `self.NAME.append(…)`, `self.NAME[…] = …`. */
function changedInPlace(call: FunctionValue): ReadonlySet<string> {
  const names = new Set<string>();
  const self = call.definition.parameters[0]?.name;
  const { body } = call.definition;
  for (const statement of Array.isArray(body) ? body : []) {
    walk(statement, (node) => {
      const changed = node.kind === 'Call' && node.callee.kind === 'Attribute' ? node.callee.object : node.kind === 'Subscript' ? node.object : undefined;
      if (changed?.kind === 'Attribute' && changed.object.kind === 'Name' && changed.object.id === self) names.add(changed.name);
    });
  }
  return names;
}

function ran(interpreter: Interpreter, cell: InstanceValue, call: FunctionValue): void {
  for (const name of changedInPlace(call)) {
    const value = cell.attributes.get(name);
    if ((value?.kind !== 'list' && value?.kind !== 'dict') || value.open || [...(value.kind === 'list' ? value.items : [])].some(layerOf)) continue;
    interpreter.touch(value);
    value.open = interpreter.unknown('the cell changes it in each step');
  }
}

/** After a call of RNN. `onGraph`: Keras 3 asks only for the shape then, and the layers inside a cell stay unbuilt. */
export function ownCellsRan(interpreter: Interpreter, layer: LayerState, onGraph: boolean): void {
  const given: Value = layer.args.value('cell');
  for (const cell of given.kind === 'list' || given.kind === 'tuple' ? given.items : [given]) {
    const call = cell.kind === 'instance' ? cell.cls.lookup('call') : undefined;
    if (cell.kind !== 'instance' || call?.kind !== 'function') continue;
    ran(interpreter, cell, call);
    const state = layerOf(cell);
    if (state && !onGraph) perhapsBuilt(interpreter, state);
  }
}

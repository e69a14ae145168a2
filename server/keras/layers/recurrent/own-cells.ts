/** Cells of the program's own: RNN runs their call() once for each step, which is not followed. */
import { changesIn } from '../../../python/syntax/changes.ts';
import type { Interpreter } from '../../../python/values/interpreter.ts';
import type { FunctionValue, InstanceValue, Value } from '../../../python/values/value.ts';
import type { LayerState } from '../layer-state.ts';
import { layerOf, perhapsBuilt } from '../tracking.ts';

/** Names of attributes that a call() of the class changes in place: `self.NAME.append(…)`, `self.NAME[…] = …`. */
function changedInPlace({ definition }: FunctionValue): ReadonlySet<string> {
  const { targets, calls } = changesIn(definition.body);
  const changed = [...targets.flatMap((target) => (target.kind === 'Subscript' ? [target.object] : [])), ...calls.flatMap(({ callee }) => (callee.kind === 'Attribute' ? [callee.object] : []))];
  const self = definition.parameters[0]?.name;
  return new Set(changed.flatMap((object) => (object.kind === 'Attribute' && object.object.kind === 'Name' && object.object.id === self ? [object.name] : [])));
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

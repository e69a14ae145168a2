/** A class of the program's whose `__init__()` leaves out Keras's own: what needs that fails. */
import type { Interpreter } from '../../python/domain/interpreter.ts';
import type { ClassValue, InstanceValue } from '../../python/domain/value.ts';
import type { Node } from '../../python/syntax/tree.ts';
import { walk } from '../../python/syntax/walk.ts';
import { words } from '../../words/message.ts';
import type { KerasSession } from '../session.ts';
import { refusing } from './create.ts';
import { LayerError } from './definition.ts';
import { layerOf } from './tracking.ts';

/** Members that Keras finds on a layer whose `__init__()` ran, and not before. */
export const NEEDS_INIT: ReadonlySet<string> = new Set([
  'name',
  'built',
  'count_params',
  'add_weight',
  'get_config',
  'compute_output_shape',
]);

/**
 * Is called where Keras needs what its `__init__()` makes.
 * @throws KerasRefusal (RuntimeError) where the `__init__()` of the program surely does not call Keras's
 */
export function checkInitialized(session: KerasSession, interpreter: Interpreter, self: InstanceValue): void {
  if (session.kerasVersion === 2 || layerOf(self) || !leavesOutInit(self.cls)) return;
  refusing(interpreter, undefined, () => {
    throw new LayerError(
      'missing-super-init',
      words`The __init__() of ${self.cls.name} does not call super().__init__(), without which Keras cannot use the layer.`,
      { exceptionType: 'RuntimeError' },
    );
  });
}

/** Nothing in the `__init__()` that its objects get says that another one runs. */
function leavesOutInit(cls: ClassValue): boolean {
  const init = cls.lookup('__init__');
  if (!cls.definition || init?.kind !== 'function' || cls.mro.some((one) => one.unknownBase ?? one.decorated))
    return false;
  let mentions = false;
  const look = (node: Node): void => {
    if (node.kind === 'Name' && node.id === 'super') mentions = true;
    if (node.kind === 'Attribute' && node.name === '__init__') mentions = true;
  };
  walk(init.definition, look);
  return !mentions;
}

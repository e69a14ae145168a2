/**
 * A layer of the program's without build() is built by running its call(): Keras 3 runs it once more, before the first
 * call, where a layer inside is not built. Nobody hears of that run, but what call() changes it has changed.
 */
import { type CallArguments, type Interpreter, PythonError } from '../../python/domain/interpreter.ts';
import type { FunctionValue } from '../../python/domain/value.ts';
import { changesIn } from '../../python/syntax/changes.ts';
import type { KerasSession } from '../session.ts';
import type { LayerState } from './layer-state.ts';
import { trackedLayers } from './tracking.ts';

export function runToBuild(
  session: KerasSession,
  interpreter: Interpreter,
  layer: LayerState,
  args: CallArguments,
  run: (call: FunctionValue, args: CallArguments) => void,
): void {
  if (layer.built || session.kerasVersion === 2 || layer.definition) return;
  const { cls } = layer.instance;
  const call = cls.lookup('call');
  if (call?.kind !== 'function' || cls.lookup('build')?.kind === 'function') return;
  if (!trackedLayers(layer).some((child) => !child.built) || !changesAnything(interpreter, layer, new Set())) return;
  session.unheard(() => {
    try {
      run(call, args);
    } catch (error) {
      // The call that follows is refused for the same reason, and then it is said.
      if (!(error instanceof PythonError)) throw error;
    }
  });
}

/** Whether call() of it, or of a layer inside, changes more than its own names; else a run more is not noticed. */
function changesAnything(interpreter: Interpreter, layer: LayerState, seen: Set<LayerState>): boolean {
  if (seen.has(layer)) return false;
  seen.add(layer);
  interpreter.spend();
  return (
    methodChanges(layer, 'call', new Set()) ||
    trackedLayers(layer).some((child) => changesAnything(interpreter, child, seen))
  );
}

function methodChanges(layer: LayerState, name: string, seen: Set<string>): boolean {
  const method = layer.instance.cls.lookup(name);
  if (method?.kind !== 'function' || seen.has(name)) return false;
  seen.add(name);
  const { assigned, ofSelf, held, outer, direct, fresh, others, arrays, attributes } = changesIn(method.definition);
  return (
    assigned.size + ofSelf.size + held.size + outer.size > 0 ||
    others ||
    arrays ||
    [...direct].some((container) => !fresh.has(container)) ||
    [...attributes].some((attribute) => methodChanges(layer, attribute, seen))
  );
}

/**
 * Code of the program's that Keras runs while it trains, evaluates or predicts, nobody knows how often: what it changes
 * is not known afterwards. What becomes of layers is followed elsewhere.
 */
import type { Interpreter } from '../../python/domain/interpreter.ts';
import type { InstanceValue, Value } from '../../python/domain/value.ts';
import type { LayerState } from '../layers/layer-state.ts';
import { trackedLayers } from '../layers/tracking.ts';
import { kindOf } from './fit-data.ts';

const STEPS: readonly string[] = ['train_step', 'test_step', 'predict_step', 'compute_loss', 'compute_metrics'];
/** Of losses, metrics, optimizers and schedules. */
const OF_COMPILED: readonly string[] = ['call', '__call__', 'update_state', 'result', 'reset_state', 'update_step'];
const OF_DATA: readonly string[] = ['__getitem__', '__len__', 'on_epoch_begin', 'on_epoch_end'];

export function ownCodeRuns(interpreter: Interpreter, model: LayerState, data: readonly (Value | undefined)[]): void {
  const perhaps = (callable: Value): void => {
    interpreter.havoc([callable], { exceptLayers: true });
  };
  const methods = (object: InstanceValue, names: readonly string[]): void => {
    for (const name of names)
      if (object.cls.lookup(name)?.kind === 'function') perhaps(interpreter.getAttribute(object, name));
  };
  methods(model.instance, STEPS);
  for (const layer of withInner(model)) methods(layer.instance, ['call']);
  for (const value of leavesOf([...(model.training?.compile?.values() ?? [])])) {
    if (value.kind === 'function' || value.kind === 'method') perhaps(value);
    else if (value.kind === 'instance') methods(value, OF_COMPILED);
  }
  for (const source of data) {
    if (source?.kind === 'instance') methods(source, OF_DATA);
    else if (source?.kind === 'iterator' && kindOf(source) === 'generator') perhaps(source);
  }
}

/**
 * Keras has run these layers, and those inside of them, on something again: what their own code changes is not known
 * any more. One of them alone is followed, and so is what runs on the way to it.
 */
export function ownCallsRan(interpreter: Interpreter, layers: readonly LayerState[]): void {
  const calls = [...new Set(layers.flatMap((layer) => [...withInner(layer)]))].flatMap(({ instance }) =>
    instance.cls.lookup('call')?.kind === 'function' ? [interpreter.getAttribute(instance, 'call')] : [],
  );
  if (calls.length > 0) interpreter.havoc(calls, { exceptLayers: true });
}

/** A model with all that is inside of it. */
function withInner(model: LayerState): ReadonlySet<LayerState> {
  const found = new Set([model]);
  for (const layer of found) for (const inner of trackedLayers(layer)) found.add(inner);
  return found;
}

/** What stands in lists and dictionaries too. */
function* leavesOf(values: readonly Value[], depth = 0): Generator<Value> {
  for (const value of values) {
    if (depth < 3 && (value.kind === 'list' || value.kind === 'tuple')) yield* leavesOf(value.items, depth + 1);
    else if (depth < 3 && value.kind === 'dict')
      yield* leavesOf(
        [...value.entries.values()].map(([, one]) => one),
        depth + 1,
      );
    else yield value;
  }
}

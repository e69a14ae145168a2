/** What optimizers, losses and metrics of Keras 2 had, and those of Keras 3 do not. */
import type { Interpreter } from '../python/domain/interpreter.ts';
import { NativeFunction, type Value } from '../python/domain/value.ts';
import { words } from '../words/message.ts';
import { refusing } from './layers/create.ts';
import { LayerError } from './layers/definition.ts';
import { refuseFormer } from './names/refuse.ts';

/** By the kind of object, and what Keras 3 has instead. */
const GONE: Readonly<Record<string, Readonly<Record<string, string | undefined>>>> = {
  optimizers: {
    _create_slots: undefined,
    _decayed_lr: 'learning_rate',
    _get_hyper: undefined,
    add_slot: undefined,
    decay: undefined,
    get_gradients: undefined,
    get_slot: undefined,
    get_updates: undefined,
    get_weights: 'variables',
    lr: 'learning_rate',
    minimize: 'apply_gradients',
    updates: undefined,
    weights: 'variables',
  },
  metrics: { reset_states: 'reset_state', updates: undefined, weights: 'variables' },
};

/** @throws KerasRefusal where an object of Keras's own is asked for what Keras 3 has no more. */
export function refuseGone(interpreter: Interpreter, space: string, self: Value | undefined, name: string): void {
  const gone = GONE[space];
  if (self?.kind !== 'instance' || self.cls.definition || !gone || !Object.hasOwn(gone, name)) return;
  refuseFormer(interpreter, self.cls.name, name, gone[name]);
}

/** `keras.optimizers.legacy`: Keras 3 has these names, and refuses to make what they are of. */
export const legacyOptimizers = (names: readonly string[]): Map<string, Value> =>
  new Map(names.map((name) => [name, new NativeFunction(name, (interpreter) => refuseLegacy(interpreter, name))]));

const refuseLegacy = (interpreter: Interpreter, className: string): never =>
  refusing(interpreter, undefined, () => {
    throw new LayerError(
      'gone-in-keras-3',
      words`Keras 3 has no former optimizers: \`keras.optimizers.legacy\` is not supported in Keras 3. Use keras.optimizers.${className}.`,
      { exceptionType: 'ImportError' },
    );
  });

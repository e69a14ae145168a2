/** A model that is compiled as another one was when it was written out. */
import type { Interpreter } from '../../python/domain/interpreter.ts';
import { type DictValue, InstanceValue, ListValue, type Value } from '../../python/domain/value.ts';
import type { LayerState } from '../layers/layer-state.ts';
import { trainableWeights } from '../layers/weights.ts';
import { optimizerCount, variablesOfOptimizer } from '../models/optimizer.ts';
import { markBuilt } from '../training/optimizer-object.ts';
import { isScaled, optimizerMade, optimizerOf } from '../models/training-members.ts';
import type { KerasSession } from '../session.ts';
import { entryOf } from '../layers/config-dicts.ts';
import { words } from '../../words/message.ts';
import { LayerError } from '../layers/definition.ts';
import { WrittenCompile } from './holders.ts';
import { refuse } from './refusals.ts';

/**
 * Keras makes the variables of the optimizer at once, where the model is built. `isLegacy`: of an `.h5` file Keras 3
 * makes only those that belong to no array.
 */
export function compileLike(
  session: KerasSession,
  interpreter: Interpreter,
  layer: LayerState,
  { given, isFitted }: WrittenCompile,
  isLegacy = false,
): void {
  if (isLegacy) refuseShortNames(interpreter, given.get('loss'));
  interpreter.touch(layer);
  const compile = new Map([...given].map(([name, value]) => [name, again(value)]));
  const site = interpreter.currentSite;
  const made = optimizerMade(session, interpreter, layer, compile);
  layer.training = { compile, fitted: false, optimizer: undefined, made, site };
  if (layer.instance.cls.lookup('compile')?.kind === 'function') {
    // Keras says that it was not compiled, and goes on.
    layer.training = undefined;
    return;
  }
  if (!layer.built || (session.kerasVersion === 2 && !isFitted)) return;
  const own = optimizerOf(layer);
  const trained = isLegacy ? [] : trainableWeights(layer);
  if (own) markBuilt(interpreter, own, variablesOfOptimizer(interpreter, own, trained.length));
  const optimizer = optimizerCount(interpreter, compile.get('optimizer'), trained, isScaled(session, layer));
  layer.training = { ...layer.training, fitted: true, optimizer };
}

/** Names of losses that Keras 3 does not find again in an `.h5` file, and those of their functions. */
const SHORT_NAMES: Readonly<Record<string, string>> = {
  mse: 'mean_squared_error',
  mae: 'mean_absolute_error',
  mape: 'mean_absolute_percentage_error',
  msle: 'mean_squared_logarithmic_error',
  bce: 'binary_crossentropy',
  kld: 'kl_divergence',
};

/** @throws KerasRefusal */
function refuseShortNames(interpreter: Interpreter, loss: Value | undefined): void {
  const names = loss?.kind === 'list' || loss?.kind === 'tuple' ? loss.items : loss ? [loss] : [];
  for (const name of names) {
    if (name.kind !== 'str') continue;
    const long = SHORT_NAMES[name.value.toLowerCase()];
    if (long !== undefined)
      refuse(
        interpreter,
        new LayerError(
          'not-registered',
          words`Keras 3 does not find the loss "${name.value}" again in an .h5 file: compile with loss="${long}", save a .keras file, or load with compile=False.`,
          { exceptionType: 'ValueError' },
        ),
      );
  }
}

/** As a file tells how it was compiled; what of that is not followed leaves it open. */
export function compileFrom(session: KerasSession, interpreter: Interpreter, layer: LayerState, config: Value): void {
  const optimizer = config.kind === 'dict' ? optimizerFrom(session, interpreter, config) : undefined;
  if (config.kind === 'dict' && optimizer) {
    const given = new Map<string, Value>([['optimizer', optimizer]]);
    for (const name of ['loss', 'metrics', 'weighted_metrics', 'loss_weights']) {
      const value = entryOf(interpreter, config, name);
      if (!value || value.kind === 'none') continue;
      const isPlain =
        value.kind === 'str' || (value.kind === 'list' && value.items.every(({ kind }) => kind === 'str'));
      given.set(name, isPlain ? value : interpreter.unknown('what the file says of it is not followed'));
    }
    compileLike(session, interpreter, layer, new WrittenCompile(given, true));
    return;
  }
  interpreter.touch(layer);
  layer.training = { compile: undefined, fitted: true, optimizer: undefined, site: interpreter.currentSite };
  layer.undecidedTraining = true;
}

function optimizerFrom(session: KerasSession, interpreter: Interpreter, config: DictValue): Value | undefined {
  const written = entryOf(interpreter, config, 'optimizer');
  if (written?.kind === 'str') return written;
  if (written?.kind !== 'dict') return undefined;
  const name = entryOf(interpreter, written, 'class_name');
  const inner = entryOf(interpreter, written, 'config');
  const cls = name?.kind === 'str' ? session.optimizerClass(name.value) : undefined;
  if (cls?.kind !== 'class' || inner?.kind !== 'dict') return undefined;
  const made = new InstanceValue(cls);
  for (const [key, value] of inner.entries.values()) {
    // Schedules are not made again.
    if (value.kind === 'dict' || key.kind !== 'str') return undefined;
    if (value.kind !== 'none') made.attributes.set(key.value, value);
  }
  return made;
}

/** Objects are made anew, and have done nothing yet. */
function again(value: Value): Value {
  if (value.kind === 'list') return new ListValue(value.items.map(again), value.summary);
  if (value.kind !== 'instance' || value.host) return value;
  const made = new InstanceValue(value.cls);
  for (const [name, attribute] of value.attributes) if (!name.startsWith('*')) made.attributes.set(name, attribute);
  return made;
}

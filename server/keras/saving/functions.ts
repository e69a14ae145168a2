/** Functions of `keras.saving` and `keras.models` that write models and weights to files, and read them. */
import type { CallArguments, Interpreter } from '../../python/domain/interpreter.ts';
import { NativeFunction, NONE, type Value } from '../../python/domain/value.ts';
import { words } from '../../words/message.ts';
import type { LayerState } from '../layers/layer-state.ts';
import { layerOf } from '../layers/tracking.ts';
import type { KerasSession } from '../session.ts';
import { unknownModel } from './attempted.ts';
import { checkFile, type FileMethod } from './formats.ts';
import { savingCode } from './loaded.ts';

type Functions = readonly (readonly [string, Value])[];

export const fileFunctions = (session: KerasSession): Functions => [
  [
    'load_model',
    new NativeFunction('load_model', (interpreter, args) => {
      checkFile(session, interpreter, undefined, 'load_model', args);
      return (
        savingCode()?.loadedModel(session, interpreter, args) ??
        unknownModel(session, interpreter, words`the model is read from a file`)
      );
    }),
  ],
  ofModel(session, 'save_model', 'save'),
];

/** Those of Keras 3's `keras.saving`. */
export const weightFunctions = (session: KerasSession): Functions => [
  ofModel(session, 'save_weights', 'save_weights'),
  ofModel(session, 'load_weights', 'load_weights'),
];

/** Takes the model as its first argument. */
const ofModel = (
  session: KerasSession,
  name: string,
  method: Exclude<FileMethod, 'load_model'>,
): readonly [string, Value] => [
  name,
  new NativeFunction(name, (interpreter, args) => {
    const [model = args.keywords.get('model'), ...rest] = args.positional;
    const layer = model && layerOf(model);
    if (args.positional.length > 0) checkFile(session, interpreter, layer, method, args, true);
    if (layer) return fileMethod(session, interpreter, layer, method, { ...args, positional: rest });
    if (method !== 'load_weights') interpreter.files.mayChange(undefined);
    return NONE;
  }),
];

/** What a method of models writes or reads, once its arguments are looked at; `args` are without the model. */
export function fileMethod(
  session: KerasSession,
  interpreter: Interpreter,
  layer: LayerState,
  method: Exclude<FileMethod, 'load_model'>,
  args: CallArguments,
): Value {
  const saving = savingCode();
  if (saving) {
    const work = { save: saving.saveTo, save_weights: saving.saveWeightsTo, load_weights: saving.loadWeightsFrom };
    return work[method](session, interpreter, layer, args);
  }
  if (method !== 'load_weights') interpreter.files.mayChange(undefined);
  return method === 'load_weights' && session.kerasVersion === 2
    ? interpreter.unknown('what load_weights() gives is up to the file')
    : NONE;
}

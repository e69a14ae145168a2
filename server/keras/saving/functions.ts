/** Functions of `keras.saving` and `keras.models` that write models and weights to files, and read them. */
import { NativeFunction, NONE, type Value } from '../../python/domain/value.ts';
import { layerOf } from '../layers/tracking.ts';
import type { KerasSession } from '../session.ts';
import { checkFile, type FileMethod } from './formats.ts';

type Functions = readonly (readonly [string, Value])[];

/** `load`: what gives the model of a file. */
export const fileFunctions = (session: KerasSession, load: NativeFunction): Functions => [
  [
    'load_model',
    new NativeFunction('load_model', (interpreter, args) => {
      checkFile(session, interpreter, undefined, 'load_model', args);
      return interpreter.callWith(load, args);
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
const ofModel = (session: KerasSession, name: string, method: FileMethod): readonly [string, Value] => [
  name,
  new NativeFunction(name, (interpreter, args) => {
    const [model] = args.positional;
    if (model) checkFile(session, interpreter, layerOf(model), method, args, true);
    return NONE;
  }),
];

/** In which form a model or its weights are written, by the end of the name. Asked of 2.15 and 3.15. */
import type { Interpreter } from '../../python/domain/interpreter.ts';
import { shownPath } from '../../python/domain/unsure-text.ts';
import { words } from '../../words/message.ts';
import { LayerError } from '../layers/definition.ts';
import { refuse } from './refusals.ts';

/** `tf`: a folder, or several files that begin alike, in TensorFlow's format. */
export type Format = 'keras' | 'h5' | 'weights' | 'tf';

const H5 = /\.(?:h5|hdf5)$/;

/** How `save()` writes; undefined where Keras 3 does not. */
export function formatOfModel(kerasVersion: 2 | 3, path: string): Format | undefined {
  if (path.endsWith('.keras')) return 'keras';
  if (H5.test(path)) return 'h5';
  return kerasVersion === 2 ? 'tf' : undefined;
}

/** How `save_weights()` writes; undefined where Keras 3 does not. */
export function formatOfWeights(kerasVersion: 2 | 3, path: string): Format | undefined {
  if (path.endsWith('.weights.h5')) return 'weights';
  if (kerasVersion === 3) return undefined;
  return H5.test(path) || path.endsWith('.keras') ? 'h5' : 'tf';
}

/** @throws KerasRefusal: the program has made the folder, and has written no such file */
export function refuseMissing(interpreter: Interpreter, path: string): never {
  return refuse(
    interpreter,
    new LayerError(
      'missing-file',
      words`The program has written no file "${shownPath(path)}" by then. File not found.`,
      { exceptionType: path.endsWith('.keras') ? 'ValueError' : 'FileNotFoundError' },
    ),
  );
}

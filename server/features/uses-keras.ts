import type { Analysis } from '../analysis/analysis.ts';
import { outlineOf } from '../python/syntax/outline.ts';

/**
 * Does the program make something of Keras, or import it? What only mentions it does not. Buttons and menus stand where
 * this is so.
 */
export function usesKeras({ models, calls, constructors, methods, tensors, text: { text } }: Analysis): boolean {
  if (models.length + calls.length + constructors.length + methods.length > 0) return true;
  return tensors.some(({ origin }) => origin !== 'array') || importsKeras(text);
}

/**
 * `import keras`, `from tensorflow.keras import layers`, `from tensorflow import keras`, `import keras_hub`: also while
 * there is nothing but the import.
 */
function importsKeras(text: string): boolean {
  if (!/keras/.test(text)) return false;
  return outlineOf(text).imports.some(
    ({ module, level, name = '' }) => level === 0 && /(?:^|[._])keras(?:$|[._])/.test(`${module}.${name}`),
  );
}

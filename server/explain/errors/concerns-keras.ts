import { understand } from './keras-messages.ts';
import { readTraceback, type Traceback } from './traceback.ts';

const LIBRARY = /(?:^|\/)(?:keras|tf_keras|tensorflow)\//;
/** What Python says of any code. */
const OF_PYTHON: ReadonlySet<string> = new Set([
  'python-error',
  'unknown-argument',
  'missing-argument',
  'repeated-argument',
]);

/** Was it raised by Keras, or does it speak of layers as Keras does? */
export function concernsKeras({ message, frames }: Traceback): boolean {
  if (frames.some(({ file }) => file !== undefined && LIBRARY.test(file.replaceAll('\\', '/')))) return true;
  const { code, layers, classes } = understand(message);
  return layers.length + classes.length > 0 || (code !== undefined && !OF_PYTHON.has(code));
}

/** The same of a text: false where it is no traceback. */
export function tellsOfKeras(text: string): boolean {
  const traceback = readTraceback(text);
  return traceback !== undefined && concernsKeras(traceback);
}

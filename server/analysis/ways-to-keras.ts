import { createKerasApi, type KerasApi } from '../keras/api.ts';
import { definitionsByName, KERAS_2_LAYERS, LAYERS } from '../keras/layers/registry.ts';
import { KERAS_2 } from '../keras/releases.ts';
import { KerasSession } from '../keras/session.ts';
import { createBuiltins } from '../python/library/index.ts';

/** How a program can come to Keras, in any of its versions. */
export interface WaysToKeras {
  /**
   * Names that mean something of Keras without an import: classes and namespaces. Not the functions (`add`, `multiply`,
   * …): without a tensor,
   * which only the others give, they do nothing.
   */
  readonly names: ReadonlySet<string>;
  /** Is the module of this name Keras's, TensorFlow's or a package's with layers? */
  hasModule(name: string): boolean;
}

const NAMESPACES: ReadonlySet<string> = new Set(['keras', 'layers', 'models', 'tf', 'to_categorical']);
let ways: WaysToKeras | undefined;
let names: KerasApi | undefined;

/** Keras with all its names, of any version. No program is evaluated with it. */
function kerasNames(): KerasApi {
  if (names !== undefined) return names;
  const object = createBuiltins().get('object');
  if (object?.kind !== 'class') throw new Error('the builtin class object is missing');
  const session = new KerasSession(definitionsByName([...LAYERS, ...KERAS_2_LAYERS]), KERAS_2);
  return (names = createKerasApi(session, object));
}

/** What a dotted path of Keras or a package with layers stands for. */
export type KerasThing =
  /** A class of layers, or what makes an input layer. */
  | 'layer'
  /** A class of models. */
  | 'model'
  /** A function that calls a layer: `keras.layers.concatenate`. */
  | 'function'
  | 'module';

const things = new Map<string, KerasThing | undefined>();

/** `tensorflow.keras.layers.Dense` is a layer; undefined for what is none of these. */
export function kerasThing(path: string): KerasThing | undefined {
  if (!things.has(path)) things.set(path, look(path));
  return things.get(path);
}

function look(path: string): KerasThing | undefined {
  const api = kerasNames();
  const end = path.lastIndexOf('.');
  const [module, name] = [path.slice(0, end), path.slice(end + 1)];
  const value = end < 0 ? api.bareName(path) : api.module(module)?.resolve?.(name);
  if (value === undefined || value.kind === 'module') return api.module(path) && 'module';
  if (value.kind === 'class') {
    const isA = (base: string): boolean => value.mro.some(({ qualifiedName }) => qualifiedName === base);
    return isA('keras.Model') ? 'model' : isA('keras.layers.Layer') ? 'layer' : undefined;
  }
  if (value.kind !== 'native') return undefined;
  if (name === 'Input') return 'layer';
  const isMerge = /(^|\.)layers(\.\w+)*$/.test(module) && MERGES.has(name);
  return isMerge ? 'function' : undefined;
}

const MERGES: ReadonlySet<string> = new Set([
  'add',
  'subtract',
  'multiply',
  'average',
  'maximum',
  'minimum',
  'concatenate',
  'dot',
]);

export function waysToKeras(): WaysToKeras {
  if (ways !== undefined) return ways;
  const api = kerasNames();
  const modules = new Map<string, boolean>();
  return (ways = {
    names: new Set(api.bareNames().filter((name) => /^[A-Z]/.test(name) || NAMESPACES.has(name))),
    hasModule(name) {
      let known = modules.get(name);
      if (known === undefined) modules.set(name, (known = api.module(name) !== undefined));
      return known;
    },
  });
}

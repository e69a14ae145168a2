import { createKerasApi } from '../keras/api.ts';
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

export function waysToKeras(): WaysToKeras {
  if (ways !== undefined) return ways;
  const object = createBuiltins().get('object');
  if (object?.kind !== 'class') throw new Error('the builtin class object is missing');
  const api = createKerasApi(new KerasSession(definitionsByName([...LAYERS, ...KERAS_2_LAYERS]), KERAS_2), object);
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

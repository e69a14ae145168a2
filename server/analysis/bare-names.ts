import { createKerasApi } from '../keras/api.ts';
import { definitionsByName, KERAS_2_LAYERS, LAYERS } from '../keras/layers/registry.ts';
import { KERAS_2 } from '../keras/releases.ts';
import { KerasSession } from '../keras/session.ts';
import { createBuiltins } from '../python/library/index.ts';

let names: ReadonlySet<string> | undefined;

/**
 * Names that lead to Keras without an import, in any of its versions: classes and namespaces. Not the functions (`add`, `multiply`, …): without a tensor,
 * which only the others give, they do nothing.
 */
export function bareNames(): ReadonlySet<string> {
  if (names !== undefined) return names;
  const object = createBuiltins().get('object');
  if (object?.kind !== 'class') throw new Error('the builtin class object is missing');
  const session = new KerasSession(definitionsByName([...LAYERS, ...KERAS_2_LAYERS]), KERAS_2);
  const all = createKerasApi(session, object).bareNames();
  return names = new Set(all.filter((name) => /^[A-Z]/.test(name) || NAMESPACES.has(name)));
}

const NAMESPACES: ReadonlySet<string> = new Set(['keras', 'layers', 'models', 'tf', 'to_categorical']);

/**
 * What surely is no name of Keras: of its public modules, of layers, models and symbolic tensors. The tables have what
 * any release has, so that what is not in them is a mistake whichever release runs the program.
 */
import { once } from '../namespaces.ts';
import { CLASS_ATTRIBUTES } from './class-attributes.ts';
import { MODULE_NAMES } from './module-names.ts';

/** Where a program finds Keras: the package `keras` of Keras 3, TensorFlow's `tf.keras` of the same, or Keras 2. */
export type Face = 'keras' | 'tf.keras' | 'keras 2';

/** Who asks for Keras 2 wants to know what no release has. */
const BITS: Readonly<Record<Face, number>> = { keras: 1, 'tf.keras': 2, 'keras 2': 7 };
const BOTH = 3;

/** Which faces have a name, by module and name: 1 `keras`, 2 `tf.keras`, 4 Keras 2 alone. */
const modules = once((): ReadonlyMap<string, ReadonlyMap<string, number>> => {
  const found = new Map<string, Map<string, number>>();
  for (const [head, names] of tablesIn(MODULE_NAMES)) {
    const [path, bits] = head.split(':') as [string, string];
    const table = found.get(path) ?? new Map<string, number>();
    found.set(path, table);
    for (const name of names) table.set(name, Number(bits));
  }
  return found;
});

const classes = once(() => new Map([...tablesIn(CLASS_ATTRIBUTES)].map(([head, names]) => [head, new Set(names)])));

/** The tables of a text: a head that ends with a colon, then names, each after the letters that it shares. */
function* tablesIn(text: string): Iterable<readonly [head: string, names: readonly string[]]> {
  let head: string | undefined;
  let names: string[] = [];
  for (const word of text.trim().split(/\s+/)) {
    if (!word.endsWith(':')) {
      const before = names.at(-1) ?? '';
      names.push(before.slice(0, Number.parseInt(word[0]!, 36)) + word.slice(1));
      continue;
    }
    if (head !== undefined) yield [head, names];
    head = word.slice(0, -1);
    names = [];
  }
  if (head !== undefined) yield [head, names];
}

/**
 * The names that a module has; undefined where it is no public one. `known`: those that the server has itself, which
 * the tables leave out where both faces of Keras 3 have them.
 */
export function namesOfModule(path: string, face: Face, known: Iterable<string>): ReadonlySet<string> | undefined {
  const table = modules().get(path);
  if (table === undefined) return undefined;
  const all = new Map([...[...known].map((name): [string, number] => [name, BOTH]), ...table]);
  return new Set([...all].filter(([, bits]) => (bits & BITS[face]) !== 0).map(([name]) => name));
}

/**
 * The public attributes that a kind of object may have in Keras 3. AnyLayer: those that every layer has; Layer, Model:
 * those that some have beside them.
 */
export const attributesOf = (kind: 'AnyLayer' | 'Layer' | 'Model' | 'KerasTensor'): ReadonlySet<string> =>
  classes().get(kind) ?? new Set();

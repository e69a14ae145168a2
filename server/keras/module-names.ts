/** The names under which programs import Keras's modules, old places among them. */
import type { Namespaces } from './namespaces.ts';
import { PACKAGES } from './packages/index.ts';

/** Old places of the same namespaces. */
const KERAS_ROOTS = [
  'tensorflow.keras',
  'tensorflow.python.keras',
  'tensorflow.compat.v1.keras',
  'tensorflow.compat.v2.keras',
  'tf_keras',
  'keras.api',
  'keras.src',
  'keras_core',
  'tensorflow.contrib.keras',
];

/** The present name of a module; undefined where it is of neither Keras nor TensorFlow nor a package that is known. */
export function canonical(name: string): string | undefined {
  for (const root of KERAS_ROOTS) {
    if (name === root) return 'keras';
    if (name.startsWith(`${root}.`)) return `keras.${name.slice(root.length + 1)}`;
  }
  if (name === 'tensorflow.compat.v1' || name === 'tensorflow.compat.v2') return 'tensorflow';
  if (name.startsWith('tensorflow.compat.v')) return `tensorflow.${name.split('.').slice(3).join('.')}`;
  return /^(keras|tensorflow)(\.|$)/.test(name) ? name : inPackage(name);
}

/** Packages whose modules within give the same members. */
export const DEEP: readonly string[] = PACKAGES.flatMap(({ deep = [] }) => deep);
const PACKAGE_NAMES: ReadonlySet<string> = new Set(
  PACKAGES.flatMap(({ modules }) => Object.keys(modules).map((path) => path.split('.')[0]!)),
);

/** A module of one of the packages beside Keras whose layers are declared. */
function inPackage(name: string): string | undefined {
  const path = PACKAGES.flatMap(({ formerly = [] }) => formerly).reduce(
    (former, [from, to]) => former.replace(from, to),
    name,
  );
  return PACKAGE_NAMES.has(path.split('.')[0]!) ? path : undefined;
}

/**
 * A namespace that has members, leads to one that has, or is one of the module names that Keras had before Keras 3.
 */
export function knownNamespace(path: string, namespaces: Namespaces, hasFormer = true): boolean {
  if (path === 'keras' || path === 'tensorflow' || path === 'tensorflow.compat') return true;
  if (namespaces.has(path) || DEEP.some((one) => path.startsWith(`${one}.`) && /\.[a-z_0-9]+$/.test(path))) return true;
  for (const known of namespaces.paths()) if (known.startsWith(`${path}.`)) return true;
  return (
    hasFormer &&
    /^keras\.(layers|models|engine)(\.[a-z_0-9]+)*$/.test(path) &&
    !/\.(save_model|(de)?serialize|get(_\w+)?|\w+_from_\w+)$/.test(path)
  );
}

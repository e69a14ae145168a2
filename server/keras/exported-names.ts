/** Classes that Keras exports under another name than their own. */
import type { Value } from '../python/domain/value.ts';
import type { Members } from './namespaces.ts';
import type { KerasSession } from './session.ts';

/** Keras's own source, of which the public namespaces export some names. */
export const isSource = (name: string): boolean => /^(keras|keras_core|tf_keras)\.src(\.|$)/.test(name);

/** The alias under which Keras exports a class whose own name is not public. */
export function exportedName({ definitions }: KerasSession, name: string): string | undefined {
  const definition = definitions.get(name);
  return definition?.exportedAsAlias && definition.name === name ? definition.aliases?.[0] : undefined;
}

/** A class under its own name: `keras.src.layers.GroupedQueryAttention`. */
export const inSource = (session: KerasSession, classes: Members, path: string, name: string): Value | undefined =>
  /^keras\.layers(\.|$)/.test(path) && exportedName(session, name) !== undefined ? classes.get(name) : undefined;

export const publicNames = (session: KerasSession, classes: Members): Members => ({
  get: (name) => (exportedName(session, name) === undefined ? classes.get(name) : undefined),
  keys: () => [...classes.keys()].filter((name) => exportedName(session, name) === undefined),
});

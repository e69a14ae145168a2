/** The files of data in folders by class, as Keras indexes them. */
import type { LibraryCall } from '../../python/library/arrays/library-call.ts';
import { entriesOf, joined } from '../../python/library/files/folders.ts';
import { pathOf } from '../../python/library/files/file-paths.ts';
import { numberOfInteger } from '../../python/library/arrays/conversion.ts';
import { str, type Value } from '../../python/domain/value.ts';

/** Files of one class. */
export interface ClassFiles {
  readonly name: string;
  /** Paths beneath the folder of all, in order. */
  readonly files: readonly string[];
}

const DEEPEST = 12;

/** The files with one of these endings, in this folder and below; undefined where that is not known. */
export function filesBelow(
  call: LibraryCall,
  folder: string,
  endings: readonly string[],
  depth = 0,
): readonly string[] | undefined {
  const entries = depth > DEEPEST ? undefined : entriesOf(call.interpreter, folder);
  if (!entries) return undefined;
  const own = entries.filter(
    ({ name, isFolder }) => !isFolder && endings.some((ending) => name.toLowerCase().endsWith(ending)),
  );
  const found = own.map(({ name }) => joined(folder, name));
  for (const { name, isFolder } of entries) {
    if (!isFolder) continue;
    const below = filesBelow(call, joined(folder, name), endings, depth + 1);
    if (!below) return undefined;
    found.push(...below);
  }
  return found;
}

/**
 * The classes of the folder that `directory` names, each a folder in it; those that are given, in their order.
 * `withHidden`: folders whose names begin with a dot are classes too.
 */
export function classFolders(
  call: LibraryCall,
  given: readonly Value[] | undefined,
  endings: readonly string[],
  withHidden: boolean,
): { readonly path: string; readonly classes: readonly ClassFiles[] } | undefined {
  const path = pathOf(call.interpreter, call.passed('directory'));
  const entries = path === undefined ? undefined : entriesOf(call.interpreter, path);
  if (path === undefined || !entries) return undefined;
  const names = given
    ? given.map((name) => (name.kind === 'str' ? name.value : undefined))
    : entries.flatMap(({ name, isFolder }) => (isFolder && (withHidden || !name.startsWith('.')) ? [name] : []));
  const classes: ClassFiles[] = [];
  for (const name of names) {
    const files = name === undefined ? undefined : filesBelow(call, joined(path, name), endings);
    if (name === undefined || !files) return undefined;
    classes.push({ name, files });
  }
  return { path, classes };
}

/** How many of the samples a subset has (keras.utils.dataset_utils); undefined where that is not known. */
export function subsetSize(call: LibraryCall, count: number): number | undefined {
  const split = call.optional('validation_split');
  const share = split === undefined ? 0 : split.kind === 'float' ? split.value : numberOfInteger(split);
  if (share === undefined) return undefined;
  if (share === 0) return count;
  const validation = Math.trunc(share * count);
  const subset = call.optional('subset');
  if (subset?.kind !== 'str') return undefined;
  // The last 0 samples are all of them, and all but the last 0 are none.
  if (subset.value === 'validation') return validation === 0 ? count : validation;
  return subset.value === 'training' ? (validation === 0 ? 0 : count - validation) : undefined;
}

export const namesOf = (classes: readonly ClassFiles[]): readonly Value[] => classes.map(({ name }) => str(name));

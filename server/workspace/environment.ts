/**
 * Which Keras and TensorFlow are installed where a program runs: in the environment that stands in its project, or the
 * one that is active. Names of folders are looked at; nothing of it is started.
 */
import type { Requirement } from '../keras/releases.ts';
import type { WorkspaceFiles } from './files.ts';
import { fileNameOf, folderAbove, folderOf, uriKey } from './uri.ts';

/** As `python -m venv`, uv, Poetry, VS Code and conda name them. */
const NAMES = ['.venv', 'venv', 'env', '.conda'];
/** Folders above the program's that are looked into. */
const HIGHEST = 8;

const PACKAGE = /^(?:keras|tensorflow(?:[-_](?:cpu|gpu|macos|intel|rocm))?)$/i;
/** `keras-3.15.1.dist-info` of pip, `keras-2.15.0-py311h06a4308_0.json` of conda. */
const OF_PIP = /^(.+?)-(\d[\w.]*)\.dist-info$/;
const OF_CONDA = /^(.+?)-(\d[\w.]*)-[^-]+\.json$/;

/**
 * Of the nearest environment that has one of them. `active`: the address of an environment that comes first. Every
 * address that decides it is added to `seen`.
 */
export function installedFor(
  files: WorkspaceFiles,
  uri: string,
  active: string | undefined,
  seen: Set<string>,
): readonly Requirement[] {
  // What is on no disk is asked of the editor, which takes long.
  if (!uri.startsWith('file:')) return [];
  const ofActive = active === undefined ? [] : installedIn(files, active, seen);
  if (ofActive.length > 0) return ofActive;
  for (let level = 0; level <= HIGHEST; level++) {
    const folder = folderAbove(folderOf(uri), level);
    if (folder === undefined) return [];
    for (const name of NAMES) {
      const found = installedIn(files, `${folder}/${name}`, seen);
      if (found.length > 0) return found;
    }
  }
  return [];
}

function installedIn(files: WorkspaceFiles, environment: string, seen: Set<string>): readonly Requirement[] {
  seen.add(uriKey(`${environment}/pyvenv.cfg`));
  const file = `${fileNameOf(environment)}/`;
  if (files.read(`${environment}/pyvenv.cfg`) === undefined)
    return packagesIn(files, `${environment}/conda-meta`, OF_CONDA, file, seen);
  const onUnix = (files.list?.(`${environment}/lib`) ?? [])
    .filter(({ uri, isFolder }) => isFolder && fileNameOf(uri).startsWith('python'))
    .map(({ uri }) => `${uri}/site-packages`);
  return [...onUnix, `${environment}/Lib/site-packages`].flatMap((folder) =>
    packagesIn(files, folder, OF_PIP, file, seen),
  );
}

function packagesIn(
  files: WorkspaceFiles,
  folder: string,
  pattern: RegExp,
  file: string,
  seen: Set<string>,
): readonly Requirement[] {
  const entries = files.list?.(folder) ?? [];
  // What is installed there later changes the names in it.
  if (entries.length > 0) seen.add(`${uriKey(folder)}/`);
  return entries.flatMap(({ uri }) => {
    const [, name, version] = pattern.exec(fileNameOf(uri)) ?? [];
    return name !== undefined && PACKAGE.test(name) ? [{ name, versions: `==${version}`, file }] : [];
  });
}

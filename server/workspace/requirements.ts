/** Which packages the project of a program asks for: its lock files, else its lists of requirements. */
import { type Requirement, requirementOf } from '../keras/releases.ts';
import type { WorkspaceFiles } from './files.ts';
import { folderAbove, folderOf, uriKey } from './uri.ts';

/** Those of exact versions first. */
const FILES: readonly (readonly [name: string, read: (text: string) => readonly Requirement[]])[] = [
  ['uv.lock', lockedPackages],
  ['poetry.lock', lockedPackages],
  ['Pipfile.lock', pipfileLock],
  ['requirements.txt', requirementLines],
  ['pyproject.toml', pyproject],
  ['environment.yml', condaEnvironment],
  ['environment.yaml', condaEnvironment],
  ['setup.cfg', requirementLines],
  ['setup.py', setupScript],
];
export const REQUIREMENT_FILES: readonly string[] = FILES.map(([name]) => name);

const CONCERNED = /^(keras|tensorflow)/i;
/** Folders above the program's that are looked into. */
const HIGHEST = 8;

/**
 * Of the nearest folder that says anything of Keras or TensorFlow. Every address that was looked at is added to `seen`.
 */
export function requirementsOf(files: WorkspaceFiles, uri: string, seen: Set<string>): readonly Requirement[] {
  for (let level = 0; level <= HIGHEST; level++) {
    const folder = folderAbove(folderOf(uri), level);
    if (folder === undefined) return [];
    const found = FILES.flatMap(([name, read]) => {
      const address = `${folder}/${name}`;
      seen.add(uriKey(address));
      const text = files.read(address);
      if (text === undefined) return [];
      return read(text).flatMap((asked) => (CONCERNED.test(asked.name) ? [{ ...asked, file: name }] : []));
    });
    if (found.length > 0) return found;
  }
  return [];
}

function requirementLines(text: string): readonly Requirement[] {
  return text.split('\n').flatMap((line) => requirementOf(line) ?? []);
}

/** `name = "keras"` and `version = "3.1.0"` in the tables of a lock file. */
function lockedPackages(text: string): readonly Requirement[] {
  return [...text.matchAll(/^name\s*=\s*"([^"]+)"\s*\nversion\s*=\s*"([^"]+)"/gm)].map(([, name, versions]) => ({
    name: name!,
    versions: versions!,
  }));
}

function pipfileLock(text: string): readonly Requirement[] {
  return [...text.matchAll(/"([\w.-]+)"\s*:\s*\{[^{}]*?"version"\s*:\s*"([^"]+)"/g)].map(([, name, versions]) => ({
    name: name!,
    versions: versions!,
  }));
}

/** `dependencies = ["tensorflow>=2.16"]`, and Poetry's `tensorflow = "^2.15"`, also as a table with a version. */
function pyproject(text: string): readonly Requirement[] {
  const listed = [...text.matchAll(/["']((?:keras|tensorflow)[^"'\n]*)["']/gi)].flatMap(
    ([, line]) => requirementOf(line!) ?? [],
  );
  const named = [
    ...text.matchAll(/^[ \t]*"?((?:keras|tensorflow)[\w-]*)"?\s*=\s*(?:\{[^}\n]*?version\s*=\s*)?"([^"\n]*)"/gim),
  ].map(([, name, versions]) => ({ name: name!, versions: versions! }));
  return [...named, ...listed];
}

/** `install_requires=['tensorflow>=2.4']`. A bare name may as well be a keyword. */
function setupScript(text: string): readonly Requirement[] {
  return [...text.matchAll(/["']((?:keras|tensorflow)[^"'\n]*\d[^"'\n]*)["']/gi)].flatMap(
    ([, line]) => requirementOf(line!) ?? [],
  );
}

/** `- tensorflow=2.15` of conda, `- tensorflow==2.15` of pip. */
function condaEnvironment(text: string): readonly Requirement[] {
  return text
    .split('\n')
    .flatMap((line) => requirementOf(line.replace(/^[ \t]*-\s*/, '').replace(/^["']|["']\s*$/g, '')) ?? []);
}

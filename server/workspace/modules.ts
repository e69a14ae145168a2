import type { PythonParser } from '../python/syntax/parser.ts';
import { SourceFile } from '../python/syntax/place.ts';
import type { Module } from '../python/syntax/tree.ts';
import type { WorkspaceFiles } from './files.ts';
import { ImportRoots } from './import-roots.ts';
import { folderAbove, folderOf, uriKey } from './uri.ts';

/** A file of the workspace that a program imports, parsed. */
export interface WorkspaceModule {
  readonly path: string;
  readonly module: Module;
  readonly text: string;
  /** An `__init__.py`. */
  readonly isPackage: boolean;
}

/** A file of the workspace that is imported, as it is written. */
export type WorkspaceText = Omit<WorkspaceModule, 'module'>;

/** So many parsed files are kept. */
const MOST_PARSED = 200;

/** Finds what programs import among the files of the workspace. A file is parsed once for each text that it has. */
export class WorkspaceModules {
  readonly #parser: PythonParser;
  readonly #files: WorkspaceFiles;
  readonly #roots: ImportRoots;
  readonly #parsed = new Map<string, { readonly text: string; readonly module: Module }>();
  /** For one analysis each, by what is imported and from where; it begins anew where a file changes. */
  readonly #located = new WeakMap<Set<string>, Map<string, WorkspaceText | undefined>>();

  /** `folders` are those of the workspace, and those that a setting names: see `ImportRoots`. */
  constructor(parser: PythonParser, files: WorkspaceFiles, folders: (main: string) => readonly string[]) {
    this.#parser = parser;
    this.#files = files;
    this.#roots = new ImportRoots(parser, files, folders);
  }

  /**
   * The module `name`, with `level` leading dots, as `from` imports it in the program `main`. Every address that was
   * looked at is added to `seen`, also where nothing was: a file may come to be there.
   */
  find(name: string, level: number, from: string, main: string, seen: Set<string>): WorkspaceModule | undefined {
    const found = this.locate(name, level, from, main, seen);
    return found && { ...found, module: this.#parse(found.path, found.text) };
  }

  /** As `find`, without parsing the file. */
  locate(name: string, level: number, from: string, main: string, seen: Set<string>): WorkspaceText | undefined {
    // Half a character has no address.
    if (/\p{Surrogate}/u.test(name)) return undefined;
    let located = this.#located.get(seen);
    if (located === undefined) this.#located.set(seen, (located = new Map()));
    // Programs and modules import the same packages again and again, and few of them are files of the workspace.
    const key = `${main}\n${namesItself(name, from) ? from : folderOf(from)}\n${level}\n${name}`;
    if (located.has(key)) return located.get(key);
    const found = this.#lookFor(name, level, from, main, seen);
    located.set(key, found);
    return found;
  }

  #lookFor(name: string, level: number, from: string, main: string, seen: Set<string>): WorkspaceText | undefined {
    for (const folder of this.startingFolders(level, from, main, seen)) {
      const path = [
        folder,
        ...name
          .split('.')
          .filter((part) => part !== '')
          .map(encodeURIComponent),
      ].join('/');
      for (const uri of name === '' ? [`${path}/__init__.py`] : [`${path}.py`, `${path}/__init__.py`]) {
        seen.add(uriKey(uri));
        if (uriKey(uri) === uriKey(from)) continue;
        const text = this.#files.read(uri);
        if (text !== undefined) return { path: uri, text, isPackage: uri.endsWith('/__init__.py') };
      }
    }
    return undefined;
  }

  /** Where an import with so many dots starts from, the first folder first. */
  *startingFolders(level: number, from: string, main: string, seen: Set<string>): Generator<string> {
    if (level === 0) {
      yield* this.#roots.of(from, main, seen);
      return;
    }
    const folder = folderAbove(folderOf(from), level - 1);
    if (folder !== undefined) yield folder;
  }

  #parse(uri: string, text: string): Module {
    const known = this.#parsed.get(uri);
    if (known?.text === text) return known.module;
    const module = this.#parser.parse(text, { file: new SourceFile(uri, text) });
    this.#parsed.delete(uri);
    this.#parsed.set(uri, { text, module });
    const [oldest] = this.#parsed.keys();
    if (this.#parsed.size > MOST_PARSED && oldest !== undefined) this.#parsed.delete(oldest);
    return module;
  }
}

/** May the name lead to the file that imports it, which an import passes over? */
function namesItself(name: string, from: string): boolean {
  const file = from.slice(from.lastIndexOf('/') + 1);
  return file === '__init__.py' || file === `${encodeURIComponent(name.slice(name.lastIndexOf('.') + 1))}.py`;
}

/** Which files of the workspace import a file, near or far: found by their words, without parsing them. */
import type { Steps } from '../python/syntax/steps.ts';
import { outlineOf } from '../python/syntax/outline.ts';
import { isTestFile } from '../python/evaluate/test-functions.ts';
import type { WorkspaceFiles } from './files.ts';
import { prefixes } from './keras-reach.ts';
import type { WorkspaceModules } from './modules.ts';
import {
  isNotebook,
  isProgramFile,
  mayHoldPrograms,
  type Program,
  programOfFile,
  programOfNotebookText,
} from './program.ts';
import { fileNameOf, uriKey } from './uri.ts';

/** So many files are looked at. */
const MOST_FILES = 5_000;
/** A file that comes to another through more files than this hardly decides what happens there. */
const FARTHEST = 4;

/** A program that comes to a file by its imports. */
export interface Importer {
  readonly uri: string;
  /** 1: it imports the file itself. */
  readonly distance: number;
}

interface Known {
  readonly uri: string;
  /** In UTF-16 units. */
  readonly size: number;
  /** Does running it do more than define something? */
  readonly runs: boolean;
  /** Keys of the files that it imports. */
  readonly imports: ReadonlySet<string>;
}

export class Importers {
  readonly #files: WorkspaceFiles;
  readonly #folders: () => readonly string[];
  readonly #modules: WorkspaceModules;
  readonly #known = new Map<string, Known>();
  /** All Python files and notebooks that were found; undefined: nobody has looked yet. */
  #listed: ReadonlyMap<string, string> | undefined;
  readonly #changed = new Set<string>();
  /** The file whose imports are being looked for, which may say where they start from. */
  #reading: { readonly uri: string; readonly text: string } | undefined;

  /** `modules` finds imports among other files. */
  constructor(
    files: WorkspaceFiles,
    folders: () => readonly string[],
    modules: (files: WorkspaceFiles) => WorkspaceModules,
  ) {
    this.#files = files;
    this.#folders = folders;
    // Whether a module is there is asked of the list: reading each file for that would take as long as all the rest.
    this.#modules = modules({
      read: (uri) => {
        if (!uri.endsWith('.py')) return files.read(uri);
        if (this.#reading?.uri === uri) return this.#reading.text;
        return this.#listed?.has(uriKey(uri)) === true ? '' : undefined;
      },
    });
  }

  /** The file has changed, or has come or gone. Gives whether that may change which programs import which files. */
  fileChanged(uri: string): boolean {
    if (this.#listed === undefined || !isProgramFile(uri)) return false;
    const key = uriKey(uri);
    const before = this.#known.get(key);
    if (before === undefined || this.#changed.has(key)) {
      // What others import by its name is found anew.
      if (!this.#listed.has(key)) this.forgetAll();
      return true;
    }
    const program = this.program(uri);
    if (program === undefined) {
      this.forgetAll();
      return true;
    }
    const now = this.#read(program);
    this.#known.set(key, now);
    return now.runs !== before.runs || [...now.imports].join('\n') !== [...before.imports].join('\n');
  }

  forgetAll(): void {
    this.#listed = undefined;
    this.#known.clear();
    this.#changed.clear();
  }

  /** The programs that import the file at `uri` and do something, the nearest and of those the shortest first. */
  *of(uri: string): Steps<readonly Importer[]> {
    yield* this.#look();
    const importers = new Map<string, Set<string>>();
    for (const [key, { imports }] of this.#known)
      for (const imported of imports) {
        const known = importers.get(imported);
        if (known === undefined) importers.set(imported, new Set([key]));
        else known.add(key);
      }
    yield;
    const distances = new Map([[uriKey(uri), 0]]);
    for (const [key, distance] of distances) {
      if (distance >= FARTHEST) continue;
      for (const importer of importers.get(key) ?? [])
        if (!distances.has(importer)) distances.set(importer, distance + 1);
    }
    return [...distances]
      .flatMap(([key, distance]) => {
        const known = distance === 0 ? undefined : this.#known.get(key);
        return known?.runs === true ? [{ uri: known.uri, size: known.size, distance }] : [];
      })
      .sort((a, b) => a.distance - b.distance || a.size - b.size);
  }

  /** The program that is stored at the address, or is open there; undefined where there is none. */
  program(uri: string): Program | undefined {
    const text = this.#files.read(uri);
    if (text === undefined) return undefined;
    if (!isNotebook(uri)) return programOfFile(uri, text);
    const program = programOfNotebookText(uri, text);
    return 'error' in program ? undefined : program;
  }

  *#look(): Steps<void> {
    if (this.#listed === undefined) {
      const listed = new Map<string, string>();
      for (const folder of this.#folders()) yield* this.#list(folder, listed);
      this.#listed = listed;
      for (const key of listed.keys()) this.#changed.add(key);
    }
    for (const key of this.#changed) {
      const uri = this.#listed.get(key);
      this.#changed.delete(key);
      const program = uri === undefined ? undefined : this.program(uri);
      if (program === undefined) this.#known.delete(key);
      else this.#known.set(key, this.#read(program));
      yield;
      // A file has come meanwhile.
      if (this.#listed === undefined) {
        yield* this.#look();
        return;
      }
    }
  }

  *#list(folder: string, listed: Map<string, string>): Steps<void> {
    yield;
    for (const { uri, isFolder } of this.#files.list?.(folder) ?? []) {
      if (listed.size >= MOST_FILES) return;
      const name = fileNameOf(uri);
      if (isFolder && mayHoldPrograms(name)) yield* this.#list(uri, listed);
      else if (!isFolder && isProgramFile(name)) listed.set(uriKey(uri), uri);
    }
  }

  #read({ uri, text: { text } }: Program): Known {
    const imports = new Set<string>();
    this.#reading = { uri, text };
    const seen = new Set<string>();
    for (const { module, level, name } of outlineOf(text).imports)
      for (const path of prefixes(module, level, name)) {
        const found = this.#modules.locate(path, level, uri, uri, seen);
        if (found !== undefined) imports.add(uriKey(found.path));
      }
    return { uri, size: text.length, runs: isNotebook(uri) || isTestFile(uri) || doesSomething(text), imports };
  }
}

/** A call at the left margin, or the question whether the file is the program itself. */
const AT_MARGIN = /^(?:[\w.,[\] \t]+=\s*)?[\w.]+\(|^(?:if|for|with|while)\b/m;
const doesSomething = (text: string): boolean => AT_MARGIN.test(text);

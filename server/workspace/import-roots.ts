/**
 * The folders that absolute imports start from: those that Python has in `sys.path` when a program runs as its project
 * means it to. Nothing is run, so where a program is started from, and what is installed, is told by the files around
 * it.
 */
import { parseNotebookJson } from '../python/syntax/notebook-json.ts';
import { parseProgram } from '../python/syntax/parse-program.ts';
import type { PythonParser } from '../python/syntax/parser.ts';
import { ProgramText } from '../python/syntax/program-text.ts';
import type { WorkspaceFiles } from './files.ts';
import { EDITS_PATH, pathEdits } from './path-edits.ts';
import { isNotebook } from './program.ts';
import { declaredFolders, PROJECT_FILES } from './project-folders.ts';
import { folderAbove, folderOf, uriKey } from './uri.ts';

/** Folders above a file's that are looked into. */
const HIGHEST = 8;

/** What was found for one analysis: it looks at the same files again and again, and begins anew where one changes. */
interface Found {
  readonly packages: Map<string, string>;
  readonly projects: Map<string, readonly string[]>;
  /** Of files: what they add to `sys.path`. */
  readonly added: Map<string, readonly string[]>;
}

export class ImportRoots {
  readonly #parser: PythonParser;
  readonly #files: WorkspaceFiles;
  readonly #folders: (main: string) => readonly string[];
  readonly #found = new WeakMap<Set<string>, Found>();
  /** Of files, by their text: what they add to `sys.path`. */
  readonly #edits = new Map<string, { readonly text: string; readonly folders: readonly string[] }>();

  /** `folders` are those of the workspace, and those that a setting names for a program. */
  constructor(parser: PythonParser, files: WorkspaceFiles, folders: (main: string) => readonly string[]) {
    this.#parser = parser;
    this.#files = files;
    this.#folders = folders;
  }

  /**
   * For imports in the file `from` of the program `main`, the first ones first. Every address that is looked at is
   * added to `seen`. Most imports are found in the first folders: the others are not looked for before they are asked
   * for.
   */
  *of(from: string, main: string, seen: Set<string>): Generator<string> {
    const given = new Set<string>();
    for (const folder of this.#all(from, main, seen)) {
      if (given.has(folder)) continue;
      given.add(folder);
      yield folder;
    }
  }

  *#all(from: string, main: string, seen: Set<string>): Generator<string> {
    const [folder, own] = [folderOf(main), folderOf(from)];
    // As a script; as a part of its package; as a part of the package that imports it.
    yield folder;
    yield this.#packageRoot(own, seen);
    yield this.#packageRoot(folder, seen);
    yield* this.#added(main, main, seen);
    if (from !== main) yield* this.#added(from, main, seen);
    yield* this.#projects(folder, seen);
    for (const one of this.#folders(main)) yield* withSource(one);
    // A notebook or a script beside the package, which is started from further up.
    for (const one of above(folder)) yield* withSource(one);
    yield* this.#projects(own, seen);
  }

  /** The folder of the outermost package that the folder is in: the nearest one that is none. */
  #packageRoot(folder: string, seen: Set<string>): string {
    const { packages } = this.#foundFor(seen);
    const known = packages.get(folder);
    if (known !== undefined) return known;
    const outer = this.#isThere(`${folder}/__init__.py`, seen) ? folderAbove(folder, 1) : undefined;
    const root = outer === undefined ? folder : this.#packageRoot(outer, seen);
    packages.set(folder, root);
    return root;
  }

  /** What the projects that the folder is in say of where their packages are, the nearest project first. */
  #projects(folder: string, seen: Set<string>): readonly string[] {
    const { projects } = this.#foundFor(seen);
    const known = projects.get(folder);
    if (known !== undefined) return known;
    const roots = above(folder).flatMap((one) => {
      const declared = PROJECT_FILES.flatMap((name) => {
        const text = this.#read(`${one}/${name}`, seen);
        return text === undefined ? [] : declaredFolders(name, text);
      });
      return declared.map((path) => resolved(one, path)).filter((root) => root !== undefined);
    });
    projects.set(folder, roots);
    return roots;
  }

  /** What the text of a file adds to `sys.path`, seen from the file, or from where the program may be started. */
  #added(file: string, main: string, seen: Set<string>): readonly string[] {
    const { added } = this.#foundFor(seen);
    const key = `${main}\n${file}`;
    const known = added.get(key);
    if (known !== undefined) return known;
    const folders = this.#addedBy(file, main, seen);
    added.set(key, folders);
    return folders;
  }

  #addedBy(file: string, main: string, seen: Set<string>): readonly string[] {
    const text = file === main ? this.#files.read(file) : this.#read(file, seen);
    if (text === undefined || !EDITS_PATH.test(text)) return [];
    const known = this.#edits.get(file);
    if (known?.text === text) return known.folders;
    const program = isNotebook(file) ? textOfNotebook(text) : ProgramText.ofFile(text);
    const folders = pathEdits(parseProgram(this.#parser, program, file), file).flatMap((path) =>
      [folderOf(main), ...this.#folders(main)].flatMap((base) => resolved(base, path) ?? []),
    );
    this.#edits.set(file, { text, folders });
    return folders;
  }

  #foundFor(seen: Set<string>): Found {
    let found = this.#found.get(seen);
    if (found === undefined)
      this.#found.set(seen, (found = { packages: new Map(), projects: new Map(), added: new Map() }));
    return found;
  }

  #isThere(uri: string, seen: Set<string>): boolean {
    return this.#read(uri, seen) !== undefined;
  }
  #read(uri: string, seen: Set<string>): string | undefined {
    seen.add(uriKey(uri));
    return this.#files.read(uri);
  }
}

function textOfNotebook(json: string): ProgramText {
  const notebook = parseNotebookJson(json);
  return ProgramText.ofNotebook(notebook.error === undefined ? notebook.cells : []);
}

const withSource = (folder: string): readonly string[] => [folder, `${folder}/src`];

/** The folder and those above it. */
function above(folder: string): readonly string[] {
  return Array.from({ length: HIGHEST + 1 }, (_, level) => folderAbove(folder, level)).filter(
    (one) => one !== undefined,
  );
}

/** A path as it is meant in a folder; undefined where it leads above all folders. An address stays what it is. */
export function resolved(folder: string, path: string): string | undefined {
  const isAddress = /^[a-z][a-z\d+.-]*:\/\//i.test(path);
  const [, root, rest] = /^([a-z][a-z\d+.-]*:(?:\/\/[^/]*)?)?(.*)$/is.exec(isAddress ? path : folder)!;
  const parts: string[] = [];
  const names = isAddress ? [] : path.split(/[/\\]/).map(encodeURIComponent);
  for (const part of [...rest!.split('/'), ...names]) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return [root ?? '', ...parts].join('/');
}

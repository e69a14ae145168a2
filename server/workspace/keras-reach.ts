import { waysToKeras } from '../analysis/ways-to-keras.ts';
import { type Outline, outlineOf } from '../python/syntax/outline.ts';
import type { WorkspaceModules } from './modules.ts';
import { EDITS_PATH } from './path-edits.ts';
import { folderOf } from './uri.ts';

/** The packages that Keras mostly comes in: the word alone is reason enough to look closer. */
const PACKAGES = /keras|tensorflow/i;

/** What of a text may lead on to other files. */
type Links = Pick<Outline, 'attributes' | 'imports'>;

/** A file that is imported. */
interface Imported {
  readonly path: string;
  readonly isPackage: boolean;
}

/**
 * Can a program come to anything of Keras? Only by naming it, or by importing, at any number of removes, a file of the
 * workspace that does. This looks at words, not at what
 * they mean: it may say yes of a program that has nothing to do with Keras, and never says no of one that builds a
 * layer.
 */
export class KerasReach {
  readonly #modules: WorkspaceModules;
  readonly #seen: Set<string>;
  /** Numbers of the folders that absolute imports start from: the same ones have the same number. */
  readonly #numbers = new Map<string, number>();
  /** The same by the file that imports and the program, or the folders of those that do not edit `sys.path`. */
  readonly #roots = new Map<string, number>();
  /** Files that edit `sys.path`. */
  readonly #editing = new Set<string>();
  /** By the folders that the search begins in, dots and name. */
  readonly #located = new Map<string, Imported | undefined>();
  /** Of the files that were looked at; undefined where the file itself names something of Keras. */
  readonly #links = new Map<string, Links | undefined>();
  /** Files that do not reach Keras, by the folders that the imports of the program start from. */
  readonly #without = new Set<string>();

  /**
   * What it learns of files it keeps: they must not change as long as it is used. The addresses of those that it looks
   * at are added to `seen`.
   */
  constructor(modules: WorkspaceModules, seen: Set<string> = new Set()) {
    this.#modules = modules;
    this.#seen = seen;
  }

  reaches(text: string, uri: string): boolean {
    const own = linksWithoutKeras(text);
    if (own === undefined) return true;
    if (EDITS_PATH.test(text)) this.#editing.add(uri);
    const folder = this.#rootsOf(uri, uri);
    const visited = new Set([uri]);
    const waiting: { readonly path: string; readonly links: Links }[] = [{ path: uri, links: own }];
    for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
      for (const found of this.#imported(file.links, file.path, uri)) {
        if (visited.has(found.path) || this.#without.has(`${folder}\n${found.path}`)) continue;
        visited.add(found.path);
        const links = this.#links.get(found.path);
        if (links === undefined) return true;
        waiting.push({ path: found.path, links });
      }
    }
    visited.delete(uri);
    for (const path of visited) this.#without.add(`${folder}\n${path}`);
    return false;
  }

  #locate(name: string, level: number, from: string, main: string): Imported | undefined {
    const key = `${level === 0 ? this.#rootsOf(from, main) : folderOf(from)}\n${level} ${name}`;
    if (!this.#located.has(key)) this.#located.set(key, this.#look(name, level, from, main));
    const found = this.#located.get(key);
    // A file does not import itself: another of the same name may be meant.
    return found?.path === from ? this.#look(name, level, from, main) : found;
  }

  #rootsOf(from: string, main: string): number {
    const key = [from, main].map((uri) => (this.#editing.has(uri) ? uri : folderOf(uri))).join('\n');
    let roots = this.#roots.get(key);
    if (roots === undefined) {
      const folders = [...this.#modules.startingFolders(0, from, main, this.#seen)].join('\n');
      roots = this.#numbers.get(folders) ?? this.#numbers.size;
      this.#numbers.set(folders, roots);
      this.#roots.set(key, roots);
    }
    return roots;
  }

  #look(name: string, level: number, from: string, main: string): Imported | undefined {
    const found = this.#modules.locate(name, level, from, main, this.#seen);
    if (found === undefined) return undefined;
    const { path, text, isPackage } = found;
    if (!this.#links.has(path)) {
      this.#links.set(path, linksWithoutKeras(text));
      if (EDITS_PATH.test(text)) this.#editing.add(path);
    }
    return { path, isPackage };
  }

  /** The files that these imports can load. */
  *#imported({ imports, attributes }: Links, from: string, main: string): Generator<Imported> {
    for (const { module, level, name } of imports) {
      for (const path of prefixes(module, level, name)) {
        const found = this.#locate(path, level, from, main);
        if (found === undefined) continue;
        yield found;
        const isBound = name === undefined || path.endsWith(name);
        if (!found.isPackage || !isBound) continue;
        // Members of a package may be its files, though no import names them.
        for (const attribute of attributes) {
          const member = this.#locate(attribute, 1, found.path, main);
          if (member !== undefined) yield member;
        }
      }
    }
  }
}

/** `a`, `a.b` and `a.b.c` of `from a.b import c`. */
export function prefixes(module: string, level: number, name: string | undefined): readonly string[] {
  const parts = [...(module === '' ? [] : module.split('.')), ...(name === undefined ? [] : [name])];
  const all = parts.map((_, index) => parts.slice(0, index + 1).join('.'));
  return level > 0 ? ['', ...all] : all;
}

/** undefined where the text itself names something of Keras. */
function linksWithoutKeras(text: string): Links | undefined {
  if (PACKAGES.test(text)) return undefined;
  const { names, attributes, imports } = outlineOf(text);
  const ways = waysToKeras();
  for (const name of names) if (ways.names.has(name)) return undefined;
  for (const { module, level } of imports) if (level === 0 && ways.hasModule(module)) return undefined;
  return { attributes, imports };
}

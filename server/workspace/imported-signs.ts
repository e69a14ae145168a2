/**
 * What the files that a program imports tell of the Keras that it is for: half of a program may name no Keras at all.
 */
import { type Signs, signsOf } from '../analysis/keras-version.ts';
import { type ImportedName, outlineOf } from '../python/syntax/outline.ts';
import { prefixes } from './keras-reach.ts';
import type { WorkspaceModules } from './modules.ts';

/** So many files of one program are looked at, those nearest to it first. */
const MOST_FILES = 60;
/** What so many files say is kept. */
const MOST_KEPT = 2_000;

interface Known {
  readonly text: string;
  readonly signs: Signs;
  readonly imports: readonly ImportedName[];
}

export class ImportedSigns {
  readonly #modules: WorkspaceModules;
  readonly #known = new Map<string, Known>();

  constructor(modules: WorkspaceModules) {
    this.#modules = modules;
  }

  /**
   * Of the files of the workspace that the program `text` at `uri` imports, at any number of removes. Their addresses,
   * and where else they were looked for, are added to `seen`.
   */
  of(text: string, uri: string, seen: Set<string>): readonly Signs[] {
    const found = new Map<string, Known>();
    const waiting: { readonly path: string; readonly imports: readonly ImportedName[] }[] = [
      { path: uri, imports: outlineOf(text).imports },
    ];
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
      for (const { module, level, name } of file.imports) {
        for (const path of prefixes(module, level, name)) {
          if (found.size >= MOST_FILES) return [...found.values()].map(({ signs }) => signs);
          const located = this.#modules.locate(path, level, file.path, uri, seen);
          if (located === undefined || located.path === uri || found.has(located.path)) continue;
          const known = this.#read(located.path, located.text);
          found.set(located.path, known);
          waiting.push({ path: located.path, imports: known.imports });
        }
      }
    }
    return [...found.values()].map(({ signs }) => signs);
  }

  #read(path: string, text: string): Known {
    const before = this.#known.get(path);
    if (before?.text === text) return before;
    const known = { text, signs: signsOf(text), imports: outlineOf(text).imports };
    this.#known.delete(path);
    this.#known.set(path, known);
    const [oldest] = this.#known.keys();
    if (this.#known.size > MOST_KEPT && oldest !== undefined) this.#known.delete(oldest);
    return known;
  }
}

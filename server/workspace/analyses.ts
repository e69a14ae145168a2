import type { Analysis } from '../analysis/analysis.ts';
import type { ProgramText } from '../python/syntax/program-text.ts';
import type { WorkspaceModule, WorkspaceModules } from './modules.ts';
import type { Program } from './program.ts';
import { uriKey } from './uri.ts';

/** Finds a module that the program, or a file that it imports, imports. */
export type FindModule = (name: string, level: number, from: string | undefined) => WorkspaceModule | undefined;
/**
 * Begins with the program at `uri`: gives what analyses its text, and then each text that it is edited to. `seen`: the addresses of the
 * files that the analyses look at are added to it.
 */
export type BeginAnalysis = (uri: string, findModule: FindModule, seen: Set<string>) => (text: ProgramText) => Analysis;

/** So many changed texts are remembered. */
const MOST_TRIED = 16;

/** Of so many programs, those asked about last, what is known is kept; others are analysed again when they are asked about. An editor asks about those it shows. */
const MOST_KEPT = 24;
/** So many of them, the last ones, are kept ready for edits, which takes twice the memory. */
const MOST_READY = 4;

interface Entry {
  readonly program: Program;
  readonly analysis: Analysis | undefined;
  readonly analyse: ((text: ProgramText) => Analysis) | undefined;
  /** The addresses of the files that it looked at. */
  readonly seen: ReadonlySet<string>;
}

/** One analysis for each version of a program, shared by all that is asked about it, and made when it is first asked for. */
export class Analyses {
  readonly #begin: BeginAnalysis;
  readonly #modules: WorkspaceModules;
  /** Those asked about last are the last ones. */
  readonly #entries = new Map<string, Entry>();
  /** What became of changed texts, by text, since the last change: an editor asks for fixes at every move of the cursor. */
  readonly #tried = new Map<string, Analysis>();

  constructor(begin: BeginAnalysis, modules: WorkspaceModules) {
    this.#begin = begin;
    this.#modules = modules;
  }

  of(program: Program): Analysis {
    const known = this.#entries.get(program.uri);
    // Where the analysis of an edit fails, the next one begins anew.
    this.#entries.delete(program.uri);
    if (known?.program === program && known.analysis !== undefined) {
      this.#entries.set(program.uri, known);
      return known.analysis;
    }
    this.#tried.clear();
    const { analyse, seen } = known?.analyse === undefined ? this.#newAnalysis(program.uri) : { ...known, analyse: known.analyse };
    const analysis = analyse(program.text);
    this.#entries.set(program.uri, { program, analysis, analyse, seen });
    this.#letGo();
    return analysis;
  }

  /** What was not asked about for long is analysed again when it is. */
  #letGo(): void {
    let later = this.#entries.size;
    for (const [uri, { program, analysis, analyse, seen }] of this.#entries) {
      later--;
      if (later < MOST_READY) return;
      if (analyse !== undefined || (later >= MOST_KEPT && analysis !== undefined)) this.#entries.set(uri, { program, analysis: later < MOST_KEPT ? analysis : undefined, analyse: undefined, seen });
    }
  }

  /** What would be said of the program with this text instead. */
  ofChanged(program: Program, text: ProgramText): Analysis {
    const key = `${program.uri}\n${text.text}`;
    const known = this.#tried.get(key);
    if (known !== undefined) return known;
    if (this.#tried.size >= MOST_TRIED) this.#tried.clear();
    const analysis = this.#newAnalysis(program.uri).analyse(text);
    this.#tried.set(key, analysis);
    return analysis;
  }

  #newAnalysis(uri: string): { readonly analyse: (text: ProgramText) => Analysis; readonly seen: ReadonlySet<string> } {
    const seen = new Set<string>();
    return { analyse: this.#begin(uri, (name, level, from) => this.#modules.find(name, level, from ?? uri, uri, seen), seen), seen };
  }

  /** Forgets the analyses that looked at this file, because it has changed; gives the addresses of their programs. */
  fileChanged(uri: string): readonly string[] {
    const key = uriKey(uri);
    this.#tried.clear();
    const affected = [...this.#entries.values()].filter(({ seen }) => seen.has(key)).map(({ program }) => program.uri);
    for (const program of affected) this.#entries.delete(program);
    return affected;
  }

  /** After a change of what every analysis depends on. */
  forgetAll(): void {
    this.#tried.clear();
    this.#entries.clear();
  }

  closed(uri: string): void {
    this.#entries.delete(uri);
  }
}

import type { Analysis } from '../analysis/analysis.ts';
import type { ProgramText } from '../python/syntax/program-text.ts';
import type { WorkspaceModule, WorkspaceModules } from './modules.ts';
import type { Program } from './program.ts';
import { uriKey } from './uri.ts';

/** Finds a module that the program, or a file that it imports, imports. */
export type FindModule = (name: string, level: number, from: string | undefined) => WorkspaceModule | undefined;
/** `seen`: the addresses of the files that the analysis looks at are added to it. */
export type Analyse = (text: ProgramText, uri: string, findModule: FindModule, seen: Set<string>) => Analysis;

/** So many changed texts are remembered. */
const MOST_TRIED = 16;

interface Entry {
  readonly program: Program;
  readonly analysis: Analysis;
  /** The addresses of the files that it looked at. */
  readonly seen: ReadonlySet<string>;
}

/** One analysis for each version of a program, shared by all that is asked about it, and made when it is first asked for. */
export class Analyses {
  readonly #analyse: Analyse;
  readonly #modules: WorkspaceModules;
  readonly #entries = new Map<string, Entry>();
  /** What became of changed texts, by text, since the last change: an editor asks for fixes at every move of the cursor. */
  readonly #tried = new Map<string, Analysis>();

  constructor(analyse: Analyse, modules: WorkspaceModules) {
    this.#analyse = analyse;
    this.#modules = modules;
  }

  of(program: Program): Analysis {
    const known = this.#entries.get(program.uri);
    if (known?.program === program) return known.analysis;
    this.#tried.clear();
    const seen = new Set<string>();
    const analysis = this.#analyseNow(program.text, program.uri, seen);
    this.#entries.set(program.uri, { program, analysis, seen });
    return analysis;
  }

  /** What would be said of the program with this text instead. */
  ofChanged(program: Program, text: ProgramText): Analysis {
    const key = `${program.uri}\n${text.text}`;
    const known = this.#tried.get(key);
    if (known !== undefined) return known;
    if (this.#tried.size >= MOST_TRIED) this.#tried.clear();
    const analysis = this.#analyseNow(text, program.uri, new Set());
    this.#tried.set(key, analysis);
    return analysis;
  }

  #analyseNow(text: ProgramText, uri: string, seen: Set<string>): Analysis {
    return this.#analyse(text, uri, (name, level, from) => this.#modules.find(name, level, from ?? uri, uri, seen), seen);
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

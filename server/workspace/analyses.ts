import type { Analysis } from '../analysis/analysis.ts';
import { complete, type Steps } from '../python/syntax/steps.ts';
import type { ProgramText } from '../python/syntax/program-text.ts';
import type { Callers, Told } from './callers.ts';
import type { WorkspaceModule, WorkspaceModules } from './modules.ts';
import type { Program } from './program.ts';
import { folderOf, uriKey } from './uri.ts';

/** Finds a module that the program, or a file that it imports, imports. */
export type FindModule = (name: string, level: number, from: string | undefined) => WorkspaceModule | undefined;
/** Analyses a text in steps, most of which are short. It may be left unfinished. */
export type Analyse = (text: ProgramText) => Steps<Analysis>;
/**
 * Begins with the program at `uri`: gives what analyses its text, and then each text that it is edited to. `seen`: the
 * addresses of the
 * files that the analyses look at are added to it.
 */
export type BeginAnalysis = (uri: string, findModule: FindModule, seen: Set<string>) => Analyse;

/** So long an analysis goes on before others are heard, in milliseconds. */
const SLICE = 12;

/** So many programs are analysed at a time, in turn: none waits for one that takes long. Each takes memory. */
const MOST_AT_ONCE = 3;

/** Callers that took so long at most are run again before anything is shown of an edited file, in milliseconds. */
const QUICK_CALLERS = 120;

/** So many changed texts are remembered. */
const MOST_TRIED = 16;

/**
 * Of so many programs, those asked about last, what is known is kept; others are analysed again when they are asked
 * about. An editor asks about those it shows.
 */
const MOST_KEPT = 24;
/** So many of them, the last ones, are kept ready for edits, which takes twice the memory. */
const MOST_READY = 4;

interface Entry {
  readonly program: Program;
  readonly analysis: Analysis | undefined;
  readonly analyse: Analyse | undefined;
  /** The addresses of the files that it looked at. */
  readonly seen: ReadonlySet<string>;
}

/** An analysis that is going on. */
interface Running {
  readonly program: Program;
  readonly steps: Steps<Analysis>;
  readonly analyse: Analyse;
  readonly seen: ReadonlySet<string>;
}

/**
 * Takes the steps a little at a time, so that others are heard between: `pause` lets them speak. undefined where the
 * result is not needed any more; the
 * steps are then left where they are.
 */
export async function inSlices<T>(
  steps: Steps<T>,
  isNeeded: () => boolean,
  pause: () => Promise<void>,
): Promise<T | undefined> {
  let until = Date.now() + SLICE;
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (Date.now() < until) continue;
    await pause();
    if (!isNeeded()) return undefined;
    until = Date.now() + SLICE;
  }
}

/**
 * One analysis for each version of a program, shared by all that is asked about it, and made when it is first asked
 * for.
 */
export class Analyses {
  readonly #begin: BeginAnalysis;
  readonly #modules: WorkspaceModules;
  readonly #callers: Callers;
  /** By the address of a program: what the programs around it told of it last. */
  readonly #told = new Map<string, { readonly program: Program; readonly told: Told; readonly isStale: boolean }>();
  /** Those asked about last are the last ones. */
  readonly #entries = new Map<string, Entry>();
  /**
   * What became of changed texts, by text, since the last change: an editor asks for fixes at every move of the cursor.
   */
  #tried = new Map<string, Analysis>();

  constructor(begin: BeginAnalysis, modules: WorkspaceModules, callers: Callers) {
    this.#begin = begin;
    this.#modules = modules;
    this.#callers = callers;
  }

  of(program: Program): Analysis {
    const known = this.#known(program);
    if (known !== undefined) return known;
    const going = this.#running.get(program.uri);
    const running = going?.program === program ? going : this.#start(program);
    return this.#finish(running, complete(this.#attempting(running)));
  }

  /** The same with what the programs that import the file have told of it, where they were asked. */
  shown(program: Program): Analysis {
    const known = this.#told.get(program.uri);
    return known?.program === program ? known.told.analysis : this.of(program);
  }

  /** Asks the programs that import the file at once. */
  withCallers(program: Program): Told {
    const known = this.#told.get(program.uri);
    if (known?.program === program && !known.isStale) return known.told;
    const told = complete(this.#callers.of(program, this.of(program)));
    this.#told.set(program.uri, { program, told, isStale: false });
    return told;
  }

  /** Were the programs that call the file quick when they were asked last? */
  hasQuickCallers(uri: string): boolean {
    const told = this.#told.get(uri)?.told;
    return told !== undefined && told.callers.length > 0 && told.took <= QUICK_CALLERS;
  }

  /**
   * Asks the programs that import the one that `current` gives, which is prepared, a little at a time. Gives whether
   * something else is shown of it now.
   */
  async prepareCallers(current: () => Program | undefined, pause: () => Promise<void>): Promise<boolean> {
    const program = current();
    const own = program && this.#known(program);
    if (program === undefined || own === undefined) return false;
    const before = this.#told.get(program.uri);
    if (before?.program === program && !before.isStale) return false;
    const told = await inSlices(this.#callers.of(program, own), () => current() === program, pause);
    // What was looked at has perhaps changed meanwhile.
    if (told === undefined || this.#known(program) !== own) return false;
    this.#told.set(program.uri, { program, told, isStale: false });
    return told.callers.length > 0 || (before?.told.callers.length ?? 0) > 0;
  }

  /** By the address of the program. */
  readonly #running = new Map<string, Running>();
  readonly #preparing = new Map<string, Promise<void>>();
  /** Who waits for a turn, the first one first. */
  readonly #waiting: (() => void)[] = [];
  #turns = MOST_AT_ONCE;

  /**
   * Analyses the program that `current` gives, which is always one of the same address, a little at a time, so that
   * others are heard between: `pause` lets
   * them speak. What is edited meanwhile is analysed instead.
   */
  prepare(current: () => Program | undefined, pause: () => Promise<void>): Promise<void> {
    const program = current();
    if (program === undefined || this.#known(program) !== undefined) return Promise.resolve();
    const going = this.#preparing.get(program.uri);
    if (going !== undefined) return going;
    const work = this.#inTurn(() => this.#inSlices(current, pause)).finally(() => this.#preparing.delete(program.uri));
    this.#preparing.set(program.uri, work);
    return work;
  }

  async #inTurn(work: () => Promise<void>): Promise<void> {
    if (this.#turns > 0) this.#turns--;
    else
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
      });
    try {
      await work();
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#turns++;
      else next();
    }
  }

  async #inSlices(current: () => Program | undefined, pause: () => Promise<void>): Promise<void> {
    for (;;) {
      const program = current();
      if (program === undefined || this.#known(program) !== undefined) return;
      const running = this.#start(program);
      if (
        await this.#isFinished(
          running,
          () => this.#running.get(program.uri) === running && current() === program,
          pause,
        )
      )
        return;
    }
  }

  /** False where it is not needed any more. */
  async #isFinished(running: Running, isNeeded: () => boolean, pause: () => Promise<void>): Promise<boolean> {
    const analysis = await inSlices(this.#attempting(running), isNeeded, pause);
    if (analysis === undefined) return false;
    this.#finish(running, analysis);
    return true;
  }

  /** What failed is not gone on with. */
  *#attempting({ program, steps }: Running): Steps<Analysis> {
    try {
      return yield* steps;
    } catch (error) {
      this.#running.delete(program.uri);
      throw error;
    }
  }

  #known(program: Program): Analysis | undefined {
    const known = this.#entries.get(program.uri);
    if (known?.program !== program || known.analysis === undefined) return undefined;
    this.#entries.delete(program.uri);
    this.#entries.set(program.uri, known);
    return known.analysis;
  }

  #start(program: Program): Running {
    const known = this.#running.get(program.uri) ?? this.#entries.get(program.uri);
    // Where the analysis of an edit fails, the next one begins anew.
    this.#entries.delete(program.uri);
    this.#tried = new Map();
    const { analyse, seen } =
      known?.analyse === undefined ? this.#newAnalysis(program.uri) : { ...known, analyse: known.analyse };
    const running = { program, steps: analyse(program.text), analyse, seen };
    this.#running.set(program.uri, running);
    return running;
  }

  #finish({ program, analyse, seen }: Running, analysis: Analysis): Analysis {
    this.#running.delete(program.uri);
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
      if (later >= MOST_KEPT) this.#told.delete(uri);
      if (analyse !== undefined || (later >= MOST_KEPT && analysis !== undefined))
        this.#entries.set(uri, {
          program,
          analysis: later < MOST_KEPT ? analysis : undefined,
          analyse: undefined,
          seen,
        });
    }
  }

  /** What would be said of the program with this text instead. */
  *ofChanged(program: Program, text: ProgramText): Steps<Analysis> {
    const key = `${program.uri}\n${text.text}`;
    const known = this.#tried.get(key);
    if (known !== undefined) return known;
    // What is forgotten meanwhile stays so.
    const tried = this.#tried;
    const analysis = yield* this.#newAnalysis(program.uri).analyse(text);
    if (tried.size >= MOST_TRIED) tried.clear();
    tried.set(key, analysis);
    return analysis;
  }

  #newAnalysis(uri: string): { readonly analyse: Analyse; readonly seen: ReadonlySet<string> } {
    const seen = new Set<string>();
    return {
      analyse: this.#begin(uri, (name, level, from) => this.#modules.find(name, level, from ?? uri, uri, seen), seen),
      seen,
    };
  }

  /** Forgets the analyses that looked at this file, because it has changed; gives the addresses of their programs. */
  fileChanged(uri: string): readonly string[] {
    const key = uriKey(uri);
    // A folder whose names were looked at is there with a slash at its end.
    const folder = `${folderOf(key)}/`;
    this.#tried = new Map();
    const isMoved = this.#callers.fileChanged(uri);
    const affected = [...this.#entries.values(), ...this.#running.values()]
      .filter(({ seen }) => seen.has(key) || seen.has(folder))
      .map(({ program }) => program.uri);
    for (const program of affected) {
      this.#forget(program);
      // What its own run tells is another now; an edit of its own text is another program.
      if (program !== uri) this.#told.delete(program);
    }
    // What is shown of them stays until the programs around have been asked again.
    const called = [...this.#told].filter(([program, { told }]) => program !== uri && (isMoved || told.seen.has(key)));
    for (const [program, known] of called) this.#told.set(program, { ...known, isStale: true });
    return [...new Set([...affected, ...called.map(([program]) => program)])];
  }

  /** After a change of what every analysis depends on. */
  forgetAll(): void {
    this.#tried = new Map();
    this.#entries.clear();
    this.#running.clear();
    this.#told.clear();
    this.#callers.forgetAll();
  }

  closed(uri: string): void {
    this.#forget(uri);
    this.#told.delete(uri);
  }

  #forget(uri: string): void {
    this.#entries.delete(uri);
    this.#running.delete(uri);
  }
}

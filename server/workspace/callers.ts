/** Facts about a file from the programs of the workspace that import it and call what it defines. */
import type { Analysis } from '../analysis/analysis.ts';
import type { About } from '../analysis/run.ts';
import { withCallers } from '../analysis/with-callers.ts';
import { parseProgramFrom } from '../python/syntax/parse-program.ts';
import type { PythonParser } from '../python/syntax/parser.ts';
import type { Steps } from '../python/syntax/steps.ts';
import type { FunctionDefinition, Module } from '../python/syntax/tree.ts';
import { walk } from '../python/syntax/walk.ts';
import type { Importers } from './importers.ts';
import type { Program } from './program.ts';
import { uriKey } from './uri.ts';

/** Analyses a program with facts about a file that it imports; the files that it looks at are added to `seen`. */
export type AnalyseAbout = (program: Program, about: About, seen: Set<string>) => Steps<Analysis>;

/** What the programs around a file have told of it. */
export interface Told {
  /** The facts of the file with theirs. */
  readonly analysis: Analysis;
  /** Addresses of the programs that call what the file defines. */
  readonly callers: readonly string[];
  /** The files that were looked at for it. */
  readonly seen: ReadonlySet<string>;
  /** So long it took, in milliseconds. */
  readonly took: number;
}

interface Before {
  readonly callers: readonly string[];
  /** Names of functions that none of the programs called. */
  readonly uncalled: ReadonlySet<string>;
}

/** So many programs are run for one file. */
const MOST_PROGRAMS = 8;
/** After so many milliseconds no other program is begun, and after as many more the one that runs is left. */
const MOST_MILLISECONDS = 3_000;

export class Callers {
  readonly #parser: PythonParser;
  readonly #importers: Importers;
  readonly #analyse: AnalyseAbout;
  readonly #now: () => number;
  /** By the key of a file: what was found when it was looked at last, while other files stay as they are. */
  readonly #before = new Map<string, Before>();

  /** `now`: milliseconds. */
  constructor(parser: PythonParser, importers: Importers, analyse: AnalyseAbout, now: () => number) {
    this.#now = now;
    this.#parser = parser;
    this.#importers = importers;
    this.#analyse = analyse;
  }

  /** The file has changed, or has come or gone. Gives whether other programs may call other files now. */
  fileChanged(uri: string): boolean {
    for (const [key, before] of this.#before)
      if (key !== uriKey(uri)) this.#before.set(key, { ...before, uncalled: new Set() });
    return this.#importers.fileChanged(uri);
  }
  forgetAll(): void {
    this.#importers.forgetAll();
    this.#before.clear();
  }

  /** `own`: the facts of the file's own run. */
  *of(program: Program, own: Analysis): Steps<Told> {
    const seen = new Set<string>();
    const none: Told = { analysis: own, callers: [], seen, took: 0 };
    if (program.text.isNotebook) return none;
    const module = yield* parseProgramFrom(this.#parser, program.text, own.file, 0);
    const missing = uncalled(module, own);
    if (missing.size === 0) return none;
    const programs = yield* this.#programs(program.uri);
    const told: Analysis[] = [];
    const callers: string[] = [];
    let took = 0;
    const before = this.#before.get(uriKey(program.uri));
    for (const uri of programs.slice(0, MOST_PROGRAMS)) {
      if (missing.size === 0 || took > MOST_MILLISECONDS) break;
      // What nobody called before an edit of this file nobody calls behind it.
      const isOneOfThem = before?.callers.includes(uri) === true;
      if (!isOneOfThem && [...missing.values()].every((name) => before?.uncalled.has(name))) break;
      const caller = this.#importers.program(uri);
      if (caller === undefined) continue;
      const about: About = { module, text: program.text };
      const watch = new Watch(this.#now);
      const analysis = yield* watch.timing(this.#analyse(caller, about, seen), 2 * MOST_MILLISECONDS - took);
      took += watch.milliseconds;
      seen.add(uriKey(uri));
      if (analysis === undefined || analysis.entered.length === 0) continue;
      told.push(analysis);
      callers.push(uri);
      for (const place of analysis.entered) missing.delete(keyOf(place));
    }
    this.#before.set(uriKey(program.uri), { callers, uncalled: new Set(missing.values()) });
    return { analysis: withCallers(own, told), callers, seen, took };
  }

  /** Those that called it before come first, in the order in which all of them would. */
  *#programs(uri: string): Steps<readonly string[]> {
    const all = yield* this.#importers.of(uri);
    const uris = all.map((one) => one.uri);
    const before = this.#before.get(uriKey(uri))?.callers ?? [];
    return [...uris.filter((one) => before.includes(one)), ...uris.filter((one) => !before.includes(one))];
  }
}

/** The functions of the module that its own run does not enter: their names by their places. */
function uncalled(module: Module, own: Analysis): Map<string, string> {
  const entered = new Set(own.entered.map(keyOf));
  const missing = new Map<string, string>();
  const add = (node: FunctionDefinition): void => {
    if (!entered.has(keyOf(node))) missing.set(keyOf(node), node.name);
  };
  for (const statement of module.body)
    walk(statement, (node) => {
      if (node.kind === 'FunctionDefinition') add(node);
    });
  return missing;
}

const keyOf = ({ start, end }: { readonly start: number; readonly end: number }): string => `${start} ${end}`;

/** Measures how long steps take, without what is done between them. */
class Watch {
  milliseconds = 0;
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** undefined where they take longer than `most`: they are left then. */
  *timing<T>(steps: Steps<T>, most: number): Steps<T | undefined> {
    for (;;) {
      const began = this.#now();
      const step = steps.next();
      this.milliseconds += this.#now() - began;
      if (step.done === true) return step.value;
      if (this.milliseconds > most) {
        steps.return(undefined as never);
        return undefined;
      }
      yield;
    }
  }
}

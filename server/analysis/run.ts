/** Runs a program through the evaluator with Python's and Keras's libraries. */
import { unheard } from '../python/evaluate/tried-out.ts';
import { createKerasApi } from '../keras/api.ts';
import type { LayerDefinition } from '../keras/layers/definition.ts';
import { definitionsByName, KERAS_2_LAYERS, LAYERS } from '../keras/layers/registry.ts';
import { layersOfPackage } from '../keras/layers/packaged/index.ts';
import { once } from '../keras/namespaces.ts';
import { KerasSession } from '../keras/session.ts';
import type { Environment, Observer } from '../python/evaluate/environment.ts';
import { Evaluator } from '../python/evaluate/evaluator.ts';
import { evaluateLibraryModule, runLibraryCode } from '../python/evaluate/library-code.ts';
import { GrowingLists, GrowingMap, Settings } from '../python/evaluate/ledgers.ts';
import { pieceOf } from '../python/evaluate/program.ts';
import { isTestFile, testPieces } from '../python/evaluate/test-functions.ts';
import { uncalledPieces } from '../python/evaluate/uncalled-functions.ts';
import type { Ledger, PieceOfProgram } from '../python/evaluate/statement-record.ts';
import { StatementRuns } from '../python/evaluate/statement-runs.ts';
import { listensTo, unheardPieces } from '../python/evaluate/unheard-calls.ts';
import { pause } from '../python/evaluate/pauses.ts';
import { complete, type Steps } from '../python/syntax/steps.ts';
import { createBuiltins, pythonModules } from '../python/library/index.ts';
import { numpyModules } from '../python/library/numpy/index.ts';
import { statedShapes } from '../python/library/arrays/shape-comments.ts';
import { parseProgram } from '../python/syntax/parse-program.ts';
import { SourceFile } from '../python/syntax/place.ts';
import type { PythonParser } from '../python/syntax/parser.ts';
import { type NotebookRun, ProgramText } from '../python/syntax/program-text.ts';
import type { Module } from '../python/syntax/tree.ts';
import { forAll } from '../python/domain/journal.ts';
import type { Scope } from '../python/domain/scope.ts';
import type { ModuleValue, Value } from '../python/domain/value.ts';
import type { Analysis } from './analysis.ts';
import { FactCollector } from './collector.ts';
import type { KerasDialect, Requirement } from '../keras/releases.ts';
import { chosen, ofRelease, type Signs, type WrittenFor, writtenFor } from './keras-version.ts';
import { isUndetermined } from '../python/domain/undetermined.ts';

export interface AnalyzeOptions {
  /** undefined: the one that the code was written for. */
  readonly kerasVersion?: 2 | 3 | undefined;
  /** The release of the package keras, where one is chosen: `2.2.4`. It decides before all that is written. */
  readonly kerasRelease?: string | undefined;
  /** What the project asks for, where the setting leaves the version to the program. */
  readonly requirements?: readonly Requirement[] | undefined;
  /** Of the stored notebook, where the text is what an editor shows of it. */
  readonly run?: NotebookRun | undefined;
  /** Path of the file, for imports of others. */
  readonly path?: string | undefined;
  readonly workspaceModule?: Environment['workspaceModule'];
  /** The file that facts are about, where it is one that the program imports. */
  readonly about?: About | undefined;
  /** Files of data beside it. */
  readonly dataFiles?: Environment['dataFiles'];
  /** What the files that a text imports tell of the Keras that they are for. */
  readonly imported?: (text: string) => readonly Signs[];
  /** The layers there are; those of Keras where absent. */
  readonly layers?: readonly LayerDefinition[];
  /** Milliseconds. */
  readonly now?: () => number;
  /** Hears where each statement begins before it is evaluated. */
  readonly began?: (offset: number) => void;
  /** So long a statement goes on before others may be heard, in milliseconds. */
  readonly pauseAfter?: number;
  /**
   * Reads the parts of libraries that are written in Python, and what the file at `path` runs by `exec()`; without it
   * they stay unknown.
   */
  readonly parse?: (text: string, path?: string) => Module;
}

/** A file that a program imports, as its facts are about it. */
export interface About {
  readonly module: Module;
  readonly text: ProgramText;
}

export interface Program {
  readonly module: Module;
  readonly scope: Scope;
  readonly evaluator: Evaluator;
  readonly session: KerasSession;
  readonly analysis: Analysis;
}

/** What reads texts that are run. */
export const textParser =
  (parser: PythonParser): NonNullable<AnalyzeOptions['parse']> =>
  (text, path) =>
    parser.parse(text, { file: new SourceFile(path, text) });

export function runProgram(parser: PythonParser, text: ProgramText | string, options: AnalyzeOptions = {}): Program {
  const program = typeof text === 'string' ? ProgramText.ofFile(text) : text;
  return runModule(parseProgram(parser, program, options.path), program, { parse: textParser(parser), ...options });
}

/** The facts of a program that is parsed already, as the file at `options.path`. */
export function runModule(module: Module, text: ProgramText, options: AnalyzeOptions = {}): Program {
  const run = new ProgramRun(module.file, text, options);
  const analysis = complete(run.first(module, text));
  const { scope, evaluator, session } = run;
  return { module, scope, evaluator, session, analysis };
}

/** The same in steps, most of which are short. */
export const stepsOf = (module: Module, text: ProgramText, options: AnalyzeOptions = {}): Steps<Analysis> =>
  new ProgramRun(module.file, text, options).first(module, text);

const KERAS_2: readonly LayerDefinition[] = [...LAYERS, ...KERAS_2_LAYERS];
const layersOf = ({ version, packaged }: KerasDialect): readonly LayerDefinition[] =>
  packaged ? layersOfPackage(packaged) : version === 2 ? KERAS_2 : LAYERS;

export const writtenDialect = (text: ProgramText, options: AnalyzeOptions): WrittenFor =>
  dialectOfRun(text, options, text.run ?? options.run);
/** The same where this is known of a run. */
export const dialectOfRun = (text: ProgramText, options: AnalyzeOptions, run: NotebookRun | undefined): WrittenFor =>
  writtenFor(text.text, run, options.requirements, () => options.imported?.(text.text) ?? []);
const dialectFor = (text: ProgramText, options: AnalyzeOptions) =>
  ofRelease(options.kerasRelease) ?? chosen(options.kerasVersion, writtenDialect(text, options));

/** Lines that may decide a path. */
const OF_PATHS = /^.*\b(?:sys\.path|addsitedir|__file__|getcwd|dirname|abspath|Path)\b.*$/gm;

/**
 * What of a whole text its evaluation depends on from the first statement on: where it differs, nothing evaluated
 * before holds.
 */
export function premises(text: ProgramText, options: AnalyzeOptions): string {
  const stated = [...statedShapes(text.text)].map(([name, { shape }]) => `${name} ${shape?.map(String).join()}`);
  // Where imports start from.
  const paths = /\b(?:sys\.path|addsitedir)\b/.test(text.text) ? (text.text.match(OF_PATHS) ?? []) : [];
  return [JSON.stringify(dialectFor(text, options)), ...stated, ...paths].join('; ');
}

/** Keras asks the evaluator how what happens now is to be taken. */
function followEvaluator(session: KerasSession, evaluator: Evaluator): void {
  session.telling = () => evaluator.telling;
  session.listensTo = (site) => listensTo(evaluator, site);
  session.unheard = (work) => {
    unheard(evaluator, work);
  };
  session.making = () => evaluator.heard;
  session.speculative = () => evaluator.speculative;
  session.rests = () => evaluator.grounds.now;
  session.given = () => evaluator.grounds.given;
  session.neverRun = () => evaluator.neverRun;
  session.callers = () => evaluator.callers;
  session.elsewhere = () => evaluator.file !== evaluator.main;
}

/** The evaluation of one program with Python's and Keras's libraries, statement by statement. */
export class ProgramRun {
  readonly session: KerasSession;
  readonly evaluator: Evaluator;
  readonly scope: Scope;
  private readonly collector: FactCollector;
  private readonly runs: StatementRuns;
  private readonly about: About | undefined;
  private readonly began: AnalyzeOptions['began'];
  /** The program's fuel was used up before its end. */
  private exhausted = false;

  constructor(file: SourceFile, text: ProgramText, options: AnalyzeOptions) {
    const { about } = options;
    this.about = about;
    this.began = options.began;
    const dialect = dialectFor(text, options);
    const session = (this.session = new KerasSession(definitionsByName(options.layers ?? layersOf(dialect)), dialect));
    const builtins = createBuiltins();
    const object = builtins.get('object');
    if (object?.kind !== 'class') throw new Error('the builtin class object is missing');
    const { parse } = options;
    const keras = createKerasApi(
      session,
      object,
      parse && {
        evaluate: (name, text, given) => evaluateLibraryModule(evaluator, name, parse(text), given),
        call: (callee, args) => runLibraryCode(evaluator, args.site, () => evaluator.callWith(callee, args)),
      },
    );
    const libraryModule = madeOnce(
      (name) => keras.module(name) ?? pythonModules[name]?.(builtins) ?? numpyModules[name]?.(),
    );
    const observer: Observer = (this.collector = new FactCollector(about?.text ?? text, session, (layer) =>
      this.runs.isSame(layer),
    ));
    const stated = statedShapes(text.text);
    const environment: Environment = {
      builtins,
      libraryModule,
      refuseModule: keras.refuseModule,
      observer,
      now: options.now ?? Date.now,
      pauseAfter: options.pauseAfter,
      ...(parse ? { parse } : {}),
      unknownCode: () => {
        evaluator.touch(session.naming);
        session.naming.loseAll();
      },
      ...(options.workspaceModule ? { workspaceModule: finding(options.workspaceModule, about) } : {}),
      dataFiles: options.dataFiles,
      undefinedName: (name) => forAll(() => keras.bareName(name) ?? wellKnownAlias(name, libraryModule)),
      ...(stated.size > 0
        ? { statedValue: (name: string, value: Value) => (isUndetermined(value) ? stated.get(name) : undefined) }
        : {}),
    };
    const evaluator: Evaluator = (this.evaluator = new Evaluator(environment, file, about?.module.file));
    this.collector.attach(evaluator, text);
    followEvaluator(session, evaluator);
    this.scope = evaluator.moduleScope('__main__');
    this.runs = new StatementRuns(evaluator, this.scope, [
      evaluator.entered,
      new GrowingLists(evaluator.defined),
      new GrowingMap(evaluator.workspaceModules),
      starImport(this.scope),
      ...session.ledgers,
      ...this.collector.ledgers,
    ]);
  }

  /** How far it got, or what it found, is not decided by the text alone: it cannot go on with another. */
  get isOver(): boolean {
    return this.exhausted || this.runs.isTooLarge || this.collector.isFull;
  }

  /**
   * Evaluates the program with this tree and gives its facts, step by step. Where it has done that with another tree,
   * what both share is not evaluated
   * again where it would find the same. undefined: what was done cannot be taken back.
   */
  *steps(module: Module, text: ProgramText): Steps<Analysis | undefined> {
    const { evaluator, collector, runs, about } = this;
    evaluator.grounds.unreadable = (about?.module ?? module).syntaxErrors;
    if (about === undefined) collector.text = text;
    const statements = module.body.map((statement) =>
      pieceOf(evaluator, statement, this.scope, () => {
        this.exhausted = true;
      }),
    );
    const kept = runs.begin(statements);
    if (kept === undefined) return undefined;
    for (const [index, piece] of statements.entries()) {
      if (index < kept) continue;
      this.began?.(module.body[index]!.start);
      yield* runs.do(piece);
      yield* pause(evaluator);
    }
    // A runner of tests calls them, and they the file that facts are about.
    const tests = about !== undefined && isTestFile(module.file.path) ? testPieces(evaluator, 0) : [];
    for (const piece of tests) {
      yield* runs.do(piece);
      yield* pause(evaluator);
    }
    yield* runs.do(always(1, () => collector.endOfProgram(evaluator)));
    yield* pause(evaluator);
    // Of another file nothing is known that the program does not call.
    const uncalled = about === undefined ? uncalledPieces(evaluator, 2) : [];
    runs.leaveOut(2, uncalled);
    for (const piece of uncalled) {
      yield* runs.do(piece);
      yield* pause(evaluator);
    }
    if (about === undefined) yield* this.unheard();
    // Layers are told as they were at the end of the module: what those functions change in them mixes with what is
    // told again.
    if ((runs.hasChanged(2) || runs.hasChanged(3)) && !collector.beginsAnew()) return undefined;
    let analysis: Analysis | undefined;
    yield* runs.do(
      always(4, function* () {
        analysis = yield* collector.analysis(about?.module ?? module);
      }),
    );
    runs.end();
    return analysis;
  }

  /** What in functions nothing came to so far. */
  private *unheard(): Steps<void> {
    const { evaluator, session, runs } = this;
    const heard = once(() => new Set(session.calls.map(({ site }) => site)));
    const pieces = unheardPieces(evaluator, 3, heard);
    runs.leaveOut(3, pieces);
    for (const piece of pieces) {
      yield* runs.do(piece);
      yield* pause(evaluator);
    }
  }

  /** The same for the first tree that it has, before which there is nothing to take back. */
  *first(module: Module, text: ProgramText): Steps<Analysis> {
    const analysis = yield* this.steps(module, text);
    if (analysis === undefined) throw new Error('a run that begins has nothing to take back');
    return analysis;
  }
}

/** Modules of libraries, each made when it is first asked for, and there for the whole program. */
function madeOnce(make: (name: string) => ModuleValue | undefined): (name: string) => ModuleValue | undefined {
  const modules = new Map<string, ModuleValue>();
  return (name) => {
    const known = modules.get(name);
    if (known) return known;
    const made = forAll(() => make(name));
    if (made) modules.set(name, made);
    return made;
  };
}

/** A piece that is evaluated whatever was before it: what it describes may be anything. */
const always = (stage: number, run: () => Steps<void>): PieceOfProgram => ({
  key: {},
  stage,
  imports: false,
  premise: () => '',
  run,
});

/** Finds modules so that the file which facts are about has the tree that they are places of. */
const finding =
  (find: NonNullable<Environment['workspaceModule']>, about: About | undefined): typeof find =>
  (name, level, from) => {
    const found = find(name, level, from);
    return found && about && found.path === about.module.file.path ? { ...found, module: about.module } : found;
  };

/** The star import of a module that is not known. */
const starImport = (scope: Scope): Ledger =>
  new Settings(
    () => [scope.unknownStar],
    ([value]) => {
      scope.unknownStar = value as Value | undefined;
    },
  );

/** `np` and the like in a pasted snippet without imports. */
function wellKnownAlias(name: string, libraryModule: (name: string) => ModuleValue | undefined): Value | undefined {
  const module = { np: 'numpy', numpy: 'numpy', pd: 'pandas', os: 'os', math: 'math', random: 'random' }[name];
  return module ? libraryModule(module) : undefined;
}

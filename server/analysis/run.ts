/** Runs a program through the evaluator with Python's and Keras's libraries. */
import { createKerasApi } from '../keras/api.ts';
import type { LayerDefinition } from '../keras/layers/definition.ts';
import { definitionsByName, KERAS_2_LAYERS, LAYERS } from '../keras/layers/registry.ts';
import { KerasSession } from '../keras/session.ts';
import { Checkpoint } from '../python/evaluate/checkpoint.ts';
import type { Environment, Observer } from '../python/evaluate/environment.ts';
import { Evaluator } from '../python/evaluate/evaluator.ts';
import { evaluateLibraryModule, runLibraryCode } from '../python/evaluate/library-code.ts';
import { evaluateUncalled, executeTopLevel } from '../python/evaluate/program.ts';
import { createBuiltins, pythonModules } from '../python/library/index.ts';
import { numpyModules } from '../python/library/numpy/index.ts';
import { statedShapes } from '../python/library/arrays/shape-comments.ts';
import { parseProgram } from '../python/syntax/parse-program.ts';
import type { PythonParser } from '../python/syntax/parser.ts';
import { type NotebookRun, ProgramText } from '../python/syntax/program-text.ts';
import type { Module, Statement } from '../python/syntax/tree.ts';
import type { Scope } from '../python/values/scope.ts';
import type { ModuleValue, Value } from '../python/values/value.ts';
import type { Analysis } from './analysis.ts';
import { FactCollector } from './collector.ts';
import type { Requirement } from '../keras/releases.ts';
import { chosen, type WrittenFor, writtenFor } from './keras-version.ts';

export interface AnalyzeOptions {
  /** undefined: the one that the code was written for. */
  readonly kerasVersion?: 2 | 3 | undefined;
  /** What the project asks for, where the setting leaves the version to the program. */
  readonly requirements?: readonly Requirement[] | undefined;
  /** Of the stored notebook, where the text is what an editor shows of it. */
  readonly run?: NotebookRun | undefined;
  /** Path of the file, for imports of others. */
  readonly path?: string | undefined;
  readonly workspaceModule?: Environment['workspaceModule'];
  /** The layers there are; those of Keras where absent. */
  readonly layers?: readonly LayerDefinition[];
  /** Milliseconds. */
  readonly now?: () => number;
  /** Reads the parts of libraries that are written in Python; without it they stay unknown. */
  readonly parse?: (text: string) => Module;
}

export interface Program {
  readonly module: Module;
  readonly scope: Scope;
  readonly evaluator: Evaluator;
  readonly session: KerasSession;
  readonly analysis: Analysis;
}

export function runProgram(parser: PythonParser, text: ProgramText | string, options: AnalyzeOptions = {}): Program {
  const program = typeof text === 'string' ? ProgramText.ofFile(text) : text;
  return runModule(parseProgram(parser, program), program, { parse: (text) => parser.parse(text), ...options });
}

/** The facts of a program that is parsed already. */
export function runModule(module: Module, text: ProgramText, options: AnalyzeOptions = {}): Program {
  const run = new ProgramRun(text, options);
  run.execute(module.body);
  const { scope, evaluator, session } = run;
  return { module, scope, evaluator, session, analysis: run.finish(module) };
}

const KERAS_2: readonly LayerDefinition[] = [...LAYERS, ...KERAS_2_LAYERS];
const layersOf = (version: 2 | 3): readonly LayerDefinition[] => (version === 2 ? KERAS_2 : LAYERS);

export const writtenDialect = (text: ProgramText, options: AnalyzeOptions): WrittenFor => writtenFor(text.text, text.run ?? options.run, options.requirements);
const dialectFor = (text: ProgramText, options: AnalyzeOptions) => chosen(options.kerasVersion, writtenDialect(text, options));

/** What of a whole text its evaluation depends on from the first statement on: where it differs, nothing evaluated before holds. */
export function premises(text: ProgramText, options: AnalyzeOptions): string {
  const stated = [...statedShapes(text.text)].map(([name, { shape }]) => `${name} ${shape?.map(String).join()}`);
  return [JSON.stringify(dialectFor(text, options)), ...stated].join('; ');
}

/** The evaluation of one program with Python's and Keras's libraries, statement by statement. */
export class ProgramRun {
  readonly session: KerasSession;
  readonly evaluator: Evaluator;
  readonly scope: Scope;
  private readonly collector: FactCollector;
  /** The program's fuel was used up: how far it got is not decided by the text alone. */
  exhausted = false;

  constructor(text: ProgramText, options: AnalyzeOptions) {
    const dialect = dialectFor(text, options);
    const session = this.session = new KerasSession(definitionsByName(options.layers ?? layersOf(dialect.version)), dialect);
    const builtins = createBuiltins();
    const object = builtins.get('object');
    if (object?.kind !== 'class') throw new Error('the builtin class object is missing');
    const { parse } = options;
    const keras = createKerasApi(session, object, parse && {
      evaluate: (name, text, given) => evaluateLibraryModule(evaluator, name, parse(text), text, given),
      call: (callee, args) => runLibraryCode(evaluator, args.site, () => evaluator.callWith(callee, args)),
    });
    const modules = new Map<string, ModuleValue>();
    const libraryModule = (name: string): ModuleValue | undefined => {
      const known = modules.get(name);
      if (known) return known;
      const made = keras.module(name) ?? pythonModules[name]?.(builtins) ?? numpyModules[name]?.();
      if (made) modules.set(name, made);
      return made;
    };
    const observer: Observer = this.collector = new FactCollector(text, session);
    const stated = statedShapes(text.text);
    const environment: Environment = {
      builtins, libraryModule, observer, now: options.now ?? Date.now,
      ...(options.workspaceModule ? { workspaceModule: options.workspaceModule } : {}),
      undefinedName: (name) => keras.bareName(name) ?? wellKnownAlias(name, libraryModule),
      ...(stated.size > 0 ? { statedValue: (name: string, value: Value) => (value.kind === 'unknown' ? stated.get(name) : undefined) } : {}),
    };
    const evaluator: Evaluator = this.evaluator = new Evaluator(environment, { path: options.path, text: text.text });
    this.collector.attach(evaluator);
    session.telling = () => evaluator.telling;
    session.making = () => evaluator.silent === 0;
    session.speculative = () => evaluator.speculative;
    this.scope = evaluator.moduleScope('__main__');
  }

  /** Runs top-level statements. */
  execute(statements: readonly Statement[]): void {
    if (!executeTopLevel(this.evaluator, statements, this.scope)) this.exhausted = true;
  }

  /** After the last statement: enters what nobody calls, and gives the facts of `module`, all of whose statements have run. */
  finish(module: Module): Analysis {
    this.collector.endOfProgram(this.evaluator);
    evaluateUncalled(this.evaluator);
    return this.collector.analysis(module);
  }

  /** The text as it is after an edit behind all that has run. */
  continueWith(text: ProgramText): void {
    this.evaluator.main.text = text.text;
    this.collector.text = text;
  }

  /** Sets a checkpoint between two statements. */
  checkpoint(): { readonly return: () => void; readonly remove: () => void } {
    const checkpoint = new Checkpoint(this.evaluator);
    const undo = [this.session.mark(), this.collector.mark()];
    return {
      return: () => {
        checkpoint.return();
        for (const one of undo) one();
      },
      remove: () => checkpoint.remove(),
    };
  }
}

/** `np` and the like in a pasted snippet without imports. */
function wellKnownAlias(name: string, libraryModule: (name: string) => ModuleValue | undefined): Value | undefined {
  const module = { np: 'numpy', numpy: 'numpy', pd: 'pandas', os: 'os', math: 'math', random: 'random' }[name];
  return module ? libraryModule(module) : undefined;
}

/** Runs a program through the evaluator with Python's and Keras's libraries. */
import { createKerasApi } from '../keras/api.ts';
import type { LayerDefinition } from '../keras/layers/definition.ts';
import { definitionsByName, KERAS_2_LAYERS, LAYERS } from '../keras/layers/registry.ts';
import { KerasSession } from '../keras/session.ts';
import type { Environment, Observer } from '../python/evaluate/environment.ts';
import { Evaluator } from '../python/evaluate/evaluator.ts';
import { evaluateLibraryModule, runLibraryCode } from '../python/evaluate/library-code.ts';
import { evaluateModule, evaluateUncalled } from '../python/evaluate/program.ts';
import { createBuiltins, pythonModules } from '../python/library/index.ts';
import { numpyModules } from '../python/library/numpy/index.ts';
import { statedShapes } from '../python/library/arrays/shape-comments.ts';
import { parseProgram } from '../python/syntax/parse-program.ts';
import type { PythonParser } from '../python/syntax/parser.ts';
import { ProgramText } from '../python/syntax/program-text.ts';
import type { Module } from '../python/syntax/tree.ts';
import type { Scope } from '../python/values/scope.ts';
import type { ModuleValue, Value } from '../python/values/value.ts';
import type { Analysis } from './analysis.ts';
import { FactCollector } from './collector.ts';
import type { Requirement } from '../keras/releases.ts';
import { chosen, writtenFor } from './keras-version.ts';

export interface AnalyzeOptions {
  /** undefined: the one that the code was written for. */
  readonly kerasVersion?: 2 | 3 | undefined;
  /** What the project asks for, where the setting leaves the version to the program. */
  readonly requirements?: readonly Requirement[] | undefined;
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
  const dialect = chosen(options.kerasVersion, writtenFor(text.text, text.pythonVersion, options.requirements));
  const session = new KerasSession(definitionsByName(options.layers ?? [...LAYERS, ...(dialect.version === 2 ? KERAS_2_LAYERS : [])]), dialect);
  const builtins = createBuiltins();
  const object = builtins.get('object');
  if (object?.kind !== 'class') throw new Error('the builtin class object is missing');
  const { parse } = options;
  const keras = createKerasApi(session, object, parse && {
    evaluate: (name, text, given) => evaluateLibraryModule(evaluator, name, parse(text), text, given),
    call: (callee, args) => runLibraryCode(evaluator, args.site, () => evaluator.callWith(callee, args)),
  });
  const collector = new FactCollector(text, session);
  const modules = new Map<string, ModuleValue>();
  const libraryModule = (name: string): ModuleValue | undefined => {
    const known = modules.get(name);
    if (known) return known;
    const made = keras.module(name) ?? pythonModules[name]?.(builtins) ?? numpyModules[name]?.();
    if (made) modules.set(name, made);
    return made;
  };
  const observer: Observer = collector;
  const stated = statedShapes(text.text);
  const environment: Environment = {
    builtins, libraryModule, observer, now: options.now ?? Date.now,
    ...(options.workspaceModule ? { workspaceModule: options.workspaceModule } : {}),
    undefinedName: (name) => keras.bareName(name) ?? wellKnownAlias(name, libraryModule),
    ...(stated.size > 0 ? { statedValue: (name: string, value: Value) => (value.kind === 'unknown' ? stated.get(name) : undefined) } : {}),
  };
  const evaluator: Evaluator = new Evaluator(environment, { path: options.path, text: text.text });
  collector.attach(evaluator);
  session.telling = () => evaluator.telling;
  session.making = () => evaluator.silent === 0;
  session.speculative = () => evaluator.speculative;
  const scope = evaluateModule(evaluator, module);
  collector.endOfProgram(evaluator);
  evaluateUncalled(evaluator);
  return { module, scope, evaluator, session, analysis: collector.analysis(module) };
}

/** `np` and the like in a pasted snippet without imports. */
function wellKnownAlias(name: string, libraryModule: (name: string) => ModuleValue | undefined): Value | undefined {
  const module = { np: 'numpy', numpy: 'numpy', pd: 'pandas', os: 'os', math: 'math', random: 'random' }[name];
  return module ? libraryModule(module) : undefined;
}

/** A whole program: the statements of its module, then the functions and classes that nobody in it calls. */
import type { ClassDefinition, Parameter, Statement } from '../syntax/tree.ts';
import { PythonError } from '../domain/interpreter.ts';
import { Journal, type Mutable } from '../domain/journal.ts';
import { CODE, UNCALLED } from '../domain/origins.ts';
import { Scope } from '../domain/scope.ts';
import type { ClassValue, FunctionValue, Value } from '../domain/value.ts';
import { joinBefore } from './branches.ts';
import { callFunction, callInSteps } from './calls.ts';
import type { Evaluator } from './evaluator.ts';
import { exampleOf, exampleValues } from './examples.ts';
import { engineLimit, LIMITS, OutOfFuel } from './fuel.ts';
import { forgetAll } from './forget.ts';
import type { PieceOfProgram } from './statement-record.ts';
import { endsProgram, executeStatement, recover } from './statements.ts';
import { havoc } from './havoc.ts';
import { complete, type Steps } from '../syntax/steps.ts';
import { words } from '../../words/message.ts';
import { Top, type Undetermined } from '../domain/undetermined.ts';

/** Runs the top-level statements of a program that is evaluated once. */
export function executeTopLevel(evaluator: Evaluator, statements: readonly Statement[], scope: Scope): void {
  for (const statement of statements) if (evaluator.fuel.refill()) complete(runTopLevel(evaluator, statement, scope));
}

/** A statement of the program's module. `exhausted` is told where the program's fuel is gone before it. */
export function pieceOf(
  evaluator: Evaluator,
  statement: Statement,
  scope: Scope,
  exhausted: () => void,
): PieceOfProgram {
  return {
    key: statement,
    stage: 0,
    imports: statement.kind === 'Import' || statement.kind === 'ImportFrom',
    premise: () =>
      (evaluator.ended.isOver ? 'never run' : '') + (evaluator.grounds.isUnreadable(statement) ? 'recovered' : ''),
    *run() {
      if (evaluator.fuel.refill()) yield* runTopLevel(evaluator, statement, scope);
      else exhausted();
    },
  };
}

/**
 * The states before a statement, of all that it changes in place: what is compared where the statement is cut short.
 * Names are not in it: a copy of all for each statement would cost too much.
 */
class StatementJournal extends Journal {
  override touch(object: Mutable): number {
    return object instanceof Scope ? 0 : super.touch(object);
  }
}

/** What a function that nobody calls changes for the whole program. */
class SettingsJournal extends Journal {
  override touch(object: Mutable): number {
    return object.ofProgram ? super.touch(object) : 0;
  }
}

function* runTopLevel(evaluator: Evaluator, statement: Statement, scope: Scope): Steps<void> {
  const journal = new StatementJournal();
  evaluator.journals.add(journal);
  let isOver = false;
  evaluator.neverRun = evaluator.ended.isOver;
  evaluator.grounds.reached = evaluator.neverRun ? UNCALLED : CODE;
  try {
    yield* executeStatement(evaluator, statement, scope);
    isOver = true;
    evaluator.journals.delete(journal);
  } catch (error) {
    isOver = true;
    const stoppedIn = [...evaluator.stopped, { code: statement, scope }];
    reset(evaluator);
    if (error instanceof PythonError) {
      recover(evaluator, statement, scope, error);
      if (endsProgram(error) && !evaluator.ended.isOver) {
        evaluator.touch(evaluator.ended);
        evaluator.ended.isOver = true;
      }
      return;
    }
    const stopped = stopOf(error);
    if (stopped !== undefined) {
      havoc(evaluator, stoppedIn, { reason: stopped.reason });
      forgetAll(evaluator, statement, scope, stopped.reason);
      joinBefore(evaluator, journal);
      return;
    }
    throw error;
  } finally {
    evaluator.neverRun = false;
    evaluator.grounds.reached = evaluator.grounds.recovered = CODE;
    // It was left in a pause.
    if (!isOver) reset(evaluator);
  }
}

/** The error as the end of the fuel, where it is that. */
function stopOf(error: unknown): OutOfFuel | undefined {
  if (error instanceof OutOfFuel) return error;
  const limit = engineLimit(error);
  return limit === undefined ? undefined : new OutOfFuel(limit);
}

/** After a statement that was cut short in the middle, nothing of what it was doing is going on. */
function reset(evaluator: Evaluator): void {
  evaluator.forgetBranches();
  evaluator.stopped.length = 0;
  evaluator.classesInMaking.length = 0;
  evaluator.boundaries.length = 0;
  evaluator.callers.length = 0;
  evaluator.tryDepth = 0;
  evaluator.callDepth = 0;
  evaluator.nesting = 0;
  evaluator.undecidedDepth = 0;
  evaluator.grounds.reached = evaluator.speculative ? UNCALLED : CODE;
  evaluator.grounds.given = evaluator.grounds.chose = evaluator.grounds.recovered = CODE;
  evaluator.wayFailed = false;
  evaluator.uninterrupted = 0;
  evaluator.silent = 0;
  evaluator.loading = 0;
  evaluator.currentSite = undefined;
  evaluator.standsFor = undefined;
}

/**
 * Functions that nobody calls are entered with symbolic arguments (defaults where there are some), so that their bodies
 * have facts.
 */
export function uncalledPieces(evaluator: Evaluator, stage: number): readonly PieceOfProgram[] {
  // Methods are entered with an object of their class; those that are left behind, as what a decorator hides, without.
  const isMethod = (value: Value): boolean => value.kind === 'function' && value.owner !== undefined;
  const defined = [
    ...evaluator.defined.filter((value) => !isMethod(value)),
    ...evaluator.defined.filter((value) => isMethod(value)),
  ];
  return defined.flatMap((value): PieceOfProgram[] => {
    if (value.kind !== 'function' && value.kind !== 'class') return [];
    const functions =
      value.kind === 'function'
        ? [value]
        : [...value.attributes.values()].filter((member) => member.kind === 'function');
    return [
      {
        key: value,
        stage,
        imports: false,
        premise: () =>
          functions.map(({ definition }) => Number(evaluator.entered.has(definition))).join('') + stated(value),
        *run() {
          if (!evaluator.fuel.refill()) return;
          evaluator.grounds.reached = UNCALLED;
          try {
            if (value.kind === 'function')
              yield* attempt(evaluator, () => enterSymbolically(evaluator, value, undefined));
            else yield* enterMethods(evaluator, value, functions);
          } finally {
            evaluator.grounds.reached = CODE;
          }
        },
      },
    ];
  });
}

/** What comments above it, which are no part of the statement, state of parameters. */
function stated(value: FunctionValue | ClassValue): string {
  const definitions =
    value.kind === 'function'
      ? [value.definition]
      : [
          value.definition,
          ...[...value.attributes.values()].map((member) => member.kind === 'function' && member.definition),
        ];
  return definitions
    .flatMap((one) => (one && one.kind !== 'Lambda' ? (exampleOf(one)?.text ?? []) : []))
    .map((text) => ` ${text}`)
    .join('');
}

function* enterMethods(evaluator: Evaluator, cls: ClassValue, methods: readonly FunctionValue[]): Steps<void> {
  if (methods.every((method) => evaluator.entered.has(method.definition))) return;
  yield* attempt(evaluator, function* (): Steps<void> {
    const instance = yield* makeObject(evaluator, cls);
    for (const method of methods) yield* attempt(evaluator, () => enterSymbolically(evaluator, method, instance));
  });
}

/** An object to enter methods with. What the program's own calls of the constructor told is not told again. */
function* makeObject(evaluator: Evaluator, cls: ClassValue): Steps<Value> {
  const init = cls.lookup('__init__');
  const args =
    init?.kind === 'function'
      ? symbolicArguments(evaluator, init, 1, cls.definition)
      : { positional: [], keywords: new Map<string, Value>() };
  const isTold = init?.kind === 'function' && evaluator.entered.has(init.definition);
  if (isTold) evaluator.silent++;
  try {
    return yield* callInSteps(evaluator, cls, args);
  } finally {
    if (isTold) evaluator.silent--;
  }
}

function* enterSymbolically(evaluator: Evaluator, fn: FunctionValue, receiver: Value | undefined): Steps<void> {
  if (evaluator.entered.has(fn.definition)) return;
  const args = symbolicArguments(evaluator, fn, receiver ? 1 : 0);
  yield* callFunction(evaluator, fn, receiver ? { ...args, positional: [receiver, ...args.positional] } : args);
}

/**
 * What `*args` and `**kwargs` would hold is not known: a caller may pass what the body goes on to need. `cls`: the
 * class that the function makes objects of, above which its parameters may be stated too.
 */
function symbolicArguments(
  evaluator: Evaluator,
  fn: FunctionValue,
  skip: number,
  cls?: ClassDefinition,
): { positional: Value[]; keywords: Map<string, Value>; incomplete?: Undetermined } {
  const positional: Value[] = [];
  const keywords = new Map<string, Value>();
  const parameters = (fn.definition.parameters as readonly Parameter[]).slice(skip);
  const examples = examplesOf(evaluator, fn, cls);
  const rest = parameters.find(({ parameterKind }) => parameterKind === 'variadic' || parameterKind === 'keywords');
  for (const parameter of parameters) {
    if (parameter.parameterKind === 'variadic' || parameter.parameterKind === 'keywords') continue;
    const example = examples.get(parameter.name);
    if (example && parameter.parameterKind !== 'positional-only') {
      keywords.set(parameter.name, example);
      continue;
    }
    const usual = fn.defaults.get(parameter.name);
    if (usual) {
      // Where more may follow, one that is not passed here would not be known.
      if (rest && parameter.parameterKind !== 'positional-only') keywords.set(parameter.name, usual);
      continue;
    }
    const value =
      example ??
      evaluator.unknown(words`${parameter.name} is a parameter that nothing in this file passes`, parameter.name);
    if (parameter.parameterKind === 'positional-only') positional.push(value);
    else keywords.set(parameter.name, value);
  }
  return rest
    ? { positional, keywords, incomplete: new Top(words`what ${rest.name} holds is not known`) }
    : { positional, keywords };
}

/** What comments state of the parameters. */
function examplesOf(
  evaluator: Evaluator,
  fn: FunctionValue,
  cls: ClassDefinition | undefined,
): ReadonlyMap<string, Value> {
  const own = fn.definition.kind === 'FunctionDefinition' ? exampleOf(fn.definition) : undefined;
  const example = own ?? (cls && exampleOf(cls));
  return example ? exampleValues(evaluator, example, fn.closure) : new Map<string, Value>();
}

function* attempt(evaluator: Evaluator, work: () => Steps<void>): Steps<void> {
  const settings = new SettingsJournal();
  evaluator.journals.add(settings);
  let isOver = false;
  try {
    yield* evaluator.fuel.within(LIMITS.stepsPerUncalledFunction, work);
    isOver = true;
  } catch (error) {
    isOver = true;
    if (!(error instanceof PythonError) && stopOf(error) === undefined) throw error;
    reset(evaluator);
  } finally {
    if (!isOver) reset(evaluator);
    settings.restore();
    evaluator.journals.delete(settings);
  }
}

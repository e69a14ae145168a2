/** A whole program: the statements of its module, then the functions and classes that nobody in it calls. */
import type { Parameter, Statement } from '../syntax/tree.ts';
import { PythonError } from '../values/interpreter.ts';
import { StatementJournal } from '../values/journal.ts';
import type { Scope } from '../values/scope.ts';
import type { FunctionValue, Value } from '../values/value.ts';
import { bindUnknown } from './assignment.ts';
import { callFunction } from './calls.ts';
import type { Evaluator } from './evaluator.ts';
import { engineLimit, LIMITS, OutOfFuel } from './fuel.ts';
import { joinStates } from './join.ts';
import { executeStatement, recover } from './statements.ts';

/** Runs top-level statements, which may be a part of a program's. False where the program's fuel is gone before their end. */
export function executeTopLevel(evaluator: Evaluator, statements: readonly Statement[], scope: Scope): boolean {
  for (const statement of statements) {
    if (!evaluator.fuel.refill()) return false;
    runTopLevel(evaluator, statement, scope);
  }
  return true;
}

function runTopLevel(evaluator: Evaluator, statement: Statement, scope: Scope): void {
  const journal = new StatementJournal();
  evaluator.journals.add(journal);
  try {
    executeStatement(evaluator, statement, scope);
    evaluator.journals.delete(journal);
  } catch (error) {
    reset(evaluator);
    if (error instanceof PythonError) { recover(evaluator, statement, scope, error); return; }
    const stopped = stopOf(error);
    if (stopped !== undefined) {
      forget(evaluator, statement, scope, stopped.message);
      // How far it would have gone on changing things is not known.
      for (const [object, before] of journal.before) object.restore(joinStates(evaluator, object, before, object.snapshot(), true));
      return;
    }
    throw error;
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
  evaluator.boundaries.length = 0;
  evaluator.tryDepth = 0;
  evaluator.perhapsRaised = undefined;
  evaluator.callDepth = 0;
  evaluator.nesting = 0;
  evaluator.undecidedDepth = 0;
  evaluator.silent = 0;
  evaluator.currentSite = undefined;
  evaluator.standsFor = undefined;
}

/** What a statement that ran out of fuel assigns is not known, wherever in it that stands. */
function forget(evaluator: Evaluator, statement: Statement, scope: Scope, reason: string): void {
  switch (statement.kind) {
    case 'Assign': for (const target of statement.targets) bindUnknown(evaluator, target, scope, reason); break;
    case 'AugmentedAssign': bindUnknown(evaluator, statement.target, scope, reason); break;
    case 'AnnotatedAssign': bindUnknown(evaluator, statement.target, scope, reason); break;
    case 'For': bindUnknown(evaluator, statement.target, scope, reason); for (const inner of [...statement.body, ...statement.orelse]) forget(evaluator, inner, scope, reason); break;
    case 'While': case 'If': for (const inner of [...statement.body, ...statement.orelse]) forget(evaluator, inner, scope, reason); break;
    case 'With': case 'Try': for (const inner of statement.body) forget(evaluator, inner, scope, reason); break;
    default:
  }
}

/** Functions that nobody calls are entered with symbolic arguments (defaults where there are some), so that their bodies have facts. */
export function evaluateUncalled(evaluator: Evaluator): void {
  evaluator.speculative = true;
  for (const value of evaluator.defined.slice()) {
    if (!evaluator.fuel.refill()) break;
    if (value.kind === 'function') attempt(evaluator, () => enterSymbolically(evaluator, value, undefined));
    else if (value.kind === 'class') {
      const methods = [...value.attributes.values()].filter((member) => member.kind === 'function');
      if (methods.every((method) => evaluator.entered.has(method.definition))) continue;
      attempt(evaluator, () => {
        const init = value.lookup('__init__');
        const instance = evaluator.callWith(value, init?.kind === 'function' ? symbolicArguments(evaluator, init, 1) : { positional: [], keywords: new Map() });
        for (const method of methods) attempt(evaluator, () => enterSymbolically(evaluator, method, instance));
      });
    }
  }
  evaluator.speculative = false;
}

function enterSymbolically(evaluator: Evaluator, fn: FunctionValue, receiver: Value | undefined): void {
  if (evaluator.entered.has(fn.definition)) return;
  const args = symbolicArguments(evaluator, fn, receiver ? 1 : 0);
  callFunction(evaluator, fn, receiver ? { ...args, positional: [receiver, ...args.positional] } : args);
}

function symbolicArguments(evaluator: Evaluator, fn: FunctionValue, skip: number): { positional: Value[]; keywords: Map<string, Value> } {
  const positional: Value[] = [];
  const keywords = new Map<string, Value>();
  const parameters = (fn.definition.parameters as readonly Parameter[]).slice(skip);
  for (const parameter of parameters) {
    if (parameter.parameterKind === 'variadic' || parameter.parameterKind === 'keywords' || fn.defaults.has(parameter.name)) continue;
    const value = evaluator.unknown(`${parameter.name} is a parameter that nothing in this file passes`, parameter.name);
    if (parameter.parameterKind === 'positional-only') positional.push(value); else keywords.set(parameter.name, value);
  }
  return { positional, keywords };
}

function attempt(evaluator: Evaluator, work: () => void): void {
  try {
    evaluator.fuel.within(LIMITS.stepsPerUncalledFunction, work);
  } catch (error) {
    if (!(error instanceof PythonError) && stopOf(error) === undefined) throw error;
    reset(evaluator);
  }
}

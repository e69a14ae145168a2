/** The statements of a program, and what is entered beside them. */
import type { Statement } from '../syntax/tree.ts';
import { PythonError } from '../domain/interpreter.ts';
import { Journal, type Mutable } from '../domain/journal.ts';
import { CODE, UNCALLED } from '../domain/origins.ts';
import { Scope } from '../domain/scope.ts';
import { joinBefore } from './branches.ts';
import type { Evaluator } from './evaluator.ts';
import { engineLimit, OutOfFuel } from './fuel.ts';
import { forgetAll } from './forget.ts';
import type { PieceOfProgram } from './statement-record.ts';
import { endsProgram, executeStatement, recover } from './statements.ts';
import { havoc } from './havoc.ts';
import { complete, type Steps } from '../syntax/steps.ts';

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
    premise: () => (evaluator.ended.isOver ? 'never run' : '') + evaluator.grounds.unreadableIn(statement),
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

/** Enters code beside the program, on an allowance of `steps` of its own. What fails in it ends it, and no more. */
export function* attempt(evaluator: Evaluator, steps: number, work: () => Steps<void>): Steps<void> {
  const settings = new SettingsJournal();
  evaluator.journals.add(settings);
  let isOver = false;
  try {
    yield* evaluator.fuel.within(steps, work);
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

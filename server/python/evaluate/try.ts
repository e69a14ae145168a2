/** `try`: its handlers, and what they set where it is not decided whether its body raises. */
import type { ExceptHandler, Expression, Statement, Try } from '../syntax/tree.ts';
import { PythonError } from '../values/interpreter.ts';
import { Journal } from '../values/journal.ts';
import type { Scope } from '../values/scope.ts';
import { evaluateWays } from './branches.ts';
import type { Completion } from './completion.ts';
import type { Evaluator } from './evaluator.ts';
import { evaluate } from './expressions.ts';
import { joinStates } from './join.ts';
import { executeBlock } from './statements.ts';
import type { Steps } from '../syntax/steps.ts';

/** The first `except` that takes the exception. */
export function handlerFor(evaluator: Evaluator, statement: Try, error: PythonError, scope: Scope): ExceptHandler | undefined {
  return statement.handlers.find((candidate) => handles(evaluator, candidate.type, error, scope));
}

/** Runs the body of an `except`, with the exception under its name. */
export function* withHandler(evaluator: Evaluator, handler: ExceptHandler, error: PythonError, scope: Scope): Steps<Completion> {
  const outer = scope.variables.get('__exception__');
  evaluator.touch(scope);
  scope.variables.set('__exception__', error.exception);
  if (handler.name) scope.variables.set(handler.name, error.exception);
  const completion = yield* executeBlock(evaluator, handler.body, scope);
  evaluator.touch(scope);
  if (handler.name) scope.variables.delete(handler.name);
  if (outer) scope.variables.set('__exception__', outer); else scope.variables.delete('__exception__');
  return completion;
}

export function* executeTry(evaluator: Evaluator, statement: Try, scope: Scope): Steps<Completion> {
  let completion: Completion;
  let pending: PythonError | undefined;
  const outer = evaluator.perhapsRaised;
  const perhaps: typeof outer = statement.handlers.length > 0 ? new Set() : outer;
  const names = new Journal();
  if (statement.handlers.length > 0) { evaluator.tryDepth++; names.touch(scope); }
  evaluator.perhapsRaised = perhaps;
  try {
    completion = yield* executeBlock(evaluator, statement.body, scope);
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    pending = error;
  } finally {
    if (statement.handlers.length > 0) evaluator.tryDepth--;
    evaluator.perhapsRaised = outer;
  }
  try {
    const certain = pending && handlerFor(evaluator, statement, pending, scope);
    const raised = pending;
    const goesOn = function* (): Steps<Completion> {
      if (!raised) return completion ?? (yield* executeBlock(evaluator, statement.orelse, scope));
      if (!certain) throw raised;
      return yield* withHandler(evaluator, certain, raised, scope);
    };
    const others = perhaps ? perhapsHandled(evaluator, statement, perhaps, scope).filter(([handler]) => handler !== certain) : [];
    completion = others.length === 0 ? yield* goesOn() : yield* evaluateWays(evaluator, [goesOn, ...others.map(([handler, error]) => function* (): Steps<Completion> {
      // Where in the body it raised is not known.
      const before = names.before.get(scope);
      evaluator.touch(scope);
      scope.restore(joinStates(evaluator, scope, before, scope.snapshot(), false));
      return yield* withHandler(evaluator, handler, error, scope);
    })]);
  } catch (error) {
    const inFinally = yield* executeBlock(evaluator, statement.finalbody, scope);
    if (inFinally) return inFinally;
    throw error;
  }
  return (yield* executeBlock(evaluator, statement.finalbody, scope)) ?? completion;
}

/** The handlers that set something other than the body does, and may have been reached. One that only reports the error, or gives up, is no other way to go on. */
function perhapsHandled(evaluator: Evaluator, statement: Try, perhaps: ReadonlySet<PythonError | 'import' | 'other'>, scope: Scope): readonly (readonly [ExceptHandler, PythonError])[] {
  const found = new Map<ExceptHandler, PythonError>();
  for (const what of perhaps) {
    if (what instanceof PythonError) {
      const handler = handlerFor(evaluator, statement, what, scope);
      if (handler && setsSomething(handler.body) && !found.has(handler)) found.set(handler, what);
      continue;
    }
    for (const handler of statement.handlers) {
      if (found.has(handler) || !setsSomething(handler.body)) continue;
      const [typeName] = ['ImportError', 'KeyboardInterrupt'].filter((name) => handlesOnly(evaluator, handler.type, name, scope));
      if (typeName === undefined ? what === 'other' : typeName === 'ImportError' && what === 'import') found.set(handler, new PythonError('Exception', '', evaluator.unknown('the exception is not known')));
      else if (what === 'import' && typeName === undefined) found.set(handler, new PythonError('ImportError', '', evaluator.unknown('the exception is not known')));
    }
  }
  return [...found];
}

/** Whether a handler takes this exception and those that derive from it, and no others. */
function handlesOnly(evaluator: Evaluator, type: Expression | undefined, name: string, scope: Scope): boolean {
  if (!type) return false;
  const expected = evaluate(evaluator, type, scope);
  const candidates = expected.kind === 'tuple' ? expected.items : [expected];
  return candidates.every((candidate) => candidate.kind === 'class' && candidate.isSubclassOf(evaluator.builtin(name)));
}

/** Methods that are there to change what they are called on. */
const CHANGES: ReadonlySet<string> = new Set(['append', 'extend', 'insert', 'add', 'update', 'setdefault', 'pop', 'popitem', 'remove', 'discard', 'clear']);

function setsSomething(body: readonly Statement[]): boolean {
  return body.some((statement) => {
    switch (statement.kind) {
      case 'Assign': case 'AugmentedAssign': case 'AnnotatedAssign': case 'Delete': case 'Import': case 'ImportFrom': case 'FunctionDefinition': case 'ClassDefinition': return true;
      case 'ExpressionStatement': return statement.value.kind === 'Call' && statement.value.callee.kind === 'Attribute' && CHANGES.has(statement.value.callee.name);
      case 'Return': return statement.value !== undefined && !(statement.value.kind === 'Constant' && statement.value.constant.type === 'None');
      case 'If': case 'For': case 'While': return setsSomething(statement.body) || setsSomething(statement.orelse);
      case 'With': return setsSomething(statement.body);
      case 'Try': return setsSomething(statement.body) || statement.handlers.some((handler) => setsSomething(handler.body));
      default: return false;
    }
  });
}

function handles(evaluator: Evaluator, type: Expression | undefined, error: PythonError, scope: Scope): boolean {
  if (!type) return true;
  const expected = evaluate(evaluator, type, scope);
  const candidates = expected.kind === 'tuple' ? expected.items : [expected];
  return candidates.some((candidate) => candidate.kind === 'unknown' || evaluator.isInstance(error.exception, candidate) !== false);
}

/** `try`: its handlers, and what they set where it is not decided whether its body raises. */
import { CHANGING } from '../syntax/changes.ts';
import type { ExceptHandler, Expression, Statement, Try } from '../syntax/tree.ts';
import { PythonError } from '../domain/interpreter.ts';
import type { Scope } from '../domain/scope.ts';
import type { Pending } from './boundary.ts';
import { evaluateWays } from './branches.ts';
import type { Completion } from './completion.ts';
import type { Evaluator } from './evaluator.ts';
import { evaluate } from './expressions.ts';
import { arrived, ending, enterJumps, goOn, isCaught, lastly } from './jumps.ts';
import { executeBlock } from './statements.ts';
import type { Steps } from '../syntax/steps.ts';
import { isUndetermined } from '../domain/undetermined.ts';

/** The first `except` that takes the exception. */
export function handlerFor(
  evaluator: Evaluator,
  statement: Try,
  error: PythonError,
  scope: Scope,
): ExceptHandler | undefined {
  return statement.handlers.find((candidate) => handles(evaluator, candidate.type, error, scope));
}

/** Runs the body of an `except`, with the exception under its name. */
export function* withHandler(
  evaluator: Evaluator,
  handler: ExceptHandler,
  error: PythonError,
  scope: Scope,
): Steps<Completion> {
  const outer = scope.variables.get('__exception__');
  evaluator.touch(scope);
  scope.variables.set('__exception__', error.exception);
  if (handler.name) scope.variables.set(handler.name, error.exception);
  const ended = yield* ending(() => executeBlock(evaluator, handler.body, scope));
  evaluator.touch(scope);
  if (handler.name) scope.variables.delete(handler.name);
  if (outer) scope.variables.set('__exception__', outer);
  else scope.variables.delete('__exception__');
  return goOn(ended);
}

export function* executeTry(evaluator: Evaluator, statement: Try, scope: Scope): Steps<Completion> {
  const { finalbody } = statement;
  if (finalbody.length === 0) return yield* executeHandled(evaluator, statement, scope);
  return yield* lastly(
    evaluator,
    false,
    () => executeHandled(evaluator, statement, scope),
    function* (ended): Steps<Completion> {
      return (yield* executeBlock(evaluator, finalbody, scope)) ?? goOn(ended);
    },
  );
}

/** The body, and then its handlers or `else`. */
function* executeHandled(evaluator: Evaluator, statement: Try, scope: Scope): Steps<Completion> {
  if (statement.handlers.length === 0)
    return (
      (yield* executeBlock(evaluator, statement.body, scope)) ??
      (yield* executeBlock(evaluator, statement.orelse, scope))
    );
  const boundary = evaluator.openBoundary('try');
  let ended: Completion | PythonError;
  let jumps: readonly Pending[];
  evaluator.tryDepth++;
  try {
    ended = yield* ending(() => executeBlock(evaluator, statement.body, scope));
    jumps = arrived(evaluator, boundary);
  } finally {
    evaluator.tryDepth--;
    evaluator.closeBoundary(boundary);
  }
  const certain = ended instanceof PythonError ? handlerFor(evaluator, statement, ended, scope) : undefined;
  const perhaps = perhapsHandled(evaluator, statement, jumps, ended !== undefined, scope);
  const others = perhaps.filter(({ handler }) => !certain || handler !== certain);
  const goesOn = function* (): Steps<Completion> {
    if (!(ended instanceof PythonError)) return ended ?? (yield* executeBlock(evaluator, statement.orelse, scope));
    if (!certain) throw ended;
    // What it does it does once, wherever in the body it was reached from.
    enterJumps(
      evaluator,
      perhaps.flatMap(({ handler, from }) => (handler === certain ? from : [])),
      true,
    );
    return yield* withHandler(evaluator, certain, ended, scope);
  };
  if (others.length === 0) return yield* goesOn();
  const handled = others.map(
    ({ handler, error, from }) =>
      function* (): Steps<Completion> {
        enterJumps(evaluator, from, false);
        if (!handler) throw error;
        // Where the handler raises itself, the body did not: such a way is taken as not happening.
        evaluator.tryDepth++;
        try {
          return yield* withHandler(evaluator, handler, error, scope);
        } finally {
          evaluator.tryDepth--;
        }
      },
  );
  const chose = evaluator.grounds.at('exception', evaluator.siteOf(statement));
  return yield* evaluateWays(evaluator, [goesOn, ...handled], chose);
}

/**
 * The handlers that an exception may come to, where its class is not known too; undefined among them where it may come
 * to none.
 */
function mayHandle(
  evaluator: Evaluator,
  statement: Try,
  error: PythonError,
  scope: Scope,
): readonly (ExceptHandler | undefined)[] {
  if (!isUndetermined(error.exception)) return [handlerFor(evaluator, statement, error, scope)];
  const all = statement.handlers.findIndex(({ type }) => takesAll(evaluator, type, scope));
  return all < 0 ? [...statement.handlers, undefined] : statement.handlers.slice(0, all + 1);
}

/**
 * What something raises of which nothing is known, where no handler of the innermost `try` takes all: it may come to
 * one outside.
 */
class Elsewhere extends PythonError {}

interface Handled {
  readonly handler: ExceptHandler | undefined;
  readonly error: PythonError;
  readonly from: Pending[];
}

/**
 * What the exceptions that were perhaps raised come to: a handler, or none of these. Of what raises because nothing is
 * known of it, only handlers that set something other
 * than the body does: one that only reports the error, or gives up, is no other way to go on, but where the body surely
 * `jumps` and the handler leads to what follows.
 */
function perhapsHandled(
  evaluator: Evaluator,
  statement: Try,
  jumped: readonly Pending[],
  jumps: boolean,
  scope: Scope,
): readonly Handled[] {
  const found = new Map<ExceptHandler | PythonError, Handled>();
  const add = (handler: ExceptHandler | undefined, error: PythonError, from: Pending): void => {
    const known = found.get(handler ?? error);
    if (known) known.from.push(from);
    else found.set(handler ?? error, { handler, error, from: [from] });
  };
  const elsewhere = new Elsewhere('Exception', '', evaluator.unknown('the exception is not known'));
  for (const jump of jumped) {
    const raised = jump.how.type === 'raise' ? jump.how.error : 'other';
    const what = raised instanceof Elsewhere ? 'other' : raised;
    if (what instanceof PythonError) {
      for (const handler of mayHandle(evaluator, statement, what, scope)) add(handler, what, jump);
      continue;
    }
    if (
      what === 'other' &&
      isCaught(evaluator) &&
      !statement.handlers.some((handler) => takesAll(evaluator, handler.type, scope))
    )
      add(undefined, elsewhere, jump);
    for (const handler of statement.handlers) {
      if (!setsSomething(handler.body) && !(jumps && isFollowed(statement, scope) && !givesUp(handler.body))) continue;
      const [typeName] = ['ImportError', 'KeyboardInterrupt'].filter((name) =>
        handlesOnly(evaluator, handler.type, name, scope),
      );
      if (typeName === undefined ? what === 'other' : typeName === 'ImportError' && what === 'import')
        add(handler, new PythonError('Exception', '', evaluator.unknown('the exception is not known')), jump);
      else if (what === 'import' && typeName === undefined)
        add(handler, new PythonError('ImportError', '', evaluator.unknown('the exception is not known')), jump);
    }
  }
  return [...found.values()];
}

/** Whether a handler takes every exception that programs expect. */
function takesAll(evaluator: Evaluator, type: Expression | undefined, scope: Scope): boolean {
  if (!type) return true;
  const expected = evaluate(evaluator, type, scope);
  const candidates = expected.kind === 'tuple' ? expected.items : [expected];
  return candidates.some(
    (candidate) => candidate.kind === 'class' && evaluator.builtin('Exception').isSubclassOf(candidate),
  );
}

/** Whether something stands behind the statement in its function. */
function isFollowed(statement: Try, scope: Scope): boolean {
  const definition = scope.frame?.function.definition;
  if (definition?.kind !== 'FunctionDefinition') return true;
  return statement.end < definition.body.at(-1)!.end;
}

const givesUp = (body: readonly Statement[]): boolean => body.some(({ kind }) => kind === 'Return' || kind === 'Raise');

/** Whether a handler takes this exception and those that derive from it, and no others. */
function handlesOnly(evaluator: Evaluator, type: Expression | undefined, name: string, scope: Scope): boolean {
  if (!type) return false;
  const expected = evaluate(evaluator, type, scope);
  const candidates = expected.kind === 'tuple' ? expected.items : [expected];
  return candidates.every((candidate) => candidate.kind === 'class' && candidate.isSubclassOf(evaluator.builtin(name)));
}

function setsSomething(body: readonly Statement[]): boolean {
  return body.some((statement) => {
    switch (statement.kind) {
      case 'Assign':
      case 'AugmentedAssign':
      case 'AnnotatedAssign':
      case 'Delete':
      case 'Import':
      case 'ImportFrom':
      case 'FunctionDefinition':
      case 'ClassDefinition':
        return true;
      case 'ExpressionStatement':
        return (
          statement.value.kind === 'Call' &&
          statement.value.callee.kind === 'Attribute' &&
          CHANGING.has(statement.value.callee.name)
        );
      case 'Return':
        return (
          statement.value !== undefined &&
          !(statement.value.kind === 'Constant' && statement.value.constant.type === 'None')
        );
      case 'If':
      case 'For':
      case 'While':
        return setsSomething(statement.body) || setsSomething(statement.orelse);
      case 'With':
        return setsSomething(statement.body);
      case 'Try':
        return setsSomething(statement.body) || statement.handlers.some((handler) => setsSomething(handler.body));
      default:
        return false;
    }
  });
}

function handles(evaluator: Evaluator, type: Expression | undefined, error: PythonError, scope: Scope): boolean {
  if (!type) return true;
  const expected = evaluate(evaluator, type, scope);
  const candidates = expected.kind === 'tuple' ? expected.items : [expected];
  return candidates.some(
    (candidate) => isUndetermined(candidate) || evaluator.isInstance(error.exception, candidate) !== false,
  );
}

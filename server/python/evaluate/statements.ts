/** Statements. One arm per kind; loops, branches, classes and imports stand in files of their own. */
import type {
  BinaryOperator,
  Expression,
  Statement,
  AugmentedAssign,
  Assert,
  Nonlocal,
  FunctionDefinition,
} from '../syntax/tree.ts';
import { changeInPlace } from '../library/unknowns.ts';
import { PythonError } from '../domain/interpreter.ts';
import type { Scope } from '../domain/scope.ts';
import { InstanceValue, NONE, OTHER_ATTRIBUTES, str, tuple, type Value } from '../domain/value.ts';
import { assign, bindDefinition, deleteTarget } from './assignment.ts';
import { evaluateWays } from './branches.ts';
import { defineClass } from './classes.ts';
import { BREAK, type Completion, CONTINUE } from './completion.ts';
import type { Evaluator } from './evaluator.ts';
import { deeper, evaluate, evaluateFunction, evaluateInSteps, takesSteps } from './expressions.ts';
import { partAt, type Target, targetOf } from './targets.ts';
import { forget } from './forget.ts';
import { importFrom, importModules } from './imports.ts';
import { isCaught } from './jumps.ts';
import { executeFor, executeWhile } from './loops.ts';
import { choosing, otherWay } from './other-way.ts';
import { executeMatch } from './patterns.ts';
import { pause, whole } from './pauses.ts';
import { oneStep, type Steps } from '../syntax/steps.ts';
import { executeTry } from './try.ts';
import { executeWith } from './with.ts';
import { words } from '../../words/message.ts';
import { isUndetermined } from '../domain/undetermined.ts';

export function* executeBlock(evaluator: Evaluator, statements: readonly Statement[], scope: Scope): Steps<Completion> {
  for (const statement of statements) {
    if (evaluator.isPauseDue) yield* pause(evaluator);
    const completion =
      isSimple(statement) && !hasSteps(evaluator, statement)
        ? executeAtOnce(evaluator, statement, scope)
        : yield* executeStatement(evaluator, statement, scope);
    if (completion) return completion;
  }
  return undefined;
}

/** One statement, where others may be heard while it takes long. */
export function* executeStatement(evaluator: Evaluator, statement: Statement, scope: Scope): Steps<Completion> {
  deeper(evaluator);
  const { grounds } = evaluator;
  const outer = isSimple(statement) ? grounds.begin(statement, evaluator.file === evaluator.main) : grounds.recovered;
  try {
    if (!isSimple(statement)) return yield* executeCompound(evaluator, statement, scope);
    if (!hasSteps(evaluator, statement)) return executeSimple(evaluator, statement, scope, undefined);
    const target = statement.kind === 'AugmentedAssign' ? augmented(evaluator, statement.target, scope) : undefined;
    return executeSimple(
      evaluator,
      statement,
      scope,
      yield* evaluateInSteps(evaluator, statement.value!, scope),
      target,
    );
  } catch (error) {
    return failed(evaluator, statement, scope, error);
  } finally {
    grounds.recovered = outer;
    evaluator.nesting--;
  }
}

function executeAtOnce(evaluator: Evaluator, statement: SimpleStatement, scope: Scope): Completion {
  deeper(evaluator);
  const outer = evaluator.grounds.begin(statement, evaluator.file === evaluator.main);
  try {
    return executeSimple(evaluator, statement, scope, undefined);
  } catch (error) {
    return failed(evaluator, statement, scope, error);
  } finally {
    evaluator.grounds.recovered = outer;
    evaluator.nesting--;
  }
}

/**
 * An exception that no `try` of the program is waiting for ends only this statement: its targets become unknown and the
 * rest of the program is still answered.
 */
function failed(evaluator: Evaluator, statement: Statement, scope: Scope, error: unknown): Completion {
  if (!(error instanceof PythonError) || error.explicit || evaluator.tryDepth > 0 || endsProgram(error)) throw error;
  const other = otherWay(evaluator, statement, scope);
  if (other === 'the other way') throw error;
  if (other) return { type: 'return', value: other.returned };
  return recover(evaluator, statement, scope, error);
}

/** Whether the program asks for its own end by it. */
export const endsProgram = ({ typeName }: PythonError): boolean => typeName === 'SystemExit';

/** Goes on after an exception that ends the real program: nothing that the statement would have bound is known. */
export function recover(evaluator: Evaluator, statement: Statement, scope: Scope, error: PythonError): Completion {
  // A mistake in another file is one of the call that leads there.
  // What is never run raises nothing.
  if (evaluator.heard && !evaluator.neverRun) {
    const site = evaluator.siteOf(statement);
    const inside = site === statement ? undefined : statement;
    evaluator.environment.observer.uncaught?.(error, site, evaluator.grounds.of(error), inside);
  }
  evaluator.wayFailed = true;
  evaluator.grounds.recover(evaluator.siteOf(statement));
  const reason = words`the statement that sets it fails: ${error.words}`;
  // `x += …` that fails leaves x as it was, as far as the rest of the program is worth reading.
  if (statement.kind !== 'AugmentedAssign') forget(evaluator, statement, scope, reason);
  if (statement.kind === 'Return') return { type: 'return', value: evaluator.unknown(reason) };
  return undefined;
}

/** The methods that `target op= value` calls where the target has them. */
const IN_PLACE: Readonly<Partial<Record<BinaryOperator, string>>> = {
  '+': '__iadd__',
  '-': '__isub__',
  '*': '__imul__',
  '/': '__itruediv__',
  '//': '__ifloordiv__',
  '%': '__imod__',
  '**': '__ipow__',
  '&': '__iand__',
  '|': '__ior__',
  '^': '__ixor__',
};

/** The target of `target op= value`: its parts are evaluated once, and it is read before the value is evaluated. */
function augmented(
  evaluator: Evaluator,
  target: Expression,
  scope: Scope,
): { readonly before: Value; readonly parts: Target | undefined } {
  if (target.kind !== 'Attribute' && target.kind !== 'Subscript')
    return { before: evaluate(evaluator, target, scope), parts: undefined };
  const parts = targetOf(evaluator, target, scope);
  return { before: partAt(evaluator, target, parts), parts };
}

/** `given`: its value, where that is evaluated already; `target`: of `target op= value`, as it was before that. */
function executeSimple(
  evaluator: Evaluator,
  statement: SimpleStatement,
  scope: Scope,
  given: Value | undefined,
  target?: ReturnType<typeof augmented>,
): Completion {
  const valueOf = (expression: Expression): Value =>
    evaluator.grounds.valueOf(given ?? evaluate(evaluator, expression, scope));
  switch (statement.kind) {
    case 'ExpressionStatement':
      valueOf(statement.value);
      return undefined;
    case 'Assign': {
      const value = valueOf(statement.value);
      for (const target of statement.targets) assign(evaluator, target, value, scope);
      return undefined;
    }
    case 'AnnotatedAssign':
      if (statement.value) assign(evaluator, statement.target, valueOf(statement.value), scope);
      annotate(statement.target, statement.annotation, scope);
      return undefined;
    case 'AugmentedAssign':
      assignAugmented(evaluator, statement, scope, given, target);
      return undefined;
    case 'Return':
      return { type: 'return', value: statement.value ? valueOf(statement.value) : NONE };
    case 'Raise':
      throw raised(evaluator, statement.exception, scope);
    case 'Assert':
      assertHolds(evaluator, statement, scope);
      return undefined;
    case 'Delete':
      for (const target of statement.targets) deleteTarget(evaluator, target, scope);
      return undefined;
    case 'Pass':
    case 'TypeAlias':
      return undefined;
    case 'Break':
      return BREAK;
    case 'Continue':
      return CONTINUE;
    case 'Global':
      for (const name of statement.names) scope.redirected.set(name, scope.module);
      return undefined;
    case 'Nonlocal':
      redirectOutwards(statement, scope);
      return undefined;
    case 'FunctionDefinition':
      defineFunction(evaluator, statement, scope);
      return undefined;
  }
}

/** `target op= value`; see `executeSimple`. */
function assignAugmented(
  evaluator: Evaluator,
  statement: AugmentedAssign,
  scope: Scope,
  given: Value | undefined,
  target: ReturnType<typeof augmented> | undefined,
): void {
  const { before, parts } = target ?? augmented(evaluator, statement.target, scope);
  const operand = given ?? evaluate(evaluator, statement.value, scope);
  if (isUndetermined(before)) changeInPlace(evaluator, before);
  const special = IN_PLACE[statement.operator];
  // A list leaves `+=` to an array, which adds.
  const isTaken = before.kind === 'list' && operand.kind === 'host' && operand.binary !== undefined;
  const inPlace = special && !isUndetermined(before) && !isTaken ? evaluator.findAttribute(before, special) : undefined;
  const value =
    inPlace && !isUndetermined(inPlace)
      ? evaluator.call(inPlace, [operand])
      : evaluator.binary(statement.operator, before, operand, evaluator.siteOf(statement));
  assign(evaluator, statement.target, value, scope, parts);
}

function assertHolds(evaluator: Evaluator, statement: Assert, scope: Scope): void {
  const holds = evaluator.truth(evaluate(evaluator, statement.test, scope));
  const fails = (): never => {
    const exception = new InstanceValue(evaluator.builtin('AssertionError'));
    const message = statement.message ? (evaluator.str(evaluate(evaluator, statement.message, scope)) ?? '') : '';
    exception.attributes.set('args', tuple(str(message)));
    throw new PythonError('AssertionError', message, exception, true);
  };
  if (holds === false) fails();
  // One that nothing waits for is taken to hold.
  if (holds === undefined && isCaught(evaluator))
    whole(
      evaluator,
      evaluateWays(
        evaluator,
        [oneStep(() => undefined), oneStep(fails)],
        evaluator.grounds.at('condition', evaluator.siteOf(statement.test)),
      ),
    );
}

/** `nonlocal`: the names are those of the nearest function around that has them. */
function redirectOutwards(statement: Nonlocal, scope: Scope): void {
  for (const name of statement.names) {
    let outer = scope.parent;
    while (outer && !(outer.scopeKind === 'function' && outer.variables.has(name))) outer = outer.parent;
    if (outer) scope.redirected.set(name, outer);
  }
}

function defineFunction(evaluator: Evaluator, statement: FunctionDefinition, scope: Scope): void {
  let value: Value = evaluateFunction(evaluator, statement, statement.name, scope);
  const isInside = evaluator.callDepth > 0 && evaluator.file === evaluator.main;
  if (!evaluator.speculative || isInside) evaluator.defined.push(value);
  for (const decorator of [...statement.decorators].reverse()) value = decorate(evaluator, decorator, value, scope);
  bindDefinition(evaluator, statement.name, value, scope, statement.nameSpan);
}

type CompoundStatement = Extract<
  Statement,
  { kind: 'Import' | 'ImportFrom' | 'If' | 'While' | 'For' | 'Try' | 'With' | 'Match' | 'ClassDefinition' }
>;
type SimpleStatement = Exclude<Statement, CompoundStatement>;
type ValuedStatement = Extract<
  SimpleStatement,
  { kind: 'ExpressionStatement' | 'Assign' | 'AnnotatedAssign' | 'AugmentedAssign' | 'Return' }
>;

const COMPOUND: ReadonlySet<string> = new Set<CompoundStatement['kind']>([
  'Import',
  'ImportFrom',
  'If',
  'While',
  'For',
  'Try',
  'With',
  'Match',
  'ClassDefinition',
]);
/** Those whose value comes first, or only behind the target that it is added to. */
const VALUED: ReadonlySet<string> = new Set<ValuedStatement['kind']>([
  'ExpressionStatement',
  'Assign',
  'AnnotatedAssign',
  'AugmentedAssign',
  'Return',
]);

const isSimple = (statement: Statement): statement is SimpleStatement => !COMPOUND.has(statement.kind);
const isValued = (statement: SimpleStatement): statement is ValuedStatement => VALUED.has(statement.kind);
/** Whether its value may take long to evaluate. */
const hasSteps = (evaluator: Evaluator, statement: SimpleStatement): statement is ValuedStatement =>
  isValued(statement) && statement.value !== undefined && takesSteps(evaluator, statement.value);

function* executeCompound(evaluator: Evaluator, statement: CompoundStatement, scope: Scope): Steps<Completion> {
  switch (statement.kind) {
    case 'Import':
      yield* importModules(evaluator, statement, scope);
      return undefined;
    case 'ImportFrom':
      yield* importFrom(evaluator, statement, scope);
      return undefined;
    case 'If': {
      const decided = evaluator.truth(yield* evaluateInSteps(evaluator, statement.test, scope));
      if (decided === true) return yield* executeBlock(evaluator, statement.body, scope);
      if (decided === false) return yield* executeBlock(evaluator, statement.orelse, scope);
      return yield* choosing(evaluator, () =>
        evaluateWays(
          evaluator,
          [
            () => executeBlock(evaluator, statement.body, scope),
            () => executeBlock(evaluator, statement.orelse, scope),
          ],
          evaluator.grounds.at('condition', evaluator.siteOf(statement.test)),
          statement.orelse.length === 1 && statement.orelse[0]!.kind === 'If',
        ),
      );
    }
    case 'While':
      return yield* executeWhile(evaluator, statement, scope);
    case 'For':
      return yield* executeFor(evaluator, statement, scope);
    case 'Try':
      return yield* executeTry(evaluator, statement, scope);
    case 'With':
      return yield* executeWith(evaluator, statement, scope);
    case 'Match':
      return yield* executeMatch(evaluator, statement, scope);
    case 'ClassDefinition': {
      let value: Value = yield* defineClass(evaluator, statement, scope);
      if (evaluator.speculative === false) evaluator.defined.push(value);
      for (const decorator of [...statement.decorators].reverse()) value = decorate(evaluator, decorator, value, scope);
      bindDefinition(evaluator, statement.name, value, scope, statement.nameSpan);
      return undefined;
    }
  }
}

/** Decorators that pass arguments from elsewhere: tf_slim's, gin's and sacred's. */
const CONFIGURING = /\b(add_arg_scope|gin\.configurable|capture|automain)\b/;

/** A decorator that is not known (a registry, a tracer) is taken to give back what it decorates. */
function decorate(evaluator: Evaluator, decorator: Expression, value: Value, scope: Scope): Value {
  const callee = evaluate(evaluator, decorator, scope);
  const result = isUndetermined(callee)
    ? callee
    : evaluator.call(callee, [value], undefined, evaluator.siteOf(decorator));
  // It may have given a class more attributes, and another constructor: `attr.s` does. A task queue's gives a function
  // `.remote()` or `.delay()`.
  if (value.kind === 'class' && isUndetermined(result)) value.decorated = result;
  if (value.kind === 'function' && isUndetermined(result)) value.attributes.set(OTHER_ATTRIBUTES, result);
  if (value.kind === 'function' && isUndetermined(result) && CONFIGURING.test(decorator.text))
    value.configured = result;
  // One of a library's is a registry where it gives None here; the program's own gives what it gives.
  const isOwn = callee.kind === 'function' || (callee.kind === 'method' && callee.method.kind === 'function');
  return isUndetermined(result) || (result.kind === 'none' && !isOwn) ? value : result;
}

/** `x: int` in a class body is what dataclasses read. */
function annotate(target: Expression, { text }: Expression, scope: Scope): void {
  if (scope.scopeKind !== 'class' || target.kind !== 'Name') return;
  (scope.annotations ??= new Map()).set(target.id, str(text));
}

function raised(evaluator: Evaluator, expression: Expression | undefined, scope: Scope): PythonError {
  if (!expression) {
    const current = scope.lookup('__exception__');
    if (current) return new PythonError(typeNameOf(current), '', current, true);
    return new PythonError('RuntimeError', 'No active exception to reraise', evaluator.unknown('no exception'), true);
  }
  let value = evaluate(evaluator, expression, scope);
  if (value.kind === 'class') value = evaluator.call(value, []);
  return new PythonError(typeNameOf(value), evaluator.str(value) ?? '', value, true);
}

const typeNameOf = (value: Value): string => (value.kind === 'instance' ? value.cls.name : 'Exception');

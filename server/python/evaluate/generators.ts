/**
 * Generators. Their code runs step by step with whoever takes their items, as in Python: it stops at each `yield`.
 * Where something undecided
 * decides what is yielded, the generator is open from there on.
 *
 * Its compound statements are executed here, not as all others are (statements.ts): those keep what surrounds them
 * (loops that are open, ways that are
 * not decided, how deep it is) in the evaluator while they run, and a generator sleeps between two items, while others
 * run.
 */
import type {
  Comprehension,
  Expression,
  For,
  FunctionDefinition,
  If,
  Statement,
  Try,
  While,
  With,
} from '../syntax/tree.ts';
import { containsYield } from '../syntax/yields.ts';
import { PythonError } from '../domain/interpreter.ts';
import { Journal } from '../domain/journal.ts';
import { holding } from '../domain/inner-code.ts';
import type { Scope } from '../domain/scope.ts';
import { type FunctionValue, IteratorValue, NONE, type Value } from '../domain/value.ts';
import { assign } from './assignment.ts';
import { Boundary } from './boundary.ts';
import { joinBefore, repeatUnknown } from './branches.ts';
import type { Completion } from './completion.ts';
import type { Evaluator } from './evaluator.ts';
import { evaluate } from './expressions.ts';
import { LIMITS, OutOfFuel } from './fuel.ts';
import { openEnd } from './items.ts';
import { settle } from './jumps.ts';
import { takeItems } from './iteration.ts';
import { executeBlock, executeStatement } from './statements.ts';
import { paidHavoc } from './havoc.ts';
import { whole } from './pauses.ts';
import { handlerFor, withHandler } from './try.ts';
import { enterContexts, leaveContexts } from './with.ts';
import { words } from '../../words/message.ts';

/** What a generator yields from here on is not known. */
export class GeneratorStopped extends Error {}

/** A JavaScript generator that yields what the Python one yields, and returns how its statements end. */
export type Steps<T> = Generator<Value, T>;

/** The part of the evaluator's state that belongs to a generator and sleeps with it. */
export class Suspended {
  readonly boundaries: Boundary[] = [new Boundary('function'), new Boundary('loop'), new Boundary('iteration')];
  tryDepth = 0;
  spent = 0;
  items = 0;

  /** A jump that perhaps happened makes everything that follows uncertain. */
  get isUndecided(): boolean {
    return this.boundaries.some((boundary) => boundary.pending.length > 0);
  }
}

/** The iterator that a call of a generator function gives. */
export function makeGenerator(evaluator: Evaluator, fn: FunctionValue, scope: Scope): IteratorValue {
  const own = new Suspended();
  const { body } = fn.definition as FunctionDefinition;
  return drive(evaluator, fn.name, runBlock(evaluator, body, scope, own), own, {
    code: fn.definition as FunctionDefinition,
    scope,
    fn,
    rest: () => {
      restPerhaps(evaluator, body, scope);
    },
  });
}

/** What the rest of a generator changes that cannot be followed: any of its statements perhaps did, in any state. */
function restPerhaps(evaluator: Evaluator, body: readonly Statement[], scope: Scope): void {
  const { frame } = scope;
  if (!frame) return;
  scope.frame = { ...frame, yields: undefined };
  const journal = new Journal();
  evaluator.journals.add(journal);
  const stopped = evaluator.stopped.length;
  try {
    whole(
      evaluator,
      evaluator.fuel.within(STEPS_OF_REST, () => repeatUnknown(evaluator, () => executeBlock(evaluator, body, scope))),
    );
  } catch (error) {
    if (!(error instanceof OutOfFuel)) throw error;
    joinBefore(evaluator, journal);
    // What it would have gone on to change is looked for in all of the generator.
    evaluator.stopped.length = stopped;
  } finally {
    evaluator.journals.delete(journal);
  }
}

/** What is taken from a generator that cannot be followed is seldom worth more. */
const STEPS_OF_REST = 1000;

interface Driven {
  readonly code: FunctionDefinition | Comprehension;
  readonly scope: Scope;
  readonly fn?: FunctionValue;
  readonly rest?: () => void;
}

/** The iterator that runs the steps of a generator, one `yield` after the other. */
export function drive(
  evaluator: Evaluator,
  name: string,
  steps: Steps<unknown>,
  own: Suspended,
  { code, scope, fn, rest }: Driven,
): IteratorValue {
  const state: { made?: IteratorValue } = {};
  const stop = (): void => {
    state.made!.summary = evaluator.unknown(words`how many items ${name} yields is not known`);
    for (const boundary of own.boundaries) settle(evaluator, boundary, undefined);
  };
  /** What it goes on to do with whoever takes its items is not followed. */
  const leave = (): void => {
    if (rest && evaluator.callDepth < LIMITS.callDepth) resume(evaluator, own, fn, rest);
    stop();
    paidHavoc(evaluator, [state.made!], { reason: words`how far a generator goes is not known` });
  };
  state.made = new IteratorValue(
    (function* generate(): Generator<Value> {
      for (;;) {
        let step: IteratorResult<Value, unknown>;
        try {
          step = resume(evaluator, own, fn, () => steps.next());
        } catch (error) {
          if (error instanceof OutOfFuel) {
            stop();
            evaluator.stopped.push({ code, scope });
          }
          if (!(error instanceof GeneratorStopped)) throw error;
          leave();
          return;
        }
        if (step.done) return;
        yield step.value;
        if (++own.items >= LIMITS.generatedItems || own.spent > LIMITS.generatorSteps) {
          leave();
          return;
        }
      }
    })(),
    'generator',
  );
  return holding(state.made, { code, scope, values: [] });
}

/** Runs the generator up to its next `yield`, with its own state around it, and puts the caller's state back. */
function resume<T>(evaluator: Evaluator, own: Suspended, fn: FunctionValue | undefined, work: () => T): T {
  const { callDepth, file, tryDepth, nesting, currentSite, standsFor } = evaluator;
  const { reached, recovered } = evaluator.grounds;
  const outside = evaluator.boundaries.length;
  const before = evaluator.fuel.spent;
  if (callDepth >= LIMITS.callDepth) throw new GeneratorStopped('it is nested too deeply');
  evaluator.callDepth++;
  evaluator.tryDepth += own.tryDepth;
  if (fn) evaluator.enterFile(fn.definition.file);
  evaluator.boundaries.push(...own.boundaries);
  try {
    return work();
  } finally {
    own.tryDepth = Math.max(0, evaluator.tryDepth - tryDepth);
    own.spent += evaluator.fuel.spent - before;
    evaluator.boundaries.length = Math.min(evaluator.boundaries.length, outside);
    Object.assign(evaluator, { callDepth, file, tryDepth, nesting, currentSite, standsFor });
    Object.assign(evaluator.grounds, { reached, recovered });
  }
}

// ---------------------------------------------------------------- statements

const yieldingStatements = new WeakMap<Statement, boolean>();

function yields(statement: Statement): boolean {
  let answer = yieldingStatements.get(statement);
  if (answer === undefined) {
    answer = containsYield([statement]);
    yieldingStatements.set(statement, answer);
  }
  return answer;
}

function* runBlock(
  evaluator: Evaluator,
  statements: readonly Statement[],
  scope: Scope,
  own: Suspended,
): Steps<Completion> {
  for (const statement of statements) {
    const completion = yields(statement)
      ? yield* runYielding(evaluator, statement, scope, own)
      : whole(evaluator, executeStatement(evaluator, statement, scope));
    if (own.isUndecided) throw new GeneratorStopped('whether it goes on is not decided');
    if (completion) return completion;
  }
  return undefined;
}

function* runYielding(evaluator: Evaluator, statement: Statement, scope: Scope, own: Suspended): Steps<Completion> {
  evaluator.spend();
  switch (statement.kind) {
    case 'ExpressionStatement':
      yield* runYield(evaluator, statement.value, scope);
      return undefined;
    case 'Assign': {
      const value = yield* runYield(evaluator, statement.value, scope);
      for (const target of statement.targets) assign(evaluator, target, value, scope);
      return undefined;
    }
    case 'Return':
      return { type: 'return', value: statement.value ? yield* runYield(evaluator, statement.value, scope) : NONE };
    case 'If':
      return yield* runIf(evaluator, statement, scope, own);
    case 'While':
      return yield* runWhile(evaluator, statement, scope, own);
    case 'For':
      return yield* runFor(evaluator, statement, scope, own);
    case 'Try':
      return yield* runTry(evaluator, statement, scope, own);
    case 'With':
      return yield* runWith(evaluator, statement, scope, own);
    default:
      throw new GeneratorStopped('a yield inside such a statement is not followed');
  }
}

/** `yield value` or `yield from items` as a whole expression. `next()` sends None in. */
function* runYield(evaluator: Evaluator, expression: Expression, scope: Scope): Steps<Value> {
  if (expression.kind !== 'Yield' || (expression.value && containsYieldExpression(expression.value)))
    throw new GeneratorStopped('a yield inside an expression is not followed');
  const value = expression.value ? evaluate(evaluator, expression.value, scope) : NONE;
  if (!expression.from) {
    yield value;
    return NONE;
  }
  const items = takeItems(evaluator, value);
  if (items) yield* items;
  if (!items || openEnd(items)) throw new GeneratorStopped('what it yields from is not known');
  return evaluator.unknown('what a generator returns is not followed');
}

function containsYieldExpression(expression: Expression): boolean {
  return containsYield([expression]);
}

/** Whether a condition holds. @throws GeneratorStopped where that is not decided. */
export function decide(evaluator: Evaluator, test: Expression, scope: Scope): boolean {
  if (containsYieldExpression(test)) throw new GeneratorStopped('a yield inside an expression is not followed');
  const truth = evaluator.truth(evaluate(evaluator, test, scope));
  if (truth === undefined) throw new GeneratorStopped('a condition is not decided');
  return truth;
}

function* runIf(evaluator: Evaluator, statement: If, scope: Scope, own: Suspended): Steps<Completion> {
  return yield* runBlock(
    evaluator,
    decide(evaluator, statement.test, scope) ? statement.body : statement.orelse,
    scope,
    own,
  );
}

function* runWhile(evaluator: Evaluator, statement: While, scope: Scope, own: Suspended): Steps<Completion> {
  while (decide(evaluator, statement.test, scope)) {
    evaluator.spend();
    const completion = yield* runBlock(evaluator, statement.body, scope, own);
    if (completion?.type === 'break') return undefined;
    if (completion?.type === 'return') return completion;
  }
  return yield* runBlock(evaluator, statement.orelse, scope, own);
}

function* runFor(evaluator: Evaluator, statement: For, scope: Scope, own: Suspended): Steps<Completion> {
  if (containsYieldExpression(statement.iterable))
    throw new GeneratorStopped('a yield inside an expression is not followed');
  const iterable = evaluate(evaluator, statement.iterable, scope);
  const items = takeItems(evaluator, iterable);
  if (!items) throw new GeneratorStopped('what it loops over is not known');
  // A list may be opened by what the loop does.
  const isOpen = (): boolean =>
    (openEnd(items) ?? (iterable.kind === 'list' ? iterable.summary : undefined)) !== undefined;
  for (const item of items) {
    if (isOpen()) break;
    evaluator.spend();
    assign(evaluator, statement.target, item, scope);
    const completion = yield* runBlock(evaluator, statement.body, scope, own);
    if (completion?.type === 'break') return undefined;
    if (completion?.type === 'return') return completion;
  }
  if (isOpen()) throw new GeneratorStopped('what it loops over is not known');
  return yield* runBlock(evaluator, statement.orelse, scope, own);
}

/** Runs a block that jumps may leave: one that perhaps did makes uncertain what follows. */
function* within(
  evaluator: Evaluator,
  own: Suspended,
  boundary: Boundary,
  work: () => Steps<Completion>,
): Steps<Completion> {
  own.boundaries.push(boundary);
  evaluator.boundaries.push(boundary);
  const leave = (): void => {
    if (own.isUndecided) throw new GeneratorStopped('whether it goes on is not decided');
    own.boundaries.splice(own.boundaries.lastIndexOf(boundary), 1);
    evaluator.boundaries.splice(evaluator.boundaries.lastIndexOf(boundary), 1);
  };
  let completion: Completion;
  try {
    completion = yield* work();
  } catch (error) {
    if (error instanceof PythonError) leave();
    throw error;
  }
  leave();
  return completion;
}

function* runTry(evaluator: Evaluator, statement: Try, scope: Scope, own: Suspended): Steps<Completion> {
  let completion: Completion;
  try {
    let pending: PythonError | undefined;
    if (statement.handlers.length > 0) evaluator.tryDepth++;
    try {
      completion = yield* within(evaluator, own, new Boundary('finally', statement.handlers.length > 0), () =>
        runBlock(evaluator, statement.body, scope, own),
      );
    } catch (error) {
      if (!(error instanceof PythonError)) throw error;
      pending = error;
    } finally {
      if (statement.handlers.length > 0) evaluator.tryDepth = Math.max(0, evaluator.tryDepth - 1);
    }
    if (pending) {
      const handler = handlerFor(evaluator, statement, pending, scope);
      if (!handler) throw pending;
      if (handler.body.some(yields)) throw new GeneratorStopped('a yield inside an exception handler is not followed');
      completion = whole(evaluator, withHandler(evaluator, handler, pending, scope));
    } else if (!completion) completion = yield* runBlock(evaluator, statement.orelse, scope, own);
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    const ended = yield* runBlock(evaluator, statement.finalbody, scope, own);
    if (ended) return ended;
    throw error;
  }
  return (yield* runBlock(evaluator, statement.finalbody, scope, own)) ?? completion;
}

function* runWith(evaluator: Evaluator, statement: With, scope: Scope, own: Suspended): Steps<Completion> {
  const exits = enterContexts(evaluator, statement, scope);
  let completion: Completion;
  try {
    completion = yield* runBlock(evaluator, statement.body, scope, own);
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    if (leaveContexts(evaluator, exits, error) === true) return undefined;
    throw error;
  }
  leaveContexts(evaluator, exits, undefined);
  return completion;
}

/** A `yield` that is evaluated where no step by step running reaches it. */
export function misplacedYield(evaluator: Evaluator, scope: Scope): Value {
  let home: Scope | undefined = scope;
  while (home && !home.frame) home = home.parent;
  if (home?.frame?.yields) throw new GeneratorStopped('a yield inside an expression is not followed');
  return evaluator.unknown(words`what is sent in is not known`);
}

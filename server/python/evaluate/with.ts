import type { Expression, With } from '../syntax/tree.ts';
import { PythonError } from '../values/interpreter.ts';
import type { Scope } from '../values/scope.ts';
import { NONE, type Value } from '../values/value.ts';
import { assign } from './assignment.ts';
import type { Completion } from './completion.ts';
import type { Evaluator } from './evaluator.ts';
import { evaluate } from './expressions.ts';
import { executeBlock } from './statements.ts';
import type { Steps } from '../syntax/steps.ts';

/** `with`: enters each item in order and leaves in reverse. A context manager that is not known is taken to do nothing. */
export function* executeWith(evaluator: Evaluator, statement: With, scope: Scope): Steps<Completion> {
  const contexts = enterContexts(evaluator, statement, scope);
  let completion: Completion;
  if (contexts.maySuppress) evaluator.tryDepth++;
  try {
    completion = yield* executeBlock(evaluator, statement.body, scope);
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    if (leaveContexts(evaluator, contexts, error)) return undefined;
    throw error;
  } finally {
    if (contexts.maySuppress) evaluator.tryDepth--;
  }
  leaveContexts(evaluator, contexts, undefined);
  return completion;
}

/** The exits of context managers that were entered, in the order of entering. */
export interface Contexts {
  readonly exits: readonly Value[];
  /** Whether one of them is the program's own, and so may end an exception. */
  readonly maySuppress: boolean;
  /** Whether one of them is there to see the block raise. */
  readonly expectsError: boolean;
}

/** `self.assertRaises(…)`, `assertRaisesRegex(…)`, `pytest.raises(…)`: what the block raises is what the program says it does. */
function expectsError(context: Expression): boolean {
  if (context.kind !== 'Call') return false;
  const { callee } = context;
  const name = callee.kind === 'Attribute' ? callee.name : callee.kind === 'Name' ? callee.id : '';
  return name === 'raises' || name.startsWith('assertRaises');
}

export function enterContexts(evaluator: Evaluator, statement: With, scope: Scope): Contexts {
  const exits: Value[] = [];
  let maySuppress = false;
  let expected = false;
  for (const item of statement.items) {
    const manager = evaluate(evaluator, item.context, scope);
    const enter = manager.kind === 'unknown' ? undefined : evaluator.findAttribute(manager, '__enter__');
    const exit = manager.kind === 'unknown' ? undefined : evaluator.findAttribute(manager, '__exit__');
    const entered = enter && enter.kind !== 'unknown' ? evaluator.call(enter, []) : manager.kind === 'unknown' ? manager : evaluator.unknown('what the context manager gives is not known');
    if (exit) exits.push(exit);
    if (manager.kind === 'instance' && !manager.cls.unknownBase) maySuppress = true;
    if (manager.kind === 'unknown' && expectsError(item.context)) expected = maySuppress = true;
    if (item.target) assign(evaluator, item.target, entered, scope);
  }
  return { exits, maySuppress, expectsError: expected };
}

/** Whether an exit ends the exception. */
export function leaveContexts(evaluator: Evaluator, contexts: Contexts, error: PythonError | undefined): boolean {
  let suppressed = false;
  for (const exit of [...contexts.exits].reverse()) {
    if (exit.kind === 'unknown') continue;
    const details: Value[] = error && !suppressed ? [evaluator.typeOf(error.exception), error.exception, NONE] : [NONE, NONE, NONE];
    if (evaluator.truth(evaluator.call(exit, details)) === true && error) suppressed = true;
  }
  return suppressed || (error !== undefined && contexts.expectsError);
}

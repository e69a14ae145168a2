import type { With } from '../syntax/tree.ts';
import { PythonError } from '../values/interpreter.ts';
import type { Scope } from '../values/scope.ts';
import { NONE, type Value } from '../values/value.ts';
import { assign } from './assignment.ts';
import type { Completion } from './completion.ts';
import type { Evaluator } from './evaluator.ts';
import { evaluate } from './expressions.ts';
import { executeBlock } from './statements.ts';

/** `with`: enters each item in order and leaves in reverse. A context manager that is not known is taken to do nothing. */
export function executeWith(evaluator: Evaluator, statement: With, scope: Scope): Completion {
  const exits: Value[] = [];
  const leave = (error: PythonError | undefined): boolean => {
    let suppressed = false;
    for (const exit of exits.reverse()) {
      if (exit.kind === 'unknown') continue;
      const details: Value[] = error ? [evaluator.typeOf(error.exception), error.exception, NONE] : [NONE, NONE, NONE];
      if (evaluator.truth(evaluator.call(exit, details)) === true && error) suppressed = true;
    }
    return suppressed;
  };
  for (const item of statement.items) {
    const manager = evaluate(evaluator, item.context, scope);
    const enter = manager.kind === 'unknown' ? undefined : evaluator.findAttribute(manager, '__enter__');
    const exit = manager.kind === 'unknown' ? undefined : evaluator.findAttribute(manager, '__exit__');
    const entered = enter && enter.kind !== 'unknown' ? evaluator.call(enter, []) : manager.kind === 'unknown' ? manager : evaluator.unknown('what the context manager gives is not known');
    if (exit) exits.push(exit);
    if (item.target) assign(evaluator, item.target, entered, scope);
  }
  let completion: Completion;
  try {
    completion = executeBlock(evaluator, statement.body, scope);
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    if (leave(error)) return undefined;
    throw error;
  }
  leave(undefined);
  return completion;
}

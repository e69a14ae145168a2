import type { Expression, With } from '../syntax/tree.ts';
import { PythonError } from '../domain/interpreter.ts';
import { CHOICE } from '../domain/origins.ts';
import type { Scope } from '../domain/scope.ts';
import { NONE, type Value } from '../domain/value.ts';
import { assign } from './assignment.ts';
import { evaluateWays } from './branches.ts';
import type { Completion } from './completion.ts';
import type { Evaluator } from './evaluator.ts';
import { evaluate } from './expressions.ts';
import { goOn, lastly } from './jumps.ts';
import { executeBlock } from './statements.ts';
import { oneStep, type Steps } from '../syntax/steps.ts';
import { isUndetermined } from '../domain/undetermined.ts';

/**
 * `with`: enters each item in order and leaves in reverse. A context manager that is not known is taken to do nothing.
 */
export function* executeWith(evaluator: Evaluator, statement: With, scope: Scope): Steps<Completion> {
  const contexts = enterContexts(evaluator, statement, scope);
  const block = (): Steps<Completion> => executeBlock(evaluator, statement.body, scope);
  if (contexts.exits.length === 0 && !contexts.expectsError) return yield* block();
  return yield* lastly(
    evaluator,
    contexts.maySuppress,
    function* (): Steps<Completion> {
      if (contexts.maySuppress) evaluator.tryDepth++;
      try {
        return yield* block();
      } finally {
        if (contexts.maySuppress) evaluator.tryDepth--;
      }
    },
    function* (ended): Steps<Completion> {
      if (!(ended instanceof PythonError)) {
        leaveContexts(evaluator, contexts, undefined);
        return ended;
      }
      const suppressed = leaveContexts(evaluator, contexts, ended);
      if (suppressed === undefined)
        return yield* evaluateWays(evaluator, [oneStep(() => goOn(ended)), oneStep(() => undefined)], CHOICE);
      return suppressed ? undefined : goOn(ended);
    },
  );
}

/** The exits of context managers that were entered, in the order of entering. */
export interface Contexts {
  readonly exits: readonly Value[];
  /** Whether one of them is the program's own, and so may end an exception. */
  readonly maySuppress: boolean;
  /** Whether one of them is there to see the block raise. */
  readonly expectsError: boolean;
}

/**
 * `self.assertRaises(…)`, `assertRaisesRegex(…)`, `pytest.raises(…)`: what the block raises is what the program says it
 * does.
 */
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
    const enter = isUndetermined(manager) ? undefined : evaluator.findAttribute(manager, '__enter__');
    const exit = isUndetermined(manager) ? undefined : evaluator.findAttribute(manager, '__exit__');
    const entered =
      enter && !isUndetermined(enter)
        ? evaluator.call(enter, [])
        : isUndetermined(manager)
          ? manager
          : evaluator.unknown('what the context manager gives is not known');
    if (exit) exits.push(exit);
    if (manager.kind === 'instance' && !manager.cls.unknownBase) maySuppress = true;
    if (isUndetermined(manager) && expectsError(item.context)) expected = maySuppress = true;
    if (item.target) assign(evaluator, item.target, entered, scope);
  }
  return { exits, maySuppress, expectsError: expected };
}

/** Whether an exit ends the exception; undefined where it is not decided. */
export function leaveContexts(
  evaluator: Evaluator,
  contexts: Contexts,
  error: PythonError | undefined,
): boolean | undefined {
  let suppressed: boolean | undefined = false;
  for (const exit of [...contexts.exits].reverse()) {
    if (isUndetermined(exit)) continue;
    // Where it is not decided whether an inner one has ended it, neither is what the outer ones are told.
    const known: Value[] = error ? [evaluator.typeOf(error.exception), error.exception, NONE] : [NONE, NONE, NONE];
    const details =
      suppressed === undefined
        ? known.map(() => evaluator.unknown('whether the exception has ended is not decided'))
        : suppressed
          ? [NONE, NONE, NONE]
          : known;
    const ends = evaluator.truth(evaluator.call(exit, details));
    if (error && suppressed !== true && ends !== false) suppressed = ends;
  }
  return suppressed !== true && error !== undefined && contexts.expectsError ? true : suppressed;
}

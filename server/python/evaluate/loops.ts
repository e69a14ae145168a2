import type { For, While } from '../syntax/tree.ts';
import type { Scope } from '../values/scope.ts';
import type { Value } from '../values/value.ts';
import { assign } from './assignment.ts';
import { repeatUnknown, settle } from './branches.ts';
import type { Completion } from './completion.ts';
import type { Evaluator } from './evaluator.ts';
import { evaluate } from './expressions.ts';
import { LIMITS, OutOfFuel } from './fuel.ts';
import { openEnd } from './items.ts';
import { takeItems } from './operators.ts';
import { executeBlock } from './statements.ts';

/** A `for` over known items runs them all; over unknown ones its body stands for every pass. */
export function executeFor(evaluator: Evaluator, statement: For, scope: Scope): Completion {
  const iterable = evaluate(evaluator, statement.iterable, scope);
  const items = takeItems(evaluator, iterable);
  return evaluator.inBoundary('loop', (loop) => {
    const anyPass = (): void => repeatUnknown(evaluator, () => {
      assign(evaluator, statement.target, elementOf(evaluator, iterable), scope);
      return executeBlock(evaluator, statement.body, scope);
    });
    if (!items) {
      anyPass();
      settle(evaluator, loop, undefined);
      return executeBlock(evaluator, statement.orelse, scope);
    }
    for (const item of items) {
      evaluator.spend();
      const completion = iteration(evaluator, () => {
        assign(evaluator, statement.target, item, scope);
        return executeBlock(evaluator, statement.body, scope);
      });
      if (completion?.type === 'break') return settleNothing(evaluator, loop);
      if (completion?.type === 'return') { settle(evaluator, loop, undefined); return completion; }
    }
    if (openEnd(items)) anyPass();
    const completion = executeBlock(evaluator, statement.orelse, scope);
    settle(evaluator, loop, undefined);
    return completion;
  });
}

function settleNothing(evaluator: Evaluator, loop: Parameters<typeof settle>[1]): undefined {
  settle(evaluator, loop, undefined);
  return undefined;
}

function iteration(evaluator: Evaluator, work: () => Completion): Completion {
  return evaluator.inBoundary('iteration', (boundary) => {
    const completion = work();
    settle(evaluator, boundary, undefined);
    return completion?.type === 'continue' ? undefined : completion;
  });
}

/** What one pass over an unknown collection sees: the elements share the collection's name. */
export function elementOf(evaluator: Evaluator, iterable: Value): Value {
  if (iterable.kind === 'list' || iterable.kind === 'iterator') {
    const known = iterable.kind === 'list' ? iterable.items : iterable.buffer;
    if (known.length === 1 && iterable.kind === 'list') return known[0]!;
  }
  if (iterable.kind === 'host') {
    const element = iterable.element?.(evaluator);
    if (element) return element;
  }
  const name = iterable.kind === 'unknown' ? iterable.name : undefined;
  return evaluator.unknown(name ? `it is an item of ${name}` : 'what is looped over is not known');
}

export function executeWhile(evaluator: Evaluator, statement: While, scope: Scope): Completion {
  return evaluator.inBoundary('loop', (loop) => {
    for (let pass = 0; pass < LIMITS.whilePasses; pass++) {
      evaluator.spend();
      const test = evaluator.truth(evaluate(evaluator, statement.test, scope));
      if (test === false) {
        const completion = executeBlock(evaluator, statement.orelse, scope);
        settle(evaluator, loop, undefined);
        return completion;
      }
      if (test === undefined) {
        repeatUnknown(evaluator, () => executeBlock(evaluator, statement.body, scope));
        settle(evaluator, loop, undefined);
        return undefined;
      }
      const completion = iteration(evaluator, () => executeBlock(evaluator, statement.body, scope));
      // A loop that only an undecided `break` ends runs an unknown number of times.
      if (!completion && loop.pending.length > 0 && pass >= 3) {
        repeatUnknown(evaluator, () => executeBlock(evaluator, statement.body, scope));
        settle(evaluator, loop, undefined);
        return undefined;
      }
      if (completion?.type === 'break') { settle(evaluator, loop, undefined); return undefined; }
      if (completion?.type === 'return') { settle(evaluator, loop, undefined); return completion; }
    }
    // What it did so far is not what it would have done in the end.
    throw new OutOfFuel('a loop with too many passes');
  });
}


import type { For, While } from '../syntax/tree.ts';
import type { Scope } from '../values/scope.ts';
import { Unknown, type Value } from '../values/value.ts';
import { assign } from './assignment.ts';
import { repeatUnknown, settle } from './branches.ts';
import type { Completion } from './completion.ts';
import type { Evaluator } from './evaluator.ts';
import { evaluate } from './expressions.ts';
import { LIMITS } from './fuel.ts';
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
    /** `else` runs where no pass broke off. */
    const end = (): Completion => {
      const completion = executeBlock(evaluator, statement.orelse, scope);
      settle(evaluator, loop, undefined);
      return completion;
    };
    if (!items) { anyPass(); return end(); }
    const isTooLong = watch(evaluator);
    for (const item of items) {
      evaluator.spend();
      if (isTooLong()) {
        anyPass();
        if (iterable.kind === 'iterator') { evaluator.touch(iterable); iterable.open = evaluator.unknown('a loop takes its items'); }
        return end();
      }
      const completion = iteration(evaluator, () => {
        assign(evaluator, statement.target, item, scope);
        return executeBlock(evaluator, statement.body, scope);
      });
      if (completion?.type === 'break') return settleNothing(evaluator, loop);
      if (completion?.type === 'return') { settle(evaluator, loop, undefined); return completion; }
    }
    if (openEnd(items)) anyPass();
    return end();
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

/** Tells when a loop has taken so long, or perhaps was left in so many of its passes, that the passes left are not run one by one. */
export function watch(evaluator: Evaluator): () => boolean {
  const [start, made, journals] = [evaluator.fuel.spent, evaluator.instancesMade, evaluator.journals.size];
  return () => evaluator.fuel.spent - start > (evaluator.instancesMade === made ? LIMITS.stepsPerLoop : LIMITS.stepsPerBuildingLoop)
    || evaluator.journals.size - journals > LIMITS.pendingJumps;
}

/** What one pass over an unknown collection sees: the elements share the collection's name. */
export function elementOf(evaluator: Evaluator, iterable: Value): Value {
  if (iterable.kind === 'list' || iterable.kind === 'iterator') {
    const known = iterable.kind === 'list' ? iterable.items : iterable.buffer;
    if (known.length === 1 && iterable.kind === 'list') return known[0]!;
  }
  if (iterable.kind === 'range') return new Unknown('it counts the passes of a loop', { integer: true });
  if (iterable.kind === 'host') {
    const element = iterable.element?.(evaluator);
    if (element) return element;
  }
  const name = iterable.kind === 'unknown' ? iterable.name : undefined;
  return evaluator.unknown(name ? `it is an item of ${name}` : 'what is looped over is not known');
}

export function executeWhile(evaluator: Evaluator, statement: While, scope: Scope): Completion {
  return evaluator.inBoundary('loop', (loop) => {
    const end = (): Completion => {
      const completion = executeBlock(evaluator, statement.orelse, scope);
      settle(evaluator, loop, undefined);
      return completion;
    };
    const anyPass = (): void => repeatUnknown(evaluator, () => {
      const completion = executeBlock(evaluator, statement.body, scope);
      if (!completion) evaluate(evaluator, statement.test, scope);
      return completion;
    });
    const isTooLong = watch(evaluator);
    for (let pass = 0; ; pass++) {
      evaluator.spend();
      const test = evaluator.truth(evaluate(evaluator, statement.test, scope));
      if (test === false) return end();
      if (test === undefined || isTooLong()) { anyPass(); return end(); }
      const completion = iteration(evaluator, () => executeBlock(evaluator, statement.body, scope));
      if (completion?.type === 'break') { settle(evaluator, loop, undefined); return undefined; }
      if (completion?.type === 'return') { settle(evaluator, loop, undefined); return completion; }
      // A loop that only an undecided `break` ends runs an unknown number of times.
      if (loop.pending.length > 0 && pass >= 3) { anyPass(); settle(evaluator, loop, undefined); return undefined; }
    }
  });
}

import type { For, While } from '../syntax/tree.ts';
import type { Scope } from '../domain/scope.ts';
import { originsOf } from '../domain/carried.ts';
import { CODE, type Origins } from '../domain/origins.ts';
import { perhaps, perhapsIn } from '../domain/points-to.ts';
import { UnsureText } from '../domain/unsure-text.ts';
import type { Value } from '../domain/value.ts';
import { UnknownRange } from '../library/builtins/unknown-range.ts';
import { assign } from './assignment.ts';
import type { Boundary } from './boundary.ts';
import { evaluateWays, iteration, repeatUnknown } from './branches.ts';
import type { Completion } from './completion.ts';
import type { Evaluator } from './evaluator.ts';
import { evaluateInSteps } from './expressions.ts';
import { LIMITS } from './fuel.ts';
import { openEnd } from './items.ts';
import { joinValues } from './join.ts';
import { upTo } from './jumps.ts';
import { takeItems } from './iteration.ts';
import { executeBlock } from './statements.ts';
import { itemTaken } from './havoc.ts';
import type { Steps } from '../syntax/steps.ts';
import { words } from '../../words/message.ts';
import { isUndetermined, undetermined } from '../domain/undetermined.ts';

/** A `for` over known items runs them all; over unknown ones its body stands for every pass. */
export function* executeFor(evaluator: Evaluator, statement: For, scope: Scope): Steps<Completion> {
  const iterable = yield* evaluateInSteps(evaluator, statement.iterable, scope);
  const each = isUndetermined(iterable) ? iterable.alternatives?.filter(({ kind }) => kind !== 'none') : undefined;
  if (each?.some(({ kind }) => kind === 'list' || kind === 'tuple'))
    return yield* evaluateWays(
      evaluator,
      each.map((one) => () => executeOver(evaluator, statement, one, scope)),
      evaluator.grounds.choiceOf([originsOf(iterable)]),
    );
  return yield* executeOver(evaluator, statement, iterable, scope);
}

function* executeOver(evaluator: Evaluator, statement: For, iterable: Value, scope: Scope): Steps<Completion> {
  const items = takeItems(evaluator, iterable);
  const outer = evaluator.orderUnsure;
  evaluator.orderUnsure ||= isInNoOrder(iterable);
  try {
    return yield* upTo(
      evaluator,
      'loop',
      () => passes(evaluator, statement, iterable, items, scope),
      otherwise(evaluator, statement, scope),
    );
  } finally {
    evaluator.orderUnsure = outer;
  }
}

/** Names of a folder, also with their numbers beside them or in tuples. */
function isInNoOrder(iterable: Value): boolean {
  const items = iterable.kind === 'list' ? iterable.items : iterable.kind === 'iterator' ? iterable.buffer : [];
  const parts = items.slice(0, 2).flatMap((item) => (item.kind === 'tuple' ? item.items : [item]));
  return items.length > 1 && parts.some((part) => part instanceof UnsureText && part.isInNoOrder);
}

/** What follows where no pass broke off. */
function otherwise(evaluator: Evaluator, { orelse }: For | While, scope: Scope): (() => Steps<Completion>) | undefined {
  return orelse.length === 0 ? undefined : () => executeBlock(evaluator, orelse, scope);
}

/** Gives 'end' where no pass broke off. */
function* passes(
  evaluator: Evaluator,
  statement: For,
  iterable: Value,
  items: ReturnType<typeof takeItems>,
  scope: Scope,
): Steps<Completion | 'end'> {
  const anyPass = (): Steps<void> =>
    repeatUnknown(evaluator, () => {
      assign(evaluator, statement.target, elementOf(evaluator, iterable), scope);
      return executeBlock(evaluator, statement.body, scope);
    });
  if (!items) {
    yield* evaluator.grounds.reaching(whetherAny(evaluator, iterable), anyPass);
    itemTaken(evaluator, iterable);
    return 'end';
  }
  const isTooLong = watch(evaluator);
  const isOpen = (): boolean =>
    (openEnd(items) ?? (iterable.kind === 'list' ? iterable.summary : undefined)) !== undefined;
  for (const item of items) {
    if (isOpen()) break;
    evaluator.spend();
    if (isTooLong()) {
      if (iterable.kind === 'iterator') {
        evaluator.touch(iterable);
        iterable.summary = evaluator.unknown('a loop takes its items');
      }
      yield* anyPass();
      itemTaken(evaluator, iterable);
      return 'end';
    }
    const completion = yield* iteration(evaluator, () => {
      assign(evaluator, statement.target, item, scope);
      return executeBlock(evaluator, statement.body, scope);
    });
    if (completion?.type === 'break') return undefined;
    if (completion?.type === 'return') return completion;
  }
  if (isOpen()) {
    yield* anyPass();
    itemTaken(evaluator, iterable);
  }
  return 'end';
}

/** What decides whether there is a first pass, where the number of passes is one of a few and 0 among them. */
function whetherAny(evaluator: Evaluator, iterable: Value): Origins {
  if (!(iterable instanceof UnknownRange) || !isUndetermined(iterable.stop)) return CODE;
  const none = iterable.stop.alternatives?.some((one) => one.kind === 'int' && one.value <= 0n);
  return none ? evaluator.grounds.choiceOf([originsOf(iterable.stop)]) : CODE;
}

/**
 * Tells when a loop has taken so long, or perhaps was left in so many of its passes, that the passes left are not run
 * one by one.
 */
export function watch(evaluator: Evaluator): () => boolean {
  const [start, made, journals] = [evaluator.fuel.spent, evaluator.instancesMade, evaluator.journals.size];
  return () =>
    evaluator.fuel.spent - start >
      (evaluator.instancesMade === made ? LIMITS.stepsPerLoop : LIMITS.stepsPerBuildingLoop) ||
    evaluator.journals.size - journals > LIMITS.pendingJumps;
}

/** What one pass over an unknown collection sees: the elements share the collection's name. */
export function elementOf(evaluator: Evaluator, iterable: Value): Value {
  if (iterable.kind === 'list' || iterable.kind === 'iterator') {
    itemTaken(evaluator, iterable);
    const known = [
      ...(iterable.kind === 'list' ? iterable.items : iterable.buffer),
      ...(iterable.summary?.alternatives ?? []),
    ];
    if (iterable.kind === 'list' && iterable.items.length === 1)
      return known.reduce((a, b) => joinValues(evaluator, a, b));
    const element = evaluator.unknown('what is looped over is not known');
    return perhapsIn(perhaps(element, known), iterable);
  }
  if (iterable.kind === 'range') return undetermined('it counts the passes of a loop', { integer: true });
  if (iterable.kind === 'host') {
    const element = iterable.element?.(evaluator);
    if (element) return element;
  }
  const name = isUndetermined(iterable) ? iterable.name : undefined;
  return perhapsIn(
    evaluator.unknown(name ? words`it is an item of ${name}` : 'what is looped over is not known'),
    iterable,
  );
}

export function* executeWhile(evaluator: Evaluator, statement: While, scope: Scope): Steps<Completion> {
  return yield* upTo(
    evaluator,
    'loop',
    (loop) => passesWhile(evaluator, statement, loop, scope),
    otherwise(evaluator, statement, scope),
  );
}

function* passesWhile(evaluator: Evaluator, statement: While, loop: Boundary, scope: Scope): Steps<Completion | 'end'> {
  const anyPass = (): Steps<void> =>
    repeatUnknown(evaluator, function* () {
      const completion = yield* executeBlock(evaluator, statement.body, scope);
      if (!completion) yield* evaluateInSteps(evaluator, statement.test, scope);
      return completion;
    });
  const isTooLong = watch(evaluator);
  for (let pass = 0; ; pass++) {
    evaluator.spend();
    const test = evaluator.truth(yield* evaluateInSteps(evaluator, statement.test, scope));
    if (test === false) return 'end';
    if (test === undefined || isTooLong()) {
      const chose =
        pass === 0 && test === undefined ? evaluator.grounds.at('condition', evaluator.siteOf(statement.test)) : CODE;
      yield* evaluator.grounds.reaching(chose, anyPass);
      return 'end';
    }
    const completion = yield* iteration(evaluator, () => executeBlock(evaluator, statement.body, scope));
    if (completion?.type === 'break') return undefined;
    if (completion?.type === 'return') return completion;
    // A loop that only an undecided `break` ends runs an unknown number of times.
    if (loop.pending.length > 0 && pass >= 3) {
      yield* anyPass();
      return 'end';
    }
  }
}

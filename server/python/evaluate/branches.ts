/**
 * Undecided control flow. Each way is evaluated on its own copy of the state (a journal undoes it), then the states are
 * joined: what agrees
 * is kept, what differs becomes unknown or "this or that".
 */
import { Journal, type Mutable, restore, snapshot } from '../domain/journal.ts';
import { PythonError } from '../domain/interpreter.ts';
import { CODE, type Origins } from '../domain/origins.ts';
import { ListValue, type Value } from '../domain/value.ts';
import type { Jump } from './boundary.ts';
import type { Completion } from './completion.ts';
import type { Evaluator } from './evaluator.ts';
import { GivenUp, LIMITS } from './fuel.ts';
import { joinStates, joinValues } from './join.ts';
import { ending, isCaught, keep, suspend, upTo } from './jumps.ts';
import type { Steps } from '../syntax/steps.ts';

/** How one way ends, and what it had made of the objects by then. */
interface Way {
  readonly after: Map<Mutable, unknown>;
  readonly completion: Completion | PythonError;
  readonly failed?: boolean;
}
type EndedWay = Way & { readonly completion: Completion };
type JumpingWay = Way & { readonly completion: Exclude<Completion, undefined> };
type RaisingWay = Way & { readonly completion: PythonError };
type LeavingWay = Way & { readonly completion: Exclude<Way['completion'], undefined> };

/** Evaluates `work` and puts everything back. */
function* explore(evaluator: Evaluator, work: () => Steps<Completion>, deeper = 1): Steps<Way> {
  const journal = new Journal();
  evaluator.journals.add(journal);
  const before = evaluator.boundaries.map(({ pending }) => pending.length);
  let completion: Way['completion'];
  evaluator.undecidedDepth += deeper;
  try {
    completion = yield* ending(work);
  } catch (error) {
    if (error instanceof GivenUp) {
      evaluator.journals.delete(journal);
      joinBefore(evaluator, journal);
    }
    throw error;
  } finally {
    evaluator.undecidedDepth -= deeper;
    evaluator.journals.delete(journal);
  }
  for (const [i, count] of before.entries())
    for (const pending of evaluator.boundaries[i]!.pending.slice(count)) keep(pending, journal.before.keys());
  const after = journal.undo();
  evaluator.forgetLengths(after.keys());
  return { after, completion };
}

/** One of several ways, which what `chose` decides among. */
function* exploreWay(evaluator: Evaluator, work: () => Steps<Completion>, chose: Origins, deeper: number): Steps<Way> {
  const { grounds, wayFailed } = evaluator;
  const { reached } = grounds;
  grounds.reached = reached.union(chose);
  evaluator.wayFailed = false;
  try {
    const way = yield* explore(evaluator, work, deeper);
    return { ...way, failed: evaluator.wayFailed };
  } finally {
    grounds.reached = reached;
    evaluator.wayFailed = wayFailed;
  }
}

/**
 * Evaluates every way and leaves the joined state. The completion is the common one; where ways end differently, those
 * that jump are
 * kept at the boundary they jump to and joined there. An exception that nothing waits for is taken as not happening.
 * `chose`: what decides which way is taken. `chained`: the last way is the rest of a chain, and no deeper than its
 * beginning.
 */
export function* evaluateWays(
  evaluator: Evaluator,
  works: readonly (() => Steps<Completion>)[],
  chose: Origins,
  chained = false,
): Steps<Completion> {
  if (evaluator.undecidedDepth >= LIMITS.undecidedDepth)
    throw new GivenUp('too many conditions inside each other are not decided');
  const explored: Way[] = [];
  for (const [i, work] of works.entries())
    explored.push(yield* exploreWay(evaluator, work, chose, chained && i === works.length - 1 ? 0 : 1));
  const raising = explored.filter((way): way is RaisingWay => way.completion instanceof PythonError);
  const ended = explored.filter((way): way is EndedWay => !(way.completion instanceof PythonError));
  const sound = ended.filter(({ failed }) => !failed);
  const ways = sound.length > 0 ? sound : ended;
  if (sound.length === 0 && ended.length > 0) evaluator.wayFailed = true;
  if (ways.length === 0) {
    const [first, ...others] = raising;
    if (!first) return undefined;
    if (isCaught(evaluator)) {
      for (const way of others) suspendWay(evaluator, way, chose);
      enter(evaluator, [first], chose);
    }
    throw first.completion;
  }
  for (const way of raising) suspendWay(evaluator, way, chose);
  const staying = ways.filter((way) => way.completion === undefined);
  const jumping = ways.filter((way): way is JumpingWay => way.completion !== undefined);
  if (staying.length > 0) {
    for (const way of jumping) suspendWay(evaluator, way, chose);
    enter(evaluator, staying, chose);
    return undefined;
  }
  const first = jumping[0]!.completion;
  if (jumping.every((way) => way.completion.type === first.type)) {
    enter(evaluator, jumping, chose);
    if (first.type !== 'return') return first;
    return {
      type: 'return',
      value: evaluator.grounds.joining(chose, () =>
        jumping.map((way) => (way.completion as { value: Value }).value).reduce((a, b) => joinValues(evaluator, a, b)),
      ),
    };
  }
  // All jump, but to different places: go on with the nearest, keep the others where they go.
  const order = ['continue', 'break', 'return'];
  const sorted = [...jumping].sort((a, b) => order.indexOf(a.completion.type) - order.indexOf(b.completion.type));
  for (const way of sorted.slice(1)) suspendWay(evaluator, way, chose);
  enter(evaluator, [sorted[0]!], chose);
  return sorted[0]!.completion;
}

function suspendWay(evaluator: Evaluator, { after, completion }: LeavingWay, chose: Origins): void {
  const how: Jump = completion instanceof PythonError ? { type: 'raise', error: completion } : completion;
  suspend(evaluator, after, how, chose);
}

/** How far what `journal` heard of went on is not known: each object is what it was before, or what it is now. */
export function joinBefore(evaluator: Evaluator, { before }: Journal): void {
  evaluator.beginJoin();
  for (const object of heldFirst(before.keys())) {
    evaluator.remember(object);
    restore(object, joinStates(evaluator, object, before.get(object), snapshot(object), true));
  }
}

/** Each once, lists before what holds them: where two names' lists become one, what is in them is joined already. */
export function heldFirst(objects: Iterable<Mutable>): readonly Mutable[] {
  const all = [...new Set(objects)];
  const lists = all.filter((object) => object instanceof ListValue);
  const flat = lists.every(({ items }) => !items.some(({ kind }) => kind === 'list'));
  if (!flat) lists.sort((a, b) => nestingOf(a) - nestingOf(b));
  return [...lists, ...all.filter((object) => !(object instanceof ListValue))];
}

function nestingOf(list: ListValue, depth = 0): number {
  return depth > 3
    ? depth
    : list.items.reduce(
        (most, item) => (item.kind === 'list' ? Math.max(most, nestingOf(item, depth + 1)) : most),
        depth,
      );
}

/** Makes the state that stands for all these ways the present one. */
function enter(evaluator: Evaluator, ways: readonly Way[], chose: Origins): void {
  evaluator.grounds.joining(chose, () => {
    enterWays(evaluator, ways);
  });
}

function enterWays(evaluator: Evaluator, ways: readonly Way[]): void {
  evaluator.beginJoin();
  for (const object of heldFirst(ways.flatMap((way) => [...way.after.keys()]))) {
    const now = snapshot(object);
    const states = ways.map((way) => (way.after.has(object) ? way.after.get(object) : now));
    evaluator.remember(object);
    restore(
      object,
      states.reduce((a, b) => joinStates(evaluator, object, a, b, false)),
    );
  }
}

/** One pass of a loop, where undecided jumps to the next pass are joined. Gives how it ends. */
export function* iteration(evaluator: Evaluator, body: () => Steps<Completion>): Steps<Completion> {
  return yield* upTo(evaluator, 'iteration', function* (): Steps<Completion> {
    const completion = yield* body();
    return completion?.type === 'continue' ? undefined : completion;
  });
}

/**
 * A body that runs an unknown number of times (perhaps never): once unheard to see what it changes, then again on the
 * widened state, so
 * that facts hold for every pass. Where even that changes something, what one pass hands on to the next had not come
 * through yet.
 */
export function* repeatUnknown(evaluator: Evaluator, body: () => Steps<Completion>): Steps<void> {
  let changed = true;
  /** Changed by a pass before; others may have been made by the pass itself. */
  const known = new Set<Mutable>();
  for (let pass = 0; pass < 2 || (changed && pass < MOST_PASSES && evaluator.heard); pass++) {
    const heard = pass === 1;
    if (!heard) evaluator.silent++;
    let way: Way;
    try {
      way = yield* explore(evaluator, () => iteration(evaluator, body));
    } finally {
      if (!heard) evaluator.silent--;
    }
    const { completion } = way;
    changed = false;
    if (completion) {
      suspendWay(evaluator, { after: way.after, completion }, CODE);
      continue;
    }
    evaluator.beginJoin();
    for (const object of heldFirst(way.after.keys())) {
      evaluator.remember(object);
      const before = snapshot(object);
      restore(object, joinStates(evaluator, object, before, way.after.get(object), true));
      if (!changed && known.has(object) && !object.state.same(before, snapshot(object))) changed = true;
      known.add(object);
    }
  }
}

/**
 * What one pass hands on to the next may come through this many. Within another such loop, it comes through that one's
 * passes.
 */
const MOST_PASSES = 5;

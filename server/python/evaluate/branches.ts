/**
 * Undecided control flow. Each way is evaluated on its own copy of the state (a journal undoes it), then the states are joined: what agrees
 * is kept, what differs becomes unknown or "this or that".
 */
import { Journal, type Mutable } from '../values/journal.ts';
import { PythonError } from '../values/interpreter.ts';
import { ListValue, type Value } from '../values/value.ts';
import type { Completion } from './completion.ts';
import type { Evaluator } from './evaluator.ts';
import { LIMITS } from './fuel.ts';
import { joinStates, joinValues } from './join.ts';
import type { Steps } from '../syntax/steps.ts';

interface Way { readonly after: Map<Mutable, unknown>; readonly completion: Completion }

/** Evaluates `work` and puts everything back. An exception where it raised: such a way is taken as not happening, but by a `try` around it. */
function* explore(evaluator: Evaluator, work: () => Steps<Completion>, deeper = 1): Steps<Way | PythonError> {
  const journal = new Journal();
  evaluator.journals.add(journal);
  let completion: Completion;
  let raised: PythonError | undefined;
  evaluator.undecidedDepth += deeper;
  try {
    completion = yield* work();
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    evaluator.perhapsRaised?.add(error);
    raised = error;
  } finally {
    evaluator.undecidedDepth -= deeper;
    evaluator.journals.delete(journal);
  }
  const after = journal.undo();
  evaluator.forgetLengths(after.keys());
  return raised ?? { after, completion };
}

/**
 * Evaluates every way and leaves the joined state. The completion is the common one; where ways end differently, those that jump are
 * kept at the boundary they jump to and joined there. `chained`: the last way is the rest of a chain, and no deeper than its beginning.
 */
export function* evaluateWays(evaluator: Evaluator, works: readonly (() => Steps<Completion>)[], chained = false): Steps<Completion> {
  if (evaluator.undecidedDepth >= LIMITS.undecidedDepth) return notEntered(evaluator);
  const explored: (Way | PythonError)[] = [];
  for (const [i, work] of works.entries()) explored.push(yield* explore(evaluator, work, chained && i === works.length - 1 ? 0 : 1));
  const ways = explored.filter((way): way is Way => !(way instanceof PythonError));
  if (ways.length === 0) {
    const [error] = explored;
    if (error instanceof PythonError) throw error;
    return undefined;
  }
  const staying = ways.filter((way) => way.completion === undefined);
  const jumping = ways.filter((way) => way.completion !== undefined);
  if (staying.length > 0) {
    enter(evaluator, staying);
    for (const way of jumping) suspend(evaluator, way);
    return undefined;
  }
  const first = jumping[0]!.completion!;
  if (jumping.every((way) => way.completion!.type === first.type)) {
    enter(evaluator, jumping);
    if (first.type !== 'return') return first;
    return { type: 'return', value: jumping.map((way) => (way.completion as { value: Value }).value).reduce((a, b) => joinValues(evaluator, a, b)) };
  }
  // All jump, but to different places: go on with the nearest, keep the others where they go.
  const order = ['continue', 'break', 'return'];
  const sorted = [...jumping].sort((a, b) => order.indexOf(a.completion!.type) - order.indexOf(b.completion!.type));
  enter(evaluator, [sorted[0]!]);
  for (const way of sorted.slice(1)) suspend(evaluator, way);
  return sorted[0]!.completion;
}

/** What ways that are not entered set, and whether they return, is not known: nothing of the function is told from here on. */
function notEntered(evaluator: Evaluator): Completion {
  if (!evaluator.boundaries.some(({ kind }) => kind === 'function')) return undefined;
  return { type: 'return', value: evaluator.unknown('too many conditions inside each other are not decided') };
}

/** Each once, lists before what holds them: where two names' lists become one, what is in them is joined already. */
function heldFirst(objects: Iterable<Mutable>): readonly Mutable[] {
  const all = [...new Set(objects)];
  return [...all.filter((object) => object instanceof ListValue), ...all.filter((object) => !(object instanceof ListValue))];
}

/** Makes the state that stands for all these ways the present one. */
function enter(evaluator: Evaluator, ways: readonly Way[]): void {
  for (const object of heldFirst(ways.flatMap((way) => [...way.after.keys()]))) {
    const now = object.snapshot();
    const states = ways.map((way) => (way.after.has(object) ? way.after.get(object) : now));
    evaluator.touch(object);
    object.restore(states.reduce((a, b) => joinStates(evaluator, object, a, b, false)));
  }
}

function suspend(evaluator: Evaluator, way: Way): void {
  const completion = way.completion!;
  const kind = completion.type === 'return' ? 'function' : completion.type === 'break' ? 'loop' : 'iteration';
  const boundary = evaluator.boundaries.findLast((candidate) => candidate.kind === kind);
  if (!boundary) return;
  const since = new Journal();
  evaluator.journals.add(since);
  boundary.pending.push({ after: way.after, since, value: completion.type === 'return' ? completion.value : undefined });
}

/** At the end of a boundary: joins in the ways that jumped here. Gives the joined value of a function. */
export function settle(evaluator: Evaluator, boundary: Evaluator['boundaries'][number], value: Value | undefined): Value | undefined {
  let result = value;
  for (const pending of boundary.pending.splice(0)) {
    evaluator.journals.delete(pending.since);
    for (const object of heldFirst([...pending.after.keys(), ...pending.since.before.keys()])) {
      const jumped = pending.after.has(object) ? pending.after.get(object) : pending.since.before.get(object);
      const now = object.snapshot();
      evaluator.touch(object);
      object.restore(joinStates(evaluator, object, jumped, now, false));
    }
    if (pending.value) result = result ? joinValues(evaluator, pending.value, result) : pending.value;
  }
  return result;
}

/** One pass of a loop, where undecided jumps to the next pass are joined. Gives how it ends. */
export function* iteration(evaluator: Evaluator, body: () => Steps<Completion>): Steps<Completion> {
  const boundary = evaluator.openBoundary('iteration');
  try {
    const completion = yield* body();
    settle(evaluator, boundary, undefined);
    return completion;
  } finally { evaluator.closeBoundary(boundary); }
}

/**
 * A body that runs an unknown number of times (perhaps never): once unheard to see what it changes, then again on the widened state, so
 * that facts hold for every pass.
 */
export function* repeatUnknown(evaluator: Evaluator, body: () => Steps<Completion>): Steps<void> {
  for (const heard of [false, true]) {
    if (!heard) evaluator.silent++;
    let way: Way | PythonError;
    try { way = yield* explore(evaluator, () => iteration(evaluator, body)); }
    finally { if (!heard) evaluator.silent--; }
    if (way instanceof PythonError) continue;
    if (way.completion?.type === 'return') suspend(evaluator, way);
    for (const object of heldFirst(way.after.keys())) {
      evaluator.touch(object);
      object.restore(joinStates(evaluator, object, object.snapshot(), way.after.get(object), true));
    }
  }
}

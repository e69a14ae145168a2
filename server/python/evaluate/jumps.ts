/**
 * Jumps that perhaps happened: they wait at the boundary that they go to with the state that they left, and are joined
 * there.
 */
import { PythonError } from '../domain/interpreter.ts';
import { Journal, type Mutable, restore, snapshot } from '../domain/journal.ts';
import { CODE, type Origins } from '../domain/origins.ts';
import type { Value } from '../domain/value.ts';
import type { Boundary, Jump, Pending } from './boundary.ts';
import { evaluateWays, heldFirst } from './branches.ts';
import type { Completion } from './completion.ts';
import type { Evaluator } from './evaluator.ts';
import { joinStates, joinValues } from './join.ts';
import { oneStep, type Steps } from '../syntax/steps.ts';

/** More states of one object are joined. */
const MOST_STATES = 4;

const GOAL: Readonly<Record<Exclude<Jump['type'], 'raise'>, Boundary['kind']>> = {
  return: 'function',
  break: 'loop',
  continue: 'iteration',
};

/** Whether an exception would end somewhere. */
export const isCaught = (evaluator: Evaluator): boolean => evaluator.boundaries.some(({ catches }) => catches);

/**
 * Where the jump comes to first; undefined for an exception that nobody waits for: such a branch is taken as not
 * happening.
 */
function destination(evaluator: Evaluator, { type }: Jump): Boundary | undefined {
  if (type === 'raise')
    return isCaught(evaluator)
      ? evaluator.boundaries.findLast(({ kind, catches }) => catches || kind === 'finally')
      : undefined;
  return evaluator.boundaries.findLast(({ kind }) => kind === GOAL[type] || kind === 'finally');
}

/**
 * A branch that made `after` of the present state jumped: its state waits where it goes. To be called before anything
 * else is made of the present state.
 */
export function suspend(
  evaluator: Evaluator,
  after: ReadonlyMap<Mutable, unknown>,
  how: Jump,
  chose: Origins = CODE,
): void {
  const since = new Journal();
  const boundary = destination(evaluator, how);
  if (!boundary) return;
  evaluator.journals.add(since);
  boundary.pending.push({ after: new Map([...after].map(([object, state]) => [object, [state]])), since, how, chose });
}

/**
 * Something that is not known perhaps raises here: one jump stands for all of these, with all states that they may have
 * left.
 */
export function perhapsRaise(evaluator: Evaluator, error: 'import' | 'other'): void {
  const boundary = evaluator.boundaries.findLast(({ kind }) => kind === 'try');
  if (!boundary) return;
  const at = boundary.pending.findIndex(({ how }) => how.type === 'raise' && how.error === error);
  const known = boundary.pending[at];
  if (known?.since.before.size === 0) return;
  const after = new Map(known?.after);
  for (const object of known?.since.before.keys() ?? []) {
    const states = [...statesIn(known!, object), snapshot(object)];
    after.set(
      object,
      states.length > MOST_STATES ? [states.reduce((a, b) => joinStates(evaluator, object, a, b, false))] : states,
    );
  }
  const since = new Journal();
  evaluator.journals.add(since);
  if (known) evaluator.journals.delete(known.since);
  boundary.pending.splice(known ? at : boundary.pending.length, 1, {
    after,
    since,
    how: { type: 'raise', error },
    chose: CODE,
  });
}

function statesIn({ after, since }: Pending, object: Mutable): readonly unknown[] {
  return after.get(object) ?? [since.before.has(object) ? since.before.get(object) : snapshot(object)];
}

/**
 * A branch is about to be put back in which the jump happened: what it had changed before is no more there to be seen.
 */
export function keep(pending: Pending, changed: Iterable<Mutable>): void {
  for (const object of changed) if (!pending.after.has(object)) pending.after.set(object, statesIn(pending, object));
}

/** The jumps that have arrived at a boundary: nobody else goes on with them. */
export function arrived(evaluator: Evaluator, boundary: Boundary): readonly Pending[] {
  const all = boundary.pending.splice(0);
  for (const { since } of all) evaluator.journals.delete(since);
  return all;
}

/** Makes the state that stands for all these jumps, and for the present one with `staying`, the present state. */
export function enterJumps(evaluator: Evaluator, jumps: readonly Pending[], staying: boolean): void {
  evaluator.grounds.joining(choiceOf(evaluator, jumps), () => {
    enterStates(evaluator, jumps, staying);
  });
}

/** What decides which of these jumps happened. */
export const choiceOf = ({ grounds }: Evaluator, jumps: readonly Pending[]): Origins =>
  grounds.choiceOf(jumps.map(({ chose }) => chose));

function enterStates(evaluator: Evaluator, jumps: readonly Pending[], staying: boolean): void {
  evaluator.beginJoin();
  for (const object of heldFirst(jumps.flatMap(({ after, since }) => [...after.keys(), ...since.before.keys()]))) {
    const states = jumps.flatMap((jump) => statesIn(jump, object));
    if (staying) states.push(snapshot(object));
    evaluator.remember(object);
    restore(
      object,
      states.reduce((a, b) => joinStates(evaluator, object, a, b, false)),
    );
  }
}

/**
 * At the end of a function: joins in the branches that returned. Gives the joined value; undefined for `value` where it
 * is sure that it does not come to its end.
 */
export function settle(
  evaluator: Evaluator,
  boundary: Boundary,
  value: Value | undefined,
  staying = true,
): Value | undefined {
  const jumps = arrived(evaluator, boundary);
  enterJumps(evaluator, jumps, staying);
  const values = jumps.flatMap(({ how }) => (how.type === 'return' ? [how.value] : []));
  if (value) values.push(value);
  if (values.length === 0) return undefined;
  return evaluator.grounds.joining(choiceOf(evaluator, jumps), () =>
    values.reduce((a, b) => joinValues(evaluator, a, b)),
  );
}

/**
 * What is done within a boundary, and then the jumps to it, which go on behind it. `otherwise` follows only where it
 * came to its own 'end'.
 */
export function* upTo(
  evaluator: Evaluator,
  kind: 'loop' | 'iteration',
  work: (boundary: Boundary) => Steps<Completion | 'end'>,
  otherwise?: () => Steps<Completion>,
): Steps<Completion> {
  const boundary = evaluator.openBoundary(kind);
  let jumps: readonly Pending[];
  let ended: Completion | 'end' | PythonError;
  try {
    ended = yield* ending(() => work(boundary));
    jumps = arrived(evaluator, boundary);
  } finally {
    evaluator.closeBoundary(boundary);
  }
  const outcome = ended === 'end' && !otherwise ? undefined : ended;
  const behind = outcome === 'end' ? otherwise! : oneStep(() => goOn(outcome));
  if (jumps.length === 0) return yield* behind();
  if (outcome === undefined) {
    enterJumps(evaluator, jumps, true);
    return undefined;
  }
  const entered = oneStep(() => {
    enterJumps(evaluator, jumps, false);
    return undefined;
  });
  return yield* evaluateWays(evaluator, [entered, behind], choiceOf(evaluator, jumps));
}

/** How work ends, be it by an exception. */
export function* ending<T>(work: () => Steps<T>): Steps<T | PythonError> {
  try {
    return yield* work();
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    return error;
  }
}

export function goOn(ended: Completion | PythonError): Completion {
  if (ended instanceof PythonError) throw ended;
  return ended;
}

/**
 * Does `work`, and at its end what is to be done however it ends: also where it perhaps jumped away from its middle.
 */
export function* lastly(
  evaluator: Evaluator,
  catches: boolean,
  work: () => Steps<Completion>,
  end: (ended: Completion | PythonError) => Steps<Completion>,
): Steps<Completion> {
  const boundary = evaluator.openBoundary('finally', catches);
  let jumps: readonly Pending[];
  let ended: Completion | PythonError;
  try {
    ended = yield* ending(work);
    jumps = arrived(evaluator, boundary);
  } finally {
    evaluator.closeBoundary(boundary);
  }
  if (jumps.length === 0) return yield* end(ended);
  const left = alike(evaluator, jumps).map(
    ({ how, from }) =>
      function* (): Steps<Completion> {
        enterJumps(evaluator, from, false);
        return yield* end(how);
      },
  );
  return yield* evaluateWays(evaluator, [() => end(ended), ...left], choiceOf(evaluator, jumps));
}

/** Jumps to the same place as one. */
function alike(
  evaluator: Evaluator,
  jumps: readonly Pending[],
): readonly { readonly how: Exclude<Completion, undefined> | PythonError; readonly from: readonly Pending[] }[] {
  const groups = new Map<unknown, Pending[]>();
  for (const jump of jumps) {
    const { how } = jump;
    const goal = how.type === 'raise' ? how.error : how.type;
    groups.set(goal, [...(groups.get(goal) ?? []), jump]);
  }
  return [...groups.values()].map((from) => {
    const [first, ...others] = from.flatMap(({ how }): (Exclude<Completion, undefined> | PythonError)[] =>
      how.type !== 'raise' ? [how] : how.error instanceof PythonError ? [how.error] : [],
    );
    let how = first!;
    for (const other of others) {
      if ('type' in how && how.type === 'return' && 'type' in other && other.type === 'return')
        how = { type: 'return', value: joinValues(evaluator, how.value, other.value) };
    }
    return { from, how };
  });
}

/** One value that stands for two, and one state that stands for two: what agrees is kept. */
import { Approximate } from '../domain/approximate.ts';
import { isSameConstant, MOST_ALTERNATIVES } from '../domain/container-states.ts';
import { carriedBy, carry, from, originsOf } from '../domain/carried.ts';
import type { HostValue } from '../domain/host.ts';
import type { Mutable } from '../domain/journal.ts';
import { alias, joinOf } from '../domain/aliases.ts';
import type { Origins } from '../domain/origins.ts';
import { isUndetermined, type Undetermined, undetermined } from '../domain/undetermined.ts';
import { isChangeable, ListValue, TupleValue, type Value } from '../domain/value.ts';
import type { Evaluator } from './evaluator.ts';

/** `widen`: they are the values before and after one pass of a loop of unknown length. */
export function joinValues(evaluator: Evaluator, a: Value, b: Value, widen = false): Value {
  return agreedOn(evaluator, a, b, widen) ?? oneOfBoth(evaluator, a, b, widen);
}

/** The value that both are, or one whose parts are joined; undefined where they differ. */
function agreedOn(evaluator: Evaluator, a: Value, b: Value, widen: boolean): Value | undefined {
  if (isSameConstant(a, b)) return evaluator.grounds.carries ? from(a, originsOf(b)) : a;
  switch (a.kind) {
    case 'tuple':
      if (b.kind !== 'tuple' || a.namedBy !== b.namedBy || a.items.length !== b.items.length) return undefined;
      return carrying(
        new TupleValue(
          a.items.map((item, i) => joinValues(evaluator, item, b.items[i]!, widen)),
          a.namedBy,
        ),
        a,
        b,
      );
    case 'list':
      if (b.kind !== 'list' || a.summary || b.summary || a.items.length !== b.items.length) return undefined;
      return joinedList(evaluator, a, b, widen);
    case 'top':
    case 'symbol':
    case 'one-of':
      if (!isUndetermined(b) || !a.size || !b.size || a.name !== b.name || !a.size.equals(b.size)) return undefined;
      return from(a, b.origins);
    case 'host':
      return joinedHost(evaluator, a, b);
    case 'method':
      return b.kind === 'method' && a.receiver === b.receiver && a.method === b.method ? a : undefined;
    default:
      return undefined;
  }
}

/** A container that stands for two comes from where these come from themselves, whatever they hold. */
function carrying<T extends Value>(joined: T, a: Value, b: Value): T {
  carry(joined, carriedBy(a).union(carriedBy(b)));
  return joined;
}

/** What stands for two values of a library, where these know of such a one. */
function joinedHost(evaluator: Evaluator, a: HostValue, b: Value): Value | undefined {
  const joined = a.join?.(b);
  if (joined === undefined || joined === a || joined === b) return joined;
  return from(joined, joinedOrigins(evaluator, a, b), true);
}

/** A join comes from where both come from, and from what chose between them. */
const joinedOrigins = ({ grounds }: Evaluator, a: Value, b: Value): Origins =>
  originsOf(a).union(originsOf(b)).union(grounds.chose);

function oneOfBoth(evaluator: Evaluator, a: Value, b: Value, widen: boolean): Undetermined {
  if (widen) {
    // Nothing is known of it already, and nothing can make that less.
    const adds = objectsOf(b).some((object) => !(isUndetermined(a) && a.pointsTo.includes(object)));
    if (
      a.kind === 'top' &&
      !(a instanceof Approximate) &&
      !a.integer &&
      !adds &&
      a.origins.union(originsOf(b)) === a.origins
    )
      return a;
    return remembering(evaluator, evaluator.unknown('a loop whose number of passes is not known changes it'), [a, b]);
  }
  const alternatives = distinct(evaluator, [a, b]);
  const name = nameOf(evaluator, alternatives);
  const integer = alternatives.every((value) => value.kind === 'int' || (isUndetermined(value) && value.integer));
  const symbol = name && integer ? evaluator.unknownInteger('', name) : undefined;
  const joined = undetermined('a condition that the program does not decide chooses it', {
    name,
    integer,
    ...(alternatives.length <= MOST_ALTERNATIVES ? { alternatives } : {}),
    ...(symbol ? { makeSymbol: () => symbol.size! } : {}),
  });
  return remembering(evaluator, joined, [a, b]);
}

/** What they may be, where those that agree are one. */
function distinct(evaluator: Evaluator, values: readonly Value[]): readonly Value[] {
  const found: Value[] = [];
  for (const value of values.flatMap((one) => (isUndetermined(one) ? (one.alternatives ?? [one]) : [one]))) {
    let place = 0;
    let agreed: Value | undefined;
    for (; place < found.length && agreed === undefined; place++)
      agreed = agreedOn(evaluator, found[place]!, value, false);
    if (agreed === undefined) found.push(value);
    else found[place - 1] = agreed;
  }
  return found;
}

/** `16 or 32`; undefined where that is long or not all of them have a text that stays. */
function nameOf(evaluator: Evaluator, alternatives: readonly Value[]): string | undefined {
  const shown = alternatives.map((value) =>
    isUndetermined(value) ? value.name : showsContainer(value) ? undefined : evaluator.repr(value),
  );
  return shown.every((text) => text !== undefined) && shown.join('').length < 40 ? shown.join(' or ') : undefined;
}

/** Whether its text is that of something that may be changed in place, after which it is another. */
function showsContainer(value: Value): boolean {
  return (
    value.kind === 'list' ||
    value.kind === 'dict' ||
    value.kind === 'set' ||
    (value.kind === 'tuple' && value.items.some(showsContainer))
  );
}

/** Objects that it may be and that are not among its alternatives are still changed by what changes it. */
function remembering(evaluator: Evaluator, joined: Undetermined, values: readonly [Value, Value]): Undetermined {
  const objects = new Set(values.flatMap(objectsOf));
  evaluator.spend(objects.size >> 3);
  joined.origins = joinedOrigins(evaluator, values[0]!, values[1]!);
  joined.pointsTo = [...objects].filter((value) => !joined.alternatives?.includes(value));
  return joined;
}

/** The objects that a value is or may be, as far as they are known. */
function objectsOf(value: Value): readonly Value[] {
  if (!isUndetermined(value)) return isChangeable(value) ? [value] : [];
  return [...(value.alternatives ?? []).flatMap(objectsOf), ...value.pointsTo.filter(isChangeable)];
}

/** One list that stands for two of the same length. */
function joinedList(evaluator: Evaluator, a: ListValue, b: ListValue, widen: boolean): ListValue {
  const known = joinOf([a, b]);
  if (known && evaluator.joinedLists.has(known)) return known;
  const joined = new ListValue(a.items.map((item, i) => joinValues(evaluator, item, b.items[i]!, widen)));
  carrying(joined, a, b);
  alias(joined, [a, b]);
  evaluator.joinedLists.add(joined);
  return joined;
}

/** Joins two states (as `snapshot` gives them) of one object. */
export function joinStates(evaluator: Evaluator, object: Mutable, a: unknown, b: unknown, widen: boolean): unknown {
  return object.state.join(object, a, b, {
    join: (x, y) => joinValues(evaluator, x, y, widen),
    widen,
    unknown: (reason) => evaluator.unknown(reason),
    copied: (entries) => evaluator.copied(entries),
  });
}

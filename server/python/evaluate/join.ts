import { relate, standingFor } from '../domain/kin.ts';
import { isChangeable, ListValue, TupleValue, type Value } from '../domain/value.ts';
import type { Evaluator } from './evaluator.ts';
import { isUndetermined, undetermined, type Undetermined } from '../domain/undetermined.ts';

export const MAX_ALTERNATIVES = 4;

export function joinValues(evaluator: Evaluator, a: Value, b: Value, widen = false): Value {
  if (a === b) return a;
  switch (a.kind) {
    case 'none':
    case 'ellipsis':
    case 'not-implemented':
      if (b.kind === a.kind) return a;
      break;
    case 'bool':
      if (b.kind === 'bool' && a.value === b.value) return a;
      break;
    case 'int':
      if (b.kind === 'int' && a.value === b.value) return a;
      break;
    case 'float':
      if (b.kind === 'float' && Object.is(a.value, b.value)) return a;
      break;
    case 'str':
    case 'bytes':
      if (b.kind === a.kind && a.value === b.value) return a;
      break;
    case 'tuple':
      if (b.kind === 'tuple' && a.items.length === b.items.length)
        return new TupleValue(
          a.items.map((item, i) => joinValues(evaluator, item, b.items[i]!, widen)),
          a.namedBy,
        );
      break;
    case 'list':
      if (b.kind === 'list' && !a.open && !b.open && a.items.length === b.items.length)
        return joinedList(evaluator, a, b, widen);
      break;
    case 'top':
    case 'symbol':
    case 'one-of':
      if (isUndetermined(b) && a.size && b.size && a.name === b.name && a.size.equals(b.size)) return a;
      break;
    case 'host': {
      const joined = a.join?.(b);
      if (joined) return joined;
      break;
    }
    case 'method':
      if (b.kind === 'method' && a.receiver === b.receiver && a.method === b.method) return a;
      break;
    default:
  }
  const all = [a, b].flatMap((value) => (isUndetermined(value) ? (value.alternatives ?? [value]) : [value]));
  const alternatives = all.filter((value, i) => !all.slice(0, i).some((other) => isSame(value, other)));
  // Nothing is known of it already, and nothing can make that less.
  if (
    widen &&
    isUndetermined(a) &&
    !a.name &&
    !a.integer &&
    !a.alternatives &&
    objectsOf(b).every((object) => a.mayBe.includes(object))
  )
    return a;
  if (widen)
    return remembering(evaluator, evaluator.unknown('a loop whose number of passes is not known changes it'), [a, b]);
  const shown = alternatives.map((value) =>
    isUndetermined(value) ? value.name : showsContainer(value) ? undefined : evaluator.repr(value),
  );
  const name = shown.every((text) => text !== undefined) && shown.join('').length < 40 ? shown.join(' or ') : undefined;
  const integer = alternatives.every((value) => value.kind === 'int' || (isUndetermined(value) && value.integer));
  const base = { alternatives: alternatives.length <= MAX_ALTERNATIVES ? alternatives : undefined };
  const symbol = name && integer ? evaluator.unknownInteger('', name) : undefined;
  return remembering(
    evaluator,
    undetermined('a condition that the program does not decide chooses it', {
      name,
      integer,
      ...(base.alternatives ? { alternatives: base.alternatives } : {}),
      ...(symbol ? { makeSymbol: () => symbol.size! } : {}),
    }),
    [a, b],
  );
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
function remembering(evaluator: Evaluator, joined: Undetermined, values: readonly Value[]): Undetermined {
  const objects = new Set(values.flatMap(objectsOf));
  evaluator.spend(objects.size >> 3);
  joined.mayBe = [...objects].filter((value) => !joined.alternatives?.includes(value));
  return joined;
}

/** The objects that a value is or may be, as far as they are known. */
function objectsOf(value: Value): readonly Value[] {
  return (isUndetermined(value) ? [...(value.alternatives ?? []), ...value.mayBe] : [value]).filter(isChangeable);
}

/** One list that stands for two of the same length. */
function joinedList(evaluator: Evaluator, a: ListValue, b: ListValue, widen: boolean): ListValue {
  const known = standingFor([a, b]);
  if (known && evaluator.joinedLists.has(known)) return known;
  const joined = new ListValue(a.items.map((item, i) => joinValues(evaluator, item, b.items[i]!, widen)));
  relate(joined, [a, b]);
  evaluator.joinedLists.add(joined);
  return joined;
}

export const isSame = (a: Value, b: Value): boolean =>
  a === b || ('value' in a && 'value' in b && a.kind === b.kind && Object.is(a.value, b.value));

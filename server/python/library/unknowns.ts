/** How library code makes values that are not known from values that are not known. */
import { Expression } from '../../shapes/expression.ts';
import { MOST_ALTERNATIVES } from '../domain/container-states.ts';
import type { Interpreter } from '../domain/interpreter.ts';
import { noteChange } from '../domain/journal.ts';
import { type DictValue, isChangeable, type ListValue, type SetValue, type Value } from '../domain/value.ts';
import { type Message, type Text, words } from '../../words/message.ts';
import { isUndetermined, undetermined, type Undetermined } from '../domain/undetermined.ts';

/** Longer names help nobody and would grow without bound in loops. */
const longestName = 120;

/** A value that is not known for the same reason as `cause`. */
export function unknownFrom(cause: Undetermined, name?: string, integer = false): Undetermined {
  const shown = shortName(name);
  const made =
    shown === undefined
      ? undetermined(cause.reason, { integer })
      : undetermined(cause.reason, { name: shown, integer, makeSymbol: () => Expression.symbol(shown) });
  made.ofTensors = cause.ofTensors && !integer;
  made.origins = cause.origins;
  return made;
}

/** A length: an integer that is not known but surely 0 or more. */
export function unknownLength(cause: Undetermined, name?: string): Undetermined {
  const shown = shortName(name);
  if (shown === undefined) return undetermined(cause.reason, { integer: true });
  return undetermined(cause.reason, {
    name: shown,
    integer: true,
    makeSymbol: () => Expression.symbol(shown, { nonNegative: true }),
  });
}

/** A number of things, 0 or more, that the program has no name for: `description` tells people what it is. */
export function describedInteger(reason: Text, description: string): Undetermined {
  return undetermined(reason, {
    name: description,
    described: true,
    integer: true,
    makeSymbol: () => describedSymbol(description),
  });
}

/** Such a number as a size. */
export const describedSymbol = (description: string): Expression =>
  Expression.symbol(description, { nonNegative: true, described: true });

function shortName(name: string | undefined): string | undefined {
  return name !== undefined && name.length <= longestName ? name : undefined;
}

/** The value that follows from `cause` under `key`, the same object each time, so that its symbol is the same too. */
export function memoized(cause: Undetermined, key: string, make: () => Undetermined): Undetermined {
  let found = cause.derived.get(key);
  if (!found) {
    found = make();
    noteChange(cause);
    cause.derived.set(key, found);
  }
  return found;
}

export function firstUnknown(values: Iterable<Value | undefined>): Undetermined | undefined {
  for (const value of values) if (isUndetermined(value)) return value;
  return undefined;
}

/** The value of a place that may have been overwritten: `before`, or `after`. */
export function either(before: Value, after: Value, cause: Undetermined): Value {
  return oneOf([before, after], cause);
}

/** A value that is one of these: the value itself where they are all the same. */
export function oneOf(values: readonly Value[], cause: Undetermined, name?: string): Value {
  const distinct: Value[] = [];
  let complete = true;
  for (const value of values) {
    const candidates = isUndetermined(value) ? value.alternatives : [value];
    if (!candidates) complete = false;
    // Beyond a few they are not kept apart any more, so that a long list costs no more than one walk.
    for (const candidate of candidates ?? [value])
      if (distinct.length > MOST_ALTERNATIVES || !distinct.some((other) => isSame(other, candidate)))
        distinct.push(candidate);
  }
  const [only] = distinct;
  if (distinct.length === 1 && only) return only;
  const integer = distinct.every((value) => value.kind === 'int' || (isUndetermined(value) && value.integer));
  const alternatives = complete && distinct.length <= MOST_ALTERNATIVES ? distinct : undefined;
  const shown = shortName(name);
  const made = undetermined(cause.reason, {
    name: shown,
    integer,
    ...(shown !== undefined && { makeSymbol: () => Expression.symbol(shown) }),
    ...(alternatives && { alternatives }),
  });
  const left = alternatives
    ? []
    : values.flatMap((value) => (isUndetermined(value) ? (value.alternatives ?? []) : [value])).filter(isChangeable);
  made.pointsTo = [...new Set([...values.flatMap((value) => (isUndetermined(value) ? value.pointsTo : [])), ...left])];
  return made;
}

/** So many values of which each is any of the same ones. They are walked through once, not once for each. */
export function eachOneOf(
  interpreter: Pick<Interpreter, 'spend'>,
  values: readonly Value[],
  count: number,
  cause: Undetermined,
): Value[] {
  interpreter.spend(values.length + count);
  const first = oneOf(values, cause);
  if (!isUndetermined(first) || values.length < 2) return new Array<Value>(count).fill(first);
  // One is not the other: what is asked of each is a question of its own.
  return Array.from({ length: count }, () => {
    const one = undetermined(first.reason, {
      integer: first.integer,
      ...(first.alternatives && { alternatives: first.alternatives }),
    });
    one.pointsTo = first.pointsTo;
    return one;
  });
}

/** Something that is not known is changed in place: what each container holds that it may be is not known any more. */
export function changeInPlace(interpreter: Interpreter, changed: Undetermined): void {
  changeEach(interpreter, [...(changed.alternatives ?? []), ...changed.pointsTo]);
}

/** Items are taken of something that is not known: how many are left of each iterator that it may be is not known. */
export function takeOfUndetermined(interpreter: Pick<Interpreter, 'touch' | 'unknown'>, value: Undetermined): void {
  for (const one of new Set([...(value.alternatives ?? []), ...value.pointsTo])) {
    if (isUndetermined(one)) takeOfUndetermined(interpreter, one);
    if (one.kind !== 'iterator' || one.summary) continue;
    interpreter.touch(one);
    one.summary = interpreter.unknown('whether it is what items were taken of is not known');
  }
}

const NO_NAMES: ReadonlySet<string> = new Set();
const CHANGED = words`whether it is what was changed is not known`;

/** The same for each of these objects. */
export function changeEach(interpreter: Interpreter, objects: readonly Value[]): void {
  for (const one of new Set(objects)) {
    if (one.kind === 'host')
      one.havoc?.(interpreter, { called: NO_NAMES, assigned: NO_NAMES, contents: true, reason: CHANGED });
    if (one.kind !== 'list' && one.kind !== 'dict' && one.kind !== 'set') continue;
    interpreter.touch(one);
    loseItems(interpreter, one);
  }
}

/** What a container holds is not known any more. */
export function loseItems(
  interpreter: Pick<Interpreter, 'unknown'>,
  container: ListValue | DictValue | SetValue,
  reason: Message = CHANGED,
): void {
  const held =
    container.kind === 'list'
      ? container.items
      : container.kind === 'set'
        ? [...container.entries.values()]
        : [...container.entries.values()].map(([, value]) => value);
  const further = container.summary ? [...(container.summary.alternatives ?? []), ...container.summary.pointsTo] : [];
  container.summary = interpreter.unknown(reason);
  container.summary.pointsTo = [...new Set([...held, ...further])].filter(isChangeable);
  if (container.kind === 'list') container.items = [];
  else container.entries.clear();
}

/**
 * Tuples of more items are taken for different ones: they may share their parts, and so have more than there is time
 * for.
 */
const MOST_SAME = 1_000;

/** The same object, or scalars that nothing in Python tells apart. */
export function isSame(left: Value, right: Value, budget = { items: MOST_SAME }): boolean {
  if (left === right) return true;
  switch (left.kind) {
    case 'int':
      return right.kind === 'int' && left.value === right.value;
    case 'bool':
      return right.kind === 'bool' && left.value === right.value;
    case 'float':
      return right.kind === 'float' && Object.is(left.value, right.value);
    case 'str':
      return right.kind === 'str' && left.value === right.value;
    case 'bytes':
      return right.kind === 'bytes' && left.value === right.value;
    case 'none':
      return right.kind === 'none';
    case 'ellipsis':
      return right.kind === 'ellipsis';
    case 'tuple':
      return (
        right.kind === 'tuple' &&
        left.namedBy === right.namedBy &&
        left.items.length === right.items.length &&
        left.items.every((item, index) => budget.items-- > 0 && isSame(item, right.items[index]!, budget))
      );
    default:
      return false;
  }
}

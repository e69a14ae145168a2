/** One value that stands for two: what agrees is kept. */
import type { Mutable } from '../domain/journal.ts';
import { relate, standingFor } from '../domain/kin.ts';
import { changeableIn, perhaps, sameEnd } from '../domain/open-end.ts';
import { Scope } from '../domain/scope.ts';
import {
  ClassValue,
  DictValue,
  FunctionValue,
  InstanceValue,
  isChangeable,
  IteratorValue,
  ListValue,
  ModuleValue,
  SetValue,
  TupleValue,
  type Value,
} from '../domain/value.ts';
import type { Evaluator } from './evaluator.ts';
import { isUndetermined, Top, undetermined, type Undetermined } from '../domain/undetermined.ts';

const MAX_ALTERNATIVES = 4;

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

const isSame = (a: Value, b: Value): boolean =>
  a === b || ('value' in a && 'value' in b && a.kind === b.kind && Object.is(a.value, b.value));

/** Joins two states (as `snapshot` gives them) of one object. */
export function joinStates(evaluator: Evaluator, object: Mutable, a: unknown, b: unknown, widen: boolean): unknown {
  const join = (x: Value, y: Value) => joinValues(evaluator, x, y, widen);
  if (
    object instanceof Scope ||
    object instanceof InstanceValue ||
    object instanceof ClassValue ||
    object instanceof ModuleValue ||
    object instanceof FunctionValue
  ) {
    return joinMaps(a as Map<string, Value>, b as Map<string, Value>, join, (name) => inherited(object, name));
  }
  if (object instanceof ListValue) {
    const [x, y] = [a, b] as { items: Value[]; open: Undetermined | undefined }[] as [
      { items: Value[]; open: Undetermined | undefined },
      { items: Value[]; open: Undetermined | undefined },
    ];
    if (x.items.length === y.items.length && !x.open && !y.open)
      return { items: x.items.map((item, i) => join(item, y.items[i]!)), open: undefined };
    const common: Value[] = [];
    for (let i = 0; i < Math.min(x.items.length, y.items.length); i++) common.push(join(x.items[i]!, y.items[i]!));
    const open = openEndOf(x, y, common.length);
    // The only item that is known stands for all of them, where the others are not known.
    return {
      items: common.length === 1 && x.items.length !== y.items.length && !open.alternatives ? [] : common,
      open,
    };
  }
  if (object instanceof DictValue) {
    type State = { entries: Map<string, readonly [Value, Value]>; open: Undetermined | undefined };
    const x = a as State;
    const y = b as State;
    const entries = new Map<string, readonly [Value, Value]>();
    let open =
      x.open ??
      y.open ??
      (inOneOrder(x.entries, y.entries) ? undefined : evaluator.unknown('the order of the keys is not decided'));
    for (const [key, entry] of [...x.entries, ...y.entries]) {
      if (entries.has(key)) continue;
      const [left, right] = [x.entries.get(key), y.entries.get(key)];
      if (left && right) entries.set(key, [entry[0], join(left[1], right[1])]);
      else {
        open ??= evaluator.unknown('whether the key is set is not decided');
      }
    }
    return {
      entries,
      open:
        open &&
        keeping(
          open,
          [x, y].flatMap((state) => [
            state.open,
            ...[...state.entries].filter(([key]) => !entries.has(key)).map(([, [, value]]) => value),
          ]),
        ),
    };
  }
  if (object instanceof SetValue) {
    type State = { entries: Map<string, Value>; open: Undetermined | undefined };
    const x = a as State;
    const y = b as State;
    const entries = new Map([...x.entries].filter(([key]) => y.entries.has(key)));
    const same = entries.size === x.entries.size && entries.size === y.entries.size;
    const open = x.open ?? y.open ?? (same ? undefined : evaluator.unknown('what is added is not decided'));
    return {
      entries,
      open:
        open &&
        keeping(
          open,
          [x, y].flatMap((state) => [
            state.open,
            ...[...state.entries].filter(([key]) => !entries.has(key)).map(([, value]) => value),
          ]),
        ),
    };
  }
  if (object instanceof IteratorValue) {
    if (a !== b) object.open = evaluator.unknown('how far it was read is not decided');
    return b;
  }
  return object.merge ? object.merge(a, b, join, widen) : b;
}

/** An end behind which these may stand too. */
function keeping(open: Undetermined, values: readonly (Value | undefined)[]): Undetermined {
  const more = changeableIn(values).filter((value) => !open.mayBe.includes(value));
  return more.length === 0 ? open : perhaps(sameEnd(open), [open, ...more]);
}

/** Whether keys that both have stand in the same order. */
function inOneOrder(x: ReadonlyMap<string, unknown>, y: ReadonlyMap<string, unknown>): boolean {
  const others = [...y.keys()].filter((key) => x.has(key));
  return [...x.keys()].filter((key) => y.has(key)).every((key, i) => key === others[i]);
}

/** How a list goes on that holds more on one side: its further items may be what is seen there. */
function openEndOf(
  x: { items: Value[]; open: Undetermined | undefined },
  y: { items: Value[]; open: Undetermined | undefined },
  common: number,
): Undetermined {
  const unseen = [x.open, y.open].find((open) => open && !open.alternatives);
  if (unseen) return keeping(unseen, [x.open, y.open, ...x.items.slice(common), ...y.items.slice(common)]);
  const further = x.items.length + y.items.length - 2 * common;
  if (further > MAX_ALTERNATIVES)
    return keeping(new Top('how many items are added is not decided'), [
      ...x.items.slice(common),
      ...y.items.slice(common),
    ]);
  const seen = new Set([
    ...(x.open?.alternatives ?? []),
    ...(y.open?.alternatives ?? []),
    ...x.items.slice(common),
    ...y.items.slice(common),
  ]);
  return undetermined(
    'how many items are added is not decided',
    seen.size > 0 && seen.size <= MAX_ALTERNATIVES ? { alternatives: [...seen] } : {},
  );
}

/**
 * A name bound on one side only keeps that value, unless it hides one behind it: without that, the other side would not
 * have reached a use of it.
 */
function joinMaps(
  a: ReadonlyMap<string, Value>,
  b: ReadonlyMap<string, Value>,
  join: (x: Value, y: Value) => Value,
  behind: (name: string) => Value | undefined,
): Map<string, Value> {
  const joined = new Map<string, Value>();
  for (const name of new Set([...a.keys(), ...b.keys()])) {
    const [x, y] = [a.get(name), b.get(name)];
    const [left, right] = [x ?? behind(name), y ?? behind(name)];
    joined.set(name, left && right ? join(left, right) : (left ?? right)!);
  }
  return joined;
}

/** The data of a class that an attribute of the same name hides. Methods and properties are not data. */
function inherited(object: Mutable, name: string): Value | undefined {
  const classes =
    object instanceof InstanceValue ? object.cls.mro : object instanceof ClassValue ? object.mro.slice(1) : [];
  const value = classes.find((cls) => cls.attributes.has(name))?.attributes.get(name);
  return value && DATA.has(value.kind) ? value : undefined;
}

const DATA: ReadonlySet<Value['kind']> = new Set<Value['kind']>([
  'none',
  'bool',
  'int',
  'float',
  'str',
  'bytes',
  'tuple',
  'list',
  'dict',
  'set',
  'top',
  'symbol',
  'one-of',
  'instance',
]);

/**
 * Whether a pass of a loop left a state as it was. Of states that only their objects know how to join, it is taken to
 * have done so.
 */
export function isSameState(object: Mutable, a: unknown, b: unknown): boolean {
  if (a instanceof Map && b instanceof Map)
    return (
      a.size === b.size &&
      [...a].every(([name, value]) => {
        const other: unknown = b.get(name);
        return other !== undefined && isSameValue(value as Value, other as Value);
      })
    );
  if (object instanceof ListValue) {
    const [x, y] = [a, b] as [ListValue, ListValue];
    return (
      !x.open === !y.open &&
      (x.open !== undefined ||
        (x.items.length === y.items.length && x.items.every((item, i) => isSameValue(item, y.items[i]!))))
    );
  }
  if (object instanceof DictValue || object instanceof SetValue) {
    const [x, y] = [a, b] as [DictValue, DictValue];
    return (
      !x.open === !y.open &&
      x.entries.size === y.entries.size &&
      [...x.entries].every(([key, entry]) => {
        const other = y.entries.get(key);
        return other !== undefined && (object instanceof SetValue || isSameValue(entry[1], other[1]));
      })
    );
  }
  return true;
}

function isSameValue(a: Value, b: Value): boolean {
  if (a === b || isSame(a, b) || (a.kind === 'host' && b.kind === 'host')) return true;
  if (isUndetermined(a) && isUndetermined(b))
    return a.name === b.name && a.integer === b.integer && a.alternatives?.length === b.alternatives?.length;
  if (a.kind !== b.kind) return false;
  if (a.kind === 'tuple' || a.kind === 'list') {
    const [x, y] = [a, b] as [ListValue, ListValue];
    return (
      (x.open !== undefined && y.open !== undefined) ||
      (!x.open === !y.open &&
        x.items.length === y.items.length &&
        x.items.every((item, i) => isSameValue(item, y.items[i]!)))
    );
  }
  return a.kind === 'none' || a.kind === 'method' || a.kind === 'ellipsis' || a.kind === 'not-implemented';
}

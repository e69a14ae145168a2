import type { Interpreter } from '../../domain/interpreter.ts';
import {
  bool,
  ClassValue,
  type InstanceValue,
  IteratorValue,
  ListValue,
  type NativeFunction,
  NONE,
  Str,
  type Value,
} from '../../domain/value.ts';
import { integerArgument, isAbsent } from '../arguments.ts';
import { extend, listMethods } from '../methods/list-methods.ts';
import { equalItems } from '../operations/equality.ts';
import { allItems } from '../operations/iterate.ts';
import { forgetItems } from '../operations/set-items.ts';
import { listCost, moveCost } from '../operations/sequences.ts';
import { native } from '../signature.ts';
import { unwrap, wrap } from '../wrapped.ts';

/** Methods of lists that a deque has with the same meaning. */
const METHODS_OF_LISTS = [
  'append',
  'extend',
  'insert',
  'remove',
  'clear',
  'index',
  'count',
  'reverse',
  '__len__',
  '__iter__',
  '__contains__',
  '__getitem__',
  '__setitem__',
  '__delitem__',
];

/** A method of the list inside; the deque is cut to `maxlen` afterwards. */
const methodOfList = (name: string): NativeFunction => {
  const method = listMethods.get(name)!;
  return native(
    name,
    `${method.effects.changes.length > 0 ? 'self!' : 'self'}, /, *args`,
    (interpreter, [self], { rest }) => {
      const result = interpreter.call(method, [unwrap(self!), ...rest]);
      cut(self!, 'left');
      return result;
    },
  );
};

const leftMethod = (name: string, body: LeftMethod): NativeFunction =>
  native(name, 'self!, value=, /', (interpreter, [self, value]) => {
    const list = unwrap(self!);
    if (list.kind !== 'list') return interpreter.unknown('the elements are not known');
    interpreter.touch(list);
    return body(interpreter, list, value, self!);
  });

/** Copies, comparison and text. */
const wholeMethods = (): readonly NativeFunction[] => [
  native('copy', 'self, /', (interpreter, [self]) => copyOf(interpreter, self!)),
  native('__copy__', 'self, /', (interpreter, [self]) => copyOf(interpreter, self!)),
  native('__reversed__', 'self, /', (interpreter, [self]) => {
    const items = allItems(interpreter, unwrap(self!));
    return items
      ? new IteratorValue(items.reverse()[Symbol.iterator]())
      : interpreter.unknown('the elements are not known');
  }),
  native('__eq__', 'self, other, /', (interpreter, [self, other]) => {
    const [left, right] = [unwrap(self!), unwrap(other!)];
    if (left.kind !== 'list' || right.kind !== 'list' || other!.kind !== 'instance') return bool(false);
    const equal = left.summary || right.summary ? undefined : equalItems(interpreter, left.items, right.items);
    return equal === undefined ? interpreter.unknown('the comparison is not decided') : bool(equal);
  }),
  native('__repr__', 'self, /', (interpreter, [self]) => {
    const items = interpreter.repr(unwrap(self!));
    const length = maxlen(self!);
    if (items === undefined) return interpreter.unknown('the elements are not known');
    return new Str(length === undefined ? `deque(${items})` : `deque(${items}, maxlen=${length})`);
  }),
];

const construct: NonNullable<ClassValue['construct']> = (interpreter, cls, args) => {
  const [iterable = args.keywords.get('iterable'), length = args.keywords.get('maxlen')] = args.positional;
  const list = new ListValue([], args.incomplete);
  const instance = wrap(cls, list);
  const most = isAbsent(length) ? undefined : integerArgument(interpreter, length!);
  instance.attributes.set('maxlen', isAbsent(length) ? NONE : length!);
  if (iterable && iterable.kind !== 'none') extend(interpreter, list, iterable);
  if (most === undefined && !isAbsent(length))
    forgetItems(list, interpreter.unknown('its greatest length is not known'));
  cut(instance, 'left');
  return instance;
};

/** `collections.deque`: an instance that wraps a list, cut to `maxlen` after each growth. */
export function dequeClass(object: ClassValue): ClassValue {
  const methods = [
    ...METHODS_OF_LISTS.map(methodOfList),
    ...Object.entries(leftMethods).map(([name, body]) => leftMethod(name, body)),
    ...wholeMethods(),
  ];
  return new ClassValue({
    name: 'deque',
    qualifiedName: 'collections.deque',
    bases: [object],
    attributes: new Map<string, Value>(methods.map((method) => [method.name, method])),
    construct,
  });
}

function maxlen(deque: Value): bigint | undefined {
  const length = deque.kind === 'instance' ? deque.attributes.get('maxlen') : undefined;
  return length?.kind === 'int' ? length.value : undefined;
}

/** Drops what is too much at one end. */
function cut(deque: Value, end: 'left' | 'right'): void {
  const list = unwrap(deque);
  const most = maxlen(deque);
  if (list.kind !== 'list' || most === undefined || BigInt(list.items.length) <= most) return;
  list.items = end === 'left' ? list.items.slice(list.items.length - Number(most)) : list.items.slice(0, Number(most));
}

const missing = (interpreter: Interpreter, name: string): never =>
  interpreter.raise('TypeError', `deque.${name}() takes exactly one argument (0 given)`);

type LeftMethod = (interpreter: Interpreter, list: ListValue, value: Value | undefined, deque: Value) => Value;

/** Methods that lists do not have, or have otherwise. */
const leftMethods: Readonly<Record<string, LeftMethod>> = {
  appendleft: (interpreter, list, value, deque) => {
    interpreter.spend(moveCost(list.items.length));
    list.items.unshift(value ?? missing(interpreter, 'appendleft'));
    cut(deque, 'right');
    return NONE;
  },
  extendleft: (interpreter, list, iterable, deque) => {
    const items = allItems(interpreter, iterable ?? missing(interpreter, 'extendleft'));
    interpreter.spend(moveCost(list.items.length));
    if (items) list.items.unshift(...items.reverse());
    else list.summary ??= interpreter.unknown('the elements are not known');
    cut(deque, 'right');
    return NONE;
  },
  pop: (interpreter, list) => taken(interpreter, list, () => list.items.pop()),
  popleft: (interpreter, list) => {
    interpreter.spend(moveCost(list.items.length));
    return taken(interpreter, list, () => list.items.shift());
  },
  rotate: (interpreter, list, steps) => {
    const count = steps === undefined ? 1n : integerArgument(interpreter, steps);
    if (list.summary || count === undefined) {
      forgetItems(list, list.summary ?? interpreter.unknown('how far it is turned is not known'));
      return NONE;
    }
    const { length } = list.items;
    if (length === 0) return NONE;
    interpreter.spend(listCost(length));
    const shift = Number(((count % BigInt(length)) + BigInt(length)) % BigInt(length));
    list.items = [...list.items.slice(length - shift), ...list.items.slice(0, length - shift)];
    return NONE;
  },
};

function taken(interpreter: Interpreter, list: ListValue, take: () => Value | undefined): Value {
  if (list.summary) {
    forgetItems(list, list.summary);
    return interpreter.unknown(list.summary.reason);
  }
  return take() ?? interpreter.raise('IndexError', 'pop from an empty deque');
}

function copyOf(interpreter: Interpreter, deque: Value): Value {
  const list = unwrap(deque);
  if (deque.kind !== 'instance' || list.kind !== 'list') return deque;
  interpreter.spend(listCost(list.items.length));
  const copy: InstanceValue = wrap(deque.cls, new ListValue(list.items.slice(), list.summary));
  copy.attributes = new Map(deque.attributes);
  return copy;
}

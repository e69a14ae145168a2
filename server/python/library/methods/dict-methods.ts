import type { Interpreter } from '../../domain/interpreter.ts';
import {
  DictValue,
  Int,
  IteratorValue,
  ListValue,
  NONE,
  Str,
  TupleValue,
  bool,
  type Value,
} from '../../domain/value.ts';
import { perhapsIn } from '../../domain/points-to.ts';
import { endOf, flagArgument, unknownOf } from '../arguments.ts';
import { contains } from '../operations/containment.ts';
import { equalValues } from '../operations/equality.ts';
import { getItem } from '../operations/items.ts';
import { allItems } from '../operations/iterate.ts';
import { raiseKeyError } from '../operations/raising.ts';
import { deleteItem, setEntry, writeAttributes } from '../operations/set-items.ts';
import { listCost } from '../operations/sequences.ts';
import { lengthOf } from '../operations/truth.ts';
import { MethodTable, native } from '../signature.ts';
import { either, unknownFrom } from '../unknowns.ts';
import { unwrap } from '../wrapped.ts';
import { DictView } from './dict-view.ts';
import { iteratorOver } from './list-methods.ts';
import { isUndetermined, type Undetermined } from '../../domain/undetermined.ts';

const table = new MethodTable<DictValue>('dict', (value): value is DictValue => value.kind === 'dict');
export const dictMethods = table.methods;

table.add('keys', '', (_, dict) => new DictView(dict, 'dict_keys'));
table.add('values', '', (_, dict) => new DictView(dict, 'dict_values'));
table.add('items', '', (_, dict) => new DictView(dict, 'dict_items'));

/** The entry's value; undefined where there surely is none; an Unknown where it is not known. */
function find(interpreter: Interpreter, dict: DictValue, key: Value): Value | undefined {
  const hash = interpreter.hashKey(key);
  if (hash === undefined)
    return dict.entries.size === 0 && !dict.summary
      ? undefined
      : perhapsIn(unknownFrom(unknownOf(interpreter, key)), dict);
  const entry = dict.entries.get(hash);
  if (entry) return entry[1];
  if (!dict.summary) return undefined;
  const name = interpreter.nameOf(dict);
  const text = name === undefined ? undefined : interpreter.repr(key);
  return perhapsIn(unknownFrom(dict.summary, text === undefined ? undefined : `${name}[${text}]`), dict);
}

table.add(
  'get',
  'key, default=, /',
  (interpreter, dict, [key, otherwise]) => find(interpreter, dict, key!) ?? otherwise ?? NONE,
);
table.add('setdefault', 'self!, key, default=, /', (interpreter, dict, [key, otherwise]) => {
  const found = find(interpreter, dict, key!);
  if (found && interpreter.hashKey(key!) !== undefined && !dict.summary) return found;
  const value = otherwise ?? NONE;
  setEntry(interpreter, dict, key!, found ?? value);
  return found ?? value;
});
table.add('pop', 'self!, key, default=, /', (interpreter, dict, [key, otherwise]) => {
  const found = find(interpreter, dict, key!);
  interpreter.touch(dict);
  if (!found) return otherwise ?? raiseKeyError(interpreter, key!);
  const hash = interpreter.hashKey(key!);
  if (hash === undefined) {
    const open = perhapsIn(interpreter.unknown(endOf(interpreter, key!).reason), dict);
    dict.entries = new Map();
    dict.summary = open;
  } else dict.entries.delete(hash);
  return found;
});
table.add('popitem', 'self!, last=', (interpreter, dict, [last]) => {
  interpreter.touch(dict);
  const fromEnd = flagArgument(interpreter, last, true);
  if (dict.summary || fromEnd === undefined) {
    const open = dict.summary ?? interpreter.unknown('which entry is taken is not known');
    dict.entries = new Map();
    dict.summary = open;
    return interpreter.unknown(open.reason);
  }
  interpreter.spend(listCost(dict.entries.size));
  const entries = [...dict.entries];
  const entry = fromEnd ? entries.at(-1) : entries[0];
  if (!entry) return interpreter.raise('KeyError', 'popitem(): dictionary is empty');
  dict.entries.delete(entry[0]);
  return new TupleValue(entry[1]);
});
table.add('clear', 'self!', (interpreter, dict) => {
  interpreter.touch(dict);
  dict.entries = new Map();
  dict.summary = undefined;
  return NONE;
});
table.add('copy', '', (interpreter, dict) => copyDict(interpreter, dict));
table.add('__copy__', '', (interpreter, dict) => copyDict(interpreter, dict));

export function copyDict(interpreter: Interpreter, dict: DictValue): DictValue {
  interpreter.spend(dict.entries.size);
  const copy = new DictValue(new Map(dict.entries), dict.typeName);
  copy.summary = dict.summary;
  copy.defaultFactory = dict.defaultFactory;
  return copy;
}

/** What an update from something unknown may have overwritten. */
export function openDict(dict: DictValue, cause: Undetermined): void {
  for (const [hash, [key, value]] of dict.entries)
    dict.entries.set(hash, [key, either(value, unknownFrom(cause), cause)]);
  dict.summary ??= cause;
}

/** `dict.update`: from a mapping, an object with `keys()`, or an iterable of pairs, and from keywords. */
export function updateDict(
  interpreter: Interpreter,
  dict: DictValue,
  source: Value | undefined,
  keywords: ReadonlyMap<string, Value>,
): void {
  interpreter.touch(dict);
  if (source) updateFrom(interpreter, dict, source);
  for (const [name, value] of keywords) setEntry(interpreter, dict, new Str(name), value);
  writeAttributes(interpreter, dict);
}

function updateFrom(interpreter: Interpreter, dict: DictValue, source: Value): void {
  const mapping = unwrap(source);
  if (mapping.kind === 'dict') {
    if (mapping.summary) openDict(dict, mapping.summary);
    interpreter.spend(mapping.entries.size);
    for (const [hash, [key, value]] of mapping.entries)
      dict.entries.set(hash, [dict.entries.get(hash)?.[0] ?? key, value]);
    return;
  }
  if (isUndetermined(mapping)) {
    openDict(dict, mapping);
    return;
  }
  if (mapping.kind === 'instance' || mapping.kind === 'host') {
    const keys = interpreter.findAttribute(mapping, 'keys');
    if (keys && !isUndetermined(keys)) {
      const names = allItems(interpreter, interpreter.call(keys));
      if (!names) openDict(dict, interpreter.unknown('the keys are not known'));
      else for (const name of names) setEntry(interpreter, dict, name, interpreter.getItem(mapping, name));
      return;
    }
  }
  const pairs = allItems(interpreter, source);
  if (!pairs) {
    openDict(dict, unknownOf(interpreter, source));
    return;
  }
  for (const [index, pair] of pairs.entries()) setPair(interpreter, dict, pair, index);
}

function setPair(interpreter: Interpreter, dict: DictValue, pair: Value, index: number): void {
  const parts = isUndetermined(pair) ? undefined : allItems(interpreter, pair);
  if (!parts) {
    openDict(dict, unknownOf(interpreter, pair));
    return;
  }
  if (parts.length !== 2)
    interpreter.raise(
      'ValueError',
      `dictionary update sequence element #${index} has length ${parts.length}; 2 is required`,
    );
  setEntry(interpreter, dict, parts[0]!, parts[1]!);
}

table.add('update', 'self!, other=, /, **kwargs', (interpreter, dict, [other], { keywords }) => {
  if (dict.typeName === 'Counter') return addCounts(interpreter, dict, other, keywords);
  updateDict(interpreter, dict, other, keywords);
  return NONE;
});
table.add('__ior__', 'self!, other, /', (interpreter, dict, [other]) => {
  updateDict(interpreter, dict, other, new Map());
  return dict;
});

// ---------------------------------------------------------------- Counter and OrderedDict

/** Counts the elements of an iterable, or adds the counts of a mapping. */
export function addCounts(
  interpreter: Interpreter,
  counter: DictValue,
  source: Value | undefined,
  keywords: ReadonlyMap<string, Value>,
  sign: '+' | '-' = '+',
): Value {
  interpreter.touch(counter);
  const add = (key: Value, amount: Value) => {
    const hash = interpreter.hashKey(key);
    const before = hash === undefined ? undefined : counter.entries.get(hash)?.[1];
    setEntry(interpreter, counter, key, interpreter.binary(sign, before ?? new Int(0n), amount));
  };
  const mapping = source && unwrap(source);
  if (mapping?.kind === 'dict' && !mapping.summary) {
    interpreter.spend(mapping.entries.size);
    for (const [key, count] of [...mapping.entries.values()]) add(key, count);
  } else if (source) {
    const items = allItems(interpreter, source);
    if (items) for (const item of items) add(item, new Int(1n));
    else openDict(counter, unknownOf(interpreter, source));
  }
  for (const [name, count] of keywords) add(new Str(name), count);
  return NONE;
}

const counter = new MethodTable<DictValue>(
  'Counter',
  (value): value is DictValue => value.kind === 'dict' && value.typeName === 'Counter',
);
export const counterMethods = counter.methods;

counter.add('most_common', 'n=', (interpreter, dict, [n]) => {
  if (dict.summary) return new ListValue([], dict.summary);
  const counts = [...dict.entries.values()];
  if (!counts.every(([, count]) => count.kind === 'int')) return interpreter.unknown('a count is not known');
  const ordered = counts.sort(([, left], [, right]) =>
    left.kind === 'int' && right.kind === 'int' ? Number(right.value - left.value) : 0,
  );
  const pairs = ordered.map((entry) => new TupleValue(entry));
  if (n === undefined || n.kind === 'none') return new ListValue(pairs);
  return n.kind === 'int'
    ? new ListValue(pairs.slice(0, Math.max(0, Number(n.value))))
    : new ListValue([], endOf(interpreter, n));
});
counter.add('elements', '', (interpreter, dict) => {
  if (dict.summary) return new IteratorValue([][Symbol.iterator](), 'chain', dict.summary);
  return new IteratorValue(repeated(interpreter, dict), 'chain');
});
function* repeated(interpreter: Interpreter, dict: DictValue): Generator<Value> {
  for (const [key, count] of [...dict.entries.values()]) {
    for (let left = count.kind === 'int' ? count.value : 0n; left > 0n; left--) {
      interpreter.spend();
      yield key;
    }
  }
}
counter.add('subtract', 'self!, iterable=, /, **kwargs', (interpreter, dict, [iterable], { keywords }) =>
  addCounts(interpreter, dict, iterable, keywords, '-'),
);
counter.add('total', '', (interpreter, dict) => {
  if (dict.summary) return interpreter.unknown(dict.summary.reason);
  return [...dict.entries.values()].reduce<Value>((sum, [, count]) => interpreter.binary('+', sum, count), new Int(0n));
});

const ordered = new MethodTable<DictValue>(
  'OrderedDict',
  (value): value is DictValue => value.kind === 'dict' && value.typeName === 'OrderedDict',
);
export const orderedDictMethods = ordered.methods;

ordered.add('move_to_end', 'self!, key, last=', (interpreter, dict, [key, last]) => {
  const hash = interpreter.hashKey(key!);
  const toEnd = flagArgument(interpreter, last, true);
  interpreter.touch(dict);
  if (hash === undefined || toEnd === undefined || dict.summary) {
    dict.entries = new Map();
    dict.summary ??= endOf(interpreter, key!);
    return NONE;
  }
  const entry = dict.entries.get(hash) ?? raiseKeyError(interpreter, key!);
  dict.entries.delete(hash);
  dict.entries = toEnd ? new Map([...dict.entries, [hash, entry]]) : new Map([[hash, entry], ...dict.entries]);
  return NONE;
});

// ---------------------------------------------------------------- operators, for subclasses

table.add('__len__', '', (interpreter, dict) => lengthOf(interpreter, dict)!);
table.add('__iter__', '', (interpreter, dict) => iteratorOver(interpreter, dict, 'dict_keyiterator'));
table.add('__contains__', 'key, /', (interpreter, dict, [key]) => {
  const answer = contains(interpreter, dict, key!);
  return typeof answer === 'boolean'
    ? bool(answer)
    : interpreter.unknown('whether the key is in the dict is not decided');
});
// Its receiver may be of a subclass with `__missing__`, so it is not unwrapped before it is looked at.
table.methods.set(
  '__getitem__',
  native(
    '__getitem__',
    'self, key, /',
    (interpreter, [dict, key]) => getItem(interpreter, dict!, key!) ?? interpreter.unknown('the dict is not known'),
  ),
);
table.add('__setitem__', 'self!, key, value, /', (interpreter, dict, [key, value]) => {
  setEntry(interpreter, dict, key!, value!);
  return NONE;
});
table.add('__delitem__', 'self!, key, /', (interpreter, dict, [key]) => {
  deleteItem(interpreter, dict, key!);
  return NONE;
});
table.add('__eq__', 'other, /', (interpreter, dict, [other]) => {
  const equal = equalValues(interpreter, dict, other!);
  return equal === undefined ? interpreter.unknown('the comparison is not decided') : bool(equal);
});
table.add('__or__', 'other, /', (interpreter, dict, [other]) => interpreter.binary('|', dict, unwrap(other!)));
table.add('__reversed__', '', (_, dict) =>
  dict.summary
    ? new IteratorValue([][Symbol.iterator](), 'dict_reversekeyiterator', dict.summary)
    : new IteratorValue(
        [...dict.entries.values()]
          .map(([key]) => key)
          .reverse()
          [Symbol.iterator](),
        'dict_reversekeyiterator',
      ),
);

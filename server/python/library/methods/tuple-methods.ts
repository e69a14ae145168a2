import { DictValue, Str, TupleValue, bool, Int } from '../../domain/value.ts';
import { contains } from '../operations/containment.ts';
import { equalValues } from '../operations/equality.ts';
import { fieldNames } from '../operations/field-names.ts';
import { getItem } from '../operations/items.ts';
import { concatenate } from '../operations/sequences.ts';
import { MethodTable } from '../signature.ts';
import { unwrap } from '../wrapped.ts';
import { countIn, indexIn, iteratorOver } from './list-methods.ts';

const table = new MethodTable<TupleValue>('tuple', (value): value is TupleValue => value.kind === 'tuple');
export const tupleMethods = table.methods;

table.add('index', 'value, start=, stop=, /', (interpreter, tuple, values) =>
  indexIn(interpreter, tuple.items, undefined, values, 'tuple'),
);
table.add('count', 'value, /', (interpreter, tuple, [value]) => countIn(interpreter, tuple.items, undefined, value!));
table.add('__len__', '', (_, tuple) => new Int(BigInt(tuple.items.length)));
table.add('__iter__', '', (interpreter, tuple) => iteratorOver(interpreter, tuple, 'tuple_iterator'));
table.add('__getitem__', 'index, /', (interpreter, tuple, [index]) => getItem(interpreter, tuple, index!)!);
table.add('__contains__', 'item, /', (interpreter, tuple, [item]) => {
  const answer = contains(interpreter, tuple, item!);
  return typeof answer === 'boolean' ? bool(answer) : interpreter.unknown('whether it is in the tuple is not decided');
});
table.add(
  '__add__',
  'other, /',
  (interpreter, tuple, [other]) =>
    concatenate(interpreter, tuple, unwrap(other!)) ??
    interpreter.raise('TypeError', 'can only concatenate tuple to tuple'),
);
table.add('__eq__', 'other, /', (interpreter, tuple, [other]) => {
  const equal = equalValues(interpreter, tuple, other!);
  return equal === undefined ? interpreter.unknown('the comparison is not decided') : bool(equal);
});

// ---------------------------------------------------------------- namedtuples

const named = new MethodTable<TupleValue>(
  'namedtuple',
  (value): value is TupleValue => value.kind === 'tuple' && value.namedBy !== undefined,
);
export const namedTupleMethods = named.methods;

named.add('_asdict', '', (interpreter, tuple) => {
  const dict = new DictValue();
  for (const [index, name] of (fieldNames(tuple.namedBy!) ?? []).entries())
    dict.entries.set(interpreter.hashKey(new Str(name))!, [new Str(name), tuple.items[index]!]);
  return dict;
});
named.add('_replace', '**kwargs', (interpreter, tuple, _, { keywords }) => {
  const names = fieldNames(tuple.namedBy!) ?? [];
  const items = tuple.items.slice();
  for (const [name, value] of keywords) {
    const index = names.indexOf(name);
    if (index < 0) return interpreter.raise('ValueError', `Got unexpected field names: ['${name}']`);
    items[index] = value;
  }
  return new TupleValue(items, tuple.namedBy);
});

/** `tf.nest`: functions on structures of tuples, lists and dicts. Items of a dict come in the order of its keys. */
import {
  bool,
  DictValue,
  ListValue,
  NONE,
  type NativeFunction,
  TupleValue,
  type Value,
} from '../../python/domain/value.ts';
import { isUndetermined } from '../../python/domain/undetermined.ts';
import { define, type LibraryCall, NotDecided } from '../../python/library/arrays/library-call.ts';

type Nested = TupleValue | ListValue | DictValue;

function isNested(value: Value): value is Nested {
  if (isUndetermined(value)) throw new NotDecided('the structure is not known', value);
  if ((value instanceof ListValue || value instanceof DictValue) && value.summary)
    throw new NotDecided('the structure is not known');
  return value instanceof TupleValue || value instanceof ListValue || value instanceof DictValue;
}

/** The parts of a structure, in TensorFlow's order. */
function partsOf(value: Nested): readonly Value[] {
  if (!(value instanceof DictValue)) return value.items;
  return sortedKeys(value).map((key) => value.entries.get(key)![1]);
}

function sortedKeys(value: DictValue): readonly string[] {
  const keys = [...value.entries].map(([key, [name]]) => {
    if (name.kind !== 'str' && name.kind !== 'int') throw new NotDecided('the order of the keys is not known');
    return { key, name };
  });
  const isText = keys.every(({ name }) => name.kind === 'str');
  if (!isText && keys.some(({ name }) => name.kind === 'str')) throw new NotDecided('the keys have no order');
  return keys.sort((a, b) => (a.name.value < b.name.value ? -1 : 1)).map(({ key }) => key);
}

/** A structure with other parts, given in TensorFlow's order. */
function rebuilt(like: Nested, parts: readonly Value[]): Value {
  if (like instanceof TupleValue) return new TupleValue([...parts], like.namedBy);
  if (like instanceof ListValue) return new ListValue([...parts]);
  const keys = sortedKeys(like);
  return new DictValue(
    new Map([...like.entries].map(([key, [name]]) => [key, [name, parts[keys.indexOf(key)]!] as const])),
    like.typeName,
  );
}

function flattened(call: LibraryCall, value: Value): readonly Value[] {
  call.interpreter.spend();
  return isNested(value) ? partsOf(value).flatMap((part) => flattened(call, part)) : [value];
}

function mapped(call: LibraryCall, work: (values: readonly Value[]) => Value, values: readonly Value[]): Value {
  call.interpreter.spend();
  const [first] = values;
  if (!first || !isNested(first)) return work(values);
  const parts = values.map((value) => {
    if (!isNested(value)) throw new NotDecided('the structures differ');
    return partsOf(value);
  });
  const count = parts[0]!.length;
  if (parts.some((own) => own.length !== count)) throw new NotDecided('the structures differ');
  return rebuilt(
    first,
    Array.from({ length: count }, (_, place) =>
      mapped(
        call,
        work,
        parts.map((own) => own[place]!),
      ),
    ),
  );
}

function packed(call: LibraryCall, structure: Value, flat: Value[]): Value {
  call.interpreter.spend();
  if (!isNested(structure)) {
    const next = flat.shift();
    if (next === undefined) throw new NotDecided('the sequence is too short');
    return next;
  }
  return rebuilt(
    structure,
    partsOf(structure).map((part) => packed(call, part, flat)),
  );
}

export const nestFunctions: Readonly<Record<string, NativeFunction>> = {
  flatten: define(
    'flatten',
    'structure expand_composites',
    (call) => new ListValue([...flattened(call, call.required('structure'))]),
  ),
  map_structure: define('map_structure', 'func', (call) =>
    mapped(call, (values) => call.interpreter.call(call.required('func'), values, undefined, call.site), call.rest),
  ),
  is_nested: define('is_nested', 'structure', (call) => bool(isNested(call.required('structure')))),
  pack_sequence_as: define('pack_sequence_as', 'structure flat_sequence expand_composites', (call) => {
    const flat = [...call.items('flat_sequence')];
    const made = packed(call, call.required('structure'), flat);
    if (flat.length > 0) throw new NotDecided('the sequence is too long');
    return made;
  }),
  assert_same_structure: define('assert_same_structure', 'nest1 nest2 check_types expand_composites', (call) => {
    mapped(call, () => NONE, [call.required('nest1'), call.required('nest2')]);
    return NONE;
  }),
};

const { flatten, map_structure, is_nested, pack_sequence_as } = nestFunctions;

/** Those that Keras 3 has under the same names: `keras.tree`. */
export const treeFunctions: Readonly<Record<string, NativeFunction>> = {
  flatten: flatten!,
  map_structure: map_structure!,
  is_nested: is_nested!,
  pack_sequence_as: pack_sequence_as!,
};

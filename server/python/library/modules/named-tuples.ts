/** Named tuples: `collections.namedtuple`, and `typing.NamedTuple` as a function and as a base class. */
import type { CallArguments, Interpreter } from '../../domain/interpreter.ts';
import {
  ClassMethodValue,
  ClassValue,
  DictValue,
  StaticMethodValue,
  Str,
  TupleValue,
  type Value,
} from '../../domain/value.ts';
import { isAbsent, textArgument } from '../arguments.ts';
import { fieldNames } from '../operations/field-names.ts';
import { allItems } from '../operations/iterate.ts';
import { native, type NativeBody } from '../signature.ts';
import { splitText } from '../methods/splitting.ts';

/** Makes a named tuple of a class from the arguments of its call. */
export function makeNamedTuple(interpreter: Interpreter, cls: ClassValue, args: CallArguments): Value {
  const names = fieldNames(cls);
  if (!names) return interpreter.unknown('the fields are not known');
  if (args.incomplete) return args.incomplete;
  const { positional, keywords } = args;
  if (positional.length > names.length)
    interpreter.raise(
      'TypeError',
      `${cls.name}.__new__() takes ${names.length + 1} positional arguments but ${positional.length + 1} were given`,
    );
  const defaults = cls.lookup('_field_defaults');
  const items = names.map((name, index) => {
    const usual = defaults?.kind === 'dict' ? defaults.entries.get('s' + name)?.[1] : undefined;
    return (
      positional[index] ??
      keywords.get(name) ??
      usual ??
      interpreter.raise('TypeError', `${cls.name}.__new__() missing 1 required positional argument: '${name}'`)
    );
  });
  for (const name of keywords.keys()) {
    const index = names.indexOf(name);
    if (index < 0) interpreter.raise('TypeError', `${cls.name}.__new__() got an unexpected keyword argument '${name}'`);
    if (index < positional.length)
      interpreter.raise('TypeError', `${cls.name}.__new__() got multiple values for argument '${name}'`);
  }
  return new TupleValue(items, cls);
}

/** The class attributes that describe the fields. */
export function fieldAttributes(names: readonly string[], defaults: ReadonlyMap<string, Value>): [string, Value][] {
  const fields = new TupleValue(names.map((name) => new Str(name)));
  const usual = new DictValue();
  for (const [name, value] of defaults) usual.entries.set('s' + name, [new Str(name), value]);
  return [
    ['_fields', fields],
    ['__match_args__', fields],
    ['_field_defaults', usual],
  ];
}

const make = native('_make', 'cls, iterable, /', (interpreter, [cls, iterable]) => {
  const items = allItems(interpreter, iterable!);
  return items ? interpreter.call(cls!, items) : interpreter.unknown('the elements are not known');
});
const construct = native('__new__', 'cls, /, *args, **kwargs', (interpreter, [cls], { rest, keywords }) =>
  cls!.kind === 'class'
    ? makeNamedTuple(interpreter, cls!, { positional: rest, keywords })
    : interpreter.unknown('the class is not known'),
);

export function namedTupleClass(
  tuple: ClassValue,
  name: string,
  names: readonly string[],
  defaults: ReadonlyMap<string, Value>,
): ClassValue {
  return new ClassValue({
    name,
    qualifiedName: `__main__.${name}`,
    bases: [tuple],
    construct: makeNamedTuple,
    attributes: new Map<string, Value>([
      ['_make', new ClassMethodValue(make)],
      ['__new__', new StaticMethodValue(construct)],
      ...fieldAttributes(names, defaults),
    ]),
  });
}

/** `namedtuple(typename, field_names, rename=, defaults=)`. */
export function namedTupleFunction(tuple: ClassValue): NativeBody {
  return (interpreter, [typename, fields, , defaults]) => {
    const name = textArgument(interpreter, typename!);
    const names = namesOf(interpreter, fields!);
    if (name === undefined || !names) return interpreter.unknown('the fields are not known');
    const usual = isAbsent(defaults) ? [] : allItems(interpreter, defaults!);
    if (!usual) return interpreter.unknown('the defaults of the fields are not known');
    return namedTupleClass(
      tuple,
      name,
      names,
      new Map(usual.map((value, index) => [names[names.length - usual.length + index]!, value])),
    );
  };
}

function namesOf(interpreter: Interpreter, fields: Value): string[] | undefined {
  if (fields.kind === 'str') return splitText(fields.value.replaceAll(',', ' '), undefined, -1, false);
  const items = allItems(interpreter, fields);
  return items?.every((item) => item.kind === 'str') ? items.map((item) => item.value) : undefined;
}

/**
 * `typing.NamedTuple`: a base whose subclasses take their annotated names as fields, and a function of a name and
 * pairs.
 */
export function namedTupleBase(tuple: ClassValue): ClassValue {
  const hook = native('__init_subclass__', 'cls, /, **kwargs', (interpreter, [cls]) => {
    if (cls!.kind !== 'class') return cls!;
    const annotations = cls!.attributes.get('__annotations__');
    const names: string[] = [];
    const defaults = new Map<string, Value>();
    if (annotations?.kind === 'dict') {
      for (const [key] of annotations.entries.values()) {
        if (key.kind !== 'str') continue;
        names.push(key.value);
        const usual = cls!.attributes.get(key.value);
        if (usual) defaults.set(key.value, usual);
      }
    }
    if (cls!.bases.some((base) => fieldNames(base))) return cls!;
    interpreter.touch(cls!);
    // A default in the class would hide the field of the tuple.
    for (const name of defaults.keys()) cls!.attributes.delete(name);
    for (const [name, value] of fieldAttributes(names, defaults)) cls!.attributes.set(name, value);
    return cls!;
  });
  const base: ClassValue = new ClassValue({
    name: 'NamedTuple',
    qualifiedName: 'typing.NamedTuple',
    bases: [tuple],
    attributes: new Map<string, Value>([
      ['__init_subclass__', hook],
      ['_make', new ClassMethodValue(make)],
      ['__new__', new StaticMethodValue(construct)],
    ]),
    construct: (interpreter, cls, args) =>
      cls === base ? fromPairs(interpreter, tuple, args) : makeNamedTuple(interpreter, cls, args),
  });
  return base;
}

function fromPairs(interpreter: Interpreter, tuple: ClassValue, args: CallArguments): Value {
  const [typename, fields] = args.positional;
  const pairs = fields && allItems(interpreter, fields);
  const names = pairs?.map((pair) =>
    pair.kind === 'tuple' && pair.items[0]?.kind === 'str' ? pair.items[0].value : undefined,
  );
  if (typename?.kind !== 'str' || !names?.every((name) => name !== undefined))
    return interpreter.unknown('the fields are not known');
  return namedTupleClass(tuple, typename.value, names, new Map());
}

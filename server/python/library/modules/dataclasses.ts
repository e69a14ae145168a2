import type { Interpreter } from '../../domain/interpreter.ts';
import {
  ClassValue,
  DictValue,
  InstanceValue,
  ListValue,
  type ModuleValue,
  NONE,
  Str,
  TupleValue,
  bool,
  type Value,
} from '../../domain/value.ts';
import { fieldNames } from '../operations/field-names.ts';
import { native } from '../signature.ts';
import { copyDict } from '../methods/dict-methods.ts';
import { deepCopy } from './copy.ts';
import { classNamed, FunctionTable, moduleOf } from './module-value.ts';
import { isUndetermined } from '../../domain/undetermined.ts';
import {
  type Field,
  fieldsAttribute,
  type Classes,
  FieldsDict,
  fieldsOf,
  collectFields,
  fieldValue,
} from './dataclass-fields.ts';
import { initializer, representation, equalityOf, orderOf, hashOf, refuseAssignment } from './dataclass-methods.ts';

// ---------------------------------------------------------------- @dataclass

function decorate(
  interpreter: Interpreter,
  classes: Classes,
  cls: ClassValue,
  options: ReadonlyMap<string, Value>,
): ClassValue {
  const flag = (name: string, usual: boolean): boolean => {
    const value = options.get(name);
    return value === undefined ? usual : (interpreter.truth(value) ?? usual);
  };
  const fields = collectFields(interpreter, classes, cls, flag('kw_only', false));
  interpreter.touch(cls);
  const noted = new FieldsDict(fields);
  for (const field of fields) {
    noted.entries.set('s' + field.name, [new Str(field.name), fieldValue(classes, field)]);
    if (cls.attributes.get(field.name) && (field.factory || !field.default)) cls.attributes.delete(field.name);
    else if (field.default && cls.attributes.has(field.name)) cls.attributes.set(field.name, field.default);
  }
  cls.attributes.set(fieldsAttribute, noted);
  const own = (name: string): boolean => cls.attributes.has(name);
  const frozen = flag('frozen', false);
  if (flag('init', true) && !own('__init__')) cls.attributes.set('__init__', initializer(cls, fields, frozen));
  if (flag('repr', true) && !own('__repr__')) cls.attributes.set('__repr__', representation(fields));
  const compared = fields.filter((field) => field.compare && !field.initOnly);
  const equality = flag('eq', true);
  const definesEquality = own('__eq__');
  if (equality && !definesEquality) cls.attributes.set('__eq__', equalityOf(compared));
  if (flag('order', false))
    for (const [name, operator] of [
      ['__lt__', '<'],
      ['__le__', '<='],
      ['__gt__', '>'],
      ['__ge__', '>='],
    ] as const)
      cls.attributes.set(name, orderOf(compared, name, operator));
  if (!own('__hash__') || cls.attributes.get('__hash__')?.kind === 'none') {
    if (flag('unsafe_hash', false) || (equality && frozen)) cls.attributes.set('__hash__', hashOf(compared));
    else if (equality && !definesEquality) cls.attributes.set('__hash__', NONE);
  }
  if (frozen) cls.attributes.set('__setattr__', refuseAssignment(classes));
  if (!own('__match_args__'))
    cls.attributes.set(
      '__match_args__',
      new TupleValue(fields.filter((field) => field.init && !field.keywordOnly).map((field) => new Str(field.name))),
    );
  return cls;
}

// ---------------------------------------------------------------- functions

/** The fields of a data class or of an instance of one. */
function fieldsOfObject(interpreter: Interpreter, object: Value): readonly Field[] {
  const cls = object.kind === 'instance' ? object.cls : object.kind === 'class' ? object : undefined;
  const fields = cls && fieldsOf(cls);
  return (
    fields?.filter((field) => !field.initOnly) ??
    interpreter.raise('TypeError', 'must be called with a dataclass type or instance')
  );
}

/** Nested data classes, lists, tuples and dicts are turned over too. */
function turnOver(interpreter: Interpreter, value: Value, asDict: boolean): Value {
  interpreter.spend();
  if (value.kind === 'instance' && fieldsOf(value.cls)) {
    const fields = fieldsOfObject(interpreter, value);
    const parts = fields.map((field) => turnOver(interpreter, interpreter.getAttribute(value, field.name), asDict));
    if (!asDict) return new TupleValue(parts);
    const dict = new DictValue();
    for (const [index, field] of fields.entries())
      dict.entries.set('s' + field.name, [new Str(field.name), parts[index]!]);
    return dict;
  }
  if (value.kind === 'list')
    return new ListValue(
      value.items.map((item) => turnOver(interpreter, item, asDict)),
      value.summary,
    );
  if (value.kind === 'tuple')
    return new TupleValue(
      value.items.map((item) => turnOver(interpreter, item, asDict)),
      value.namedBy && fieldNames(value.namedBy) ? value.namedBy : undefined,
    );
  if (value.kind === 'dict') {
    const dict = copyDict(interpreter, value);
    for (const [key, [name, item]] of dict.entries) dict.entries.set(key, [name, turnOver(interpreter, item, asDict)]);
    return dict;
  }
  return deepCopy(interpreter, value);
}

const table = new FunctionTable();
for (const [name, asDict] of [
  ['asdict', true],
  ['astuple', false],
] as const) {
  table.add(name, 'obj, *, dict_factory=, tuple_factory=', (interpreter, [object]) => {
    if (isUndetermined(object)) return interpreter.unknown(object!.reason);
    fieldsOfObject(interpreter, object!);
    return turnOver(interpreter, object!, asDict);
  });
}
table.add('fields', 'class_or_instance', (interpreter, [object]) => {
  if (isUndetermined(object)) return interpreter.unknown(object!.reason);
  fieldsOfObject(interpreter, object!);
  const noted = (object!.kind === 'instance' ? object!.cls : (object! as ClassValue)).lookup(fieldsAttribute);
  return new TupleValue(
    noted instanceof FieldsDict
      ? [...noted.entries.values()].flatMap(([, field], i) => (noted.fields[i]?.initOnly ? [] : [field]))
      : [],
  );
});
table.add('is_dataclass', 'obj', (interpreter, [object]) => {
  if (isUndetermined(object)) return interpreter.unknown(object!.reason);
  const cls = object!.kind === 'instance' ? object!.cls : object!.kind === 'class' ? object! : undefined;
  return bool(cls !== undefined && fieldsOf(cls) !== undefined);
});
table.add('replace', 'obj, /, **changes', (interpreter, [object], { keywords }) => {
  if (object!.kind !== 'instance') return interpreter.unknown('the object is not known');
  const args = new Map<string, Value>();
  for (const field of fieldsOfObject(interpreter, object!))
    if (field.init) args.set(field.name, interpreter.getAttribute(object!, field.name));
  for (const [name, value] of keywords) args.set(name, value);
  return interpreter.call(object!.cls, [], args);
});
table.add('make_dataclass', '*args, **kwargs', (interpreter) =>
  interpreter.unknown('a data class made by a call is not followed'),
);

/** The module `dataclasses`. */
export function dataclassesModule(builtins: ReadonlyMap<string, Value>): ModuleValue {
  const object = classNamed(builtins, 'object');
  const marker = (name: string): Value =>
    new InstanceValue(new ClassValue({ name, qualifiedName: `dataclasses.${name}`, bases: [object] }));
  const field: ClassValue = new ClassValue({
    name: 'Field',
    qualifiedName: 'dataclasses.Field',
    bases: [object],
    construct: (_, cls, args) => {
      const made = new InstanceValue(cls);
      for (const [name, value] of args.keywords) made.attributes.set(name, value);
      return made;
    },
  });
  const classes: Classes = {
    field,
    missing: marker('MISSING'),
    keywordOnly: marker('KW_ONLY'),
    frozenError: new ClassValue({
      name: 'FrozenInstanceError',
      qualifiedName: 'dataclasses.FrozenInstanceError',
      bases: [classNamed(builtins, 'AttributeError')],
    }),
  };
  const dataclass = native('dataclass', 'cls=, /, **options', (interpreter, [cls], { keywords }) => {
    if (cls?.kind === 'class') return decorate(interpreter, classes, cls, keywords);
    if (cls && cls.kind !== 'none') return cls;
    return native('dataclass', 'cls, /', (inner, [later]) =>
      later!.kind === 'class' ? decorate(inner, classes, later!, keywords) : later!,
    );
  });
  return moduleOf('dataclasses', [
    ...table.members,
    ['dataclass', dataclass],
    ['field', field],
    ['Field', field],
    ['MISSING', classes.missing],
    ['KW_ONLY', classes.keywordOnly],
    ['FrozenInstanceError', classes.frozenError],
    ['InitVar', new ClassValue({ name: 'InitVar', qualifiedName: 'dataclasses.InitVar', bases: [object] })],
  ]);
}

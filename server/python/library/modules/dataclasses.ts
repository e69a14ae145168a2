import type { CallArguments, Interpreter } from '../../domain/interpreter.ts';
import {
  ClassValue,
  DictValue,
  InstanceValue,
  ListValue,
  type ModuleValue,
  NativeFunction,
  NONE,
  NOT_IMPLEMENTED,
  Str,
  TupleValue,
  bool,
  type Value,
} from '../../domain/value.ts';
import { fieldNames } from '../operations/field-names.ts';
import { raiseInstance } from '../operations/raising.ts';
import { hashNamePrefix } from '../operations/hash.ts';
import { native } from '../signature.ts';
import { copyDict } from '../methods/dict-methods.ts';
import { deepCopy } from './copy.ts';
import { classNamed, FunctionTable, moduleOf } from './module-value.ts';
import { isUndetermined, undetermined } from '../../domain/undetermined.ts';

interface Field {
  readonly name: string;
  readonly default: Value | undefined;
  readonly factory: Value | undefined;
  readonly init: boolean;
  readonly repr: boolean;
  readonly compare: boolean;
  readonly keywordOnly: boolean;
  /** `InitVar[...]`: passed to `__post_init__`, no attribute. */
  readonly initOnly: boolean;
  readonly type: Value;
}

const fieldsAttribute = '__dataclass_fields__';

/** The classes of the module, one set for each interpreter. */
interface Classes {
  readonly field: ClassValue;
  readonly missing: Value;
  readonly keywordOnly: Value;
  readonly frozenError: ClassValue;
}

/** `__dataclass_fields__`: for programs a dict, for the functions here the fields themselves. */
class FieldsDict extends DictValue {
  readonly fields: readonly Field[];
  constructor(fields: readonly Field[]) {
    super();
    this.fields = fields;
  }
}

function fieldsOf(cls: ClassValue): readonly Field[] | undefined {
  for (const base of cls.mro) {
    const noted = base.attributes.get(fieldsAttribute);
    if (noted instanceof FieldsDict) return noted.fields;
  }
  return undefined;
}

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

/** Fields of base classes first, each in its first place; then those that the class annotates. */
function collectFields(interpreter: Interpreter, classes: Classes, cls: ClassValue, keywordOnly: boolean): Field[] {
  const fields = new Map<string, Field>();
  for (const base of [...cls.mro].reverse()) {
    if (base === cls) continue;
    const noted = base.attributes.get(fieldsAttribute);
    if (noted instanceof FieldsDict) for (const field of noted.fields) fields.set(field.name, field);
  }
  const annotations = cls.attributes.get('__annotations__');
  let afterMarker = keywordOnly;
  if (annotations?.kind === 'dict') {
    for (const [key, annotation] of annotations.entries.values()) {
      const type = annotation.kind === 'str' ? annotation.value : '';
      if (key.kind !== 'str' || /^(?:typing\.|t\.)?ClassVar\b/.test(type)) continue;
      if (/^(?:dataclasses\.)?KW_ONLY$/.test(type)) afterMarker = true;
      else
        fields.set(
          key.value,
          makeField(
            interpreter,
            classes,
            key.value,
            annotation,
            cls.attributes.get(key.value),
            afterMarker,
            /^(?:dataclasses\.)?InitVar\b/.test(type),
          ),
        );
    }
  }
  return [...fields.values()];
}

function makeField(
  interpreter: Interpreter,
  classes: Classes,
  name: string,
  type: Value,
  value: Value | undefined,
  keywordOnly: boolean,
  initOnly: boolean,
): Field {
  const base: Field = {
    name,
    type,
    default: value,
    factory: undefined,
    init: true,
    repr: true,
    compare: true,
    keywordOnly,
    initOnly,
  };
  if (value?.kind !== 'instance' || value.cls !== classes.field) return base;
  const given = (option: string): Value | undefined => {
    const found = value.attributes.get(option);
    return found === undefined || found === classes.missing ? undefined : found;
  };
  const flag = (option: string, usual: boolean): boolean => {
    const found = given(option);
    return found === undefined ? usual : (interpreter.truth(found) ?? usual);
  };
  return {
    ...base,
    default: given('default'),
    factory: given('default_factory'),
    init: flag('init', true),
    repr: flag('repr', true),
    compare: flag('compare', true),
    keywordOnly: flag('kw_only', keywordOnly),
  };
}

function fieldValue(classes: Classes, field: Field): InstanceValue {
  const value = new InstanceValue(classes.field);
  for (const [name, attribute] of [
    ['name', new Str(field.name)],
    ['type', field.type],
    ['default', field.default ?? classes.missing],
    ['default_factory', field.factory ?? classes.missing],
    ['init', bool(field.init)],
    ['repr', bool(field.repr)],
  ] as const)
    value.attributes.set(name, attribute);
  return value;
}

// ---------------------------------------------------------------- generated methods

function initializer(cls: ClassValue, fields: readonly Field[], frozen: boolean): NativeFunction {
  const positional = fields.filter((field) => field.init && !field.keywordOnly);
  const places = new Map(positional.map((field, place) => [field, place]));
  const named = new Set(fields.filter((field) => field.init).map((field) => field.name));
  return new NativeFunction('__init__', (interpreter, args) => {
    const [self, ...passed] = args.positional;
    if (self?.kind !== 'instance') return NONE;
    if (passed.length > positional.length) {
      interpreter.raise(
        'TypeError',
        `${cls.name}.__init__() takes ${positional.length + 1} positional arguments but ${passed.length + 1} were given`,
      );
    }
    checkKeywords(
      interpreter,
      cls,
      named,
      new Set(positional.slice(0, passed.length).map((field) => field.name)),
      args,
    );
    const later: Value[] = [];
    for (const field of fields) {
      const value = fieldArgument(interpreter, cls, field, passed[places.get(field) ?? -1], args);
      if (field.initOnly) later.push(value ?? NONE);
      else if (value) assign(interpreter, self, field.name, value, frozen);
    }
    const after = interpreter.findAttribute(self, '__post_init__');
    if (after && !isUndetermined(after)) interpreter.call(after, later);
    return NONE;
  });
}

/** The parameters of a data class may be set by name in any order, each once. */
function checkKeywords(
  interpreter: Interpreter,
  cls: ClassValue,
  named: ReadonlySet<string>,
  filled: ReadonlySet<string>,
  args: CallArguments,
): void {
  for (const name of args.keywords.keys()) {
    if (!named.has(name))
      interpreter.raise('TypeError', `${cls.name}.__init__() got an unexpected keyword argument '${name}'`);
    if (filled.has(name))
      interpreter.raise('TypeError', `${cls.name}.__init__() got multiple values for argument '${name}'`);
  }
}

/** Undefined for a field that `__init__` leaves alone. */
function fieldArgument(
  interpreter: Interpreter,
  cls: ClassValue,
  field: Field,
  passed: Value | undefined,
  args: CallArguments,
): Value | undefined {
  const given = field.init ? (passed ?? args.keywords.get(field.name)) : undefined;
  if (given) return given;
  if (field.init && args.incomplete) return interpreter.unknown(args.incomplete.reason, field.name);
  if (field.factory) return interpreter.call(field.factory);
  if (field.default || !field.init) return field.default;
  return interpreter.raise(
    'TypeError',
    `${cls.name}.__init__() missing 1 required ${field.keywordOnly ? 'keyword-only' : 'positional'} argument: '${field.name}'`,
  );
}

function assign(interpreter: Interpreter, self: InstanceValue, name: string, value: Value, frozen: boolean): void {
  if (!frozen) {
    interpreter.setAttribute(self, name, value);
    return;
  }
  interpreter.touch(self);
  self.attributes.set(name, value);
}

function representation(fields: readonly Field[]): NativeFunction {
  return native('__repr__', 'self, /', (interpreter, [self]) => {
    const parts: string[] = [];
    for (const field of fields) {
      if (!field.repr || field.initOnly) continue;
      const text = interpreter.repr(interpreter.getAttribute(self!, field.name));
      if (text === undefined) return interpreter.unknown('a field is not known');
      parts.push(`${field.name}=${text}`);
    }
    // Python shows the qualified name, which for a class in a function is longer than its name.
    return new Str(`${self!.kind === 'instance' ? self!.cls.name : ''}(${parts.join(', ')})`);
  });
}

function valuesOf(interpreter: Interpreter, object: Value, fields: readonly Field[]): TupleValue {
  return new TupleValue(fields.map((field) => interpreter.getAttribute(object, field.name)));
}

const sameClass = (self: Value, other: Value): boolean =>
  self.kind === 'instance' && other.kind === 'instance' && self.cls === other.cls;

function equalityOf(fields: readonly Field[]): NativeFunction {
  return native('__eq__', 'self, other, /', (interpreter, [self, other]) => {
    if (isUndetermined(other)) return interpreter.unknown(other!.reason);
    if (!sameClass(self!, other!)) return NOT_IMPLEMENTED;
    return interpreter.compare('==', valuesOf(interpreter, self!, fields), valuesOf(interpreter, other!, fields));
  });
}

function orderOf(fields: readonly Field[], name: string, operator: '<' | '<=' | '>' | '>='): NativeFunction {
  return native(name, 'self, other, /', (interpreter, [self, other]) => {
    if (isUndetermined(other)) return interpreter.unknown(other!.reason);
    if (!sameClass(self!, other!)) return NOT_IMPLEMENTED;
    return interpreter.compare(operator, valuesOf(interpreter, self!, fields), valuesOf(interpreter, other!, fields));
  });
}

function hashOf(fields: readonly Field[]): NativeFunction {
  return native('__hash__', 'self, /', (interpreter, [self]) => {
    const key = interpreter.hashKey(valuesOf(interpreter, self!, fields));
    if (key === undefined) return interpreter.unknown('a field is not known');
    return undetermined('the hash is chance', { name: hashNamePrefix + key, integer: true });
  });
}

function refuseAssignment(classes: Classes): NativeFunction {
  return native('__setattr__', 'self, name, value, /', (interpreter, [, name]) => {
    return raiseInstance(
      interpreter,
      classes.frozenError,
      `cannot assign to field '${name!.kind === 'str' ? name!.value : ''}'`,
    );
  });
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
      value.open,
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
  return new TupleValue(noted instanceof FieldsDict ? [...noted.entries.values()].map(([, field]) => field) : []);
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

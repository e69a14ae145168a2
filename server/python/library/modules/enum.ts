import type { CallArguments, Interpreter } from '../../domain/interpreter.ts';
import {
  ClassValue,
  DictValue,
  InstanceValue,
  Int,
  type ModuleValue,
  NONE,
  Str,
  TupleValue,
  bool,
  type Value,
} from '../../domain/value.ts';
import { splitText } from '../methods/splitting.ts';
import { enumMembers } from '../operations/enum-members.ts';
import { allItems } from '../operations/iterate.ts';
import { native, type NativeBody } from '../signature.ts';
import { formatValue } from '../text/format-spec.ts';
import { WrappedBuiltin } from '../wrapped.ts';
import { flagMethods, memberOfBits } from './flags.ts';
import { classNamed, moduleOf } from './module-value.ts';
import { isUndetermined } from '../../domain/undetermined.ts';

/** Kinds of values in a class body that are not members. */
const notMembers = new Set(['function', 'native', 'property', 'staticmethod', 'classmethod', 'class']);

/** Turns the plain attributes of a new class into its members. */
function makeMembers(interpreter: Interpreter, autoClass: ClassValue, cls: ClassValue): void {
  const members = new DictValue();
  const ignored = cls.attributes.get('_ignore_');
  const skipped = new Set(ignored?.kind === 'str' ? splitText(ignored.value, undefined, -1, false) : []);
  interpreter.touch(cls);
  const before: Value[] = [];
  for (const [name, value] of [...cls.attributes]) {
    if (/^_.*_$/s.test(name) || name.startsWith(`_${cls.name}__`) || skipped.has(name) || notMembers.has(value.kind))
      continue;
    const raw =
      value.kind === 'instance' && value.cls === autoClass
        ? automaticValue(interpreter, cls, name, before)
        : withAutos(interpreter, autoClass, cls, name, value, before);
    const member = makeMember(interpreter, cls, name, raw, members);
    before.push(member.attributes.get('_value_') ?? raw);
    members.entries.set('s' + name, [new Str(name), member]);
    cls.attributes.set(name, member);
  }
  useEnumTexts(cls);
  if (members.entries.size === 0 && !cls.attributes.has('_member_map_')) return;
  cls.attributes.set('_member_map_', members);
  cls.attributes.set('__members__', members);
}

/** A mixed-in builtin comes first in the order of classes, but its texts give way to those of the enumeration. */
function useEnumTexts(cls: ClassValue): void {
  const enumeration = cls.mro.find((base) => base !== cls && isKind(base, 'enum.Enum'));
  for (const name of ['__repr__', '__str__', '__format__']) {
    const home = cls.mro.find((base) => base.attributes.has(name));
    const text = enumeration?.lookup(name);
    if (home?.qualifiedName.startsWith('builtins.') && text) cls.attributes.set(name, text);
  }
}

/** The class, made again where a mixed-in builtin would otherwise answer its calls: `Mode('a')` looks a member up. */
function calledAsEnum(cls: ClassValue, construct: NonNullable<ClassValue['construct']>): ClassValue {
  if (cls.mro.find((base) => base.construct)?.construct === construct) return cls;
  const made = new ClassValue({
    name: cls.name,
    qualifiedName: cls.qualifiedName,
    bases: cls.bases,
    attributes: cls.attributes,
    construct,
    ...(cls.definition && { definition: cls.definition }),
    ...(cls.unknownBase && { unknownBase: cls.unknownBase }),
  });
  for (const value of made.attributes.values()) changeOwner(value, cls, made);
  return made;
}

function changeOwner(value: Value, before: ClassValue, after: ClassValue): void {
  if (value.kind === 'function' && value.owner === before) value.owner = after;
  else if (value.kind === 'staticmethod' || value.kind === 'classmethod') changeOwner(value.method, before, after);
  else if (value.kind === 'property') changeOwner(value.getter, before, after);
}

/** `auto()` inside a tuple counts too. */
function withAutos(
  interpreter: Interpreter,
  autoClass: ClassValue,
  cls: ClassValue,
  name: string,
  value: Value,
  before: readonly Value[],
): Value {
  if (value.kind !== 'tuple') return value;
  return new TupleValue(
    value.items.map((item) =>
      item.kind === 'instance' && item.cls === autoClass ? automaticValue(interpreter, cls, name, before) : item,
    ),
    value.namedBy,
  );
}

/** One more than the largest before; the next power of two in a Flag; the name in lower case in a StrEnum. */
function automaticValue(interpreter: Interpreter, cls: ClassValue, name: string, before: readonly Value[]): Value {
  const own = cls.lookup('_generate_next_value_');
  if (own)
    return interpreter.call(own.kind === 'staticmethod' ? own.method : own, [
      new Str(name),
      new Int(1n),
      new Int(BigInt(before.length)),
      new TupleValue(before),
    ]);
  if (isKind(cls, 'enum.StrEnum')) return new Str(name.toLowerCase());
  let highest = 0n;
  for (const value of before) if (value.kind === 'int' && value.value > highest) highest = value.value;
  if (!isKind(cls, 'enum.Flag')) return new Int(highest + 1n);
  return new Int(highest === 0n ? 1n : 1n << BigInt(highest.toString(2).length));
}

function isKind(cls: ClassValue, qualifiedName: string): boolean {
  return cls.mro.some((base) => base.qualifiedName === qualifiedName);
}

/** An alias of a member with the same value is that member. */
function makeMember(
  interpreter: Interpreter,
  cls: ClassValue,
  name: string,
  raw: Value,
  members: DictValue,
): InstanceValue {
  const create = cls.lookup('__new__');
  const args = raw.kind === 'tuple' ? raw.items : [raw];
  const made =
    create?.kind === 'function' ? interpreter.call(create, [cls, ...args]) : newMember(interpreter, cls, args);
  const member = made.kind === 'instance' ? made : new InstanceValue(cls);
  const value =
    member.attributes.get('_value_') ??
    (member.host instanceof WrappedBuiltin && raw.kind !== 'tuple' ? member.host.value : raw);
  for (const [, other] of members.entries.values()) {
    if (other.kind === 'instance' && interpreter.equals(other.attributes.get('_value_') ?? NONE, value)) return other;
  }
  for (const [attribute, held] of [
    ['_name_', new Str(name)],
    ['name', new Str(name)],
    ['_value_', value],
    ['value', value],
  ] as const)
    member.attributes.set(attribute, held);
  const init = cls.lookup('__init__');
  if (init?.kind === 'function') interpreter.call(init, [member, ...args]);
  const final = member.attributes.get('_value_');
  if (final) member.attributes.set('value', final);
  return member;
}

/** An instance; with a mixed-in builtin (`class Mode(str, Enum)`) it wraps a value of that. */
function newMember(interpreter: Interpreter, cls: ClassValue, args: readonly Value[]): InstanceValue {
  const member = new InstanceValue(cls);
  const mixin = cls.mro.find(
    (base) => base.qualifiedName.startsWith('builtins.') && base.name !== 'object' && base.construct,
  );
  if (mixin) member.host = new WrappedBuiltin(interpreter.call(mixin, args));
  return member;
}

// ---------------------------------------------------------------- look-up and text

function memberByValue(interpreter: Interpreter, cls: ClassValue, value: Value): Value {
  if (isUndetermined(value)) return interpreter.unknown(value.reason);
  const members = enumMembers(cls) ?? [];
  for (const member of members) {
    if (member === value) return member;
    const held = member.kind === 'instance' ? member.attributes.get('_value_') : undefined;
    const equal = held && interpreter.equals(held, value);
    if (equal === undefined && held) return interpreter.unknown('which member it is is not decided');
    if (equal) return member;
  }
  const missing = cls.lookup('_missing_');
  if (missing?.kind === 'classmethod') {
    const found = interpreter.call(missing.method, [cls, value]);
    if (found.kind !== 'none') return found;
  }
  if (isKind(cls, 'enum.Flag') && value.kind === 'int') {
    const member = memberOfBits(cls, value.value);
    if (member) return member;
  }
  return interpreter.raise('ValueError', `${interpreter.repr(value) ?? 'the value'} is not a valid ${cls.name}`);
}

/** `Color(1)` looks a member up; `Enum('Color', 'RED GREEN')` makes a class. */
function callEnum(interpreter: Interpreter, autoClass: ClassValue, cls: ClassValue, args: CallArguments): Value {
  const [value = args.keywords.get('value'), names = args.keywords.get('names')] = args.positional;
  if (!value)
    return (
      args.incomplete ?? interpreter.raise('TypeError', `${cls.name}() missing 1 required positional argument: 'value'`)
    );
  if (cls.attributes.has('_member_map_')) return memberByValue(interpreter, cls, value);
  return names && value.kind === 'str'
    ? classOfNames(interpreter, autoClass, cls, value.value, names)
    : interpreter.unknown('the members of the enumeration are not known');
}

function classOfNames(
  interpreter: Interpreter,
  autoClass: ClassValue,
  base: ClassValue,
  name: string,
  names: Value,
): Value {
  const attributes = new Map<string, Value>();
  if (names.kind === 'str')
    for (const member of splitText(names.value.replaceAll(',', ' '), undefined, -1, false))
      attributes.set(member, new InstanceValue(autoClass));
  else {
    const items =
      names.kind === 'dict' && !names.summary
        ? [...names.entries.values()].map((entry) => new TupleValue(entry))
        : allItems(interpreter, names);
    if (!items) return interpreter.unknown('the members of the enumeration are not known');
    for (const item of items) {
      const parts = item.kind === 'str' ? [item, new InstanceValue(autoClass)] : allItems(interpreter, item);
      if (parts?.[0]?.kind !== 'str' || !parts[1])
        return interpreter.unknown('the members of the enumeration are not known');
      attributes.set(parts[0].value, parts[1]);
    }
  }
  const cls = new ClassValue({ name, qualifiedName: `__main__.${name}`, bases: [base], attributes });
  makeMembers(interpreter, autoClass, cls);
  return cls;
}

const nameOf = (member: Value): string | undefined => {
  const name = member.kind === 'instance' ? member.attributes.get('_name_') : undefined;
  return name?.kind === 'str' ? name.value : undefined;
};

const shown = (member: Value): string | undefined => {
  const name = nameOf(member);
  return name === undefined || member.kind !== 'instance' ? undefined : `${member.cls.name}.${name}`;
};

const textBody =
  (text: (member: Value) => string | undefined): NativeBody =>
  (interpreter, [self]) => {
    const result = text(self!);
    return result === undefined ? interpreter.unknown('the name of the member is not known') : new Str(result);
  };

const valueText: NativeBody = (interpreter, [self]) => {
  const value = self!.kind === 'instance' ? self!.attributes.get('_value_') : undefined;
  const text = value && interpreter.str(value);
  return text === undefined ? interpreter.unknown('the value of the member is not known') : new Str(text);
};

const representation: NativeBody = (interpreter, [self]) => {
  const value = self!.kind === 'instance' ? self!.attributes.get('_value_') : undefined;
  const text = value && interpreter.repr(value);
  const name = shown(self!);
  return text === undefined || name === undefined
    ? interpreter.unknown('the value of the member is not known')
    : new Str(`<${name}: ${text}>`);
};

/** Formatted as its `str()`. Where a builtin is mixed in, Python up to 3.11 formats that instead. */
const formatted: NativeBody = (interpreter, [self, specification]) => {
  if (self!.kind === 'instance' && self!.host && !isKind(self!.cls, 'enum.StrEnum'))
    return interpreter.unknown('how it is formatted depends on the version of Python');
  const text = interpreter.str(self!);
  return formattedValue(interpreter, text === undefined ? undefined : new Str(text), specification!);
};

const formattedNumber: NativeBody = (interpreter, [self, specification]) => {
  const value = self!.kind === 'instance' ? self!.attributes.get('_value_') : undefined;
  return formattedValue(interpreter, value, specification!);
};

function formattedValue(interpreter: Interpreter, value: Value | undefined, specification: Value): Value {
  const text = value && specification.kind === 'str' ? formatValue(interpreter, value, specification.value) : undefined;
  return text === undefined ? interpreter.unknown('the value of the member is not known') : new Str(text);
}

/** Texts of an enumeration whose members are values of a builtin too. */
const ownText = (): readonly (readonly [string, Value])[] => [
  ['__str__', native('__str__', 'self, /', valueText)],
  ['__repr__', native('__repr__', 'self, /', representation)],
  ['__format__', native('__format__', 'self, spec, /', formatted)],
];

/** `Enum`, and how a class of its kind is made. */
function enumClasses(object: ClassValue, auto: ClassValue) {
  const construct: NonNullable<ClassValue['construct']> = (interpreter, cls, args) =>
    callEnum(interpreter, auto, cls, args);
  const hook = native('__init_subclass__', 'cls, /, **kwargs', (interpreter, [cls]) => {
    if (cls!.kind !== 'class') return cls!;
    const made = calledAsEnum(cls!, construct);
    makeMembers(interpreter, auto, made);
    return made;
  });
  const kind = (
    name: string,
    bases: readonly ClassValue[],
    attributes: readonly (readonly [string, Value])[] = [],
  ): ClassValue =>
    new ClassValue({
      name,
      qualifiedName: `enum.${name}`,
      bases,
      construct,
      attributes: new Map<string, Value>([['__init_subclass__', hook], ...attributes]),
    });
  const base = kind(
    'Enum',
    [object],
    [
      ['__str__', native('__str__', 'self, /', textBody(shown))],
      ['__repr__', native('__repr__', 'self, /', representation)],
      ['__format__', native('__format__', 'self, spec, /', formatted)],
    ],
  );
  return { base, kind };
}

/** The module `enum`. */
export function enumModule(builtins: ReadonlyMap<string, Value>): ModuleValue {
  const object = classNamed(builtins, 'object');
  const auto = new ClassValue({ name: 'auto', qualifiedName: 'enum.auto', bases: [object] });
  const { base, kind } = enumClasses(object, auto);
  const flag = kind('Flag', [base], flagMethods());
  const identity = native('identity', 'value, /', (_, [value]) => value!);
  return moduleOf('enum', [
    ['Enum', base],
    ['Flag', flag],
    ['auto', auto],
    ['EnumMeta', classNamed(builtins, 'enum.EnumType')],
    ['EnumType', classNamed(builtins, 'enum.EnumType')],
    [
      'IntEnum',
      kind(
        'IntEnum',
        [classNamed(builtins, 'int'), base],
        [...ownText(), ['__format__', native('__format__', 'self, spec, /', formattedNumber)]],
      ),
    ],
    ['StrEnum', kind('StrEnum', [classNamed(builtins, 'str'), base], ownText())],
    ['IntFlag', kind('IntFlag', [classNamed(builtins, 'int'), flag], [...flagMethods(), ...ownText()])],
    ['unique', identity],
    ['verify', native('verify', '*args', () => identity)],
    ['member', identity],
    ['nonmember', identity],
    ['global_enum', identity],
    ['UNIQUE', bool(true)],
  ]);
}

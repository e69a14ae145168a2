/** The builtin classes of one interpreter. */
import { ArrayValue } from '../arrays/array-value.ts';
import type { Interpreter } from '../../domain/interpreter.ts';
import {
  bool,
  Bytes,
  ClassMethodValue,
  ClassValue,
  InstanceValue,
  Int,
  ListValue,
  NONE,
  NOT_IMPLEMENTED,
  PropertyValue,
  SetValue,
  StaticMethodValue,
  type Value,
} from '../../domain/value.ts';
import { bytesMethods } from '../methods/bytes-methods.ts';
import { listMethods } from '../methods/list-methods.ts';
import { complexMethods, floatMethods, intMethods } from '../methods/number-methods.ts';
import { setMethods } from '../methods/set-methods.ts';
import { makeTranslation, strMethods } from '../methods/str-methods.ts';
import { tupleMethods } from '../methods/tuple-methods.ts';
import { sliceMethods, rangeMethods } from '../methods/iterator-methods.ts';
import { unionClass } from '../operations/class-union.ts';
import { native, type NativeBody } from '../signature.ts';
import { identityOf } from '../identity.ts';
import { hashNamePrefix } from '../operations/hash.ts';
import { removeAttribute, storeAttribute } from '../operations/attributes-by-name.ts';
import { isIdentical } from '../operations/identical.ts';
import { stepsOfBases } from '../operations/types.ts';
import { textArgument } from '../arguments.ts';
import { builtinClass } from './builtin-class.ts';
import * as containers from './containers.ts';
import { exceptionClasses } from './exceptions.ts';
import { makeEnumerate, makeFilter, makeMap, makeZip } from './iterator-classes.ts';
import * as numbers from './numbers.ts';
import { builtinFunctions } from './functions.ts';
import { undetermined } from '../../domain/undetermined.ts';
import { addDicts } from './dict-classes.ts';
import { withStatic, type Add } from './builtin-class.ts';

/** By the names under which `Interpreter.builtin` finds them: those with a dot are not names of programs. */
export function builtinClasses(): Map<string, ClassValue> {
  const object = new ClassValue({ name: 'object', qualifiedName: 'builtins.object', attributes: objectMethods() });
  const bases = [object];
  const classes = new Map<string, ClassValue>([['object', object]]);
  const add = (cls: ClassValue, name = cls.name): ClassValue => {
    classes.set(name, cls);
    return cls;
  };
  addNumbers(add, bases);
  addTexts(add, bases);
  addSequences(add, bases);
  addDicts(add, bases);
  addSets(add, bases);
  addRanges(add, bases);
  addIterators(add, bases);
  addDescriptors(add, bases);
  addLookingGlasses(add, bases);
  addHidden(add, bases);
  for (const [name, cls] of exceptionClasses(object)) classes.set(name, cls);
  return classes;
}

function addNumbers(add: Add, bases: readonly ClassValue[]): void {
  const int = add(
    builtinClass({
      name: 'int',
      bases,
      parameters: 'x=, /, base=',
      make: numbers.makeInt,
      methods: withStatic(intMethods, [['from_bytes', new StaticMethodValue(fromBytes)]]),
    }),
  );
  add(builtinClass({ name: 'bool', bases: [int], parameters: 'x=, /', make: numbers.makeBool }));
  add(builtinClass({ name: 'float', bases, parameters: 'x=, /', make: numbers.makeFloat, methods: floatMethods }));
  add(
    builtinClass({
      name: 'complex',
      bases,
      parameters: 'real=, imag=',
      make: numbers.makeComplex,
      methods: complexMethods,
    }),
  );
}

function addTexts(add: Add, bases: readonly ClassValue[]): void {
  add(
    builtinClass({
      name: 'str',
      bases,
      parameters: 'object=, encoding=, errors=',
      make: containers.makeStr,
      methods: withStatic(strMethods, [
        ['maketrans', new StaticMethodValue(native('maketrans', 'x, y=, z=, /', makeTranslation))],
      ]),
    }),
  );
  for (const name of ['bytes', 'bytearray']) {
    add(
      builtinClass({
        name,
        bases,
        parameters: 'source=, encoding=, errors=',
        make:
          name === 'bytes' ? containers.makeBytes : (interpreter) => interpreter.unknown('a bytearray is not followed'),
        methods: withStatic(bytesMethods, [['fromhex', new StaticMethodValue(fromHex)]]),
      }),
    );
  }
}

function addSequences(add: Add, bases: readonly ClassValue[]): void {
  add(
    builtinClass({
      name: 'list',
      bases,
      parameters: 'iterable=, /',
      make: containers.makeList,
      methods: listMethods,
      empty: () => new ListValue([]),
      fill: containers.fillList,
    }),
  );
  add(
    builtinClass({
      name: 'tuple',
      bases,
      parameters: 'iterable=, /',
      make: containers.makeTuple,
      methods: tupleMethods,
    }),
  );
}

function addSets(add: Add, bases: readonly ClassValue[]): void {
  add(
    builtinClass({
      name: 'set',
      bases,
      parameters: 'iterable=, /',
      make: containers.makeSet,
      methods: setMethods,
      empty: () => new SetValue(),
      fill: containers.fillSet,
    }),
  );
  add(
    builtinClass({
      name: 'frozenset',
      bases,
      parameters: 'iterable=, /',
      make: containers.makeFrozenSet,
      methods: setMethods,
    }),
  );
}

function addRanges(add: Add, bases: readonly ClassValue[]): void {
  add(
    builtinClass({
      name: 'range',
      bases,
      parameters: 'start, stop=, step=, /',
      make: containers.makeRange,
      methods: rangeMethods,
    }),
  );
  add(
    builtinClass({
      name: 'slice',
      bases,
      parameters: 'start, stop=, step=, /',
      make: containers.makeSlice,
      methods: sliceMethods,
    }),
  );
}

function addIterators(add: Add, bases: readonly ClassValue[]): void {
  add(builtinClass({ name: 'enumerate', bases, parameters: 'iterable, start=', make: makeEnumerate }));
  add(builtinClass({ name: 'zip', bases, parameters: '*args, strict=', make: makeZip }));
  add(builtinClass({ name: 'map', bases, parameters: 'function, *args', make: makeMap }));
  add(builtinClass({ name: 'filter', bases, parameters: 'function, iterable, /', make: makeFilter }));
  add(
    builtinClass({
      name: 'reversed',
      bases,
      parameters: 'sequence, /',
      make: (interpreter, values) =>
        builtinFunctions
          .get('reversed')!
          .implementation(interpreter, { positional: [values[0]!], keywords: new Map() }),
    }),
  );
}

/** Classes through which other objects are seen. */
function addLookingGlasses(add: Add, bases: readonly ClassValue[]): void {
  add(builtinClass({ name: 'type', bases, parameters: 'object, bases=, namespace=, **kwargs', make: makeType }));
  add(
    builtinClass({
      name: 'super',
      bases,
      parameters: '*args',
      make: (interpreter) => interpreter.unknown('super() is used outside a call'),
    }),
  );
  add(
    builtinClass({
      name: 'memoryview',
      bases,
      parameters: 'object',
      make: (interpreter, [object]) => {
        if (object instanceof ArrayValue) object.overwrite(interpreter, undefined);
        return interpreter.unknown('a memoryview is not followed');
      },
    }),
  );
}

function addDescriptors(add: Add, bases: readonly ClassValue[]): void {
  add(
    builtinClass({
      name: 'property',
      bases,
      parameters: 'fget=, fset=, fdel=, doc=',
      make: (_, [getter, setter]) => new PropertyValue(getter ?? NONE, setter?.kind === 'none' ? undefined : setter),
    }),
  );
  add(
    builtinClass({
      name: 'staticmethod',
      bases,
      parameters: 'function, /',
      make: (_, [method]) => new StaticMethodValue(method!),
    }),
  );
  add(
    builtinClass({
      name: 'classmethod',
      bases,
      parameters: 'function, /',
      make: (_, [method]) => new ClassMethodValue(method!),
    }),
  );
}

/** Classes that have values here but no name in `builtins`. */
function addHidden(add: Add, bases: readonly ClassValue[]): void {
  const hidden: Readonly<Record<string, string>> = {
    NoneType: 'NoneType',
    EllipsisType: 'ellipsis',
    NotImplementedType: 'NotImplementedType',
    FunctionType: 'function',
    BuiltinFunctionType: 'builtin_function_or_method',
    MethodType: 'method',
    ModuleType: 'module',
    generator: 'generator',
  };
  for (const [key, name] of Object.entries(hidden))
    add(new ClassValue({ name, qualifiedName: `builtins.${name}`, bases }), `types.${key}`);
  add(unionClass, 'types.UnionType');
  add(new ClassValue({ name: 'EnumType', qualifiedName: 'enum.EnumType', bases }), 'enum.EnumType');
}

/** `type(object)`, or `type(name, bases, namespace)`: a class made by the program. */
function makeType(interpreter: Interpreter, [object, bases, namespace]: readonly (Value | undefined)[]): Value {
  if (!bases) return interpreter.typeOf(object!);
  const name = textArgument(interpreter, object!);
  const parents = bases.kind === 'tuple' ? bases.items : [];
  const known = parents.filter((base) => base.kind === 'class');
  if (name === undefined || namespace?.kind !== 'dict' || known.length < parents.length)
    return interpreter.unknown('the class is not known');
  const attributes = new Map<string, Value>();
  interpreter.spend(stepsOfBases(known));
  for (const [key, value] of namespace.entries.values()) if (key.kind === 'str') attributes.set(key.value, value);
  return new ClassValue({
    name,
    attributes,
    bases: known.length > 0 ? known : [interpreter.builtin('object')],
    ...(namespace.summary && { unknownBase: namespace.summary }),
  });
}

const fromBytes = native('from_bytes', 'bytes, byteorder=, *, signed=', (interpreter, [bytes, byteorder, signed]) => {
  const order = byteorder === undefined ? 'big' : byteorder.kind === 'str' ? byteorder.value : undefined;
  if (bytes!.kind !== 'bytes' || order === undefined || (signed && interpreter.truth(signed) !== false))
    return undetermined('the number is not worked out', { integer: true });
  const digits = order === 'big' ? [...bytes!.value] : [...bytes!.value].reverse();
  return new Int(digits.reduce((value, digit) => value * 256n + BigInt(digit.charCodeAt(0)), 0n));
});

const fromHex = native('fromhex', 'string, /', (interpreter, [string]) => {
  const hex = string?.kind === 'str' ? string.value.replace(/\s/g, '') : undefined;
  if (hex === undefined) return interpreter.unknown('the bytes are not known');
  if (!/^(?:[0-9a-fA-F]{2})*$/.test(hex))
    return interpreter.raise('ValueError', 'non-hexadecimal number found in fromhex()');
  return new Bytes(hex.replace(/../g, (pair) => String.fromCharCode(Number.parseInt(pair, 16))));
});

/** What every object has. Equality and hash go by identity. */
function objectMethods(): Map<string, Value> {
  const methods: [string, Value][] = [
    native('__init__', 'self, /, *args, **kwargs', () => NONE),
    native('__init_subclass__', 'cls, /, **kwargs', (_, [cls]) => cls!),
    native('__eq__', 'self, other, /', (_, [self, other]) =>
      isIdentical(self!, other!) ? bool(true) : NOT_IMPLEMENTED,
    ),
    native('__hash__', 'self, /', (_, [self]) =>
      undetermined('the hash is chance', { name: `${hashNamePrefix}o${identityOf(self!)}`, integer: true }),
    ),
    native('__setattr__', 'self, name, value, /', (interpreter, [self, name, value]) =>
      storeAttribute(interpreter, self, name, value),
    ),
    native('__delattr__', 'self, name, /', (interpreter, [self, name]) => removeAttribute(interpreter, self!, name!)),
  ].map((method) => [method.name, method]);
  return new Map([
    ...methods,
    ['__new__', new StaticMethodValue(native('__new__', 'cls, /, *args, **kwargs', makeObject))],
  ]);
}

const makeObject: NativeBody = (interpreter, [cls]) =>
  cls!.kind === 'class' ? new InstanceValue(cls!) : interpreter.unknown('the class is not known');

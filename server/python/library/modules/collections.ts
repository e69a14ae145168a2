import type { Interpreter } from '../../domain/interpreter.ts';
import {
  ClassValue,
  DictValue,
  InstanceValue,
  ListValue,
  type ModuleValue,
  NONE,
  bool,
  type Value,
} from '../../domain/value.ts';
import { updateDict } from '../methods/dict-methods.ts';
import { raiseKeyError } from '../operations/raising.ts';
import type { AbstractClass } from '../operations/types.ts';
import { native, type NativeBody } from '../signature.ts';
import { dequeClass } from './deque.ts';
import { classNamed, moduleOf } from './module-value.ts';
import { namedTupleFunction } from './named-tuples.ts';

/** The module `collections`. */
export function collectionsModule(builtins: ReadonlyMap<string, Value>): ModuleValue {
  const object = classNamed(builtins, 'object');
  return moduleOf('collections', [
    [
      'namedtuple',
      native(
        'namedtuple',
        'typename, field_names, *, rename=, defaults=, module=',
        namedTupleFunction(classNamed(builtins, 'tuple')),
      ),
    ],
    ['OrderedDict', classNamed(builtins, 'collections.OrderedDict')],
    ['defaultdict', classNamed(builtins, 'collections.defaultdict')],
    ['Counter', classNamed(builtins, 'collections.Counter')],
    ['deque', dequeClass(object)],
    ['ChainMap', chainMapClass(object)],
    ['abc', collectionsAbcModule(builtins)],
  ]);
}

// ---------------------------------------------------------------- ChainMap

function mapsOf(self: Value): readonly Value[] {
  const maps = self.kind === 'instance' ? self.attributes.get('maps') : undefined;
  return maps?.kind === 'list' ? maps.items : [];
}

/**
 * All entries, those of the first maps before those of later ones where keys are the same; in Python's order, the last
 * map first.
 */
function merged(interpreter: Interpreter, self: Value): DictValue {
  const all = new DictValue();
  for (const map of [...mapsOf(self)].reverse()) updateDict(interpreter, all, map, new Map());
  return all;
}

function find(interpreter: Interpreter, self: Value, key: Value): Value | undefined {
  for (const map of mapsOf(self)) {
    const present = interpreter.truth(interpreter.compare('in', key, map));
    if (present === undefined) return interpreter.unknown('whether the key is there is not known');
    if (present) return interpreter.getItem(map, key);
  }
  return undefined;
}

function chainMapClass(object: ClassValue): ClassValue {
  const methods: Readonly<Record<string, readonly [parameters: string, body: NativeBody]>> = {
    __getitem__: [
      'self, key, /',
      (interpreter, [self, key]) => find(interpreter, self!, key!) ?? raiseKeyError(interpreter, key!),
    ],
    get: [
      'self, key, default=, /',
      (interpreter, [self, key, otherwise]) => find(interpreter, self!, key!) ?? otherwise ?? NONE,
    ],
    __contains__: ['self, key, /', (interpreter, [self, key]) => bool(find(interpreter, self!, key!) !== undefined)],
    __setitem__: [
      'self, key, value, /',
      (interpreter, [self, key, value]) => {
        const [first] = mapsOf(self!);
        if (first) interpreter.setItem(first, key!, value!);
        return NONE;
      },
    ],
    __len__: ['self, /', (interpreter, [self]) => interpreter.length(merged(interpreter, self!))],
    __iter__: [
      'self, /',
      (interpreter, [self]) => interpreter.call(interpreter.getAttribute(merged(interpreter, self!), '__iter__')),
    ],
    new_child: [
      'self, m=, /, **kwargs',
      (interpreter, [self, map]) =>
        self!.kind === 'instance'
          ? interpreter.call(self!.cls, [map ?? new DictValue(), ...mapsOf(self!)])
          : interpreter.unknown('the maps are not known'),
    ],
  };
  const attributes = new Map<string, Value>();
  for (const [name, [parameters, body]] of Object.entries(methods))
    attributes.set(name, native(name, parameters, body));
  for (const name of ['keys', 'values', 'items']) {
    attributes.set(
      name,
      native(name, 'self, /', (interpreter, [self]) =>
        interpreter.call(interpreter.getAttribute(merged(interpreter, self!), name)),
      ),
    );
  }
  return new ClassValue({
    name: 'ChainMap',
    qualifiedName: 'collections.ChainMap',
    bases: [object],
    attributes,
    construct: (_, cls, args) => {
      const instance = new InstanceValue(cls);
      instance.attributes.set(
        'maps',
        new ListValue(args.positional.length > 0 ? [...args.positional] : [new DictValue()], args.incomplete),
      );
      return instance;
    },
  });
}

// ---------------------------------------------------------------- collections.abc

const sequences = ['builtins.list', 'builtins.tuple', 'builtins.str', 'builtins.bytes', 'builtins.range'];
const mappings = ['builtins.dict'];
const sets = ['builtins.set', 'builtins.frozenset'];
const iterators = [
  'builtins.zip',
  'builtins.map',
  'builtins.filter',
  'builtins.enumerate',
  'builtins.reversed',
  'builtins.generator',
];
const containers = [...sequences, ...mappings, ...sets, 'collections.deque'];

const abstractClasses: Readonly<Record<string, readonly [classes: readonly string[], methods: readonly string[]]>> = {
  Callable: [
    ['builtins.function', 'builtins.builtin_function_or_method', 'builtins.method', 'builtins.type'],
    ['__call__'],
  ],
  Container: [containers, ['__contains__']],
  Collection: [containers, ['__contains__', '__iter__', '__len__']],
  Hashable: [
    [
      'builtins.int',
      'builtins.float',
      'builtins.str',
      'builtins.bytes',
      'builtins.tuple',
      'builtins.frozenset',
      'builtins.NoneType',
      'builtins.range',
    ],
    [],
  ],
  Iterable: [[...containers, ...iterators], ['__iter__']],
  Iterator: [iterators, ['__iter__', '__next__']],
  Generator: [['builtins.generator'], []],
  Sized: [containers, ['__len__']],
  Sequence: [[...sequences, 'collections.deque'], []],
  MutableSequence: [['builtins.list', 'collections.deque'], []],
  Mapping: [mappings, []],
  MutableMapping: [mappings, []],
  Set: [sets, []],
  MutableSet: [['builtins.set'], []],
  Reversible: [
    ['builtins.list', 'builtins.tuple', 'builtins.str', 'builtins.range', 'builtins.dict', 'collections.deque'],
    ['__reversed__', '__iter__'],
  ],
  Awaitable: [[], ['__await__']],
  Coroutine: [[], ['__await__', 'send']],
  AsyncIterable: [[], ['__aiter__']],
  AsyncIterator: [[], ['__aiter__', '__anext__']],
  KeysView: [[], []],
  ValuesView: [[], []],
  ItemsView: [[], []],
  ByteString: [['builtins.bytes'], []],
  Buffer: [['builtins.bytes'], []],
};

export function abstractClass(
  object: ClassValue,
  name: string,
  module: string,
  classes: readonly string[],
  methods: readonly string[],
): ClassValue {
  const declaration: AbstractClass = { abstract: true, classes, methods };
  return new ClassValue({ name, qualifiedName: `${module}.${name}`, bases: [object], declaration });
}

const OF_MAPPINGS: readonly string[] = ['keys', 'items', 'values', 'get'];
const OF_SEQUENCES: readonly string[] = ['index', 'count'];
/** Methods that these classes have by themselves, made of those that the program's class has. */
const MIXINS: ReadonlyMap<string, readonly string[]> = new Map([
  ['collections.abc.Sequence', OF_SEQUENCES],
  ['collections.abc.MutableSequence', [...OF_SEQUENCES, 'append', 'reverse', 'extend', 'pop', 'remove', 'clear']],
  ['collections.abc.Set', ['isdisjoint']],
  ['collections.abc.MutableSet', ['isdisjoint', 'clear', 'pop', 'remove']],
  ['collections.abc.Mapping', OF_MAPPINGS],
  ['collections.abc.MutableMapping', [...OF_MAPPINGS, 'pop', 'popitem', 'clear', 'update', 'setdefault']],
]);

/** Whether the class has the method from an abstract class of `collections.abc`: it is not followed. */
export const isMixin = (cls: ClassValue, name: string): boolean =>
  cls.mro.some(({ qualifiedName }) => MIXINS.get(qualifiedName)?.includes(name));

/** The module `collections.abc`. */
export function collectionsAbcModule(builtins: ReadonlyMap<string, Value>): ModuleValue {
  const object = classNamed(builtins, 'object');
  return moduleOf(
    'collections.abc',
    Object.entries(abstractClasses).map(
      ([name, [classes, methods]]) => [name, abstractClass(object, name, 'collections.abc', classes, methods)] as const,
    ),
  );
}

/** The module `numbers`. */
export function numbersModule(builtins: ReadonlyMap<string, Value>): ModuleValue {
  const object = classNamed(builtins, 'object');
  const int = ['builtins.int'];
  const kinds = {
    Number: [...int, 'builtins.float', 'builtins.complex'],
    Complex: [...int, 'builtins.float', 'builtins.complex'],
    Real: [...int, 'builtins.float'],
    Rational: int,
    Integral: int,
  };
  return moduleOf(
    'numbers',
    Object.entries(kinds).map(
      ([name, classes]) => [name, abstractClass(object, name, 'numbers', classes, [])] as const,
    ),
  );
}

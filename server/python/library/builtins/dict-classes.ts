/** `dict` and its kinds in `collections`. */
import type { Interpreter } from '../../domain/interpreter.ts';
import { ClassMethodValue, type ClassValue, DictValue, NONE, type Value } from '../../domain/value.ts';
import { counterMethods, dictMethods, orderedDictMethods, updateDict } from '../methods/dict-methods.ts';
import { allItems } from '../operations/iterate.ts';
import { native } from '../signature.ts';
import { unknownOf } from '../arguments.ts';
import { unwrap } from '../wrapped.ts';
import { builtinClass } from './builtin-class.ts';
import * as containers from './containers.ts';
import { withStatic, type Add } from './builtin-class.ts';

/** `dict`, `OrderedDict`, `defaultdict` and `Counter`. */
export function addDicts(add: Add, bases: readonly ClassValue[]): void {
  const dict = add(
    builtinClass({
      name: 'dict',
      bases,
      parameters: 'mapping=, /, **kwargs',
      make: containers.makeDict,
      empty: () => new DictValue(),
      fill: containers.fillDict,
      methods: withStatic(dictMethods, [['fromkeys', new ClassMethodValue(fromKeys)]]),
    }),
  );
  addDictKinds(add, dict);
}

function addDictKinds(add: Add, dict: ClassValue): void {
  const ordered = builtinClass({
    name: 'OrderedDict',
    module: 'collections',
    bases: [dict],
    parameters: 'mapping=, /, **kwargs',
    methods: orderedDictMethods,
    empty: () => new DictValue(undefined, 'OrderedDict'),
    fill: containers.fillDict,
    make: (interpreter, [source], { keywords }) => {
      const made = new DictValue(undefined, 'OrderedDict');
      updateDict(interpreter, made, source, keywords);
      return made;
    },
  });
  add(ordered, 'collections.OrderedDict');
  const byDefault = builtinClass({
    name: 'defaultdict',
    module: 'collections',
    bases: [dict],
    parameters: 'default_factory=, mapping=, /, **kwargs',
    empty: () => new DictValue(undefined, 'defaultdict'),
    make: (interpreter, [factory, source], { keywords }) =>
      fillDefault(interpreter, new DictValue(undefined, 'defaultdict'), factory, source, keywords),
    fill: (interpreter, [self, factory, source], { keywords }) => {
      const inner = unwrap(self!);
      if (inner.kind === 'dict') fillDefault(interpreter, inner, factory, source, keywords);
      return NONE;
    },
  });
  add(byDefault, 'collections.defaultdict');
  const counter = builtinClass({
    name: 'Counter',
    module: 'collections',
    bases: [dict],
    parameters: 'iterable=, /, **kwargs',
    methods: counterMethods,
    empty: () => new DictValue(undefined, 'Counter'),
    make: (interpreter, [source], { keywords }) => {
      const made = new DictValue(undefined, 'Counter');
      interpreter.call(
        dictMethods.get('update')!,
        source && source.kind !== 'none' ? [made, source] : [made],
        keywords,
      );
      return made;
    },
    fill: (interpreter, [self, source], { keywords }) =>
      interpreter.call(dictMethods.get('update')!, source ? [self!, source] : [self!], keywords),
  });
  add(counter, 'collections.Counter');
}

function fillDefault(
  interpreter: Interpreter,
  dict: DictValue,
  factory: Value | undefined,
  source: Value | undefined,
  keywords: ReadonlyMap<string, Value>,
): DictValue {
  dict.defaultFactory = factory?.kind === 'none' ? undefined : factory;
  updateDict(interpreter, dict, source, keywords);
  return dict;
}

/** `dict.fromkeys(iterable, value)`. */
const fromKeys = native('fromkeys', 'cls, iterable, value=, /', (interpreter, [cls, iterable, value]) => {
  const made = interpreter.call(cls!);
  const items = allItems(interpreter, iterable!);
  for (const item of items ?? []) interpreter.setItem(made, item, value ?? NONE);
  if (!items && made.kind === 'dict') made.summary = unknownOf(interpreter, iterable!);
  return made;
});

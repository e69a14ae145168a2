import { holding } from '../../domain/inner-code.ts';
import type { CallArguments, Interpreter } from '../../domain/interpreter.ts';
import { HeapObject, Memo, type Mutable, noteChange } from '../../domain/journal.ts';
import {
  ClassValue,
  DictValue,
  InstanceValue,
  type ModuleValue,
  NativeFunction,
  NONE,
  NOT_IMPLEMENTED,
  PropertyValue,
  Str,
  TupleValue,
  bool,
  type Value,
} from '../../domain/value.ts';
import { isAbsent, unknownOf } from '../arguments.ts';
import { allItems } from '../operations/iterate.ts';
import { unionMembers } from '../operations/class-union.ts';
import { native } from '../signature.ts';
import { classNamed, FunctionTable, moduleOf } from './module-value.ts';
import type { Undetermined } from '../../domain/undetermined.ts';
import { defineState, latest, type State } from '../../domain/state.ts';

const table = new FunctionTable();

table.add('reduce', 'function, iterable, initial=, /', (interpreter, [fn, iterable, initial]) => {
  const items = allItems(interpreter, iterable!);
  if (!items) return interpreter.unknown(unknownOf(interpreter, iterable!).reason);
  const [first, ...rest] = initial === undefined ? items : [initial, ...items];
  if (!first) return interpreter.raise('TypeError', 'reduce() of empty iterable with no initial value');
  return rest.reduce<Value>((total, item) => {
    interpreter.spend();
    return interpreter.call(fn!, [total, item]);
  }, first);
});

// ---------------------------------------------------------------- caches

/** More results than this are not kept; the function is then called again, which gives the same. */
const mostCached = 20_000;

/** A function that remembers its results by its arguments. Arguments that are not known are passed on each time. */
function memoizing(fn: Value): NativeFunction {
  const results = new Memo<Value>();
  const call = (interpreter: Interpreter, args: CallArguments): Value => {
    const key = args.incomplete ? undefined : keyOf(interpreter, args);
    if (key === undefined) return interpreter.callWith(fn, args);
    const known = results.get(key);
    if (known) return known;
    const result = interpreter.callWith(fn, args);
    if (results.size < mostCached) results.set(key, result);
    return result;
  };
  return holding(new NativeFunction(fn.kind === 'function' ? fn.name : 'cached', call), { values: [fn] });
}

function keyOf(interpreter: Interpreter, { positional, keywords }: CallArguments): string | undefined {
  let key = '';
  for (const value of positional) {
    const part = interpreter.hashKey(value);
    if (part === undefined) return undefined;
    key += `${part.length}:${part}`;
  }
  for (const [name, value] of keywords) {
    const part = interpreter.hashKey(value);
    if (part === undefined) return undefined;
    key += `${name}=${part.length}:${part}`;
  }
  return key;
}
table.addNewer('cache', 'function, /', (_, [fn]) => memoizing(fn!));
table.add('lru_cache', 'maxsize=, typed=', (_, [maxsize]) => {
  if (maxsize && ['function', 'native', 'method', 'class'].includes(maxsize.kind)) return memoizing(maxsize);
  return native('lru_cache', 'function, /', (_interpreter, [fn]) => memoizing(fn!));
});

/** Computed at the first look-up and kept among the instance's own attributes. */
function cachedProperty(fn: Value): Value {
  const name = fn.kind === 'function' || fn.kind === 'native' ? fn.name : 'cached';
  const keep = (interpreter: Interpreter, self: Value, value: Value): Value => {
    if (self.kind !== 'instance') return value;
    interpreter.touch(self);
    self.attributes.set(name, value);
    return value;
  };
  const getter = native(name, 'self, /', (interpreter, [self]) => {
    const known = self!.kind === 'instance' ? self!.attributes.get(name) : undefined;
    return known ?? keep(interpreter, self!, interpreter.call(fn, [self!]));
  });
  holding(getter, { values: [fn] });
  const setter = native(name, 'self, value, /', (interpreter, [self, value]) => {
    keep(interpreter, self!, value!);
    return NONE;
  });
  return new PropertyValue(getter, setter);
}
table.add('cached_property', 'function, /', (_, [fn]) => cachedProperty(fn!));

// ---------------------------------------------------------------- wrappers

function copyNames(interpreter: Interpreter, wrapper: Value, wrapped: Value): Value {
  if (wrapper.kind !== 'function') return wrapper;
  interpreter.touch(wrapper);
  const name =
    wrapped.kind === 'function' || wrapped.kind === 'native' || wrapped.kind === 'class' ? wrapped.name : undefined;
  // A wrapped wrapper hands on the name that it took over itself.
  const names = new Map<string, Value>(
    name === undefined
      ? []
      : [
          ['__name__', new Str(name)],
          ['__qualname__', new Str(name)],
        ],
  );
  for (const [key, value] of [...names, ...(wrapped.kind === 'function' ? wrapped.attributes : [])])
    wrapper.attributes.set(key, value);
  wrapper.attributes.set('__wrapped__', wrapped);
  return wrapper;
}
table.add('update_wrapper', 'wrapper, wrapped, **kwargs', (interpreter, [wrapper, wrapped]) =>
  copyNames(interpreter, wrapper!, wrapped!),
);
table.add('wraps', 'wrapped, **kwargs', (_, [wrapped]) =>
  native('wraps', 'wrapper, /', (interpreter, [wrapper]) => copyNames(interpreter, wrapper!, wrapped!)),
);
table.add('cmp_to_key', 'mycmp', (interpreter) =>
  interpreter.unknown('an order by a comparing function is not followed'),
);

/** The comparisons that follow from one of them and from `==`. */
table.add('total_ordering', 'cls, /', (interpreter, [cls]) => {
  if (cls!.kind !== 'class') return cls!;
  const given = ['__lt__', '__gt__', '__le__', '__ge__'].find((name) => cls!.lookup(name));
  if (!given) return cls!;
  interpreter.touch(cls!);
  for (const name of ['__lt__', '__gt__', '__le__', '__ge__'])
    if (!cls!.lookup(name)) cls!.attributes.set(name, derivedComparison(name, given));
  return cls!;
});

function derivedComparison(name: string, given: string): NativeFunction {
  return native(name, 'self, other, /', (interpreter, [self, other]) => {
    const answer = interpreter.call(interpreter.getAttribute(self!, given), [other!]);
    if (answer.kind === 'not-implemented') return NOT_IMPLEMENTED;
    const [holds, equal] = [interpreter.truth(answer), interpreter.equals(self!, other!)];
    if (holds === undefined || equal === undefined) return interpreter.unknown('the comparison is not decided');
    const strict = given === '__lt__' || given === '__gt__';
    const less = given === '__lt__' || given === '__le__';
    // Whether self stands strictly on the side that `given` asks about.
    const onSide = strict ? holds : holds && !equal;
    const wantsSide = (name === '__lt__' || name === '__le__') === less;
    const strictly = wantsSide ? onSide : !onSide && !equal;
    return bool(strictly || (equal && (name === '__le__' || name === '__ge__')));
  });
}

// ---------------------------------------------------------------- partial and singledispatch

function partialClass(object: ClassValue): ClassValue {
  const attributes = new Map<string, Value>([
    [
      '__call__',
      new NativeFunction('__call__', (interpreter, args) => {
        const [self, ...positional] = args.positional;
        if (self?.kind !== 'instance') return interpreter.unknown('what is called is not known');
        const bound = self.attributes.get('args');
        const named = self.attributes.get('keywords');
        const keywords = new Map<string, Value>();
        if (named?.kind === 'dict')
          for (const [key, value] of named.entries.values()) if (key.kind === 'str') keywords.set(key.value, value);
        for (const [name, value] of args.keywords) keywords.set(name, value);
        const incomplete = args.incomplete ?? (named?.kind === 'dict' ? named.summary : undefined);
        return interpreter.callWith(self.attributes.get('func')!, {
          ...args,
          positional: [...(bound?.kind === 'tuple' ? bound.items : []), ...positional],
          keywords,
          ...(incomplete && { incomplete }),
        });
      }),
    ],
  ]);
  const cls: ClassValue = new ClassValue({
    name: 'partial',
    qualifiedName: 'functools.partial',
    bases: [object],
    attributes,
    construct: (interpreter, made, args) => {
      const [fn, ...positional] = args.positional;
      if (!fn) return interpreter.raise('TypeError', "type 'partial' takes at least one argument");
      const instance = new InstanceValue(made);
      const keywords = new DictValue();
      for (const [name, value] of args.keywords) keywords.entries.set('s' + name, [new Str(name), value]);
      keywords.summary = args.incomplete;
      instance.attributes.set('func', fn).set('args', new TupleValue(positional)).set('keywords', keywords);
      return instance;
    },
  });
  return cls;
}

/** What is registered for which class, in order. */
class Implementations extends HeapObject implements Mutable {
  all: readonly { readonly cls: Value; readonly fn: Value }[] = [];
  complete = true;
  add(one: { readonly cls: Value; readonly fn: Value }): void {
    noteChange(this);
    this.all = [...this.all, one];
  }
  leaveOpen(): void {
    noteChange(this);
    this.complete = false;
  }
  get state(): State {
    return IMPLEMENTATIONS;
  }
}

const IMPLEMENTATIONS = defineState<Pick<Implementations, 'all' | 'complete'>>({ all: latest(), complete: latest() });

/** `@singledispatch`: implementations registered by class. `place`: of the argument that decides (1 in methods). */
function singleDispatch(fn: Value, place: 0 | 1): NativeFunction {
  const implementations = new Implementations();
  const add = (interpreter: Interpreter, cls: Value | undefined, registered: Value): Value => {
    const inner =
      registered.kind === 'staticmethod' || registered.kind === 'classmethod' ? registered.method : registered;
    const by =
      cls ??
      (inner.kind === 'function'
        ? interpreter.annotationOf(inner, registered.kind === 'staticmethod' ? 0 : place)
        : undefined);
    if (by) implementations.add({ cls: by, fn: inner });
    else implementations.leaveOpen();
    return registered;
  };
  const register = native('register', 'cls, func=, /', (interpreter, [cls, registered]) => {
    if (!isAbsent(registered)) return add(interpreter, cls!, registered!);
    if (cls!.kind === 'function' || cls!.kind === 'staticmethod' || cls!.kind === 'classmethod')
      return add(interpreter, undefined, cls!);
    return native('register', 'function, /', (inner, [later]) => add(inner, cls!, later!));
  });
  const chosenFor = (interpreter: Interpreter, value: Value | undefined): Value | Undetermined => {
    if (!implementations.complete || !value)
      return interpreter.unknown('which implementation is chosen is not followed');
    let chosen: { readonly depth: number; readonly fn: Value } | undefined;
    const type = interpreter.typeOf(value);
    for (const { cls, fn: implementation } of implementations.all) {
      const fits = interpreter.isInstance(value, cls);
      if (fits === undefined) return interpreter.unknown('which implementation is chosen is not decided');
      const depth = depthIn(type, cls);
      if (fits && (!chosen || depth <= chosen.depth)) chosen = { depth, fn: implementation };
    }
    return chosen?.fn ?? fn;
  };
  const dispatch = new NativeFunction(
    fn.kind === 'function' ? fn.name : 'singledispatch',
    (interpreter, args) => interpreter.callWith(chosenFor(interpreter, args.positional[place]), args),
    undefined,
    new Map([['register', register]]),
  );
  return holding(dispatch, {
    get values() {
      return [fn, ...implementations.all.map((one) => one.fn)];
    },
  });
}

/** How far up its class stands among those of a value; of a union, the nearest. */
function depthIn(type: Value, cls: Value): number {
  const depths = (unionMembers(cls) ?? [])
    .map((member) => (type.kind === 'class' && member.kind === 'class' ? type.mro.indexOf(member) : -1))
    .filter((depth) => depth >= 0);
  return depths.length > 0 ? Math.min(...depths) : 1000;
}

/** The module `functools`. */
export function functoolsModule(builtins: ReadonlyMap<string, Value>): ModuleValue {
  const object = classNamed(builtins, 'object');
  return moduleOf('functools', [
    ...table.members,
    ['partial', partialClass(object)],
    ['singledispatch', native('singledispatch', 'function, /', (_, [fn]) => singleDispatch(fn!, 0))],
    ['singledispatchmethod', native('singledispatchmethod', 'function, /', (_, [fn]) => singleDispatch(fn!, 1))],
  ]);
}

/**
 * What a Python value is to the evaluator: exact where it is known, and otherwise undetermined, with its name
 * and why.
 * The classes here only hold data; what can be done with them stands in evaluate/ and library/.
 */
import { effectsOf, type NativeEffects } from './native-effects.ts';
import { linearize } from './linearize.ts';
import type { Place } from '../syntax/place.ts';
import type { FunctionDefinition, Lambda } from '../syntax/tree.ts';
import type { HostState, HostValue } from './host.ts';
import type { CallArguments, Interpreter } from './interpreter.ts';
import { HeapObject, type Mutable, running } from './journal.ts';
import { DICT_STATE, ITERATOR_STATE, LIST_STATE, SET_STATE } from './container-states.ts';
import { FUNCTION_STATE, MODULE_STATE, NAMESPACE_STATE } from './namespace-states.ts';
import type { State } from './state.ts';
import type { Scope } from './scope.ts';
import type { Undetermined } from './undetermined.ts';

import type { ClassMethodValue, PropertyValue, StaticMethodValue, SuperValue } from './descriptors.ts';
import type {
  Bool,
  Bytes,
  Complex,
  EllipsisValue,
  Float,
  Int,
  NoneValue,
  NotImplementedValue,
  Str,
} from './constants.ts';

export type Value =
  | NoneValue
  | EllipsisValue
  | NotImplementedValue
  | Bool
  | Int
  | Float
  | Complex
  | Str
  | Bytes
  | ListValue
  | TupleValue
  | DictValue
  | SetValue
  | RangeValue
  | SliceValue
  | IteratorValue
  | FunctionValue
  | NativeFunction
  | BoundMethod
  | ClassValue
  | InstanceValue
  | ModuleValue
  | SuperValue
  | PropertyValue
  | StaticMethodValue
  | ClassMethodValue
  | HostValue
  | Undetermined;

export * from './constants.ts';
export * from './descriptors.ts';

/**
 * `summary` says that more elements may be in it than are known (it was filled in a loop of unknown length): its length
 * is
 * unknown.
 */
export class ListValue extends HeapObject implements Mutable {
  readonly kind = 'list';
  items: Value[];
  summary: Undetermined | undefined;
  /**
   * The lists of which it is one, where the program does not decide which; and the lists that are perhaps it in this
   * way.
   */
  aliases: { readonly oneOf: readonly ListValue[]; readonly perhapsIn: readonly ListValue[] } | undefined;
  constructor(items: Value[], summary?: Undetermined) {
    super();
    this.items = items;
    this.summary = summary;
  }
  get state(): State {
    return LIST_STATE;
  }
}
export class TupleValue {
  readonly kind = 'tuple';
  readonly items: readonly Value[];
  /** Set for a namedtuple: its class; field names are in the class. */
  readonly namedBy: ClassValue | undefined;
  constructor(items: readonly Value[], namedBy?: ClassValue) {
    this.items = items;
    this.namedBy = namedBy;
  }
}
export const tuple = (...items: Value[]): TupleValue => new TupleValue(items);

/** Entries in insertion order, by hash key (hash.ts). `summary`: may hold keys that are not known. */
export class DictValue extends HeapObject implements Mutable {
  readonly kind = 'dict';
  entries: Map<string, readonly [key: Value, value: Value]>;
  summary: Undetermined | undefined;
  /** The object whose `__dict__` this is: what is set here are its attributes. */
  attributesOf: InstanceValue | undefined;
  /** defaultdict's factory, Counter's zero. */
  defaultFactory: Value | undefined;
  /** Which class Python shows: dict, OrderedDict, defaultdict, Counter. */
  readonly typeName: 'dict' | 'OrderedDict' | 'defaultdict' | 'Counter';
  constructor(entries?: Map<string, readonly [Value, Value]>, typeName: DictValue['typeName'] = 'dict') {
    super();
    this.entries = entries ?? new Map();
    this.typeName = typeName;
  }
  get state(): State {
    return DICT_STATE;
  }
}
export class SetValue extends HeapObject implements Mutable {
  readonly kind = 'set';
  entries: Map<string, Value>;
  summary: Undetermined | undefined;
  readonly frozen: boolean;
  constructor(entries?: Map<string, Value>, frozen = false) {
    super();
    this.entries = entries ?? new Map();
    this.frozen = frozen;
  }
  get state(): State {
    return SET_STATE;
  }
}
export class RangeValue {
  readonly kind = 'range';
  readonly start: bigint;
  readonly stop: bigint;
  readonly step: bigint;
  constructor(start: bigint, stop: bigint, step: bigint) {
    this.start = start;
    this.stop = stop;
    this.step = step;
  }
}
/** Bounds as values: None, an int, or unknown. */
export class SliceValue {
  readonly kind = 'slice';
  readonly lower: Value;
  readonly upper: Value;
  readonly step: Value;
  constructor(lower: Value, upper: Value, step: Value) {
    this.lower = lower;
    this.upper = upper;
    this.step = step;
  }
}

/**
 * A Python iterator or generator. Items are pulled lazily and kept, so that an undecided branch can be undone.
 * `summary` is set where more items may follow than are known.
 */
export class IteratorValue extends HeapObject implements Mutable {
  readonly kind = 'iterator';
  readonly typeName: string;
  readonly buffer: Value[] = [];
  position = 0;
  summary: Undetermined | undefined;
  private readonly source: Iterator<Value>;
  private done = false;
  constructor(source: Iterator<Value>, typeName = 'iterator', summary?: Undetermined) {
    super();
    this.source = source;
    this.typeName = typeName;
    this.summary = summary;
  }
  /** The next item; undefined at the end of what is known (look at `summary`). */
  next(): Value | undefined {
    if (this.position < this.buffer.length) return this.buffer[this.position++];
    if (this.done) return undefined;
    if (running.statement !== undefined && running.statement !== this.birth) running.statement.irreversible = true;
    const step = this.source.next();
    if (step.done) {
      this.done = true;
      return undefined;
    }
    this.buffer.push(step.value);
    this.position++;
    return step.value;
  }
  get state(): State {
    return ITERATOR_STATE;
  }
}

export class FunctionValue extends HeapObject implements Mutable {
  readonly kind = 'function';
  readonly name: string;
  readonly definition: FunctionDefinition | Lambda;
  readonly closure: Scope;
  /** Values of the defaults, by parameter name; evaluated once, as Python does. */
  readonly defaults: ReadonlyMap<string, Value>;
  /** The class whose body defines it: what `super()` starts from. */
  owner: ClassValue | undefined;
  attributes = new Map<string, Value>();
  /**
   * Where calls get arguments from elsewhere, from a configuration: they come in place of those that are not passed.
   */
  configured: Undetermined | undefined;
  /** Where a library has put something around it: how it is called then. `plain` is the function without that. */
  through: ((interpreter: Interpreter, plain: FunctionValue, args: CallArguments) => Value) | undefined;
  constructor(
    name: string,
    definition: FunctionDefinition | Lambda,
    closure: Scope,
    defaults: ReadonlyMap<string, Value>,
  ) {
    super();
    this.name = name;
    this.definition = definition;
    this.closure = closure;
    this.defaults = defaults;
  }
  get state(): State {
    return FUNCTION_STATE;
  }
}

export type NativeImplementation = (interpreter: Interpreter, args: CallArguments) => Value;
/** A function that the library provides. As a class attribute it binds its instance as first positional argument. */
export class NativeFunction {
  readonly kind = 'native';
  readonly name: string;
  readonly implementation: NativeImplementation;
  /** Free slot for the library (signature text for hovers, the Keras name …). */
  readonly documentation: string | undefined;
  /** Attributes that programs ask it for (`dispatched.register`). */
  readonly members: ReadonlyMap<string, Value> | undefined;
  /** Of Python or its standard library, which say themselves what they do to files. */
  isOfPython = false;
  /** Its parameters, with what it does to them. */
  readonly #signature: string | undefined;
  #effects: NativeEffects | undefined;
  constructor(
    name: string,
    implementation: NativeImplementation,
    documentation?: string,
    members?: ReadonlyMap<string, Value>,
    signature?: string,
  ) {
    this.name = name;
    this.implementation = implementation;
    this.documentation = documentation;
    this.members = members;
    this.#signature = signature;
  }
  get effects(): NativeEffects {
    return (this.#effects ??= effectsOf(this.#signature));
  }
  /** The same function, done in another way. */
  done(implementation: NativeImplementation): NativeFunction {
    return new NativeFunction(this.name, implementation, this.documentation, this.members, this.#signature);
  }
}
export class BoundMethod {
  readonly kind = 'method';
  readonly receiver: Value;
  readonly method: Value;
  constructor(receiver: Value, method: Value) {
    this.receiver = receiver;
    this.method = method;
  }
}

/** A class: the user's, a builtin (`int`, `ValueError`) or a library's (`keras.layers.Dense`). */
export class ClassValue extends HeapObject implements Mutable {
  readonly kind = 'class';
  readonly name: string;
  /** Dotted path of a library's class (`keras.layers.Dense`), `builtins.int`, or the user's bare name. */
  readonly qualifiedName: string;
  readonly bases: readonly ClassValue[];
  readonly mro: readonly ClassValue[];
  attributes: Map<string, Value>;
  /**
   * Makes the value of a call where that is not an ordinary instance (`int("3")`, `tuple(x)`); `__init__` is then not
   * run.
   */
  readonly construct: ((interpreter: Interpreter, cls: ClassValue, args: CallArguments) => Value) | undefined;
  /** Set for a class statement of the user's program. */
  readonly definition: import('../syntax/tree.ts').ClassDefinition | undefined;
  /** A base class that is not known: attribute look-ups that fail are unknown rather than errors. */
  readonly unknownBase: Undetermined | undefined;
  /** The class's own class, where the program has written it. */
  readonly metaclass: ClassValue | undefined;
  /** What a decorator that is not known gave for the class: it may have added attributes and a constructor. */
  decorated: Undetermined | undefined;
  /** Free slot for a library: what it declares for this class. */
  readonly declaration: object | undefined;
  constructor(options: {
    name: string;
    qualifiedName?: string;
    bases?: readonly ClassValue[];
    attributes?: Map<string, Value>;
    construct?: ClassValue['construct'];
    definition?: ClassValue['definition'];
    unknownBase?: Undetermined | undefined;
    declaration?: object;
    metaclass?: ClassValue | undefined;
  }) {
    super();
    this.name = options.name;
    this.qualifiedName = options.qualifiedName ?? options.name;
    this.bases = options.bases ?? [];
    this.attributes = options.attributes ?? new Map();
    this.construct = options.construct;
    this.definition = options.definition;
    this.declaration = options.declaration;
    this.unknownBase = options.unknownBase ?? this.bases.find((base) => base.unknownBase)?.unknownBase;
    this.metaclass = options.metaclass ?? this.bases.find((base) => base.metaclass)?.metaclass;
    this.mro = linearize(this);
  }
  /** The attribute as the method resolution order finds it, not bound. */
  lookup(name: string): Value | undefined {
    for (const cls of this.mro) {
      const found = cls.attributes.get(name);
      if (found) return found;
    }
    return undefined;
  }
  isSubclassOf(other: ClassValue): boolean {
    return this.mro.includes(other);
  }
  get state(): State {
    return NAMESPACE_STATE;
  }
}

/** Whether it is an object that programs change in place. */
export const isChangeable = ({ kind }: Value): boolean =>
  kind === 'list' || kind === 'dict' || kind === 'set' || kind === 'instance' || kind === 'iterator';

/** Whether an unknown of this name is the shape of something: its items are integers. */
export const isShapeName = (name: string | undefined): boolean => name !== undefined && /\.shape′*$/.test(name);

/** No name of Python's. */
export const OTHER_ATTRIBUTES = '*';

export class InstanceValue extends HeapObject implements Mutable {
  readonly kind = 'instance';
  readonly cls: ClassValue;
  /** Under OTHER_ATTRIBUTES stands what any further one may be, where some were set by names that are not known. */
  attributes = new Map<string, Value>();
  /** A library's state of this object. */
  host: HostState | undefined;
  /** The call that made it. */
  site: Place | undefined;
  /** Of a class of the program's that derives from a library's: what its constructor was given. */
  made: CallArguments | undefined;
  constructor(cls: ClassValue) {
    super();
    this.cls = cls;
  }
  get state(): State {
    return NAMESPACE_STATE;
  }
}

export class ModuleValue extends HeapObject implements Mutable {
  readonly kind = 'module';
  readonly name: string;
  attributes: Map<string, Value>;
  /** Finds a member that is not in `attributes` yet (lazy namespaces). */
  readonly resolve: ((name: string) => Value | undefined) | undefined;
  /** Names that `from module import *` brings, where they are not all attributes. */
  readonly publicNames: (() => readonly string[]) | undefined;
  /** Raises where a name surely is none of the module's; others stay unknown. */
  readonly missing:
    | ((interpreter: Interpreter, name: string, search: 'attribute' | 'import' | 'module') => void)
    | undefined;
  constructor(
    name: string,
    attributes?: Map<string, Value>,
    resolve?: (name: string) => Value | undefined,
    publicNames?: () => readonly string[],
    missing?: (interpreter: Interpreter, name: string, search: 'attribute' | 'import' | 'module') => void,
  ) {
    super();
    this.name = name;
    this.attributes = attributes ?? new Map();
    this.resolve = resolve;
    this.publicNames = publicNames;
    this.missing = missing;
  }
  get state(): State {
    return MODULE_STATE;
  }
}

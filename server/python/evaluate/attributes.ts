/** `object.name`: look-up along classes, binding of methods, properties. */
import { methodsOfUnknown } from '../library/arrays/array-attributes.ts';
import * as library from '../library/index.ts';
import { isMixin } from '../library/modules/collections.ts';
import { storeAttribute } from '../library/operations/attributes-by-name.ts';
import { CHANGING } from '../syntax/changes.ts';
import {
  BoundMethod,
  type ClassValue,
  DictValue,
  type InstanceValue,
  isChangeable,
  NativeFunction,
  NONE,
  OTHER_ATTRIBUTES,
  str,
  type SuperValue,
  TupleValue,
  type Value,
  type ModuleValue,
} from '../domain/value.ts';
import { PythonError } from '../domain/interpreter.ts';
import { isMark, isPerhapsUnbound } from '../domain/perhaps-bound.ts';
import { perhaps } from '../domain/points-to.ts';
import type { Evaluator } from './evaluator.ts';
import { ofFunction } from './function-attributes.ts';
import { memberOf } from './imports.ts';
import { boundInMetaclass, dynamicInMetaclass, inMetaclass, memberOfType } from './metaclasses.ts';
import { perhapsRaise } from './jumps.ts';
import { words } from '../../words/message.ts';
import { isUndetermined, Top, undetermined, type Undetermined } from '../domain/undetermined.ts';

/** `object.__init__` and the like. */
const DO_NOTHING = new NativeFunction('__init__', () => NONE);
const SET_ATTRIBUTE = new NativeFunction('__setattr__', (interpreter, { positional: [object, name, value] }) =>
  storeAttribute(interpreter, object, name, value),
);

export function readAttribute(evaluator: Evaluator, object: Value, name: string): Value {
  let refusal: PythonError | undefined;
  const found = findAttribute(evaluator, object, name, (error) => {
    refusal = error;
  });
  if (found) return evaluator.grounds.partOf(object, found);
  if (refusal) throw refusal;
  if (mayHaveMore(object, name)) return evaluator.unknown(words`what ${name} is here is not followed`, name);
  const type = evaluator.typeOf(object);
  return evaluator.raise(
    'AttributeError',
    `'${type.kind === 'class' ? type.name : 'object'}' object has no attribute '${name}'`,
  );
}

/** Methods of Python's own types that are not declared. */
const NOT_DECLARED: ReadonlySet<string> = new Set([
  'maketrans',
  'fromkeys',
  'fromhex',
  'from_bytes',
  'as_integer_ratio',
]);

/**
 * Whether an object has, or may have, more than is declared of it: iterators of libraries have methods of their own,
 * and of the special names of Python's types only those are there that programs use.
 */
const mayHaveMore = ({ kind }: Value, name: string): boolean =>
  kind === 'iterator' ||
  kind === 'native' ||
  (kind !== 'instance' &&
    kind !== 'class' &&
    kind !== 'none' &&
    kind !== 'host' &&
    kind !== 'module' &&
    (NOT_DECLARED.has(name) || /^__\w+__$/.test(name)));

function fromLibrary(evaluator: Evaluator, cls: ClassValue, receiver: Value, name: string): Value | undefined {
  try {
    return evaluator.call(cls.attributes.get('__getattr__')!, [receiver, str(name)]);
  } catch (error) {
    if (error instanceof PythonError && error.typeName === 'AttributeError') return undefined;
    throw error;
  }
}

/** undefined: surely absent. `refused` hears of the AttributeError that `__getattr__` raised then. */
export function findAttribute(
  evaluator: Evaluator,
  object: Value,
  name: string,
  refused?: (error: PythonError) => void,
): Value | undefined {
  switch (object.kind) {
    case 'instance':
      return ofInstance(evaluator, object, name, refused);
    case 'class':
      return ofClass(evaluator, object, name);
    case 'super':
      return ofSuper(evaluator, object, name);
    case 'module':
      return ofModule(evaluator, object, name);
    case 'top':
    case 'symbol':
    case 'one-of':
      return ofUnknown(evaluator, object, name);
    case 'host':
      return (
        object.getAttribute?.(evaluator, name) ?? evaluator.unknown(words`${name} of ${object.typeName} is not known`)
      );
    case 'function':
      return (
        ofFunction(object, name) ??
        (name.startsWith('__') || object.attributes.has(OTHER_ATTRIBUTES)
          ? evaluator.unknown(words`${name} of a function`)
          : undefined)
      );
    case 'method':
      return name === '__self__'
        ? object.receiver
        : name === '__func__'
          ? object.method
          : findAttribute(evaluator, object.method, name);
    case 'native':
      return (
        object.members?.get(name) ??
        (name === '__name__' ? str(object.name) : evaluator.unknown(words`${name} of ${object.name} is not known`))
      );
    case 'tuple':
      if (object.namedBy) {
        const found = object.namedBy.lookup(name);
        if (found) return bind(evaluator, found, object, object.namedBy);
      }
      break;
    default:
  }
  if (name === '__class__') return evaluator.typeOf(object);
  return library.methodOf(evaluator, object, name);
}

/** Of the classes behind one in the order of the receiver's. */
function ofSuper(evaluator: Evaluator, object: SuperValue, name: string): Value | undefined {
  const receiverClass = classOfReceiver(object);
  if (!receiverClass) return evaluator.unknown('super() of something that is not known');
  const order = receiverClass.mro;
  for (const cls of order.slice(order.indexOf(object.after) + 1)) {
    const found = memberOfType(cls, name) ?? cls.attributes.get(name);
    if (found) return bind(evaluator, found, object.receiver, receiverClass);
  }
  if (receiverClass.unknownBase)
    return evaluator.unknown(words`${receiverClass.name} derives from a class that is not known`);
  if (name === '__setattr__') return new BoundMethod(object.receiver, SET_ATTRIBUTE);
  const open = order.slice(order.indexOf(object.after) + 1).find(isOpen);
  if (open && !name.startsWith('__')) return fromLibrary(evaluator, open, object.receiver, name);
  return name === '__init__' || name === '__init_subclass__' ? DO_NOTHING : undefined;
}

function ofModule(evaluator: Evaluator, object: ModuleValue, name: string): Value {
  const found = memberOf(object, name);
  if (found) {
    object.attributes.set(name, found);
    return found;
  }
  object.missing?.(evaluator, name, 'attribute');
  return evaluator.unknown(words`${object.name}.${name} is not known here`, `${object.name}.${name}`);
}

/** An object of the program's that answers for an attribute of another object's class: `__get__`. */
export const descriptorOf = (value: InstanceValue): InstanceValue | undefined =>
  value.cls.definition && (value.cls.lookup('__get__') || value.cls.lookup('__set__')) ? value : undefined;

function readDescriptor(evaluator: Evaluator, descriptor: InstanceValue, object: Value, cls: ClassValue): Value {
  const get = descriptor.cls.lookup('__get__');
  return get ? evaluator.call(get, [descriptor, object, cls]) : descriptor;
}

/**
 * The class in whose order `super()` looks: that of the object; of a class it is the class itself, or its metaclass.
 */
function classOfReceiver({ receiver, after }: SuperValue): ClassValue | undefined {
  if (receiver.kind === 'instance') return receiver.cls;
  if (receiver.kind !== 'class') return undefined;
  return receiver.metaclass?.isSubclassOf(after) && !receiver.isSubclassOf(after) ? receiver.metaclass : receiver;
}

function ofInstance(
  evaluator: Evaluator,
  object: InstanceValue,
  name: string,
  refused?: (error: PythonError) => void,
): Value | undefined {
  const { cls } = object;
  const inClass = cls.lookup(name);
  if (inClass?.kind === 'property') return evaluator.call(inClass.getter, [object]);
  const described = inClass?.kind === 'instance' ? descriptorOf(inClass) : undefined;
  if (described?.cls.lookup('__set__')) return readDescriptor(evaluator, described, object, cls);
  const own = object.attributes.get(name);
  if (own) {
    if (evaluator.tryDepth > 0 && !inClass && isPerhapsUnbound(object.attributes, name))
      perhapsRaise(evaluator, 'other');
    return own;
  }
  if (described) return readDescriptor(evaluator, described, object, cls);
  if (inClass) {
    const found = bind(evaluator, inClass, object, cls);
    return object.host?.wrapped?.(name, found) ?? found;
  }
  if (name === '__class__') return cls;
  if (name === '__dict__') return dictionaryOf(evaluator, object);
  const others = object.attributes.get(OTHER_ATTRIBUTES);
  if (isUndetermined(others)) return evaluator.derive(others, `self.${name}`, undefined);
  const dynamic = cls.lookup('__getattr__');
  if (dynamic) {
    try {
      return evaluator.call(dynamic, [object, str(name)]);
    } catch (error) {
      if (error instanceof PythonError && error.typeName === 'AttributeError') {
        refused?.(error);
        return undefined;
      }
      throw error;
    }
  }
  const open =
    cls.unknownBase ??
    cls.mro.find(({ decorated }) => decorated !== undefined)?.decorated ??
    (isMixin(cls, name) ? evaluator.unknown(words`${name}() of an abstract class is not followed`) : undefined);
  const inherited = open && evaluator.derive(open, `self.${name}`, undefined);
  if (inherited) inherited.receiver = object;
  return inherited;
}

/** `x.__dict__`: what is set in it is set in the object. */
function dictionaryOf(evaluator: Evaluator, object: InstanceValue): DictValue {
  const dict = new DictValue();
  for (const [key, value] of object.attributes)
    if (key !== OTHER_ATTRIBUTES && !isMark(key) && !isPerhapsUnbound(object.attributes, key))
      dict.entries.set(evaluator.hashKey(str(key))!, [str(key), value]);
  const others = object.attributes.get(OTHER_ATTRIBUTES);
  if (isUndetermined(others)) dict.summary = others;
  const unsure = [...object.attributes].filter(([key]) => isPerhapsUnbound(object.attributes, key));
  if (unsure.length > 0)
    dict.summary = perhaps(evaluator.unknown('which attributes are set is not decided'), [
      dict.summary,
      ...unsure.map(([, value]) => value),
    ]);
  dict.attributesOf = object;
  return dict;
}

function ofClass(evaluator: Evaluator, object: ClassValue, name: string): Value | undefined {
  const ofMetaclass = object.metaclass && inMetaclass(object, name);
  if (ofMetaclass?.kind === 'property') return boundInMetaclass(evaluator, object, ofMetaclass);
  const found = memberOfType(object, name) ?? object.lookup(name);
  if (found) {
    if (found.kind === 'instance' && descriptorOf(found)) return readDescriptor(evaluator, found, NONE, object);
    if (found.kind === 'classmethod') return new BoundMethod(object, found.method);
    if (found.kind === 'staticmethod') return found.method;
    return found;
  }
  if (ofMetaclass) return boundInMetaclass(evaluator, object, ofMetaclass);
  const dynamic = object.metaclass && !name.startsWith('__') ? dynamicInMetaclass(evaluator, object, name) : undefined;
  if (dynamic) return dynamic;
  switch (name) {
    case '__name__':
    case '__qualname__':
      return str(object.name);
    case '__mro__':
      return new TupleValue([...object.mro]);
    case '__bases__':
      return new TupleValue([...object.bases]);
    case '__subclasses__':
      return new Top('the subclasses are not followed');
    case '__module__':
      return str(object.definition ? '__main__' : object.qualifiedName.split('.').slice(0, -1).join('.'));
    case '__doc__':
      return new Top('documentation');
    default:
  }
  if (object.unknownBase) return evaluator.derive(object.unknownBase, `cls.${name}`, undefined);
  return (
    library.methodOf(evaluator, object, name) ??
    (object.mro.some(isOpen) && !name.startsWith('__')
      ? evaluator.unknown(words`${name} of ${object.name} is not followed`)
      : undefined)
  );
}

/** A class of a library whose methods are not followed one by one. */
const isOpen = ({ attributes }: ClassValue): boolean => attributes.get('__getattr__')?.kind === 'native';

/** Derived look-ups keep the name as the program writes it, so that `X.shape[1]` is one symbol. */
function ofUnknown(evaluator: Evaluator, object: Undetermined, name: string): Value {
  if (object.alternatives) {
    const found = object.alternatives.map((one) =>
      isUndetermined(one) || one.kind === 'none' ? undefined : findAttribute(evaluator, one, name),
    );
    if (
      found.every((one) => one !== undefined) &&
      found.length > 0 &&
      found.every((one) => one === found[0] || evaluator.equals(one!, found[0]!) === true)
    )
      return found[0]!;
    const there = found.filter((one) => one !== undefined);
    if (there.some(isShared)) {
      const others = object.alternatives.some(isUndetermined);
      const one = undetermined(object.reason, {
        name: object.name && `${object.name}.${name}`,
        alternatives: others ? [...there, evaluator.derive(object, `.${name}`, undefined)] : there,
      });
      if (
        there.some((method) => method.kind === 'method' && (CHANGING.has(name) || method.receiver.kind === 'instance'))
      )
        one.changes = object;
      return one;
    }
  }
  const method = methodsOfUnknown.get(name);
  if (method) return new BoundMethod(object, method);
  const integer = name === 'ndim' || name === 'size';
  const found = evaluator.derive(object, `.${name}`, object.name ? `${object.name}.${name}` : undefined, integer);
  const possible = object.pointsTo.filter((one) => one.kind === 'instance');
  if (CHANGING.has(name) || possible.length > 0) found.changes = object;
  if (possible.length > 0)
    found.pointsTo = [
      ...new Set([
        ...found.pointsTo,
        ...possible.flatMap((one) => one.attributes.get(name) ?? []).filter(isChangeable),
      ]),
    ];
  return found;
}

/** What is done with it may change something that other names lead to. */
const isShared = ({ kind }: Value): boolean =>
  kind === 'method' || kind === 'list' || kind === 'dict' || kind === 'set' || kind === 'instance';

export function bind(evaluator: Evaluator, found: Value, receiver: Value, cls: ClassValue): Value {
  switch (found.kind) {
    case 'function':
    case 'native':
      return new BoundMethod(receiver, found);
    case 'staticmethod':
      return found.method;
    case 'classmethod':
      return new BoundMethod(receiver.kind === 'class' ? receiver : cls, found.method);
    case 'property':
      return evaluator.call(found.getter, [receiver]);
    default:
      return found;
  }
}

/** Classes whose class is one of the program's: `class Model(metaclass=Registry)`. */
import { textArgument } from '../library/arguments.ts';
import { allItems } from '../library/operations/iterate.ts';
import { type CallArguments, type Interpreter, PythonError } from '../domain/interpreter.ts';
import {
  BoundMethod,
  type ClassValue,
  DictValue,
  NativeFunction,
  NONE,
  StaticMethodValue,
  str,
  TupleValue,
  type Value,
} from '../domain/value.ts';
import { callInSteps } from './calls.ts';
import { finishClass, type UnfinishedClass } from './classes.ts';
import type { Evaluator } from './evaluator.ts';
import type { Steps } from '../syntax/steps.ts';
import { isUndetermined, type Undetermined } from '../domain/undetermined.ts';

/** What the program itself says of a class in the class's own class. */
export function inMetaclass({ metaclass }: ClassValue, name: string): Value | undefined {
  for (const cls of metaclass?.mro ?? []) {
    const found = cls.definition && cls.attributes.get(name);
    if (found) return found;
  }
  return undefined;
}

/** The metaclass of a class statement, where the program has written it. A function may stand for one. */
export function metaclassFor(named: Value | undefined, bases: readonly ClassValue[]): Value | undefined {
  if (named?.kind === 'function') return named;
  if (named?.kind === 'class' && named.mro.some(({ definition }) => definition)) return named;
  return bases.find(({ metaclass }) => metaclass)?.metaclass;
}

/** Makes a class as its metaclass does: `__new__`, then `__init__`. */
export function* makeByMetaclass(evaluator: Evaluator, metaclass: Value, unfinished: UnfinishedClass): Steps<Value> {
  const namespace = new DictValue();
  for (const [name, value] of unfinished.attributes)
    namespace.entries.set(evaluator.hashKey(str(name))!, [str(name), value]);
  const args: CallArguments = {
    positional: [str(unfinished.name), new TupleValue(unfinished.bases), namespace],
    keywords: unfinished.keywords,
  };
  if (metaclass.kind !== 'class') return yield* callInSteps(evaluator, metaclass, args);
  evaluator.classesInMaking.push(unfinished);
  try {
    return yield* made(evaluator, metaclass, args);
  } finally {
    evaluator.classesInMaking.pop();
  }
}

/** A metaclass is called: `Meta(name, bases, namespace)`. */
export function* made(evaluator: Evaluator, metaclass: ClassValue, args: CallArguments): Steps<Value> {
  const own = metaclass.lookup('__new__');
  const maker = own?.kind === 'staticmethod' ? own.method : own;
  const cls =
    maker?.kind === 'function'
      ? yield* callInSteps(evaluator, maker, { ...args, positional: [metaclass, ...args.positional] })
      : newClass(evaluator, metaclass, args.positional, args.keywords);
  const init = cls.kind === 'class' ? metaclass.lookup('__init__') : undefined;
  if (init?.kind === 'function')
    yield* callInSteps(evaluator, init, { ...args, positional: [cls, ...args.positional] });
  return cls;
}

/** `type.__new__(metaclass, name, bases, namespace)`. */
function newClass(
  evaluator: Evaluator,
  metaclass: ClassValue,
  [name, bases, namespace]: readonly Value[],
  keywords: ReadonlyMap<string, Value>,
): Value {
  const text = name && textArgument(evaluator, name);
  const parents = bases && allItems(evaluator, bases);
  if (text === undefined || !parents || namespace?.kind !== 'dict') return evaluator.unknown('the class is not known');
  const statement = evaluator.classesInMaking.at(-1);
  const attributes = new Map<string, Value>();
  for (const [key, value] of namespace.entries.values()) if (key.kind === 'str') attributes.set(key.value, value);
  const unknownBase: Undetermined | undefined =
    namespace.summary ??
    (statement?.name === text ? statement.unknownBase : undefined) ??
    parents.find((parent) => isUndetermined(parent));
  return finishClass(evaluator, {
    name: text,
    bases: parents.filter((parent) => parent.kind === 'class'),
    attributes,
    definition: statement?.name === text ? statement.definition : undefined,
    unknownBase,
    keywords,
    metaclass,
  });
}

const asEvaluator = (interpreter: Interpreter): Evaluator => interpreter as Evaluator;

/** What classes have of `type` that metaclasses call by `super()`. */
const TYPE_MEMBERS: ReadonlyMap<string, Value> = new Map<string, Value>([
  [
    '__new__',
    new StaticMethodValue(
      new NativeFunction('__new__', (interpreter, { positional: [metaclass, ...rest], keywords }) =>
        metaclass?.kind === 'class'
          ? newClass(asEvaluator(interpreter), metaclass, rest, keywords)
          : interpreter.unknown('the metaclass is not known'),
      ),
    ),
  ],
  ['__init__', new NativeFunction('__init__', () => NONE)],
  [
    '__call__',
    new NativeFunction('__call__', (interpreter, args) => {
      const [cls, ...positional] = args.positional;
      return cls ? interpreter.callWith(cls, { ...args, positional, byType: true }) : NONE;
    }),
  ],
  ['__prepare__', new StaticMethodValue(new NativeFunction('__prepare__', () => new DictValue()))],
  [
    '__setattr__',
    new NativeFunction('__setattr__', (interpreter, { positional: [cls, name, value] }) => {
      if (cls?.kind !== 'class' || name?.kind !== 'str' || !value) return NONE;
      interpreter.touch(cls);
      cls.attributes.set(name.value, value);
      return NONE;
    }),
  ],
]);
export const memberOfType = (cls: ClassValue, name: string): Value | undefined =>
  cls.qualifiedName === 'builtins.type' ? TYPE_MEMBERS.get(name) : undefined;

/** An attribute of a class that its metaclass has: a method that is bound to the class, or the value of a property. */
export function boundInMetaclass(evaluator: Evaluator, cls: ClassValue, found: Value): Value {
  switch (found.kind) {
    case 'function':
    case 'native':
      return new BoundMethod(cls, found);
    case 'property':
      return evaluator.call(found.getter, [cls]);
    case 'classmethod':
      return new BoundMethod(cls.metaclass!, found.method);
    case 'staticmethod':
      return found.method;
    default:
      return found;
  }
}

/** What `__getattr__` of the metaclass gives; undefined where it raises AttributeError. */
export function dynamicInMetaclass(evaluator: Evaluator, cls: ClassValue, name: string): Value | undefined {
  const dynamic = inMetaclass(cls, '__getattr__');
  if (!dynamic) return undefined;
  try {
    return evaluator.call(dynamic, [cls, str(name)]);
  } catch (error) {
    if (error instanceof PythonError && error.typeName === 'AttributeError') return undefined;
    throw error;
  }
}

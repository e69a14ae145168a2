/** Calls of classes: an instance is made and initialised. */
import { perhapsWritesTemporary } from './perhaps-writes.ts';
import type { CallArguments } from '../domain/interpreter.ts';
import { type ClassValue, InstanceValue, TupleValue, type Value } from '../domain/value.ts';
import type { Evaluator } from './evaluator.ts';
import { inMetaclass, made } from './metaclasses.ts';
import type { Steps } from '../syntax/steps.ts';
import { callInSteps } from './calls.ts';

/** `Class(arguments)`: what the class of the class, its `__new__` or its library makes of them. */
export function* callClass(evaluator: Evaluator, cls: ClassValue, args: CallArguments): Steps<Value> {
  const hook = args.byType ? undefined : inMetaclass(cls, '__call__');
  if (hook) return yield* callInSteps(evaluator, hook, { ...args, positional: [cls, ...args.positional] });
  const plain = args.byType ? { ...args, byType: undefined } : args;
  if (cls.definition && args.positional.length === 3 && cls.isSubclassOf(evaluator.builtin('type')))
    return yield* made(evaluator, cls, plain);
  return yield* instantiate(evaluator, cls, plain);
}

function* instantiate(evaluator: Evaluator, cls: ClassValue, args: CallArguments): Steps<Value> {
  if (!cls.qualifiedName.startsWith('builtins.')) evaluator.instancesMade++;
  const constructing = cls.mro.find((base) => base.construct);
  const own = cls.lookup('__new__');
  if (own && own.kind === 'function') {
    const made = yield* callInSteps(evaluator, own, { ...args, positional: [cls, ...args.positional] });
    if (made.kind === 'instance' && made.cls.isSubclassOf(cls)) yield* initialize(evaluator, made, args);
    return made;
  }
  if (constructing?.construct) {
    if (!constructing.qualifiedName.startsWith('builtins.')) perhapsWritesTemporary(evaluator, cls.name, args);
    return evaluator.grounds.calling(args, () => constructing.construct!(evaluator, cls, args));
  }
  const instance = new InstanceValue(cls);
  evaluator.make(instance);
  instance.site = args.site;
  yield* initialize(evaluator, instance, args);
  return instance;
}

/** Has it a base that is neither the program's nor Python's own? */
const isOfLibrary = (cls: ClassValue): boolean =>
  cls.mro.some((base) => !base.definition && !base.qualifiedName.startsWith('builtins.'));

function* initialize(evaluator: Evaluator, instance: InstanceValue, args: CallArguments): Steps<void> {
  if (instance.cls.definition && isOfLibrary(instance.cls)) instance.made = args;
  const init = instance.cls.lookup('__init__');
  if (init) {
    if (init.kind === 'native') evaluator.grounds.made(instance, args);
    yield* callInSteps(evaluator, init, { ...args, positional: [instance, ...args.positional] });
    return;
  }
  if (instance.cls.mro.some((cls) => cls.name.endsWith('Exception') || cls.name.endsWith('Error'))) {
    evaluator.touch(instance);
    instance.attributes.set('args', new TupleValue(args.positional));
  } else if (
    !instance.cls.unknownBase &&
    !instance.cls.mro.some(({ decorated }) => decorated !== undefined) &&
    !args.incomplete &&
    args.positional.length + args.keywords.size > 0
  ) {
    evaluator.raise('TypeError', `${instance.cls.name}() takes no arguments`);
  }
}

/** `object.name = value`: properties, descriptors and `__setattr__` take the value first. */
import { bindPerhaps } from '../domain/perhaps-bound.ts';
import { isUndetermined, Top, type Undetermined } from '../domain/undetermined.ts';
import { type ClassValue, type InstanceValue, str, type Value } from '../domain/value.ts';
import { descriptorOf } from './attributes.ts';
import type { Evaluator } from './evaluator.ts';
import { inMetaclass } from './metaclasses.ts';
import { candidatesOf, changeOneOf } from './one-of.ts';

export function writeAttribute(evaluator: Evaluator, object: Value, name: string, value: Value): void {
  switch (object.kind) {
    case 'instance':
      writeOfInstance(evaluator, object, name, value);
      return;
    case 'class':
      writeOfClass(evaluator, object, name, value);
      return;
    case 'module':
    case 'function':
      evaluator.touch(object);
      object.attributes.set(name, value);
      return;
    case 'host':
      object.setAttribute?.(evaluator, name, value);
      return;
    case 'top':
    case 'symbol':
    case 'one-of':
      writeOfUnknown(evaluator, object, name, value);
      return;
    default:
  }
}

/** Properties, descriptors and `__setattr__` of its class take the value first. */
function writeOfInstance(evaluator: Evaluator, object: InstanceValue, name: string, value: Value): void {
  const inClass = object.cls.lookup(name);
  if (inClass?.kind === 'property') {
    if (inClass.setter) evaluator.call(inClass.setter, [object, value]);
    else evaluator.raise('AttributeError', `property '${name}' of '${object.cls.name}' object has no setter`);
    return;
  }
  const set = inClass?.kind === 'instance' ? descriptorOf(inClass)?.cls.lookup('__set__') : undefined;
  if (set) {
    evaluator.call(set, [inClass!, object, value]);
    return;
  }
  const hook = object.cls.lookup('__setattr__');
  if (hook) {
    evaluator.call(hook, [object, str(name), value]);
    return;
  }
  const before = object.attributes.get(name);
  evaluator.touch(object);
  object.attributes.set(name, value);
  object.host?.assigned?.(evaluator, value, before);
}

function writeOfClass(evaluator: Evaluator, object: ClassValue, name: string, value: Value): void {
  const own = object.metaclass && inMetaclass(object, name);
  if (own?.kind === 'property' && own.setter) {
    evaluator.call(own.setter, [object, value]);
    return;
  }
  const hook = object.metaclass && inMetaclass(object, '__setattr__');
  if (hook) {
    evaluator.call(hook, [object, str(name), value]);
    return;
  }
  evaluator.touch(object);
  object.attributes.set(name, value);
}

function writeOfUnknown(evaluator: Evaluator, object: Undetermined, name: string, value: Value): void {
  if (
    !changeOneOf(evaluator, object, ['instance'], (one) => {
      writeAttribute(evaluator, one, name, value);
    })
  )
    perhapsWritten(evaluator, object, name);
  evaluator.touchFact(object);
  // What is looked up is kept over branches that are not decided, and known objects may be changed under other
  // names.
  object.derived.set(
    `.${name}`,
    isUndetermined(value) && evaluator.undecidedDepth === 0 && candidatesOf(object, ['instance']).length === 0
      ? value
      : new Top('it was assigned'),
  );
}

/** Of so many objects, each perhaps has the attribute now. */
function perhapsWritten(evaluator: Evaluator, object: Undetermined, name: string): void {
  for (const one of candidatesOf(object, ['instance'])) {
    if (one.kind !== 'instance' || one.host) continue;
    evaluator.touch(one);
    bindPerhaps(one.attributes, name, evaluator.unknown('whether it is set here is not known'));
  }
}

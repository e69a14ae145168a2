/** Attributes that are set and deleted by names which the program does not decide: `setattr(self, key, value)`. */
import { DATA } from '../../domain/data-kinds.ts';
import type { Interpreter } from '../../domain/interpreter.ts';
import { bindPerhaps, isMark } from '../../domain/perhaps-bound.ts';
import { changeableIn, perhaps } from '../../domain/points-to.ts';
import {
  type ClassValue,
  type InstanceValue,
  isChangeable,
  type ModuleValue,
  NONE,
  OTHER_ATTRIBUTES,
  type Value,
} from '../../domain/value.ts';
import { words } from '../../../words/message.ts';
import { oneOf } from '../unknowns.ts';
import { isUndetermined, type Undetermined } from '../../domain/undetermined.ts';

type Holder = InstanceValue | ClassValue | ModuleValue;
const isHolder = (object: Value): object is Holder =>
  object.kind === 'instance' || object.kind === 'class' || object.kind === 'module';

/** The names that it may be; undefined where it may be any. */
function possibleNames(name: Value): ReadonlySet<string> | undefined {
  if (!isUndetermined(name)) return new Set(name.kind === 'str' ? [name.value] : []);
  return name.alternatives?.every((one) => one.kind === 'str')
    ? new Set(name.alternatives.map((one) => one.value))
    : undefined;
}
const SCALARS: ReadonlySet<Value['kind']> = new Set<Value['kind']>(['none', 'bool', 'int', 'float', 'str', 'bytes']);

/** Data that the object has under names of its own or of its classes. Methods are taken to stay. */
function dataOf(object: Holder): ReadonlyMap<string, Value> {
  const found = new Map<string, Value>();
  const classes = object.kind === 'instance' ? object.cls.mro : object.kind === 'class' ? object.mro.slice(1) : [];
  for (const cls of [...classes].reverse())
    if (cls.definition)
      for (const [name, value] of cls.attributes)
        if (DATA.has(value.kind) && !name.startsWith('__')) found.set(name, value);
  for (const [name, value] of object.attributes)
    if (
      DATA.has(value.kind) &&
      name !== OTHER_ATTRIBUTES &&
      !isMark(name) &&
      !(object.kind === 'module' && name.startsWith('__'))
    )
      found.set(name, value);
  return found;
}

/** What is one of two values, shown as `4 or 9`. */
export function eitherOf(interpreter: Interpreter, before: Value, after: Value, cause: Undetermined): Value {
  const shown = [before, after].map((value) =>
    isUndetermined(value) ? value.name : SCALARS.has(value.kind) ? interpreter.repr(value) : undefined,
  );
  return oneOf([before, after], cause, shown.every((text) => text !== undefined) ? shown.join(' or ') : undefined);
}

/** `setattr(object, name, value)` where the name is not known: each attribute is what it was, or the value. */
export function setByUnknownName(interpreter: Interpreter, object: Value, name: Value, value: Value): void {
  if (isUndetermined(object)) {
    for (const one of object.pointsTo) setByUnknownName(interpreter, one, name, value);
    return;
  }
  if (!isHolder(object)) return;
  const hook = object.kind === 'instance' ? object.cls.lookup('__setattr__') : undefined;
  if (hook?.kind === 'function') {
    interpreter.call(hook, [object, name, value]);
    return;
  }
  storeByUnknownName(interpreter, object, name, value);
}

/** The same, past the object's own `__setattr__`. */
export function storeByUnknownName(interpreter: Interpreter, object: Value, name: Value, value: Value): void {
  if (!isHolder(object)) return;
  const reason = words`which attribute is set is not known`;
  const cause = isUndetermined(name) ? name : interpreter.unknown(reason);
  const names = possibleNames(name);
  interpreter.touch(object);
  for (const [known, before] of dataOf(object))
    if (names === undefined || names.has(known))
      bindPerhaps(object.attributes, known, eitherOf(interpreter, before, value, cause));
  if (object.kind !== 'instance') return;
  const others = perhaps(interpreter.unknown(reason), [value, object.attributes.get(OTHER_ATTRIBUTES)]);
  object.attributes.set(OTHER_ATTRIBUTES, others);
  if (!object.host) return;
  interpreter.touch(object.host);
  // A number or a text is no layer that would count as a part of it.
  object.host.havoc?.(interpreter, {
    called: new Set(),
    assigned: SCALARS.has(value.kind) ? new Set(['trainable']) : (names ?? new Set(['*'])),
    contents: false,
    reason,
  });
}

/** `delattr(object, name)` where the name is not known: each attribute may be gone. */
export function deleteByUnknownName(interpreter: Interpreter, object: Value, name: Value): void {
  if (object.kind !== 'instance') return;
  const reason = words`which attribute is deleted is not known`;
  const names = possibleNames(name);
  interpreter.touch(object);
  const lost: Value[] = [];
  for (const [known, before] of [...object.attributes]) {
    if (known === OTHER_ATTRIBUTES || isMark(known) || !DATA.has(before.kind) || (names && !names.has(known))) continue;
    const ofClass = object.cls.lookup(known);
    lost.push(before);
    if (ofClass) object.attributes.set(known, eitherOf(interpreter, before, ofClass, interpreter.unknown(reason)));
    else object.attributes.delete(known);
  }
  object.attributes.set(
    OTHER_ATTRIBUTES,
    perhaps(interpreter.unknown(reason), [...lost, object.attributes.get(OTHER_ATTRIBUTES)]),
  );
}

/**
 * `getattr(object, name)` where the name is not known: what it gives may be anything that the object holds, or a method
 * that changes it.
 */
export function getByUnknownName(
  interpreter: Interpreter,
  object: Value,
  name: Value,
  otherwise: Value | undefined,
): Value {
  const reason = words`the name of the attribute is not known`;
  const names = possibleNames(name);
  if (names && names.size > 0 && !isUndetermined(object)) {
    const found = [...names].map((one) => interpreter.findAttribute(object, one) ?? otherwise);
    if (found.every((value) => value !== undefined)) return oneOf(found, interpreter.unknown(reason));
  }
  const held = object.kind === 'instance' ? changeableIn(object.attributes.values()) : [];
  const made = perhaps(interpreter.unknown(reason), held);
  if (object.kind === 'instance' && isChangeable(object)) made.pointsTo = [...new Set([...made.pointsTo, object])];
  return made;
}

/** `object.__setattr__(self, name, value)`. */
export function storeAttribute(
  interpreter: Interpreter,
  object: Value | undefined,
  name: Value | undefined,
  value: Value | undefined,
): Value {
  if (object?.kind !== 'instance' || !name || !value) return NONE;
  if (name.kind !== 'str') {
    storeByUnknownName(interpreter, object, name, value);
    return NONE;
  }
  const before = object.attributes.get(name.value);
  interpreter.touch(object);
  object.attributes.set(name.value, value);
  object.host?.assigned?.(interpreter, value, before);
  return NONE;
}

/** `object.__delattr__(self, name)`, and `delattr()`. */
export function removeAttribute(interpreter: Interpreter, object: Value, name: Value): Value {
  if (object.kind !== 'instance') return NONE;
  if (name.kind !== 'str') {
    deleteByUnknownName(interpreter, object, name);
    return NONE;
  }
  interpreter.touch(object);
  if (!object.attributes.delete(name.value) && !object.cls.unknownBase && !object.attributes.has(OTHER_ATTRIBUTES))
    interpreter.raise('AttributeError', name.value);
  return NONE;
}

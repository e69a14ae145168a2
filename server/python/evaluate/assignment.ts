/** Binding of names, attributes, items and unpacked sequences. */
import { Approximate } from '../domain/approximate.ts';
import type { Place } from '../syntax/place.ts';
import type { Expression } from '../syntax/tree.ts';
import { PythonError } from '../domain/interpreter.ts';
import { changeableIn, perhaps } from '../domain/points-to.ts';
import type { Scope } from '../domain/scope.ts';
import { isShapeName, ListValue, type Value } from '../domain/value.ts';
import type { Evaluator } from './evaluator.ts';
import { evaluate } from './expressions.ts';
import { type Target, targetOf } from './targets.ts';
import { OutOfFuel } from './fuel.ts';
import { openEnd } from './items.ts';
import { takeItems } from './iteration.ts';
import type { Message } from '../../words/message.ts';
import { isUndetermined, Top, undetermined } from '../domain/undetermined.ts';

/** `parts` of the target, where they are evaluated already. */
export function assign(evaluator: Evaluator, target: Expression, value: Value, scope: Scope, parts?: Target): void {
  switch (target.kind) {
    case 'Name':
      bindName(evaluator, target.id, named(evaluator, target.id, value), scope, target);
      return;
    case 'Attribute': {
      const { object } = parts ?? targetOf(evaluator, target, scope);
      const path = evaluator.sourceName(target);
      evaluator.setAttribute(object, target.name, path ? named(evaluator, path, value) : value);
      if (evaluator.telling && path)
        evaluator.environment.observer.assigned?.(path, target, value, evaluator.speculative);
      return;
    }
    case 'Subscript': {
      const { object, index } = parts ?? targetOf(evaluator, target, scope);
      evaluator.setItem(object, index!, value);
      const path = evaluator.sourceName(target);
      if (evaluator.telling && path)
        evaluator.environment.observer.assigned?.(path, target, value, evaluator.speculative);
      return;
    }
    case 'Starred':
      assign(evaluator, target.value, value, scope);
      return;
    case 'Tuple':
    case 'List':
      unpack(evaluator, target.elements, value, scope);
      return;
    default:
  }
}

/** A value of unknown origin gets the name it is first bound to: that is what its symbols are called. */
function named(evaluator: Evaluator, name: string, value: Value): Value {
  const stated = evaluator.environment.statedValue?.(name, value);
  if (stated) {
    evaluator.grounds.carries = true;
    return stated;
  }
  // Of what is known but for its last digits the limits are more than a name.
  if (!isUndetermined(value) || value.alternatives || value instanceof Approximate) return value;
  if (value.described) return evaluator.unknownInteger(value.reason, name);
  if (value.integer)
    return value.size
      ? value
      : undetermined(value.reason, { name, integer: true, makeSymbol: () => evaluator.unknown('', name).size! });
  if (value.name && (/^[\w.]+$/.test(value.name) || value.size?.symbols.some((symbol) => symbol !== value.name)))
    return value;
  const same = evaluator.unknown(value.reason, name);
  same.use = value.use;
  same.pointsTo = value.pointsTo;
  same.origins = value.origins;
  return same;
}

/** Where a name is about to be bound, or taken away. */
function homeOf(evaluator: Evaluator, name: string, scope: Scope): Scope {
  const home = scope.redirected.get(name) ?? scope;
  evaluator.touch(home);
  return home;
}

export function bindName(evaluator: Evaluator, name: string, value: Value, scope: Scope, span: Place): void {
  const home = homeOf(evaluator, name, scope);
  home.variables.set(name, value);
  if (evaluator.telling) evaluator.environment.observer.assigned?.(name, span, value, evaluator.speculative);
}

/** The name of a function or class that is defined. */
export function bindDefinition(evaluator: Evaluator, name: string, value: Value, scope: Scope, span: Place): void {
  bindName(evaluator, name, named(evaluator, name, value), scope, span);
}

/** Each target gets what may be in the value, of which it is not known what it holds. */
function unpackUnknown(evaluator: Evaluator, targets: readonly Expression[], value: Value, scope: Scope): void {
  const held = changeableIn([value]);
  targets.forEach((target, i) => {
    if (target.kind === 'Starred') {
      assign(
        evaluator,
        target.value,
        new ListValue([], perhaps(evaluator.unknown('how many items it takes is not known'), [value])),
        scope,
      );
      return;
    }
    const starBefore = targets.slice(0, i).some((other) => other.kind === 'Starred');
    const element =
      isUndetermined(value) && !starBefore
        ? evaluator.derive(value, `[${i}]`, value.name ? `${value.name}[${i}]` : undefined, isShapeName(value.name))
        : evaluator.unknown('what is unpacked is not known');
    assign(
      evaluator,
      target,
      held.length > 0 ? perhaps(evaluator.unknown(element.reason, element.name), held) : element,
      scope,
    );
  });
}

function unpack(evaluator: Evaluator, targets: readonly Expression[], value: Value, scope: Scope): void {
  const iterable = isUndetermined(value) ? undefined : takeItems(evaluator, value);
  if (!iterable) {
    unpackUnknown(evaluator, targets, value, scope);
    return;
  }
  const star = targets.findIndex((target) => target.kind === 'Starred');
  const items: Value[] = [];
  for (const item of iterable) {
    evaluator.spend();
    items.push(item);
    if (star < 0 && items.length > targets.length)
      evaluator.raise('ValueError', `too many values to unpack (expected ${targets.length})`);
  }
  const open = openEnd(iterable);
  if (open) {
    for (const target of targets) bindUnknown(evaluator, target, scope, open.reason);
    return;
  }
  if (star < 0) {
    if (items.length < targets.length)
      evaluator.raise('ValueError', `not enough values to unpack (expected ${targets.length}, got ${items.length})`);
    targets.forEach((target, i) => {
      assign(evaluator, target, items[i]!, scope);
    });
    return;
  }
  const after = targets.length - star - 1;
  if (items.length < star + after)
    evaluator.raise(
      'ValueError',
      `not enough values to unpack (expected at least ${star + after}, got ${items.length})`,
    );
  targets.forEach((target, i) => {
    if (i < star) assign(evaluator, target, items[i]!, scope);
    else if (i === star) assign(evaluator, target, new ListValue(items.slice(star, items.length - after)), scope);
    else assign(evaluator, target, items[items.length - (targets.length - i)]!, scope);
  });
}

/** Binds all names of a target to unknowns. */
export function bindUnknown(evaluator: Evaluator, target: Expression, scope: Scope, reason: Message): void {
  if (target.kind === 'Name') {
    const left = evaluator.unknown(reason, target.id);
    left.origins = evaluator.grounds.recovered;
    bindName(evaluator, target.id, left, scope, target);
  } else if (target.kind === 'Starred') bindUnknown(evaluator, target.value, scope, reason);
  else if (target.kind === 'Tuple' || target.kind === 'List')
    for (const element of target.elements) bindUnknown(evaluator, element, scope, reason);
  else if (target.kind === 'Attribute') {
    const object = objectOf(evaluator, target.object, scope);
    if (object?.kind === 'instance') {
      evaluator.touch(object);
      object.attributes.set(target.name, new Top(reason));
    }
  }
}

/** The object whose attribute is lost; undefined where finding it fails too, which may be why the statement failed. */
function objectOf(evaluator: Evaluator, expression: Expression, scope: Scope): Value | undefined {
  try {
    return evaluate(evaluator, expression, scope);
  } catch (error) {
    if (error instanceof PythonError || error instanceof OutOfFuel) return undefined;
    throw error;
  }
}

export function deleteTarget(evaluator: Evaluator, target: Expression, scope: Scope): void {
  switch (target.kind) {
    case 'Name': {
      homeOf(evaluator, target.id, scope).variables.delete(target.id);
      return;
    }
    case 'Attribute': {
      const object = evaluate(evaluator, target.object, scope);
      if (object.kind === 'instance') {
        evaluator.touch(object);
        object.attributes.delete(target.name);
      }
      return;
    }
    case 'Subscript':
      evaluator.deleteItem(evaluate(evaluator, target.object, scope), evaluate(evaluator, target.index, scope));
      return;
    case 'Tuple':
    case 'List':
      for (const element of target.elements) deleteTarget(evaluator, element, scope);
      return;
    default:
  }
}

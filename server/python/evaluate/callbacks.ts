/**
 * Functions that are handed to code which is not followed (`frame.apply(found.update)`, `register(on_draw)`): it may call them any number of times. They are not run, since nothing is known of what they would be
 * given; what they are seen to change is no longer known.
 */
import { CHANGING, changesIn } from '../syntax/changes.ts';
import { localNames } from '../syntax/local-names.ts';
import type { Expression } from '../syntax/tree.ts';
import type { FunctionValue, Unknown, Value } from '../values/value.ts';
import type { Evaluator } from './evaluator.ts';

/** Functions that were looked at, each with the objects that it belonged to. */
type Seen = Map<FunctionValue, Set<Value | undefined>>;

/** What `callable` changes in place, if it is called, is open from now on. */
export function mayBeCalled(evaluator: Evaluator, callable: Value): void {
  if (callable.kind === 'function') changedBy(evaluator, callable, undefined, new Map());
  if (callable.kind !== 'method') return;
  if (callable.method.kind === 'function') changedBy(evaluator, callable.method, callable.receiver, new Map());
  else if (callable.method.kind === 'native' && CHANGING.has(callable.method.name)) opened(evaluator, callable.receiver);
}

const reason = (evaluator: Evaluator): Unknown => evaluator.unknown('a function that code outside of the workspace may call changes it');

function opened(evaluator: Evaluator, value: Value | undefined): void {
  if (value?.kind !== 'list' && value?.kind !== 'dict' && value?.kind !== 'set') return;
  if (value.open) return;
  evaluator.touch(value);
  value.open = reason(evaluator);
}

function changedBy(evaluator: Evaluator, fn: FunctionValue, receiver: Value | undefined, seen: Seen): void {
  const receivers = seen.get(fn) ?? new Set();
  if (receivers.has(receiver)) return;
  seen.set(fn, receivers.add(receiver));
  const { definition, closure } = fn;
  const { targets, augmented, calls, outer, size } = changesIn(definition.body);
  evaluator.spend(size);
  const own = new Set(localNames(definition));
  for (const { name } of definition.parameters) own.add(name);
  const self = definition.parameters[0]?.name;
  /** What a name, or a chain of attributes from one, stands for outside of the function. */
  const found = (expression: Expression): Value | undefined => {
    if (expression.kind === 'Name') return expression.id === self ? receiver : own.has(expression.id) ? undefined : closure.lookup(expression.id);
    if (expression.kind !== 'Attribute') return undefined;
    const object = found(expression.object);
    return object?.kind === 'instance' ? object.attributes.get(expression.name) : undefined;
  };
  const assigned = (target: Expression): void => {
    if (target.kind === 'Name' && outer.has(target.id)) reassigned(evaluator, fn, target.id, outer.get(target.id)!);
    else if (target.kind === 'Subscript') opened(evaluator, found(target.object));
    else if (target.kind === 'Attribute') {
      const object = found(target.object);
      if (object?.kind !== 'instance' || !object.attributes.has(target.name)) return;
      evaluator.touch(object);
      object.attributes.set(target.name, reason(evaluator));
    }
  };
  targets.forEach(assigned);
  for (const target of augmented) opened(evaluator, found(target));
  for (const { callee } of calls) {
    const object = callee.kind === 'Attribute' ? found(callee.object) : undefined;
    if (callee.kind === 'Attribute' && CHANGING.has(callee.name)) opened(evaluator, object);
    const called = callee.kind === 'Name' ? found(callee) : callee.kind === 'Attribute' && object?.kind === 'instance' ? object.cls.lookup(callee.name) : undefined;
    if (called?.kind === 'function') changedBy(evaluator, called, object, seen);
  }
}

/** A name that the function declares global or nonlocal, and assigns. */
function reassigned(evaluator: Evaluator, { closure }: FunctionValue, name: string, where: 'Global' | 'Nonlocal'): void {
  const home = closure.homeOf(name, where);
  if (!home) return;
  evaluator.touch(home);
  home.variables.set(name, reason(evaluator));
}

/**
 * Functions that are handed to code which is not followed (`frame.apply(found.update)`, `register(on_draw)`): it may call them any number of times. They are not run, since nothing is known of what they would be
 * given; what they are seen to change is no longer known.
 */
import { walk } from '../syntax/walk.ts';
import type { Expression, FunctionDefinition, Lambda, Node } from '../syntax/tree.ts';
import type { FunctionValue, Unknown, Value } from '../values/value.ts';
import type { Evaluator } from './evaluator.ts';

/** Methods that change a list, a set or a dictionary in place. */
export const CHANGING: ReadonlySet<string> = new Set([
  'append', 'extend', 'insert', 'remove', 'pop', 'clear', 'sort', 'reverse', 'appendleft', 'extendleft', 'popleft', 'rotate',
  'add', 'discard', 'update', 'difference_update', 'intersection_update', 'symmetric_difference_update', 'setdefault', 'popitem', 'subtract', '__setitem__', '__delitem__',
]);
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
  const { own, outer } = namesOf(definition);
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
    } else if (target.kind === 'Tuple' || target.kind === 'List') for (const item of target.elements) assigned(item);
  };
  walk({ ...definition, decorators: [] } as Node, (node) => {
    evaluator.spend();
    switch (node.kind) {
      case 'Assign': node.targets.forEach(assigned); break;
      case 'AugmentedAssign': case 'AnnotatedAssign':
        assigned(node.target);
        if (node.kind === 'AugmentedAssign') opened(evaluator, found(node.target));
        break;
      case 'Delete': node.targets.forEach(assigned); break;
      case 'Call': {
        const { callee } = node;
        const object = callee.kind === 'Attribute' ? found(callee.object) : undefined;
        if (callee.kind === 'Attribute' && CHANGING.has(callee.name)) opened(evaluator, object);
        const called = callee.kind === 'Name' ? found(callee) : callee.kind === 'Attribute' && object?.kind === 'instance' ? object.cls.lookup(callee.name) : undefined;
        if (called?.kind === 'function') changedBy(evaluator, called, object, seen);
        break;
      }
      default:
    }
  });
}

/** A name that the function declares global or nonlocal, and assigns. */
function reassigned(evaluator: Evaluator, { closure }: FunctionValue, name: string, where: 'Global' | 'Nonlocal'): void {
  let scope = where === 'Global' ? closure.module : closure;
  while (where === 'Nonlocal' && !scope.variables.has(name) && scope.parent) scope = scope.parent;
  if (!scope.variables.has(name)) return;
  evaluator.touch(scope);
  scope.variables.set(name, reason(evaluator));
}

/** The names that are the function's own, and those that it says belong elsewhere. */
function namesOf(definition: FunctionDefinition | Lambda): { readonly own: ReadonlySet<string>; readonly outer: ReadonlyMap<string, 'Global' | 'Nonlocal'> } {
  const own = new Set(definition.parameters.map(({ name }) => name));
  const outer = new Map<string, 'Global' | 'Nonlocal'>();
  const bound = (target: Expression): void => {
    if (target.kind === 'Name') own.add(target.id);
    else if (target.kind === 'Starred') bound(target.value);
    else if (target.kind === 'Tuple' || target.kind === 'List') target.elements.forEach(bound);
  };
  walk({ ...definition, decorators: [] } as Node, (node) => {
    switch (node.kind) {
      case 'Assign': node.targets.forEach(bound); break;
      case 'AnnotatedAssign': bound(node.target); break;
      case 'AugmentedAssign': bound(node.target); break;
      case 'For': bound(node.target); break;
      case 'Comprehension': for (const { target } of node.clauses) bound(target); break;
      case 'With': for (const { target } of node.items) if (target) bound(target); break;
      case 'NamedExpression': own.add(node.name); break;
      case 'Global': case 'Nonlocal': for (const name of node.names) outer.set(name, node.kind); break;
      default:
    }
  });
  for (const name of outer.keys()) own.delete(name);
  return { own, outer };
}

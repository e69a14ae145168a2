import { stepsOfBases } from '../library/operations/types.ts';
import type { ClassDefinition } from '../syntax/tree.ts';
import { Scope } from '../values/scope.ts';
import { ClassValue, DictValue, str, type Unknown, type Value } from '../values/value.ts';
import type { Evaluator } from './evaluator.ts';
import { evaluateArguments } from './expressions.ts';
import { executeBlock } from './statements.ts';
import type { Steps } from '../syntax/steps.ts';
import { words } from '../../words/message.ts';

/** A class statement: its body runs in a scope of its own, whose names become the class's attributes. */
export function* defineClass(evaluator: Evaluator, node: ClassDefinition, scope: Scope): Steps<Value> {
  const { positional, keywords } = evaluateArguments(evaluator, node.bases, scope);
  const bases: ClassValue[] = [];
  let unknownBase: Unknown | undefined;
  for (const base of positional) {
    if (base.kind === 'class') bases.push(base);
    else if (base.kind === 'unknown') unknownBase ??= base;
    else if (base.kind !== 'native' && base.kind !== 'host') continue;
    else unknownBase ??= evaluator.unknown(words`a base class of ${node.name} is not known`);
  }
  const body = new Scope('class', scope);
  body.variables.set('__qualname__', str(node.name));
  yield* executeBlock(evaluator, node.body, body);
  if (body.annotations) {
    const annotations = new DictValue();
    for (const [name, value] of body.annotations) annotations.entries.set(evaluator.hashKey(str(name))!, [str(name), value]);
    body.variables.set('__annotations__', annotations);
  }
  evaluator.spend(stepsOfBases(bases));
  const cls = new ClassValue({ name: node.name, bases: bases.length > 0 ? bases : [evaluator.builtin('object')], attributes: body.variables, definition: node, unknownBase });
  for (const value of cls.attributes.values()) own(value, cls);
  // A base may want to know of its subclasses (enumerations, named tuples): it gives the class that takes this one's place.
  for (const base of cls.mro.slice(1)) {
    const hook = base.attributes.get('__init_subclass__');
    if (!hook) continue;
    const replaced = evaluator.call(hook, [cls], keywords);
    return replaced.kind === 'class' ? replaced : cls;
  }
  return cls;
}

/** Functions of the body remember their class, for `super()`. */
function own(value: Value, cls: ClassValue): void {
  if (value.kind === 'function') value.owner ??= cls;
  else if (value.kind === 'staticmethod' || value.kind === 'classmethod') own(value.method, cls);
  else if (value.kind === 'property') { own(value.getter, cls); if (value.setter) own(value.setter, cls); }
}

import { stepsOfBases } from '../library/operations/types.ts';
import type { ClassDefinition } from '../syntax/tree.ts';
import { Scope } from '../domain/scope.ts';
import { ClassValue, DictValue, str, type Value } from '../domain/value.ts';
import type { Evaluator } from './evaluator.ts';
import { evaluateArguments } from './call-expressions.ts';
import { makeByMetaclass, metaclassFor } from './metaclasses.ts';
import { executeBlock } from './statements.ts';
import type { Steps } from '../syntax/steps.ts';
import { words } from '../../words/message.ts';
import { isUndetermined, type Undetermined } from '../domain/undetermined.ts';

/** A class statement: its body runs in a scope of its own, whose names become the class's attributes. */
export function* defineClass(evaluator: Evaluator, node: ClassDefinition, scope: Scope): Steps<Value> {
  const { positional, keywords } = evaluateArguments(evaluator, node.bases, scope);
  const bases: ClassValue[] = [];
  let unknownBase: Undetermined | undefined;
  for (const base of positional) {
    if (base.kind === 'class') bases.push(base);
    else if (isUndetermined(base)) unknownBase ??= base;
    else if (base.kind !== 'native' && base.kind !== 'host') continue;
    else unknownBase ??= evaluator.unknown(words`a base class of ${node.name} is not known`);
  }
  const body = new Scope('class', scope);
  body.variables.set('__qualname__', str(node.name));
  yield* executeBlock(evaluator, node.body, body);
  if (body.annotations) {
    const annotations = new DictValue();
    for (const [name, value] of body.annotations)
      annotations.entries.set(evaluator.hashKey(str(name))!, [str(name), value]);
    body.variables.set('__annotations__', annotations);
  }
  const unfinished = {
    name: node.name,
    bases,
    attributes: body.variables,
    definition: node,
    unknownBase,
    keywords: withoutMetaclass(keywords),
  };
  const named = keywords.get('metaclass');
  if (isUndetermined(named)) unfinished.unknownBase ??= named;
  const metaclass = metaclassFor(named, bases);
  return metaclass ? yield* makeByMetaclass(evaluator, metaclass, unfinished) : finishClass(evaluator, unfinished);
}

function withoutMetaclass(keywords: ReadonlyMap<string, Value>): ReadonlyMap<string, Value> {
  if (!keywords.has('metaclass')) return keywords;
  const others = new Map(keywords);
  others.delete('metaclass');
  return others;
}

/** What a class is made of. */
export interface UnfinishedClass {
  readonly name: string;
  readonly bases: readonly ClassValue[];
  readonly attributes: Map<string, Value>;
  readonly definition: ClassDefinition | undefined;
  readonly unknownBase: Undetermined | undefined;
  /** Those behind the bases, as `__init_subclass__` gets them. */
  readonly keywords: ReadonlyMap<string, Value>;
  readonly metaclass?: ClassValue | undefined;
}

/** What `type` does to make a class. */
export function finishClass(
  evaluator: Evaluator,
  { name, bases, attributes, definition, unknownBase, keywords, metaclass }: UnfinishedClass,
): Value {
  evaluator.spend(stepsOfBases(bases));
  const cls = new ClassValue({
    name,
    bases: bases.length > 0 ? bases : [evaluator.builtin('object')],
    attributes,
    definition,
    unknownBase,
    metaclass,
  });
  for (const value of cls.attributes.values()) own(value, cls);
  for (const [key, value] of [...cls.attributes]) {
    const named = value.kind === 'instance' && value.cls.definition ? value.cls.lookup('__set_name__') : undefined;
    if (named?.kind === 'function') evaluator.call(named, [value, cls, str(key)]);
  }
  // A base may want to know of its subclasses (enumerations, named tuples): it gives the class that takes this one's
  // place.
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
  else if (value.kind === 'property') {
    own(value.getter, cls);
    if (value.setter) own(value.setter, cls);
  }
}

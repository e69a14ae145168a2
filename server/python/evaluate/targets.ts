/** Targets: an attribute of an object or one of its items, with its parts evaluated once. */
import type { Attribute, Expression, Subscript } from '../syntax/tree.ts';
import type { Scope } from '../domain/scope.ts';
import type { Value } from '../domain/value.ts';
import type { Evaluator } from './evaluator.ts';
import { evaluate } from './expressions.ts';

/** `object.name` or `object[index]`. */
export function partOf(evaluator: Evaluator, expression: Attribute | Subscript, object: Value, scope: Scope): Value {
  return partAt(evaluator, expression, {
    object,
    index: expression.kind === 'Subscript' ? evaluate(evaluator, expression.index, scope) : undefined,
  });
}

/** The parts of a target: its object, and its index where it is one of the object's items. */
export interface Target {
  readonly object: Value;
  readonly index: Value | undefined;
}

/** The target that is written, with its parts evaluated. */
export function targetOf(evaluator: Evaluator, expression: Attribute | Subscript, scope: Scope): Target {
  const object = evaluate(evaluator, expression.object, scope);
  return { object, index: expression.kind === 'Subscript' ? evaluate(evaluator, expression.index, scope) : undefined };
}

/** What a target holds. */
export function partAt(evaluator: Evaluator, expression: Attribute | Subscript, { object, index }: Target): Value {
  if (expression.kind === 'Attribute')
    return told(evaluator, expression, evaluator.getAttribute(object, expression.name));
  const outer = evaluator.currentSite;
  evaluator.currentSite = evaluator.siteOf(expression);
  try {
    return told(evaluator, expression, evaluator.getItem(object, index!));
  } finally {
    evaluator.currentSite = outer;
  }
}

/** The value, of which the observer hears. */
export function told(evaluator: Evaluator, expression: Expression, value: Value): Value {
  if (evaluator.telling) evaluator.environment.observer.evaluated?.(expression, value, evaluator.speculative);
  return value;
}

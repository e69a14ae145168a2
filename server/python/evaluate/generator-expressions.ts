/** Generator expressions, whose elements are made when somebody takes them. */
import type { Comprehension } from '../syntax/tree.ts';
import { Scope } from '../domain/scope.ts';
import type { IteratorValue, Value } from '../domain/value.ts';
import { assign } from './assignment.ts';
import type { Evaluator } from './evaluator.ts';
import { evaluate } from './expressions.ts';
import { openEnd } from './items.ts';
import { takeItems } from './iteration.ts';
import { GeneratorStopped, type Steps, Suspended, drive, decide } from './generators.ts';

/**
 * `(element for …)`: the first iterable was evaluated already, as Python does. Undefined where its items are not known.
 */
export function makeGeneratorExpression(
  evaluator: Evaluator,
  node: Comprehension,
  first: Value,
  scope: Scope,
): IteratorValue | undefined {
  const items = first.kind === 'iterator' && !first.summary ? undefined : takeItems(evaluator, first);
  if (!items && first.kind !== 'iterator') return undefined;
  if (first.kind === 'iterator' && first.summary) return undefined;
  const inner = new Scope('comprehension', scope);
  const own = new Suspended();
  function* run(depth: number): Steps<void> {
    const clause = node.clauses[depth];
    if (!clause) {
      yield evaluate(evaluator, node.element, inner);
      return;
    }
    const known =
      depth > 0
        ? takeItems(evaluator, evaluate(evaluator, clause.iterable, inner))
        : (items ?? takeItems(evaluator, first));
    if (!known) throw new GeneratorStopped('what it loops over is not known');
    const isOpen = (): boolean => (depth === 0 && first.kind === 'list' ? first.summary : openEnd(known)) !== undefined;
    for (const item of known) {
      if (isOpen()) break;
      evaluator.spend();
      assign(evaluator, clause.target, item, inner);
      if (clause.conditions.every((condition) => decide(evaluator, condition, inner))) yield* run(depth + 1);
    }
    if (isOpen()) throw new GeneratorStopped('what it loops over is not known');
  }
  return drive(evaluator, 'the generator', run(0), own, { code: node, scope: inner });
}

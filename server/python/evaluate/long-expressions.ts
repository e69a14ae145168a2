/** Which expressions may take long, and so are evaluated in steps. */
import type { Expression } from '../syntax/tree.ts';

/** What is evaluated on the way to it, where that may take long. undefined: of this kind nothing does. */
function partsOf(expression: Expression): readonly Expression[] | undefined {
  switch (expression.kind) {
    case 'Unary':
      return [expression.operand];
    case 'Binary':
    case 'BooleanOperation':
      return [expression.left, expression.right];
    case 'Compare':
      return expression.operands;
    case 'Starred':
      return [expression.value];
    case 'List':
    case 'Tuple':
      return expression.elements;
    case 'Dict':
      return expression.entries.flatMap(({ key, value }) => (key ? [key, value] : [value]));
    case 'Conditional':
      return [expression.test, expression.body, expression.orelse];
    default:
      return undefined;
  }
}

const knownToTakeLong = new WeakMap<Expression, boolean>();
/** What stands deeper in an expression is done whole. */
const DEEPEST = 20;

/** It calls something, or goes through a comprehension, on the way. */
export function mayTakeLong(expression: Expression, depth = 0): boolean {
  let inner = expression;
  while (inner.kind === 'Attribute' || inner.kind === 'Subscript') inner = inner.object;
  if (inner.kind === 'Call' || inner.kind === 'Comprehension') return true;
  const parts = partsOf(inner);
  if (parts === undefined) return false;
  let known = knownToTakeLong.get(inner);
  if (known === undefined) {
    known = depth < DEEPEST && parts.some((part) => mayTakeLong(part, depth + 1));
    knownToTakeLong.set(inner, known);
  }
  return known;
}

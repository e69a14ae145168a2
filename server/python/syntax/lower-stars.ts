import { whole } from './lowering.ts';
import type { Expression } from './tree.ts';

export const lowerStarred = whole((lowering, node) => ({
  kind: 'Starred',
  value: lowering.expression(lowering.tree.after(node + 1)),
  ...lowering.span(node),
}));

/**
 * The grammar may read `*names[1:]` as `(*names)[1:]`. A star has no place to the left of an operator, so what is made
 * of a starred
 * left side is made of what the star is before, and starred then.
 */
export function underStar(left: Expression, make: (left: Expression) => Expression): Expression {
  if (left.kind !== 'Starred') return make(left);
  const inner = make(left.value);
  return { kind: 'Starred', value: { ...inner, start: left.value.start }, start: left.start, end: inner.end };
}

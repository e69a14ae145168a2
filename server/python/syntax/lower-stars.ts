import { type Lowering, whole } from './lowering.ts';
import type { Place } from './place.ts';
import { type Expression, Starred } from './tree.ts';

export const lowerStarred = whole(
  (lowering, node) => new Starred(lowering.place(node), { value: lowering.expression(lowering.tree.after(node + 1)) }),
);

/**
 * The grammar may read `*names[1:]` as `(*names)[1:]`. A star has no place to the left of an operator, so what is made
 * of a starred left side is made of what the star is before, and starred then.
 */
export function underStar(
  lowering: Lowering,
  node: number,
  left: Expression,
  make: (left: Expression, place: Place) => Expression,
): Expression {
  if (left.kind !== 'Starred') return make(left, lowering.place(node));
  const end = lowering.tree.end(node);
  const inner = make(left.value, lowering.between(left.value.start, end));
  return new Starred(lowering.between(left.start, end), { value: inner });
}

import type { Span } from '../python/syntax/place.ts';

export const contains = (span: Span, offset: number): boolean => span.start <= offset && offset <= span.end;
export const lengthOf = ({ start, end }: Span): number => end - start;
const keyOf = ({ start, end }: Span): string => `${start}-${end}`;

/** Facts with one span belong to one piece of code that ran several times: the evaluations, in order. */
export function bySpan<T extends { readonly span: Span }>(facts: readonly T[]): readonly (readonly [T, ...T[]])[] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const fact of facts) {
    const group = groups.get(keyOf(fact.span));
    if (group === undefined) groups.set(keyOf(fact.span), [fact]);
    else group.push(fact);
  }
  return [...groups.values()];
}

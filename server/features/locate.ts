/** Which facts an offset is about. */
import type { Analysis, LayerCallFact, ModelFact, NameFact, TensorFact, ValueFact } from '../analysis/analysis.ts';
import type { Span } from '../python/syntax/tree.ts';

export const contains = (span: Span, offset: number): boolean => span.start <= offset && offset <= span.end;
export const lengthOf = ({ start, end }: Span): number => end - start;
export const sameSpan = (a: Span, b: Span): boolean => a.start === b.start && a.end === b.end;
export const keyOf = ({ start, end }: Span): string => `${start}-${end}`;

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

export type Found =
  | { readonly kind: 'call'; readonly span: Span; readonly facts: readonly [LayerCallFact, ...LayerCallFact[]] }
  | { readonly kind: 'model'; readonly span: Span; readonly facts: readonly [ModelFact, ...ModelFact[]] }
  | { readonly kind: 'tensor'; readonly span: Span; readonly facts: readonly [TensorFact, ...TensorFact[]] }
  | { readonly kind: 'name'; readonly span: Span; readonly facts: readonly [NameFact, ...NameFact[]] }
  | { readonly kind: 'value'; readonly span: Span; readonly facts: readonly [ValueFact, ...ValueFact[]] };

/** The narrowest thing at the offset that there are facts about. */
export function factsAt(analysis: Analysis, offset: number): Found | undefined {
  const at = <T extends { readonly span: Span }>(facts: readonly T[]) => bySpan(facts.filter(({ span }) => contains(span, offset)));
  const found: Found[] = [
    ...at(analysis.tensors).map((facts): Found => ({ kind: 'tensor', span: facts[0].span, facts })),
    ...at(analysis.calls).map((facts): Found => ({ kind: 'call', span: callSpanAt(facts, offset), facts })),
    ...at(analysis.names).map((facts): Found => ({ kind: 'name', span: facts[0].span, facts })),
    ...at(analysis.values).map((facts): Found => ({ kind: 'value', span: facts[0].span, facts })),
    ...at(analysis.models).map((facts): Found => ({ kind: 'model', span: facts[0].span, facts })),
  ];
  return found.reduce<Found | undefined>((best, next) => (best === undefined || lengthOf(next.span) < lengthOf(best.span) ? next : best), undefined);
}

/** Of `LSTM(2)(x)` the part that the offset is in: the name, the constructor or the whole. */
function callSpanAt([{ span, constructorSpan, nameSpan }]: readonly [LayerCallFact, ...LayerCallFact[]], offset: number): Span {
  return [nameSpan, constructorSpan].find((part) => part !== undefined && contains(part, offset)) ?? span;
}

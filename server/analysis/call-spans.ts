/** Where the parts of a layer's call stand in the text: its constructor and its class's name. */
import type { Call, Expression, Span } from '../python/syntax/tree.ts';

/** The call that stands there, where the place is a node of the tree. */
export const callAt = (site: Span | undefined): Call | undefined =>
  site !== undefined && 'kind' in site && site.kind === 'Call' ? (site as Call) : undefined;

export function callSpans(
  site: Span,
  constructor: Span | undefined,
): { readonly constructorSpan: Span | undefined; readonly nameSpan: Span | undefined } {
  const made = callAt(constructor);
  const inside = made !== undefined && made.start >= site.start && made.end <= site.end;
  const name = (inside ? made : callAt(site))?.callee;
  return { constructorSpan: inside ? made : undefined, nameSpan: name ? lastName(name) : undefined };
}

function lastName(callee: Expression): Span {
  return callee.kind === 'Attribute' ? callee.nameSpan : callee.kind === 'Call' ? lastName(callee.callee) : callee;
}

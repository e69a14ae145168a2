/** Where the parts of a layer's call stand in the text: its constructor and its class's name. */
import type { Place } from '../python/syntax/place.ts';
import { Call, type Expression } from '../python/syntax/tree.ts';

/** The call that stands there, where the place is a node of the tree. */
export const callAt = (site: Place | undefined): Call | undefined => (site instanceof Call ? site : undefined);

export function callSpans(
  site: Place,
  constructor: Place | undefined,
): { readonly constructorSpan: Place | undefined; readonly nameSpan: Place | undefined } {
  const made = callAt(constructor);
  const inside = made?.isWithin(site) === true;
  const name = (inside ? made : callAt(site))?.callee;
  return { constructorSpan: inside ? made : undefined, nameSpan: name ? lastName(name) : undefined };
}

function lastName(callee: Expression): Place {
  return callee.kind === 'Attribute' ? callee.nameSpan : callee.kind === 'Call' ? lastName(callee.callee) : callee;
}

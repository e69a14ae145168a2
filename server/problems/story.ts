/** The part of a message that is about the other side: what feeds the layer that complains, and where that is written. */
import { formatShape } from '../shapes/dimension.ts';
import type { LayerError } from '../keras/layers/definition.ts';
import { ContractError, withPlaces } from '../keras/training/contract-error.ts';
import type { Span } from '../python/syntax/tree.ts';
import { type Feed, feedsOf, type Finding } from './finding.ts';
import type { Problem } from './problem.ts';
import type { Source } from './source.ts';

/** So many feeders are named. */
const MOST_NAMED = 3;

/** The rule's words and, after them, who feeds the layer. */
export function messageOf(found: Finding): string {
  const { refusal, source, span } = found;
  const sentences = feeders(found).map(({ node, tensor }) => `${nameOf(node)} (${source.place(node.site!, span)}) gives ${shapeText(tensor)}.`);
  return [spoken(refusal, source, span), ...sentences].join(' ');
}

/** The rule's words, with the lines of the places that it names. */
function spoken(refusal: LayerError, source: Source, span: Span): string {
  if (!(refusal instanceof ContractError)) return refusal.message;
  const own = source.place(span, span);
  return withPlaces(refusal.told, (place) => { const named = source.place(place, span); return named === own ? undefined : named; });
}

/** The places of the story, for the editor's links. */
export function relatedOf(found: Finding): Problem['related'] {
  return [...found.refusal.related, ...feeders(found).map(({ node, tensor }) => ({ span: node.site!, message: `${nameOf(node)} gives ${shapeText(tensor)}` }))];
}

/** Those that are written in this file, at another place than the one that is complained of. */
function feeders(found: Finding): readonly Feed[] {
  const { span } = found;
  return feedsOf(found).filter(({ node: { site } }) => site && !(site.start === span.start && site.end === span.end)).slice(0, MOST_NAMED);
}

const shapeText = ({ shape }: Feed['tensor']): string => (shape ? formatShape(shape) : 'a shape that is not known');
const nameOf = ({ operation }: Feed['node']): string => (operation.layer ? `${operation.className} "${operation.operationName}"` : operation.className);

/**
 * The part of a message that is about the other side: what feeds the layer that complains, where that is written, and
 * which argument decides the number that does not fit.
 */
import type { Node as GraphNode } from '../keras/graph/node.ts';
import { isInputLayer } from '../keras/models/input.ts';
import { formatShape } from '../shapes/dimension.ts';
import type { LayerError } from '../keras/layers/definition.ts';
import { ContractError } from '../keras/training/contract-error.ts';
import type { Place } from '../python/syntax/place.ts';
import { type Feed, feedsOf, type Finding } from './finding.ts';
import type { Problem } from './problem.ts';
import type { Source } from './source.ts';
import { joined, type Message, type Text, words } from '../words/message.ts';
import { inEnglish } from '../words/language.ts';
import { inTurn } from '../words/lists.ts';

/** So many feeders are named. */
const MOST_NAMED = 3;

/** The rule's words and, after them, who feeds the layer. */
export function wordsOf(found: Finding): Message {
  const { refusal, source, span } = found;
  const sentences = feeders(found).map((feed) => fed(found, feed));
  return joined([spoken(refusal, source, span), ...sentences], ' ');
}

/** Who feeds the layer, where, and what decides the sizes that the message is about. */
function fed(found: Finding, feed: Feed): Message {
  const { source, span } = found;
  const at = source.place(feed.node.site!, span);
  const own = inEnglish(at);
  const decided = deciding(found, feed).map(({ text, place }) => {
    const where = source.place(place, span);
    return inEnglish(where) === own ? text : words`${text} from ${where}`;
  });
  const [name, shape] = [nameOf(feed.node), shapeText(feed.tensor)];
  return decided.length > 0
    ? words`${name} (${at}) gives ${shape}, with ${inTurn(decided)}.`
    : words`${name} (${at}) gives ${shape}.`;
}

/** The rule's words, with the lines of the places that it names. */
function spoken(refusal: LayerError, source: Source, span: Place): Message {
  if (!(refusal instanceof ContractError)) return refusal.words;
  const own = inEnglish(source.place(span, span));
  return refusal.told((place) => {
    const named = source.place(place, span);
    return inEnglish(named) === own ? undefined : named;
  });
}

/** The places of the story, for the editor's links. */
export function relatedOf(found: Finding): Problem['related'] {
  const told = feeders(found).flatMap((feed) => [
    { span: feed.node.site!, message: words`${nameOf(feed.node)} gives ${shapeText(feed.tensor)}` },
    ...deciding(found, feed).map(({ text, place }) => ({ span: place, message: text })),
  ]);
  return [...found.refusal.related, ...told].filter(
    (one, index, all) => all.findIndex(({ span }) => span.isAt(one.span)) === index,
  );
}

/** Those that are written in this file, at another place than the one that is complained of. */
function feeders(found: Finding): readonly Feed[] {
  const { span } = found;
  return feedsOf(found)
    .filter(({ node: { site } }) => site?.file === span.file && !site.isAt(span))
    .slice(0, MOST_NAMED);
}

interface Deciding {
  readonly text: string;
  readonly place: Place;
}

/**
 * The arguments that are the sizes which the message is about: `units=64`, or `UNITS = 64` where a name stands for it.
 */
function deciding({ refusal, source, decidedAt }: Finding, { tensor, node }: Feed): readonly Deciding[] {
  const places = decidedAt(tensor);
  return (tensor.shape ?? []).flatMap((size, axis): Deciding[] => {
    const place = places[axis];
    if (typeof size !== 'number' || !place || !isAbout(refusal.message, size)) return [];
    return [{ text: source.nameOf(place) ?? byPosition(source, node, place) ?? source.slice(place), place }];
  });
}

/** `units=64` of an argument that is given by position to the layer of the node. */
function byPosition(source: Source, { operation: { layer } }: GraphNode, place: Place): string | undefined {
  const index =
    source.callAt(layer?.site)?.arguments.findIndex(({ value, name }) => name === undefined && value.isAt(place)) ?? -1;
  const name = index < 0 ? undefined : Object.keys(layer?.definition?.parameters ?? {})[index];
  return name === undefined ? undefined : `${name}=${source.slice(place)}`;
}

/** Does the message speak of this number, besides in a shape? */
function isAbout(message: string, size: number): boolean {
  return new RegExp(`(?<![\\d.])${size}(?![\\d.]\\d|\\d)`).test(
    message.replace(/\((?:None|\d|,|\s)+\)|ndim=\d+|"[^"]*"|\baxis \S+/g, ''),
  );
}

const shapeText = ({ shape }: Feed['tensor']): Text => (shape ? formatShape(shape) : words`a shape that is not known`);

function nameOf({ operation }: GraphNode): string {
  const { layer, className, operationName } = operation;
  if (!layer) return className;
  return isInputLayer(layer)
    ? layer.args.value('name').kind === 'str'
      ? `Input "${operationName}"`
      : 'Input'
    : `${className} "${operationName}"`;
}

import { words } from '../../words/message.ts';
import type { Source } from '../families/sources.ts';
import { link, paragraph, type Block, type Span } from '../document/document.ts';

/** Addresses of what a hover leads to, where the editor can open them. */
export interface Leads {
  /** The explorer of the layer. */
  readonly explore?: string | undefined;
  /** The summary of the model. */
  readonly summary?: string | undefined;
}

/** One line of links: what the editor can show, and where to read on. */
export function linksOf({
  explore,
  summary,
  source,
  paper,
}: Leads & { readonly source?: Source | undefined; readonly paper?: Source | undefined }): Block | undefined {
  const links: Span[] = [
    ...(explore === undefined ? [] : [link(words`Explore this layer`, explore)]),
    ...(summary === undefined ? [] : [link(words`Model summary`, summary)]),
    ...[source, paper].flatMap((page) => (page === undefined ? [] : [link(page.title, page.target)])),
  ];
  return links.length === 0
    ? undefined
    : paragraph(links.flatMap((one, index) => (index === 0 ? [one] : [' · ', one])));
}

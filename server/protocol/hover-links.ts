import { commandAddress } from '../explain/document/links.ts';
import type { HoverLinks } from '../explain/options.ts';
import { partAt } from './convert.ts';
import type { OpenProgram } from './documents.ts';

/** What the links in hovers over a program open in VS Code: commands of its client, which take addresses and places. */
export const hoverLinks = (open: OpenProgram): HoverLinks => ({
  explore: (offset) => {
    const place = partAt(open, offset);
    return place && commandAddress('layerlens.exploreLayer', [place.uri, place.part.position(offset)]);
  },
  summary: (model) => commandAddress('layerlens.showSummary', [open.program.uri, model]),
});

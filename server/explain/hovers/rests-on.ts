import type { Origins } from '../../python/domain/origins.ts';
import { restsOn } from '../../problems/rests-on.ts';
import type { ProgramText } from '../../python/syntax/program-text.ts';
import { inTurn } from '../../words/lists.ts';
import { paragraph, say, type Block } from '../document/document.ts';

/** What a fact comes from beside the code; undefined where that is nothing, or the text it is told of is not here. */
export function restsOnText(origins: Origins | undefined, text: ProgramText | undefined): Block | undefined {
  if (origins === undefined || text === undefined) return undefined;
  const named = restsOn(origins, text);
  return named.length === 0 ? undefined : paragraph(say`This rests on ${inTurn(named)}.`);
}

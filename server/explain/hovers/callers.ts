/** Which calls in other files the facts of a function come from. */
import type { CallerFact } from '../../analysis/analysis.ts';
import { pathBetween } from '../../python/syntax/place-text.ts';
import { type Block, code, list, paragraph, say, type Inline } from '../document/document.ts';
import { formatShapes } from '../nest-text.ts';

/** So many calls are listed. */
const MOST_SHOWN = 6;

/** "Called by train.py:116": whose sizes these are. `uri`: the file that is looked at. */
export const calledBy = (caller: CallerFact, uri: string | undefined): Block =>
  paragraph(say`Called by ${placeOf(caller, uri)}.`);

/** All calls, each with what it passes; undefined where there is none. */
export function callsFromElsewhere(
  callers: readonly CallerFact[],
  uri: string | undefined,
): readonly Block[] | undefined {
  if (callers.length === 0) return undefined;
  const shown = callers.slice(0, MOST_SHOWN).map((caller): Inline => [placeOf(caller, uri), ...passed(caller)]);
  return [paragraph(say`Called from other files:`), list(callers.length > MOST_SHOWN ? [...shown, ['…']] : shown)];
}

function placeOf({ uri, line, cell }: CallerFact, from: string | undefined): ReturnType<typeof code> {
  const path = from === undefined ? uri : pathBetween(from, uri);
  return code(cell === undefined ? `${path}:${line + 1}` : `${path}:Cell ${cell + 1}:${line + 1}`);
}

function passed({ inputs }: CallerFact): Inline {
  const given = inputs.flatMap(({ name, shape, text }): Inline[] =>
    shape !== undefined
      ? [say`${name} ${code(formatShapes(shape))}`]
      : text !== undefined
        ? [say`${name} ${code(text)}`]
        : [],
  );
  return given.length === 0 ? [] : [' · ', ...given.flatMap((one, index) => (index === 0 ? one : [', ', ...one]))];
}

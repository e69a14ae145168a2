/** Which calls in other files the facts of a function come from. */
import type { CallerFact } from '../../analysis/analysis.ts';
import { callerPlace } from '../caller-place.ts';
import { type Block, code, type Inline, list, paragraph, say, type Span } from '../document/document.ts';
import { passedText } from './passed.ts';

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

const placeOf = (caller: CallerFact, from: string | undefined): Span => code(callerPlace(caller, from));

function passed({ inputs }: CallerFact): Inline {
  const given = passedText(inputs);
  return given.length === 0 ? [] : [' · ', ...given];
}

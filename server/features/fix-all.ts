import type { Analysis, Problem, TextEdit } from '../analysis/analysis.ts';
import type { Steps } from '../python/syntax/steps.ts';
import type { ProgramText } from '../python/syntax/program-text.ts';
import { type Analyse, applyEdits, offeredFixes } from './code-actions.ts';
import { diagnostics, type Severities } from './diagnostics.ts';

/** So many problems are mended at once. */
const MOST = 20;

/**
 * The edits that mend every problem for which there is one fix that is preferred, one after the other, each tried on
 * what the ones before left; at most 20. `isMeant`: of which problems. undefined where there is nothing to mend.
 */
export function* fixAll(
  analysis: Analysis,
  analyse: Analyse,
  severities?: Severities,
  isMeant: (problem: Problem) => boolean = () => true,
): Steps<{ readonly edits: readonly TextEdit[]; readonly count: number } | undefined> {
  let now = analysis;
  let count = 0;
  while (count < MOST) {
    const fix = yield* nextFix(now, analyse, severities, isMeant);
    if (!fix) break;
    now = yield* analyse(applyEdits(now.text, fix));
    count++;
  }
  return count === 0 ? undefined : { edits: changes(analysis.text, now.text), count };
}

function* nextFix(
  analysis: Analysis,
  analyse: Analyse,
  severities: Severities | undefined,
  isMeant: (problem: Problem) => boolean,
): Steps<readonly TextEdit[] | undefined> {
  for (const problem of diagnostics(analysis, severities)) {
    if (!isMeant(problem)) continue;
    const preferred = (yield* offeredFixes(analysis, problem, analyse)).find((fix) => fix.preferred);
    if (preferred) return preferred.edits;
  }
  return undefined;
}

/** One edit for each cell that differs: from the first letter that does to the last. */
function changes(before: ProgramText, after: ProgramText): readonly TextEdit[] {
  return before.cells.flatMap(({ text, start }, index): TextEdit[] => {
    const changed = after.cells[index]?.text ?? text;
    if (changed === text) return [];
    let first = 0;
    while (first < text.length && text[first] === changed[first]) first++;
    let last = 0;
    while (last < Math.min(text.length, changed.length) - first && text.at(-1 - last) === changed.at(-1 - last)) last++;
    return [
      {
        span: { start: start + first, end: start + text.length - last },
        newText: changed.slice(first, changed.length - last),
      },
    ];
  });
}

import type { Analysis, Fix, Problem, TextEdit } from '../analysis/analysis.ts';
import type { Steps } from '../python/syntax/steps.ts';
import { ProgramText } from '../python/syntax/program-text.ts';
import type { Span } from '../python/syntax/place.ts';
import { diagnostics, type Severities } from './diagnostics.ts';
import type { Message } from '../words/message.ts';

export interface CodeAction {
  readonly title: Message;
  readonly problem: Problem;
  readonly edits: readonly TextEdit[];
  readonly preferred: boolean;
}

/** An editor asks at every move of the cursor, and each candidate is an analysis. */
const MOST_TRIED = 12;

/** Analyses a changed program, step by step: what stands between a candidate fix and its being offered. */
export type Analyse = (text: ProgramText) => Steps<Analysis>;

/**
 * The fixes for the problems in a range of the program. Each was tried: the changed program was analysed, its problem
 * is gone and no new
 * one came.
 */
export function* codeActions(
  analysis: Analysis,
  range: Span,
  analyse: Analyse,
  severities?: Severities,
): Steps<readonly CodeAction[]> {
  const touched = diagnostics(analysis, severities).filter(
    ({ span }) => span.start <= range.end && range.start <= span.end,
  );
  const actions: CodeAction[] = [];
  for (const problem of touched) {
    for (const { title, edits, preferred } of yield* offeredFixes(analysis, problem, analyse))
      actions.push({ title, problem, edits, preferred });
  }
  return actions;
}

/**
 * The fixes of one problem that help; two that come to the same text are one. Where all of them show another mistake
 * behind, which the refused call has hidden so far, the one that is preferred helps too.
 */
export function* offeredFixes(analysis: Analysis, problem: Problem, analyse: Analyse): Steps<readonly Fix[]> {
  const seen = new Set<string>();
  const offered: Fix[] = [];
  const uncovering: Fix[] = [];
  for (const fix of problem.fixes.slice(0, MOST_TRIED)) {
    const changed = applyEdits(analysis.text, fix.edits);
    if (seen.has(changed.text)) continue;
    seen.add(changed.text);
    const come = problemsInstead(analysis, problem, (yield* analyse(changed)).problems);
    if (come?.length === 0) offered.push(fix);
    else if (come?.every(({ span }) => span.start > behind(problem, fix.edits)) === true) uncovering.push(fix);
  }
  if (offered.length > 0) return offered;
  const [only, ...others] = uncovering.filter((fix) => fix.preferred);
  return only !== undefined && others.length === 0 ? [only] : [];
}

/** Where the problem, and the last edit, end in the changed text: what is before was not hidden by it. */
function behind(problem: Problem, edits: readonly TextEdit[]): number {
  const grown = edits.reduce((sum, { span, newText }) => sum + newText.length - (span.end - span.start), 0);
  return Math.max(problem.span.end, ...edits.map(({ span }) => span.end)) + grown;
}

/**
 * The problems that have come where a problem is gone, undefined where it is not. `repaired`: those of the changed
 * program.
 */
function problemsInstead(
  analysis: Analysis,
  problem: Problem,
  repaired: readonly Problem[],
): readonly Problem[] | undefined {
  const before = tally(analysis.problems);
  const after = tally(repaired);
  const key = keyOf(problem);
  if ((after.get(key) ?? 0) >= (before.get(key) ?? 0)) return undefined;
  return repaired.filter((one) => {
    if ((after.get(keyOf(one)) ?? 0) <= (before.get(keyOf(one)) ?? 0)) return false;
    // A hint may show now that the model is built.
    return isMinor(problem) || !isMinor(one) || ABOUT_NAMES.has(one.code);
  });
}

/** A fix that writes a name which is not there is none. */
const ABOUT_NAMES: ReadonlySet<string> = new Set(['not-imported', 'undefined-name']);
const isMinor = ({ severity }: Problem): boolean => severity === 'hint' || severity === 'information';

/** Problems by code and words: their places move with the edit. */
function tally(problems: readonly Problem[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const problem of problems) counts.set(keyOf(problem), (counts.get(keyOf(problem)) ?? 0) + 1);
  return counts;
}

const keyOf = ({ code, message }: Problem): string => `${code}\n${message.replace(/line \d+/g, 'line')}`;

/** The program with all edits made; they must not overlap, and each stays within its cell. */
export function applyEdits(program: ProgramText, edits: readonly TextEdit[]): ProgramText {
  const fromTheEnd = [...edits].sort((a, b) => b.span.start - a.span.start);
  const cells = program.cells.map(({ index, executionCount, text, start, end }) => ({
    index,
    executionCount,
    text: fromTheEnd
      .filter(({ span }) => span.start >= start && span.end <= end)
      .reduce(
        (changed, { span, newText }) =>
          changed.slice(0, span.start - start) + newText + changed.slice(span.end - start),
        text,
      ),
  }));
  const [first] = cells;
  if (first !== undefined && first.index === undefined) return ProgramText.ofFile(first.text);
  return ProgramText.ofNotebook(
    cells.flatMap(({ index, ...cell }) => (index === undefined ? [] : [{ index, ...cell }])),
    program.run,
  );
}

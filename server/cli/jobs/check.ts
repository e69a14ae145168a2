/** Checks one file after the other. */
import type { Analysis, Problem, Severity } from '../../analysis/analysis.ts';
import { applyEdits, offeredFixes } from '../../features/code-actions.ts';
import { diagnostics, type Severities } from '../../features/diagnostics.ts';
import { fixAll } from '../../features/fix-all.ts';
import { type ReportedProblem, reportedFixes, reportedProblem } from '../../features/reported-problem.ts';
import type { ProgramText } from '../../python/syntax/program-text.ts';
import { complete } from '../../python/syntax/steps.ts';
import type { Program } from '../../workspace/program.ts';
import { mendedFile, type MendedFile } from '../files/mended-file.ts';
import type { Job } from '../work/jobs.ts';
import type { Whereabouts } from '../work/whereabouts.ts';
import { Reader, type ReaderOptions } from './reader.ts';

/** What is done about problems: nothing, fixes are told with them, or those that are preferred are made. */
export type Fixing = 'none' | 'told' | 'made';

export interface CheckOptions extends ReaderOptions {
  readonly severities: Severities;
  /** The others are left out. */
  readonly shown: readonly Severity[];
  readonly fixing: Fixing;
}

export interface CheckedFile {
  readonly problems: readonly ReportedProblem[];
  /** Where fixes were made: the file with them. What its problems are then, is not told here. */
  readonly mended?: MendedFile & {
    /** So many problems are mended by them. */
    readonly count: number;
    /** What is left then. */
    readonly left: readonly ReportedProblem[];
  };
}

/** The problems of a file. */
export async function checkJob(options: CheckOptions, at: Whereabouts): Promise<Job<CheckedFile>> {
  const { severities, shown, fixing } = options;
  const reader = await Reader.create(options, at);
  const isShown = ({ severity }: Problem): boolean => shown.includes(severity);
  const problemsOf = (analysis: Analysis) => diagnostics(analysis, severities).filter(isShown);
  const told = (program: Program, analysis: Analysis): readonly ReportedProblem[] =>
    problemsOf(analysis).map((problem) => {
      const reported = reportedProblem(problem, analysis.text);
      if (fixing !== 'told') return reported;
      const fixes = complete(offeredFixes(analysis, problem, (text) => reader.ofChanged(program, text)));
      return { ...reported, fixes: reportedFixes(fixes, analysis.text) };
    });
  return (program, found) => {
    try {
      if (!reader.isMeant(program, found)) return { problems: [] };
      const analysis = reader.of(program);
      const problems = told(program, analysis);
      if (fixing !== 'made' || problems.length === 0) return { problems };
      const mended = mendedProgram(analysis, (text) => reader.ofChanged(program, text), severities, isShown);
      if (mended.count === 0) return { problems };
      at.doing('telling');
      const { count, now } = mended;
      return { problems, mended: { ...mendedFile(found, program.text, now.text), count, left: told(program, now) } };
    } finally {
      reader.forgetAll();
    }
  };
}

type Analyse = Parameters<typeof fixAll>[1];

/** The program with every fix that is preferred and helps, and how many there were. */
function mendedProgram(
  before: Analysis,
  analyse: Analyse,
  severities: Severities,
  isMeant: (problem: Problem) => boolean,
): { readonly now: Analysis; readonly count: number } {
  let now = before;
  let count = 0;
  for (;;) {
    const found = complete(fixAll(now, analyse, severities, isMeant));
    if (found === undefined) return { now, count };
    count += found.count;
    const text: ProgramText = applyEdits(now.text, found.edits);
    now = complete(analyse(text));
  }
}

import type { Analysis, Problem, Severity } from '../analysis/analysis.ts';
import { withoutIgnored } from './ignore-comments.ts';

/** What users set for codes; the others have the severity of the finding. */
export type Severities = ReadonlyMap<string, Severity | 'off'>;
export const LEVELS: readonly (Severity | 'off')[] = ['error', 'warning', 'information', 'hint', 'off'];

/** The problems to show: those that no comment in the program and no setting silences, in the order of the text. */
export function diagnostics(analysis: Analysis, severities: Severities = new Map()): readonly Problem[] {
  return withoutIgnored(analysis.problems, analysis.text)
    .flatMap((problem) => {
      const severity = severities.get(problem.code) ?? problem.severity;
      return severity === 'off' ? [] : [{ ...problem, severity }];
    })
    .sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

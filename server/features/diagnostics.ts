import type { Analysis, Problem } from '../analysis/analysis.ts';
import { withoutIgnored } from './ignore-comments.ts';

/** The problems to show: those that no comment in the program silences, in the order of the text. */
export function diagnostics(analysis: Analysis): readonly Problem[] {
  return [...withoutIgnored(analysis.problems, analysis.text)].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

/** From a finding to the problem that people see: severity, words, links and candidate fixes. */
import type { Finding } from './finding.ts';
import { ContractError } from '../keras/training/contract-error.ts';
import type { Span } from '../python/syntax/tree.ts';
import { problemDefinition } from './index.ts';
import { argumentAt, fixOfMend } from './mends.ts';
import type { Problem, Severity } from './problem.ts';
import { repairsOf } from './fixes/repairs.ts';
import { relatedOf, wordsOf } from './story.ts';
import { inEnglish } from '../words/language.ts';

export function problemOf(found: Finding): Problem {
  const definition = problemDefinition(found.refusal.code);
  const words = wordsOf(found);
  return {
    span: placeOf(found),
    severity:
      found.speculative || found.perhaps || found.refusal.whenRun
        ? AT_MOST_A_WARNING[definition.severity]
        : definition.severity,
    code: definition.code,
    words,
    message: inEnglish(words),
    related: relatedOf(found),
    fixes: [
      ...repairsOf(found),
      ...(found.refusal instanceof ContractError
        ? found.refusal.mends.flatMap((mend) => fixOfMend(found.source, mend) ?? [])
        : []),
      ...(definition.fixes?.(found) ?? []),
    ],
  };
}

/** The argument that is complained of, where the call names one. */
function placeOf({ refusal, span, source }: Finding): Span {
  const argument =
    refusal instanceof ContractError && refusal.argument ? argumentAt(source, span, refusal.argument) : undefined;
  return argument ? { start: argument.value.start, end: argument.value.end } : span;
}

/**
 * In code that nobody in the file calls, what decides may be passed from elsewhere; what stands behind a condition that
 * is not decided may be there for another case; and a program that only builds its model runs.
 */
const AT_MOST_A_WARNING: Readonly<Record<Severity, Severity>> = {
  error: 'warning',
  warning: 'warning',
  information: 'information',
  hint: 'hint',
};

/** From a finding to the problem that people see: severity, words, links and candidate fixes. */
import type { Finding } from './finding.ts';
import { problemDefinition } from './index.ts';
import type { Problem, Severity } from './problem.ts';
import { repairsOf } from './repairs.ts';
import { messageOf, relatedOf } from './story.ts';

export function problemOf(found: Finding): Problem {
  const definition = problemDefinition(found.refusal.code);
  return {
    span: found.span,
    severity: found.speculative ? AT_MOST_A_WARNING[definition.severity] : definition.severity,
    code: definition.code,
    message: messageOf(found),
    related: relatedOf(found),
    fixes: [...repairsOf(found), ...(definition.fixes?.(found) ?? [])],
  };
}

/** In code that nobody in the file calls, what decides may be passed from elsewhere. */
const AT_MOST_A_WARNING: Readonly<Record<Severity, Severity>> = { error: 'warning', warning: 'warning', information: 'information', hint: 'hint' };

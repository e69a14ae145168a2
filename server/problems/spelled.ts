/** From a finding to the problem that people see: severity, words, links and candidate fixes. */
import type { Finding } from './finding.ts';
import { ContractError } from '../keras/training/contract-error.ts';
import type { Place } from '../python/syntax/place.ts';
import { problemDefinition } from './index.ts';
import { argumentAt, fixOfMend } from './mends.ts';
import { DATA } from '../python/domain/origins.ts';
import type { Problem } from './problem.ts';
import { severityOf, wordsResting } from './rests-on.ts';
import { repairsOf } from './fixes/repairs.ts';
import { relatedOf, wordsOf } from './story.ts';
import { inEnglish } from '../words/language.ts';

export function problemOf(found: Finding): Problem {
  const definition = problemDefinition(found.refusal.code);
  const { text } = found.source;
  const origins = found.refusal.whenRun ? found.origins.union(DATA) : found.origins;
  const words = wordsResting(wordsOf(found), definition.severity, origins, text, found.span.start);
  return {
    span: placeOf(found),
    severity: severityOf(definition.severity, origins),
    origins,
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
function placeOf({ refusal, span, source }: Finding): Place {
  const argument =
    refusal instanceof ContractError && refusal.argument ? argumentAt(source, span, refusal.argument) : undefined;
  return argument?.value ?? span;
}

/** Counts what is known of the layers of many files. */
import { type CallCoverage, type Cause, KNOWLEDGE, type Knowledge } from '../../analysis/coverage/coverage.ts';

type Known = Pick<CallCoverage, 'knowledge' | 'cause'>;

/** How many calls of layers have numbers, formulas, …. */
export type Counts = Readonly<Record<Knowledge, number>>;

export function countsOf(calls: readonly Known[]): Counts {
  const counts = Object.fromEntries(KNOWLEDGE.map((one) => [one, 0])) as Record<Knowledge, number>;
  for (const { knowledge } of calls) counts[knowledge]++;
  return counts;
}

export interface CountedCause extends Cause {
  readonly count: number;
}

/** Why calls have no numbers, the commonest reason first. */
export function causesOf(calls: readonly Known[]): readonly CountedCause[] {
  const causes = new Map<string, CountedCause>();
  for (const { cause } of calls)
    if (cause !== undefined) causes.set(cause.key, { ...cause, count: (causes.get(cause.key)?.count ?? 0) + 1 });
  return [...causes.values()].sort((a, b) => b.count - a.count);
}

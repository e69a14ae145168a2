import type { Count } from '../analysis/analysis.ts';
import { formatCount } from '../shapes/dimension.ts';
import { shortInteger } from '../shapes/short-text.ts';
import { type Counted, type Message, words } from '../words/message.ts';
import { countedNoun } from '../words/nouns.ts';

/** The exact integer, where the count is one. */
export function exactCount(count: Count): bigint | undefined {
  if (count === undefined) return undefined;
  return typeof count === 'number' ? BigInt(count) : count.constant;
}

/** `16,640`, `256·features + 16,640`, `?`. */
export function formatKnownCount(count: Count): string {
  return count === undefined ? '?' : formatCount(count);
}

/** What a plural is decided by. */
export const countedOf = (count: Count): Counted => ({
  kind: 'counted',
  exact: exactCount(count),
  text: formatKnownCount(count),
});

/** `590 k`, `≈ 61.5 M + 1,795·len(class_names)`, `≥ 61.4 M` for a longer formula of which that is known, `?`. */
export function shortCount(count: Count): string {
  if (count === undefined) return '?';
  const exact = exactCount(count);
  if (exact !== undefined) return shortInteger(exact);
  const formula = count as Exclude<Count, number | undefined>;
  return formula.isNamed && formula.isSimple ? formula.toShortString() : (leastCount(count) ?? '?');
}

/** `≥ 61.4 M`: what a formula comes to at least; undefined for a number, and where nothing is known. */
export function leastCount(count: Count): string | undefined {
  if (count === undefined || typeof count === 'number' || count.constant !== undefined) return undefined;
  const least = count.lowerBound;
  return least !== undefined && least > 0n ? `≥ ${shortInteger(least, 'down')}` : undefined;
}

/** A bound below this tells little of a number of parameters. */
const LEAST_TOLD = 10_000n;
/** More names are not read at a glance. */
const MOST_SIZES = 2;

/**
 * `args.units`: the program's names of the sizes that decide counts of which neither a short formula nor a bound tells
 * much; undefined where it has none, or many.
 */
export function decidingSizes(counts: readonly Count[]): string | undefined {
  const names = new Set<string>();
  for (const count of counts) {
    if (exactCount(count) !== undefined) continue;
    if (typeof count !== 'object' || !count.isNamed || count.isSimple || (count.lowerBound ?? 0n) >= LEAST_TOLD)
      return undefined;
    for (const name of count.symbols) names.add(name);
  }
  return names.size === 0 || names.size > MOST_SIZES ? undefined : [...names].join(', ');
}

/**
 * The same as `shortCount` where that tells something; undefined for `?`, and where the sizes that decide it tell more.
 */
export function tellingCount(count: Count): string | undefined {
  const text = shortCount(count);
  return text === '?' || decidingSizes([count]) !== undefined ? undefined : text;
}

/** `590 k parameters`, `parameters depend on args.units`; undefined where neither is known. */
export function shortParameters(count: Count): Message | undefined {
  const sizes = decidingSizes([count]);
  if (sizes !== undefined) return words`parameters depend on ${sizes}`;
  const text = tellingCount(count);
  return text === undefined ? undefined : countedNoun({ kind: 'counted', exact: exactCount(count), text }, 'parameter');
}

/** `56 parameters`, `1 parameter`, `256·features + 16,640 parameters`. */
export const formatParameters = (count: Count): Message => countedNoun(countedOf(count), 'parameter');

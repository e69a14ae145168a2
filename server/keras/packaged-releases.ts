/** Releases of the package `keras` up to 2.3 as sets: what is declared of some of them, and which may run a program. */

/** From which release to which, both included. The first two numbers of a release are one here: 1.2, 2.3. */
export interface PackagedReleases {
  readonly since: number;
  readonly until: number;
}

/** Something that is so in these releases of the package; an end that is left out is open. */
export interface InReleases {
  readonly since?: number;
  readonly until?: number;
}

/**
 * Is that so where one of `releases` runs the program? undefined: in some of them. `releases` undefined: it is another
 * Keras, of which nothing is said.
 */
export function isIn(
  releases: PackagedReleases | undefined,
  { since = 0, until = 9 }: InReleases,
): boolean | undefined {
  if (releases === undefined || releases.until < since || releases.since > until) return false;
  return releases.since >= since && releases.until <= until ? true : undefined;
}

/** Is it stated that one of them runs the program? Code that looks like theirs may as well be for a later Keras 2. */
export const isStated = (dialect: {
  readonly packaged: PackagedReleases | undefined;
  readonly mayBeStandalone: boolean;
}): boolean => dialect.packaged !== undefined && !dialect.mayBeStandalone;

/** All of them as one; undefined where one of them is another Keras. */
export function spanOf(all: readonly (PackagedReleases | undefined)[]): PackagedReleases | undefined {
  if (all.length === 0 || all.some((one) => one === undefined)) return undefined;
  return {
    since: Math.min(...all.map((one) => one!.since)),
    until: Math.max(...all.map((one) => one!.until)),
  };
}

/** Those of `some` that are among `others`, where there are such. */
export function within(
  some: PackagedReleases | undefined,
  others: PackagedReleases | undefined,
): PackagedReleases | undefined {
  if (some === undefined || others === undefined) return some;
  const both = { since: Math.max(some.since, others.since), until: Math.min(some.until, others.until) };
  return both.since <= both.until ? both : some;
}

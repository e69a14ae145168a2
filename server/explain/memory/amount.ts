/** Bytes that grow with the batch: `fixed + perSample · batch`. */
export interface Amount {
  readonly fixed: number;
  readonly perSample: number;
}

export const NOTHING: Amount = { fixed: 0, perSample: 0 };
export const fixed = (bytes: number): Amount => ({ fixed: bytes, perSample: 0 });
export const perSample = (bytes: number): Amount => ({ fixed: 0, perSample: bytes });
export const plus = (a: Amount, b: Amount): Amount => ({
  fixed: a.fixed + b.fixed,
  perSample: a.perSample + b.perSample,
});
export const minus = (a: Amount, b: Amount): Amount => ({
  fixed: a.fixed - b.fixed,
  perSample: a.perSample - b.perSample,
});
export const times = (a: Amount, factor: number): Amount => ({
  fixed: a.fixed * factor,
  perSample: a.perSample * factor,
});
export const sum = (amounts: readonly Amount[]): Amount => amounts.reduce(plus, NOTHING);
export const bytesAt = (a: Amount, batch: number): number => a.fixed + a.perSample * batch;

/** Those of the amounts that are the largest at some batch, the one for the smallest batches first. */
export function largest(amounts: readonly Amount[]): readonly Amount[] {
  const sorted = [...amounts].sort((a, b) => a.perSample - b.perSample || a.fixed - b.fixed);
  const hull: Amount[] = [];
  for (const next of sorted) {
    while (hull.length > 0 && hull.at(-1)!.fixed <= next.fixed) hull.pop();
    while (hull.length > 1 && crossing(hull.at(-1)!, next) <= crossing(hull.at(-2)!, hull.at(-1)!)) hull.pop();
    hull.push(next);
  }
  return hull;
}

/** The batch from which on `b` is larger. */
const crossing = (a: Amount, b: Amount): number => (a.fixed - b.fixed) / (b.perSample - a.perSample);

export const mostAt = (amounts: readonly Amount[], batch: number): number =>
  amounts.reduce((most, one) => Math.max(most, bytesAt(one, batch)), 0);

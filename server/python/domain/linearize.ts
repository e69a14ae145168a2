import type { ClassValue } from './value.ts';

/**
 * The order in which a class's attributes are looked up, itself first: C3 linearization; an order that Python would
 * refuse falls back to depth first.
 */
export function linearize(cls: ClassValue): readonly ClassValue[] {
  const sequences = [...cls.bases.map((base) => [...base.mro]), [...cls.bases]].filter(
    (sequence) => sequence.length > 0,
  );
  const order: ClassValue[] = [cls];
  while (sequences.some((sequence) => sequence.length > 0)) {
    const live = sequences.filter((sequence) => sequence.length > 0);
    const next = live
      .map((sequence) => sequence[0]!)
      .find((candidate) => !live.some((sequence) => sequence.indexOf(candidate) > 0));
    if (!next) return [cls, ...new Set(cls.bases.flatMap((base) => [...base.mro]))];
    order.push(next);
    for (const sequence of live) if (sequence[0] === next) sequence.shift();
  }
  return order;
}

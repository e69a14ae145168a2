/**
 * A float that is known but for its last digits: every implementation gives a number between `low` and `high`, and
 * which one depends on the order in which it adds. It is undetermined to all that does not ask for the limits; rounding
 * and comparing may decide it.
 */
import { type Text, words } from '../../words/message.ts';
import { Top } from './undetermined.ts';
import type { Value } from './value.ts';

export class Approximate extends Top {
  readonly low: number;
  readonly high: number;
  /** NumPy's name; undefined for Python's own float. */
  readonly dtype: string | undefined;
  constructor(
    { low, high }: Limits,
    dtype: string | undefined,
    reason: Text = words`its last digits depend on the order in which it is worked out`,
  ) {
    super(reason);
    this.low = low;
    this.high = high;
    this.dtype = dtype;
  }
}

export interface Limits {
  readonly low: number;
  readonly high: number;
}

/** Both limits of a real number; undefined for anything else. */
export function limitsOf(value: Value): Limits | undefined {
  if (value instanceof Approximate) return value;
  if (value.kind !== 'int' && value.kind !== 'float' && value.kind !== 'bool') return undefined;
  const number = Number(value.value);
  return Number.isNaN(number) ? undefined : { low: number, high: number };
}

/** A unit in the last place: twice what one step of arithmetic rounds away. */
const SLACK = { float32: 2 ** -23, float64: 2 ** -52 };

/**
 * The number within these limits after rounding to the dtype, `steps` times; undefined where it may be no finite
 * number. `around`: the size of what it was made of, where that is larger than it.
 */
export function approximately(
  { low, high }: Limits,
  dtype: string | undefined,
  { steps = 1, around = 0 }: { readonly steps?: number; readonly around?: number } = {},
): Approximate | undefined {
  const slack = dtype === undefined || dtype === 'float64' ? SLACK.float64 : dtype === 'float32' ? SLACK.float32 : NaN;
  const margin = Math.max(Math.abs(low), Math.abs(high), around) * slack * steps;
  const limits = { low: low - margin, high: high + margin };
  const isFinite = Number.isFinite(limits.low) && Number.isFinite(limits.high) && limits.low <= limits.high;
  return isFinite ? new Approximate(limits, dtype) : undefined;
}

/** What a rule makes of both limits, where it makes the same of both; only for rules that never go down. */
export function agreed<T>({ low, high }: Limits, rule: (value: number) => T): T | undefined {
  const [first, last] = [rule(low), rule(high)];
  return Object.is(first, last) ? first : first === 0 && last === 0 ? last : undefined;
}

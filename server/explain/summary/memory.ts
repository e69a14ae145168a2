import type { Count, ModelFact, WeightFact } from '../../analysis/analysis.ts';
import { exactCount } from '../count-text.ts';

/** Bits of one number of a dtype, where it is not in the name. */
const BITS: Readonly<Record<string, bigint>> = { bool: 1n, bfloat16: 16n };

/** Bits of one number: 32n for `float32`; undefined for a dtype that is not known. */
export function bitsOf(dtype: string): bigint | undefined {
  const size = BITS[dtype];
  if (size !== undefined) return size;
  const digits = /^[a-z]+(\d+)(?:_|$)/.exec(dtype)?.[1];
  return digits === undefined ? undefined : BigInt(digits);
}

/** Memory of a model's arrays in bits; undefined where a count or a dtype does not tell. */
export interface ModelMemory {
  readonly trainable: bigint | undefined;
  readonly nonTrainable: bigint | undefined;
}

export function modelMemory(model: ModelFact): ModelMemory {
  const weights = new Set(model.rows.flatMap((row) => row.weights));
  const dtypes = new Set([...weights].map(({ dtype }) => dtype));
  const [only = 'float32', ...others] = dtypes;
  if (others.length > 0) return memoryOfMixed(model, [...weights]);
  const bits = bitsOf(only);
  const memory = (count: Count): bigint | undefined => {
    const exact = exactCount(count);
    return exact === undefined || bits === undefined ? undefined : exact * bits;
  };
  return { trainable: memory(model.trainable), nonTrainable: memory(model.nonTrainable) };
}

/**
 * With several dtypes the arrays are added up one by one; they must come to the model's own counts, or nothing is said.
 */
function memoryOfMixed(model: ModelFact, weights: readonly WeightFact[]): ModelMemory {
  const part = (trainable: boolean, total: Count): bigint | undefined => {
    let count = 0n;
    let memory = 0n;
    for (const weight of weights) {
      if (weight.trainable !== trainable) continue;
      const numbers = exactCount(weight.count);
      const bits = bitsOf(weight.dtype);
      if (numbers === undefined || bits === undefined) return undefined;
      count += numbers;
      memory += numbers * bits;
    }
    return count === exactCount(total) ? memory : undefined;
  };
  return { trainable: part(true, model.trainable), nonTrainable: part(false, model.nonTrainable) };
}

/** `236.00 B`, `3.64 KB`: units of 1,024, two decimals. Ties go to the even digit, as Python rounds them. */
export function formatMemory(bits: bigint, units: readonly string[] = ['B', 'KB', 'MB', 'GB', 'TB', 'PB']): string {
  let unit = 0;
  let divisor = 8n;
  while (unit < units.length - 1 && bits >= divisor * 1024n) {
    divisor *= 1024n;
    unit++;
  }
  const hundredths = divideToEven(bits * 100n, divisor);
  return `${hundredths / 100n}.${String(hundredths % 100n).padStart(2, '0')} ${units[unit]}`;
}

function divideToEven(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  const twice = 2n * (dividend % divisor);
  return twice > divisor || (twice === divisor && quotient % 2n === 1n) ? quotient + 1n : quotient;
}

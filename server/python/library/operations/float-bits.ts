/** Between exact integers and the bits of floats. */

/** How many bits the absolute value has: `int.bit_length`. */
export function bitLength(value: bigint): number {
  const magnitude = value < 0n ? -value : value;
  if (magnitude === 0n) return 0;
  const digits = magnitude.toString(16);
  return digits.length * 4 - (Math.clz32(Number.parseInt(digits[0]!, 16)) - 28);
}

/** The mantissa and exponent of a finite float: `mantissa * 2**exponent` exactly. */
export function decompose(value: number): { readonly mantissa: bigint; readonly exponent: number } {
  if (value === 0) return { mantissa: 0n, exponent: 0 };
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const biased = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xf_ffff_ffff_ffffn;
  const mantissa = biased === 0 ? fraction : fraction | (1n << 52n);
  return { mantissa: value < 0 ? -mantissa : mantissa, exponent: Math.max(biased, 1) - 1075 };
}

/** The float nearest to the exact quotient (ties to even); infinite where there is none. */
export function trueDivide(left: bigint, right: bigint): number {
  const safe = BigInt(Number.MAX_SAFE_INTEGER);
  const negative = left < 0n !== right < 0n;
  const numerator = left < 0n ? -left : left;
  const denominator = right < 0n ? -right : right;
  if (numerator <= safe && denominator <= safe) return Number(left) / Number(right);
  return negative ? -divideMagnitudes(numerator, denominator) : divideMagnitudes(numerator, denominator);
}

function divideMagnitudes(numerator: bigint, denominator: bigint): number {
  if (numerator === 0n) return 0;
  // The quotient is scaled to 55 to 56 bits, plus one that says whether anything was cut off; the last rounding is then
  // exact.
  const scale = Math.max(bitLength(numerator) - bitLength(denominator) - 55, -1074 - 2);
  const [above, below] =
    scale < 0 ? [numerator << BigInt(-scale), denominator] : [numerator, denominator << BigInt(scale)];
  const quotient = above / below;
  const sticky = above % below === 0n ? 0n : 1n;
  return scaleFloat((quotient << 1n) | sticky, scale - 1);
}

/** `integer * 2**exponent`, rounded once (ties to even). */
export function scaleFloat(integer: bigint, exponent: number): number {
  if (integer === 0n) return 0;
  if (integer < 0n) return -scaleFloat(-integer, exponent);
  const bits = bitLength(integer);
  // The exponent of the last bit that the float keeps; below the normal range it stops at -1074.
  const last = Math.max(bits + exponent - 53, -1074);
  const drop = last - exponent;
  let kept = integer;
  if (drop > 0) {
    const half = 1n << BigInt(drop - 1);
    const rest = integer & ((half << 1n) - 1n);
    kept = integer >> BigInt(drop);
    if (rest > half || (rest === half && (kept & 1n) === 1n)) kept += 1n;
  }
  const power = drop > 0 ? last : exponent;
  if (bitLength(kept) + power > 1024) return Number.POSITIVE_INFINITY;
  return power >= -1022 ? multiplyByPower(Number(kept), power) : Number(kept) * 2 ** -1074 * 2 ** (power + 1074);
}

function multiplyByPower(value: number, power: number): number {
  return power > 1000 ? value * 2 ** (power - 60) * 2 ** 60 : value * 2 ** power;
}

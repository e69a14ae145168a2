/** Python's `a // b`: rounds towards minus infinity. */
export function floorDivideIntegers(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
}

/** Python's `a % b`: the sign is that of b. */
export function moduloIntegers(a: bigint, b: bigint): bigint {
  return a - b * floorDivideIntegers(a, b);
}

/** Never negative; the gcd of 0 and a is |a|. */
export function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b];
  return a < 0n ? -a : a;
}

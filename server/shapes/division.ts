import { floorDivideIntegers, greatestCommonDivisor, moduloIntegers } from './integers.ts';
import { floorDivideInterval, unbounded, type Interval } from './interval.ts';
import {
  Polynomial,
  commonMonomial,
  divideMonomials,
  monomialOf,
  operationAtom,
  type Factor,
  type Monomial,
  type Term,
} from './polynomial.ts';

/**
 * Python's `a // b` of polynomials. Every rewriting holds for each integer value of the atoms for which b is not 0
 * (where b is 0, Python raises and there is no value to be wrong about).
 *
 * @throws RangeError where b is the constant 0.
 */
export function floorDividePolynomials(a: Polynomial, b: Polynomial): Polynomial {
  const divisor = b.constant;
  if (divisor !== undefined) return floorDivideByConstant(a, divisor);
  if (isNegated(b)) return floorDividePolynomials(a.scale(-1n), b.scale(-1n));

  const { multiple, rest } = extractMultiple(a, b);
  if (rest.constant === 0n) return multiple;
  const common = commonFactor(rest, b);
  if (common) {
    return multiple.add(floorDividePolynomials(divideByFactor(rest, common), divideByFactor(b, common)));
  }
  if (isBelow(rest, b)) return multiple;
  return multiple.add(Polynomial.atom(operationAtom('floorDivide', [rest, b], quotientRange(rest, b))));
}

/**
 * Python's `a % b` of polynomials, on the same terms.
 *
 * @throws RangeError where b is the constant 0.
 */
export function moduloPolynomials(a: Polynomial, b: Polynomial): Polynomial {
  const divisor = b.constant;
  if (divisor !== undefined) return moduloByConstant(a, divisor);
  if (isNegated(b)) return moduloPolynomials(a.scale(-1n), b.scale(-1n)).scale(-1n);

  const { rest } = extractMultiple(a, b);
  if (rest.constant === 0n) return rest;
  const common = commonFactor(rest, b);
  if (common) {
    return moduloPolynomials(divideByFactor(rest, common), divideByFactor(b, common)).multiply(
      Polynomial.monomial(common.coefficient, common.monomial),
    );
  }
  if (isBelow(rest, b)) return rest;
  return Polynomial.atom(operationAtom('modulo', [rest, b], remainderRange(b)));
}

function floorDivideByConstant(a: Polynomial, divisor: bigint): Polynomial {
  if (divisor === 0n) throw new RangeError('integer division or modulo by zero');
  if (divisor < 0n) return floorDivideByConstant(a.scale(-1n), -divisor);
  const { multiple, rest } = extractConstantMultiple(a, divisor);
  const range = floorDivideInterval(rest.range, divisor);
  if (range.low !== undefined && range.low === range.high) return multiple.add(Polynomial.constant(range.low));

  // ⌊(g·y + r) / (g·c)⌋ = ⌊y / c⌋ where 0 ≤ r < g
  const common = termsDivisor(rest, divisor);
  if (common > 1n) {
    return multiple.add(floorDivideByConstant(dropRemainder(rest, common), divisor / common));
  }
  // ⌊(z + z % 2 + r) / 2⌋ = ⌊(z + 1) / 2⌋ where r is 0 or 1, since z + z % 2 is even
  const halved = divisor === 2n ? withoutOwnParity(rest) : undefined;
  if (halved) return multiple.add(floorDivideByConstant(halved.add(Polynomial.constant(1n)), 2n));
  // ⌊(⌊y / m⌋ + k) / c⌋ = ⌊(y + k·m) / (m·c)⌋
  const nested = singleQuotientByConstant(rest);
  if (nested) {
    const dividend = nested.dividend.add(Polynomial.constant(rest.constantTerm * nested.divisor));
    return multiple.add(floorDivideByConstant(dividend, nested.divisor * divisor));
  }
  return multiple.add(Polynomial.atom(operationAtom('floorDivide', [rest, Polynomial.constant(divisor)], range)));
}

function moduloByConstant(a: Polynomial, divisor: bigint): Polynomial {
  if (divisor === 0n) throw new RangeError('integer division or modulo by zero');
  if (divisor < 0n) return moduloByConstant(a.scale(-1n), -divisor).scale(-1n);
  const { rest } = extractConstantMultiple(withoutNestedModulo(a, divisor), divisor);
  const quotient = floorDivideInterval(rest.range, divisor);
  if (quotient.low !== undefined && quotient.low === quotient.high) {
    return rest.subtract(Polynomial.constant(quotient.low * divisor));
  }
  // (g·y + r) % (g·c) = g·(y % c) + r where 0 ≤ r < g
  const common = termsDivisor(rest, divisor);
  if (common > 1n) {
    const remainder = Polynomial.constant(moduloIntegers(rest.constantTerm, common));
    return moduloByConstant(dropRemainder(rest, common), divisor / common)
      .scale(common)
      .add(remainder);
  }
  const range: Interval = { low: 0n, high: divisor - 1n };
  return Polynomial.atom(operationAtom('modulo', [rest, Polynomial.constant(divisor)], range));
}

/** a = divisor · multiple + rest, where the constant term of rest is in 0 … divisor − 1. */
function extractConstantMultiple(a: Polynomial, divisor: bigint): { multiple: Polynomial; rest: Polynomial } {
  const multiple: Term[] = [];
  const rest: Term[] = [];
  for (const { coefficient, monomial } of a.terms) {
    const isConstant = monomial.key === '';
    if (!isConstant && coefficient % divisor !== 0n) {
      rest.push({ coefficient, monomial });
      continue;
    }
    multiple.push({ coefficient: floorDivideIntegers(coefficient, divisor), monomial });
    if (isConstant) rest.push({ coefficient: moduloIntegers(coefficient, divisor), monomial });
  }
  return { multiple: Polynomial.sum(multiple), rest: Polynomial.sum(rest) };
}

/**
 * a = b · multiple + rest. With a divisor of one term, every term that it divides is taken out; with a longer one,
 * the multiple is taken only where nothing remains, so that the form does not depend on the order of division.
 */
function extractMultiple(a: Polynomial, b: Polynomial): { multiple: Polynomial; rest: Polynomial } {
  const [leading] = b.terms;
  if (leading && b.terms.length === 1) {
    const multiple: Term[] = [];
    const rest: Term[] = [];
    for (const term of a.terms) {
      const quotient = divideTerms(term, leading);
      if (quotient) multiple.push(quotient);
      else rest.push(term);
    }
    return { multiple: Polynomial.sum(multiple), rest: Polynomial.sum(rest) };
  }
  const exact = divideExactly(a, b);
  return exact ? { multiple: exact, rest: Polynomial.zero } : { multiple: Polynomial.zero, rest: a };
}

/** Long division by the term of highest degree; undefined where a remainder is left. */
function divideExactly(a: Polynomial, b: Polynomial): Polynomial | undefined {
  const divisor = leadingTerm(b);
  if (!divisor) return undefined;
  let quotient = Polynomial.zero;
  let rest = a;
  // Each step removes the leading term; the bound stops a division that cannot come out exactly.
  for (let steps = 0; steps <= a.terms.length * 4; steps++) {
    const leading = leadingTerm(rest);
    if (!leading) return quotient;
    const term = divideTerms(leading, divisor);
    if (!term) return undefined;
    const part = Polynomial.monomial(term.coefficient, term.monomial);
    quotient = quotient.add(part);
    rest = rest.subtract(part.multiply(b));
  }
  return undefined;
}

function leadingTerm(polynomial: Polynomial): Term | undefined {
  let leading: Term | undefined;
  for (const term of polynomial.terms) {
    if (!leading || isAbove(term.monomial, leading.monomial)) leading = term;
  }
  return leading;
}

/** A monomial order (graded lexicographic): the leading term of a product is the product of the leading terms. */
function isAbove(a: Monomial, b: Monomial): boolean {
  const difference = degree(a) - degree(b);
  if (difference !== 0) return difference > 0;
  for (const [index, x] of a.factors.entries()) {
    const y = b.factors[index];
    if (!y || x.atom.key < y.atom.key) return true;
    if (x.atom.key > y.atom.key) return false;
    if (x.exponent !== y.exponent) return x.exponent > y.exponent;
  }
  return false;
}

function degree(monomial: Monomial): number {
  return monomial.factors.reduce((sum, factor) => sum + factor.exponent, 0);
}

function divideTerms(a: Term, b: Term): Term | undefined {
  if (a.coefficient % b.coefficient !== 0n) return undefined;
  const monomial = divideMonomials(a.monomial, b.monomial);
  return monomial && { coefficient: a.coefficient / b.coefficient, monomial };
}

/** The largest term that divides all terms of both, where it is more than 1. */
function commonFactor(a: Polynomial, b: Polynomial): Term | undefined {
  const terms = [...a.terms, ...b.terms];
  const coefficient = terms.reduce((sum, term) => greatestCommonDivisor(sum, term.coefficient), 0n);
  const monomial = commonMonomial(terms);
  return coefficient === 1n && monomial.key === '' ? undefined : { coefficient, monomial };
}

function divideByFactor(a: Polynomial, factor: Term): Polynomial {
  return Polynomial.sum(
    a.terms.map((term) => {
      const quotient = divideTerms(term, factor);
      if (!quotient) throw new Error('not a common factor');
      return quotient;
    }),
  );
}

/** The greatest common divisor of `divisor` and all coefficients but the constant term's. */
function termsDivisor(a: Polynomial, divisor: bigint): bigint {
  return a.terms.reduce(
    (sum, term) => (term.monomial.key === '' ? sum : greatestCommonDivisor(sum, term.coefficient)),
    divisor,
  );
}

function dropRemainder(a: Polynomial, divisor: bigint): Polynomial {
  return Polynomial.sum(
    a.terms.map(({ coefficient, monomial }) => ({
      coefficient: floorDivideIntegers(coefficient, divisor),
      monomial,
    })),
  );
}

/** The y and m of `y // m + k` with constants m > 0 and k. */
function singleQuotientByConstant(a: Polynomial): { dividend: Polynomial; divisor: bigint } | undefined {
  const terms = a.terms.filter((term) => term.monomial.key !== '');
  const [term] = terms;
  if (terms.length !== 1 || !term || term.coefficient !== 1n) return undefined;
  const [factor] = term.monomial.factors;
  if (term.monomial.factors.length !== 1 || !factor || factor.exponent !== 1) return undefined;
  if (factor.atom.kind !== 'floorDivide') return undefined;
  const [dividend, by] = factor.atom.operands;
  const divisor = by?.constant;
  return dividend && divisor !== undefined ? { dividend, divisor } : undefined;
}

/** The z of `z + z % 2` or `z + z % 2 + 1`. */
function withoutOwnParity(a: Polynomial): Polynomial | undefined {
  for (const { coefficient, monomial } of a.terms) {
    if (monomial.factors[0]?.atom.kind !== 'modulo') continue; // only what may be a parity
    const parity = Polynomial.monomial(coefficient, monomial);
    const rest = a.subtract(parity);
    const even = [rest, rest.subtract(Polynomial.constant(rest.constantTerm))].find((z) =>
      moduloByConstant(z, 2n).equals(parity),
    );
    if (even) return even;
  }
  return undefined;
}

/** Replaces `y % m` by y where m is a multiple of the divisor: both leave the same remainder. */
function withoutNestedModulo(a: Polynomial, divisor: bigint): Polynomial {
  let result = Polynomial.zero;
  for (const { coefficient, monomial } of a.terms) {
    let product = Polynomial.constant(coefficient);
    for (const factor of monomial.factors) {
      product = product.multiply(congruent(factor, divisor));
    }
    result = result.add(product);
  }
  return result;
}

/** The operand y of a factor `y % m` where the divisor divides m; any other factor as it is. */
function congruent(factor: Factor, divisor: bigint): Polynomial {
  if (factor.atom.kind === 'modulo' && factor.exponent === 1) {
    const [dividend, by] = factor.atom.operands;
    if (dividend && by?.constant !== undefined && by.constant % divisor === 0n) return dividend;
  }
  return Polynomial.monomial(1n, monomialOf([factor]));
}

/** Whether the term of highest degree has a negative coefficient: such a divisor is written with its sign turned. */
function isNegated(a: Polynomial): boolean {
  const leading = leadingTerm(a);
  return leading !== undefined && leading.coefficient < 0n;
}

/** Surely 0 ≤ a < b. */
function isBelow(a: Polynomial, b: Polynomial): boolean {
  const { low } = a.range;
  if (low === undefined || low < 0n) return false;
  const difference = b.subtract(a).range.low;
  return difference !== undefined && difference > 0n;
}

function quotientRange(a: Polynomial, b: Polynomial): Interval {
  const isPositiveDivisor = b.range.low !== undefined && b.range.low >= 0n;
  if (!isPositiveDivisor || a.range.low === undefined || a.range.low < 0n) return unbounded;
  return { low: 0n, high: a.range.high };
}

function remainderRange(b: Polynomial): Interval {
  if (b.range.low === undefined || b.range.low < 0n) return unbounded;
  return { low: 0n, high: b.range.high === undefined ? undefined : b.range.high - 1n };
}

import { floorDividePolynomials, moduloPolynomials } from './division.ts';
import { formatPolynomial } from './expression-text.ts';
import { maximumPolynomials, minimumPolynomials } from './extrema.ts';
import { unbounded, type Interval } from './interval.ts';
import { Polynomial, compareText, type Atom } from './polynomial.ts';
import { isSimplePolynomial, shortPolynomial } from './short-text.ts';

/** Past this many atoms and coefficients an expression helps nobody, and operations on it would take long. */
const largestSize = 200;
/** Past this exponent a power helps nobody, and past 2⁵³ it would not be exact. */
const largestDegree = 200;
/** Past this many bits a coefficient is not written out; a number by itself may be longer, since it is a count. */
const largestCoefficient = 1n << 4_000n;
const largestConstant = 1n << 200_000n;
/** Past this many bits a power is not written out. */
const largestPowerBits = 100_000;
/** What an expression is called that has grown past the limits. */
const abbreviation = '…';

/**
 * An exact integer that may depend on integers not known here: a polynomial with integer coefficients over named
 * integers, and over quotients, remainders, minima and maxima of such polynomials.
 *
 * Immutable. Every simplification holds for all integer values of the symbols for which Python would give a value.
 * An expression that grows past a size limit becomes one opaque integer, shown as "…": less is known, nothing is wrong.
 */
export class Expression {
  readonly #polynomial: Polynomial;

  private constructor(polynomial: Polynomial) {
    this.#polynomial = polynomial;
  }

  /**
   * A new integer, different from every other one even where the names agree.
   *
   * @param name How it is shown: an expression of the program such as `X.shape[2]`.
   * @param options.nonNegative Whether it is surely 0 or more, as a length is.
   * @param options.described The program has no such name: "number of classes".
   */
  static symbol(
    name: string,
    { nonNegative = false, described = false }: { nonNegative?: boolean; described?: boolean } = {},
  ): Expression {
    return new Expression(freshSymbol(name, { low: nonNegative ? 0n : undefined, high: undefined }, described));
  }

  /**
   * A new integer in place of an axis of which nothing is known, for rules of whole shapes. What depends on it is not
   * known either.
   */
  static standIn(): Expression {
    return new Expression(freshSymbol('?', { low: 0n, high: undefined }, true, true));
  }

  /** The constant. @throws RangeError for a number that is not an integer. */
  static of(value: bigint | number): Expression {
    return new Expression(Polynomial.constant(BigInt(value)));
  }

  add(other: Expression): Expression {
    return Expression.#limited(this.#polynomial.add(other.#polynomial));
  }

  subtract(other: Expression): Expression {
    return Expression.#limited(this.#polynomial.subtract(other.#polynomial));
  }

  multiply(other: Expression): Expression {
    return Expression.#limited(this.#polynomial.multiply(other.#polynomial));
  }

  negate(): Expression {
    return new Expression(this.#polynomial.scale(-1n));
  }

  /** @throws RangeError where the exponent is negative or not an integer: the result is no integer in Python. */
  power(exponent: number): Expression {
    if (!Number.isInteger(exponent) || exponent < 0) throw new RangeError('an exponent is an integer of 0 or more');
    const constant = this.#polynomial.constant;
    if (constant !== undefined) {
      const isLong =
        constant > 1n || constant < -1n ? constant.toString(2).length * exponent > largestPowerBits : false;
      return isLong
        ? new Expression(freshSymbol(abbreviation, unbounded, true))
        : Expression.of(constant ** BigInt(exponent));
    }
    if (exponent > largestSize) return new Expression(freshSymbol(abbreviation, unbounded, true, this.standsIn));
    let result = Expression.of(1);
    for (let count = 0; count < exponent; count++) result = result.multiply(this);
    return result;
  }

  /** Python's `//`: rounds towards minus infinity. @throws RangeError where the divisor is the constant 0. */
  floorDivide(other: Expression): Expression {
    return Expression.#limited(floorDividePolynomials(this.#polynomial, other.#polynomial));
  }

  /** Python's `%`: the sign is the divisor's. @throws RangeError where the divisor is the constant 0. */
  modulo(other: Expression): Expression {
    return Expression.#limited(moduloPolynomials(this.#polynomial, other.#polynomial));
  }

  minimum(other: Expression): Expression {
    return Expression.#limited(minimumPolynomials(this.#polynomial, other.#polynomial));
  }

  maximum(other: Expression): Expression {
    return Expression.#limited(maximumPolynomials(this.#polynomial, other.#polynomial));
  }

  /** The value, where it depends on no symbol. */
  get constant(): bigint | undefined {
    return this.#polynomial.constant;
  }

  /** How many atoms and coefficients are written in it: operations take the product of theirs. */
  get size(): number {
    return this.#polynomial.size;
  }

  /** An integer that the value is surely not below; undefined where none is known. */
  get lowerBound(): bigint | undefined {
    return this.#polynomial.range.low;
  }

  /** An integer that the value is surely not above; undefined where none is known. */
  get upperBound(): bigint | undefined {
    return this.#polynomial.range.high;
  }

  /** Whether the two are surely equal, whatever the symbols stand for. */
  equals(other: Expression): boolean {
    return this.#polynomial.equals(other.#polynomial);
  }

  /** The sign of the difference, where it is the same whatever the symbols stand for; otherwise undefined. */
  compare(other: Expression): -1 | 0 | 1 | undefined {
    const { low, high } = this.#polynomial.subtract(other.#polynomial).range;
    if (low !== undefined && low > 0n) return 1;
    if (high !== undefined && high < 0n) return -1;
    return low === 0n && high === 0n ? 0 : undefined;
  }

  /** Whether it is a symbol and nothing else. */
  get isSymbol(): boolean {
    return loneSymbol(this.#polynomial) !== undefined;
  }

  /** Whether all symbols that it depends on are called what the program calls them, and no two of them the same. */
  get isNamed(): boolean {
    const symbols = new Map<string, string>();
    collectSymbols(this.#polynomial, symbols);
    return new Set(symbols.values()).size === symbols.size && allNamed(this.#polynomial);
  }

  /** Whether a symbol occurs in it. */
  dependsOn(symbol: Expression): boolean {
    const symbols = new Map<string, string>();
    collectSymbols(this.#polynomial, symbols);
    const key = loneSymbol(symbol.#polynomial)?.key;
    return key !== undefined && symbols.has(key);
  }

  /** Whether it depends on something that is in the place of an axis that is not known. */
  get standsIn(): boolean {
    return hasStandIn(this.#polynomial);
  }

  /** Whether it is read at a glance: of two terms at most, in which nothing is worked out of sums. */
  get isSimple(): boolean {
    return isSimplePolynomial(this.#polynomial);
  }

  /** The names of the symbols that it depends on, each once, in alphabetical order. */
  get symbols(): readonly string[] {
    const names = new Set<string>();
    collectNames(this.#polynomial, names);
    return [...names].sort(compareText);
  }

  /**
   * The expression with other expressions in place of symbols. Keys of the map that are not lone symbols have no
   * effect.
   */
  substitute(replacements: ReadonlyMap<Expression, Expression>): Expression {
    const byKey = new Map<string, Expression>();
    for (const [symbol, replacement] of replacements) {
      const atom = loneSymbol(symbol.#polynomial);
      if (atom) byKey.set(atom.key, replacement);
    }
    return Expression.#substituteIn(this.#polynomial, byKey);
  }

  /**
   * As a person writes it, the highest degree first: "256·X.shape[2] + 16,640". Of several symbols with one name, the
   * later ones have a stroke: "filters·filters′".
   */
  toString(): string {
    return formatPolynomial(this.#toldApart);
  }

  /** In three digits, what is known first: "≈ 61.5 M + 1,795·len(class_names)". */
  toShortString(): string {
    return shortPolynomial(this.#toldApart);
  }

  /** With another name for each of several symbols that have one name. */
  get #toldApart(): Polynomial {
    const renamed = strokes([this.#polynomial]);
    return renamed.size === 0 ? this.#polynomial : Expression.#substituteIn(this.#polynomial, renamed).#polynomial;
  }

  /** The same over several expressions that are read together. */
  static toldApart(expressions: readonly Expression[]): readonly Expression[] {
    const renamed = strokes(expressions.map((expression) => expression.#polynomial));
    return renamed.size === 0
      ? expressions
      : expressions.map((expression) => Expression.#substituteIn(expression.#polynomial, renamed));
  }

  static #limited(polynomial: Polynomial): Expression {
    const { constant } = polynomial;
    const isSmall =
      constant === undefined
        ? polynomial.size <= largestSize &&
          polynomial.degree <= largestDegree &&
          polynomial.terms.every(({ coefficient }) => isWithin(coefficient, largestCoefficient))
        : isWithin(constant, largestConstant);
    if (isSmall) return new Expression(polynomial);
    return new Expression(freshSymbol(abbreviation, polynomial.range, true, hasStandIn(polynomial)));
  }

  static #substituteIn(polynomial: Polynomial, replacements: ReadonlyMap<string, Expression>): Expression {
    let sum = Expression.of(0);
    for (const { coefficient, monomial } of polynomial.terms) {
      let product = Expression.of(coefficient);
      for (const { atom, exponent } of monomial.factors) {
        product = product.multiply(Expression.#substituteAtom(atom, replacements).power(exponent));
      }
      sum = sum.add(product);
    }
    return sum;
  }

  static #substituteAtom(atom: Atom, replacements: ReadonlyMap<string, Expression>): Expression {
    if (atom.kind === 'symbol') return replacements.get(atom.key) ?? new Expression(Polynomial.atom(atom));
    const operands = atom.operands.map((operand) => Expression.#substituteIn(operand, replacements));
    return operands.reduce((a, b) => a[atom.kind](b));
  }
}

const isWithin = (value: bigint, limit: bigint): boolean => value < limit && value > -limit;

let symbolCount = 0;

function freshSymbol(name: string, range: Interval, described: boolean, standsIn = false): Polynomial {
  return Polynomial.atom({ kind: 'symbol', key: `#${symbolCount++}`, name, described, standsIn, range, size: 1 });
}

/** The atom that a polynomial consists of, where it is a lone symbol. */
function loneSymbol(polynomial: Polynomial): Atom | undefined {
  const [term] = polynomial.terms;
  const [factor] = term?.monomial.factors ?? [];
  return factor?.atom.kind === 'symbol' && polynomial.equals(Polynomial.atom(factor.atom)) ? factor.atom : undefined;
}

/** What tells a later one of a name from the earlier ones. */
const stroke = '′';
/** More strokes than this nobody tells apart. */
const mostStrokes = 4;

/**
 * Where some share their name, all symbols by their keys: the first of a name under it, the others under a name of
 * their own.
 */
function strokes(polynomials: readonly Polynomial[]): ReadonlyMap<string, Expression> {
  const symbols = new Map<string, string>();
  for (const polynomial of polynomials) collectSymbols(polynomial, symbols);
  const names = new Set(symbols.values());
  const renamed = new Map<string, Expression>();
  if (names.size === symbols.size) return renamed;
  const shown = new Set<string>();
  for (const [key, name] of [...symbols].sort(([a], [b]) => Number(a.slice(1)) - Number(b.slice(1)))) {
    let own = name;
    for (let i = 0; i < mostStrokes && (shown.has(own) || (own !== name && names.has(own))); i++) own += stroke;
    shown.add(own);
    renamed.set(key, Expression.symbol(own));
  }
  return renamed;
}

function collectSymbols(polynomial: Polynomial, symbols: Map<string, string>): void {
  for (const { monomial } of polynomial.terms) {
    for (const { atom } of monomial.factors) {
      if (atom.kind === 'symbol') symbols.set(atom.key, atom.name);
      else for (const operand of atom.operands) collectSymbols(operand, symbols);
    }
  }
}

const hasStandIn = ({ terms }: Polynomial): boolean =>
  terms.some(({ monomial }) =>
    monomial.factors.some(({ atom }) => (atom.kind === 'symbol' ? atom.standsIn : atom.operands.some(hasStandIn))),
  );

function allNamed(polynomial: Polynomial): boolean {
  return polynomial.terms.every(({ monomial }) =>
    monomial.factors.every(({ atom }) =>
      atom.kind === 'symbol' ? !atom.described && !atom.name.includes(stroke) : atom.operands.every(allNamed),
    ),
  );
}

function collectNames(polynomial: Polynomial, names: Set<string>): void {
  for (const { monomial } of polynomial.terms) {
    for (const { atom } of monomial.factors) {
      if (atom.kind === 'symbol') names.add(atom.name);
      else for (const operand of atom.operands) collectNames(operand, names);
    }
  }
}

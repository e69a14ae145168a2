import { addIntervals, exactly, multiplyIntervals, powerInterval, scaleInterval, type Interval } from './interval.ts';

/** What a polynomial is made of: a named integer, or an operation on polynomials that has no polynomial form. */
export type Atom =
  | {
      readonly kind: 'symbol';
      readonly key: string;
      readonly name: string;
      /**
       * The program has no such name: it is what people are told of an integer that nothing in the program is called
       * after.
       */
      readonly described: boolean;
      /** It is in the place of an axis of which nothing is known, not even that it is an integer. */
      readonly standsIn: boolean;
      readonly range: Interval;
      readonly size: number;
    }
  | {
      readonly kind: Operation;
      readonly key: string;
      readonly operands: readonly Polynomial[];
      readonly range: Interval;
      readonly size: number;
    };

export type Operation = 'floorDivide' | 'modulo' | 'minimum' | 'maximum';

/** An atom to a power of at least 1. */
export type Factor = { readonly atom: Atom; readonly exponent: number };

/** A product of powers of atoms, in the order of the atoms' keys. No factors: the monomial 1, whose key is empty. */
export type Monomial = { readonly key: string; readonly factors: readonly Factor[] };

/** A coefficient other than 0 times a monomial. */
export type Term = { readonly coefficient: bigint; readonly monomial: Monomial };

export const unit: Monomial = { key: '', factors: [] };

/**
 * A polynomial with integer coefficients. Terms are in the order of their monomials' keys and no monomial occurs twice,
 * so that equal keys mean equal polynomials.
 */
export class Polynomial {
  readonly terms: readonly Term[];
  #key: string | undefined;
  #range: Interval | undefined;
  #size: number | undefined;

  private constructor(terms: readonly Term[]) {
    this.terms = terms;
  }

  static constant(value: bigint): Polynomial {
    return value === 0n ? zero : new Polynomial([{ coefficient: value, monomial: unit }]);
  }

  static atom(atom: Atom): Polynomial {
    return Polynomial.monomial(1n, monomialOf([{ atom, exponent: 1 }]));
  }

  static monomial(coefficient: bigint, monomial: Monomial): Polynomial {
    return coefficient === 0n ? zero : new Polynomial([{ coefficient, monomial }]);
  }

  /** The sum of the terms, in any order and with repeated monomials. */
  static sum(terms: Iterable<Term>): Polynomial {
    const sums = new Map<string, Term>();
    for (const { coefficient, monomial } of terms) {
      const earlier = sums.get(monomial.key);
      sums.set(monomial.key, { coefficient: (earlier?.coefficient ?? 0n) + coefficient, monomial });
    }
    const left = [...sums.values()].filter((term) => term.coefficient !== 0n);
    return new Polynomial(left.sort((a, b) => compareText(a.monomial.key, b.monomial.key)));
  }

  static readonly zero = new Polynomial([]);

  /** The value of a polynomial without atoms. */
  get constant(): bigint | undefined {
    if (this.terms.length === 0) return 0n;
    const [first] = this.terms;
    return this.terms.length === 1 && first && first.monomial.key === '' ? first.coefficient : undefined;
  }

  /** The term without atoms; 0 where there is none. */
  get constantTerm(): bigint {
    const first = this.terms[0];
    return first && first.monomial.key === '' ? first.coefficient : 0n;
  }

  /** The same text for the same polynomial, and only for it. */
  get key(): string {
    this.#key ??= this.terms.map((term) => `${term.coefficient}${term.monomial.key}`).join('+');
    return this.#key;
  }

  /** A range that surely holds the value; not always the narrowest. */
  get range(): Interval {
    this.#range ??= this.terms
      .map((term) => scaleInterval(monomialRange(term.monomial), term.coefficient))
      .reduce(addIntervals, exactly(0n));
    return this.#range;
  }

  /** How many atoms and coefficients are written in it, those inside its atoms included. */
  get size(): number {
    this.#size ??= this.terms.reduce(
      (sum, term) => sum + 1 + term.monomial.factors.reduce((inner, factor) => inner + factor.atom.size, 0),
      0,
    );
    return this.#size;
  }

  /** The largest exponent in it. */
  get degree(): number {
    return this.terms.reduce(
      (most, { monomial }) => monomial.factors.reduce((larger, { exponent }) => Math.max(larger, exponent), most),
      0,
    );
  }

  equals(other: Polynomial): boolean {
    return this === other || (this.terms.length === other.terms.length && this.key === other.key);
  }

  add(other: Polynomial): Polynomial {
    return Polynomial.sum([...this.terms, ...other.terms]);
  }

  subtract(other: Polynomial): Polynomial {
    return this.add(other.scale(-1n));
  }

  scale(factor: bigint): Polynomial {
    if (factor === 0n) return zero;
    return new Polynomial(
      this.terms.map(({ coefficient, monomial }) => ({ coefficient: coefficient * factor, monomial })),
    );
  }

  multiply(other: Polynomial): Polynomial {
    const products: Term[] = [];
    for (const a of this.terms) {
      for (const b of other.terms) {
        products.push({
          coefficient: a.coefficient * b.coefficient,
          monomial: multiplyMonomials(a.monomial, b.monomial),
        });
      }
    }
    return Polynomial.sum(products);
  }
}

const zero = Polynomial.zero;

/** An atom for an operation: operands with equal keys give an atom with an equal key. */
export function operationAtom(kind: Operation, operands: readonly Polynomial[], range: Interval): Atom {
  return {
    kind,
    key: `${kind}(${operands.map((operand) => operand.key).join(',')})`,
    operands,
    range,
    size: operands.reduce((sum, operand) => sum + operand.size, 1),
  };
}

export function monomialOf(factors: readonly Factor[]): Monomial {
  if (factors.length === 0) return unit;
  return { key: factors.map(({ atom, exponent }) => `·${atom.key}^${exponent}`).join(''), factors };
}

export function multiplyMonomials(a: Monomial, b: Monomial): Monomial {
  if (a.key === '') return b;
  if (b.key === '') return a;
  const exponents = new Map<string, Factor>();
  for (const { atom, exponent } of [...a.factors, ...b.factors]) {
    exponents.set(atom.key, { atom, exponent: (exponents.get(atom.key)?.exponent ?? 0) + exponent });
  }
  return monomialOf([...exponents.values()].sort((x, y) => compareText(x.atom.key, y.atom.key)));
}

/** a ÷ b, or undefined where b is not a factor of a. */
export function divideMonomials(a: Monomial, b: Monomial): Monomial | undefined {
  if (b.key === '') return a;
  const left: Factor[] = [];
  let used = 0;
  for (const { atom, exponent } of a.factors) {
    const divisor = b.factors.find((factor) => factor.atom.key === atom.key);
    if (divisor) used++;
    const rest = exponent - (divisor?.exponent ?? 0);
    if (rest < 0) return undefined;
    if (rest > 0) left.push({ atom, exponent: rest });
  }
  return used === b.factors.length ? monomialOf(left) : undefined;
}

/** The largest monomial that divides every term. */
export function commonMonomial(terms: readonly Term[]): Monomial {
  const [first, ...others] = terms;
  if (!first) return unit;
  let common = first.monomial.factors;
  for (const { monomial } of others) {
    common = common.flatMap(({ atom, exponent }) => {
      const match = monomial.factors.find((factor) => factor.atom.key === atom.key);
      return match ? [{ atom, exponent: Math.min(exponent, match.exponent) }] : [];
    });
  }
  return monomialOf(common);
}

function monomialRange(monomial: Monomial): Interval {
  const [first, ...others] = monomial.factors.map(({ atom, exponent }) => powerInterval(atom.range, exponent));
  return first ? others.reduce(multiplyIntervals, first) : exactly(1n);
}

export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

import { maximumIntervals, minimumIntervals } from './interval.ts';
import { Polynomial, compareText, operationAtom } from './polynomial.ts';

/** Python's `min(a, b)` of polynomials: one of them where that is sure, otherwise an atom. */
export function minimumPolynomials(a: Polynomial, b: Polynomial): Polynomial {
  return extremum('minimum', a, b);
}

/** Python's `max(a, b)` of polynomials: one of them where that is sure, otherwise an atom. */
export function maximumPolynomials(a: Polynomial, b: Polynomial): Polynomial {
  return extremum('maximum', a, b);
}

type Extremum = 'minimum' | 'maximum';

function extremum(kind: Extremum, a: Polynomial, b: Polynomial): Polynomial {
  let operands: Polynomial[] = [];
  for (const candidate of [...operandsOf(kind, a), ...operandsOf(kind, b)]) {
    if (operands.some((other) => decides(kind, other, candidate))) continue;
    operands = operands.filter((other) => !decides(kind, candidate, other));
    operands.push(candidate);
  }
  const [only] = operands;
  if (operands.length === 1 && only) return only;
  operands.sort((x, y) => compareText(x.key, y.key));
  const join = kind === 'minimum' ? minimumIntervals : maximumIntervals;
  return Polynomial.atom(operationAtom(kind, operands, operands.map((operand) => operand.range).reduce(join)));
}

/** The operands of a polynomial that is itself such an atom, so that min(min(a, b), c) is min(a, b, c). */
function operandsOf(kind: Extremum, polynomial: Polynomial): readonly Polynomial[] {
  const [term] = polynomial.terms;
  const [factor] = term?.monomial.factors ?? [];
  const isAlone =
    polynomial.terms.length === 1 &&
    term?.coefficient === 1n &&
    term.monomial.factors.length === 1 &&
    factor?.exponent === 1;
  return isAlone && factor?.atom.kind === kind ? factor.atom.operands : [polynomial];
}

/** Whether a makes b superfluous in an extremum of this kind. */
function decides(kind: Extremum, a: Polynomial, b: Polynomial): boolean {
  const difference = kind === 'minimum' ? b.subtract(a) : a.subtract(b);
  const { low } = difference.range;
  return low !== undefined && low >= 0n;
}

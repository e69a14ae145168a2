/** Numbers and formulas in three digits, for places with little room: hints and the lines above models. */
import { degree, formatFactors, formatInteger, superscript } from './expression-text.ts';
import type { Atom, Polynomial, Term } from './polynomial.ts';

/** From here on a number is shortened: "9,999" is as long as "9.99 k" and exact. */
const shortest = 10_000n;
const digitsKept = 3;
/** As parameters are counted: thousands, millions, billions (G) and trillions (T). */
const units = ['', 'k', 'M', 'G', 'T'];
/** More terms are not read at a glance. */
const mostTerms = 2;

/** "9,999", "590 k", "61.5 M": exact below 10,000, else in three digits, rounded to the nearest or towards zero. */
export function shortInteger(value: bigint | number, rounding: 'nearest' | 'down' = 'nearest'): string {
  return rounded(BigInt(value), rounding).text;
}

/** "≈ 61.5 M + 1,795·len(class_names)": what is known first; "≈" where a number in it was rounded. */
export function shortPolynomial(polynomial: Polynomial): string {
  const terms = [...polynomial.terms].sort((a, b) => Number(isKnown(b)) - Number(isKnown(a)) || degree(b) - degree(a));
  let isRounded = false;
  let text = '';
  for (const { coefficient, monomial } of terms) {
    const { text: number, isExact } = rounded(coefficient < 0n ? -coefficient : coefficient, 'nearest');
    isRounded ||= !isExact;
    const factors = formatFactors(monomial);
    const part = [...(number === '1' && factors.length > 0 ? [] : [number]), ...factors].join('·');
    text += text === '' ? `${coefficient < 0n ? '-' : ''}${part}` : ` ${coefficient < 0n ? '-' : '+'} ${part}`;
  }
  return `${isRounded ? '≈ ' : ''}${text === '' ? '0' : text}`;
}

/** A number that a formula may begin with. */
const isKnown = ({ coefficient, monomial }: Term): boolean => monomial.factors.length === 0 && coefficient > 0n;

/** Two terms at most, of names and of quotients, remainders, minima and maxima of single terms. */
export function isSimplePolynomial({ terms }: Polynomial): boolean {
  return (
    terms.length <= mostTerms && terms.every(({ monomial }) => monomial.factors.every(({ atom }) => isSimpleAtom(atom)))
  );
}

const isSimpleAtom = (atom: Atom): boolean =>
  atom.kind === 'symbol' ||
  atom.operands.every(
    ({ terms }) =>
      terms.length <= 1 &&
      terms.every(({ monomial }) => monomial.factors.every(({ atom: inner }) => inner.kind === 'symbol')),
  );

function rounded(value: bigint, rounding: 'nearest' | 'down'): { readonly text: string; readonly isExact: boolean } {
  const size = value < 0n ? -value : value;
  if (size < shortest) return { text: formatInteger(value), isExact: true };
  const sign = value < 0n ? '-' : '';
  const length = size.toString().length;
  const step = 10n ** BigInt(length - digitsKept);
  const kept = ((rounding === 'nearest' ? size + step / 2n : size) / step).toString();
  // 999,950 in three digits is 1.00 M.
  const exponent = length - 1 + (kept.length - digitsKept);
  const digits = kept.slice(0, digitsKept);
  const unit = units[Math.floor(exponent / 3)];
  const text =
    unit === undefined
      ? `${pointed(digits, 1)}·10${superscript(exponent)}`
      : `${pointed(digits, (exponent % 3) + 1)} ${unit}`;
  return { text: sign + text, isExact: size % step === 0n };
}

const pointed = (digits: string, whole: number): string =>
  whole >= digits.length ? digits : `${digits.slice(0, whole)}.${digits.slice(whole)}`;

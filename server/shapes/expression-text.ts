import { compareText, type Atom, type Factor, type Monomial, type Polynomial, type Term } from './polynomial.ts';

/** The integer with a comma between groups of three digits: 16640 is "16,640". */
export function formatInteger(value: bigint | number): string {
  return value.toString().replace(/\d+/, (digits) => {
    const groups: string[] = [];
    for (let end = digits.length; end > 0; end -= 3) groups.push(digits.slice(Math.max(0, end - 3), end));
    return groups.reverse().join(',');
  });
}

/** The polynomial as a person writes it, the highest degree first: "256·X.shape[2] + 16,640". */
export function formatPolynomial(polynomial: Polynomial): string {
  const terms = polynomial.terms.map((term) => ({ term, degree: degree(term), text: magnitude(term, polynomial) }));
  terms.sort(
    (a, b) =>
      b.degree - a.degree ||
      Number(a.term.coefficient < 0n) - Number(b.term.coefficient < 0n) ||
      compareText(a.text, b.text),
  );
  let text = '';
  for (const { term, text: part } of terms) {
    const isNegative = term.coefficient < 0n;
    if (text !== '') text += isNegative ? ` - ${part}` : ` + ${part}`;
    else text = isNegative ? `-${negatable(term, part)}` : part;
  }
  return text === '' ? '0' : text;
}

export function degree(term: Term): number {
  return term.monomial.factors.reduce((sum, factor) => sum + factor.exponent, 0);
}

/** The text of a term without its sign. */
function magnitude({ coefficient, monomial }: Term, within: Polynomial): string {
  const size = coefficient < 0n ? -coefficient : coefficient;
  const [first] = monomial.factors;
  if (!first) return formatInteger(size);
  if (size === 1n && monomial.factors.length === 1 && first.exponent === 1) {
    const standsAlone = within.terms.length === 1 && coefficient > 0n;
    return first.atom.kind === 'symbol' && !standsAlone ? enclosedAtom(first.atom) : formatAtom(first.atom);
  }
  return [...(size === 1n ? [] : [formatInteger(size)]), ...formatFactors(monomial)].join('·');
}

/** The factors beside the coefficient, in the order in which they are written. */
export const formatFactors = ({ factors }: Monomial): string[] => [...factors].sort(byKindAndText).map(formatFactor);

/** In Python `-x // 2` is (-x) // 2, so a leading minus before a quotient or remainder needs parentheses. */
function negatable(term: Term, text: string): string {
  const [factor] = term.monomial.factors;
  const isBare = text === (factor && formatAtom(factor.atom));
  return isBare && (factor?.atom.kind === 'floorDivide' || factor?.atom.kind === 'modulo') ? `(${text})` : text;
}

/** Names before operations, each in alphabetical order. */
function byKindAndText(a: Factor, b: Factor): number {
  const isOperation = ({ atom }: Factor) => Number(atom.kind !== 'symbol');
  return isOperation(a) - isOperation(b) || compareText(formatAtom(a.atom), formatAtom(b.atom));
}

function formatFactor({ atom, exponent }: Factor): string {
  return exponent === 1 ? enclosedAtom(atom) : enclosedAtom(atom) + superscript(exponent);
}

export function superscript(exponent: number): string {
  return exponent.toString().replace(/\d/g, (digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'.charAt(Number(digit)));
}

function formatAtom(atom: Atom): string {
  switch (atom.kind) {
    case 'symbol':
      return atom.name;
    case 'floorDivide':
    case 'modulo': {
      const [a, b] = atom.operands;
      if (!a || !b) return atom.kind;
      return `${formatDividend(a)} ${atom.kind === 'floorDivide' ? '//' : '%'} ${formatDivisor(b)}`;
    }
    case 'minimum':
    case 'maximum': {
      const isConstant = (operand: Polynomial) => Number(operand.constant !== undefined);
      const ordered = [...atom.operands].sort(
        (a, b) => isConstant(a) - isConstant(b) || compareText(formatPolynomial(a), formatPolynomial(b)),
      );
      const operands = ordered.map(formatPolynomial);
      return `${atom.kind === 'minimum' ? 'min' : 'max'}(${operands.join(', ')})`;
    }
  }
}

/** The atom as a factor: in parentheses unless it cannot be misread. */
function enclosedAtom(atom: Atom): string {
  const text = formatAtom(atom);
  switch (atom.kind) {
    case 'symbol':
      return isPlainName(text) ? text : `(${text})`;
    case 'floorDivide':
    case 'modulo':
      return `(${text})`;
    case 'minimum':
    case 'maximum':
      return text;
  }
}

/** A product may stand before `//` as it is, since Python reads from the left; a sum may not. */
function formatDividend(a: Polynomial): string {
  const [term] = a.terms;
  if (!term || a.terms.length > 1) return `(${formatPolynomial(a)})`;
  const [factor] = term.monomial.factors;
  const isLone = term.coefficient === 1n && term.monomial.factors.length === 1 && factor?.exponent === 1;
  return isLone && factor ? enclosedAtom(factor.atom) : formatPolynomial(a);
}

function formatDivisor(b: Polynomial): string {
  const [term] = b.terms;
  if (!term || b.terms.length > 1) return `(${formatPolynomial(b)})`;
  const { factors } = term.monomial;
  const [factor] = factors;
  if (!factor) return formatPolynomial(b); // positive: the sign of a divisor is turned
  const isSingle = term.coefficient === 1n && factors.length === 1;
  return isSingle ? formatFactor(factor) : `(${formatPolynomial(b)})`;
}

/** A name, attribute, subscript or call, possibly chained: no space or operator outside brackets and quotes. */
function isPlainName(name: string): boolean {
  let depth = 0;
  let quote = '';
  for (const character of name) {
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if ('([{'.includes(character)) depth++;
    else if (')]}'.includes(character)) depth--;
    else if (depth === 0 && !/[\p{L}\p{N}_.′]/u.test(character)) return false;
  }
  return true;
}

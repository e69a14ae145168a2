import type { Lowering } from './lowering.ts';
import { Constant, type ConstantValue, type Expression } from './tree.ts';

/** CPython refuses decimal literals of more digits (`sys.int_info.default_max_str_digits`). */
const maximumDigits = 4300;

export function lowerInteger(lowering: Lowering, node: number): Expression {
  const text = lowering.tree.textOf(node);
  const value = integerConstant(text);
  return value === undefined ? lowering.missing(node, 'too many digits') : constant(lowering, node, value);
}

export function lowerFloat(lowering: Lowering, node: number): Expression {
  const text = withoutSeparators(lowering.tree.textOf(node));
  return constant(
    lowering,
    node,
    isImaginary(text)
      ? { type: 'complex', imaginary: Number(text.slice(0, -1)) }
      : { type: 'float', value: Number(text) },
  );
}

function integerConstant(literal: string): ConstantValue | undefined {
  if (literal.length > maximumDigits) return undefined;
  let text = withoutSeparators(literal);
  if (isImaginary(text)) return { type: 'complex', imaginary: Number(text.slice(0, -1)) };
  if (/[lL]$/.test(text)) text = text.slice(0, -1); // Python 2's long integers
  if (/^0[0-7]*[1-7][0-7]*$/.test(text)) text = `0o${text}`; // Python 2's octal ones
  return { type: 'int', value: BigInt(text) };
}

function withoutSeparators(text: string): string {
  return text.includes('_') ? text.replaceAll('_', '') : text;
}

/** `1j`; in `0x1j` the last letter would not be part of the number. */
function isImaginary(text: string): boolean {
  return text.endsWith('j') || text.endsWith('J');
}

function constant(lowering: Lowering, node: number, value: ConstantValue): Expression {
  return new Constant(lowering.place(node), { constant: value });
}

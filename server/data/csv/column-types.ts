/** What pandas makes of the fields of a column: their dtype and values. Asked of pandas 3.1. */
import type { Cell } from '../../python/domain/data-files.ts';

export interface TypedColumn {
  readonly dtype: string | undefined;
  readonly cells: readonly Cell[] | undefined;
}

/** What is read as missing where nothing else is said (pandas' documentation of `na_values`). */
export const USUAL_MISSING: readonly string[] = [
  '',
  '#N/A',
  '#N/A N/A',
  '#NA',
  '-1.#IND',
  '-1.#QNAN',
  '-NaN',
  '-nan',
  '1.#IND',
  '1.#QNAN',
  '<NA>',
  'N/A',
  'NA',
  'NULL',
  'NaN',
  'None',
  'n/a',
  'nan',
  'null',
];

export interface FieldRules {
  readonly missing: ReadonlySet<string>;
  readonly thousands: string | undefined;
  readonly decimal: string;
  /** What is longer was read in parts, each of which has types of its own. */
  readonly isInParts: boolean;
}

const INTEGER = /^[ \t\n\v\f\r]*[+-]?\d+[ \t\n\v\f\r]*$/;
const FLOAT = /^[ \t\n\v\f\r]*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?[ \t\n\v\f\r]*$/;
const INFINITE = /^[+-]?inf(?:inity)?$/i;
/** Numbers that are not written to their end: what pandas makes of them is not worked out. */
const UNFINISHED = /^[ \t\n\v\f\r]*(?:[+-]?(?:\d+\.?\d*|\.\d+)[eE][+-]?|[+-]?\.?)[ \t\n\v\f\r]*$/;
const TRUE = new Set(['True', 'TRUE', 'true']);
const FALSE = new Set(['False', 'FALSE', 'false']);

const LEAST = -(2n ** 63n);
const MOST = 2n ** 63n - 1n;

/** The column as pandas infers it: whole numbers, else floats, else truths, else texts. */
export function inferred(fields: readonly string[], rules: FieldRules): TypedColumn {
  if (fields.length === 0) return { dtype: 'object', cells: [] };
  const known = fields.filter((field) => !rules.missing.has(field));
  if (known.length === 0) return { dtype: 'float64', cells: fields.map(() => null) };
  if (known.length === fields.length && known.every((field) => INTEGER.test(plain(field, rules)))) {
    return integers(fields, rules);
  }
  if (known.every((field) => isFloat(plain(field, rules))))
    return {
      dtype: 'float64',
      cells: fields.map((field) => (rules.missing.has(field) ? null : floatOf(field, rules))),
    };
  if (known.every((field) => TRUE.has(field) || FALSE.has(field)))
    return {
      dtype: known.length === fields.length ? 'bool' : 'object',
      cells: fields.map((field) => (rules.missing.has(field) ? null : TRUE.has(field))),
    };
  const isMixed = rules.isInParts && known.some((field) => isFloat(plain(field, rules)));
  if (isMixed || known.some(isOdd)) return { dtype: undefined, cells: undefined };
  return texts(fields, rules);
}

export function texts(fields: readonly string[], rules: FieldRules): TypedColumn {
  return { dtype: 'str', cells: fields.map((field) => (rules.missing.has(field) ? null : field)) };
}

function integers(fields: readonly string[], rules: FieldRules): TypedColumn {
  const cells = fields.map((field) => integerOf(plain(field, rules)));
  const isLarge = cells.some((cell) => typeof cell === 'bigint' && (cell < LEAST || cell > MOST));
  return isLarge ? { dtype: undefined, cells: undefined } : { dtype: 'int64', cells };
}

function integerOf(text: string): number | bigint {
  const number = Number(text);
  return Number.isSafeInteger(number) ? number + 0 : BigInt(text.trim().replace(/^\+/, ''));
}

/** As JavaScript writes the number. */
function plain(field: string, { thousands, decimal }: FieldRules): string {
  const whole = thousands === undefined ? field : field.replaceAll(thousands, '');
  if (decimal === '.') return whole;
  return whole.includes('.') ? '' : whole.replace(decimal, '.');
}

function isFloat(text: string): boolean {
  return FLOAT.test(text) || INFINITE.test(text.trim());
}

function floatOf(field: string, rules: FieldRules): number {
  const text = plain(field, rules).trim();
  if (INFINITE.test(text)) return text.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return Number(text);
}

/** Something that is perhaps a number for pandas: in a column of texts it is a text, if all else are none. */
function isOdd(field: string): boolean {
  return UNFINISHED.test(field) && field.trim() !== '' && !/^[+-.]$/.test(field) && isFloat(field.slice(0, 1));
}

/** The column as `dtype` says; undefined where pandas refuses, or that is not worked out. */
export function asDtype(fields: readonly string[], dtype: string, rules: FieldRules): TypedColumn | undefined {
  if (dtype === 'str') return texts(fields, rules);
  if (dtype === 'object') return { dtype: 'object', cells: texts(fields, rules).cells };
  const found = inferred(fields, rules);
  if (fields.length === 0) return { dtype, cells: [] };
  if (dtype === 'category')
    return { dtype, cells: rules.thousands === undefined && rules.decimal === '.' ? found.cells : undefined };
  const isMissing = found.cells?.includes(null);
  if (/^float(32|64)$/.test(dtype) && (found.dtype === 'float64' || found.dtype === 'int64'))
    return {
      dtype,
      cells: found.cells?.map((cell) =>
        cell === null ? null : dtype === 'float32' ? Math.fround(Number(cell)) : Number(cell),
      ),
    };
  if (/^u?int(8|16|32|64)$/.test(dtype) && found.dtype === 'int64' && !isMissing) {
    const bits = Number(/\d+$/.exec(dtype)![0]);
    const [low, high] = dtype.startsWith('u') ? [0, 2 ** bits] : [-(2 ** (bits - 1)), 2 ** (bits - 1)];
    return found.cells!.every((cell) => Number(cell) >= low && Number(cell) < high)
      ? { dtype, cells: found.cells }
      : undefined;
  }
  return dtype === found.dtype ? found : undefined;
}

/** The array of a text of numbers, as `np.loadtxt` and `np.genfromtxt` read it. */
import type { Value } from '../../domain/value.ts';
import { Str } from '../../domain/value.ts';
import { ArrayValue } from '../arrays/array-value.ts';
import { numberOfInteger } from '../arrays/conversion.ts';
import { kindOfDtype, NumpyFloat, NumpyInt, roundFloat } from '../arrays/dtypes.ts';
import { NotDecided, type LibraryCall } from '../arrays/library-call.ts';
import { mostElementsKept } from '../arrays/storage.ts';
import { listCost } from '../operations/sequences.ts';
import { words } from '../../../words/message.ts';

const NUMBER = /^[+-]?(?:(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|inf|infinity|nan)$/i;

/** undefined where it is refused, or not worked out. */
export function arrayOfText(call: LibraryCall, name: 'loadtxt' | 'genfromtxt', text: string): ArrayValue | undefined {
  const dtype = dtypeOf(call);
  const isLoose = name === 'genfromtxt';
  const fields = fieldsOf(call, text, isLoose);
  const width = fields[0]?.length;
  if (dtype === undefined || width === undefined || fields.some((row) => row.length !== width)) return undefined;
  call.interpreter.spend(listCost(fields.length * width));
  const used = usedColumns(call, width);
  const rows = fields.map((row) => used.map((column) => row[column]!));
  const kind = kindOfDtype(dtype);
  const isNumber = kind === 'float' || kind === 'signed';
  if (isNumber && !isLoose && rows.some((row) => row.some((field) => !NUMBER.test(field.trim())))) return undefined;
  if (!isNumber && kind !== 'string') return undefined;
  const shape = squeezed(call, rows.length, used.length);
  const isUnpacked = call.flag('unpack', false) && shape.length === 2;
  const flat = rows.flat();
  const elements =
    flat.length > mostElementsKept || isUnpacked ? undefined : flat.map((field) => elementOf(field, dtype, kind));
  return new ArrayValue({
    shape: isUnpacked ? [...shape].reverse() : shape,
    dtype: kind === 'string' ? 'str' : dtype,
    elements: elements?.includes(undefined) ? undefined : (elements as Value[] | undefined),
    reason: words`the values in the file are too many, or not worked out`,
  });
}

/** undefined where it is structured, or decided by the values. */
function dtypeOf(call: LibraryCall): string | undefined {
  if (call.functionName === 'genfromtxt' && (call.optional('names') || call.passed('dtype')?.kind === 'none'))
    return undefined;
  if (call.optional('converters')) return undefined;
  return call.dtype('dtype', 'float64');
}

function fieldsOf(call: LibraryCall, text: string, isLoose: boolean): readonly (readonly string[])[] {
  const comment = call.passed('comments')?.kind === 'none' ? undefined : call.text('comments', '#');
  const delimiter = call.optional('delimiter') ? call.text('delimiter') : undefined;
  const skipped = call.integer(isLoose ? 'skip_header' : 'skiprows', 0);
  const most = isLoose ? undefined : call.optionalInteger('max_rows');
  if (
    isLoose &&
    (call.integer('skip_footer', 0) > 0 || call.optional('missing_values') || call.optional('filling_values'))
  )
    throw new NotDecided('how the file is read is not worked out');
  const rows: string[][] = [];
  for (const line of text.replace(/\r\n?/g, '\n').split('\n').slice(skipped)) {
    if (most !== undefined && rows.length >= most) break;
    const content = comment === undefined || comment === '' ? line : line.split(comment, 1)[0]!;
    if (content.trim() === '') continue;
    rows.push(delimiter === undefined ? content.trim().split(/\s+/) : content.split(delimiter));
  }
  return rows;
}

function usedColumns(call: LibraryCall, width: number): readonly number[] {
  const given = call.optional('usecols');
  if (!given) return Array.from({ length: width }, (_, column) => column);
  const single = numberOfInteger(given);
  const columns = single === undefined ? call.itemsOf(given, 'usecols').map((item) => numberOfInteger(item)) : [single];
  return columns.map((column) => {
    const at = column !== undefined && column < 0 ? column + width : column;
    if (at === undefined || at < 0 || at >= width) throw new NotDecided(words`${'usecols'} is not known`);
    return at;
  });
}

/** Axes of 1 fall away, down to `ndmin`. */
function squeezed(call: LibraryCall, rows: number, columns: number): readonly number[] {
  const least = call.functionName === 'loadtxt' ? call.integer('ndmin', 0) : 0;
  if (least >= 2) return [rows, columns];
  const shape = [rows, columns].filter((size) => size !== 1);
  return shape.length < least ? [1] : shape;
}

function elementOf(field: string, dtype: string, kind: string): Value | undefined {
  const text = field.trim();
  if (kind === 'string') return new Str(field);
  if (kind === 'signed')
    return /^[+-]?\d+$/.test(text) ? new NumpyInt(BigInt(text.replace('+', '')), dtype) : undefined;
  const number =
    !NUMBER.test(text) || /nan/i.test(text) ? Number.NaN : Number(text.replace(/inf(inity)?/i, 'Infinity'));
  const rounded = roundFloat(number, dtype);
  return rounded === undefined ? undefined : new NumpyFloat(rounded, dtype);
}

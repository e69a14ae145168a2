/** `read_csv`, `read_table` and `read_json`. */
import type { ColumnOfFile, TableFormat, TableOfFile } from '../../domain/data-files.ts';
import type { NativeFunction, Value } from '../../domain/value.ts';
import { isUndetermined } from '../../domain/undetermined.ts';
import { numberOfInteger, sizeOf } from '../arrays/conversion.ts';
import { declare } from '../arrays/declare.ts';
import { define, type LibraryCall, NotDecided } from '../arrays/library-call.ts';
import { COUNTED, type Label, RowIndex } from '../arrays/row-index.ts';
import { listCost } from '../operations/sequences.ts';
import { pathOf, whyUnknown } from '../files/file-paths.ts';
import { words } from '../../../words/message.ts';
import { describedSymbol } from '../unknowns.ts';
import { asCells, cellsOf, dtypeOfValues, MISSING } from './cells.ts';
import { type Column, DataFrameValue } from './data-frame.ts';
import { labelOf, labelsOf } from './labels.ts';
import { castTarget } from './table-columns.ts';
import { readBack, TableContent } from './written-table.ts';

const PARAMETERS =
  'filepath_or_buffer sep|delimiter header names index_col usecols dtype engine~ skiprows skipfooter nrows na_values keep_default_na na_filter skip_blank_lines parse_dates skipinitialspace thousands decimal comment quotechar encoding low_memory~ infer_datetime_format~ dayfirst~ date_format~ memory_map~ on_bad_lines error_bad_lines warn_bad_lines~ delim_whitespace chunksize iterator converters squeeze true_values false_values escapechar quoting lineterminator date_parser compression~ encoding_errors verbose~ float_precision~ cache_dates~';

/** Options that are not worked out where they say something. */
const OTHERS = [
  'chunksize',
  'iterator',
  'converters',
  'squeeze',
  'true_values',
  'false_values',
  'escapechar',
  'quoting',
  'lineterminator',
  'date_parser',
  'encoding_errors',
];

export function readCsv(name: string, separator: string): NativeFunction {
  return declare(name, PARAMETERS, (call) => {
    const { interpreter } = call;
    const source = call.passed('filepath_or_buffer');
    const reason = whyUnknown(interpreter, source);
    const path = pathOf(interpreter, source);
    const format = formatOf(call, separator);
    const table = path === undefined || !format ? undefined : interpreter.files.table(path, format);
    const written = path === undefined || table ? undefined : interpreter.files.written(path);
    const back = written instanceof TableContent ? readBack(call, written) : undefined;
    if (back) return back;
    if (path === undefined || !table) return ofNames(call, reason);
    const { rows, columns } = table;
    const detail =
      rows === undefined
        ? words`${columns.length} columns; its rows are not counted`
        : words`${rows} rows, ${columns.length} columns`;
    return interpreter.files.readFrom(path, frameOf(call, table, path), detail);
  });
}

/** The table; a file that is not counted has an open number of rows. */
function frameOf(call: LibraryCall, table: TableOfFile, path: string): DataFrameValue {
  const { rows, columns, index } = table;
  const reason = whyUnknown(call.interpreter, call.passed('filepath_or_buffer'));
  call.interpreter.spend(listCost((rows ?? 0) * columns.length));
  const column = ({ label, dtype, cells }: ColumnOfFile): Column => ({
    name: label,
    dtype,
    cells: cellsOf(cells, dtype),
  });
  const open = describedSymbol(`rows of ${path.slice(path.lastIndexOf('/') + 1)}`);
  return new DataFrameValue(rows ?? open, columns.map(column), reason, rows === undefined ? undefined : indexOf(index));
}

function indexOf(index: ColumnOfFile | undefined): RowIndex | undefined {
  if (!index) return COUNTED;
  const cells = cellsOf(index.cells, index.dtype);
  return cells && new RowIndex(cells, index.label === '' ? undefined : index.label);
}

/** A file that is not read, and of which the program names the columns, is a table with as many. */
function ofNames(call: LibraryCall, reason: DataFrameValue['reason']): Value {
  for (const name of OTHERS) call.passed(name);
  const used = call.optional('usecols');
  const named = call.optional('names');
  const names =
    (used && labelsOf(call.interpreter, used)?.every((label) => typeof label === 'string')
      ? labelsOf(call.interpreter, used)
      : undefined) ?? (named && !used ? labelsOf(call.interpreter, named) : undefined);
  if (!names || call.optional('chunksize')) return call.unknown(reason);
  const rows = call.sourceText
    ? sizeOf(call.interpreter.unknownInteger(reason, `len(${call.sourceText})`))
    : describedSymbol('rows');
  if (rows === undefined) return call.unknown(reason);
  const index = call.optional('index_col');
  let columns: Column[] = names.map((name) => ({ name, dtype: undefined }));
  if (index && index.kind !== 'bool') {
    if (index.kind === 'int') columns = columns.filter((_, place) => place !== Number(index.value));
    else if (index.kind === 'str') columns = columns.filter((column) => column.name !== index.value);
    else throw new NotDecided(reason);
  }
  return new DataFrameValue(rows, columns, reason);
}

/** undefined where the format is not worked out. */
function formatOf(call: LibraryCall, separator: string): TableFormat | undefined {
  if (OTHERS.some((name) => call.optional(name) && !isFalse(call.passed(name)))) return undefined;
  for (const name of ['on_bad_lines', 'error_bad_lines']) if (call.optional(name)) return undefined;
  const isSpaced = call.flag('delim_whitespace', false);
  const given = call.passed('sep');
  if (given?.kind === 'none') return undefined;
  const written = isSpaced ? '\\s+' : call.text('sep', separator);
  const sep = /^(?:\\s\+| \+|\\s\*)$/.test(written) ? '\\s+' : written;
  if (sep.length !== 1 && sep !== '\\s+') return undefined;
  const header = headerOf(call);
  const skipped = linesOf(call);
  const labels = (name: string): readonly Label[] | undefined => labelsGiven(call, name);
  return {
    separator: sep,
    header,
    names: labels('names'),
    index: indexColumn(call),
    used: labels('usecols'),
    skipped,
    skippedAtEnd: call.optionalInteger('skipfooter'),
    rows: call.optionalInteger('nrows'),
    comment: optionalText(call, 'comment'),
    quote: optionalText(call, 'quotechar'),
    thousands: optionalText(call, 'thousands'),
    decimal: optionalText(call, 'decimal'),
    missing: missingTexts(call),
    keepsUsualMissing: call.optional('keep_default_na') && call.flag('keep_default_na', true),
    seesMissing: call.optional('na_filter') && call.flag('na_filter', true),
    skipsBlankLines: call.optional('skip_blank_lines') && call.flag('skip_blank_lines', true),
    skipsSpace: call.optional('skipinitialspace') && call.flag('skipinitialspace', false),
    dtype: dtypesOf(call),
    dates: datesOf(call),
    encoding: optionalText(call, 'encoding'),
  };
}

const isFalse = (value: Value | undefined): boolean =>
  (value?.kind === 'bool' && !value.value) || (value?.kind === 'int' && value.value === 0n);
const optionalText = (call: LibraryCall, name: string): string | undefined =>
  call.optional(name) ? call.text(name) : undefined;

function headerOf(call: LibraryCall): TableFormat['header'] {
  const given = call.passed('header');
  if (given === undefined || (given.kind === 'str' && given.value === 'infer')) return 'infer';
  if (given.kind === 'none') return null;
  return call.integer('header');
}

function labelsGiven(call: LibraryCall, name: string): readonly Label[] | undefined {
  const given = call.optional(name);
  if (!given) return undefined;
  const items =
    given.kind === 'range'
      ? [...(call.interpreter.iterate(given) ?? [])].map(labelOf)
      : labelsOf(call.interpreter, given);
  if (!items || items.includes(undefined))
    throw new NotDecided('which columns are meant is not known', isUndetermined(given) ? given : undefined);
  return items as Label[];
}

function indexColumn(call: LibraryCall): TableFormat['index'] {
  const given = call.optional('index_col');
  if (!given) return undefined;
  if (given.kind === 'bool' && !given.value) return false;
  const only = given.kind === 'list' && given.items.length === 1 ? given.items[0]! : given;
  const label = labelOf(only);
  if (label === undefined) throw new NotDecided('which column is the index is not known');
  return label;
}

function linesOf(call: LibraryCall): TableFormat['skipped'] {
  const given = call.optional('skiprows');
  if (!given) return undefined;
  const number = numberOfInteger(given);
  if (number !== undefined) return number;
  if (given.kind !== 'list' && given.kind !== 'tuple' && given.kind !== 'range')
    throw new NotDecided('which lines are skipped is not known');
  const lines = [...(call.interpreter.iterate(given) ?? [])].map((line) => numberOfInteger(line));
  if (lines.includes(undefined)) throw new NotDecided('which lines are skipped is not known');
  return lines as number[];
}

function missingTexts(call: LibraryCall): readonly string[] | undefined {
  const given = call.optional('na_values');
  if (!given) return undefined;
  if (given.kind === 'str') return [given.value];
  if (given.kind !== 'list' && given.kind !== 'tuple') throw new NotDecided('what is missing is not known');
  return given.items.map((item) => {
    if (item.kind === 'str') return item.value;
    throw new NotDecided('what is missing is not known');
  });
}

function dtypesOf(call: LibraryCall): TableFormat['dtype'] {
  const given = call.optional('dtype');
  if (!given) return undefined;
  if (given.kind !== 'dict') {
    const dtype = castTarget(given);
    if (dtype === undefined) throw new NotDecided('dtype is not known');
    return dtype;
  }
  const dtypes = new Map<Label, string>();
  for (const [key, value] of given.entries.values()) {
    const [label, dtype] = [labelOf(key), castTarget(value)];
    if (label === undefined || dtype === undefined || given.summary) throw new NotDecided('dtype is not known');
    dtypes.set(label, dtype);
  }
  return dtypes;
}

function datesOf(call: LibraryCall): TableFormat['dates'] {
  const given = call.optional('parse_dates');
  if (!given || isFalse(given)) return undefined;
  if (given.kind === 'bool') {
    // The index is read as dates.
    if (call.optional('index_col')) throw new NotDecided('dates as an index are not worked out');
    return undefined;
  }
  const labels = labelsOf(call.interpreter, given);
  if (!labels || labels.some((label) => typeof label === 'number'))
    throw new NotDecided('which columns are dates is not known');
  return labels;
}

/** `read_json`: a list of records, or columns by name. */
export const readJson = define('read_json', 'path_or_buf orient lines', (call) => {
  const { interpreter } = call;
  const source = call.passed('path_or_buf');
  const path = pathOf(interpreter, source);
  const text = path === undefined ? undefined : interpreter.files.text(path, 'utf-8');
  if (
    path === undefined ||
    text === undefined ||
    call.names.some((name) => !['path_or_buf', 'lines', 'orient'].includes(name))
  )
    return call.unknown(whyUnknown(interpreter, source));
  const orient = call.optional('orient') ? call.text('orient') : undefined;
  const records = recordsOf(text, call.flag('lines', false));
  if (!records || (orient !== undefined && orient !== 'records')) return call.unknown(whyUnknown(interpreter, source));
  interpreter.spend(listCost(records.length));
  const names = [...new Set(records.flatMap((record) => Object.keys(record)))];
  const columns = names.map((name): Column => {
    const values = records.map((record) => scalarOf(record[name]));
    const known = values.includes(undefined) ? undefined : (values as Value[]);
    const dtype = known && dtypeOfValues(known);
    // What looks like a date or a number is taken for one.
    const isSure =
      dtype === 'int64' || dtype === 'float64' || dtype === 'bool' || (dtype === 'str' && isText(records, name));
    return { name, dtype: isSure ? dtype : undefined, cells: isSure && known ? asCells(known, dtype) : undefined };
  });
  return interpreter.files.readFrom(
    path,
    new DataFrameValue(records.length, columns, whyUnknown(interpreter, source), COUNTED),
  );
});

type JsonRecord = Readonly<Record<string, unknown>>;

function recordsOf(text: string, isLines: boolean): readonly JsonRecord[] | undefined {
  try {
    const value: unknown = isLines
      ? text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [JSON.parse(line) as unknown]))
      : JSON.parse(text);
    const isRecords =
      Array.isArray(value) && value.every((item) => typeof item === 'object' && item !== null && !Array.isArray(item));
    return isRecords ? (value as JsonRecord[]) : undefined;
  } catch {
    // No JSON: pandas refuses it too.
    return undefined;
  }
}

function scalarOf(value: unknown): Value | undefined {
  if (value === null || value === undefined) return MISSING;
  const dtype =
    typeof value === 'string'
      ? 'str'
      : typeof value === 'boolean'
        ? 'bool'
        : Number.isInteger(value)
          ? 'int64'
          : 'float64';
  if (typeof value === 'object') return undefined;
  return cellsOf([value as string | number | boolean], dtype)?.[0];
}

/** Names that pandas takes for those of dates, and texts that it takes for numbers. */
function isText(records: readonly JsonRecord[], name: string): boolean {
  if (/_at$|_time$|^timestamp|^modified$|^date$/i.test(name)) return false;
  return records.some((record) => typeof record[name] === 'string' && !/^[\s\d.+-]*$/.test(record[name]));
}

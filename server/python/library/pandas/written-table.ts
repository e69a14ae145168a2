/** Tables that the program writes as texts of separated values, and what is read back of them. */
import type { Interpreter } from '../../domain/interpreter.ts';
import { isUndetermined } from '../../domain/undetermined.ts';
import { NONE, Str, type Value } from '../../domain/value.ts';
import { TextContent } from '../../domain/written-files.ts';
import { words } from '../../../words/message.ts';
import { type LibraryCall, NotDecided } from '../arrays/library-call.ts';
import { COUNTED, type Label } from '../arrays/row-index.ts';
import { writesTo } from '../files/file-paths.ts';
import { listCost } from '../operations/sequences.ts';
import { isMissing } from './cells.ts';
import { type Column, DataFrameValue } from './data-frame.ts';

/** More cells are not written out. */
const MOST_CELLS = 100_000;

/** A text of which at least the columns and the number of its rows are known. */
export class TableContent extends TextContent {
  /** The column of the labels first, where it is written. */
  readonly table: DataFrameValue;
  readonly separator: string;
  constructor(text: Value, table: DataFrameValue, separator: string, lines: readonly Value[] | undefined) {
    super(text, lines);
    this.table = table;
    this.separator = separator;
  }
}

const unknownText = words`the text of the table is not worked out`;

/** Writes out what the columns of the table are known to hold. */
export function tableContent(interpreter: Interpreter, table: DataFrameValue, separator: string): TableContent {
  const names = table.columns.map(({ name }) => field(String(name), separator));
  const header = names.join(separator);
  const { rows } = table;
  const count = typeof rows === 'number' && rows * names.length <= MOST_CELLS ? rows : undefined;
  interpreter.spend(listCost((count ?? 0) * names.length));
  const lines: Value[] | undefined = count === undefined ? undefined : [new Str(`${header}\n`)];
  let isWhole = true;
  for (let row = 0; lines && row < count!; row++) {
    const fields = table.columns.map(({ cells }) => textOf(interpreter, cells?.[row], separator));
    const isKnown = fields.every((one) => one !== undefined);
    isWhole &&= isKnown;
    lines.push(isKnown ? new Str(`${fields.join(separator)}\n`) : interpreter.unknown(unknownText));
  }
  const text =
    lines && isWhole ? new Str(lines.map((line) => (line as Str).value).join('')) : interpreter.unknown(unknownText);
  return new TableContent(text, table, separator, lines);
}

function textOf(interpreter: Interpreter, cell: Value | undefined, separator: string): string | undefined {
  if (!cell || isUndetermined(cell)) return undefined;
  if (isMissing(cell)) return '';
  if (!['str', 'int', 'float', 'bool'].includes(cell.kind)) return undefined;
  const text = interpreter.str(cell);
  return text === undefined ? undefined : field(text, separator);
}

/** Quoted where it has to be. */
const field = (text: string, separator: string): string =>
  text.includes(separator) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

/** `DataFrame.to_csv`: without a path it gives the text. */
export function writeCsv(call: LibraryCall, table: DataFrameValue): Value {
  const path = call.optional('path_or_buf');
  const content = writtenTable(call, table);
  if (!path) return content?.value ?? call.unknown(unknownText);
  writesTo(call.interpreter, path, content);
  return NONE;
}

/** undefined where it is written in another way than usual. */
function writtenTable(call: LibraryCall, table: DataFrameValue): TableContent | undefined {
  const usual = new Set(['self', 'path_or_buf', 'sep', 'index', 'index_label']);
  if (call.names.some((name) => !usual.has(name))) return undefined;
  const separator = call.text('sep', ',');
  const given = call.optional('index_label');
  if (given && given.kind !== 'str') return undefined;
  const withIndex = call.flag('index', true);
  const columns = withIndex ? [labelsColumn(call, table, given?.value), ...table.columns] : table.columns;
  const written = new DataFrameValue(table.rows, columns, table.reason, COUNTED);
  return tableContent(call.interpreter, written, separator);
}

/** A column without a name has an empty one in the text. */
function labelsColumn(call: LibraryCall, table: DataFrameValue, name: string | undefined): Column {
  const { index, rows } = table;
  const isCounted = index !== undefined && index.labels === undefined;
  const cells =
    typeof rows === 'number' && rows <= MOST_CELLS && index
      ? Array.from({ length: rows }, (_, row) => index.label(row))
      : undefined;
  call.interpreter.spend(listCost(cells?.length ?? 0));
  return { name: name ?? index?.name ?? '', dtype: isCounted ? 'int64' : undefined, cells };
}

/** What `read_csv` makes of such a text, where it is not known as a whole; undefined where that is not known. */
export function readBack(call: LibraryCall, content: TableContent): DataFrameValue | undefined {
  const usual = new Set(['filepath_or_buffer', 'sep', 'index_col']);
  if (call.names.some((name) => !usual.has(name)) || call.text('sep', ',') !== content.separator) return undefined;
  const { table } = content;
  const columns = table.columns.map(
    ({ name, dtype, cells }, at): Column => ({
      name: name === '' ? `Unnamed: ${at}` : name,
      dtype: dtype !== undefined && STAYS.test(dtype) ? dtype.replace(/^float.*/, 'float64') : undefined,
      cells: dtype === 'int64' && cells?.every((cell) => cell.kind === 'int') ? cells : undefined,
    }),
  );
  const index = indexAt(call, columns);
  if (index === undefined)
    return call.optional('index_col') ? undefined : new DataFrameValue(table.rows, columns, table.reason, COUNTED);
  return new DataFrameValue(
    table.rows,
    columns.filter((_, at) => at !== index),
    table.reason,
  );
}

/** Numbers are read as what they were written as. */
const STAYS = /^(?:int64|float64|float32)$/;

function indexAt(call: LibraryCall, columns: readonly Column[]): number | undefined {
  const given = call.optional('index_col');
  if (!given || (given.kind === 'bool' && !given.value)) return undefined;
  if (given.kind === 'int') return Number(given.value);
  const label: Label | undefined = given.kind === 'str' ? given.value : undefined;
  const at = columns.findIndex(({ name }) => name === label);
  if (at < 0) throw new NotDecided('which column is the index is not known');
  return at;
}

/** A text of separated values as the table that pandas' `read_csv` makes of it. Asked of pandas 3.1. */
import type { ColumnOfFile, TableFormat, TableOfFile } from '../../python/domain/data-files.ts';
import { asDtype, type FieldRules, inferred, type TypedColumn, USUAL_MISSING } from './column-types.ts';
import { type RecordOptions, type Records, recordsOf } from './records.ts';
import { isDate } from './dates.ts';

/** pandas reads in parts of so many bytes, whose columns have types of their own. */
const PART = 262_144;

type Label = string | number;

/** A column before its type is known: where its fields stand in a record. */
interface Place {
  readonly label: Label;
  readonly at: number;
}

/** undefined where pandas refuses the text, or what it makes of it is not worked out. */
export function tableOf(text: string, format: TableFormat): TableOfFile | undefined {
  // Another part of pandas reads it, with some rules of its own.
  const isOther =
    format.comment !== undefined ||
    format.rows !== undefined ||
    format.decimal !== undefined ||
    format.separator === '\\s+' ||
    /(?:^|\n)[ \t]*\n/.test(text.replace(/\r\n?/g, '\n'));
  if (format.skippedAtEnd && isOther) return undefined;
  const records = recordsOf(text.replace(/^\uFEFF/, ''), recordOptions(format));
  const data = records && headed(records, format);
  if (!data) return undefined;
  const rows = evened(data.rows, data.isLoose ? undefined : data.width);
  if (format.skippedAtEnd && rows?.some(({ length }) => length !== data.width)) return undefined;
  const limited = rows && cut(rows, format);
  if (!limited) return undefined;
  const rules = fieldRules(format, text.length > PART);
  const typed = ({ label, at }: Place): ColumnOfFile | undefined => {
    const fields = limited.map((row) => row[at] ?? '');
    const type = typeOf(label, fields, format, rules);
    return type && { label, ...type };
  };
  const { dates } = format;
  const columns = data.columns.map(typed);
  const index = data.index && ofIndex(typed(data.index), format);
  const labels = new Set([...data.columns, ...(data.index ? [data.index] : [])].map(({ label }) => label));
  if (columns.includes(undefined) || (data.index && !index)) return undefined;
  if (dates !== undefined && dates !== true && !dates.every((label) => labels.has(label))) return undefined;
  return { rows: limited.length, columns: columns as ColumnOfFile[], index };
}

/** The types of an index are inferred once more: of plain numbers and texts they stay. */
function ofIndex(column: ColumnOfFile | undefined, { dtype, decimal }: TableFormat): ColumnOfFile | undefined {
  const stays = dtype === undefined && decimal === undefined && /^(int64|float64|str)$/.test(column?.dtype ?? '');
  return column && (stays ? column : { label: column.label, dtype: undefined, cells: undefined });
}

/** The columns of a table of which only the beginning is read. */
export function headOf(text: string, format: TableFormat): TableOfFile | undefined {
  const end = text.lastIndexOf('\n');
  const table = end < 0 ? undefined : tableOf(text.slice(0, end + 1), format);
  if (!table) return undefined;
  const open = ({ label }: ColumnOfFile): ColumnOfFile => ({ label, dtype: undefined, cells: undefined });
  return { rows: undefined, columns: table.columns.map(open), index: table.index && open(table.index) };
}

function recordOptions(format: TableFormat): RecordOptions {
  const { skipped } = format;
  const lines = new Set(typeof skipped === 'number' ? [] : skipped);
  return {
    separator: format.separator === '\\s+' ? undefined : format.separator,
    quote: format.quote ?? '"',
    comment: format.comment,
    skipsBlankLines: format.skipsBlankLines ?? true,
    skipsSpace: format.skipsSpace ?? false,
    isSkipped: typeof skipped === 'number' ? (line) => line < skipped : (line) => lines.has(line),
    most: format.rows === undefined ? Number.POSITIVE_INFINITY : format.rows + (Number(format.header) || 0) + 2,
  };
}

function fieldRules(format: TableFormat, isInParts: boolean): FieldRules {
  const usual = format.keepsUsualMissing ?? true;
  const missing = [...(usual ? USUAL_MISSING : []), ...(format.missing ?? [])];
  return {
    missing: new Set((format.seesMissing ?? true) ? missing : []),
    thousands: format.thousands,
    decimal: format.decimal ?? '.',
    isInParts,
  };
}

interface Headed {
  readonly columns: readonly Place[];
  readonly index: Place | undefined;
  readonly rows: Records;
  /** So many fields a record has. */
  readonly width: number;
  /** Fields beyond are left out. */
  readonly isLoose: boolean;
}

/** Which field of a record is which column. */
function headed(records: Records, format: TableFormat): Headed | undefined {
  const { names, used } = format;
  const header = format.header === 'infer' ? (names ? null : 0) : format.header;
  const head = header === null ? undefined : records[header];
  if (header !== null && !head) return undefined;
  const rows = header === null ? records : records.slice(header + 1);
  const [first] = rows;
  if (header === null && (!first || (first.length === 1 && first[0] === ''))) return undefined;
  const count = Math.max(first?.length ?? 0, names && !used ? names.length : 0, head && !first ? head.length : 0);
  const own = head && headerNames(head);
  const labels: readonly Label[] = names ?? own?.names ?? Array.from({ length: first?.length ?? 0 }, (_, at) => at);
  if (new Set(labels).size < labels.length) return undefined;
  // Where rows have more fields than there are names, the first ones are an index.
  const isUsedOnly =
    names !== undefined && used !== undefined && names.length === used.length && count !== names.length;
  if (names && names.length !== (first?.length ?? head?.length ?? 0) && (!first || names.length > first.length))
    return undefined;
  // A type that is asked for under a name holds for what else has this name in the file.
  if (head && typeof format.dtype === 'object' && new Set(head).size < head.length) return undefined;
  const leading = isUsedOnly || format.index === false ? 0 : Math.max(0, count - labels.length);
  const isPlain = used === undefined && format.index === undefined && format.dates === undefined;
  if (leading > 1) return undefined;
  if (leading > 0 && (!isPlain || format.skippedAtEnd || format.dtype !== undefined || format.rows === 0))
    return undefined;
  const width = Math.max(count, head?.length ?? 0, labels.length + leading);
  const places = isUsedOnly
    ? placesUsed(labels, used)
    : labels.map((label, at): Place => ({ label, at: at + leading }));
  const chosen =
    isUsedOnly || !used ? places : places?.filter(({ label }, at) => used.includes(at) || used.includes(label));
  if (!chosen || (used && chosen.length < new Set(used).size)) return undefined;
  if (leading > 0) return { columns: chosen, index: { label: '', at: 0 }, rows, width, isLoose: false };
  return indexed(chosen, own?.unnamed ?? new Set(), { rows, width, isLoose: used !== undefined }, format);
}

/** `usecols` by number, in the order of the file, with a name for each. */
function placesUsed(labels: readonly Label[], used: readonly Label[]): readonly Place[] | undefined {
  const numbers = used.filter((one) => typeof one === 'number');
  if (numbers.length < used.length) return undefined;
  return [...numbers].sort((a, b) => a - b).map((at, order) => ({ label: labels[order]!, at }));
}

function indexed(
  columns: readonly Place[],
  unnamed: ReadonlySet<Label>,
  rest: Pick<Headed, 'rows' | 'width' | 'isLoose'>,
  { index: asked }: TableFormat,
): Headed | undefined {
  if (asked === undefined || asked === false) return { columns, index: undefined, ...rest };
  const index = typeof asked === 'number' ? columns.at(asked) : columns.find(({ label }) => label === asked);
  if (!index) return undefined;
  const others = columns.filter((column) => column !== index);
  return { columns: others, index: unnamed.has(index.label) ? { ...index, label: '' } : index, ...rest };
}

/** The names of a header: empty ones are numbered, and so are those that stand there again. */
function headerNames(head: readonly string[]): {
  readonly names: readonly string[];
  readonly unnamed: ReadonlySet<Label>;
} {
  const unnamed = new Set<Label>();
  const given = head.map((name, at) => {
    if (name !== '') return name;
    unnamed.add(`Unnamed: ${at}`);
    return `Unnamed: ${at}`;
  });
  const counts = new Map<string, number>();
  const taken = new Set(given);
  const names = given.map((name) => {
    const before = counts.get(name) ?? 0;
    counts.set(name, before + 1);
    if (before === 0) return name;
    let number = before;
    while (taken.has(`${name}.${number}`)) number++;
    counts.set(name, number + 1);
    taken.add(`${name}.${number}`);
    return `${name}.${number}`;
  });
  return { names, unnamed };
}

/** Records of the same length: shorter ones are filled up; longer ones are refused by pandas. */
function evened(rows: Records, width: number | undefined): Records | undefined {
  if (width === undefined) return rows;
  return rows.some((row) => row.length > width) ? undefined : rows;
}

function cut(rows: Records, { rows: most, skippedAtEnd }: TableFormat): Records {
  const left = skippedAtEnd ? rows.slice(0, Math.max(0, rows.length - skippedAtEnd)) : rows;
  return most === undefined ? left : left.slice(0, most);
}

function typeOf(
  label: Label,
  fields: readonly string[],
  format: TableFormat,
  rules: FieldRules,
): TypedColumn | undefined {
  const { dtype, dates } = format;
  const asked = typeof dtype === 'string' ? dtype : dtype?.get(label);
  if (dates !== undefined && dates !== true && dates.includes(label) && fields.length > 0) {
    const known = fields.filter((field) => !rules.missing.has(field));
    const isAll = known.length > 0 && known.every(isDate);
    return { dtype: isAll ? 'datetime64[us]' : undefined, cells: undefined };
  }
  return asked === undefined ? inferred(fields, rules) : asDtype(fields, asked, rules);
}

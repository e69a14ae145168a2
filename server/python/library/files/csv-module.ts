/** The module `csv`: rows of texts. */
import type { Interpreter } from '../../domain/interpreter.ts';
import { DictValue, IteratorValue, ListValue, type ModuleValue, NONE, Str, type Value } from '../../domain/value.ts';
import { HostValue } from '../../domain/host.ts';
import { BoundMethod } from '../../domain/value.ts';
import { listCost } from '../operations/sequences.ts';
import { setEntry } from '../operations/set-items.ts';
import { native } from '../signature.ts';
import { FunctionTable, moduleOf } from '../modules/module-value.ts';
import { FileValue } from './file-value.ts';
import { whyUnknown, writesTo } from './file-paths.ts';
import { isUndetermined } from '../../domain/undetermined.ts';
import { splitRows } from './csv-rows.ts';

export function csvModule(): ModuleValue {
  const table = new FunctionTable();
  table.add('reader', 'csvfile, dialect=, **kwargs', (interpreter, [source, dialect], { keywords }) => {
    const rows = rowsOf(interpreter, source!, dialect, keywords);
    return rows
      ? new IteratorValue(
          lazily(rows, (row) => new ListValue(row.map((field) => new Str(field)))),
          'reader',
        )
      : unknownRows(interpreter, source!);
  });
  table.add(
    'DictReader',
    'f, fieldnames=, restkey=, restval=, dialect=, **kwargs',
    (interpreter, values, { keywords }) => {
      const [source, names, , , dialect] = values;
      const all = rowsOf(interpreter, source!, dialect, keywords)?.filter((row) => row.length > 0);
      const given = names && names.kind !== 'none' ? interpreter.iterate(names) : undefined;
      interpreter.spend(source?.kind === 'list' ? listCost(source.items.length) : 1);
      const header = given ? [...given] : all?.[0]?.map((name) => new Str(name));
      interpreter.spend(Math.ceil((header?.length ?? 0) / 10));
      if (!all || !header || (names && names.kind !== 'none' && !given)) return unknownRows(interpreter, source!);
      const rows = given ? all : all.slice(1);
      // What is left over, or missing, stands under names of its own.
      if (rows.some((row) => row.length !== header.length)) return unknownRows(interpreter, source!);
      return new DictRows(
        header,
        new IteratorValue(
          lazily(rows, (row) => rowByName(interpreter, header, row)),
          'DictReader',
        ),
      );
    },
  );
  table.add('DictWriter', 'file, *args, **kwargs', (interpreter, [file]) => {
    writesTo(interpreter, file);
    return interpreter.unknown('what is written is not followed');
  });
  table.add('writer', 'file, *args, **kwargs', (interpreter, [file], { rest, keywords }) => {
    if (file instanceof FileValue && rest.length + keywords.size === 0) return new RowWriter(file);
    writesTo(interpreter, file);
    return interpreter.unknown('what is written is not followed');
  });
  table.add('field_size_limit', '*args', () => NONE);
  const constants = ['QUOTE_MINIMAL', 'QUOTE_ALL', 'QUOTE_NONE', 'QUOTE_NONNUMERIC'];
  return moduleOf('csv', [...table.members, ...constants.map((name) => [name, new Str(name)] as const)]);
}

/** `csv.writer(file)`: rows in Excel's way. */
class RowWriter extends HostValue {
  readonly typeName = '_csv.writer';
  readonly file: FileValue;
  constructor(file: FileValue) {
    super();
    this.file = file;
  }
  /** What the next row is written as. */
  write(interpreter: Interpreter, row: Value | undefined): void {
    const items = row && !isUndetermined(row) ? interpreter.iterate(row) : undefined;
    const fields = items && [...items].map((item) => (item.kind === 'none' ? '' : interpreter.str(item)));
    const line =
      fields?.every((field) => field !== undefined) && fields.length > 1 ? fields.map(quoted).join() : undefined;
    this.file.write(interpreter, line === undefined ? undefined : new Str(`${line}\r\n`));
  }
  override getAttribute(_interpreter: Interpreter, name: string): Value | undefined {
    if (name === 'writerow') return new BoundMethod(this, writeRow);
    return name === 'writerows' ? new BoundMethod(this, writeRows) : undefined;
  }
  override truth(): boolean {
    return true;
  }
}

const quoted = (field: string): string => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field);

const writeRow = native('writerow', 'self, row, /', (interpreter, [self, row]) => {
  (self as RowWriter).write(interpreter, row);
  return interpreter.unknown('how much is written is not known');
});
const writeRows = native('writerows', 'self, rows, /', (interpreter, [self, rows]) => {
  const items = rows && !isUndetermined(rows) ? interpreter.iterate(rows) : undefined;
  if (!items) (self as RowWriter).file.write(interpreter, undefined);
  else for (const row of items) (self as RowWriter).write(interpreter, row);
  return NONE;
});

/** `csv.DictReader`: an iterator that knows its names. */
class DictRows extends HostValue {
  readonly typeName = 'DictReader';
  readonly #names: readonly Value[];
  readonly #rows: IteratorValue;
  constructor(names: readonly Value[], rows: IteratorValue) {
    super();
    this.#names = names;
    this.#rows = rows;
  }
  override getAttribute(_interpreter: Interpreter, name: string): Value | undefined {
    if (name === 'fieldnames') return new ListValue([...this.#names]);
    if (name === '__next__') return new BoundMethod(this, nextRow);
    return undefined;
  }
  override iterate(interpreter: Interpreter): Iterable<Value> | undefined {
    return interpreter.iterate(this.#rows);
  }
  take(interpreter: Interpreter): Value {
    interpreter.touch(this.#rows);
    return this.#rows.next() ?? interpreter.raise('StopIteration', '');
  }
}

const nextRow = native('__next__', 'self, /', (interpreter, [self]) => (self as DictRows).take(interpreter));

function* lazily<T>(rows: readonly T[], make: (row: T) => Value): Generator<Value> {
  for (const row of rows) yield make(row);
}

function rowByName(interpreter: Interpreter, header: readonly Value[], row: readonly string[]): Value {
  const dict = new DictValue();
  for (const [at, name] of header.entries()) setEntry(interpreter, dict, name, new Str(row[at]!));
  return dict;
}

function unknownRows(interpreter: Interpreter, source: Value): Value {
  return new IteratorValue([][Symbol.iterator](), 'reader', interpreter.unknown(whyUnknown(interpreter, source)));
}

/** The rows that are left in a file, or in a list of lines. */
function rowsOf(
  interpreter: Interpreter,
  source: Value,
  dialect: Value | undefined,
  keywords: ReadonlyMap<string, Value>,
): readonly (readonly string[])[] | undefined {
  const named = dialect ?? keywords.get('dialect');
  const delimiter = keywords.get('delimiter');
  const quote = keywords.get('quotechar');
  const others = [...keywords.keys()].filter(
    (name) => !['delimiter', 'quotechar', 'dialect', 'skipinitialspace'].includes(name),
  );
  const skips = keywords.get('skipinitialspace');
  const isTabbed = named?.kind === 'str' && named.value === 'excel-tab';
  const isPlain = named === undefined || isTabbed || (named.kind === 'str' && named.value === 'excel');
  if (!isPlain || others.length > 0 || [delimiter, quote].some((one) => one !== undefined && one.kind !== 'str'))
    return undefined;
  if (source.kind === 'list') interpreter.spend(listCost(source.items.length));
  const lines =
    source instanceof FileValue
      ? source.take(interpreter)
      : source.kind === 'list' && !source.summary
        ? source.items
        : undefined;
  if (!lines?.every((line) => line.kind === 'str')) return undefined;
  const text = lines
    .map((line) => (line.kind === 'str' ? line.value : ''))
    .join(source instanceof FileValue ? '' : '\n');
  return splitRows(text, {
    delimiter: delimiter?.kind === 'str' ? delimiter.value : isTabbed ? '\t' : ',',
    quote: quote?.kind === 'str' ? quote.value : '"',
    skipsSpace: skips !== undefined && interpreter.truth(skips) === true,
  });
}

/** Texts of separated values against what pandas 3.1 made of them (test/truth/tables/csv.json: 400 random ones). */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { tableOf } from '../../../server/data/csv/table.ts';
import type { Cell, TableFormat } from '../../../server/python/domain/data-files.ts';

type Told = null | boolean | string | { readonly i?: string; readonly f?: number | string; readonly t?: string };

interface Case {
  readonly text: string;
  /** The arguments of read_csv. */
  readonly kw: Readonly<Record<string, unknown>>;
  readonly error?: string;
  readonly rows: number;
  readonly cols: readonly (string | number)[];
  readonly dtypes: readonly string[];
  readonly cells: readonly (readonly Told[])[];
}

const cases = JSON.parse(
  readFileSync(new URL('../../truth/tables/csv.json', import.meta.url), 'utf8'),
) as readonly Case[];

const listOf = (value: unknown): readonly string[] | undefined =>
  value === undefined ? undefined : Array.isArray(value) ? (value as string[]) : [value as string];

function formatOf(kw: Case['kw']): TableFormat {
  const dtype = kw['dtype'] as string | Readonly<Record<string, string>> | undefined;
  return {
    separator: (kw['sep'] as string | undefined) ?? ',',
    header: kw['header'] === undefined ? 'infer' : (kw['header'] as number | null),
    names: kw['names'] as string[] | undefined,
    index: kw['index_col'] as TableFormat['index'],
    used: kw['usecols'] as TableFormat['used'],
    skipped: kw['skiprows'] as TableFormat['skipped'],
    skippedAtEnd: kw['skipfooter'] as number | undefined,
    rows: kw['nrows'] as number | undefined,
    comment: kw['comment'] as string | undefined,
    thousands: kw['thousands'] as string | undefined,
    decimal: kw['decimal'] as string | undefined,
    missing: listOf(kw['na_values']),
    keepsUsualMissing: kw['keep_default_na'] as boolean | undefined,
    seesMissing: kw['na_filter'] as boolean | undefined,
    skipsBlankLines: kw['skip_blank_lines'] as boolean | undefined,
    skipsSpace: kw['skipinitialspace'] as boolean | undefined,
    dtype: typeof dtype === 'object' ? new Map(Object.entries(dtype)) : dtype,
    dates: kw['parse_dates'] as string[] | undefined,
  };
}

function isSame(cell: Cell, told: Told): boolean {
  if (told === null || cell === null) return told === cell;
  if (typeof told !== 'object') return cell === told;
  if (told.i !== undefined) return String(cell) === told.i;
  const number = told.f === 'inf' ? Number.POSITIVE_INFINITY : told.f === '-inf' ? Number.NEGATIVE_INFINITY : told.f;
  // pandas' own parser is off by a last digit now and then.
  return typeof number !== 'number' || cell === number || Math.abs(Number(cell) - number) <= 1e-14 * Math.abs(number);
}

test('random texts and arguments: what pandas gives, or nothing', () => {
  let answered = 0;
  for (const told of cases) {
    const table = tableOf(told.text, formatOf(told.kw));
    const what = `${JSON.stringify(told.text)} ${JSON.stringify(told.kw)}`;
    if (told.error !== undefined) assert.equal(table, undefined, what);
    if (!table) continue;
    answered++;
    assert.equal(table.rows, told.rows, what);
    assert.deepEqual(
      table.columns.map(({ label }) => label),
      told.cols,
      what,
    );
    for (const [place, { dtype, cells }] of table.columns.entries()) {
      if (dtype !== undefined) assert.equal(dtype, told.dtypes[place], what);
      for (const [row, cell] of (cells ?? []).entries())
        assert.ok(isSame(cell, told.cells[place]![row]!), `${what}: row ${row} of column ${place}`);
    }
  }
  const accepted = cases.filter(({ error }) => error === undefined).length;
  assert.ok(answered > 0.9 * accepted, `${answered} of ${accepted}`);
});

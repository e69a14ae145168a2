/** The lines of the table: which rows are shown, in which order, and what is open under them. */
import { rowNames } from '../../../server/explain/graph/items.ts';
import type { ArrayView } from '../../../server/explain/model-view.ts';
import type { CursorPlace, Place, Row, Sort, SortKey } from './messages.ts';

export type Line =
  | {
      readonly kind: 'layer';
      readonly id: string;
      readonly level: number;
      readonly row: Row;
      readonly opens: boolean;
      readonly open: boolean;
    }
  | { readonly kind: 'array'; readonly id: string; readonly level: number; readonly array: ArrayView };

/** `filter` is looked for in names, classes and shapes; a model with a match inside is shown too, and opened. */
export function tableLines(
  rows: readonly Row[],
  expanded: ReadonlySet<string>,
  sort: Sort | undefined,
  filter: string,
  path = '',
  level = 1,
): readonly Line[] {
  const names = rowNames(rows);
  const lines: Line[] = [];
  for (const [row, id] of sorted(
    rows.map((row, index): [Row, string] => [row, path + (names[index] ?? '')]),
    sort,
  )) {
    const inner = row.inside?.rows ?? [];
    const matches = matchesFilter(row, filter);
    const found =
      filter === '' || inner.length === 0 ? [] : tableLines(inner, expanded, sort, filter, `${id}/`, level + 1);
    if (!matches && found.length === 0) continue;
    const opens = inner.length > 0 || row.arrays.length > 0;
    const open = opens && (expanded.has(id) || (!matches && found.length > 0));
    lines.push({ kind: 'layer', id, level, row, opens, open });
    if (!open) continue;
    if (inner.length > 0) lines.push(...(matches ? tableLines(inner, expanded, sort, '', `${id}/`, level + 1) : found));
    else
      lines.push(
        ...row.arrays.map((array, index): Line => ({ kind: 'array', id: `${id}[${index}]`, level: level + 1, array })),
      );
  }
  return lines;
}

export function matchesFilter({ name, className, shape, training }: Row, filter: string): boolean {
  const words = filter
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const text =
    `${name} ${className} ${shape} ${training === 'trainable' || training === 'none' ? '' : training}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

const NUMBERS: Readonly<Record<Exclude<SortKey, 'name' | 'shape'>, (row: Row) => number | undefined>> = {
  params: ({ params }) => params.value,
  macs: ({ macs }) => macs.value,
  weights: ({ weightBytes }) => weightBytes.value,
  activations: ({ activationBytes }) => activationBytes.value,
};

/** Rows without a number come last, whichever the direction. */
function sorted(rows: readonly [Row, string][], sort: Sort | undefined): readonly [Row, string][] {
  if (sort === undefined) return rows;
  const sign = sort.descending ? -1 : 1;
  const { by } = sort;
  if (by === 'name' || by === 'shape')
    return rows.toSorted(([a], [b]) => sign * a[by].localeCompare(b[by], 'en', { numeric: true }));
  const number = NUMBERS[by];
  return rows.toSorted(([a], [b]) => {
    const x = number(a);
    const y = number(b);
    if (x === undefined || y === undefined) return x === y ? 0 : x === undefined ? 1 : -1;
    return sign * (x - y);
  });
}

/**
 * The ids of the rows that the cursor is in, the narrowest places only; those that begin in its line where it is in
 * none.
 */
export function rowsAt(rows: readonly Row[], cursor: CursorPlace): readonly string[] {
  const placed = [...everyRow(rows)].filter(({ row }) => row.place?.uri === cursor.uri);
  const around = placed.filter(({ row }) => row.place !== undefined && isIn(row.place, cursor));
  const found = around.length > 0 ? around : placed.filter(({ row }) => row.place?.range.start.line === cursor.line);
  const least = Math.min(...found.map(({ row }) => sizeOf(row.place)));
  return found.filter(({ row }) => sizeOf(row.place) === least).map(({ id }) => id);
}

export function* everyRow(rows: readonly Row[], path = ''): Generator<{ readonly id: string; readonly row: Row }> {
  const names = rowNames(rows);
  for (const [index, row] of rows.entries()) {
    const id = path + (names[index] ?? '');
    yield { id, row };
    if (row.inside !== undefined) yield* everyRow(row.inside.rows, `${id}/`);
  }
}

function isIn({ range: { start, end } }: Place, { line, character }: CursorPlace): boolean {
  const after = line > start.line || (line === start.line && character >= start.character);
  const before = line < end.line || (line === end.line && character <= end.character);
  return after && before;
}

/** Lines count more than characters. */
const sizeOf = (place: Place | undefined): number =>
  place === undefined
    ? Number.POSITIVE_INFINITY
    : (place.range.end.line - place.range.start.line) * 10_000 +
      place.range.end.character -
      place.range.start.character;

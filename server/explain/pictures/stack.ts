/**
 * Arrays as rectangles one under the other with their columns aligned, so that one sees what a column is: the numbers that make one output.
 * To scale, cell by cell, where they are small; otherwise each with a share of the room, and numbers on its edges.
 */
import type { Size } from '../../shapes/dimension.ts';
import { formatCount } from '../../shapes/dimension.ts';
import type { Palette } from './palette.ts';
import { label, outline, rectangle, textWidth, type Drawing } from './svg.ts';

export interface ColumnGroup {
  /** `i` */
  readonly letter: string;
  readonly size: Size;
  readonly fill: string;
}
export interface StackedArray {
  /** `kernel (4, 8)` */
  readonly title: string;
  readonly rows: Size;
  /** What a row is: `x` gives x₁, x₂ …; a single row is named as it is. */
  readonly rowName: string;
  readonly fill?: string | undefined;
}
export interface Stack {
  readonly groups: readonly ColumnGroup[];
  readonly arrays: readonly StackedArray[];
  /** Outline one column through all arrays (one unit of one gate), or one row of the first. */
  readonly mark: 'column' | 'row' | 'none';
  readonly caption: string;
}

/** More cells than this in a direction are not drawn one by one. */
const MOST_COLUMNS = 32;
const MOST_ROWS = 20;
const WIDTH = 256;
const HEIGHT = 132;
const LEAST_HEIGHT = 16;
const GAP = 8;
/** Symbolic sizes are drawn as if they were so. */
const ASSUMED = 3;

const cellsOf = (size: Size): number | undefined => (typeof size === 'number' && size > 0 ? size : undefined);

export function drawStack(stack: Stack, palette: Palette): Drawing {
  const columns = columnsOf(stack.groups);
  const heights = rowHeights(stack.arrays, columns.cell);
  const labels = stack.arrays.map((array) => rowLabels(array, heights.cell !== undefined));
  const left = 6 + Math.max(...labels.flat().map((text) => textWidth(text, 11)), 8);
  const top = stack.groups.some(({ letter }) => letter !== '') ? 20 : 4;
  const marks: string[] = [];
  let x = left;
  for (const [index, group] of stack.groups.entries()) {
    const width = columns.widths[index] ?? 0;
    const size = columns.cell === undefined ? ` ${formatCount(group.size)}` : '';
    if (group.letter !== '') marks.push(label(x + width / 2, 10, group.letter + size, { fill: palette.text, anchor: 'middle', bold: true }));
    x += width;
  }
  let y = top;
  let firstRow = 0;
  for (const [index, array] of stack.arrays.entries()) {
    const height = heights.each[index] ?? LEAST_HEIGHT;
    if (index === 0) firstRow = heights.cell ?? LEAST_HEIGHT;
    marks.push(drawArray(stack, array, { left, y, height, columns, rowHeight: heights.cell }, palette));
    marks.push(...drawRowLabels(labels[index] ?? [], left - 5, y, height, palette));
    marks.push(label(left + columns.total + 8, y + height / 2, array.title, { fill: palette.text }));
    y += height + GAP;
  }
  const bottom = y - GAP;
  if (stack.mark === 'column') marks.push(outline(left, top - 2, columns.cell ?? 6, bottom - top + 4, palette.mark));
  if (stack.mark === 'row') marks.push(outline(left - 1, top, columns.total + 2, firstRow, palette.mark));
  marks.push(label(left, bottom + 16, stack.caption, { fill: palette.faint, size: 11 }));
  const right = Math.max(left + columns.total + 8 + Math.max(...stack.arrays.map(({ title }) => textWidth(title))), left + textWidth(stack.caption, 11));
  return { width: right + 4, height: bottom + 26, marks: marks.join('') };
}

interface Columns { readonly widths: readonly number[]; readonly total: number; readonly cell: number | undefined; readonly counts: readonly number[] }

function columnsOf(groups: readonly ColumnGroup[]): Columns {
  const known = groups.map(({ size }) => cellsOf(size));
  const counts = known.map((count) => count ?? ASSUMED);
  const all = counts.reduce((sum, count) => sum + count, 0);
  const cell = known.every((count) => count !== undefined) && all <= MOST_COLUMNS ? Math.min(22, Math.max(8, WIDTH / all)) : undefined;
  const widths = counts.map((count) => (cell === undefined ? (WIDTH * count) / all : cell * count));
  return { widths, total: widths.reduce((sum, width) => sum + width, 0), cell, counts };
}

function rowHeights(arrays: readonly StackedArray[], columnCell: number | undefined): { each: readonly number[]; cell: number | undefined } {
  const known = arrays.map(({ rows }) => cellsOf(rows));
  const counts = known.map((count) => count ?? ASSUMED);
  const all = counts.reduce((sum, count) => sum + count, 0);
  if (known.every((count) => count !== undefined) && all <= MOST_ROWS) {
    const cell = Math.max(14, Math.min(20, columnCell ?? 14));
    return { each: counts.map((count) => count * cell), cell };
  }
  return { each: counts.map((count) => Math.max(LEAST_HEIGHT, (HEIGHT * count) / all)), cell: undefined };
}

interface Place { readonly left: number; readonly y: number; readonly height: number; readonly columns: Columns; readonly rowHeight: number | undefined }

function drawArray({ groups }: Stack, { fill }: StackedArray, { left, y, height, columns, rowHeight }: Place, palette: Palette): string {
  let x = left;
  const marks = groups.map((group, index) => {
    const width = columns.widths[index] ?? 0;
    const mark = rectangle(x, y, width, height, fill ?? group.fill);
    x += width;
    return mark;
  });
  const lines: string[] = [];
  if (columns.cell !== undefined) for (let at = columns.cell; at < columns.total - 0.5; at += columns.cell) lines.push(`M${at.toFixed(1)} 0v${height.toFixed(1)}`);
  else for (let at = columns.widths[0] ?? 0, index = 1; index < groups.length; at += columns.widths[index++] ?? 0) lines.push(`M${at.toFixed(1)} 0v${height.toFixed(1)}`);
  if (rowHeight !== undefined) for (let at = rowHeight; at < height - 0.5; at += rowHeight) lines.push(`M0 ${at.toFixed(1)}h${columns.total.toFixed(1)}`);
  if (lines.length > 0) marks.push(`<path transform="translate(${left.toFixed(1)} ${y.toFixed(1)})" d="${lines.join('')}" stroke="${palette.line}" fill="none"/>`);
  return marks.join('');
}

const SUBSCRIPTS = '₀₁₂₃₄₅₆₇₈₉';
const subscript = (value: number): string => String(value).replace(/\d/g, (digit) => SUBSCRIPTS[Number(digit)] ?? digit);

/** x₁, x₂ … where the rows are drawn; else `x: 300`. */
function rowLabels({ rows, rowName }: StackedArray, each: boolean): readonly string[] {
  const count = cellsOf(rows);
  if (count === 1 && !/^[a-z]$/.test(rowName)) return [rowName];
  if (!each || count === undefined) return [`${rowName}: ${formatCount(rows)}`];
  return Array.from({ length: count }, (_, index) => rowName + subscript(index + 1));
}

function drawRowLabels(labels: readonly string[], right: number, y: number, height: number, palette: Palette): string[] {
  const step = height / labels.length;
  return labels.map((text, index) => label(right, y + step * (index + 0.5), text, { fill: palette.faint, anchor: 'end', size: 11 }));
}

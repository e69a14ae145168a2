/**
 * Arrays as rectangles one under the other with their columns aligned, so that one sees what a column is: the numbers
 * that make one output.
 * To scale, cell by cell, where they are small; otherwise each with a share of the room, and numbers on its edges.
 * Beside each stands what it is.
 */
import { formatCount, type Size } from '../../shapes/dimension.ts';
import type { Language } from '../../words/language.ts';
import type { Text } from '../../words/message.ts';
import {
  captionHeight,
  captionLines,
  drawCaption,
  drawFoot,
  LINE_HEIGHT,
  NOTE_SIZE,
  PICTURE_WIDTH,
  TITLE_SIZE,
  type Caption,
  type CaptionLines,
} from './notes.ts';
import type { Palette } from './palette.ts';
import { label, outline, rectangle, textWidth, wrapped, type Drawing } from './svg.ts';

export interface ColumnGroup {
  /** `i` */
  readonly letter: string;
  readonly size: Size;
  readonly fill: string;
}
export interface StackedArray {
  readonly caption: Caption;
  readonly rows: Size;
  /** What a row is: `x` gives x₁, x₂ …; a single row is named as it is. */
  readonly rowName: Text;
  readonly fill?: string | undefined;
}
export interface Stack {
  readonly groups: readonly ColumnGroup[];
  /** What the letters over the columns mean; stands beside them. */
  readonly legend?: Text | undefined;
  readonly arrays: readonly StackedArray[];
  /** Outline one column through all arrays (one unit of one gate), or one row of the first. */
  readonly mark: 'column' | 'row' | 'none';
  /** Stands under all of them. */
  readonly foot: readonly Text[];
}

/** More cells than this in a direction are not drawn one by one. */
const MOST_COLUMNS = 16;
const MOST_ROWS = 9;
const COLUMNS_WIDTH = 112;
const ROWS_HEIGHT = 84;
const LARGEST_CELL = 13;
const LEAST_HEIGHT = 13;
/** Between the letters of two groups. */
const ROOM = 8;
/** A longer name of a size is only beside the array. */
const LONGEST_LABEL = 64;
const GAP = 5;
/** Symbolic sizes are drawn as if they were so. */
const ASSUMED = 3;

const cellsOf = (size: Size): number | undefined => (typeof size === 'number' && size > 0 ? size : undefined);

/** Where the parts of a stack stand, in pixels. */
interface Plan {
  readonly columns: Columns;
  readonly heights: Heights;
  readonly labels: readonly (readonly string[])[];
  /** Of the columns. */
  readonly left: number;
  /** Of the captions, and how wide they may be. */
  readonly beside: number;
  readonly room: number;
}

export function drawStack(stack: Stack, palette: Palette, language: Language): Drawing {
  const plan = planOf(stack, language);
  const { columns, heights, left, beside, room } = plan;
  const head = drawHead(stack, plan, palette, language);
  const marks = [head.marks];
  let y = head.height;
  let bottom = y;
  for (const [index, array] of stack.arrays.entries()) {
    const height = heights.each[index] ?? LEAST_HEIGHT;
    const caption = captionLines(array.caption, room, language);
    marks.push(drawArray(stack, array, { left, y, height, columns, rowHeight: heights.cell }, palette));
    marks.push(...drawRowLabels(plan.labels[index] ?? [], left - 5, y, height, palette));
    marks.push(drawCaption(caption, beside, y + captionOffset(caption, height), palette));
    bottom = y + height;
    y += Math.max(height, captionHeight(caption)) + GAP;
  }
  if (stack.mark === 'column')
    marks.push(outline(left, head.height - 2, columns.cell ?? 6, bottom - head.height + 4, palette.mark));
  if (stack.mark === 'row')
    marks.push(outline(left - 1, head.height, columns.total + 2, heights.cell ?? LEAST_HEIGHT, palette.mark));
  const foot = drawFoot(stack.foot, y, palette, language);
  return { width: PICTURE_WIDTH, height: y + foot.height, marks: marks.join('') + foot.marks };
}

/** In the middle of a taller array, at the upper edge of a lower one. */
const captionOffset = (caption: CaptionLines, height: number): number =>
  Math.max(0, (height - captionHeight(caption)) / 2);

function planOf(stack: Stack, language: Language): Plan {
  const columns = columnsOf(stack.groups);
  const heights = rowHeights(stack.arrays, columns.cell);
  const labels = stack.arrays.map((array) => rowLabels(array, heights.cell !== undefined, language));
  const left = 6 + Math.max(...labels.flat().map((text) => textWidth(text, NOTE_SIZE)), 8);
  const beside = left + columns.total + 10;
  return { columns, heights, labels, left, beside, room: PICTURE_WIDTH - beside };
}

/** The letters over the columns, and what they mean. */
function drawHead(
  { groups, legend }: Stack,
  { columns, left, beside, room }: Plan,
  palette: Palette,
  language: Language,
): { marks: string; height: number } {
  if (groups.every(({ letter }) => letter === '')) return { marks: '', height: 4 };
  const lines = legend === undefined ? [] : wrapped(language.say(legend), room, NOTE_SIZE);
  const height = Math.max(1, lines.length) * LINE_HEIGHT + 4;
  let x = left;
  const letters = groups.map(({ letter, size }, index) => {
    const width = columns.widths[index] ?? 0;
    const text =
      columns.cell === undefined && textWidth(`${letter} ${formatCount(size)}`, TITLE_SIZE, true) + ROOM < width
        ? `${letter} ${formatCount(size)}`
        : letter;
    const mark = label(x + width / 2, height - 4 - LINE_HEIGHT / 2, text, {
      fill: palette.text,
      anchor: 'middle',
      bold: true,
    });
    x += width;
    return mark;
  });
  const meanings = lines.map((line, index) =>
    label(beside, (index + 0.5) * LINE_HEIGHT, line, { fill: palette.text, size: NOTE_SIZE }),
  );
  return { marks: [...letters, ...meanings].join(''), height };
}

interface Columns {
  readonly widths: readonly number[];
  readonly total: number;
  readonly cell: number | undefined;
}

function columnsOf(groups: readonly ColumnGroup[]): Columns {
  const known = groups.map(({ size }) => cellsOf(size));
  const counts = known.map((count) => count ?? ASSUMED);
  const all = counts.reduce((sum, count) => sum + count, 0);
  const isEach = known.every((count) => count !== undefined) && all <= MOST_COLUMNS;
  const cell = isEach ? Math.min(LARGEST_CELL, COLUMNS_WIDTH / all) : undefined;
  const widths = counts.map((count) => (cell === undefined ? (COLUMNS_WIDTH * count) / all : cell * count));
  return { widths, total: widths.reduce((sum, width) => sum + width, 0), cell };
}

interface Heights {
  readonly each: readonly number[];
  readonly cell: number | undefined;
}

function rowHeights(arrays: readonly StackedArray[], columnCell: number | undefined): Heights {
  const known = arrays.map(({ rows }) => cellsOf(rows));
  const counts = known.map((count) => count ?? ASSUMED);
  const all = counts.reduce((sum, count) => sum + count, 0);
  if (known.every((count) => count !== undefined) && all <= MOST_ROWS) {
    const cell = Math.max(LEAST_HEIGHT, Math.min(LARGEST_CELL, columnCell ?? LARGEST_CELL));
    return { each: counts.map((count) => count * cell), cell };
  }
  return { each: counts.map((count) => Math.max(LEAST_HEIGHT, (ROWS_HEIGHT * count) / all)), cell: undefined };
}

interface Place {
  readonly left: number;
  readonly y: number;
  readonly height: number;
  readonly columns: Columns;
  readonly rowHeight: number | undefined;
}

function drawArray({ groups }: Stack, { fill }: StackedArray, place: Place, palette: Palette): string {
  const { left, y, height, columns } = place;
  let x = left;
  const marks = groups.map((group, index) => {
    const width = columns.widths[index] ?? 0;
    const mark = rectangle(x, y, width, height, fill ?? group.fill);
    x += width;
    return mark;
  });
  const lines = gridOf(groups.length, place);
  if (lines !== '')
    marks.push(
      `<path transform="translate(${left.toFixed(1)} ${y.toFixed(1)})" d="${lines}" stroke="${palette.line}" fill="none"/>`,
    );
  return marks.join('');
}

/** Lines between the cells, or where there are too many between the groups. */
function gridOf(groups: number, { height, columns, rowHeight }: Place): string {
  const lines: string[] = [];
  const vertical = (at: number): void => {
    lines.push(`M${at.toFixed(1)} 0v${height.toFixed(1)}`);
  };
  if (columns.cell !== undefined)
    for (let at = columns.cell; at < columns.total - 0.5; at += columns.cell) vertical(at);
  else
    for (let at = columns.widths[0] ?? 0, index = 1; index < groups; at += columns.widths[index++] ?? 0) vertical(at);
  if (rowHeight !== undefined) {
    for (let at = rowHeight; at < height - 0.5; at += rowHeight)
      lines.push(`M0 ${at.toFixed(1)}h${columns.total.toFixed(1)}`);
  }
  return lines.join('');
}

const SUBSCRIPTS = '₀₁₂₃₄₅₆₇₈₉';
const subscript = (value: number): string =>
  String(value).replace(/\d/g, (digit) => SUBSCRIPTS[Number(digit)] ?? digit);

/** x₁, x₂ … where the rows are drawn; else `x: 300`. */
function rowLabels({ rows, rowName: name }: StackedArray, each: boolean, language: Language): readonly string[] {
  const count = cellsOf(rows);
  const rowName = language.say(name);
  if (rowName === '') return [];
  if (count === 1 && !/^[a-z]$/.test(rowName)) return [rowName];
  if (!each || count === undefined) {
    const text = `${rowName}: ${formatCount(rows)}`;
    return [textWidth(text, NOTE_SIZE) > LONGEST_LABEL ? rowName : text];
  }
  return Array.from({ length: count }, (_, index) => rowName + subscript(index + 1));
}

function drawRowLabels(
  labels: readonly string[],
  right: number,
  y: number,
  height: number,
  palette: Palette,
): string[] {
  const step = height / labels.length;
  return labels.map((text, index) =>
    label(right, y + step * (index + 0.5), text, { fill: palette.faint, anchor: 'end', size: NOTE_SIZE }),
  );
}

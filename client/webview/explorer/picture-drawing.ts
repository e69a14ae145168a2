/** Draws the arrays of a stack: blocks, the lines between their cells, and what stands beside and above them. */
import type { Matrix, Stack } from '../../../server/explain/explorer/matrices.ts';
import { rowLabel } from '../../../server/explain/explorer/pointing.ts';
import { s } from '../common/dom.ts';
import { language, t } from '../common/language.ts';
import { GUTTER, TITLE, gapOf, type DrawnMatrix, type Drawn, firstColumn, columnX } from './picture-places.ts';

const LARGEST_CELL = 44;
const ROW = 22;
const HIGHEST = 176;
const HIGHEST_WINDOWS = 260;
const LEAST_HEIGHT = 18;
/** Lines between cells are drawn where cells are at least so large. */
const LINED = 5;

/** A stack of arrays in so many pixels of width, without marks. */
export function drawStack(stack: Stack, index: number, width: number): Drawn {
  const gaps = (stack.groups.length - 1) * gapOf(stack);
  const cell = Math.min(LARGEST_CELL, Math.max(0.02, (width - GUTTER - gaps - 2) / stack.columnCount));
  const rowHeight = Math.min(
    ROW,
    HIGHEST / Math.max(...stack.matrices.map(({ rowCount, window }) => window?.depth ?? rowCount)),
  );
  const marks = s('g', { class: 'marks' });
  const svg = s('svg', { class: 'matrices' });
  let y = 0;
  if (stack.groups.some(({ letter }) => letter !== '')) {
    svg.append(...groupLetters(stack, cell));
    y += TITLE - 2;
  }
  if (cell >= 16 && stack.columnCount <= 40) {
    svg.append(...columnNumbers(stack, cell, y));
    y += 14;
  }
  const matrices: DrawnMatrix[] = [];
  for (const matrix of stack.matrices) {
    svg.append(
      s(
        'text',
        { x: GUTTER, y: y + 13, class: 'name' },
        matrix.name,
        s('tspan', { class: 'faint', dx: 8 }, matrix.shape),
        s('tspan', { class: 'faint', dx: 8 }, matrix.trainable ? '' : t('not trainable')),
      ),
    );
    y += TITLE;
    const height =
      matrix.window === undefined
        ? Math.max(LEAST_HEIGHT, matrix.rowCount * rowHeight)
        : windowsHeight(matrix.window, cell);
    matrices.push({ matrix, y, height });
    drawMatrix(svg, stack, matrix, cell, y, height);
    y += height + 8;
  }
  svg.append(marks);
  const total = GUTTER + gaps + stack.columnCount * cell + 2;
  svg.setAttribute('width', String(Math.ceil(Math.max(total, GUTTER + 190))));
  svg.setAttribute('height', String(Math.ceil(y)));
  svg.dataset['stack'] = String(index);
  return { stack, svg, cell, matrices, marks, width: total, bottom: y };
}

/** The letter of each group above its columns, with its name where there is room for all of them. */
function groupLetters(stack: Stack, cell: number): Element[] {
  const shorts = stack.groups.map(({ short }) => language.say(short));
  const named = stack.groups.every(({ size }, place) => size * cell > 22 + 6.5 * (shorts[place]?.length ?? 0));
  return stack.groups.flatMap((group, place) => {
    const x = columnX(stack, cell, firstColumn(stack, place));
    const room = group.size * cell;
    if (room <= 8) return [];
    return [
      s(
        'text',
        { x: x + room / 2, y: 12, 'text-anchor': 'middle' },
        s('tspan', { class: 'letter' }, group.letter),
        named && s('tspan', { class: 'faint', dx: 5 }, shorts[place]),
      ),
    ];
  });
}

/** Columns are counted anew in each group. */
function columnNumbers(stack: Stack, cell: number, y: number): Element[] {
  const inGroup = stack.groups.flatMap(({ size }) => Array.from({ length: size }, (_, place) => place + 1));
  return inGroup.map((number, column) =>
    s(
      'text',
      { x: columnX(stack, cell, column) + cell / 2, y: y + 10, class: 'number', 'text-anchor': 'middle' },
      String(number),
    ),
  );
}

function drawMatrix(svg: SVGSVGElement, stack: Stack, matrix: Matrix, cell: number, y: number, height: number): void {
  const rowHeight = height / matrix.rowCount;
  stack.groups.forEach((group, place) => {
    const x = columnX(stack, cell, firstColumn(stack, place));
    const width = group.size * cell;
    svg.append(
      s('rect', { x, y, width, height, rx: 2, class: `block ${matrix.trainable ? `g${group.colour % 6}` : 'still'}` }),
    );
    const d =
      matrix.window === undefined
        ? cellLines(group.size, cell, matrix.rowCount, rowHeight, x, y)
        : windowLines(matrix.window, group.size, cell, height, x, y);
    if (d !== '') svg.append(s('path', { d, class: 'lines' }));
    if (matrix.window !== undefined && cell >= LINED)
      svg.append(
        s('path', {
          d: cellLines(group.size, cell, matrix.window.depth, height / matrix.window.depth, x, y),
          class: 'lines strong',
        }),
      );
  });
  const rows = matrix.window?.depth ?? matrix.rowCount;
  const each = height / rows;
  const labelled = each >= 12 ? Array.from({ length: rows }, (_, row) => row) : height >= 30 ? [0, rows - 1] : [];
  for (const row of labelled) {
    const middle = labelled.length === 2 && each < 12 ? (row === 0 ? y + 8 : y + height - 8) : y + (row + 0.5) * each;
    svg.append(s('text', { x: GUTTER - 6, y: middle + 4, class: 'row', 'text-anchor': 'end' }, rowLabel(matrix, row)));
  }
  if (labelled.length === 2 && each < 12 && height >= 50)
    svg.append(s('text', { x: GUTTER - 6, y: y + height / 2 + 4, class: 'row', 'text-anchor': 'end' }, '⋮'));
}

function cellLines(columns: number, cell: number, rows: number, rowHeight: number, x: number, y: number): string {
  const lines: string[] = [];
  if (cell >= LINED)
    for (let column = 1; column < columns; column++)
      lines.push(`M${round(x + column * cell)} ${y}v${round(rows * rowHeight)}`);
  if (rowHeight >= LINED)
    for (let row = 1; row < rows; row++)
      lines.push(`M${round(x)} ${round(y + row * rowHeight)}h${round(columns * cell)}`);
  return lines.join('');
}

type Window = NonNullable<Matrix['window']>;

/** A window in each column for each channel, as square as there is room. */
const windowsHeight = ({ height, width, depth }: Window, cell: number): number =>
  Math.max(LEAST_HEIGHT, Math.min(HIGHEST_WINDOWS, depth * Math.max(6, (cell * height) / width)));

function windowLines(
  { height, width, depth }: Window,
  columns: number,
  cell: number,
  total: number,
  x: number,
  y: number,
): string {
  const lines: string[] = [];
  const place = cell / width;
  const rowHeight = total / (depth * height);
  if (place >= LINED)
    for (let line = 1; line < columns * width; line++)
      if (line % width !== 0) lines.push(`M${round(x + line * place)} ${y}v${round(total)}`);
  if (rowHeight >= LINED)
    for (let line = 1; line < depth * height; line++)
      if (line % height !== 0) lines.push(`M${round(x)} ${round(y + line * rowHeight)}h${round(columns * cell)}`);
  return lines.join('');
}

const round = (value: number): number => Math.round(value * 10) / 10;

/** A table as the Python package Rich draws it on a terminal without colours: Keras 3 prints its summaries with it. */
import { cellLength, cropCells } from './cell-width.ts';

export interface Column {
  readonly header: string;
  readonly align: 'left' | 'right';
  /** Cells that the contents may take, before the table is made to fit. */
  readonly width: number;
}

/** The lines of the table, `lineLength` cells wide, with a rule between all rows. */
export function richTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  lineLength: number,
): string[] {
  const widths = columnWidths(
    columns.map(({ width }) => width),
    lineLength,
  );
  const rule = (left: string, line: string, cross: string, right: string) =>
    left + widths.map((width) => line.repeat(width)).join(cross) + right;
  const lines = (cells: readonly string[], edge: string) =>
    rowLines(cells, columns, widths).map((line) => edge + line.join(edge) + edge);
  const body = rows.map((cells) => lines(cells, '│'));
  return [
    rule('┏', '━', '┳', '┓'),
    ...lines(
      columns.map(({ header }) => header),
      '┃',
    ),
    rule('┡', '━', '╇', '┩'),
    ...body.flatMap((row, index) => (index === 0 ? row : [rule('├', '─', '┼', '┤'), ...row])),
    rule('└', '─', '┴', '┘'),
  ];
}

/**
 * Widths with one cell of padding on either side, reduced or widened in turn until they and the edges make the line.
 */
function columnWidths(contents: readonly number[], lineLength: number): number[] {
  const available = lineLength - contents.length - 1;
  const padded = contents.map((width) => width + 2);
  const total = padded.reduce((sum, width) => sum + width, 0);
  return total > available
    ? reduce(padded, total - available)
    : total < available
      ? widen(padded, available - total, total)
      : padded;
}

/** Takes `excess` away, the same from each column, as far as it divides evenly. */
function reduce(widths: readonly number[], excess: number): number[] {
  let remaining = excess;
  return widths.map((width, index) => {
    const share = Math.min(width, roundToEven(remaining / (widths.length - index)));
    remaining -= share;
    return width - share;
  });
}

/** Adds `extra`, to each column in proportion to its width. */
function widen(widths: readonly number[], extra: number, total: number): number[] {
  let remaining = extra;
  let weight = total;
  return widths.map((width) => {
    const share = weight > 0 ? Math.ceil((width * remaining) / weight) : remaining;
    weight -= width;
    remaining -= share;
    return width + share;
  });
}

/** Python's round(): a half goes to the even neighbour. */
function roundToEven(value: number): number {
  const floor = Math.floor(value);
  if (value - floor !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

/** The lines of one row: for each line its padded cells. */
function rowLines(cells: readonly string[], columns: readonly Column[], widths: readonly number[]): string[][] {
  const wrapped = cells.map((cell, index) => wrap(cell, (widths[index] ?? 2) - 2));
  const height = Math.max(1, ...wrapped.map(({ length }) => length));
  return Array.from({ length: height }, (_, line) =>
    wrapped.map((cell, index) => {
      const width = (widths[index] ?? 2) - 2;
      const text = cell[line] ?? '';
      return ` ${columns[index]?.align === 'right' ? padLeft(text.trimEnd(), width) : padRight(text, width)} `;
    }),
  );
}

const padLeft = (text: string, width: number) => ' '.repeat(Math.max(0, width - cellLength(text))) + text;
const padRight = (text: string, width: number) => text + ' '.repeat(Math.max(0, width - cellLength(text)));

/** Breaks between words; a word that is longer than a line is cut, with an ellipsis. */
function wrap(text: string, width: number): string[] {
  return text.split('\n').flatMap((line) => wrapLine(line, width));
}

function wrapLine(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.match(/\s*\S+\s*/g) ?? [text]) {
    if (line !== '' && cellLength(line) + cellLength(word.trimEnd()) > width) {
      lines.push(line);
      line = '';
    }
    line += word;
  }
  lines.push(line);
  return lines.map((part) => fit(part, width));
}

function fit(line: string, width: number): string {
  const trimmed = cellLength(line) > width ? line.trimEnd() : line;
  return cellLength(trimmed) > width ? `${cropCells(trimmed, width - 1)}…` : trimmed;
}

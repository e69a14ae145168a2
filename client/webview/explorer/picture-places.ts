/** Where arrays, columns, rows and cells stand in a picture, and which stand at a place. Lengths in pixels. */
import type { Matrix, Stack } from '../../../server/explain/explorer/matrices.ts';

/** Room for the labels of rows. */
export const GUTTER = 44;
const GAP = 3;
/** Room for the name of an array. */
export const TITLE = 20;

/** Where an array stands. */
export interface DrawnMatrix {
  readonly matrix: Matrix;
  readonly y: number;
  readonly height: number;
}

/** A stack as it is drawn; `cell`: the width of a column. */
export interface Drawn {
  readonly stack: Stack;
  readonly svg: SVGSVGElement;
  readonly cell: number;
  readonly matrices: readonly DrawnMatrix[];
  readonly marks: SVGGElement;
  readonly width: number;
  readonly bottom: number;
}

/** A box that is left open. */
export interface Hole {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where a row is drawn in its column: the whole width of a cell, or a place in the window of its channel. */
export function boxOf({ matrix, y, height }: DrawnMatrix, row: number, cell: number): Hole {
  if (matrix.window === undefined)
    return { x: 0, y: y + (row * height) / matrix.rowCount, width: cell, height: height / matrix.rowCount };
  const { window } = matrix;
  const channel = row % window.depth;
  const place = Math.floor(row / window.depth);
  const each = height / (window.depth * window.height);
  return {
    x: ((place % window.width) * cell) / window.width,
    y: y + (channel * window.height + Math.floor(place / window.width)) * each,
    width: cell / window.width,
    height: each,
  };
}

/** The row at a height within a matrix; `across`: how far along the column, from 0 to 1. */
export function rowAt({ matrix, height }: DrawnMatrix, y: number, across: number): number {
  const { window } = matrix;
  if (window === undefined) return Math.floor((y / height) * matrix.rowCount);
  const line = Math.max(
    0,
    Math.min(window.depth * window.height - 1, Math.floor((y / height) * window.depth * window.height)),
  );
  const along = Math.max(0, Math.min(window.width - 1, Math.floor(across * window.width)));
  return ((line % window.height) * window.width + along) * window.depth + Math.floor(line / window.height);
}

/** Between two groups. */
export const gapOf = ({ groups }: Stack): number => (groups.length > 16 ? 1 : GAP);

/** The first column of a group. */
export const firstColumn = ({ groups }: Stack, group: number): number =>
  groups.slice(0, group).reduce((sum, { size }) => sum + size, 0);

function groupOf({ groups }: Stack, column: number): number {
  let end = 0;
  return groups.findIndex(({ size }) => (end += size) > column);
}

/** The left edge of a column. */
export function columnX(stack: Stack, cell: number, column: number): number {
  return GUTTER + column * cell + Math.max(0, groupOf(stack, column)) * gapOf(stack);
}

/** The column at a place; undefined beside them. */
export function columnAt({ stack, cell }: Drawn, x: number): number | undefined {
  let left = GUTTER;
  let before = 0;
  for (const { size } of stack.groups) {
    const width = size * cell + gapOf(stack);
    if (x < left + width) return Math.max(0, Math.min(before + size - 1, before + Math.floor((x - left) / cell)));
    left += width;
    before += size;
  }
  return x < left + 24 ? stack.columnCount - 1 : undefined;
}

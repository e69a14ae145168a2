/** A window of a convolution: its positions as cells, as many layers deep as it reads channels. */
import type { Size } from '../../shapes/dimension.ts';
import type { Palette } from './palette.ts';
import { rectangle, type Drawing } from './svg.ts';

const MOST_CELLS = 7;
const MOST_LAYERS = 4;
const SHIFT = 5;

const drawn = (size: Size | undefined, most: number): number =>
  typeof size === 'number' ? Math.max(1, Math.min(size, most)) : Math.min(3, most);

/**
 * `window` has one to three sizes, of which the last two are drawn; `depth` is the number of channels. Large ones are
 * drawn smaller than they are.
 */
export function drawWindow(
  window: readonly Size[],
  depth: Size | undefined,
  cell: number,
  fill: string,
  palette: Palette,
): Drawing & { readonly top: number } {
  const rows = drawn(window.length > 1 ? window.at(-2) : 1, MOST_CELLS);
  const columns = drawn(window.at(-1), MOST_CELLS);
  const layers = drawn(depth, MOST_LAYERS);
  const marks: string[] = [];
  for (let index = layers - 1; index >= 0; index--) {
    marks.push(rectangle(index * SHIFT, (layers - 1 - index) * SHIFT, columns * cell, rows * cell, fill, palette.line));
  }
  const top = (layers - 1) * SHIFT;
  const lines = [
    ...Array.from({ length: columns - 1 }, (_, index) => `M${(index + 1) * cell} ${top}v${rows * cell}`),
    ...Array.from({ length: rows - 1 }, (_, index) => `M0 ${top + (index + 1) * cell}h${columns * cell}`),
  ];
  if (lines.length > 0) marks.push(`<path d="${lines.join('')}" stroke="${palette.line}" fill="none"/>`);
  return { width: columns * cell + top, height: rows * cell + top, top, marks: marks.join('') };
}

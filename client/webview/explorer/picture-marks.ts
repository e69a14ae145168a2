/** What is lit in a picture: the column, row and cell that is pointed at, and what a stage of the time step uses. */
import type { Place } from '../../../server/explain/explorer/pointing.ts';
import { s } from '../common/dom.ts';
import { GUTTER, type DrawnMatrix, type Drawn, boxOf, firstColumn, columnX, type Hole } from './picture-places.ts';

/** The arrays and the gates that are at work; undefined: all gates. */
export interface Lit {
  readonly arrays: readonly string[];
  readonly gates: readonly number[] | undefined;
}

/** The column through all arrays, and the cell in it; or the row. What is beside is veiled. */
export function pointerMarks({ stack, cell, matrices, width }: Drawn, place: Place): Element[] {
  const here = matrices[place.matrix];
  if (here === undefined) return [];
  const box = boxOf(here, place.row, cell);
  if (stack.focus === 'row') {
    const hole = { x: GUTTER, y: box.y, width: width - GUTTER, height: Math.max(box.height, 3) };
    return [
      ...matrices.map((one) => veil(one, width, hole)),
      s('rect', {
        x: GUTTER - 1,
        y: box.y - 1,
        width: width - GUTTER + 1,
        height: hole.height + 2,
        rx: 2,
        class: 'outline',
      }),
    ];
  }
  const x = columnX(stack, cell, place.column);
  const wide = Math.max(cell, 3);
  return [
    ...matrices.flatMap((one) => [
      veil(one, width, { x, y: one.y, width: wide, height: one.height }),
      s('rect', { x: x - 1, y: one.y - 1, width: wide + 2, height: one.height + 2, rx: 2, class: 'outline' }),
    ]),
    ...(box.height >= 4 && box.width >= 4
      ? [
          s('rect', {
            x: x + box.x + 1.5,
            y: box.y + 1.5,
            width: box.width - 3,
            height: box.height - 3,
            rx: 1,
            class: 'spot',
          }),
        ]
      : []),
  ];
}

/** Veils an array but for a hole. */
function veil({ y, height }: DrawnMatrix, width: number, hole: Hole): Element {
  const d = `M${GUTTER - 1} ${y - 1}H${width + 1}v${height + 2}H${GUTTER - 1}zM${hole.x} ${hole.y}v${hole.height}h${hole.width}v${-hole.height}z`;
  return s('path', { d, class: 'veil', 'fill-rule': 'evenodd' });
}

/** Veils the arrays and gates that are not at work. */
export function shades({ stack, cell, matrices, width }: Drawn, { arrays, gates }: Lit): Element[] {
  return matrices.flatMap(({ matrix, y, height }) => {
    if (!arrays.includes(matrix.name))
      return [s('rect', { x: GUTTER - 1, y: y - 1, width: width - GUTTER + 1, height: height + 2, class: 'veil' })];
    if (gates === undefined) return [];
    return stack.groups.flatMap(({ size }, index) =>
      gates.includes(index)
        ? []
        : [
            s('rect', {
              x: columnX(stack, cell, firstColumn(stack, index)) - 1,
              y: y - 1,
              width: size * cell + 2,
              height: height + 2,
              class: 'veil',
            }),
          ],
    );
  });
}

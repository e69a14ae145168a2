/**
 * The arrays as coloured blocks, aligned by their columns. One points at a column, a row and a cell with the mouse, by
 * touch or with the arrow keys.
 * Blocks are drawn as a few rectangles whatever their size, so that a kernel of a million numbers costs no more than
 * one of eight.
 */
import type { Matrix, Stack } from '../../../server/explain/explorer/matrices.ts';
import { pictureWords, pointedAt, rowLabel, type Place } from '../../../server/explain/explorer/pointing.ts';
import { fill, h, s } from '../common/dom.ts';
import { language, t } from '../common/language.ts';

export interface Lit {
  readonly arrays: readonly string[];
  readonly gates: readonly number[] | undefined;
}

const NOTHING_LIT: Lit = { arrays: [], gates: undefined };

const GUTTER = 44;
const GAP = 3;
const TITLE = 20;
const LARGEST_CELL = 44;
const ROW = 22;
const HIGHEST = 176;
const HIGHEST_WINDOWS = 260;
const LEAST_HEIGHT = 18;
/** Lines between cells are drawn where cells are at least so large. */
const LINED = 5;
const MOST_STACKS = 16;

interface DrawnMatrix {
  readonly matrix: Matrix;
  readonly y: number;
  readonly height: number;
}
interface Drawn {
  readonly stack: Stack;
  readonly svg: SVGSVGElement;
  readonly cell: number;
  readonly matrices: readonly DrawnMatrix[];
  readonly marks: SVGGElement;
  readonly width: number;
  readonly bottom: number;
}

export class Picture {
  readonly element: HTMLElement;
  readonly #area = h('div', {
    class: 'stacks',
    tabindex: 0,
    role: 'application',
    'aria-roledescription': t('picture of the arrays'),
  });
  readonly #line = h('p', { class: 'line' });
  readonly #cell = h('p', { class: 'cell quiet' });
  readonly #announce: (text: string) => void;
  #stacks: readonly Stack[] = [];
  #drawn: readonly Drawn[] = [];
  #place: Place | undefined;
  #pinned = false;
  #lit: Lit | undefined;
  #width = 0;

  constructor(announce: (text: string) => void) {
    this.#announce = announce;
    this.element = h(
      'figure',
      { class: 'picture' },
      this.#area,
      h('figcaption', { class: 'pointed' }, this.#line, this.#cell),
    );
    this.#area.addEventListener('keydown', (event) => this.#key(event));
    this.#area.addEventListener('focus', () => {
      if (this.#place === undefined) this.#point({ stack: 0, matrix: 0, row: 0, column: 0 }, true);
      else this.#say();
    });
    this.#area.addEventListener('pointermove', (event) => {
      if (!this.#pinned) this.#pointer(event);
    });
    this.#area.addEventListener('pointerleave', () => {
      if (!this.#pinned && document.activeElement !== this.#area) this.#point(undefined, false);
    });
    // A click holds what is pointed at, a second one there lets go.
    this.#area.addEventListener('click', (event) => {
      const held = this.#pinned ? this.#place : undefined;
      this.#pointer(event);
      this.#pinned = JSON.stringify(held) !== JSON.stringify(this.#place);
    });
    new ResizeObserver(([entry]) => {
      const width = Math.floor(entry?.contentRect.width ?? 0);
      if (width === this.#width || width === 0) return;
      this.#width = width;
      this.#draw();
    }).observe(this.#area);
  }

  update(stacks: readonly Stack[], name: string): void {
    this.#stacks = stacks.slice(0, MOST_STACKS);
    this.#area.setAttribute(
      'aria-label',
      t('Arrays of {0}: {1}. Arrow keys move from column to column and row to row.', name, pictureWords(stacks)),
    );
    this.element.hidden = stacks.length === 0;
    this.#place = this.#place && this.#within(this.#place);
    this.#draw();
  }

  /** Lights what a stage of the time step uses; undefined: everything as it is. */
  light(lit: Lit | undefined): void {
    this.#lit = lit;
    this.#mark();
  }

  #draw(): void {
    if (this.#width === 0) return;
    const perRow = this.#stacks.length > 1 && this.#width >= 520 ? 2 : 1;
    const width = Math.min(640, Math.floor((this.#width - (perRow - 1) * 16) / perRow));
    this.#drawn = this.#stacks.map((stack, index) => drawStack(stack, index, width));
    fill(
      this.#area,
      this.#drawn.map(({ stack, svg }) =>
        h(
          'div',
          { class: 'stack', 'aria-hidden': 'true' },
          stack.title === '' ? undefined : h('p', { class: 'title', text: language.say(stack.title) }),
          svg,
        ),
      ),
    );
    this.#mark();
  }

  #mark(): void {
    const place = this.#place;
    this.#drawn.forEach((drawn, index) => {
      const marks: Element[] = [];
      // The step is that of the first stack: of Bidirectional's forward layer.
      if (this.#lit !== undefined) marks.push(...shades(drawn, index === 0 ? this.#lit : NOTHING_LIT));
      if (place?.stack === index) marks.push(...pointerMarks(drawn, place));
      fill(drawn.marks, marks);
    });
    const pointed = place && pointedAt(this.#stacks, place);
    this.#line.textContent = pointed === undefined ? hintFor(this.#stacks) : language.say(pointed.line);
    this.#line.classList.toggle('quiet', pointed === undefined);
    const cell = pointed && [
      h('code', { text: pointed.index }),
      document.createTextNode(` ${language.say(pointed.cell)}`),
    ];
    fill(this.#cell, cell ?? [document.createTextNode('\u00a0')]);
  }

  #point(place: Place | undefined, spoken: boolean): void {
    this.#place = place && this.#within(place);
    this.#mark();
    if (spoken) this.#say();
  }

  #say(): void {
    this.#announce(`${this.#line.textContent}. ${this.#cell.textContent}`);
  }

  #within(place: Place): Place | undefined {
    const stack = Math.min(place.stack, this.#stacks.length - 1);
    const found = this.#stacks[stack];
    if (found === undefined) return undefined;
    const matrix = Math.max(0, Math.min(place.matrix, found.matrices.length - 1));
    const rows = found.matrices[matrix]?.rowCount ?? 1;
    return {
      stack,
      matrix,
      row: Math.max(0, Math.min(place.row, rows - 1)),
      column: Math.max(0, Math.min(place.column, found.columnCount - 1)),
    };
  }

  #pointer({ clientX, clientY, target }: MouseEvent): void {
    const svg = (target as Element).closest('svg');
    const stack = this.#drawn.findIndex((drawn) => drawn.svg === svg);
    const drawn = this.#drawn[stack];
    if (svg === null || drawn === undefined) return;
    const box = svg.getBoundingClientRect();
    const [x, y] = [clientX - box.left, clientY - box.top];
    const column = columnAt(drawn, x);
    const matrix = drawn.matrices.findIndex((one) => y >= one.y - TITLE && y < one.y + one.height);
    const found = drawn.matrices[matrix];
    if (column === undefined || found === undefined) return;
    this.#point(
      {
        stack,
        matrix,
        column,
        row: rowAt(found, y - found.y, (x - columnX(drawn.stack, drawn.cell, column)) / drawn.cell),
      },
      false,
    );
  }

  #key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const place = this.#place ?? { stack: 0, matrix: 0, row: 0, column: 0 };
    const next = this.#moved(place, event.key);
    if (next === undefined) return;
    event.preventDefault();
    this.#pinned = false;
    this.#point(next, true);
  }

  /** Up and down go on into the next array, and from the last into the next stack. */
  #moved({ stack, matrix, row, column }: Place, key: string): Place | undefined {
    const here = this.#stacks[stack];
    const rows = here?.matrices[matrix]?.rowCount ?? 1;
    switch (key) {
      case 'ArrowLeft':
        return { stack, matrix, row, column: column - 1 };
      case 'ArrowRight':
        return { stack, matrix, row, column: column + 1 };
      case 'Home':
        return { stack, matrix, row, column: 0 };
      case 'End':
        return { stack, matrix, row, column: Number.MAX_SAFE_INTEGER };
      case 'ArrowDown':
        if (row + 1 < rows) return { stack, matrix, row: row + 1, column };
        return matrix + 1 < (here?.matrices.length ?? 0)
          ? { stack, matrix: matrix + 1, row: 0, column }
          : stack + 1 < this.#stacks.length
            ? { stack: stack + 1, matrix: 0, row: 0, column }
            : undefined;
      case 'ArrowUp':
        if (row > 0) return { stack, matrix, row: row - 1, column };
        if (matrix > 0) return { stack, matrix: matrix - 1, row: Number.MAX_SAFE_INTEGER, column };
        return stack > 0
          ? { stack: stack - 1, matrix: Number.MAX_SAFE_INTEGER, row: Number.MAX_SAFE_INTEGER, column }
          : undefined;
      case 'PageDown':
        return matrix + 1 < (here?.matrices.length ?? 0)
          ? { stack, matrix: matrix + 1, row: 0, column }
          : { stack: stack + 1, matrix: 0, row: 0, column };
      case 'PageUp':
        return matrix > 0
          ? { stack, matrix: matrix - 1, row: 0, column }
          : { stack: Math.max(0, stack - 1), matrix: 0, row: 0, column };
      case 'Escape':
        return undefined;
      default:
        return undefined;
    }
  }
}

const hintFor = (stacks: readonly Stack[]): string =>
  stacks.length === 0
    ? ''
    : stacks.some(({ focus }) => focus === 'row')
      ? t('Point at a row to see what it is.')
      : t('Point at a column to see what it is.');

function drawStack(stack: Stack, index: number, width: number): Drawn {
  const gaps = (stack.groups.length - 1) * (stack.groups.length > 16 ? 1 : GAP);
  const cell = Math.min(LARGEST_CELL, Math.max(0.02, (width - GUTTER - gaps - 2) / stack.columnCount));
  const rowHeight = Math.min(
    ROW,
    HIGHEST / Math.max(...stack.matrices.map(({ rowCount, window }) => window?.depth ?? rowCount)),
  );
  const shorts = stack.groups.map(({ short }) => language.say(short));
  const named = stack.groups.every(({ size }, place) => size * cell > 22 + 6.5 * (shorts[place]?.length ?? 0));
  const marks = s('g', { class: 'marks' });
  const svg = s('svg', { class: 'matrices' });
  const hasLetters = stack.groups.some(({ letter }) => letter !== '');
  let y = 0;
  if (hasLetters) {
    for (const [place, group] of stack.groups.entries()) {
      const x = columnX(stack, cell, firstColumn(stack, place));
      const room = group.size * cell;
      if (room > 8)
        svg.append(
          s(
            'text',
            { x: x + room / 2, y: 12, 'text-anchor': 'middle' },
            s('tspan', { class: 'letter' }, group.letter),
            named && s('tspan', { class: 'faint', dx: 5 }, shorts[place]),
          ),
        );
    }
    y += TITLE - 2;
  }
  if (cell >= 16 && stack.columnCount <= 40) {
    const inGroup = stack.groups.flatMap(({ size }) => Array.from({ length: size }, (_, place) => place + 1));
    inGroup.forEach((number, column) => {
      svg.append(
        s(
          'text',
          { x: columnX(stack, cell, column) + cell / 2, y: y + 10, class: 'number', 'text-anchor': 'middle' },
          String(number),
        ),
      );
    });
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

/** Where a row is drawn in its column: the whole width of a cell, or a place in the window of its channel. */
function boxOf({ matrix, y, height }: DrawnMatrix, row: number, cell: number): Hole {
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
function rowAt({ matrix, height }: DrawnMatrix, y: number, across: number): number {
  const { window } = matrix;
  if (window === undefined) return Math.floor((y / height) * matrix.rowCount);
  const line = Math.max(
    0,
    Math.min(window.depth * window.height - 1, Math.floor((y / height) * window.depth * window.height)),
  );
  const along = Math.max(0, Math.min(window.width - 1, Math.floor(across * window.width)));
  return ((line % window.height) * window.width + along) * window.depth + Math.floor(line / window.height);
}

const round = (value: number): number => Math.round(value * 10) / 10;
const gapOf = ({ groups }: Stack): number => (groups.length > 16 ? 1 : GAP);
const firstColumn = ({ groups }: Stack, group: number): number =>
  groups.slice(0, group).reduce((sum, { size }) => sum + size, 0);

function groupOf({ groups }: Stack, column: number): number {
  let end = 0;
  return groups.findIndex(({ size }) => (end += size) > column);
}

function columnX(stack: Stack, cell: number, column: number): number {
  return GUTTER + column * cell + Math.max(0, groupOf(stack, column)) * gapOf(stack);
}

function columnAt({ stack, cell }: Drawn, x: number): number | undefined {
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

/** The column through all arrays, and the cell in it; or the row. What is beside is veiled. */
function pointerMarks({ stack, cell, matrices, width }: Drawn, place: Place): Element[] {
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

interface Hole {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Veils an array but for a hole. */
function veil({ y, height }: DrawnMatrix, width: number, hole: Hole): Element {
  const d = `M${GUTTER - 1} ${y - 1}H${width + 1}v${height + 2}H${GUTTER - 1}zM${hole.x} ${hole.y}v${hole.height}h${hole.width}v${-hole.height}z`;
  return s('path', { d, class: 'veil', 'fill-rule': 'evenodd' });
}

/** Veils the arrays and gates that are not at work. */
function shades({ stack, cell, matrices, width }: Drawn, { arrays, gates }: Lit): Element[] {
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

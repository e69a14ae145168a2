/**
 * The arrays as coloured blocks, aligned by their columns. One points at a column, a row and a cell with the mouse, by
 * touch or with the arrow keys.
 * Blocks are drawn as a few rectangles whatever their size, so that a kernel of a million numbers costs no more than
 * one of eight.
 */
import type { Stack } from '../../../server/explain/explorer/matrices.ts';
import { pictureWords, pointedAt, type Place } from '../../../server/explain/explorer/pointing.ts';
import { fill, h } from '../common/dom.ts';
import { language, t } from '../common/language.ts';
import { TITLE, type Drawn, rowAt, columnX, columnAt } from './picture-places.ts';
import { type Lit, pointerMarks, shades } from './picture-marks.ts';
import { drawStack } from './picture-drawing.ts';

const NOTHING_LIT: Lit = { arrays: [], gates: undefined };
const MOST_STACKS = 16;

/** The figure with its caption, which says what is pointed at. */
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

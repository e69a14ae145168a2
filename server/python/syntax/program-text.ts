import { LineTable } from './line-table.ts';
import type { LinePosition } from './line-table.ts';

/**
 * A place as an editor names it: a line within its cell. `cell` is the notebook's cell (Markdown cells count);
 * undefined in a file.
 */
export interface ProgramPosition extends LinePosition {
  readonly cell: number | undefined;
}

/** A code cell of a notebook: `index` counts all cells, Markdown ones too, from 0. */
export interface CodeCell {
  readonly index: number;
  readonly text: string;
  /** `[18]` beside the cell: which of the kernel's executions was its last; undefined where it was not run. */
  readonly executionCount?: number | undefined;
}

/** What a notebook's file tells of the run that its output is from. */
export interface NotebookRun {
  /** Of the kernel (`3.7.12`). */
  readonly pythonVersion: string | undefined;
  /** Versions of packages that ran it: `tensorflow`, `==2.1.0`. */
  readonly packages: readonly { readonly name: string; readonly versions: string }[];
}

/** A cell within the program's text: a whole file (`index` undefined) or one of a notebook's code cells. */
export interface ProgramCell {
  readonly index: number | undefined;
  readonly text: string;
  readonly executionCount: number | undefined;
  /** Offsets in the program's text. */
  readonly start: number;
  readonly end: number;
}

/**
 * The text of one program: a file, or the code cells of a notebook in their order, joined by a line feed. Offsets
 * (UTF-16
 * units) run through all of it; an offset on the line feed between two cells belongs to the end of the first.
 */
export class ProgramText {
  readonly text: string;
  readonly cells: readonly ProgramCell[];
  readonly #lines: (LineTable | undefined)[] = [];

  readonly run: NotebookRun | undefined;

  private constructor(
    cells: readonly (Omit<CodeCell, 'index'> & { readonly index: number | undefined })[],
    run?: NotebookRun,
  ) {
    this.run = run;
    let start = 0;
    this.cells = cells.map(({ index, text, executionCount }) => {
      const cell = { index, text, executionCount, start, end: start + text.length };
      start = cell.end + 1;
      return cell;
    });
    this.text = cells.map((cell) => cell.text).join('\n');
  }

  static ofFile(text: string): ProgramText {
    return new ProgramText([{ index: undefined, text }]);
  }

  get isNotebook(): boolean {
    return this.cells[0]?.index !== undefined;
  }

  static ofNotebook(cells: readonly CodeCell[], run?: NotebookRun): ProgramText {
    return new ProgramText(cells, run);
  }

  positionAt(offset: number): ProgramPosition {
    const number = this.#cellNumberAt(offset);
    const cell = this.cells[number];
    if (cell === undefined) return { cell: undefined, line: 0, character: 0 };
    return { cell: cell.index, ...this.#linesOf(number).positionAt(offset - cell.start) };
  }

  /** Undefined for a cell that the program does not have (a Markdown cell, say). */
  offsetAt(position: ProgramPosition): number | undefined {
    const number = this.cells.findIndex((cell) => cell.index === position.cell);
    const cell = this.cells[number];
    return cell === undefined ? undefined : cell.start + this.#linesOf(number).offsetAt(position);
  }

  /** The cell that holds an offset. */
  cellAt(offset: number): ProgramCell | undefined {
    return this.cells[this.#cellNumberAt(offset)];
  }

  #cellNumberAt(offset: number): number {
    let low = 0;
    let high = this.cells.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.cells[middle] as ProgramCell).start <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #linesOf(number: number): LineTable {
    const lines = this.#lines[number] ?? new LineTable(this.cells[number]?.text ?? '');
    this.#lines[number] = lines;
    return lines;
  }
}

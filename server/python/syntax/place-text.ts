/** Places in a program as they are said to people. */
import type { ProgramCell, ProgramText } from './program-text.ts';

/** What people know a cell by. */
export type CellName = Pick<ProgramCell, 'index' | 'executionCount'>;

/** `Cell 39, [18]`, as VS Code names a cell: its position among all cells, from 1, and its execution count where it was run. Nothing for a file. */
export function cellText({ index, executionCount }: CellName): string {
  if (index === undefined) return '';
  return `Cell ${index + 1}${executionCount === undefined ? '' : `, [${executionCount}]`}`;
}

/** `line 12`; in a notebook `line 3 of Cell 5, [4]`. `line` counts from 1, within the cell. */
export function lineText(line: number, cell: CellName | undefined): string {
  return cell?.index === undefined ? `line ${line}` : `line ${line} of ${cellText(cell)}`;
}

/** The place of an offset. `from`: of the place where this is said; of its own cell nobody needs to be told the name. */
export function placeText(text: ProgramText, offset: number, from?: number): string {
  const cell = text.cellAt(offset);
  const isSameCell = from !== undefined && text.cellAt(from) === cell;
  return lineText(text.positionAt(offset).line + 1, isSameCell ? undefined : cell);
}

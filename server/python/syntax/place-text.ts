/** Places in a program as they are said to people. */
import { words, type Message } from '../../words/message.ts';
import type { ProgramCell, ProgramText } from './program-text.ts';

/** What people know a cell by. */
export type CellName = Pick<ProgramCell, 'index' | 'executionCount'>;

/**
 * `Cell 39, [18]`, as VS Code names a cell: its position among all cells, from 1, and its execution count where it was
 * run. Nothing for a file.
 */
export function cellText({ index, executionCount }: CellName): string {
  if (index === undefined) return '';
  return `Cell ${index + 1}${executionCount === undefined ? '' : `, [${executionCount}]`}`;
}

/** `line 12`; in a notebook `line 3 of Cell 5, [4]`. `line` counts from 1, within the cell. */
export function lineText(line: number, cell: CellName | undefined): Message {
  if (cell?.index === undefined) return words`line ${line}`;
  const number = cell.index + 1;
  return cell.executionCount === undefined
    ? words`line ${line} of Cell ${number}`
    : words`line ${line} of Cell ${number}, [${cell.executionCount}]`;
}

/** The same where a line begins with it: `Line 12`. */
export function lineTitle(line: number, cell: CellName | undefined): Message {
  if (cell?.index === undefined) return words`Line ${line}`;
  const number = cell.index + 1;
  return cell.executionCount === undefined
    ? words`Line ${line} of Cell ${number}`
    : words`Line ${line} of Cell ${number}, [${cell.executionCount}]`;
}

/**
 * The place of an offset. `from`: of the place where this is said; of its own cell nobody needs to be told the name.
 */
export function placeText(text: ProgramText, offset: number, from?: number): Message {
  const cell = text.cellAt(offset);
  const isSameCell = from !== undefined && text.cellAt(from) === cell;
  return lineText(text.positionAt(offset).line + 1, isSameCell ? undefined : cell);
}

/** The way from one file to another, by their addresses, as people write it: `../data/set.py`. */
export function pathBetween(from: string, to: string): string {
  const [here, there] = [from.split('/').slice(0, -1), to.split('/')];
  let common = 0;
  while (common < here.length && common < there.length - 1 && here[common] === there[common]) common++;
  const path = [...here.slice(common).map(() => '..'), ...there.slice(common)].join('/');
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

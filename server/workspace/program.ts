import type { CodeCell } from '../python/syntax/program-text.ts';
import { ProgramText } from '../python/syntax/program-text.ts';

/** One program at one version: a file, or a notebook with its cells in order. A change makes a new one. */
export interface Program {
  /** Of the file or of the notebook. */
  readonly uri: string;
  readonly text: ProgramText;
}

export const programOfFile = (uri: string, text: string): Program => ({ uri, text: ProgramText.ofFile(text) });
export const programOfNotebook = (uri: string, cells: readonly CodeCell[]): Program => ({ uri, text: ProgramText.ofNotebook(cells) });

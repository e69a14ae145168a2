/** A file whose program was mended: what is to be written, and what is other than before. */
import { readFileSync, writeFileSync } from 'node:fs';
import type { ProgramText } from '../../python/syntax/program-text.ts';
import { type Text, words } from '../../words/message.ts';
import type { FoundFile } from '../sources.ts';
import { unifiedDiff } from './diff.ts';
import { storedText } from './stored-text.ts';

/** Plain data, which one thread can give to another. */
export interface MendedFile {
  /** The lines that differ, as `diff -u` writes them; of a notebook, those of its code. */
  readonly diff: string;
  /**
   * All of the file, each byte outside of the edits as it was; undefined where it is not what the program was read
   * from.
   */
  readonly stored: string | undefined;
}

export function mendedFile({ file, bytes }: FoundFile, before: ProgramText, after: ProgramText): MendedFile {
  const diff = unifiedDiff(file, codeOf(before), codeOf(after));
  const content = Buffer.from(bytes ?? readFileSync(file));
  const text = content.toString('utf8');
  const isUtf8 = Buffer.from(text, 'utf8').equals(content);
  return { diff, stored: isUtf8 ? storedText(text, before, after) : undefined };
}

/** Writes it; gives why that is not possible. */
export function writeMended(file: string, { stored }: MendedFile): Text | undefined {
  if (stored === undefined) return words`it is not written: its text is not that of the program as it was read`;
  try {
    writeFileSync(file, stored);
    return undefined;
  } catch (error) {
    return words`cannot be written: ${error instanceof Error ? error.message : String(error)}`;
  }
}

const codeOf = ({ cells }: ProgramText): string => cells.map(({ text }) => text).join('\n');

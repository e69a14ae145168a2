import type { WriteStream } from 'node:tty';
import type { Language } from '../words/language.ts';
import type { Colours, ColourWish } from './paint.ts';
import type { Threads } from './work/threads.ts';

/** What a command line talks to. */
export interface Terminal {
  out(text: string): void;
  error(text: string): void;
  /** Which of both takes colours. */
  colours(wish: ColourWish): Colours;
  /** All of standard input. */
  read(): Promise<Uint8Array>;
  /** What is said on it is said in this language. */
  readonly language: Language;
  /** Columns; undefined where it is not a terminal. */
  readonly columns: number | undefined;
  /** Where the work with files is done. */
  readonly threads: Threads;
  /** Where progress is told, if it is a terminal. */
  readonly progress?: WriteStream;
  /** From now on, the person's wish to stop is told here, and does not end the process. */
  stop?(): AbortSignal;
}

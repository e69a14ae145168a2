import type { WriteStream } from 'node:tty';
import yoctoSpinner from 'yocto-spinner';
import { ENGLISH } from '../../words/language.ts';
import { words } from '../../words/message.ts';

/** Tells on a terminal how far a check is. */
export interface Progress {
  readonly done: (files: number) => void;
  readonly stop: () => void;
}

/** So often the number changes, in milliseconds. */
const INTERVAL = 100;
/** What is over sooner needs no progress. */
const PATIENCE = 500;

const SILENT: Progress = { done: () => {}, stop: () => {} };

const counted = (number: number): string => number.toLocaleString('en');

/** On no terminal, and where a machine reads along (CI), nothing is told. `clock`: milliseconds. */
export function showProgress(
  terminal: WriteStream | undefined,
  total: number,
  language = ENGLISH,
  clock: () => number = () => performance.now(),
): Progress {
  if (terminal?.isTTY !== true || process.env['CI'] !== undefined || process.env['TERM'] === 'dumb') return SILENT;
  const spinner = yoctoSpinner({ stream: terminal, handleSignals: false });
  const started = clock();
  let shown = started + PATIENCE - INTERVAL;
  return {
    done: (files) => {
      const now = clock();
      if (now - shown < INTERVAL) return;
      shown = now;
      const rate = Math.round((files * 1_000) / (now - started));
      const text = language.say(words`${counted(files)} of ${counted(total)} files · ${counted(rate)} each second`);
      if (spinner.isSpinning) spinner.text = text;
      else spinner.start(text);
    },
    stop: () => {
      spinner.stop();
    },
  };
}

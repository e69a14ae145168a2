import type { WriteStream } from 'node:tty';
import yoctoSpinner from 'yocto-spinner';

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

/** On no terminal, and where a machine reads along (CI), nothing is told. */
export function showProgress(terminal: WriteStream | undefined, total: number): Progress {
  if (terminal?.isTTY !== true || process.env['CI'] !== undefined || process.env['TERM'] === 'dumb') return SILENT;
  const spinner = yoctoSpinner({ stream: terminal, handleSignals: false });
  const started = performance.now();
  let shown = started + PATIENCE - INTERVAL;
  return {
    done: (files) => {
      const now = performance.now();
      if (now - shown < INTERVAL) return;
      shown = now;
      const rate = Math.round((files * 1_000) / (now - started));
      spinner.text = `${files.toLocaleString('en')} of ${total.toLocaleString('en')} files · ${rate.toLocaleString('en')} each second`;
      spinner.start();
    },
    stop: () => { spinner.stop(); },
  };
}

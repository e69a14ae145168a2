/** What commands in terminals wrote, and tracebacks in it. It stays in memory, the last of it. */
import { isExceptionLine } from '../server/explain/errors/traceback.ts';

/**
 * So many UTF-16 units of one command's output are kept: what a traceback of Keras and what was printed around it take.
 */
const MOST = 200_000;

/** The end of what a command wrote, as it came. */
export class CommandOutput {
  #pieces: string[] = [];
  #length = 0;

  add(piece: string): void {
    this.#pieces.push(piece.slice(-MOST));
    this.#length += Math.min(piece.length, MOST);
    while (this.#length - this.#pieces[0]!.length >= MOST) this.#length -= this.#pieces.shift()!.length;
  }

  /** Its lines as the terminal shows them. */
  lines(): readonly string[] {
    return plainLines(this.#pieces.join(''));
  }
}

/**
 * Commands to the terminal: colours and the cursor (CSI), titles and shell integration (OSC), other strings, other
 * sequences of two.
 */
const COMMANDS =
  /\u001b\[[0-?]*[ -/]*([@-~])|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)|\u001b[PX^_][^\u001b]*\u001b\\|\u001b[ -/]*[0-~]/g;
const ERASE = '\u001b[K';

/**
 * The lines of a text for a terminal: without commands; what is written over with `\r` or `\b` is what is there in the
 * end.
 */
export function plainLines(written: string): readonly string[] {
  const text = written.replace(COMMANDS, (_whole, final: string | undefined) => (final === 'K' ? ERASE : ''));
  return text.split(/\r*\n/).map(overwritten);
}

/** One line, where a progress bar is drawn over itself. */
function overwritten(line: string): string {
  if (!/[\r\b\u001b]/.test(line)) return line;
  let shown = '';
  let column = 0;
  for (const [piece] of line.matchAll(/\r|\u0008|\u001b\[K|[^\r\u0008\u001b]+|\u001b/g)) {
    if (piece === '\r') column = 0;
    else if (piece === '\b') column = Math.max(0, column - 1);
    else if (piece === ERASE) shown = shown.slice(0, column);
    else if (piece !== '\u001b') {
      shown = shown.slice(0, column) + piece + shown.slice(column + piece.length);
      column += piece.length;
    }
  }
  return shown;
}

const BEGINNING = /^\s*Traceback \(most recent call last\):|^-{20,}$/;
/** What follows a message: another traceback, or what says that one follows. */
const NEXT =
  /^\s*Traceback \(most recent call last\):|^During handling of the above exception|^The above exception was the direct cause|^-{20,}$/;
/** A message of Keras, with the arguments that it was called with, has fewer lines. */
const LONGEST_MESSAGE = 60;

/**
 * The traceback whose last line, the one that names the exception, is `line`: the last such one. undefined where there
 * is none.
 */
export function tracebackEndingWith(line: string, lines: readonly string[]): string | undefined {
  const wanted = line.trimEnd();
  if (!isExceptionLine(wanted)) return undefined;
  const at = lines.findLastIndex((one) => one.trimEnd() === wanted);
  const start = at < 0 ? -1 : lines.slice(0, at).findLastIndex((one) => BEGINNING.test(one));
  if (start < 0) return undefined;
  const next = lines.slice(at + 1, at + 1 + LONGEST_MESSAGE).findIndex((one) => NEXT.test(one));
  return lines
    .slice(start, next < 0 ? at + 1 + LONGEST_MESSAGE : at + 1 + next)
    .join('\n')
    .trimEnd();
}

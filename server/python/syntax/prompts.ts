/**
 * Sessions of Python and of IPython, as people paste them: code behind prompts, with what it printed between. In a
 * notebook's cell IPython takes the prompts away itself; in a file
 * they are no Python, and what stands behind them is still read.
 */
import { nextCode } from './ipython.ts';
import { readLogicalLine } from './logical-lines.ts';
import type { Span } from './place.ts';

/** Some line has one; most texts have none. */
const SUSPICIOUS = /^[ \t]*(?:>>>|In \[)/m;

/** `>>> ` and `In [3]: `, with one blank behind them where code follows. */
const PROMPT = /(?:>>>|In \[[ \d]*\]:)(?:[ \t]|(?=\r?$))/my;
/** The lines behind it that go on with the same statement. `...` alone is left: it is Python, and does nothing. */
const CONTINUED = /[ \t]*(?:\.\.\.[ \t](?=[ \t]*[^\s])|\.{3,}:(?:[ \t]|(?=\r?$)))/my;
/** A result, up to the end of its line. */
const RESULT = /Out ?\[[ \d]*\]:[^\r\n]*/y;

/**
 * The text with blanks for prompts, of the same length. A form feed ends those before code, so that its indentation is
 * counted from there on. `found` hears of each prompt that begins a statement.
 */
export function withoutPrompts(text: string, found: (prompt: Span) => void = () => {}): string {
  if (!SUSPICIOUS.test(text)) return text;
  const pieces: string[] = [];
  let position = 0;
  const leave = (end: number): void => {
    pieces.push(text.slice(position, end));
    position = end;
  };
  const drop = (end: number): void => {
    pieces.push(isLineEnd(text, end) ? ' '.repeat(end - position) : `${' '.repeat(end - position - 1)}\f`);
    position = end;
  };
  while (position < text.length) {
    leave(nextCode(text, position));
    const prompt = endOf(PROMPT, text, position);
    const result = endOf(RESULT, text, position);
    if (prompt !== undefined) {
      found({ start: position, end: position + text.slice(position, prompt).trimEnd().length });
      drop(prompt);
      for (let line = nextLine(text, position); line !== undefined; line = nextLine(text, position)) {
        const continued = endOf(CONTINUED, text, line);
        if (continued === undefined) break;
        leave(line);
        drop(continued);
      }
      leave(nextLine(text, position) ?? text.length);
    } else if (result !== undefined) drop(result);
    else leave(readLogicalLine(text, position)?.next ?? text.length);
  }
  return pieces.join('');
}

function endOf(pattern: RegExp, text: string, start: number): number | undefined {
  pattern.lastIndex = start;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

const isLineEnd = (text: string, offset: number): boolean =>
  offset >= text.length || text[offset] === '\n' || text[offset] === '\r';

/** Where the line after this one begins. */
function nextLine(text: string, offset: number): number | undefined {
  const lineBreak = text.indexOf('\n', offset);
  return lineBreak < 0 ? undefined : lineBreak + 1;
}

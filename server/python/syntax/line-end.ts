/** Where a line of Python ends, to write a comment there. */

export interface LineEnd {
  /** Offset of the `#` of its comment. */
  readonly comment: number | undefined;
  /** Offset behind its last character that is not blank. */
  readonly end: number;
}

/** What a line's end depends on. */
const INTERESTING = /["'#\\\n]/g;

/**
 * The end of the line that an offset of the text is in; undefined where no comment can stand: within a string, or
 * behind a backslash.
 */
export function lineEndAt(text: string, offset: number): LineEnd | undefined {
  const lineBreak = text.indexOf('\n', offset);
  const end = lineBreak < 0 ? text.length : lineBreak;
  let comment: number | undefined;
  let at = 0;
  for (;;) {
    INTERESTING.lastIndex = at;
    const found = INTERESTING.exec(text)?.index;
    if (found === undefined || found >= end) break;
    switch (text[found]) {
      case '\n':
        comment = undefined;
        at = found + 1;
        break;
      case '#': {
        comment = found;
        const next = text.indexOf('\n', found);
        at = next < 0 ? text.length : next;
        break;
      }
      case '\\':
        if (/^\\\r?$/.test(text.slice(found, end))) return undefined;
        at = found + 2;
        break;
      default:
        at = stringEnd(text, found);
        if (at > end) return undefined;
    }
  }
  return { comment, end: text.slice(0, end).trimEnd().length };
}

/**
 * Behind the string that begins with a quote at `start`. One that is not finished ends with its line, or with the text
 * where it has three quotes.
 */
function stringEnd(text: string, start: number): number {
  const quote = text[start] as string;
  const isLong = text.startsWith(quote.repeat(3), start);
  const close = isLong ? quote.repeat(3) : quote;
  for (let at = start + close.length; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '\n' && !isLong) return at;
    else if (text.startsWith(close, at)) return at + close.length;
  }
  return text.length;
}

import { readLogicalLine } from './logical-lines.ts';

/** Shorter rows of comments are left to the grammar. */
const LONG = 200;

/**
 * The text with long rows of lines that are only comments made blank, every offset kept. The grammar reads at each
 * comment on to the next code, so that
 * a row of 20,000 of them would take half a minute.
 */
export function withoutLongComments(source: string): string {
  if (!hasLongRow(source)) return source;
  const pieces: string[] = [];
  for (let position = 0; position < source.length; ) {
    const found = readLogicalLine(source, position);
    const code = found?.line.lineStart ?? source.length;
    pieces.push(source.slice(position, code).replace(/#[^\n]*/g, (comment) => ' '.repeat(comment.length)));
    if (found === undefined) break;
    pieces.push(source.slice(code, found.next));
    position = found.next;
  }
  return pieces.join('');
}

function hasLongRow(source: string): boolean {
  let row = 0;
  for (let position = 0; position < source.length; ) {
    const lineStart = position;
    while (' \t\f'.includes(source[position] ?? '\n')) position++;
    if (source[position] === '#') row++;
    else if (source[position] !== '\n' && source[position] !== '\r') row = 0;
    if (row > LONG) return true;
    const lineBreak = source.indexOf('\n', Math.max(position, lineStart));
    if (lineBreak < 0) return false;
    position = lineBreak + 1;
  }
  return false;
}

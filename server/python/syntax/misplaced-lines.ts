import type { LogicalLine } from './logical-lines.ts';
import { compoundKeyword, isDecorator } from './statement-words.ts';

/**
 * A line that stands further left than the block it was typed in would end that block. It shows by the line below: one
 * that is
 * indented further than a simple statement, as far as the block (or as the body that the line above promised). Such a
 * line is
 * counted to that block.
 */
export function withMisplacedLines(text: string, lines: readonly LogicalLine[]): LogicalLine[] {
  const result: LogicalLine[] = [];
  const open: number[] = [];
  lines.forEach((line, index) => {
    const below = lines[index + 1];
    const above = result.at(-1);
    let moved = line;
    if (above !== undefined && below !== undefined && below.indent > line.indent && isSimple(text, line)) {
      const expectsBody = text[above.end - 1] === ':' && !isSimple(text, above) && line.indent <= above.indent;
      if (open.includes(below.indent) || (expectsBody && below.indent > above.indent))
        moved = { ...line, indent: below.indent };
    }
    while (open.length > 0 && (open.at(-1) as number) > moved.indent) open.pop();
    if (open.at(-1) !== moved.indent) open.push(moved.indent);
    result.push(moved);
  });
  return result;
}

function isSimple(text: string, line: LogicalLine): boolean {
  return compoundKeyword(text, line) === undefined && !isDecorator(text, line);
}

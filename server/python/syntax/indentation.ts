/** How far a line is indented, by the two measures that Python compares: tabs to multiples of eight, and characters. */
export interface Indentation {
  readonly column: number;
  readonly characters: number;
}

/**
 * The indentation before `offset`, where only blanks stand between it and its line's start; undefined where something
 * else does,
 * or where the line continues the one before (a backslash).
 */
export function indentationBefore(text: string, offset: number): Indentation | undefined {
  let start = offset;
  while (start > 0 && isBlank(text.charCodeAt(start - 1))) start--;
  if (start > 0) {
    const before = text.charCodeAt(start - 1);
    const lineStart = before === lineFeed || before === formFeed || before === byteOrderMark;
    if (!lineStart || continues(text, start - 1)) return undefined;
  }
  return indentationOf(text, start, offset);
}

export function indentationOf(text: string, start: number, end: number): Indentation {
  let column = 0;
  for (let i = start; i < end; i++) column = text.charCodeAt(i) === tab ? (column | 7) + 1 : column + 1;
  return { column, characters: end - start };
}

export function sameIndentation(a: Indentation, b: Indentation): boolean {
  return a.column === b.column && a.characters === b.characters;
}

function continues(text: string, lineEnd: number): boolean {
  const last = text.charCodeAt(lineEnd - 1) === carriageReturn ? lineEnd - 2 : lineEnd - 1;
  return text[last] === '\\';
}

const tab = 9;
const lineFeed = 10;
const formFeed = 12;
const carriageReturn = 13;
const byteOrderMark = 0xfeff;

function isBlank(code: number): boolean {
  return code === 32 || code === tab;
}

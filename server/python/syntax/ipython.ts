import { readLogicalLine } from './logical-lines.ts';
import { fromShell } from './placeholder.ts';

/**
 * Cell magics whose cell is Python, run in the notebook's own namespace. Of all others the cell is text in another
 * language.
 */
const pythonCellMagics = new Set([
  'time',
  'timeit',
  'capture',
  'prun',
  'debug',
  'memit',
  'mprun',
  'lprun',
  'snakeviz',
  'pyinstrument',
  'heat',
  'wandb',
  'notify',
]);

/** Line magics that run the Python behind them where they stand. */
const runsStatement = /^%(?:time|prun|memit|snakeviz)[ \t]+(?!-)/;

/** `ls -l folder`, which with blanks elsewhere would be a subtraction. */
const listing = /^[ \t\f]*(?:ls|ll|rm|cp|mv|cat|mkdir)(?:[ \t]+-[\w-]+)+[ \t]+[\w./~"'$*]/m;

/**
 * Words that IPython takes for a magic or a command even without a `%` ("automagic"), where an argument follows that is
 * no Python.
 */
const automagic =
  /^[ \t\f]*(?:pip3?|conda|mamba|cd|ls|ll|mkdir|rmdir|rm|cp|mv|cat|man|less|more|load_ext|reload_ext|matplotlib|run|timeit|time)[ \t]+(?!(?:in|is|and|or|if|not|else|for)\b)[\w./~"'$]/m;

const shellAssignment = /^([\w., \t*]+=[ \t]*)(?:!|%{1,2}(?=[a-zA-Z_]))/m;

/** Anything else that only IPython understands has one of these somewhere; most texts have none. */
const suspicious = /^[ \t\f]*[%!?]|\?[ \t]*\r?$/m;

const help = /^[\w.*%]+\?{1,2}[ \t]*$/;

/**
 * The text with IPython's own lines (`%magic`, `!command`, `name?`) made harmless Python of the same length: such a
 * line becomes
 * `pass`, the value in `files = !ls` a placeholder. `cell`: the text is a notebook's cell, which may begin with a
 * `%%magic`.
 */
export function withoutMagics(source: string, cell: boolean): string {
  if (
    !suspicious.test(source) &&
    !shellAssignment.test(source) &&
    !(cell && (automagic.test(source) || listing.test(source)))
  )
    return source;
  let text = source;
  if (cell) {
    for (let magic = cellMagic(text); magic !== undefined; magic = cellMagic(text)) {
      if (!pythonCellMagics.has(magic.name)) return blank(text, 0, text.length);
      text = blank(text, magic.start, magic.end);
    }
  }
  // A magic may hold quotes and brackets that are none of Python's, so it is looked for before its line is read.
  const pieces: string[] = [];
  let position = 0;
  while (position < text.length) {
    const start = nextCode(text, position);
    const end = lineEnd(text, start);
    const replacement = harmless(text.slice(start, end), cell);
    const next = replacement === undefined ? (readLogicalLine(text, start)?.next ?? text.length) : end;
    pieces.push(text.slice(position, start), replacement ?? text.slice(start, next));
    position = next;
  }
  return pieces.join('');
}

/**
 * A cell that begins indented is taken as IPython takes it: the blanks before its first line are dropped from each line
 * that has them. A form feed in the
 * place of the last one, after which Python counts the indentation anew, keeps all offsets.
 */
export function withoutLeadingIndentation(cell: string): string {
  const blanks = /^(?:[ \t]*\r?\n)*([ \t]+)(?=[^ \t\r\n\f])/.exec(cell)?.[1];
  if (blanks === undefined) return cell;
  return cell.replace(/^[ \t]+/gm, (indentation) =>
    indentation.startsWith(blanks) ? `${blanks.slice(0, -1)}\f${indentation.slice(blanks.length)}` : indentation,
  );
}

/** `%%name` at the beginning of a cell. Colab reads it behind comments too. */
function cellMagic(text: string): { name: string; start: number; end: number } | undefined {
  const start = nextCode(text, 0);
  const match = /^%%([a-zA-Z_][\w.]*|!)[^\n]*/.exec(text.slice(start));
  return match === null ? undefined : { name: match[1] ?? '', start, end: start + match[0].length };
}

/** The first character of code: not blank, not in a comment. */
export function nextCode(text: string, from: number): number {
  let position = from;
  while (position < text.length) {
    const character = text[position] as string;
    if (character === '#') {
      const lineBreak = text.indexOf('\n', position);
      position = lineBreak < 0 ? text.length : lineBreak;
    } else if (' \t\f\r\n\ufeff'.includes(character)) position++;
    else break;
  }
  return position;
}

/** The end of a line of text; a backslash at its end continues it. */
function lineEnd(text: string, start: number): number {
  for (let position = start; ; ) {
    const lineBreak = text.indexOf('\n', position);
    if (lineBreak < 0) return text.length;
    const end = text[lineBreak - 1] === '\r' ? lineBreak - 1 : lineBreak;
    if (text[end - 1] !== '\\') return end;
    position = lineBreak + 1;
  }
}

/** What to put in place of one of IPython's lines, of the same length; undefined for a line of Python. */
function harmless(line: string, cell: boolean): string | undefined {
  const statement = runsStatement.exec(line);
  if (statement !== null) return '0;'.padEnd(statement[0].length) + line.slice(statement[0].length);
  if (/^[%!?]/.test(line) || help.test(line) || (cell && (automagic.test(line) || listing.test(line))))
    return over(line, line.length >= 4 ? 'pass' : '0');
  const assignment = shellAssignment.exec(line)?.[1];
  return assignment === undefined ? undefined : over(line, assignment + fromShell);
}

function over(line: string, text: string): string {
  return text + blank(line, text.length, line.length).slice(text.length);
}

/** Blanks instead of everything but line ends. */
function blank(text: string, start: number, end: number): string {
  return text.slice(0, start) + text.slice(start, end).replace(/[^\r\n]/g, ' ') + text.slice(end);
}

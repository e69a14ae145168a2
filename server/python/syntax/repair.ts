import type { Bracket, LogicalLine } from './logical-lines.ts';
import { halfTyped } from './placeholder.ts';
import type { SyntaxProblem } from './tree.ts';
import { words } from '../../words/message.ts';

export const EXPECTED_COLON = words`Expected ':'`;

/** A broken line made whole at its end; what was there keeps its offset. */
export interface Repair {
  readonly text: string;
  /** What was wrong; undefined where nothing was found that could be put right. */
  readonly problem: SyntaxProblem | undefined;
}

const closing = { '(': ')', '[': ']', '{': '}' } as const;

/** `x = Dense(10` → `x = Dense(10, …)`: open brackets closed, a placeholder where the next value would be written. */
export function repairStatement(source: string, line: LogicalLine): Repair {
  const text = withoutBrokenParts(source, line);
  return { text: complete(text, line, false), problem: problemOf(source, line) };
}

/**
 * As `repairStatement` for the first line of a compound statement, which is given a colon and a body: `if x` → `if x:
 * pass`.
 */
export function repairHeader(source: string, line: LogicalLine): Repair {
  let text = withoutBrokenParts(source, line);
  const problem = problemOf(source, line);
  const colon = text.endsWith(':');
  if (colon && line.unclosed.length === 0) return { text: `${text} pass`, problem };
  if (colon) text = text.slice(0, -1);
  const definition = /^(?:async\s+)?(?:def|class)\b/.test(text);
  if (/^(?:async\s+)?def\s+\w+$/.test(text)) text += '()';
  const missingColon = { message: EXPECTED_COLON, start: line.end, end: line.end };
  return { text: `${complete(text, line, definition)}: pass`, problem: problem ?? missingColon };
}

/**
 * Strings without an end give way to a placeholder, surplus closing brackets to a blank, a blank to the comma that is
 * missing.
 */
function withoutBrokenParts(source: string, line: LogicalLine): string {
  let text = source.slice(line.start, line.end);
  for (const { start, end } of line.unfinishedStrings) {
    const from = start - line.start;
    text = text.slice(0, from) + halfTyped.padEnd(end - start) + text.slice(end - line.start);
  }
  if (line.unmatched !== undefined && line.unmatched.opened === undefined) {
    const at = line.unmatched.offset - line.start;
    text = `${text.slice(0, at)} ${text.slice(at + 1)}`;
  }
  if (line.missingComma !== undefined) {
    const at = line.missingComma - line.start;
    text = `${text.slice(0, at)},${text.slice(at + 1)}`;
  }
  return text.includes(noBreakSpace) ? text.replace(outsideStrings, (_, string?: string) => string ?? ' ') : text;
}

/** What texts copied from web pages have instead of blanks; Python takes it for no blank. */
const noBreakSpace = '\u00a0';
const outsideStrings = /("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|\u00a0/g;

const wantsOperand =
  /(?:[-+*/%@&|^<>=~:.]|\b(?:and|or|not|in|is|if|else|lambda|await|for|from|import|as|del|assert|elif|while|with|except|case|match))$/;

function complete(text: string, line: LogicalLine, definition: boolean): string {
  const trimmed = text.trimEnd();
  const innermost = line.unclosed.at(-1);
  let result = text;
  if (/[([{,]$/.test(trimmed)) {
    if (!definition) result += innermost === undefined ? '' : opener(trimmed, innermost);
  } else if (wantsOperand.test(trimmed)) {
    result += trimmed.endsWith('.') ? halfTyped : ` ${halfTyped}`;
  } else if (innermost !== undefined && !definition) {
    result += incomplete(text, innermost, line);
  }
  for (const bracket of line.unclosed.toReversed()) result += closing[bracket.character];
  return result;
}

/** After an opening bracket or a comma. */
function opener(text: string, innermost: Bracket): string {
  return innermost.character === '{' && text.endsWith(',') ? `**${halfTyped}` : halfTyped;
}

/** More might have been meant to follow: so the value of what is there must not be taken for known. */
function incomplete(text: string, innermost: Bracket, line: LogicalLine): string {
  if (innermost.character === '{') return `, **${halfTyped}`;
  const before = text.slice(0, innermost.offset - line.start).trimEnd();
  const call =
    innermost.character === '(' &&
    /[\w)\]"'}]$/.test(before) &&
    !/(?:^|\W)(?:and|or|not|in|is|if|else|return|print|yield|await|assert|elif|while)$/.test(before);
  return innermost.character === '(' && !call ? ` + ${halfTyped}` : `, ${halfTyped}`;
}

function problemOf(source: string, line: LogicalLine): SyntaxProblem | undefined {
  const space = source
    .slice(line.start, line.end)
    .replace(/(["'])(?:\\.|(?!\1)[^\\])*\1/g, (string) => ' '.repeat(string.length))
    .indexOf(noBreakSpace);
  if (space >= 0)
    return {
      message: words`This is a no-break space, which is no blank for Python`,
      start: line.start + space,
      end: line.start + space + 1,
    };
  const [string] = line.unfinishedStrings;
  if (string !== undefined) return { message: words`This string has no end`, ...string };
  const { unmatched } = line;
  const bracket = line.unclosed.at(-1);
  if (unmatched !== undefined) {
    const span = { start: unmatched.offset, end: unmatched.offset + 1 };
    const character = source[unmatched.offset] ?? '';
    return unmatched.opened === undefined
      ? { message: words`Nothing is open that '${character}' could close`, ...span }
      : { message: words`'${unmatched.opened.character}' is not closed before this '${character}'`, ...span };
  }
  if (bracket !== undefined)
    return { message: words`'${bracket.character}' is never closed`, start: bracket.offset, end: bracket.offset + 1 };
  if (line.missingComma !== undefined)
    return { message: words`Expected ','`, start: line.missingComma, end: line.missingComma };
  const text = source.slice(line.start, line.end);
  if (text.endsWith('.')) return { message: words`Expected a name after '.'`, start: line.end - 1, end: line.end };
  if (wantsOperand.test(text) && !text.endsWith(':'))
    return { message: words`Expected an expression`, start: line.end, end: line.end };
  return undefined;
}

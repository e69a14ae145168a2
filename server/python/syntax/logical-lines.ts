import { indentationOf } from './indentation.ts';

/**
 * A line as Python counts them: one statement, or the header of a compound one, over as many lines of text as brackets,
 * triple quotes and backslashes make it. Found without a parser, so that one broken line does not cost its neighbours.
 */
export interface LogicalLine {
  /** Offset of the first character that is not blank. */
  readonly start: number;
  /** Offset after its last token: blanks and a comment at the end are left out. */
  readonly end: number;
  /** Offset at which its text line begins. */
  readonly lineStart: number;
  /** Column, tabs to multiples of eight. */
  readonly indent: number;
  /** Brackets that it opens and never closes, outermost first. */
  readonly unclosed: readonly Bracket[];
  /** The first closing bracket that fits no open one, with what it should have closed, if anything. */
  readonly unmatched: { readonly offset: number; readonly opened: Bracket | undefined } | undefined;
  /** Strings that their line (or the text) ends before they do. */
  readonly unfinishedStrings: readonly { readonly start: number; readonly end: number }[];
  /**
   * The blank behind a value on one line of a bracket that another value follows on the next: a comma may be missing.
   */
  readonly missingComma: number | undefined;
  /** Where a new statement may begin within it, if its brackets turn out to be wrong. */
  readonly possibleEnd: number | undefined;
}

type LineState = Omit<LogicalLine, 'start' | 'lineStart' | 'indent' | 'possibleEnd'>;

export interface Bracket {
  readonly offset: number;
  readonly character: '(' | '[' | '{';
}

/** Words that begin a statement and nothing else: in brackets they show that a closing one is missing. */
const statementWord =
  /(?:async\s+def|def|class|return|import|while|with|try|except|finally|raise|pass|break|continue|global|nonlocal|assert|del|elif)\b|from\s[\w.\s]+import\b/y;
const blockWord = /(?:async\s+)?(?:if|elif|else|for|while|try|except|finally|with|def|class|match|case)\b/y;

const operatorWordBefore = /(?:^|\W)(?:and|or|not|in|is|if|else|for|lambda|await|yield|from|async)$/;
const valueBegins = /["']|(?!(?:and|or|not|in|is|if|else|for|async|as)\b)\w/y;

/** Strings on consecutive lines are one; so after a string only a name or number that is no string's prefix counts. */
function nameBegins(text: string, position: number): boolean {
  valueBegins.lastIndex = position;
  return valueBegins.test(text) && !/^[rbuft]{0,2}["']/i.test(text.slice(position, position + 3));
}

/**
 * After so many lines that were taken back because a bracket never closes, no more reading to the end of the text
 * first.
 */
const patience = 20;

export function logicalLines(text: string, from = 0, to = text.length): LogicalLine[] {
  const lines: LogicalLine[] = [];
  const broken = brokenTripleQuote(text, from, to);
  let takenBack = 0;
  for (let position = from; position < to; ) {
    const scan = new LineScan(text, position, to, broken, takenBack > patience);
    const line = scan.line();
    if (line === undefined) break;
    if (scan.tookBack) takenBack++;
    lines.push(line);
    position = scan.next;
  }
  return lines;
}

/** The first logical line from an offset on, and where the one after it is to be looked for. */
export function readLogicalLine(
  text: string,
  from: number,
): { readonly line: LogicalLine; readonly next: number } | undefined {
  const scan = new LineScan(text, from, text.length, undefined, false);
  const line = scan.line();
  return line && { line, next: scan.next };
}

const opening = new Set(['(', '[', '{']);
const closes: Readonly<Record<string, '(' | '[' | '{'>> = { ')': '(', ']': '[', '}': '{' };

class LineScan {
  readonly #text: string;
  readonly #to: number;
  readonly #broken: number | undefined;
  readonly #impatient: boolean;
  #position: number;
  #unmatched: LogicalLine['unmatched'];
  #unfinished: { start: number; end: number }[] = [];
  #brackets: Bracket[] = [];
  #end = 0;
  #missingComma: number | undefined;
  /** Where the next line is looked for. */
  next: number;
  /** Whether it was ended early because a bracket of it never closes. */
  tookBack = false;

  constructor(text: string, from: number, to: number, broken: number | undefined, impatient: boolean) {
    this.#text = text;
    this.#position = from;
    this.#to = to;
    this.#broken = broken;
    this.#impatient = impatient;
    this.next = from;
  }

  line(): LogicalLine | undefined {
    const lineStart = this.#skipEmptyLines();
    if (lineStart === undefined) return undefined;
    const start = this.#position;
    const indent = indentationOf(this.#text, lineStart, start).column;
    blockWord.lastIndex = start;
    const block = blockWord.test(this.#text);
    let possible: { end: number; state: LineState } | undefined;
    this.#end = start;
    while (this.#position < this.#to) {
      const character = this.#text[this.#position] as string;
      if (character === '\n') {
        if (this.#brackets.length === 0) break;
        const colon = block && this.#text[this.#end - 1] === ':';
        this.#position++;
        const begin = this.#continuation();
        if (begin === undefined) continue;
        const word = this.#beginsStatement();
        const torn = this.#valueFollowsValue();
        if (possible === undefined && (word || (block && torn) || colon || this.#indentFrom(begin) <= indent)) {
          possible = { end: begin, state: this.#state() };
        }
        if (torn && /\s/.test(this.#text[this.#end] ?? '')) this.#missingComma ??= this.#end;
        if (possible !== undefined && (word || this.#impatient))
          return this.#takeBack(start, lineStart, indent, possible);
      } else if (character === '\\' && this.#lineEndsAfter(this.#position)) {
        this.#position = this.#text.indexOf('\n', this.#position) + 1;
        const begin = this.#position;
        this.#skipBlanks();
        if (this.#text[this.#position] !== '\n' && this.#indentFrom(begin) <= indent) {
          possible ??= { end: begin, state: this.#state() };
        }
      } else this.#token(character);
    }
    if (this.#brackets.length > 0 && possible !== undefined) return this.#takeBack(start, lineStart, indent, possible);
    this.next = this.#position + 1;
    return { start, lineStart, indent, ...this.#state(), possibleEnd: possible?.end };
  }

  #takeBack(
    start: number,
    lineStart: number,
    indent: number,
    possible: { end: number; state: LineState },
  ): LogicalLine {
    this.tookBack = true;
    this.next = possible.end;
    return { start, lineStart, indent, ...possible.state, possibleEnd: undefined };
  }

  #state(): LineState {
    return {
      end: this.#end,
      unclosed: [...this.#brackets],
      unmatched: this.#unmatched,
      unfinishedStrings: [...this.#unfinished],
      missingComma: this.#missingComma,
    };
  }

  /** To the first character of the next line that has code; gives the offset where that line begins. */
  #skipEmptyLines(): number | undefined {
    while (this.#position < this.#to) {
      const lineStart = this.#position;
      this.#skipBlanks();
      const character = this.#text[this.#position];
      if (this.#position >= this.#to) return undefined;
      if (character === '\n' || character === '\r') this.#position++;
      else if (character === '#') this.#skipComment();
      else return this.#afterFormFeed(lineStart);
    }
    return undefined;
  }

  #afterFormFeed(lineStart: number): number {
    let start = lineStart;
    for (let i = lineStart; i < this.#position; i++)
      if (this.#text[i] === '\f' || this.#text[i] === '\ufeff') start = i + 1;
    return start;
  }

  /**
   * After a line break in brackets: to the next code; gives where its line begins, undefined for an empty line or a
   * closing bracket.
   */
  #continuation(): number | undefined {
    const begin = this.#position;
    this.#skipBlanks();
    const character = this.#text[this.#position];
    if (this.#position >= this.#to || character === undefined || '\n\r#)]}'.includes(character)) return undefined;
    return begin;
  }

  #indentFrom(begin: number): number {
    return indentationOf(this.#text, begin, this.#position).column;
  }

  #beginsStatement(): boolean {
    statementWord.lastIndex = this.#position;
    return statementWord.test(this.#text);
  }

  /**
   * Whether a value ends before the line break just passed, and one begins behind it: nothing that brackets may hold.
   */
  #valueFollowsValue(): boolean {
    const before = this.#text.slice(Math.max(0, this.#end - 10), this.#end);
    if (!/[\w)\]}"']$/.test(before) || operatorWordBefore.test(before)) return false;
    valueBegins.lastIndex = this.#position;
    const string = /["']$/.test(before);
    return string ? nameBegins(this.#text, this.#position) : valueBegins.test(this.#text);
  }

  #lineEndsAfter(backslash: number): boolean {
    const next = this.#text[backslash + 1];
    return next === '\n' || (next === '\r' && this.#text[backslash + 2] === '\n');
  }

  #skipBlanks(): void {
    while (this.#position < this.#to && ' \t\f\ufeff'.includes(this.#text[this.#position] as string)) this.#position++;
  }

  #skipComment(): void {
    const end = this.#text.indexOf('\n', this.#position);
    this.#position = end < 0 || end > this.#to ? this.#to : end;
  }

  #token(character: string): void {
    if (character === '#') {
      this.#skipComment();
      return;
    }
    if (character === '"' || character === "'") {
      const string = stringAt(this.#text, this.#position, this.#to, this.#broken);
      if (!string.finished) this.#unfinished.push({ start: prefixStart(this.#text, this.#position), end: string.end });
      this.#position = string.end;
      this.#end = string.end;
      return;
    }
    if (opening.has(character))
      this.#brackets.push({ offset: this.#position, character: character as Bracket['character'] });
    const opened = closes[character];
    if (opened !== undefined) this.#close(opened);
    this.#position++;
    if (character !== ' ' && character !== '\t' && character !== '\r' && character !== '\f') this.#end = this.#position;
  }

  /** A bracket that does not fit the innermost open one closes the nearest one that it fits. */
  #close(opened: Bracket['character']): void {
    const innermost = this.#brackets.at(-1);
    if (innermost?.character === opened) {
      this.#brackets.pop();
      return;
    }
    this.#unmatched ??= { offset: this.#position, opened: innermost };
    const fitting = this.#brackets.findLastIndex((bracket) => bracket.character === opened);
    if (fitting >= 0) this.#brackets.length = fitting;
  }
}

/** The end of the string whose quote stands at `start`; one that does not end in time ends with its line. */
function stringAt(
  text: string,
  start: number,
  to: number,
  broken: number | undefined,
): { end: number; finished: boolean } {
  const quote = text[start] as string;
  const triple = text.startsWith(quote.repeat(3), start);
  if (triple && start !== broken) {
    for (let i = start + 3; i < to; i++) {
      if (text[i] === '\\') i++;
      else if (text[i] === quote && text.startsWith(quote.repeat(3), i)) return { end: i + 3, finished: true };
    }
  } else if (!triple) {
    for (let i = start + 1; i < to; i++) {
      const character = text[i];
      if (character === '\\') i += text[i + 1] === '\r' && text[i + 2] === '\n' ? 2 : 1;
      else if (character === quote) return { end: i + 1, finished: true };
      else if (character === '\n') return { end: i, finished: false };
    }
  }
  const end = text.indexOf('\n', start);
  return { end: end < 0 || end > to ? to : end, finished: false };
}

function prefixStart(text: string, quote: number): number {
  const prefix = /[rbuft]{1,2}$/i.exec(text.slice(Math.max(0, quote - 2), quote))?.[0] ?? '';
  const before = text[quote - prefix.length - 1];
  return before !== undefined && /\w/.test(before) ? quote : quote - prefix.length;
}

/**
 * With one triple quote too few, every later string and the code between change places. The quotes to blame are the
 * first after
 * whose supposed end a word follows at once (it was in truth the beginning of the next string), else the last ones.
 */
function brokenTripleQuote(text: string, from: number, to: number): number | undefined {
  const token = /#[^\n]*|"""|'''|"(?:\\[\s\S]|[^"\\\n])*"?|'(?:\\[\s\S]|[^'\\\n])*'?/g;
  token.lastIndex = from;
  let suspect: number | undefined;
  for (let match = token.exec(text); match !== null && match.index < to; match = token.exec(text)) {
    if (match[0] !== '"""' && match[0] !== "'''") continue;
    const string = stringAt(text, match.index, to, undefined);
    if (!string.finished) return suspect ?? match.index;
    if (suspect === undefined && /[\p{L}\p{N}_]/u.test(text[string.end] ?? '')) suspect = match.index;
    token.lastIndex = string.end;
  }
  return undefined;
}

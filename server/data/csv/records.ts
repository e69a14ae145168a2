/**
 * The records of a text of separated values as pandas' tokenizer takes them apart. It has rules of its own, so that no
 * library is used here: a quote counts at the beginning of a field only, lines of white space are no records, what
 * stands behind a closing quote belongs to the field.
 */
export interface RecordOptions {
  /** One character; undefined: any white space. */
  readonly separator: string | undefined;
  readonly quote: string | undefined;
  readonly comment: string | undefined;
  readonly skipsBlankLines: boolean;
  readonly skipsSpace: boolean;
  /** By the number of the line, from 0; what stands between quotes is one line. */
  readonly isSkipped: (line: number) => boolean;
  /** No more records than this. */
  readonly most: number;
}

export type Records = readonly (readonly string[])[];

const NEWLINE = 10;
const RETURN = 13;
const SPACE = 32;
const TAB = 9;

/** undefined where a quote is not closed. */
export function recordsOf(text: string, options: RecordOptions): Records | undefined {
  return new Tokenizer(text, options).all();
}

class Tokenizer {
  readonly #text: string;
  readonly #options: RecordOptions;
  readonly #separator: number | undefined;
  readonly #quote: number | undefined;
  readonly #comment: number | undefined;
  #at = 0;
  #isBroken = false;

  constructor(text: string, options: RecordOptions) {
    this.#text = text;
    this.#options = options;
    this.#separator = options.separator?.charCodeAt(0);
    this.#quote = options.quote?.charCodeAt(0);
    this.#comment = options.comment?.charCodeAt(0);
  }

  all(): Records | undefined {
    const { isSkipped, most } = this.#options;
    const records: (readonly string[])[] = [];
    for (let line = 0; this.#at < this.#text.length && records.length < most; line++) {
      const isLeftOut = isSkipped(line);
      if (!isLeftOut && this.#passesBlank()) continue;
      const record = this.#record();
      if (this.#isBroken) return undefined;
      if (!isLeftOut) records.push(record);
    }
    return records;
  }

  /** Goes past a line that is no record: blank ones, where they are left out, and comments. */
  #passesBlank(): boolean {
    const { skipsBlankLines } = this.#options;
    const start = this.#at;
    if (this.#code() === this.#comment) {
      while (this.#at < this.#text.length && !this.#isAtEnd()) this.#at++;
      this.#passEnd();
      return true;
    }
    if (!skipsBlankLines) return false;
    while (this.#isBlank(this.#code())) this.#at++;
    if (this.#at < this.#text.length && !this.#isAtEnd()) {
      this.#at = start;
      return false;
    }
    this.#passEnd();
    return true;
  }

  #record(): string[] {
    const fields: string[] = [];
    if (this.#separator === undefined) this.#passSpace();
    for (;;) {
      fields.push(this.#field());
      if (this.#isBroken || this.#at >= this.#text.length) return fields;
      if (this.#code() === this.#comment) {
        while (this.#at < this.#text.length && !this.#isAtEnd()) this.#at++;
        this.#passEnd();
        return fields;
      }
      if (this.#isAtEnd()) {
        this.#passEnd();
        return fields;
      }
      this.#passSeparator();
      if (this.#separator === undefined && (this.#at >= this.#text.length || this.#isAtEnd())) {
        this.#passEnd();
        return fields;
      }
    }
  }

  #field(): string {
    if (this.#options.skipsSpace) while (this.#code() === SPACE) this.#at++;
    const start = this.#at;
    if (this.#code() !== this.#quote || this.#quote === undefined) return this.#plain(start);
    let field = '';
    this.#at++;
    for (;;) {
      const end = this.#text.indexOf(this.#options.quote!, this.#at);
      if (end < 0) {
        this.#isBroken = true;
        return field;
      }
      field += this.#text.slice(this.#at, end);
      this.#at = end + 1;
      if (this.#code() !== this.#quote) return field + this.#plain(this.#at);
      field += this.#options.quote!;
      this.#at++;
    }
  }

  /** Up to the next separator, comment or end of the line. */
  #plain(start: number): string {
    const text = this.#text;
    let at = start;
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === NEWLINE || code === RETURN || code === this.#comment) break;
      if (this.#separator === undefined ? code === SPACE || code === TAB : code === this.#separator) break;
    }
    this.#at = at;
    return text.slice(start, at);
  }

  #passSeparator(): void {
    if (this.#separator === undefined) this.#passSpace();
    else this.#at++;
  }
  #passSpace(): void {
    while (this.#code() === SPACE || this.#code() === TAB) this.#at++;
  }
  #isBlank(code: number): boolean {
    return (code === SPACE || code === TAB) && code !== this.#separator;
  }
  #isAtEnd(): boolean {
    return this.#code() === NEWLINE || this.#code() === RETURN;
  }
  #passEnd(): void {
    if (this.#code() === RETURN) this.#at++;
    else {
      this.#at++;
      return;
    }
    if (this.#code() === NEWLINE) this.#at++;
  }
  /** NaN at the end. */
  #code(): number {
    return this.#text.charCodeAt(this.#at);
  }
}

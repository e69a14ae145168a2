/** 0-based; `character` counts UTF-16 units. */
export interface LinePosition {
  readonly line: number;
  readonly character: number;
}

/**
 * Where the lines of a text begin. A line ends with `\n`, `\r\n` or a lone `\r`, as in the language server protocol.
 */
export class LineTable {
  readonly #text: string;
  readonly #starts: readonly number[];

  constructor(text: string) {
    this.#text = text;
    const starts = [0];
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code === 10 || (code === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
    }
    this.#starts = starts;
  }

  get lineCount(): number {
    return this.#starts.length;
  }

  /** Offsets outside the text are brought to its nearest end. */
  positionAt(offset: number): LinePosition {
    const inside = Math.max(0, Math.min(offset, this.#text.length));
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] as number) <= inside) low = middle;
      else high = middle - 1;
    }
    return { line: low, character: inside - (this.#starts[low] as number) };
  }

  /**
   * A character past the line's end stands for its end (before the line break), a line past the last for the text's
   * end.
   */
  offsetAt({ line, character }: LinePosition): number {
    const start = this.#starts[Math.max(0, line)];
    if (start === undefined) return this.#text.length;
    return Math.min(start + Math.max(0, character), this.lineEnd(line));
  }

  /** The offset of the line's break (or of the text's end). */
  lineEnd(line: number): number {
    let end = this.#starts[line + 1] ?? this.#text.length;
    const start = this.#starts[line] ?? end;
    if (line + 1 < this.#starts.length && end > start) {
      end--;
      if (end > start && this.#text[end] === '\n' && this.#text[end - 1] === '\r') end--;
    }
    return end;
  }
}

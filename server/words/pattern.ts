/**
 * The syntax of messages: the part of ICU's that has places and plurals. (The libraries for all of it bring the formats
 * of dates, numbers and currencies, which nothing here needs, into what is loaded at start.)
 */

export type Piece =
  | string
  | { readonly place: number }
  | { readonly plural: number; readonly forms: ReadonlyMap<string, readonly Piece[]> };

const compiled = new Map<string, readonly Piece[]>();

/** The pieces of a message's text. Throws where it is malformed: a test reads all that the catalogues have. */
export function piecesOf(text: string): readonly Piece[] {
  let pieces = compiled.get(text);
  if (pieces === undefined) {
    const reader = new Reader(text);
    pieces = reader.pieces(undefined);
    if (!reader.ended) throw new Error(`A brace too many in “${text}”`);
    compiled.set(text, pieces);
  }
  return pieces;
}

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get ended(): boolean {
    return this.#at >= this.#text.length;
  }

  /** Up to the end or a closing brace. `count`: the place that `#` stands for, within a form of a plural. */
  pieces(count: number | undefined): readonly Piece[] {
    const pieces: Piece[] = [];
    let literal = '';
    const push = (piece: Piece): void => {
      if (literal !== '') pieces.push(literal);
      literal = '';
      pieces.push(piece);
    };
    while (!this.ended && this.#text[this.#at] !== '}') {
      const quote = /^'([{}])'/.exec(this.#text.slice(this.#at, this.#at + 3));
      if (quote !== null) {
        literal += quote[1];
        this.#at += 3;
      } else if (this.#text[this.#at] === '{') push(this.#braced());
      else if (this.#text[this.#at] === '#' && count !== undefined) {
        push({ place: count });
        this.#at += 1;
      } else literal += this.#text[this.#at++];
    }
    if (literal !== '') pieces.push(literal);
    return pieces;
  }

  /** `{0}` or `{0, plural, one {…} other {…}}` */
  #braced(): Piece {
    const [, place = ''] = this.#take(/\{\s*(\d+)\s*/y);
    if (this.#text[this.#at] === '}') {
      this.#at += 1;
      return { place: Number(place) };
    }
    this.#take(/,\s*plural\s*,\s*/y);
    const forms = new Map<string, readonly Piece[]>();
    while (!this.ended && this.#text[this.#at] !== '}') {
      const [, category = ''] = this.#take(/(zero|one|two|few|many|other)\s*\{/y);
      forms.set(category, this.pieces(Number(place)));
      this.#take(/\}\s*/y);
    }
    this.#take(/\}/y);
    if (!forms.has('other')) throw new Error(`No form for “other” in “${this.#text}”`);
    return { plural: Number(place), forms };
  }

  #take(pattern: RegExp): RegExpExecArray {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    if (found === null) throw new Error(`Not a message at ${this.#at}: “${this.#text}”`);
    this.#at = pattern.lastIndex;
    return found;
  }
}

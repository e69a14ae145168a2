/**
 * A place: which file, which piece of it, and where in the piece. Only the piece knows where it begins now, so that an
 * edit moves all that stands behind it by one number for each piece, and whoever holds a place, a node of the tree
 * among them, sees where it has come to stand.
 */

/** A stretch of a program's text as it is now, in UTF-16 offsets (in a notebook: of all code cells joined). */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A text that is read: a file, the cells of a notebook, a part of a library, what is given to `exec()`. */
export class SourceFile {
  /** Where imports start from, and what `__file__` is; undefined for a text that is no file. */
  readonly path: string | undefined;
  /** As it is now: a program that is edited goes on with another. */
  text: string;

  constructor(path: string | undefined, text: string) {
    this.path = path;
    this.text = text;
  }

  /** A place that no edit moves: of what is found anew in each text. */
  place({ start, end }: Span): Place {
    return new Place(new Piece(this, 0), start, end - start);
  }
}

/** What edits leave alone or move as a whole: a top-level statement, its decorators included. */
export class Piece {
  readonly file: SourceFile;
  /** Where it begins now. */
  start: number;

  constructor(file: SourceFile, start: number) {
    this.file = file;
    this.start = start;
  }
}

/** Two places are of one file where their `file` is the same object. */
export class Place implements Span {
  readonly piece: Piece;
  /** From where the piece begins. */
  readonly offset: number;
  readonly length: number;

  constructor(piece: Piece, offset: number, length: number) {
    this.piece = piece;
    this.offset = offset;
    this.length = length;
  }

  get file(): SourceFile {
    return this.piece.file;
  }

  /** Offsets in the text of the file as it is now. */
  get start(): number {
    return this.piece.start + this.offset;
  }
  get end(): number {
    return this.piece.start + this.offset + this.length;
  }

  /** What stands there. */
  get text(): string {
    return this.file.text.slice(this.start, this.end);
  }

  /** Do both stand for the same stretch of the same text? */
  isAt(other: Place): boolean {
    return this === other || (this.file === other.file && this.start === other.start && this.length === other.length);
  }

  /** Does it stand within the other one, or is it the same? */
  isWithin(other: Place): boolean {
    return this.file === other.file && this.start >= other.start && this.end <= other.end;
  }

  /** Its first characters. */
  first(count: number): Place {
    return new Place(this.piece, this.offset, Math.min(count, this.length));
  }
}

/** The place of what is written in no text. */
export const NOWHERE = new SourceFile(undefined, '').place({ start: 0, end: 0 });

/** A node of the tree, or a part of one, that has its own place. */
export abstract class Placed extends Place {
  constructor({ piece, offset, length }: Place) {
    super(piece, offset, length);
  }
}

/** What a node is made of besides its place. */
export type Parts<N> = Omit<N, keyof Place | 'kind'>;

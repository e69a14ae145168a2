import { piecesOf, type Piece } from './pattern.ts';
import type { Counted, Message, Text, Value } from './message.ts';

/** Translations by their English; what is missing stays English. */
export type Catalogue = Readonly<Record<string, string>>;

/** Says messages in one language. */
export class Language {
  readonly locale: string;
  readonly catalogue: Catalogue;
  readonly #plurals: Intl.PluralRules;

  /** `locale` is a BCP 47 tag; it decides the rules of plurals. */
  constructor(locale: string, catalogue: Catalogue) {
    this.locale = locale;
    this.catalogue = catalogue;
    this.#plurals = new Intl.PluralRules(locale);
  }

  /** The text as a string. */
  say(text: Text): string {
    return typeof text === 'string' ? text : this.pieces(text).join('');
  }

  /**
   * The pieces of a message in the order of this language: strings, and the parts of rich text that are its values,
   * each as it is.
   */
  pieces<Part>({ text, values }: Message<Part>): readonly (string | Part)[] {
    return this.#filled(piecesOf(this.catalogue[text] ?? text), values);
  }

  #filled<Part>(pieces: readonly Piece[], values: readonly Value<Part>[]): readonly (string | Part)[] {
    return pieces.flatMap((piece): readonly (string | Part)[] => {
      if (typeof piece === 'string') return [piece];
      if ('place' in piece) return this.#valueOf(values[piece.place]);
      const form = piece.forms.get(this.#category(values[piece.plural])) ?? piece.forms.get('other') ?? [];
      return this.#filled(form, values);
    });
  }

  #valueOf<Part>(value: Value<Part> | undefined): readonly (string | Part)[] {
    if (value === undefined) return [];
    if (typeof value === 'string') return [value];
    if (typeof value === 'number') return [String(value)];
    if (isMessage(value)) return this.pieces(value);
    return isCounted(value) ? [value.text] : [value];
  }

  /** A formula may come to any number; it is counted like many. */
  #category(value: unknown): string {
    if (typeof value === 'number') return this.#plurals.select(value);
    if (!isCounted(value) || value.exact === undefined) return 'other';
    // Beyond what a double holds, no language tells one number from the next.
    return this.#plurals.select(Number(value.exact));
  }
}

const kindOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'kind' in value ? value.kind : undefined;
const isMessage = <Part>(value: Value<Part>): value is Message<Part> => kindOf(value) === 'message';
const isCounted = (value: unknown): value is Counted => kindOf(value) === 'counted';

/** English needs no catalogue: its sentences are the keys. */
export const ENGLISH = new Language('en', {});

export const inEnglish = (text: Text): string => ENGLISH.say(text);

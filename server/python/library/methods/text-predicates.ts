/** Questions about texts (`str.isdigit`): all but the last three are false for the empty text. */
import { isWhitespace } from './splitting.ts';

const letter = /\p{L}/u;
const decimal = /\p{Nd}/u;
const numeric = /\p{N}/u;
/** Decimal digits, and superscripts and the like. */
const digit = /[\p{Nd}\u00b2\u00b3\u00b9\u2070\u2074-\u2079\u2080-\u2089]/u;
const upper = /\p{Lu}/u;
const lower = /[\p{Ll}\u00aa\u00ba]/u;

const every = (text: string, holds: (character: string) => boolean): boolean => text !== '' && [...text].every(holds);

export const textPredicates: Readonly<Record<string, (text: string) => boolean>> = {
  isalpha: (text) => every(text, (character) => letter.test(character)),
  isdigit: (text) => every(text, (character) => digit.test(character)),
  isdecimal: (text) => every(text, (character) => decimal.test(character)),
  isnumeric: (text) => every(text, (character) => numeric.test(character)),
  isalnum: (text) => every(text, (character) => letter.test(character) || numeric.test(character)),
  isspace: (text) => every(text, isWhitespace),
  isupper: (text) => upper.test(text) && !lower.test(text) && !/\p{Lt}/u.test(text),
  islower: (text) => lower.test(text) && !upper.test(text) && !/\p{Lt}/u.test(text),
  istitle: isTitle,
  isidentifier: (text) => /^[\p{L}\p{Nl}_][\p{L}\p{Nl}\p{Mn}\p{Mc}\p{Nd}\p{Pc}]*$/u.test(text),
  isascii: (text) => /^[\x00-\x7f]*$/.test(text),
  isprintable: (text) =>
    !/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/u.test(text) && !/[\p{Zs}]/u.test(text.replaceAll(' ', '')),
};

const isCased = (character: string): boolean =>
  upper.test(character) || lower.test(character) || /\p{Lt}/u.test(character);

function isTitle(text: string): boolean {
  let afterCased = false;
  let any = false;
  for (const character of text) {
    if (upper.test(character) || /\p{Lt}/u.test(character)) {
      if (afterCased) return false;
      any = true;
      afterCased = true;
    } else if (lower.test(character)) {
      if (!afterCased) return false;
      any = true;
    } else afterCased = false;
  }
  return any;
}

/** A capital after everything that has no case. */
export function titleCase(text: string): string {
  let result = '';
  let afterCased = false;
  for (const character of text) {
    result += afterCased ? character.toLowerCase() : character.toUpperCase();
    afterCased = isCased(character);
  }
  return result;
}

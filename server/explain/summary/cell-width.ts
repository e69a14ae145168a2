import { eastAsianWidth } from 'get-east-asian-width';

/** Terminal cells that a text takes: two for wide letters, none for combining ones. */
export function cellLength(text: string): number {
  let length = 0;
  for (const character of text) length += widthOf(character);
  return length;
}

/** The text made exactly `cells` wide: cut, and filled up with a space where a wide letter is cut in half. */
export function cropCells(text: string, cells: number): string {
  let length = 0;
  let kept = '';
  for (const character of text) {
    const width = widthOf(character);
    if (length + width > cells) break;
    kept += character;
    length += width;
  }
  return kept + ' '.repeat(cells - length);
}

function widthOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x7f) return 1;
  return /\p{M}/u.test(character) ? 0 : eastAsianWidth(code);
}

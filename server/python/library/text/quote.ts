/** `repr` of strings and bytes. */

/**
 * Code points that Python's `repr` escapes: controls, separators other than the space, and what is not assigned or
 * private.
 */
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Zs}]/u;
const named: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['\\', '\\\\'],
]);

/** In single quotes, or in double ones where that saves escaping. With `asciiOnly` as `ascii()` gives it. */
export function quoteString(text: string, asciiOnly = false): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  if (/^[ !#-&(-[\]-~]*$/.test(text)) return quote + text + quote;
  let result = '';
  for (const character of text) result += character === quote ? '\\' + quote : escapeCharacter(character, asciiOnly);
  return quote + result + quote;
}

function escapeCharacter(character: string, asciiOnly: boolean): string {
  const escaped = named.get(character);
  if (escaped !== undefined) return escaped;
  const code = character.codePointAt(0)!;
  const printable = code < 0x80 ? code >= 0x20 && code !== 0x7f : !asciiOnly && !unprintable.test(character);
  if (printable) return character;
  if (code <= 0xff) return '\\x' + code.toString(16).padStart(2, '0');
  if (code <= 0xffff) return '\\u' + code.toString(16).padStart(4, '0');
  return '\\U' + code.toString(16).padStart(8, '0');
}

export function quoteBytes(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  let result = '';
  for (const character of text) {
    const code = character.charCodeAt(0);
    if (character === quote) result += '\\' + quote;
    else if (named.has(character)) result += named.get(character);
    else result += code >= 0x20 && code < 0x7f ? character : '\\x' + code.toString(16).padStart(2, '0');
  }
  return `b${quote}${result}${quote}`;
}

/**
 * Python counts characters by code points, JavaScript by UTF-16 units: this many units hold more than one unit per
 * character.
 */
export function hasSurrogates(text: string): boolean {
  return /[\uD800-\uDFFF]/.test(text);
}

/**
 * Steps to find the characters of a string: it is looked through, and a long one with characters of two units is taken
 * apart.
 */
export const charactersCost = (text: string): number => Math.floor(text.length / (hasSurrogates(text) ? 200 : 2_000));

/** The characters of a string as Python indexes them. */
export function charactersOf(text: string): readonly string[] | string {
  return hasSurrogates(text) ? [...text] : text;
}

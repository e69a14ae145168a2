/** Splitting and stripping of texts as Python does it. */

/** What Python takes for white space in a `str`. */
const whitespace = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;
const wordPattern = new RegExp(`(?:(?!${whitespace.source}).)+`, 'gs');
const lineEnd = /\r\n|[\n\v\f\r\x1c-\x1e\x85\u2028\u2029]/g;

export function isWhitespace(character: string): boolean {
  return whitespace.test(character);
}

/** Without a separator: at runs of white space, and without empty parts. `most` below 0: no limit. */
export function splitText(text: string, separator: string | undefined, most: number, fromRight: boolean): string[] {
  if (separator === undefined) return splitAtWhitespace(text, most, fromRight);
  const parts = text.split(separator);
  if (most < 0 || parts.length - 1 <= most) return parts;
  if (fromRight) return [parts.slice(0, parts.length - most).join(separator), ...parts.slice(parts.length - most)];
  return [...parts.slice(0, most), parts.slice(most).join(separator)];
}

/** What is left over at the limit keeps the white space at its far end. */
function splitAtWhitespace(text: string, most: number, fromRight: boolean): string[] {
  const words = [...text.matchAll(wordPattern)];
  if (most < 0 || words.length <= most) return words.map(([word]) => word);
  if (fromRight) {
    const last = words[words.length - most - 1]!;
    return [text.slice(0, last.index + last[0].length), ...words.slice(words.length - most).map(([word]) => word)];
  }
  return [...words.slice(0, most).map(([word]) => word), text.slice(words[most]!.index)];
}

export function splitLines(text: string, keepEnds: boolean): string[] {
  const lines: string[] = [];
  let start = 0;
  for (const match of text.matchAll(lineEnd)) {
    const end = match.index + match[0].length;
    lines.push(text.slice(start, keepEnds ? end : match.index));
    start = end;
  }
  if (start < text.length) lines.push(text.slice(start));
  return lines;
}

/** Takes characters of a set (white space where none is given) off the ends. */
export function stripText(text: string, characters: string | undefined, left: boolean, right: boolean): string {
  const all = [...text];
  const drop = characters === undefined ? isWhitespace : (character: string) => characters.includes(character);
  let start = 0;
  let end = all.length;
  while (left && start < end && drop(all[start]!)) start++;
  while (right && end > start && drop(all[end - 1]!)) end--;
  return start === 0 && end === all.length ? text : all.slice(start, end).join('');
}

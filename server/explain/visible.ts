/**
 * Texts of programs in front of people. A name in a stranger's program may hold what a terminal takes as commands, what
 * turns the order of the text
 * around it, or a million characters.
 */

/**
 * Control characters besides tabs and line feeds, line separators, and the marks that set the direction of writing
 * (Unicode's bidirectional controls).
 */
const UNSEEN = /[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** The text with such characters as Python's `repr()` writes them: `\x1b`, `\u202e`. Tabs and line breaks stay. */
export function visible(text: string): string {
  return text.replaceAll('\r\n', '\n').replace(UNSEEN, written);
}

function written(character: string): string {
  const code = character.charCodeAt(0);
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
}

/** The same within JSON, where it stays the same text. */
export const escapeUnseen = (json: string): string =>
  json.replace(UNSEEN, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** Longer texts are cut where they stand within others. */
const LONGEST = 2_000;

/** On one line, and not without end. */
export function oneLine(text: string): string {
  const cut = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  const lines = visible(cut.replaceAll('\r', '\n')).split(/\n+/);
  return lines
    .map((line, index) => {
      const begun = index > 0 ? line.trimStart() : line;
      return index < lines.length - 1 ? begun.trimEnd() : begun;
    })
    .join(' ');
}

/**
 * A language in which what is in the catalogue is told from what is not: each word of a message stands in ⟦brackets⟧,
 * and what the program says without the
 * catalogue stands outside, as do names and numbers.
 */
import { Language } from '../../server/words/language.ts';
import { piecesOf, type Piece } from '../../server/words/pattern.ts';

const script = new URL('../../scripts/words.mjs', import.meta.url).href;
const { messagesOf } = (await import(script)) as { messagesOf(): Promise<readonly string[]> };

let made: Promise<Language> | undefined;

export function pseudoLanguage(): Promise<Language> {
  made ??= messagesOf().then(
    (keys) => new Language('en', Object.fromEntries(keys.map((key) => [key, marked(piecesOf(key))]))),
  );
  return made;
}

function marked(pieces: readonly Piece[]): string {
  return pieces
    .map((piece) => {
      if (typeof piece === 'string') return `⟦${piece.replace(/[{}]/g, "'$&'")}⟧`;
      if ('place' in piece) return `{${piece.place}}`;
      const forms = [...piece.forms].map(([category, form]) => `${category} {${marked(form)}}`);
      return `{${piece.plural}, plural, ${forms.join(' ')}}`;
    })
    .join('');
}

/**
 * The words of a text that are in no message and none of the names; the words of a message that is cut, as in narrow
 * boxes, are not looked for.
 */
export function unspoken(text: string, names: ReadonlySet<string>): readonly string[] {
  const outside = text.replace(/⟦[^⟧]*(?:⟧|$)/g, ' ');
  return [...new Set(outside.match(/\p{L}{2,}/gu) ?? [])].filter((word) => !names.has(word));
}

/**
 * Three words and more that are in no message: a sentence, or a part of one. `isData` knows what is the same in every
 * language.
 */
export function unspokenProse(text: string, isData: (prose: string) => boolean): readonly string[] {
  const outside = text.replace(/⟦[^⟧]*(?:⟧|$)/g, '·');
  return (outside.match(/\p{L}{2,}(?: \p{Ll}+){2,}/gu) ?? []).filter((prose) => !isData(prose));
}

/** The catalogue is what the code says, and translations fit what they translate. `npm run words` writes it anew. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { piecesOf, type Piece } from '../../../server/words/pattern.ts';

const script = new URL('../../../scripts/words.mjs', import.meta.url).href;
const { messagesOf } = (await import(script)) as { messagesOf(): Promise<readonly string[]> };
const folder = new URL('../../../l10n/', import.meta.url);
const read = (name: string) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Record<string, string>;
const messages = await messagesOf();

/** The places that a text has, each once. */
function placesOf(pieces: readonly Piece[]): ReadonlySet<number> {
  return new Set(
    pieces.flatMap((piece): readonly number[] => {
      if (typeof piece === 'string') return [];
      if ('place' in piece) return [piece.place];
      return [piece.plural, ...[...piece.forms.values()].flatMap((form) => [...placesOf(form)])];
    }),
  );
}

test('has every text of the code, and no other', () => {
  const catalogue = read('bundle.l10n.json');
  assert.ok(messages.length > 900, `${messages.length}`);
  assert.deepEqual(
    messages.filter((text) => !(text in catalogue)),
    [],
    'not in the catalogue: npm run words',
  );
  assert.deepEqual(
    Object.keys(catalogue).filter((text) => !messages.includes(text)),
    [],
    'said no more: npm run words',
  );
  for (const [key, text] of Object.entries(catalogue)) assert.equal(text, key);
});

test('is well formed', () => {
  for (const text of messages) assert.ok(piecesOf(text).length > 0, text);
});

for (const name of readdirSync(folder).filter((file) => /^bundle\.l10n\..+\.json$/.test(file))) {
  test(`${name} translates what is said, with the same places`, () => {
    const known = new Set(messages);
    for (const [english, translated] of Object.entries(read(name))) {
      assert.ok(known.has(english), `${english}: said no more`);
      assert.deepEqual([...placesOf(piecesOf(translated))].sort(), [...placesOf(piecesOf(english))].sort(), english);
    }
  });
}

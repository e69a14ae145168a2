import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { code, say, spoken, strong } from '../../../server/explain/document/document.ts';
import { languageFor } from '../../../server/words/catalogues.ts';
import { ENGLISH, inEnglish, Language } from '../../../server/words/language.ts';
import { hasWords, joined, message, words, type Counted } from '../../../server/words/message.ts';
import { countedNoun } from '../../../server/words/nouns.ts';
import { piecesOf } from '../../../server/words/pattern.ts';

const number = (exact: number): Counted => ({
  kind: 'counted',
  exact: BigInt(exact),
  text: exact.toLocaleString('en-US'),
});
const FORMULA: Counted = { kind: 'counted', exact: undefined, text: '2·n' };

describe('messages', () => {
  test('have their values where the places are', () => {
    assert.equal(inEnglish(words`${'kernel'} has ${4} rows`), 'kernel has 4 rows');
    assert.equal(inEnglish(words`${words`the array ${'kernel'}`} has {braces}`), 'the array kernel has {braces}');
    assert.equal(inEnglish(joined([words`one`, 'two'], ' · ')), 'one · two');
    assert.equal(inEnglish('data'), 'data');
  });

  test('count by the rules of the language', () => {
    const text = '{0, plural, one {# sample is} other {# samples are}} left';
    assert.equal(inEnglish(message(text, number(1))), '1 sample is left');
    assert.equal(inEnglish(message(text, number(1200))), '1,200 samples are left');
    assert.equal(inEnglish(message(text, FORMULA)), '2·n samples are left');
    assert.equal(inEnglish(countedNoun(number(1), 'index')), '1 index');
    const polish = new Language('pl', {
      [text]: '{0, plural, one {została # próbka} few {zostały # próbki} other {zostało # próbek}}',
    });
    const said = [1, 3, 5].map((count) => polish.say(message(text, number(count))));
    assert.deepEqual(said, ['została 1 próbka', 'zostały 3 próbki', 'zostało 5 próbek']);
  });

  test('may turn the order of their values in another language, and stay English where it has no text', () => {
    const german = new Language('de', { '{0} reads {1}': 'Von {0} wird {1} gelesen; {0}' });
    assert.equal(german.say(words`${'h'} reads ${'x'}`), 'Von h wird x gelesen; h');
    assert.equal(german.say(words`nothing reads ${'x'}`), 'nothing reads x');
  });

  test('that are malformed are refused', () => {
    for (const text of ['{', '{0', '{a}', 'a}', '{0, plural, one {a}}', '{0, plural, some {a} other {b}}']) {
      assert.throws(() => piecesOf(text), text);
    }
  });

  test('are told from signs between values', () => {
    assert.ok(hasWords('{0} units'));
    for (const text of ['{0} · {1}', '= {0}', '{0} × {1} = {2}', '→ {0}', '']) assert.ok(!hasWords(text), text);
  });
});

describe('running text', () => {
  test('keeps the style of its values in every language', () => {
    const text = say`${code('h')} of ${strong(words`all units`)}, ${number(2)}`;
    assert.deepEqual(spoken(text, ENGLISH), [
      { kind: 'code', text: 'h' },
      ' of ',
      { kind: 'strong', text: 'all units' },
      ', ',
      '2',
    ]);
    const german = new Language('de', { '{0} of {1}, {2}': 'Von {1} das {0}: {2}', 'all units': 'allen Einheiten' });
    assert.deepEqual(spoken(text, german), [
      'Von ',
      { kind: 'strong', text: 'allen Einheiten' },
      ' das ',
      { kind: 'code', text: 'h' },
      ': ',
      '2',
    ]);
  });

  test('of signs alone is no message', () => {
    assert.deepEqual(say`${code('a')} → ${3}`, [{ kind: 'code', text: 'a' }, ' → ', '3']);
  });
});

describe('languages', () => {
  test('are found by the names that editors and terminals have for them', async () => {
    for (const locale of ['zh-cn', 'zh-CN', 'zh_CN.UTF-8', 'zh-Hans', 'zh', 'zh-sg'])
      assert.equal((await languageFor(locale)).locale, 'zh-cn', locale);
    for (const locale of [undefined, '', 'en', 'en-GB', 'de', 'zh-tw', 'C', 'C.UTF-8', '../x'])
      assert.equal((await languageFor(locale)).locale, 'en', locale);
  });
});

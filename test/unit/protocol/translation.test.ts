import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { codeLenses } from '../../../server/features/code-lens.ts';
import { documentSymbols } from '../../../server/features/document-symbols.ts';
import { ALL_HINTS, inlayHints } from '../../../server/features/inlay-hints.ts';
import { PROBLEMS } from '../../../server/problems/index.ts';
import { CHINESE } from '../../../server/protocol/languages/zh-cn.ts';
import { patternOf, translateHint, translatorFor } from '../../../server/protocol/translation.ts';
import { analyse } from '../../support/analyse.ts';

const chinese = translatorFor('zh-cn');

describe('texts in Chinese', () => {
  test('for the names that editors have for it, and English for everyone else', () => {
    for (const locale of ['zh-cn', 'zh-CN', 'zh_CN.UTF-8', 'zh-Hans', 'zh']) assert.equal(translatorFor(locale)('56 params'), '56 个参数', locale);
    for (const locale of [undefined, '', 'en', 'de', 'zh-tw', 'C']) assert.equal(translatorFor(locale)('56 params'), '56 params', locale);
  });

  test('with numbers, names and spaces as they were', () => {
    assert.equal(chinese('1,024·n + 3 params'), '1,024·n + 3 个参数');
    assert.equal(chinese('buffers: it counts 4 parameters'), 'buffers: it counts 4 parameters'); // half a sentence would be in another language
    assert.equal(chinese('Layer Lens: model · 59 parameters · show summary'), 'Layer Lens：model · 59 个参数 · 显示摘要');
    assert.equal(chinese('what nobody has translated'), 'what nobody has translated');
  });

  test('of hints piece by piece, and never of the comment that they are written as', async () => {
    const analysis = await analyse('import keras\nsteps = 9\nx = keras.Input((steps, 4))\ny = keras.layers.LSTM(2, return_sequences=True)(x)\n');
    const hint = translateHint(inlayHints(analysis, ALL_HINTS).at(-1)!, chinese);
    assert.equal(hint.text, '→ (None, 9, 2) · 56 个参数');
    assert.equal(hint.parts?.map(({ text }) => text).join(''), hint.text);
    assert.equal(hint.comment?.newText, '  # (None, 9, 2) · 56 params');
  });

  test('every translation is for a text that the features give', async () => {
    const said = new Set<string>();
    for (const source of await sources()) {
      const analysis = await analyse(source);
      for (const { text } of [...inlayHints(analysis, ALL_HINTS), ...inlayHints(analysis, { ...ALL_HINTS, maximumLength: 0 })]) for (const piece of text.split(' · ')) said.add(piece);
      for (const { title } of codeLenses(analysis)) said.add(title);
      for (const { detail, children } of documentSymbols(analysis)) for (const text of [detail, ...children.map((child) => child.detail)]) said.add(text);
    }
    const unused = Object.keys(CHINESE).filter((english) => {
      const pattern = patternOf(english);
      return ![...said].some((text) => pattern.test(text));
    });
    assert.deepEqual(unused, []);
  });
});

/** Programs that make the features speak: examples, and the broken example of every problem. */
async function sources(): Promise<readonly string[]> {
  const folder = new URL('../../../examples/', import.meta.url);
  const files = readdirSync(folder).filter((name) => name.endsWith('.py')).map((name) => readFileSync(new URL(name, folder), 'utf8'));
  return [...files, ...PROBLEMS.map(({ example }) => example.broken), LOOPS];
}

const LOOPS = `import keras
from keras.layers import *
for units in (1, 2):
    several = keras.Sequential([keras.Input((4,)), Dense(units)])
for width in (1, 2):
    unbuilt = keras.Sequential([Dense(width)])
one = keras.Sequential([keras.Input((1,)), Dense(1, use_bias=False)])
open_model = keras.Sequential([Dense(3)])
waiting = Dense(3)
norm = keras.Sequential([keras.Input((4,)), Dense(3, trainable=False), BatchNormalization(), Dropout(0.1)])
`;

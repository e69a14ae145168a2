import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeLenses } from '../../../server/features/code-lens.ts';
import { documentSymbols } from '../../../server/features/document-symbols.ts';
import { ALL_HINTS, inlayHints } from '../../../server/features/inlay-hints.ts';
import { modelAt } from '../../../server/features/model-at.ts';
import { languageFor } from '../../../server/words/catalogues.ts';
import { analyse, offsetOf } from '../../support/analyse.ts';

const source = `import keras
def make(units):
    inputs = keras.Input((4,))
    x = keras.layers.Dense(units)(inputs)
    return keras.Model(inputs, x)
steps = 9
x = keras.Input((steps, 4))
y = keras.layers.LSTM(2, return_sequences=True)(x)
small = make(3)
large = make(3000)
`;

test('in Chinese: hints, but never the comments that they are written as', async () => {
  const chinese = await languageFor('zh-cn');
  const hints = inlayHints(await analyse(source), ALL_HINTS, undefined, chinese);
  const [lstm, , large] = hints.slice(-3);
  assert.equal(lstm!.text, '→ (None, 9, 2) · 56 个参数');
  assert.equal(lstm!.parts?.map(({ text }) => text).join(''), lstm!.text);
  assert.equal(lstm!.comment?.newText, '  # (None, 9, 2) · 56 params');
  assert.equal(large!.text, '共 15.0 k 个参数');
});

test('in Chinese: the lines above models, the outline and the model at the cursor', async () => {
  const chinese = await languageFor('zh-cn');
  const analysis = await analyse(source);
  assert.deepEqual(
    codeLenses(analysis).map(({ title }) => chinese.say(title)),
    [
      'Layer Lens：small · make(3) · 第 9 行 · 15 个参数',
      'large · make(3000) · 第 10 行 · 15.0 k 个参数',
      'Layer Lens：small · 15 个参数 · 显示摘要',
      'Layer Lens：large · 15.0 k 个参数 · 显示摘要',
    ],
  );
  assert.deepEqual(
    documentSymbols(analysis).map(({ name, detail }) => `${name}: ${chinese.say(detail)}`),
    ['small: make(3) · Functional · 15 个参数', 'large: make(3000) · Functional · 15,000 个参数'],
  );
  assert.equal(modelAt(analysis, offsetOf(source, 'small'), undefined, chinese)?.label, 'small · make(3) · 第 9 行');
});

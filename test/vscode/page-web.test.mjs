/**
 * VS Code as vscode.dev runs it: extension and server in workers of the browser. The tests move the mouse and read the
 * page, in every kind of theme
 * and in a narrow window. What one file imports from another is read through the editor.
 */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { hints, hover, theme } from './host/ui.mjs';
import { images, startWorkbench } from './host/workbench.mjs';

const SIZES = 'UNITS = 2\n';
const MODEL = `from keras import Input, Model
from keras.layers import LSTM, Dense
from sizes import UNITS

inputs = Input(shape=(100, 4))
x = LSTM(UNITS)(inputs)
model = Model(inputs, Dense(1)(x))
`;

describe('in a browser, without a machine behind it', { timeout: 180_000 }, () => {
  let bench;
  let page;

  before(async () => {
    // The size comes from the other file, which only the editor can read.
    bench = await startWorkbench({
      files: { 'sizes.py': SIZES, 'model.py': MODEL },
      open: 'model.py',
      shows: '56 params',
      web: true,
      viewport: { width: 1100, height: 760 },
      settings: { 'editor.hover.delay': 100, 'breadcrumbs.enabled': false },
    });
    page = bench.page;
  });
  after(() => bench?.close());

  test('hints know what another file defines', async () => {
    const shown = (await hints(page)).join(' | ');
    for (const part of ['(None, 100, 4)', '(None, 2)', '56 params', '59 params'])
      assert.ok(shown.replaceAll('\u00A0', ' ').includes(part), shown);
  });

  test('so does the status bar, once the other file is read', async () => {
    await page.locator('.statusbar-item', { hasText: '59 params' }).waitFor();
  });

  for (const [name, className] of [
    ['Dark 2026', 'vs-dark'],
    ['Light 2026', 'vs'],
    ['Dark High Contrast', 'hc-black'],
  ]) {
    test(`the hover over LSTM in ${name}`, async () => {
      await theme(page, name);
      await page.locator(`.monaco-workbench.${className}`).waitFor();
      const text = await hover(page, 'LSTM', { inLine: 'LSTM(UNITS)', text: 'recurrent_kernel' });
      for (const part of ['kernel', '(4, 8)', 'recurrent_kernel', '(2, 8)', '56']) assert.ok(text.includes(part), text);
      await page.screenshot({ path: join(images, `web-${className}.png`) });
      await page.keyboard.press('Escape');
    });
  }

  test('in a narrow window', async () => {
    await page.setViewportSize({ width: 480, height: 760 });
    const text = await hover(page, 'LSTM', { inLine: 'LSTM(UNITS)', text: 'recurrent_kernel' });
    assert.ok(text.includes('recurrent_kernel'), text);
    await page.screenshot({ path: join(images, 'web-narrow.png') });
  });
});

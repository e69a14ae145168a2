/**
 * What a person sees in VS Code: the tests move the mouse, type commands and read the page.
 * They keep pictures: in .vscode-test/images, or in docs/images for `npm run images`.
 */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { command, hints, hover, lines, openFile, theme } from './host/ui.mjs';
import { publishedImages, startWorkbench } from './host/workbench.mjs';

describe('on the page', { timeout: 180_000 }, () => {
  let bench;
  let page;
  /** Keeps a picture of the editors, once whatever fades in is there. */
  async function picture(name, height = 480) {
    await page.waitForTimeout(500);
    await page.screenshot({ path: join(publishedImages, `${name}.png`), clip: { x: 0, y: 34, width: 1230, height } });
  }
  const editor = (nth) => page.locator('.editor-instance').nth(nth);

  before(async () => {
    bench = await startWorkbench({
      open: 'lstm.py',
      shows: '(None, 2)',
      plain: true,
      viewport: { width: 1280, height: 800 },
      // the other view: page-summary.test.mjs
      settings: { 'editor.fontSize': 15, 'editor.hover.delay': 100, 'layerlens.summary.view': 'text' },
    });
    page = bench.page;
  });
  after(() => bench?.close());

  test('hints stand behind the layers', async () => {
    await page.locator('.view-line', { hasText: '(2, 8)' }).waitFor();
    const shown = (await hints(page)).join(' | ');
    for (const part of ['(None, 2)', '56', '59', '(2, 8)']) assert.ok(shown.includes(part), shown);
    const code = await lines(editor(0));
    assert.ok(
      code.some((line) => /LSTM\(2\)\(inputs\).*\(None, 2\)/.test(line)),
      code.join('\n'),
    );
    await picture('hints');
  });

  test('the mouse over LSTM shows why the array is (2, 8)', async () => {
    const text = await hover(page, 'LSTM', { inLine: 'LSTM(2)', text: '56 parameters' });
    assert.ok(text.includes('(None, 100, 4) → (None, 2)'), text);
    const image = page.locator('.monaco-hover:not(.hidden) img').first();
    await image.waitFor();
    const drawn = decodeURIComponent(await image.getAttribute('src'));
    for (const part of [
      'kernel (4, 8)',
      'recurrent_kernel (2, 8)',
      'bias (8,)',
      'each gate reads the previous h of both units',
    ])
      assert.ok(drawn.includes(part), drawn);
    await picture('hover');
  });

  test('the palette opens the summary as a text, in colours', async () => {
    await page.mouse.move(5, 5);
    await command(page, 'Layer Lens: Show Model Summary');
    await page.locator('.view-line', { hasText: 'Total params' }).waitFor();
    const summary = await lines(editor(1));
    assert.ok(
      summary.some((line) => line.includes('lstm (LSTM)')),
      summary.join('\n'),
    );
    assert.ok(
      summary.some((line) => line.includes('Total params: 59')),
      summary.join('\n'),
    );
    assert.ok(
      summary.some((line) => /^├─{20,}┼─{20,}┼─{10,}/.test(line)),
      summary.join('\n'),
    );
    const row = page.locator('.view-line', { hasText: 'lstm (LSTM)' });
    const colours = () =>
      row.locator('span > span').evaluateAll((spans) => new Set(spans.map(({ className }) => className)).size);
    for (const end = Date.now() + 10_000; (await colours()) < 3; await page.waitForTimeout(100)) {
      // the grammar is loaded after the text is shown
      assert.ok(Date.now() < end, 'the row of a layer has too few colours');
    }
  });

  test('typing changes hints and summary', async () => {
    await page.locator('.view-line', { hasText: 'LSTM(2)' }).click();
    await page.keyboard.press('Home');
    for (const key of [...Array(9).fill('ArrowRight'), 'Delete']) await page.keyboard.press(key);
    await page.keyboard.type('3');
    await page.locator('.view-line', { hasText: 'Total params: 100' }).waitFor(); // 4·((4 + 3)·3 + 3) = 96, and 3 + 1
    assert.ok((await hints(page)).some((hint) => hint.includes('96')));
    for (let undone = 0; undone < 2; undone++) await page.keyboard.press('Control+Z');
    await page.locator('.view-line', { hasText: 'Total params: 59' }).waitFor();
  });

  test('the code lens over the model opens the same summary', async () => {
    await command(page, 'View: Close All Editors');
    await openFile(page, 'stacked_lstm.py');
    await page.locator('.codelens-decoration a').first().click();
    await page.locator('.view-line', { hasText: 'Total params' }).waitFor();
  });

  test('a mistake is underlined, and its fix is a click away', async () => {
    await command(page, 'View: Close All Editors');
    await openFile(page, 'lstm_with_mistake.py');
    await page.locator('.squiggly-error').first().waitFor();
    await hover(page, 'x', { inLine: 'LSTM(2)', nth: 1, text: 'inputs' });
    await picture('mistake');
    await page.mouse.move(5, 5);
    await page.locator('.view-line', { hasText: 'LSTM(2)' }).click();
    await page.keyboard.press('Home');
    for (const key of Array(12).fill('ArrowRight')) await page.keyboard.press(key);
    await page.keyboard.press('Control+.');
    await page.locator('.action-widget .monaco-list-row', { hasText: 'inputs' }).first().click();
    await page.locator('.view-line', { hasText: 'LSTM(2)(inputs)' }).waitFor();
    await page.locator('.squiggly-error').first().waitFor({ state: 'detached' });
  });

  test('in a light theme too', async () => {
    await openFile(page, 'lstm.py');
    await theme(page, 'Light 2026');
    await page.locator('.monaco-workbench.vs').waitFor();
    await hover(page, 'LSTM', { inLine: 'LSTM(2)', text: 'recurrent_kernel' });
    await picture('hover-light');
  });
});

/**
 * The explorer, as a person uses it: opened from the palette, changed by the keyboard, applied to the code of a file
 * and of a notebook.
 * Keeps pictures of it, as page.test.mjs does.
 */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { accessibilityProblems, command, lines, theme, webview, webviewFrame } from './host/ui.mjs';
import { images, publishedImages, startWorkbench } from './host/workbench.mjs';

describe('the explorer', { timeout: 240_000 }, () => {
  let bench;
  let page;
  let view;
  const count = (text) => view.locator('header .count strong', { hasText: text }).waitFor();
  const flow = () => view.locator('header .flow').innerText();
  const slider = (name) => view.getByRole('slider', { name: `${name}, slider` });
  const code = async () => (await lines(page.locator('.editor-instance').first())).join('\n');

  async function codeSays(part) {
    for (const end = Date.now() + 15_000; !(await code()).includes(part); await page.waitForTimeout(100))
      assert.ok(Date.now() < end, `no ${part} in\n${await code()}`);
  }
  async function picture(name, where = publishedImages) {
    await page.mouse.move(5, 5);
    await page.waitForTimeout(700); // what fades in is there
    await page.screenshot({ path: join(where, `${name}.png`), clip: { x: 0, y: 34, width: 1400, height: 806 } });
  }
  async function openFile(name, where, text) {
    await page.keyboard.press('Control+P');
    await page.locator('.quick-input-widget input.input:visible').fill(name);
    await page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first().click();
    await page.locator(`${where} .view-line`, { hasText: text }).first().waitFor();
  }
  /** Puts the cursor into a line of the code. */
  async function cursorIn(text) {
    await page
      .locator('.editor-instance .view-line', { hasText: text })
      .first()
      .click({ position: { x: 60, y: 8 } });
  }

  /** A click holds what is pointed at: the 2nd cell of the 3rd column. */
  async function holdColumn() {
    await view.locator('main').evaluate(() => {
      document.scrollingElement.scrollTo(0, 0);
    });
    await view.locator('svg.matrices').click({ position: { x: 44 + 2 * 44 + 3 + 20, y: 34 + 20 + 30 } });
    await view.locator('.pointed .cell', { hasText: 'kernel[1, 2]' }).waitFor();
  }

  before(async () => {
    bench = await startWorkbench({
      open: 'lstm.py',
      shows: '(None, 2)',
      plain: true,
      viewport: { width: 1400, height: 840 },
      settings: { 'editor.fontSize': 14, 'workbench.editor.revealIfOpen': true },
    });
    page = bench.page;
  });
  after(() => bench?.close());

  test('opens for the layer at the cursor, with its arrays, formula and shapes', async () => {
    await cursorIn('LSTM(2)');
    await command(page, 'Layer Lens: Explore Layer');
    await page.locator('iframe.webview.ready').first().waitFor();
    view = webview(page);
    await count('56 parameters');
    assert.equal(await flow(), '(None, 100, 4) → (None, 2)');
    assert.equal(
      await view.locator('header .formula').innerText(),
      'gates 4 · units 2 · (features 4 + units 2 + bias 1) = 8 · 7 = 56',
    );
    const names = await view
      .locator('svg .name')
      .allInnerTexts()
      .catch(() => []);
    assert.equal(
      (await view.locator('svg text.name').allTextContents()).map((text) => text.split('(')[0]).join(),
      'kernel,recurrent_kernel,bias',
      names.join(),
    );
  });

  test('arrow keys move over the arrays and say what is there', async () => {
    await view.locator('.stacks').focus();
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowDown']) await page.keyboard.press(key);
    await view
      .locator('.pointed .line', {
        hasText: 'column 3 = forget gate of unit 1: reads 4 features + 2 previous hidden values + 1 bias = 7 numbers',
      })
      .waitFor();
    assert.match(
      await view.locator('.pointed .cell').innerText(),
      /^kernel\[1, 2\] from feature 2 to the forget gate of unit 1$/,
    );
    assert.match(await view.locator('[role=status][aria-live=polite]').first().innerText(), /forget gate of unit 1/);
    await holdColumn();
    await page
      .locator('.editor-instance')
      .first()
      .click({ position: { x: 300, y: 500 } });
    await cursorIn('LSTM(2)');
    await picture('explorer');
  });

  test('the units slider by keyboard changes count, formula, output and picture at once', async () => {
    await slider('units').focus();
    await page.keyboard.press('ArrowRight');
    await count('96 parameters');
    assert.equal(await flow(), '(None, 100, 4) → (None, 3)');
    assert.match(await view.locator('header .formula').innerText(), /= 12 · 8 = 96$/);
    assert.equal((await view.locator('svg text.name').allTextContents())[0], 'kernel(4, 12)');
    assert.match(await view.locator('header .before').innerText(), /in the code: 56/);
    await view.getByRole('switch', { name: 'return_sequences' }).check();
    assert.equal(await flow(), '(None, 100, 4) → (None, 100, 3)');
    await count('96 parameters');
    await slider('timesteps').focus();
    await page.keyboard.press('ArrowRight');
    await count('96 parameters');
    assert.equal(await flow(), '(None, 101, 4) → (None, 101, 3)');
    // The changed totals are read out once.
    await view
      .locator('[role=status][aria-live=polite]', { hasText: '96 parameters, output (None, 101, 3)' })
      .first()
      .waitFor();
  });

  test('Keras refuses what it refuses', async () => {
    await view.getByRole('spinbutton', { name: 'features' }).fill('');
    await view.locator('header .message', { hasText: 'Keras refuses this.' }).waitFor();
    await view.getByRole('spinbutton', { name: 'features' }).fill('4');
    await view.locator('header .message', { hasText: 'Keras refuses this.' }).waitFor({ state: 'hidden' });
  });

  test('Apply writes the changed arguments into the code, in one undo step', async () => {
    await view.getByRole('button', { name: 'Apply to code' }).click();
    await codeSays('LSTM(3, return_sequences=True)(inputs)');
    await view.locator('header .changes').waitFor({ state: 'hidden' });
    await count('96 parameters');
    await cursorIn('LSTM(3');
    await page.keyboard.press('Control+Z');
    await codeSays('LSTM(2)(inputs)');
    await count('56 parameters');
  });

  test('follows the cursor to another layer, and edits', async () => {
    await cursorIn('Dense(1)');
    await view.locator('h1', { hasText: 'Dense' }).waitFor();
    await count('3 parameters');
    await cursorIn('LSTM(2)');
    await view.locator('h1', { hasText: 'LSTM' }).waitFor();
    await count('56 parameters');
  });

  test('one time step goes through its stages', async () => {
    const on = view.getByRole('button', { name: 'One stage on' });
    await on.click();
    await view.locator('.stage.current h3', { hasText: 'What comes in' }).waitFor();
    assert.equal((await view.locator('.drawn.unmade').count()) > 0, true);
    for (let stage = 0; stage < 3; stage++) await on.click();
    await view.locator('.stage.current h3', { hasText: 'The cell state' }).waitFor();
    assert.match(await view.locator('.step .where').innerText(), /^t = 1 of 100 · 4\/6 The cell state$/);
    assert.deepEqual(await view.locator('.stage.current .term .symbol').allInnerTexts(), [
      'c(t)',
      'f',
      'c(t−1)',
      'i',
      'ĉ',
    ]);
    assert.deepEqual([...new Set(await view.locator('.stage.current .term .shape').allInnerTexts())], ['(2,)']);
    await view.locator('.step').scrollIntoViewIfNeeded();
    await picture('explorer-step');
    await view.getByRole('button', { name: 'Play' }).click();
    await view.getByRole('button', { name: 'Pause' }).waitFor();
    await view.locator('.stage.current h3', { hasText: 'The output' }).waitFor(); // it goes on by itself
    await view.getByRole('button', { name: 'Pause' }).click();
    await view.getByRole('button', { name: 'Show all' }).click();
    assert.equal(await view.locator('.drawn.unmade').count(), 0);
  });

  test('axe finds nothing to mend, dark, light and in high contrast', async () => {
    for (const [name, selector, image] of [
      ['Dark 2026', '.vs-dark', ''],
      ['Light 2026', '.vs', 'explorer-light'],
      ['Dark High Contrast', '.hc-black', 'explorer-high-contrast'],
      ['Light High Contrast', '.hc-light', 'explorer-high-contrast-light'],
    ]) {
      await theme(page, name);
      await page.locator(`.monaco-workbench${selector}`).waitFor();
      await holdColumn();
      await page.mouse.move(5, 5);
      assert.deepEqual(await accessibilityProblems(await webviewFrame(page)), [], name);
      if (image !== '') await picture(image, image === 'explorer-light' ? publishedImages : images);
    }
  });

  test('in the cell of a notebook: follows, and writes there', async () => {
    await theme(page, 'Dark 2026');
    await page.locator('.monaco-workbench.vs-dark').waitFor();
    await cursorIn('LSTM(2)');
    await openFile('notebook.ipynb', '.notebookOverlay', 'LSTM(2)');
    await page.locator('.notebookOverlay .view-line', { hasText: 'LSTM(2)' }).click({ position: { x: 60, y: 8 } });
    await view.locator('header .place', { hasText: /^line \d+ of Cell \d+/ }).waitFor();
    await count('56 parameters');
    await view.getByRole('switch', { name: 'use_bias' }).uncheck();
    await count('48 parameters');
    await view.getByRole('button', { name: 'Apply to code' }).click();
    await page.locator('.notebookOverlay .view-line', { hasText: 'LSTM(2, use_bias=False)(inputs)' }).waitFor();
  });
});

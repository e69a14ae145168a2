/**
 * What stands around the code: hints that can be clicked on, the status bar, breadcrumbs, notebooks and the tour. Keeps
 * pictures, as
 * page.test.mjs does.
 */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { command, hints, hover, lines, openFile, theme, webview } from './host/ui.mjs';
import { images, startWorkbench } from './host/workbench.mjs';

const WINDOW = {
  open: 'lstm.py',
  viewport: { width: 1200, height: 760 },
  settings: {
    'editor.fontSize': 14,
    'window.commandCenter': false,
    'editor.accessibilitySupport': 'off',
    'files.autoSave': 'off',
  },
};

describe('around the code', { timeout: 240_000 }, () => {
  let bench;
  let page;
  const status = (text) => page.locator('.statusbar-item', { hasText: text });
  async function picture(name) {
    await page.mouse.move(5, 5);
    await page.waitForTimeout(600); // what fades in is there
    await page.screenshot({ path: join(images, `${name}.png`) });
  }

  before(async () => {
    bench = await startWorkbench({ ...WINDOW, shows: '(None, 2)' });
    page = bench.page;
  });
  after(() => bench?.close());

  test('the status bar tells the parameters, breadcrumbs where the cursor is', async () => {
    await page.locator('.view-line', { hasText: 'LSTM(2)' }).click({ position: { x: 40, y: 8 } });
    await status('59 params').waitFor();
    await page.locator('.monaco-breadcrumb-item', { hasText: 'lstm' }).last().waitFor();
    await picture('editor-status');
    await status('59 params').locator('a').click();
    await webview(page).locator('body', { hasText: '59' }).waitFor();
    await picture('editor-status-summary');
    await command(page, 'View: Close All Editors');
    await openFile(page, 'stacked_lstm.py');
    await status('31.1 k params').waitFor();
  });

  test('a double click writes a hint as a comment, which takes its place', async () => {
    await openFile(page, 'lstm.py');
    const hint = page
      .locator('.view-line', { hasText: 'LSTM(2)' })
      .locator('span[class*="dyn-rule"]', { hasText: 'params' });
    await hint.dblclick();
    await page.locator('.view-line', { hasText: '# (None, 2) · 56 params'.replaceAll(' ', '\u00a0') }).waitFor();
    const line = async () =>
      (await lines(page.locator('.editor-instance').first())).find((one) => one.includes('LSTM(2)')) ?? '';
    for (
      const end = Date.now() + 15_000;
      (await line()).match(/56 params/g)?.length !== 1;
      await page.waitForTimeout(100)
    )
      assert.ok(Date.now() < end, await line());
    await page.keyboard.press('Control+Z');
    await page.locator('.view-line', { hasText: 'LSTM(2)' }).filter({ hasNotText: '#' }).waitFor();
  });

  test('in the cells of a notebook, in every theme, and narrow', async () => {
    await command(page, 'View: Close All Editors');
    await openFile(page, 'notebook.ipynb');
    const cells = page.locator('.notebookOverlay');
    await cells.locator('.view-line', { hasText: '56' }).waitFor();
    await cells.locator('.view-line', { hasText: '59' }).first().waitFor();
    await cells.locator('.codelens-decoration a').first().waitFor();
    const text = await hover(page, 'LSTM', { scope: cells, inLine: 'LSTM(', text: 'recurrent_kernel' });
    assert.ok(text.includes('(2, 8)'), text);
    await page.mouse.move(5, 5);
    for (const [name, picked] of [
      ['Dark 2026', 'dark'],
      ['Light 2026', 'light'],
      ['Dark High Contrast', 'high-contrast'],
    ]) {
      await theme(page, name);
      await picture(`editor-notebook-${picked}`);
    }
    await theme(page, 'Dark 2026');
    // An edit in one cell changes the hints of those below.
    await cells
      .locator('.view-line', { hasText: 'LSTM(' })
      .last()
      .click({ position: { x: 8, y: 8 } });
    await page.keyboard.press('Home');
    await page.keyboard.type('inputs = keras.Input(shape=(100, 5))\n');
    await cells.locator('.view-line', { hasText: '64' }).waitFor(); // 4 · 2 · (5 + 2 + 1)
    await cells.locator('.view-line', { hasText: '67' }).first().waitFor();
    await page.setViewportSize({ width: 620, height: 760 });
    await picture('editor-notebook-narrow');
    await page.setViewportSize(WINDOW.viewport);
  });
});

describe("editor.inlayHints.enabled is the reader's own choice", { timeout: 120_000 }, () => {
  test('hints that show only while keys are held', async () => {
    const { page, close } = await startWorkbench({
      ...WINDOW,
      selector: '.codelens-decoration a',
      shows: '59',
      settings: { ...WINDOW.settings, 'editor.inlayHints.enabled': 'offUnlessPressed' },
    });
    try {
      assert.deepEqual(
        (await hints(page)).filter((hint) => hint.includes('None')),
        [],
      );
      await page.locator('.view-line', { hasText: 'LSTM(2)' }).click();
      await page.keyboard.down('Control');
      await page.keyboard.down('Alt');
      await page.locator('.view-line', { hasText: '(None, 2)'.replace(' ', '\u00a0') }).waitFor();
      await page.keyboard.up('Alt');
      await page.keyboard.up('Control');
      await page.locator('.view-line', { hasText: '(None, 2)'.replace(' ', '\u00a0') }).waitFor({ state: 'detached' });
    } finally {
      await close();
    }
  });
});

/**
 * What stands around the code: hints that can be clicked on, the status bar, breadcrumbs, notebooks and the tour. Keeps pictures, as
 * page.test.mjs does.
 */
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { root } from '../../scripts/setup.mjs';
import { openWorkbench, startServer } from './host/host.mjs';
import { command, hints, hover, lines, theme, webview } from './host/ui.mjs';

const images = join(root, '.vscode-test', 'images');
const scratch = mkdtempSync(join(tmpdir(), 'layer-lens-page-editor-'));
const folder = join(scratch, 'examples');
const settings = {
  'editor.scrollBeyondLastLine': false, 'editor.minimap.enabled': false, 'editor.fontSize': 14, 'workbench.sideBar.location': 'right', 'window.commandCenter': false,
  'editor.accessibilitySupport': 'off', 'files.autoSave': 'off',
};
const viewport = { width: 1200, height: 760 };

describe('around the code', { timeout: 240_000 }, () => {
  let server;
  let bench;
  let page;
  const status = (text) => page.locator('.statusbar-item', { hasText: text });
  async function picture(name) {
    await page.mouse.move(5, 5);
    await page.waitForTimeout(600); // what fades in is there
    await page.screenshot({ path: join(images, `${name}.png`) });
  }
  async function openFile(name) {
    await page.keyboard.press('Control+P');
    await page.locator('.quick-input-widget input.input:visible').fill(name);
    await page.locator('.quick-input-list .monaco-list-row.focused .label-name').filter({ hasText: new RegExp(`^${name}$`) }).waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.tab.active', { hasText: name }).waitFor();
  }

  before(async () => {
    mkdirSync(images, { recursive: true });
    cpSync(join(root, 'examples'), folder, { recursive: true });
    server = await startServer({ settings });
    bench = await openWorkbench(server, { folder, open: join(folder, 'lstm.py'), extensions: [root], viewport, onLog: () => {} });
    page = bench.page;
    await page.locator('.view-line', { hasText: '(None, 2)' }).waitFor();
    await command(page, 'View: Toggle Primary Side Bar Visibility');
    await theme(page, 'Dark 2026');
    await page.locator('.monaco-workbench.vs-dark').waitFor();
  });
  after(async () => {
    await bench?.close();
    await server?.stop();
    rmSync(scratch, { recursive: true, force: true });
  });

  test('the status bar tells the parameters, breadcrumbs where the cursor is', async () => {
    await page.locator('.view-line', { hasText: 'LSTM(2)' }).click({ position: { x: 40, y: 8 } });
    await status('59 params').waitFor();
    await page.locator('.monaco-breadcrumb-item', { hasText: 'lstm' }).last().waitFor();
    await picture('editor-status');
    await status('59 params').locator('a').click();
    await webview(page).locator('body', { hasText: '59' }).waitFor();
    await picture('editor-status-summary');
    await command(page, 'View: Close All Editors');
    await openFile('stacked_lstm.py');
    await status('31,137 params').waitFor();
  });

  test('a double click writes a hint as a comment, which takes its place', async () => {
    await openFile('lstm.py');
    const hint = page.locator('.view-line', { hasText: 'LSTM(2)' }).locator('span[class*="dyn-rule"]', { hasText: 'params' });
    await hint.dblclick();
    await page.locator('.view-line', { hasText: '# (None, 2) · 56 params'.replaceAll(' ', '\u00a0') }).waitFor();
    const line = async () => (await lines(page.locator('.editor-instance').first())).find((one) => one.includes('LSTM(2)')) ?? '';
    for (const end = Date.now() + 15_000; (await line()).match(/56 params/g)?.length !== 1; await page.waitForTimeout(100)) assert.ok(Date.now() < end, await line());
    await page.keyboard.press('Control+Z');
    await page.locator('.view-line', { hasText: 'LSTM(2)' }).filter({ hasNotText: '#' }).waitFor();
  });

  test('in the cells of a notebook, in every theme, and narrow', async () => {
    await command(page, 'View: Close All Editors');
    await openFile('notebook.ipynb');
    const cells = page.locator('.notebookOverlay');
    await cells.locator('.view-line', { hasText: '56' }).waitFor();
    await cells.locator('.view-line', { hasText: '59' }).first().waitFor();
    await cells.locator('.codelens-decoration a').first().waitFor();
    const text = await hover(page, 'LSTM', { scope: cells, inLine: 'LSTM(', text: 'recurrent_kernel' });
    assert.ok(text.includes('(2, 8)'), text);
    await page.mouse.move(5, 5);
    for (const [name, picked] of [['Dark 2026', 'dark'], ['Light 2026', 'light'], ['Dark High Contrast', 'high-contrast']]) {
      await theme(page, name);
      await picture(`editor-notebook-${picked}`);
    }
    await theme(page, 'Dark 2026');
    // An edit in one cell changes the hints of those below.
    await cells.locator('.view-line', { hasText: 'LSTM(' }).last().click({ position: { x: 8, y: 8 } });
    await page.keyboard.press('Home');
    await page.keyboard.type('units = 3\n');
    await page.setViewportSize({ width: 620, height: 760 });
    await picture('editor-notebook-narrow');
    await page.setViewportSize(viewport);
    assert.ok((await hints(cells)).some((hint) => hint.includes('56')));
  });

  test('the tour opens with its pictures', async () => {
    await command(page, 'Layer Lens: Get Started');
    await page.locator('.gettingStartedDetailsContent', { hasText: 'See shapes as you type' }).waitFor();
    await picture('editor-walkthrough');
    await page.locator('.getting-started-step', { hasText: 'Ask why' }).click();
    const media = page.locator('.getting-started-media img');
    await media.first().waitFor();
    assert.ok(await media.first().evaluate((image) => image.complete && image.naturalWidth > 0), 'the picture is not shown');
    await picture('editor-walkthrough-why');
  });
});

describe("editor.inlayHints.enabled is the reader's own choice", { timeout: 120_000 }, () => {
  test('hints that show only while keys are held', async () => {
    const own = mkdtempSync(join(tmpdir(), 'layer-lens-page-keys-'));
    cpSync(join(root, 'examples'), own, { recursive: true });
    const server = await startServer({ settings: { ...settings, 'editor.inlayHints.enabled': 'offUnlessPressed' } });
    const bench = await openWorkbench(server, { folder: own, open: join(own, 'lstm.py'), extensions: [root], viewport, onLog: () => {} });
    try {
      const { page } = bench;
      await page.locator('.codelens-decoration a').first().waitFor(); // the server has answered
      assert.deepEqual((await hints(page)).filter((hint) => hint.includes('None')), []);
      await page.locator('.view-line', { hasText: 'LSTM(2)' }).click();
      await page.keyboard.down('Control');
      await page.keyboard.down('Alt');
      await page.locator('.view-line', { hasText: '(None, 2)'.replace(' ', '\u00a0') }).waitFor();
      await page.keyboard.up('Alt');
      await page.keyboard.up('Control');
      await page.locator('.view-line', { hasText: '(None, 2)'.replace(' ', '\u00a0') }).waitFor({ state: 'detached' });
    } finally {
      await bench.close();
      await server.stop();
      rmSync(own, { recursive: true, force: true });
    }
  });
});

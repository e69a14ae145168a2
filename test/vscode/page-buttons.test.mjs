/** Buttons and menus stand where a document uses Keras, and only there; and all of it can be turned off. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { command, hints, openFile } from './host/ui.mjs';
import { images, startWorkbench } from './host/workbench.mjs';

const MODEL = `import keras
from keras import layers

inputs = keras.Input((10, 4))
x = layers.LSTM(8)(inputs)
model = keras.Model(inputs, layers.Dense(1)(x))
`;
const PLAIN = '# keras is not used here\nimport os\nmodel = os.getcwd()\n';
const code = (source) => ({ cell_type: 'code', metadata: {}, execution_count: null, outputs: [], source });
const notebook = (...cells) =>
  JSON.stringify({
    cells,
    metadata: { kernelspec: { name: 'python3', language: 'python', display_name: 'Python 3' } },
    nbformat: 4,
    nbformat_minor: 5,
  });

describe('buttons and menus', { timeout: 240_000 }, () => {
  let bench;
  let page;
  before(async () => {
    bench = await startWorkbench({
      files: {
        'model.py': MODEL,
        'plain.py': PLAIN,
        'book.ipynb': notebook(code(MODEL)),
        'other.ipynb': notebook(code('import os')),
      },
      open: 'model.py',
      shows: '(None, 8)',
      viewport: { width: 1280, height: 800 },
      settings: { 'editor.fontSize': 15 },
    });
    page = bench.page;
  });
  after(() => bench?.close());

  const picture = (name) => page.screenshot({ path: join(images, `${name}.png`) });
  const inTitle = (name) => page.locator(`.editor-actions .action-label[aria-label*="${name}"]`);
  /** Notebooks that are behind others stay on the page. */
  const inToolbar = (name) =>
    page.locator('.notebook-toolbar-container .action-item', { hasText: name }).filter({ visible: true });
  const inStatusBar = () => page.locator('.statusbar-item', { hasText: 'params' }).filter({ visible: true });
  async function contextMenu(word) {
    await page
      .locator('.view-line span', { hasText: word })
      .filter({ visible: true })
      .last()
      .click({ button: 'right' });
    await page.locator('.context-view .monaco-menu').first().waitFor();
    return page.locator('.context-view .monaco-menu .action-label').allTextContents();
  }

  test('in the title of a Python file that uses Keras', async () => {
    await inTitle('Show Model Summary').waitFor();
    await inTitle('Explore Layer').waitFor();
    await page.mouse.move(600, 400);
    await picture('title-buttons');
    await inTitle('Show Model Summary').click();
    await page.locator('.tab', { hasText: 'model.py · Models' }).waitFor();
    await command(page, 'View: Close Editors in Other Groups');
  });

  test('the context menu of such a file has one entry with our name', async () => {
    const entries = await contextMenu('LSTM');
    assert.equal(entries.filter((entry) => entry.includes('Layer Lens')).length, 1, entries.join(' | '));
    await page.locator('.context-view .action-label', { hasText: 'Layer Lens' }).click();
    await page.locator('.monaco-submenu .action-label', { hasText: 'Explore Layer' }).waitFor();
    await picture('context-menu');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
  });

  test('none of it is in a file that only mentions Keras', async () => {
    await openFile(page, 'plain.py');
    await inTitle('Show Model Summary').waitFor({ state: 'detached' });
    const entries = await contextMenu('getcwd');
    assert.ok(!entries.some((entry) => /Layer Lens|Summary|Explore/.test(entry)), entries.join(' | '));
    await page.keyboard.press('Escape');
  });

  test('in the toolbar of a notebook that uses Keras, and of no other', async () => {
    await openFile(page, 'book.ipynb');
    await page.locator('.cell .view-line', { hasText: '(None, 8)' }).first().waitFor();
    await inToolbar('Show Model Summary').waitFor();
    await picture('notebook-buttons');
    const entries = await contextMenu('LSTM');
    assert.equal(entries.filter((entry) => entry.includes('Layer Lens')).length, 1, entries.join(' | '));
    await page.keyboard.press('Escape');
    await inToolbar('Show Model Summary').click();
    await page.locator('.tab', { hasText: 'book.ipynb · Models' }).waitFor();
    await command(page, 'View: Close Editors in Other Groups');
    await openFile(page, 'other.ipynb');
    await page.locator('.cell .view-line', { hasText: 'import os' }).first().waitFor();
    await inToolbar('Show Model Summary').waitFor({ state: 'detached' });
  });

  test('turned off, there is nothing to see; turned on, it is all there', async () => {
    await command(page, 'View: Close All Editors'); // notebooks stay on the page behind a file
    await openFile(page, 'model.py');
    await inTitle('Show Model Summary').waitFor();
    await inStatusBar().waitFor();
    await command(page, 'Layer Lens: Turn Off');
    await inTitle('Show Model Summary').waitFor({ state: 'detached' });
    await inStatusBar().waitFor({ state: 'detached' });
    await page.locator('.codelens-decoration a').filter({ visible: true }).waitFor({ state: 'detached' });
    assert.deepEqual(await hints(page.locator('.editor-instance').filter({ visible: true })), []);
    await picture('turned-off');
    const entries = await contextMenu('LSTM');
    assert.ok(!entries.some((entry) => entry.includes('Layer Lens')), entries.join(' | '));
    await page.keyboard.press('Escape');
    await command(page, 'Layer Lens: Turn On');
    await inTitle('Show Model Summary').waitFor();
    await page.locator('.view-line', { hasText: '(None, 8)' }).first().waitFor();
    await inStatusBar().waitFor();
  });
});

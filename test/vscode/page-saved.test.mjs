/** Saved models as VS Code opens them: the table, the graph, what is not known of them, and a file that is none. */
import assert from 'node:assert/strict';
import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { root } from '../../scripts/setup.mjs';
import { accessibilityProblems, command, openFile, theme, webview, webviewFrame } from './host/ui.mjs';
import { images, startWorkbench } from './host/workbench.mjs';

const stored = (name) => join(root, 'test', 'truth', 'saved', name);

describe('a saved model', { timeout: 300_000 }, () => {
  let bench;
  let page;
  const view = () => webview(page);
  const plain = (text) => text.replaceAll(/\s+/g, ' ').trim();
  const rows = async () => (await view().locator('tbody tr').allInnerTexts()).map(plain);
  async function open(name) {
    await command(page, 'View: Close All Editors');
    await openFile(page, name);
  }

  before(async () => {
    bench = await startWorkbench({
      files: {
        'model.py': 'import keras\nmodel = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])\n',
        'two.keras': readFileSync(stored('two-3.15.1.keras')),
        'nested.keras': readFileSync(stored('nested-3.15.1.keras')),
        'own.keras': readFileSync(stored('own-3.15.1.keras')),
        'former.keras': readFileSync(stored('two-2.15.0.keras')),
        'broken.keras': readFileSync(stored('two-3.15.1.keras')).subarray(0, 20_000),
      },
      open: 'model.py',
      shows: '(None, 2)',
      plain: true,
      viewport: { width: 1280, height: 800 },
    });
    page = bench.page;
  });
  after(() => bench?.close());

  test('opens as its table', async () => {
    await open('two.keras');
    await view().locator('tbody tr[data-id="lstm"]').waitFor();
    assert.deepEqual(await rows(), [
      'seq InputLayer (None, 10, 4) 0 0 0.00 B 160.00 B',
      '› lstm LSTM (None, 10, 2) 56 ● yes 480 224.00 B 80.00 B seq',
      '› bidirectional Bidirectional (None, 6) 126 ● yes 900 504.00 B 24.00 B lstm',
      'input_layer InputLayer (None, 5) 0 0 0.00 B 20.00 B',
      'concatenate Concatenate (None, 11) 0 0 0.00 B 44.00 B bidirectional, input_layer',
      '› dense Dense (None, 8) 96 ● yes 88 384.00 B 32.00 B concatenate',
      '› dense_1 Dense (None, 8) 72 ● yes 64 288.00 B 32.00 B dense',
      'add Add (None, 8) 0 0 0.00 B 32.00 B dense, dense_1',
      '› dense_2 Dense (None, 1) 9 ● yes 8 36.00 B 4.00 B add',
    ]);
    await view().locator('tr[data-id="lstm"] .twisty').click();
    await view().locator('tr', { hasText: 'recurrent_kernel' }).waitFor();
    await page.screenshot({ path: join(images, 'saved-model.png') });
    assert.deepEqual(await accessibilityProblems(await webviewFrame(page)), []);
  });

  test('has a graph', async () => {
    await view().getByRole('tab', { name: 'Graph' }).click();
    await view().locator('g.node[data-id="bidirectional"]').waitFor();
    await page.screenshot({ path: join(images, 'saved-model-graph.png') });
  });

  test('says which classes are not in the file', async () => {
    await open('own.keras');
    await view().locator('tbody tr[data-id="linear"]').waitFor();
    assert.match(plain(await view().locator('.notes').innerText()), /classes of the program's own .*: Linear\./);
    assert.match((await rows())[2], /^linear Linear unknown because .* \(None, 6\) \?/);
    assert.deepEqual(await accessibilityProblems(await webviewFrame(page)), []);
    await theme(page, 'Light 2026');
    await page.screenshot({ path: join(images, 'saved-model-own.png') });
    await theme(page, 'Dark 2026');
  });

  test('of Keras 2 is what Keras 2 makes of it', async () => {
    await open('former.keras');
    await view().locator('tbody tr[data-id="input_1"], tbody tr[data-id="input_2"]').first().waitFor();
    assert.equal((await rows()).length, 9);
  });

  test('that is damaged is said to be, and shown once it is whole', async () => {
    await open('broken.keras');
    await view().getByText('it is not a ZIP archive, or not all of one').waitFor();
    await page.screenshot({ path: join(images, 'saved-model-broken.png') });
    copyFileSync(stored('nested-3.15.1.keras'), join(bench.folder, 'broken.keras'));
    await view().locator('tbody tr[data-id="encoder"]').waitFor();
  });
});

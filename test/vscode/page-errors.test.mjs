/** Where an error appears, in a notebook or in a terminal, it can be explained. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { root } from '../../scripts/setup.mjs';
import { command, openFile } from './host/ui.mjs';
import { images, startWorkbench } from './host/workbench.mjs';

const TRAIN = `import keras
from keras.layers import LSTM
inputs = keras.Input((10, 4))
x = LSTM(3)(inputs)
y = LSTM(2)(x)
`;
const MESSAGE =
  'Input 0 of layer "lstm_1" is incompatible with the layer: expected ndim=3, found ndim=2. Full shape received: (None, 3)';
const TERMINAL = `Epoch 1/3
\u001b[1mTraceback (most recent call last):\u001b[0m
  File "train.py", line 5, in <module>
    y = LSTM(2)(x)
  File "/usr/lib/python3/site-packages/keras/src/utils/traceback_utils.py", line 122, in error_handler
    raise e.with_traceback(filtered_tb) from None
\u001b[31mValueError\u001b[0m: ${MESSAGE}
Traceback (most recent call last):
  File "other.py", line 1, in <module>
    import nothing
ModuleNotFoundError: No module named 'nothing'
`;
const cell = (source, count, outputs = []) => ({
  cell_type: 'code',
  metadata: {},
  execution_count: count,
  outputs,
  source,
});
const failure = (count, line, ename, evalue) => ({
  output_type: 'error',
  ename,
  evalue,
  traceback: [`Cell In[${count}], line 1\n----> 1 ${line}\n`, `${ename}: ${evalue}`],
});
const BOOK = JSON.stringify({
  cells: [
    { cell_type: 'markdown', metadata: {}, source: '# A model' },
    cell(TRAIN.replace('y = LSTM(2)(x)\n', ''), 17),
    cell('y = LSTM(2)(x)', 18, [failure(18, 'y = LSTM(2)(x)', 'ValueError', MESSAGE)]),
    cell('open("nowhere")', 19, [
      failure(19, 'open("nowhere")', 'FileNotFoundError', "[Errno 2] No such file or directory: 'nowhere'"),
    ]),
  ],
  metadata: { kernelspec: { name: 'python3', language: 'python', display_name: 'Python 3' } },
  nbformat: 4,
  nbformat_minor: 5,
});

describe('errors', { timeout: 240_000 }, () => {
  let bench;
  let page;
  before(async () => {
    bench = await startWorkbench({
      files: { 'train.py': TRAIN, 'book.ipynb': BOOK, 'other.py': 'import nothing\n', 'output.txt': TERMINAL },
      open: 'train.py',
      shows: '(None, 3)',
      viewport: { width: 1280, height: 900 },
      settings: { 'terminal.integrated.gpuAcceleration': 'off' },
      extensions: [join(root, 'test', 'vscode', 'terminal-extension')],
    });
    page = bench.page;
  });
  after(() => bench?.close());

  const picture = (name) => page.screenshot({ path: join(images, `${name}.png`) });
  const explanation = (text) => page.locator('.tab', { hasText: text }).first().waitFor();

  test('a failed cell of a notebook offers it, where Keras is at fault', async () => {
    await command(page, 'View: Close All Editors');
    await openFile(page, 'book.ipynb');
    const items = page.locator('.cell-statusbar-container .cell-status-item', { hasText: 'Explain with Layer Lens' });
    await items.first().waitFor();
    assert.equal(await items.count(), 1);
    await picture('failed-cell');
    await items.first().click();
    await explanation('book.ipynb · Keras error');
    await page.locator('.notification-list-item', { hasText: 'line 1 of Cell 3, [18]' }).waitFor();
    await page.waitForTimeout(4000); // the preview is another document
    await picture('failed-cell-explained');
    await command(page, 'Notifications: Clear All Notifications');
  });

  const row = (text) => page.locator('.xterm-rows > div', { hasText: text }).filter({ visible: true }).first();
  /** VS Code finds the links of a line while the mouse is over it; the terminal may draw its rows anew meanwhile. */
  async function pointAt(text) {
    let box = null;
    while (box === null) {
      await row(text).waitFor();
      box = await row(text).boundingBox();
    }
    await page.mouse.move(600, 200);
    await page.mouse.move(box.x + 60, box.y + box.height / 2, { steps: 5 });
  }
  const link = () => page.locator('.workbench-hover', { hasText: 'Explain with Layer Lens' });
  /** Ctrl+click where the mouse is. */
  async function follow() {
    await link().waitFor();
    await page.keyboard.down('Control');
    await page.waitForTimeout(300);
    await page.mouse.down();
    await page.mouse.up();
    await page.keyboard.up('Control');
  }

  test('the last line of a traceback in a terminal leads to the explanation', async () => {
    await command(page, 'View: Close All Editors');
    await command(page, 'Test: A Shell That Tells Its Commands');
    await row('No module named').waitFor();
    await pointAt('ValueError');
    await link().waitFor();
    await picture('terminal');
    await follow();
    await explanation('train.py · Keras error');
    await page.locator('.notification-list-item', { hasText: 'line 5' }).waitFor();
    await page.waitForTimeout(4000);
    await picture('terminal-explained');
    await command(page, 'Notifications: Clear All Notifications');
  });

  test('and of no other file', async () => {
    await pointAt('ModuleNotFoundError');
    await page.waitForTimeout(2000);
    assert.equal(await link().count(), 0);
  });

  test('where the shell tells nothing, the line alone is explained by the program at work', async () => {
    await command(page, 'View: Close All Editors');
    await openFile(page, 'train.py');
    await page.locator('.view-line', { hasText: '(None, 3)' }).waitFor();
    await command(page, 'Terminal: Kill the Active Terminal Instance'); // its rows say the same
    await row('No module named').waitFor({ state: 'hidden' });
    await command(page, 'Test: A Shell That Tells Nothing');
    await row('No module named').waitFor();
    await pointAt('ValueError');
    await follow();
    await explanation('train.py · Keras error');
  });
});

/**
 * The summary beside the code, as a person uses it: the table, the graph, the keyboard, what a screen reader finds,
 * dark and light.
 */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { accessibilityProblems, command, openFile, theme, webview, webviewFrame } from './host/ui.mjs';
import { images, publishedImages, startWorkbench } from './host/workbench.mjs';
import { CELLS, PROGRAMS } from './summary-programs.mjs';

/** Of these the documentation has copies. */
const PUBLISHED = new Set(['summary', 'graph']);

describe('the summary beside the code', { timeout: 300_000 }, () => {
  let bench;
  let page;
  /** Which of the pages it is: a notebook has one of its own, for what cells print. */
  let nth = 0;
  const view = () => webview(page, nth);
  const plain = (text) => text.replaceAll(/\s+/g, ' ').trim();
  const rows = async () => (await view().locator('tbody tr').allInnerTexts()).map(plain);
  const totals = async () =>
    (await view().locator('.totals > div').allInnerTexts()).map((text) => text.split('\n').map(plain).filter(Boolean));
  const current = () =>
    view()
      .locator('tr.current')
      .evaluateAll((all) => all.map(({ dataset }) => dataset.id));
  const focused = () =>
    view()
      .locator('body')
      .evaluate(() => document.activeElement.getAttribute('data-id'));
  const node = (id) => view().locator(`g.node[data-id="${id}"]`);
  const row = (name) => view().locator(`tbody tr[data-id="${name}"]`);
  async function picture(name, { height = 640, width = 1230, x = 0 } = {}) {
    await page.waitForTimeout(500); // scrollbars fade
    await page.screenshot({
      path: join(PUBLISHED.has(name) ? publishedImages : images, `${name}.png`),
      clip: { x, y: 34, width, height },
    });
  }
  async function openCode(name) {
    await openFile(page, name);
    await page.locator('.editor-instance .monaco-editor.focused').waitFor();
  }
  async function fresh(name) {
    await command(page, 'View: Close All Editors');
    await openCode(name);
    await command(page, 'Layer Lens: Show Model Summary');
    await view().locator('tbody tr').first().waitFor();
  }
  /** Waits until the function gives what is expected. */
  async function becomes(look, expected) {
    let seen;
    for (const end = Date.now() + 15_000; Date.now() < end; await page.waitForTimeout(100)) {
      seen = await look();
      try {
        assert.deepEqual(seen, expected);
        return;
      } catch {
        /* not yet */
      }
    }
    assert.deepEqual(seen, expected);
  }
  const cursorLine = () => page.locator('.editor-instance .active-line-number').first().innerText();

  before(async () => {
    const cells = CELLS.map((source) => ({
      cell_type: 'code',
      execution_count: null,
      metadata: {},
      outputs: [],
      source,
    }));
    bench = await startWorkbench({
      files: {
        ...PROGRAMS,
        'cells.ipynb': JSON.stringify({
          cells,
          metadata: { language_info: { name: 'python' } },
          nbformat: 4,
          nbformat_minor: 2,
        }),
      },
      open: 'lstm.py',
      shows: '(None, 2)',
      plain: true,
      viewport: { width: 1280, height: 800 },
      settings: { 'files.simpleDialog.enable': true, 'editor.fontSize': 13 },
    });
    page = bench.page;
  });
  after(() => bench?.close());

  test('the palette opens the table of the LSTM model', async () => {
    await command(page, 'Layer Lens: Show Model Summary');
    await row('lstm').waitFor();
    await page.mouse.move(600, 500);
    await becomes(
      rows,
      [
        'input_layer InputLayer (None, 100, 4) 0',
        '› lstm LSTM (None, 2) 56 ● yes',
        '› dense Dense (None, 1) 3 ● yes',
      ].map(plain),
    );
    assert.deepEqual(await totals(), [
      ['Parameters', '59'],
      ['Trainable', '59'],
      ['Frozen', '0'],
      ['Weights', '236.00 B'],
      ['MACs', '4,802'],
      ['Activations', '1.57 KB'],
    ]);
  });

  test('arrays are under their layer, with where their sizes come from', async () => {
    await row('lstm').locator('.twisty').click();
    await becomes(
      async () => (await rows()).slice(2, 5),
      [
        'kernel float32 features 4 × (gates 4 · units 2) (4, 8) 32 ● yes',
        'recurrent_kernel float32 units 2 × (gates 4 · units 2) (2, 8) 16 ● yes',
        'bias float32 gates 4 · units 2 (8,) 8 ● yes',
      ],
    );
    assert.equal(await row('lstm').getAttribute('aria-expanded'), 'true');
  });

  test('a click on a row puts the cursor into the code, and the cursor marks the row', async () => {
    await row('dense').locator('.name').click();
    await becomes(cursorLine, '6');
    await becomes(current, ['dense']);
    await page.locator('.view-line', { hasText: 'LSTM(2)' }).click({ position: { x: 60, y: 8 } });
    await becomes(cursorLine, '5');
    await becomes(current, ['lstm']);
    await page.mouse.move(600, 500);
    await picture('summary-panel', { height: 340 });
  });

  test('the table follows the edits; what is open stays open', async () => {
    await page.locator('.view-line', { hasText: 'LSTM(2)' }).click();
    await page.keyboard.press('Home');
    for (const key of [...Array(9).fill('ArrowRight'), 'Delete']) await page.keyboard.press(key);
    await page.keyboard.type('3');
    await becomes(
      async () => (await rows()).slice(1, 5),
      [
        '› lstm LSTM (None, 3) 96 ● yes',
        'kernel float32 features 4 × (gates 4 · units 3) (4, 12) 48 ● yes', // 4·((4 + 3)·3 + 3) = 96
        'recurrent_kernel float32 units 3 × (gates 4 · units 3) (3, 12) 36 ● yes',
        'bias float32 gates 4 · units 3 (12,) 12 ● yes',
      ],
    );
    await becomes(async () => (await totals())[0], ['Parameters', '100']);
  });

  test('half-typed code keeps the last good model, and says so', async () => {
    for (const key of ['Backspace', '+']) await page.keyboard.press(key);
    await view().locator('.notes .stale').waitFor();
    assert.match(
      await view().locator('.notes').innerText(),
      /^The code is not complete at the moment\. This is the model as it was before\.$/,
    );
    assert.match((await rows())[1], /lstm LSTM \(None, 3\) 96/);
    await page.keyboard.press('Backspace');
    await page.keyboard.type('2');
    await view().locator('.notes .stale').waitFor({ state: 'detached' });
    await becomes(async () => (await totals())[0], ['Parameters', '59']);
  });

  test('sorted by a heading: the largest first, the smallest first, as Keras has them', async () => {
    await fresh('translator.py');
    const names = async () => (await view().locator('tbody tr .name').allInnerTexts()).slice(0, 3);
    const heading = view().locator('th.params');
    await becomes(names, ['tokens', 'embedding', 'multi_head_attention']);
    await heading.locator('button').click();
    assert.equal(await heading.getAttribute('aria-sort'), 'descending');
    await becomes(names, ['multi_head_attention', 'dense', 'multi_head_attention_1']);
    await heading.locator('button').click();
    assert.equal(await heading.getAttribute('aria-sort'), 'ascending');
    await becomes(names, ['tokens', 'add', 'add_1']);
    await heading.locator('button').click();
    assert.equal(await heading.getAttribute('aria-sort'), 'none');
    await becomes(names, ['tokens', 'embedding', 'multi_head_attention']);
  });

  test('filtered: names, classes and shapes', async () => {
    const filter = view().getByRole('searchbox', { name: 'Filter layers' });
    await filter.fill('dense 512');
    await becomes(
      async () => (await rows()).map((text) => text.split(' ')[1]),
      ['dense', 'dense_2', 'dense_4', 'dense_6', 'dense_8', 'dense_10'],
    );
    assert.equal(await view().locator('.search .found').innerText(), '6 of 44');
    await filter.press('Escape');
    await becomes(async () => (await rows()).length, 44);
  });

  test('formulas, and what is not known', async () => {
    assert.match(
      plain(await row('embedding').innerText()),
      /embedding Embedding \(None, None, 128\) 128·len\(vocabulary\)/,
    );
    await becomes(async () => (await totals())[0], ['Parameters', '128·len(vocabulary) + 1,189,632']);
    const unknown = view().locator('.totals .is-unknown').first();
    assert.deepEqual(await unknown.locator('dd > span').allInnerTexts(), [
      '?',
      'unknown because the cost of multi_head_attention is not known: axis 1 of (None, None, 128) is None, which has a length only once data comes',
    ]);
    assert.match(
      await unknown.getAttribute('title'),
      /^Multiply-accumulates.*\nunknown because the cost of multi_head_attention is not known/,
    );
    assert.match(
      await row('dense').locator('td.is-unknown').first().getAttribute('title'),
      /^unknown because axis 1 of \(None, None, 128\) is None/,
    );
  });

  test('the picker has all models; a model inside another one opens', async () => {
    const picker = view().getByRole('combobox', { name: 'Model' });
    assert.deepEqual(await picker.locator('option').allInnerTexts(), ['encoder · Functional', 'model · Functional']);
    await picker.selectOption({ label: 'model · Functional' });
    await becomes(
      async () => await view().locator('tbody tr .name').allInnerTexts(),
      ['sentence', 'encoder', 'pool', 'scores'],
    );
    await row('encoder').focus();
    await row('encoder').press('ArrowRight');
    await row('encoder/embedding').waitFor();
    assert.equal(await row('encoder/embedding').getAttribute('aria-level'), '2');
    await row('encoder').press('ArrowDown');
    await becomes(focused, 'encoder/tokens');
    await row('encoder/tokens').press('ArrowLeft');
    await becomes(focused, 'encoder');
    await row('encoder').press('ArrowLeft');
    await row('encoder/embedding').waitFor({ state: 'detached' });
  });

  test('Enter in a row goes to the code', async () => {
    await row('scores').press('Enter');
    await becomes(cursorLine, '21');
    await page.locator('.editor-instance .monaco-editor.focused').waitFor();
  });

  for (const [item, ending, check] of [
    [
      "Save as Keras's text",
      'txt',
      (text) => assert.match(text, /Model: "classifier"[^]*scores \(Dense\)[^]*\(None, 3\)[^]*387/),
    ],
    ['Save as graph as SVG', 'svg', (text) => assert.match(text, /^<svg [^]*>GlobalAveragePooling1D<[^]*<\/svg>\n$/)],
    [
      'Save as graph as PNG',
      'png',
      (_, bytes) => assert.deepEqual([...bytes.subarray(0, 8)], [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    ],
  ]) {
    test(`exported: ${item}`, async () => {
      await view().getByRole('button', { name: 'Export…' }).click();
      await page.locator('.quick-input-list .monaco-list-row', { hasText: item }).first().click();
      const input = page.locator('.quick-input-widget input.input:visible');
      const file = join(bench.folder, `model.${ending}`);
      await input
        .and(page.locator(`[value$="model.${ending}"]`))
        .or(input)
        .first()
        .waitFor();
      await becomes(() => input.inputValue(), file);
      await input.press('Enter');
      for (
        const end = Date.now() + 15_000;
        !(existsSync(file) && readFileSync(file).length > 100);
        await page.waitForTimeout(100)
      )
        assert.ok(Date.now() < end, 'no file');
      check(readFileSync(file, 'utf8'), readFileSync(file));
    });
  }

  test('the graph: a repeated block is drawn once, a click leads to the code', async () => {
    await fresh('translator.py');
    // The model that was chosen stays chosen.
    await view().getByRole('combobox', { name: 'Model' }).selectOption({ label: 'encoder · Functional' });
    await view().getByRole('tab', { name: 'Graph' }).click();
    await node('×multi_head_attention').waitFor();
    assert.match(
      await node('×multi_head_attention').getAttribute('aria-label'),
      /^6 × this block: multi_head_attention … layer_normalization_11, 7 layers each/,
    );
    assert.equal(await view().locator('g.node').count(), 1 + 2 + 7);
    await node('embedding').click();
    await becomes(cursorLine, '13');
    await becomes(
      async () =>
        await view()
          .locator('g.node.current')
          .evaluateAll((nodes) => nodes.map(({ dataset }) => dataset.id)),
      ['embedding'],
    );
    await page.mouse.move(600, 500);
    await picture('graph', { height: 740 });
  });

  test('the graph: repeated blocks and models inside open, boxes are found, the keyboard walks', async () => {
    await node('×multi_head_attention').locator('.toggle').first().click();
    await node('multi_head_attention_5').waitFor();
    assert.equal(await node('×multi_head_attention').getAttribute('aria-expanded'), 'true');
    await picture('graph-repeat-opened', { height: 740 });
    await node('×multi_head_attention').locator('.toggle').first().click(); // and folds again
    await node('multi_head_attention_5').waitFor({ state: 'detached' });
    await node('×multi_head_attention').locator('.toggle').first().click();
    await node('multi_head_attention_5').waitFor();
    await view().getByLabel('Fold repeats').uncheck();
    await view().getByLabel('Fold repeats').check();
    await node('×multi_head_attention').waitFor();
    await view().getByRole('combobox', { name: 'Model' }).selectOption({ label: 'model · Functional' });
    await node('encoder').waitFor();
    await node('encoder').locator('.toggle').click();
    await node('encoder/embedding').waitFor();
    const find = view().getByRole('searchbox', { name: 'Find layers' });
    await find.fill('layernormalization');
    await becomes(() => view().locator('.search .found').innerText(), '2 found');
    await find.fill('');
    await node('sentence').focus();
    await node('sentence').press('ArrowDown');
    await becomes(focused, 'encoder');
    await node('encoder').press(' ');
    await node('encoder/embedding').waitFor({ state: 'detached' });
  });

  test('a thousand layers: laid out beside the page, and scrolled without a stutter', async () => {
    await fresh('large.py');
    await view().getByRole('tab', { name: 'Graph' }).click();
    await node('normal_conv_1_0').or(view().locator('g.node').nth(1000)).first().waitFor({ timeout: 60_000 });
    assert.ok((await view().locator('g.node').count()) > 1000);
    const frame = await webviewFrame(page);
    const measured = await frame.evaluate(async () => {
      const view = document.querySelector('.graph-scroller');
      const frames = [];
      let last = performance.now();
      for (let step = 0; step < 120; step++) {
        view.scrollTop += 60;
        await new Promise(requestAnimationFrame);
        const now = performance.now();
        frames.push(now - last);
        last = now;
      }
      return {
        took: Number(document.querySelector('.graph').dataset.took),
        median: frames.sort((a, b) => a - b)[60],
        most: frames.at(-1),
      };
    });
    console.log(
      `layout ${measured.took} ms, frames: median ${measured.median.toFixed(1)} ms, longest ${measured.most.toFixed(1)} ms`,
    );
    assert.ok(measured.median < 50, JSON.stringify(measured));
    await picture('graph-large', { height: 740 });
  });

  for (const name of ['Dark 2026', 'Light 2026', 'Default High Contrast', 'Default High Contrast Light']) {
    test(`nothing in the way of people with a screen reader or little sight: ${name}`, async () => {
      await fresh('translator.py');
      await view().getByRole('combobox', { name: 'Model' }).selectOption({ label: 'encoder · Functional' });
      await theme(page, name);
      await becomes(
        () =>
          view()
            .locator('body')
            .evaluate(({ classList }) => [...classList].some((one) => /^vscode-(dark|light|high-contrast)/.test(one))),
        true,
      );
      await row('multi_head_attention').locator('.twisty').click();
      await page.mouse.move(600, 700);
      const kind = name
        .toLowerCase()
        .replace(/ 2026|default /g, '')
        .replaceAll(' ', '-');
      await picture(kind === 'dark' ? 'summary' : `summary-${kind}`, { height: 640 });
      const frame = await webviewFrame(page);
      assert.deepEqual(await accessibilityProblems(frame), []);
      await view().getByRole('tab', { name: 'Graph' }).click();
      await node('embedding').waitFor();
      await picture(`graph-${kind}`, { height: 700 });
      assert.deepEqual(await accessibilityProblems(frame), []);
    });
  }

  test('in a narrow panel', async () => {
    await theme(page, 'Dark 2026');
    await fresh('translator.py');
    const sash = await page.locator('.split-view-container .monaco-sash.vertical:not(.disabled)').evaluateAll(
      (all) =>
        all
          .map((one) => one.getBoundingClientRect())
          .filter(({ left, height }) => left > 300 && left < 1000 && height > 300)
          .map(({ left, top, width }) => ({ x: left + width / 2, y: top + 200 }))[0],
    );
    await page.mouse.move(sash.x, sash.y);
    await page.mouse.down();
    await page.mouse.move(928, sash.y, { steps: 8 });
    await page.mouse.up();
    await page.mouse.move(600, 700);
    const frame = await webviewFrame(page);
    await becomes(() => frame.evaluate(() => innerWidth >= 280 && innerWidth <= 330), true);
    assert.ok(
      await frame.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
      'the page is wider than the panel',
    );
    await picture('summary-narrow', { height: 700 });
    assert.deepEqual(await accessibilityProblems(frame), []);
    await view().getByRole('tab', { name: 'Graph' }).click();
    await node('embedding').waitFor();
    await picture('graph-narrow', { height: 700 });
  });

  test('in a notebook: a row leads to its cell and puts the cursor there, the cursor in a cell marks the row', async (t) => {
    await command(page, 'View: Close All Editors');
    await page.keyboard.press('Control+P');
    await page.locator('.quick-input-widget input.input:visible').fill('cells.ipynb');
    await page.locator('.quick-input-list .monaco-list-row.focused .label-name', { hasText: 'cells.ipynb' }).waitFor();
    await page.keyboard.press('Enter');
    const notebook = page.locator('.notebookOverlay');
    const line = (text) => notebook.locator('.view-line', { hasText: text });
    await line('LSTM(2)').first().waitFor();
    await command(page, 'Layer Lens: Show Model Summary');
    t.after(() => {
      nth = 0;
    });
    await becomes(async () => {
      for (nth = (await page.locator('iframe.webview.ready').count()) - 1; nth > 0; nth--)
        if ((await view().locator('main#view').count()) > 0) break;
      return row('dense').count();
    }, 1);
    assert.equal(await line('Dense(1)').count(), 0, 'the last cell is in sight already');

    await row('dense').locator('.name').click();
    await line('Dense(1)').waitFor();
    await becomes(current, ['dense']);
    await becomes(() => notebook.locator('.code-cell-row.focused .view-line', { hasText: 'Dense(1)' }).count(), 1);
    assert.deepEqual(await focused(), 'dense'); // the keyboard stays in the page
    await picture('summary-notebook');
    await row('lstm').locator('.name').click();
    await becomes(current, ['lstm']);

    await row('dense').press('Enter');
    await notebook
      .locator('.monaco-editor.focused', { has: page.locator('.selected-text') })
      .locator('.view-line', { hasText: 'Dense(1)' })
      .waitFor();
    await page.keyboard.press('ArrowLeft'); // before what is selected, which comes after the focus
    await page.keyboard.type('2 * ');
    await line('outputs = 2 * Dense(1)'.replaceAll(' ', '\u00a0')).waitFor();
    await page.keyboard.press('Control+Z');
    await row('lstm').locator('.name').click();
    await line('LSTM(2)').first().waitFor();
    await becomes(current, ['lstm']);
    await line('The first layer').first().click();
    await page.keyboard.press('Control+End');
    await page.keyboard.press('ArrowUp');
    await becomes(current, []);
    await page.keyboard.press('ArrowDown');
    await becomes(current, ['lstm']);
  });

  test('the commands are in the palette wherever the focus is', async () => {
    await fresh('lstm.py');
    await row('lstm').focus(); // in the page
    await command(page, 'Layer Lens: Explore Layer');
    await page.locator('.tab', { hasText: 'Layer Explorer' }).waitFor();
    await command(page, 'View: Close All Editors');
    await openCode('lstm.py');
    await command(page, 'View: Show Search'); // in the side bar
    await page.locator('.search-view textarea').first().and(page.locator(':focus')).waitFor();
    await command(page, 'Layer Lens: Show Model Summary');
    await row('lstm').waitFor();
    await command(page, 'View: Close Primary Side Bar');
  });

  test('what was chosen is there again after the tab was hidden', async () => {
    await fresh('translator.py');
    await view().getByRole('combobox', { name: 'Model' }).selectOption({ label: 'model · Functional' });
    await view().getByRole('searchbox', { name: 'Filter layers' }).fill('encoder');
    await becomes(async () => (await rows()).length, 1);
    await page.locator('.tab', { hasText: 'translator.py · Models' }).click();
    // what is typed goes where the keyboard is
    await page.waitForFunction(() => document.activeElement?.tagName === 'IFRAME');
    await openCode('lstm.py'); // over the page
    await page.locator('iframe.webview.ready').waitFor({ state: 'detached' });
    await page.locator('.tab', { hasText: 'translator.py · Models' }).click();
    await becomes(async () => await view().locator('tbody tr .name').allInnerTexts(), ['encoder']);
    assert.equal(await view().getByRole('searchbox', { name: 'Filter layers' }).inputValue(), 'encoder');
  });

  test('and after the page was loaded anew', async () => {
    await command(page, 'Developer: Reload Webviews');
    await becomes(
      async () =>
        await view()
          .locator('tbody tr .name')
          .allInnerTexts()
          .catch(() => []),
      ['encoder'],
    );
    assert.equal(await view().getByRole('searchbox', { name: 'Filter layers' }).inputValue(), 'encoder');
  });
});

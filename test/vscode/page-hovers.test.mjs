/** Hovers as VS Code shows them, in dark, light and high contrast: the picture is drawn, fits, and has words for who does not see it. */
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { hover, theme } from './host/ui.mjs';
import { publishedImages, startWorkbench } from './host/workbench.mjs';

const WIDTH = 1000;
const HEIGHT = 1500;

/** One line for each hover, so that all of them have room below. */
const PLACES = [
  { name: 'lstm', line: 'LSTM(2)(sequence)', word: 'LSTM', says: ['(2, 8)', '56 parameters', 'bias_hh_l0'], alternative: 'gates i, f, c, o' },
  { name: 'gru', line: 'GRU(2)(sequence)', word: 'GRU', says: ['(2, 6)', '48 parameters'], alternative: 'gates z, r, h' },
  { name: 'bidirectional', line: 'Bidirectional(LSTM(2))(sequence)', word: 'Bidirectional', says: ['112 parameters', 'backward_lstm'], alternative: 'backward: arrays of LSTM' },
  { name: 'conv2d', line: 'Conv2D(32, 3, strides=2)(image)', word: 'Conv2D', says: ['896 parameters', '(224 − 3) // 2 + 1 = 111'], alternative: 'kernel (3, 3, 3, 32)' },
  { name: 'attention', line: 'MultiHeadAttention(4, 8)(words, words)', word: 'MultiHeadAttention', says: ['4,224 parameters', 'per head'], alternative: 'query (32, 4, 8)' },
];
const ARGUMENT = { name: 'argument', line: 'GRU(2)(sequence)', word: '2', says: ['units=2', 'Twice as many'] };
const THEMES = [
  { name: 'Dark 2026', suffix: '', background: '#1f2630', className: '.vs-dark' },
  { name: 'Light 2026', suffix: '-light', background: '#f6f8fa', className: '.vs' },
  { name: 'Default High Contrast', suffix: undefined, background: '#000000', className: '.hc-black' },
];

describe('hovers on the page', { timeout: 240_000 }, () => {
  let bench;
  let page;

  before(async () => {
    const header = 'from keras import Input\nfrom keras.layers import *\n\nsequence = Input((100, 4))\nimage = Input((224, 224, 3))\nwords = Input((10, 32))\n';
    bench = await startWorkbench({
      files: { 'layers.py': `${header}${PLACES.map(({ line }) => `y = ${line}\n`).join('')}` },
      open: 'layers.py', shows: '(None, 2)', plain: true, viewport: { width: WIDTH, height: HEIGHT },
      settings: { 'editor.fontSize': 14, 'editor.hover.delay': 100, 'editor.hover.above': false, 'window.autoDetectHighContrast': false },
    });
    page = bench.page;
  });
  after(() => bench?.close());

  const shown = () => page.locator('.monaco-hover:not(.hidden)').filter({ has: page.locator('.hover-row') }).last();

  /** Pulls the lower edge of the hover down until all of it is seen. */
  async function grow() {
    const hidden = await shown().locator('.monaco-scrollable-element').first().evaluate((element) => Math.max(...[element, ...element.children].map(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight)));
    const { x, y, width, height } = await shown().boundingBox();
    if (hidden <= 2 || y + height > HEIGHT - 40) return;
    await page.mouse.move(x + 60, y + 30, { steps: 12 });
    await page.mouse.move(x + width / 2, y + height - 1, { steps: 8 }); // its edge, and not a pixel beside it
    await page.mouse.down();
    await page.mouse.move(x + width / 2, Math.min(y + height + hidden + 40, HEIGHT - 30), { steps: 8 });
    await page.mouse.up();
  }

  /** No hover is shown, and the text stands at its top. */
  async function reset() {
    await page.keyboard.press('Escape');
    await page.mouse.move(5, 5);
    await page.locator('.view-line').first().click();
    await page.keyboard.press('Control+Home');
  }

  async function picture(name) {
    await page.waitForTimeout(500); // whatever fades in is there
    const { x, y, width, height } = await shown().boundingBox();
    await page.screenshot({ path: join(publishedImages, `${name}.png`), clip: { x: Math.max(0, x - 6), y: Math.max(0, y - 26), width: Math.min(WIDTH - x, width + 12), height: height + 32 } });
  }

  for (const { name: themeName, suffix, background, className } of THEMES) {
    test(`in ${themeName}`, async () => {
      await theme(page, themeName);
      await page.locator(`.monaco-workbench${className}`).waitFor();
      await reset();
      for (const { name, line, word, says, alternative } of PLACES) {
        const text = await hover(page, word, { inLine: `= ${line}`, text: says[1] });
        for (const part of says) assert.ok(text.includes(part), `${part}\nis not in\n${text}`);
        const image = shown().locator('img').first();
        await image.waitFor();
        const drawn = await image.evaluate((element) => ({ natural: element.naturalWidth, wide: element.getBoundingClientRect().width, room: element.closest('.hover-contents, .rendered-markdown').getBoundingClientRect().width, source: element.src, alternative: element.alt }));
        assert.ok(drawn.natural > 50 && drawn.wide > 50, `the picture of ${name} is not drawn: ${JSON.stringify({ ...drawn, source: '' })}`);
        assert.ok(drawn.wide <= drawn.room + 1, `the picture of ${name} is wider than its hover`);
        assert.ok(drawn.alternative.includes(alternative), drawn.alternative);
        assert.ok(decodeURIComponent(drawn.source).includes(background), `the picture of ${name} is not of the theme`);
        if (suffix === undefined) continue;
        await grow();
        // A hover goes where the mouse slips off it.
        for (let again = 0; again < 4 && (await shown().count()) === 0; again++) {
          await reset();
          await hover(page, word, { inLine: `= ${line}`, text: says[1] });
          await grow();
        }
        await picture(`hover-${name}${suffix}`);
        await reset();
      }
    });
  }

  test('over an argument', async () => {
    await theme(page, 'Dark 2026');
    await page.locator('.monaco-workbench.vs-dark').waitFor();
    await reset();
    const text = await hover(page, ARGUMENT.word, { inLine: `= ${ARGUMENT.line}`, text: ARGUMENT.says[1] });
    for (const part of ARGUMENT.says) assert.ok(text.includes(part), text);
    await picture('hover-argument');
  });

  test('without pictures, the table of arrays says the same', async () => {
    mkdirSync(join(bench.folder, '.vscode'), { recursive: true });
    writeFileSync(join(bench.folder, '.vscode', 'settings.json'), '{ "layerlens.hover.pictures": false }');
    let count = 1;
    for (const end = Date.now() + 30_000; count > 0 && Date.now() < end;) {
      await reset();
      const text = await hover(page, 'LSTM', { inLine: '= LSTM(2)', text: 'recurrent_kernel' });
      assert.ok(text.includes('units 2 × (gates 4 · units 2)'), text);
      count = await shown().locator('img').count();
    }
    assert.equal(count, 0, 'the setting is off, and the picture is still there');
  });
});

/**
 * Hovers as VS Code shows them, in dark, light and high contrast: the picture is drawn, fits, and has words for who
 * does not see it.
 */
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { command, hover, openFile, theme } from './host/ui.mjs';
import { publishedImages, startWorkbench } from './host/workbench.mjs';

/** The editor as it comes: a hover has 250 pixels, and what does not fit is not pulled into sight. */
const VIEWPORT = { width: 1280, height: 800 };

/** `says`: texts of the hover. `draws`: texts of its picture, and words for who does not see it. */
const PLACES = [
  {
    name: 'lstm',
    line: 'LSTM(2)(sequence)',
    word: 'LSTM',
    says: ['56 parameters', 'bias_hh_l0'],
    draws: [
      'kernel (4, 8)',
      'recurrent_kernel (2, 8)',
      'each gate reads the previous h of both units',
      'the cell state has no array',
      'i input · f forget',
    ],
    alternative: 'gates i, f, c, o',
  },
  {
    name: 'gru',
    line: 'GRU(2)(sequence)',
    word: 'GRU',
    says: ['48 parameters'],
    draws: ['recurrent_kernel (2, 6)', 'one for the input, one for h (reset_after)'],
    alternative: 'gates z, r, h',
  },
  {
    name: 'bidirectional',
    line: 'Bidirectional(LSTM(2))(sequence)',
    word: 'Bidirectional',
    says: ['112 parameters'],
    draws: ['recurrent_kernel (2, 8)', 'has the same arrays again'],
    alternative: 'backward_lstm',
  },
  {
    name: 'conv2d',
    line: 'Conv2D(32, 3, strides=2)(image)',
    word: 'Conv2D',
    says: ['896 parameters', '(224 − 3) // 2 + 1 = 111'],
    draws: ['kernel (3, 3, 3, 32)', 'each filter reads all 3 channels'],
    alternative: 'kernel (3, 3, 3, 32)',
  },
  {
    name: 'attention',
    line: 'MultiHeadAttention(4, 8)(words, words)',
    word: 'MultiHeadAttention',
    says: ['4,224 parameters', 'per head'],
    draws: ['query/kernel (32, 4, 8)', 'key_dim is per head'],
    alternative: 'query/kernel (32, 4, 8)',
  },
  {
    name: 'embedding',
    line: 'Embedding(1000, 16)(tokens)',
    word: 'Embedding',
    says: ['16,000 parameters'],
    draws: ['embeddings (1000, 16)', 'row k is the vector of index k'],
    alternative: 'embeddings (1000, 16)',
  },
  {
    name: 'batch-normalization',
    line: 'BatchNormalization()(image)',
    word: 'BatchNormalization',
    says: ['12 parameters'],
    draws: ['gamma (3,)', 'moving average, updated in training'],
    alternative: 'moving_variance (3,)',
  },
  {
    name: 'dense',
    line: 'Dense(3)(vector)',
    word: 'Dense',
    says: ['27 parameters'],
    draws: ['kernel (8, 3)', 'each unit reads every feature'],
    alternative: 'kernel (8, 3)',
  },
];
/** What has no picture. */
const TEXTS = [
  { name: 'argument', line: 'LSTM(64)(sequence)', word: '64', says: ['units=64', 'With 128'] },
  { name: 'model', line: 'model = Sequential', word: 'Sequential', says: ['Sequential', '12,611 parameters'] },
  { name: 'fit', line: 'model.fit', word: 'fit', says: ['25 batches'] },
];
const SOURCE = `import numpy as np
from keras import Input, Sequential
from keras.layers import *

sequence = Input((100, 4))
image = Input((224, 224, 3))
words = Input((10, 32))
tokens = Input((20,))
vector = Input((8,))
${[...PLACES, TEXTS[0]].map(({ line }) => `y = ${line}`).join('\n')}
model = Sequential([Input((784,)), Dense(16, activation="relu"), Dense(3)])
model.compile("adam", loss="mse")
model.fit(np.zeros((1000, 784)), np.zeros((1000, 3)), epochs=3, validation_split=0.2)
`;
const THEMES = [
  { name: 'Dark 2026', suffix: '', background: '#1f2630', className: '.vs-dark' },
  { name: 'Light 2026', suffix: '-light', background: '#f6f8fa', className: '.vs' },
  { name: 'Default High Contrast', suffix: undefined, background: '#000000', className: '.hc-black' },
];

describe('hovers on the page', { timeout: 240_000 }, () => {
  let bench;
  let page;

  before(async () => {
    bench = await startWorkbench({
      files: { 'layers.py': SOURCE },
      open: 'layers.py',
      shows: '(None, 2)',
      viewport: VIEWPORT,
      settings: { 'window.autoDetectHighContrast': false },
    });
    page = bench.page;
  });
  after(() => bench?.close());

  const shown = () =>
    page
      .locator('.monaco-hover:not(.hidden)')
      .filter({ has: page.locator('.hover-row') })
      .last();

  /** No hover is shown, and the text stands at its top. */
  async function reset() {
    await page.keyboard.press('Escape');
    await page.mouse.move(5, 5);
    await page.locator('.view-line').first().click();
    await page.keyboard.press('Control+Home');
  }

  /** The hover and the line that it is over, as they are seen. */
  async function picture(name) {
    await page.waitForTimeout(500); // whatever fades in is there
    const { x, y, width, height } = await shown().boundingBox();
    const top = Math.max(0, y - 26);
    const clip = {
      x: Math.max(0, x - 6),
      y: top,
      width: Math.min(VIEWPORT.width - x, width + 12),
      height: Math.min(VIEWPORT.height - top, height + 52),
    };
    await page.screenshot({ path: join(publishedImages, `${name}.png`), clip });
  }

  /**
   * The picture in the hover that is shown: how large it is, what is written in it, and its words for who does not see
   * it.
   */
  async function drawing(name) {
    const image = shown().locator('img').first();
    await image.waitFor();
    const drawn = await image.evaluate((element) => ({
      natural: element.naturalWidth,
      wide: element.getBoundingClientRect().width,
      room: element.closest('.hover-contents, .rendered-markdown').getBoundingClientRect().width,
      source: element.src,
      alternative: element.alt,
    }));
    assert.ok(
      drawn.natural > 50 && drawn.wide > 50,
      `the picture of ${name} is not drawn: ${JSON.stringify({ ...drawn, source: '' })}`,
    );
    assert.ok(drawn.wide <= drawn.room + 1, `the picture of ${name} is wider than its hover`);
    return { ...drawn, source: decodeURIComponent(drawn.source) };
  }

  for (const { name: themeName, suffix, background, className } of THEMES) {
    test(`in ${themeName}`, async () => {
      await theme(page, themeName);
      await page.locator(`.monaco-workbench${className}`).waitFor();
      for (const { name, line, word, says, draws, alternative } of PLACES) {
        await reset();
        const text = await hover(page, word, { inLine: line, text: says[0] });
        for (const part of says) assert.ok(text.includes(part), `${part}\nis not in\n${text}`);
        const { source, alternative: words } = await drawing(name);
        for (const part of draws) assert.ok(source.includes(part), `${part}\nis not drawn in\n${source}`);
        assert.ok(words.includes(alternative), words);
        assert.ok(source.includes(background), `the picture of ${name} is not of the theme`);
        if (suffix !== undefined) await picture(`hover-${name}${suffix}`);
      }
    });
  }

  test('over what has no picture', async () => {
    await theme(page, 'Dark 2026');
    await page.locator('.monaco-workbench.vs-dark').waitFor();
    for (const { name, line, word, says } of TEXTS) {
      await reset();
      const text = await hover(page, word, { inLine: line, text: says[1] ?? says[0] });
      for (const part of says) assert.ok(text.includes(part), text);
      await picture(`hover-${name}`);
    }
  });

  test('a link opens the explorer, another the summary', async () => {
    for (const [link, opened] of [
      ['Explore this layer', /Layer Explorer/],
      ['Model summary', /Models/],
    ]) {
      await reset();
      await hover(page, 'Dense', { inLine: 'model = Sequential', text: 'Model summary' });
      await shown().locator('a', { hasText: link }).first().click();
      await page.locator('.tab', { hasText: opened }).waitFor();
      await command(page, 'View: Close All Editors');
      await openFile(page, 'layers.py');
    }
  });

  test('without pictures, the table of arrays says the same', async () => {
    mkdirSync(join(bench.folder, '.vscode'), { recursive: true });
    writeFileSync(join(bench.folder, '.vscode', 'settings.json'), '{ "layerlens.hover.pictures": false }');
    let count = 1;
    let text = '';
    for (const end = Date.now() + 30_000; count > 0 && Date.now() < end; ) {
      await reset();
      text = await hover(page, 'LSTM', { inLine: '= LSTM(2)', text: 'recurrent_kernel' });
      count = await shown().locator('img').count();
    }
    assert.equal(count, 0, 'the setting is off, and the picture is still there');
    assert.ok(text.includes('units 2 × (gates 4 · units 2)'), text);
    assert.ok(text.includes('Each gate of each unit reads the previous output'), text);
  });
});

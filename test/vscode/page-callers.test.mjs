/** A file whose functions a script calls: whose sizes it shows, and how one gets there. Keeps pictures. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { command, hover, openFile } from './host/ui.mjs';
import { images, startWorkbench } from './host/workbench.mjs';

const MODEL = `import keras
from keras import layers


def block(x, filters):
    x = layers.Conv2D(filters, 3, padding="same")(x)
    x = layers.BatchNormalization()(x)
    return layers.ReLU()(x)


def build(input_shape, classes):
    inputs = keras.Input(input_shape)
    x = block(inputs, 32)
    x = layers.MaxPooling2D()(x)
    x = block(x, 64)
    x = layers.GlobalAveragePooling2D()(x)
    outputs = layers.Dense(classes, activation="softmax")(x)
    return keras.Model(inputs, outputs)


def head(x, units):
    x = layers.Dropout(0.5)(x)
    return layers.Dense(units)(x)
`;
const TRAIN = `from model import build

net = build((32, 32, 3), classes=10)
net.summary()
`;

describe('a file whose functions a script calls', { timeout: 180_000 }, () => {
  let bench;
  let page;
  const lens = (text) => page.locator('.codelens-decoration a', { hasText: text });
  async function picture(name) {
    await page.waitForTimeout(600); // what fades in is there
    await page.screenshot({ path: join(images, `${name}.png`) });
  }

  before(async () => {
    bench = await startWorkbench({
      files: { 'model.py': MODEL, 'train.py': TRAIN },
      open: 'model.py',
      shows: '650',
      viewport: { width: 1280, height: 800 },
      settings: { 'editor.hover.delay': 100 },
    });
    page = bench.page;
  });
  after(() => bench?.close());

  test('hints and the hover have the sizes that the script passes, and say so', async () => {
    const text = await hover(page, 'Dense', { inLine: 'Dense(classes', text: '650 parameters' });
    assert.ok(text.includes('Called by train.py:3'), text);
    await picture('callers-hover');
    await page.mouse.move(5, 5);
    await page.keyboard.press('Escape');
    await picture('callers-hints');
  });

  test('a lens above the function leads to the call; an edit there is seen here', async () => {
    await lens('called by train.py:3').click();
    await page.locator('.tab.active', { hasText: 'train.py' }).waitFor();
    await page.locator('.view-line', { hasText: 'classes=10' }).click();
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.type('0');
    await openFile(page, 'model.py');
    await page.locator('.view-line', { hasText: '6,500' }).waitFor();
  });

  test('above a function that nothing calls, a lens writes what its parameters are', async () => {
    await lens('which nothing here passes').click();
    await page.locator('.view-line', { hasText: '# layerlens: units='.replaceAll(' ', '\u00a0') }).waitFor();
    await page.keyboard.type('7');
    await picture('callers-example');
    await lens('which nothing here passes').waitFor({ state: 'detached' });
    await command(page, 'File: Revert File');
  });
});

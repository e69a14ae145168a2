/**
 * The pages in Chinese, as a browser shows them: whatever a reader meets in buttons, headings, labels and tooltips is
 * in the reader's language.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { root } from '../../scripts/setup.mjs';
import { layerAt } from '../../server/features/explore-layer.ts';
import { modelsView } from '../../server/features/model-view.ts';
import { languageFor } from '../../server/words/catalogues.ts';
import { analyse } from '../support/analyse.ts';
import { openBrowser } from './host/host.mjs';

const ORIGIN = 'http://layer-lens.test';
const PROGRAM = `from keras import Input, Model, layers
inputs = Input(shape=(100, 4))
x = layers.LSTM(2)(inputs)
frozen = layers.Dense(8, trainable=False)
x = layers.Dense(mystery())(frozen(x))
model = Model(inputs, layers.Lambda(lambda x: x)(x))

def build(size):
    return Model(Input((size,)), layers.Dense(1)(inputs))
`;
const WORDS = readFileSync(join(root, 'l10n', 'bundle.l10n.zh-cn.json'), 'utf8').replaceAll('<', '\\u003c');
/** Names of Python, of Keras and of the program, which are the same in every language. */
const NAMES = /\b(?:None|float32|LSTM|mystery|[a-z]+_[a-z_0-9]+)/g;

describe('the pages in Chinese', { timeout: 60_000 }, () => {
  let browser;
  let page;
  async function open(name) {
    page = await browser.newPage({ viewport: { width: 900, height: 1200 } });
    const body = `<body data-key="file:///m.py" data-files="${ORIGIN}"><main id="view"></main><script type="application/json" id="words">${WORDS}</script><script src="${ORIGIN}/${name}.js"></script></body>`;
    await page.addInitScript(
      'globalThis.acquireVsCodeApi = () => ({ postMessage() {}, getState() {}, setState() {} })',
    );
    await page.route(`${ORIGIN}/**`, (route) => {
      const { pathname } = new URL(route.request().url());
      if (pathname === '/')
        return route.fulfill({
          contentType: 'text/html',
          body: `<!DOCTYPE html><html lang="zh-cn"><head><meta charset="utf-8"><title>m.py</title><link rel="stylesheet" href="${ORIGIN}/${name}.css"></head>${body}</html>`,
        });
      return route.fulfill({ path: join(root, 'dist', 'webview', pathname.slice(1)) });
    });
    await page.goto(`${ORIGIN}/`);
  }
  const send = (message) =>
    page.evaluate((sent) => {
      postMessage(sent);
    }, message);
  /** Texts and tooltips of the page that have English words and no Chinese ones. */
  async function english(selector, names) {
    const texts = await page
      .locator('#view')
      .evaluate(
        (view, what) =>
          [...view.querySelectorAll(what)].flatMap((element) => [
            ...[...element.childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE).map(({ data }) => data),
            ...['aria-label', 'title', 'placeholder', 'aria-roledescription'].map(
              (name) => element.getAttribute(name) ?? '',
            ),
          ]),
        selector,
      );
    assert.ok(texts.filter((text) => /\p{Script=Han}/u.test(text)).length > 10, 'the page is not in Chinese');
    const left = texts.filter((text) => !/\p{Script=Han}/u.test(text)).map((text) => text.replaceAll(NAMES, '').trim());
    return [...new Set(left)].filter((text) => /[A-Za-z]{3,}/.test(text) && !names.includes(text));
  }

  before(async () => {
    browser = await openBrowser();
  });
  after(() => browser?.close());

  test('the summary', async () => {
    await open('summary');
    assert.match(await page.locator('#view').innerText(), /\p{Script=Han}/u);
    await send({
      type: 'models',
      models: modelsView(await analyse(PROGRAM), () => undefined, await languageFor('zh-cn')),
    });
    await page.locator('tbody tr[data-id="lstm"] .twisty').click();
    const names = [
      'model · Functional',
      'lstm',
      'dense',
      'lambda',
      'kernel',
      'bias',
      'InputLayer',
      'LSTM',
      'Dense',
      'Lambda',
      'model',
      'Functional',
    ];
    assert.deepEqual(await english('*:not(.factors):not(.connected)', names), []);
    await page.getByRole('tab', { name: '图' }).click();
    await page.locator('g.node').first().waitFor();
    assert.deepEqual(await english('.toolbar *, .graph-tools *, .totals *, .notes *', names), []);
  });

  test('the explorer', async () => {
    await open('explorer');
    const { layer } = layerAt(await analyse(PROGRAM), PROGRAM.indexOf('LSTM'));
    await send({ kind: 'nothing' });
    await page.locator('.empty', { hasText: 'LSTM(2)' }).waitFor();
    await send({ kind: 'layer', layer, place: 'm.py:3', evaluations: [], evaluation: '', number: 1 });
    await page.locator('header .count').waitFor();
    const first = page.getByRole('spinbutton').first();
    await first.fill('5');
    await page.locator('header .changes:not([hidden])').waitFor();
    // Explanations (why, equations, what is pointed at) are those of hovers.
    const own =
      'header .buttons *, header .count *, button:not(.stages button), h2, summary, .table th, .note, .controls [aria-label], section, [role=toolbar], [role=application]';
    assert.deepEqual(await english(own, []), []);
  });
});

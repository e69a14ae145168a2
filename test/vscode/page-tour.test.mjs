/** The tour: its steps, with pictures in the colours of the theme. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { root } from '../../scripts/setup.mjs';
import { command, theme } from './host/ui.mjs';
import { images, startWorkbench } from './host/workbench.mjs';

const {
  contributes: {
    walkthroughs: [{ steps }],
  },
} = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const words = JSON.parse(readFileSync(join(root, 'package.nls.json'), 'utf8'));
const titleOf = ({ title }) => words[title.slice(1, -1)];

describe('the tour', { timeout: 240_000 }, () => {
  let bench;
  let page;
  before(async () => {
    bench = await startWorkbench({ open: 'lstm.py', shows: '(None, 2)', viewport: { width: 1280, height: 800 } });
    page = bench.page;
  });
  after(() => bench?.close());

  /**
   * The step's picture: an SVG in a frame, a page of its own, or a text with a table, both of which VS Code shows anew
   * for each step.
   */
  async function shown({ svg, markdown }) {
    const part = [...readFileSync(join(root, svg ?? markdown), 'utf8').matchAll(/<text[^>]*>([^<&]+)</g)]
      .map(([, text]) => text)
      .reduce((longest, text) => (text.length > longest.length ? text : longest), '');
    return eventually(async () => {
      for (const frame of page.frames()) {
        const found = svg === undefined ? frame.locator('table') : frame.locator('svg', { hasText: part });
        if ((await found.count().catch(() => 0)) > 0) return found.first();
      }
      return undefined;
    }, `no picture with "${part}"`);
  }
  async function eventually(look, failure) {
    for (const end = Date.now() + 20_000; Date.now() < end; await page.waitForTimeout(100)) {
      const seen = await look();
      if (seen !== undefined) return seen;
    }
    throw new Error(failure);
  }
  const open = async (step) => {
    await page.locator('.getting-started-step h3', { hasText: titleOf(step) }).click();
    return shown(step.media);
  };

  test('has a step for the explorer and one for errors', async () => {
    await command(page, 'View: Close All Editors');
    await command(page, 'Layer Lens: Get Started');
    for (const step of steps) {
      await open(step);
      await page.screenshot({ path: join(images, `tour-${step.id}.png`) });
    }
    assert.deepEqual(
      steps.map(({ id }) => id),
      ['shapes', 'why', 'explorer', 'summary', 'mistakes', 'errors', 'settings'],
    );
  });

  test('its pictures follow the theme', async () => {
    const step = steps.find(({ id }) => id === 'explorer');
    await open(step); // takes the focus when it is loaded
    const fills = [];
    for (const name of ['Light 2026', 'Dark High Contrast', 'Dark 2026']) {
      await theme(page, name);
      fills.push(
        await eventually(async () => {
          const fill = await (await shown(step.media))
            .locator('rect')
            .first()
            .evaluate((rect) => getComputedStyle(rect).fill)
            .catch(() => undefined);
          return fills.includes(fill) ? undefined : fill;
        }, `the picture has the colours of the theme before ${name}`),
      );
      await page.screenshot({ path: join(images, `tour-${name}.png`) });
    }
    assert.equal(new Set(fills).size, 3, fills.join());
  });
});

/** The tour: its steps, with pictures in the colours of the theme. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { root } from '../../scripts/setup.mjs';
import { command, theme } from './host/ui.mjs';
import { images, startWorkbench } from './host/workbench.mjs';

const { contributes: { walkthroughs: [{ steps }] } } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
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

  /** The picture's frame, which is a page of its own. */
  async function picture(part) {
    for (const end = Date.now() + 20_000; Date.now() < end; await page.waitForTimeout(200)) {
      for (const frame of page.frames()) {
        const found = frame.locator('svg', { hasText: part });
        if ((await found.count().catch(() => 0)) > 0) return found.first();
      }
    }
    throw new Error(`no picture with "${part}"`);
  }
  const fillOf = async (part) => (await picture(part)).locator('rect').first().evaluate((rect) => getComputedStyle(rect).fill);

  test('has a step for the explorer and one for errors', async () => {
    await command(page, 'View: Close All Editors');
    await command(page, 'Layer Lens: Get Started');
    for (const step of steps) {
      await page.locator('.getting-started-step h3', { hasText: titleOf(step) }).click();
      await page.waitForTimeout(3000);
      await page.screenshot({ path: join(images, `tour-${step.id}.png`) });
    }
    assert.deepEqual(steps.map(({ id }) => id), ['shapes', 'why', 'explorer', 'summary', 'mistakes', 'errors', 'settings']);
  });

  test('its pictures follow the theme', async () => {
    await page.locator('.getting-started-step h3', { hasText: 'Try another number' }).click();
    const fills = [];
    for (const name of ['Light 2026', 'Dark High Contrast', 'Dark 2026']) {
      await theme(page, name);
      await page.waitForTimeout(3000);
      fills.push(await fillOf('recurrent_kernel'));
      await page.screenshot({ path: join(images, `tour-${name}.png`) });
    }
    assert.equal(new Set(fills).size, 3, fills.join());
  });
});

/**
 * What documents a problem, with the mouse: the code in its hover opens its page rendered, in both extension hosts, and
 * links lead on from there. Keeps
 * pictures to look at.
 */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { command, hover, openFile, webview } from './host/ui.mjs';
import { images, startWorkbench } from './host/workbench.mjs';

const STACKED = `import keras
from keras import layers

model = keras.Sequential([
    keras.Input((100, 4)),
    layers.LSTM(64),
    layers.LSTM(32),
])
`;

for (const web of [false, true])
  describe(`the documentation in ${web ? 'a browser without a machine behind it' : 'VS Code'}`, {
    timeout: 240_000,
  }, () => {
    let bench;
    let page;
    const frame = () => webview(page);
    const picture = (name) => page.screenshot({ path: join(images, `documentation-${name}${web ? '-web' : ''}.png`) });

    /** A heading is shown, and in view: not above or below what is seen of the page. */
    async function headingInView(name, level = 1) {
      const heading = frame().locator(`h${level}`, { hasText: new RegExp(`^${name}$`) });
      await heading.waitFor({ timeout: 90_000 }); // after a restart VS Code takes 20 s for any preview
      for (const end = Date.now() + 10_000; ; await page.waitForTimeout(100)) {
        const { y, height } = await heading.boundingBox();
        if (y > 0 && y + height < page.viewportSize().height / 2) return;
        assert.ok(Date.now() < end, `${name} is at ${y}`);
      }
    }
    async function openPageOfProblem() {
      await openFile(page, 'model.py');
      await page.locator('.squiggly-error').first().waitFor();
      await hover(page, 'LSTM', { inLine: 'LSTM(32)', text: 'rank-mismatch' });
      await page.locator('.monaco-hover a.code-link', { hasText: 'rank-mismatch' }).click();
      await page.locator('.tab.active', { hasText: 'rank-mismatch.md' }).waitFor();
    }

    /** As a restart does it: what is open then is what was open before. */
    async function startAgain() {
      const address = new URL(page.url());
      const payload = JSON.parse(address.searchParams.get('payload'));
      address.searchParams.set('payload', JSON.stringify(payload.filter(([name]) => name !== 'openFile')));
      await page.evaluate((href) => history.replaceState(null, '', href), address.href);
      const again = page.waitForEvent('load');
      await command(page, 'Developer: Reload Window');
      await again;
      await page.locator('.monaco-workbench').waitFor();
    }

    before(async () => {
      bench = await startWorkbench({
        files: { 'model.py': STACKED },
        open: 'model.py',
        shows: '17.7 k',
        web,
        viewport: { width: 1200, height: 760 },
      });
      page = bench.page;
    });
    after(() => bench?.close());

    test('the code of a problem opens its page, rendered', async () => {
      await openPageOfProblem();
      await headingInView('rank-mismatch');
      await frame().locator('pre', { hasText: 'return_sequences=True' }).waitFor();
      await picture('problem');
    });

    test('its links lead to its neighbours and to the contents', async () => {
      await frame()
        .locator('a', { hasText: /^size-mismatch$/ })
        .click();
      await headingInView('size-mismatch');
      await frame()
        .locator('a', { hasText: /^Documentation$/ })
        .click();
      await headingInView('Documentation of Layer Lens');
      await picture('contents');
    });

    test('a link to a heading opens the page there, with its pictures', async () => {
      await frame()
        .locator('a', { hasText: /^What the hovers say$/ })
        .click();
      await frame().locator('a', { hasText: /^GRU$/ }).click();
      await headingInView('GRU', 2);
      const shown = frame().locator('img[alt^="arrays of GRU"]').first();
      await shown.waitFor();
      assert.ok(await shown.evaluate((image) => image.complete && image.naturalWidth > 0), 'the picture is not shown');
      await picture('heading');
    });

    if (!web)
      test('the palette opens the contents, and they are there again after a restart', async () => {
        await command(page, 'View: Close All Editors');
        await command(page, 'Layer Lens: Open Documentation');
        await headingInView('Documentation of Layer Lens');
        await startAgain();
        await page.locator('.tab.active', { hasText: 'README.md' }).waitFor({ timeout: 60_000 });
        await headingInView('Documentation of Layer Lens');
      });
  });

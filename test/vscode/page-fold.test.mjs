/**
 * The first screenful of a hover answers, without scrolling: in an editor that nobody has changed, in a narrow window
 * and
 * with zoom too. What it has to say is in fold/expected.mjs; `npm run fold` shows what all kinds say.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { resize, showEach, WINDOWS } from './fold/editor.mjs';
import { EXPECTED } from './fold/expected.mjs';
import { KINDS, PROGRAMS, SHOWS } from './fold/kinds.mjs';
import { aboveTheFold } from './fold/measure.mjs';
import { startWorkbench } from './host/workbench.mjs';

const [WIDE] = WINDOWS;
const EXPECTED_KINDS = EXPECTED.map((expected) => ({
  ...KINDS.find(({ kind }) => kind === expected.kind),
  ...expected,
}));

describe('what is read above the fold', { timeout: 240_000 }, () => {
  let bench;

  before(async () => {
    const { width, height } = WIDE;
    bench = await startWorkbench({
      files: PROGRAMS,
      open: 'layers.py',
      shows: SHOWS,
      unchanged: true,
      viewport: { width, height },
    });
  });
  after(() => bench?.close());

  for (const size of WINDOWS) {
    test(size.window, async (t) => {
      await resize(bench.page, size);
      await showEach(bench.page, EXPECTED_KINDS, async ({ kind, mustShow, mustShowWide = [] }) => {
        const { text } = await aboveTheFold(bench.page);
        const read = text.replace(/\s+/g, ' ');
        const missing = [...mustShow, ...(size === WIDE ? mustShowWide : [])].filter((pattern) => !pattern.test(read));
        await t.test(kind, () => assert.deepEqual(missing, [], `it is not read in\n${text}`));
      });
    });
  }
});

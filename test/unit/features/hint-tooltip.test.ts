import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toMarkdown } from '../../../server/explain/document/markdown.ts';
import { hintTooltip } from '../../../server/features/hints/tooltip.ts';
import { ALL_HINTS, inlayHints } from '../../../server/features/inlay-hints.ts';
import { analyse, WITHOUT_PICTURES } from '../../support/analyse.ts';

/** The tooltips of the hints, as `HINT: its first two lines`. */
async function tooltips(source: string): Promise<readonly string[]> {
  const analysis = await analyse(source);
  return inlayHints(analysis, ALL_HINTS).map((hint) => {
    const content = hintTooltip(analysis, ALL_HINTS, hint, WITHOUT_PICTURES);
    return `${hint.text}: ${
      content === undefined
        ? 'nothing'
        : toMarkdown(content)
            .split('\n')
            .filter((line) => line !== '')
            .slice(0, 2)
            .join(' / ')
    }`;
  });
}

test('a shortened hint has its exact text before what the hover says', async () => {
  const [, dense, model] = await tooltips(
    'import keras\nx = keras.Input((784,))\ny = keras.layers.Dense(752)(x)\nmodel = keras.Model(x, y)\n',
  );
  assert.match(dense!, /^→ \(None, 752\) · 590 k params: - `→ \(None, 752\) · 590,320 params` \/ .*Dense/);
  assert.match(model!, /^590 k params in total: - `590,320 params in total` \/ .*Functional/);
});

test('a hint that says all has what the hover says', async () => {
  const [input] = await tooltips('import keras\nx = keras.Input((784,))\n');
  assert.match(input!, /^→ \(None, 784\): (?!- )/);
});

test('of a call that gives a model, the model', async () => {
  const source =
    'import keras\ndef make(units):\n    return keras.Sequential([\n        keras.Input((4,)),\n        keras.layers.Dense(units),\n    ])\nsmall = make(3)\nlarge = make(300)\n';
  const shown = await tooltips(source);
  assert.match(shown.at(-2)!, /^15 params in total: .*Sequential.*15 parameters/);
  assert.match(shown.at(-1)!, /^1,500 params in total: .*Sequential.*1,500 parameters/);
});

test('what there was no room for', async () => {
  const source =
    'import keras\nfrom keras.layers import *\nmodel = keras.Sequential([keras.Input((224, 224, 3)), Flatten(), Dense(1000), Dense(10)])\n';
  const [, more] = await tooltips(source);
  assert.equal(more, '…: - `Input → (None, 224, 224, 3)` / - `Flatten → (None, 150528)`');
});

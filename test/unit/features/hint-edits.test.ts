/** Hints that are written into the program. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ALL_HINTS, type HintOptions, inlayHints } from '../../../server/features/inlay-hints.ts';
import { inEnglish } from '../../../server/words/language.ts';
import { analyse } from '../../support/analyse.ts';
import { unannotated } from '../../support/annotated.ts';

/** The hints as `LINE TEXT`. */
async function hints(source: string, options: Partial<HintOptions> = {}): Promise<string[]> {
  const analysis = await analyse(unannotated(source));
  return inlayHints(analysis, { ...ALL_HINTS, ...options }).map(
    ({ offset, text }) => `${analysis.text.positionAt(offset).line + 1} ${text}`,
  );
}

test('a hint can be written into the program where its line ends, with exact numbers', async () => {
  const analysis = await analyse('import keras\nx = keras.Input((784,))\ny = keras.layers.Dense(752)(x)\n');
  assert.deepEqual(
    inlayHints(analysis, ALL_HINTS).map(({ comment }) => comment?.newText),
    ['  # (None, 784)', '  # (None, 752) · 590,320 params'],
  );
});

test('exact texts have the whole formula', async () => {
  const analysis = await analyse(
    'import keras\nclass_names = open("classes.txt").read().split()\nx = keras.layers.Dense(len(class_names))(keras.Input((512,)))\n',
  );
  assert.equal(
    inEnglish(inlayHints(analysis, ALL_HINTS).at(-1)?.exact[0] ?? ''),
    'Dense → (None, len(class_names)) · 513·len(class_names) params',
  );
});

test('a comment that a hint was written as takes its place', async () => {
  const source = 'import keras\nx = keras.layers.Dense(2)(\n    keras.Input((4,))\n)\n';
  const { comment } = inlayHints(await analyse(source), ALL_HINTS).at(-1)!;
  const commented = source.slice(0, comment!.span.start) + comment!.newText + source.slice(comment!.span.end);
  assert.deepEqual(await hints(commented), ['3 → (None, 4)']);
});

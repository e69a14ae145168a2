/** What hints leave out where there is little room. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ALL_HINTS, inlayHints, USUAL_MAXIMUM, WHOLE_HINTS } from '../../../server/features/inlay-hints.ts';
import { inEnglish } from '../../../server/words/language.ts';
import { analyse } from '../../support/analyse.ts';

// ------------------------------------------------------------ room

/** Lines as people write them, and longer ones. */
const crowded = `import keras
from keras.layers import *
x = keras.Input((16, 112, 112, 64))
h, h1, c1, h2, c2 = Bidirectional(LSTM(64, return_state=True, return_sequences=True))(keras.Input((100, 80)))
y = Dense(1000)(GlobalAveragePooling3D()(Conv3D(512, 3)(BatchNormalization()(x))))
model = keras.Sequential([keras.Input((224, 224, 3)), Conv2D(64, 7), ReLU(), MaxPooling2D(), Flatten(), Dense(1000)])
print(model.layers[0].get_weights()[0].shape, model.layers[0].get_weights()[1].shape, model.layers[-1].output.shape)
def make(units_of_the_hidden_layer, units_of_the_output_layer, size_of_the_vocabulary):
    inputs = keras.Input((units_of_the_hidden_layer, units_of_the_output_layer))
    x = Dense(units_of_the_hidden_layer * size_of_the_vocabulary + units_of_the_output_layer)(inputs)
    x = LSTM(units_of_the_hidden_layer, return_sequences=True)(Embedding(size_of_the_vocabulary, units_of_the_output_layer)(keras.Input((None,))))
    return keras.Model(inputs, x)
`;

test('the hints of a line have no more characters together than the editor shows', async () => {
  for (const position of ['endOfLine', 'afterCall'] as const) {
    for (const maximumLength of [USUAL_MAXIMUM, 30, 20, 5]) {
      const analysis = await analyse(crowded);
      const lengths = new Map<number, number>();
      for (const { offset, text } of inlayHints(analysis, { ...ALL_HINTS, position, maximumLength })) {
        const { line } = analysis.text.positionAt(offset);
        lengths.set(line, (lengths.get(line) ?? 0) + text.length);
      }
      for (const [line, length] of lengths)
        assert.ok(length <= maximumLength, `line ${line + 1} has ${length} of ${maximumLength} characters`);
    }
  }
});

test('no hint is longer with more room, and none is empty', async () => {
  for (const hint of inlayHints(await analyse(crowded), ALL_HINTS))
    assert.ok(hint.text.length > 0 && hint.exact.length > 0);
});

test('numbers in a hint are whole numbers of its exact text, or shortened as a whole', async () => {
  const analysis = await analyse(crowded);
  const exact = new Map(
    inlayHints(analysis, WHOLE_HINTS).map(({ span, kind, exact: [text = ''] }) => [
      `${span.start} ${span.end} ${kind}`,
      inEnglish(text),
    ]),
  );
  for (const { span, kind, text } of inlayHints(analysis, ALL_HINTS)) {
    if (kind === 'more') continue;
    const whole = exact.get(`${span.start} ${span.end} ${kind}`)!;
    const source = crowded.slice(span.start, span.end);
    const numbers = text.replace(/… \d+ more|≥ [\d.,]+(?: [kMGT])?|[\d.]+ [kMGT]\b/g, '').match(/\d[\d,]*/g) ?? [];
    for (const number of numbers)
      assert.ok(
        new RegExp(`(?<![\\d,])${number.replace(/,$/, '')}(?!\\d)`).test(`${whole} ${source}`),
        `${number} of ${text} is not in ${whole}`,
      );
  }
});

test('what was left out', async () => {
  const analysis = await analyse(
    'import keras\nfrom keras.layers import *\nmodel = keras.Sequential([keras.Input((224, 224, 3)), Flatten(), Dense(1000), Dense(10)])\n',
  );
  assert.deepEqual(
    inlayHints(analysis, ALL_HINTS).map(({ exact }) => exact.map(inEnglish)),
    [
      ['150,539,010 params in total'],
      [
        'Input → (None, 224, 224, 3)',
        'Flatten → (None, 150528)',
        'Dense(1000) → (None, 1000) · 150,529,000 params',
        'Dense(10) → (None, 10) · 10,010 params',
      ],
    ],
  );
});

test('with all the room of the world nothing is left out', async () => {
  const all = inlayHints(await analyse(crowded), { ...ALL_HINTS, maximumLength: 0 });
  assert.ok(all.every(({ kind }) => kind !== 'more'));
  assert.ok(all.length > inlayHints(await analyse(crowded), ALL_HINTS).length);
});

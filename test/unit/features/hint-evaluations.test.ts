/** Hints of what is evaluated several times. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ALL_HINTS, type HintOptions, inlayHints } from '../../../server/features/inlay-hints.ts';
import { analyse } from '../../support/analyse.ts';
import { unannotated, withHints } from '../../support/annotated.ts';

const shows = (name: string, program: string, options: Partial<HintOptions> = {}): void => {
  test(name, async () => assert.equal(await withHints(program, options), program));
};

/** The hints as `LINE TEXT`. */
async function hints(source: string, options: Partial<HintOptions> = {}): Promise<string[]> {
  const analysis = await analyse(unannotated(source));
  return inlayHints(analysis, { ...ALL_HINTS, ...options }).map(
    ({ offset, text }) => `${analysis.text.positionAt(offset).line + 1} ${text}`,
  );
}

// ------------------------------------------------------------ several evaluations

shows(
  'several evaluations tell between what they vary',
  `import keras
x = keras.Input((8,))
#: ⟦→ (None, 8)⟧
for units in (4, 2, 1):
    x = keras.layers.Dense(units)(x)
    #: ⟦3× (None, 4…1) · 36…3 params⟧
`,
);

const unet = `from keras import Input, Model
from keras.layers import Conv2D, Concatenate, MaxPooling2D, UpSampling2D
def block(x, filters):
    x = Conv2D(filters, 3, padding="same")(x)
    #: ⟦9× (None, 512…32, 512…32, 64…1024)⟧
    return Conv2D(filters, 3, padding="same")(x)
    #: ⟦9× (None, 512…32, 512…32, 64…1024)⟧
inputs = Input((512, 512, 1))
#: ⟦→ (None, 512, 512, 1)⟧
x, skips = inputs, []
for filters in (64, 128, 256, 512):
    x = block(x, filters)
    #: ⟦4× (None, 512…64, 512…64, 64…512)⟧
    skips.append(x)
    x = MaxPooling2D()(x)
    #: ⟦4× (None, 256…32, 256…32, 64…512)⟧
x = block(x, 1024)
#: ⟦→ (None, 32, 32, 1024)⟧
for filters in (512, 256, 128, 64):
    x = UpSampling2D()(x)
    #: ⟦4× (None, 64…512, 64…512, 1024…128)⟧
    x = Concatenate()([x, skips.pop()])
    #: ⟦4× (None, 64…512, 64…512, 1536…192)⟧
    x = block(x, filters)
    #: ⟦4× (None, 64…512, 64…512, 512…64)⟧
model = Model(inputs, Conv2D(1, 1)(x))
#: ⟦Conv2D (None, 512, 512, 1)⟧ ⟦31.4 M in total⟧
`;
shows('a U-Net whose block is called nine times', unet);

test('of a loop what varies, the first pass, or all that differ', async () => {
  const source =
    'import keras\nx = keras.Input((8,))\nfor units in (4, 2, 2, 1):\n    x = keras.layers.Dense(units)(x)\n';
  const of = async (loops: HintOptions['loops']) => (await hints(source, { loops, parameters: false }))[1];
  assert.equal(await of('ends'), '4 4× (None, 4…1)');
  assert.equal(await of('first'), '4 4× (None, 4) …');
  assert.equal(await of('all'), '4 4× (None, 4) | (None, 2) | (None, 1)');
  const counts = async (loops: HintOptions['loops']) => (await hints(source, { loops, shapes: false }))[0];
  assert.equal(await counts('ends'), '4 4× 36…3 params');
  assert.equal(await counts('first'), '4 4× 36 … params');
  assert.equal(await counts('all'), '4 4× 36 | 10 | 6 | 3 params');
});

shows(
  'evaluations of which some are not known, or that differ in more than sizes',
  `import keras
from elsewhere import units
def make(n, rank):
    x = keras.Input((8,) * rank)
    #: ⟦3× (None, 8) … (None, 8, 8)⟧
    return keras.layers.Dense(n)(x)
    #: ⟦3× (None, 4) … (None, units.shape)⟧
make(4, 1)
make(2, 2)
make(units.shape, 1)
`,
);

/** Half of a program, as people show it to each other: names that its other half defines. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ALL_HINTS, inlayHints } from '../../../server/features/inlay-hints.ts';
import { analyse } from '../../support/analyse.ts';

const said = async (source: string): Promise<string[]> =>
  (await analyse(source)).problems.map(({ code, severity, message }) => `${code} ${severity}: ${message}`);
const IMPORTS = 'from keras import Input, Model, Sequential\nfrom keras.layers import Add, Dense, Embedding, LSTM\n';

test('a short name is taken for the tensor bound last only in what a layer is called on', async () => {
  const guessed = /Did you mean pixels\? Going on as if it were pixels/;
  for (const call of ['Dense(4)(im)', 'Add()([Dense(9)(pixels), im])'])
    assert.match((await said(`${IMPORTS}pixels = Input((9,))\nout = ${call}\n`)).join(), guessed, call);
  for (const call of [
    'Dense(n)(pixels)',
    'Embedding(V, d)(pixels)',
    'Dense(cfg["n"])(pixels)',
    'Dense(cfg.n)(pixels)',
    'Add()([Dense(n)(pixels), pixels])',
    'Input((h, w))',
    'f(im)',
  ]) {
    assert.doesNotMatch((await said(`${IMPORTS}pixels = Input((9,))\nout = ${call}\n`)).join(), /error/, call);
  }
});

test('a name is no slip of a class that only its capital letter tells it from, unless it is called', async () => {
  assert.deepEqual(
    (await said(`${IMPORTS}model.add(Dense(3))\n`)).map((one) => one.split(':')[0]),
    ['undefined-name information'],
  );
  assert.deepEqual(
    (await said(`${IMPORTS}h = Dense(3)(lstm)\n`)).map((one) => one.split(':')[0]),
    ['undefined-name information'],
  );
  assert.match(
    (await said(`${IMPORTS}model = sequential([Dense(3)])\n`)).join(),
    /undefined-name error: sequential has no value here\. Did you mean Sequential/,
  );
});

test('a name that differs in its first letter or in a digit is that of another thing', async () => {
  for (const [name, there] of [
    ['decoder_inputs', 'encoder_inputs'],
    ['y_train', 'x_train'],
    ['conv5', 'conv4'],
    ['rnn_out', 'enc_out'],
    ['rnn_out', 'rnn_hus'],
  ] as const) {
    assert.deepEqual(await said(`${IMPORTS}${there} = Input((9,))\nout = Dense(4)(${name})\n`), [
      `undefined-name information: ${name} has no value here.`,
    ]);
  }
  for (const [name, there] of [
    ['pixles', 'pixels'],
    ['xtrain', 'x_train'],
    ['Conv4', 'conv4'],
  ] as const) {
    assert.match(
      (await said(`${IMPORTS}${there} = Input((9,))\nout = Dense(4)(${name})\n`)).join(),
      new RegExp(`Did you mean ${there}`),
    );
  }
});

test('that a name is bound later shows in the tree, and not in a line that looks like it', async () => {
  assert.deepEqual(
    (await said(`${IMPORTS}h = Embedding(8,\noutput_dim=output_dim)\n`)).map((one) => one.split(':')[0]),
    ['undefined-name information'],
  );
  assert.deepEqual(
    (await said(`${IMPORTS}h = Dense(size)\nsize = 8\n`)).map((one) => one.split(':')[0]),
    ['undefined-name error'],
  );
});

test('a first assignment that works on what the name stood for goes on with another half of the program', async () => {
  for (const line of ['h = Dense(4)(h)', 'size = size + 1', 'size += 1', 'size, other = size, 3']) {
    assert.deepEqual(
      (await said(`${IMPORTS}${line}\n`)).map((one) => one.split(':')[0]),
      ['undefined-name information'],
      line,
    );
  }
  assert.deepEqual(
    (await said(`${IMPORTS}print(Dense(size))\nsize = size + 1\n`)).map((one) => one.split(':')[0]),
    ['undefined-name error', 'undefined-name information'],
  );
  assert.match(
    (await said(`${IMPORTS}inputs = Input((4, 3))\nx = LSTM(2)(x)\n`)).join(),
    /^undefined-name error: x has no value here\. Did you mean inputs/,
  );
});

test('a name without a value is one thing wherever it stands', async () => {
  const shown = async (lines: string): Promise<string[]> =>
    inlayHints(await analyse(`${IMPORTS}${lines}`), ALL_HINTS).map(({ text }) => text);
  assert.ok(
    (await shown('a = Input((None, 3))\nh = LSTM(n, return_sequences=True)(a)\nh = LSTM(n)(h)\n')).some((text) =>
      text.includes('8·n² + 4·n params'),
    ),
  );
  assert.equal(
    (await shown('a = Input((X.shape[1],))\nh = Dense(X.shape[1])(a)\nh = Add()([h, a])\n')).at(-1),
    '→ (None, X.shape[1])',
  );
});

test("pasted code without its imports: names that only Keras has are Keras's", async () => {
  const source =
    'base = VGG16(include_top=False, weights=None, input_shape=(64, 64, 3))\nm = Model(base.input, Dense(3, activation="softmax")(Flatten()(base.output)))\nm.compile(SGD(), "categorical_crossentropy")\nm.fit(ImageDataGenerator().flow_from_directory("d", class_mode="binary", target_size=(64, 64)), callbacks=[EarlyStopping()])\nprint(pad_sequences([[1, 2], [3]], maxlen=7).shape)\n';
  const { problems, models, values } = await analyse(source);
  assert.deepEqual(
    problems.filter(({ code }) => code !== 'not-imported').map(({ code }) => code),
    ['labels-shape'],
  );
  assert.equal(models.at(-1)?.total, 14714688 + 3 * 2048 + 3);
  assert.deepEqual(
    values.filter(({ printed }) => printed).map(({ shown }) => shown),
    ['(2, 7)'],
  );
  assert.deepEqual((await analyse('VGG16 = open\nVGG16("a")\n')).problems, []);
});

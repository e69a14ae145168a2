import assert from 'node:assert/strict';
import { test } from 'node:test';
import { argumentEdits, layerAt } from '../../../server/features/explore-layer.ts';
import { applyEdits } from '../../../server/features/code-actions.ts';
import { inEnglish } from '../../../server/words/language.ts';
import { analyse } from '../../support/analyse.ts';

const START = 'import keras\nfrom keras.layers import *\nx = keras.Input((100, 4))\n';

/** The layer at `|` in the code. */
async function at(code: string) {
  const marked = START + code;
  const analysis = await analyse(marked.replace('|', ''));
  return layerAt(analysis, marked.indexOf('|'));
}
/** The code with the changes applied to the layer at `|`. */
async function changed(code: string, changes: Readonly<Record<string, string>>): Promise<string> {
  const found = await at(code);
  assert.ok(found);
  return applyEdits(found.analysis.text, argumentEdits(found, changes)).text.slice(START.length);
}

test('a literal argument is replaced, by position, by name and by a former name', async () => {
  assert.equal(await changed('y = LS|TM(2)(x)\n', { units: '64' }), 'y = LSTM(64)(x)\n');
  assert.equal(
    await changed('y = LS|TM(return_sequences=True, units=2)(x)\n', { units: '64', return_sequences: 'False' }),
    'y = LSTM(return_sequences=False, units=64)(x)\n',
  );
  assert.equal(await changed('y = LS|TM(output_dim=2)(x)\n', { units: '64' }), 'y = LSTM(output_dim=64)(x)\n');
  assert.equal(await changed('y = Conv|1D(8, (3,))(x)\n', { kernel_size: '5' }), 'y = Conv1D(8, 5)(x)\n');
});

test('a missing argument is added behind the last one, whatever follows that', async () => {
  assert.equal(await changed('y = LS|TM(2)(x)\n', { use_bias: 'False' }), 'y = LSTM(2, use_bias=False)(x)\n');
  assert.equal(
    await changed('y = LS|TM(\n    2,  # two units (for now)\n)(x)\n', { use_bias: 'False' }),
    'y = LSTM(\n    2, use_bias=False,  # two units (for now)\n)(x)\n',
  );
  assert.equal(await changed('y = LS|TM((2))(x)\n', { use_bias: 'False' }), 'y = LSTM((2), use_bias=False)(x)\n');
  assert.equal(
    await changed('y = Batch|Normalization()(x)\n', { center: 'False', scale: 'False' }),
    'y = BatchNormalization(center=False, scale=False)(x)\n',
  );
});

test('what other code decides is left alone', async () => {
  assert.equal(
    await changed('n = 2\ny = LS|TM(n)(x)\n', { units: '64', use_bias: 'False' }),
    'n = 2\ny = LSTM(n, use_bias=False)(x)\n',
  );
  assert.equal(
    await changed('more = {}\ny = LS|TM(2, **more)(x)\n', { units: '3', use_bias: 'False' }),
    'more = {}\ny = LSTM(3, **more)(x)\n',
  );
  assert.equal(await changed('y = LS|TM(2)(x)\n', { units: 'os.system("x")', nonsense: '1' }), 'y = LSTM(2)(x)\n');
  const found = await at('n = 2\ny = LS|TM(n, use_bias=True)(x)\n');
  const { layer } = found!;
  assert.equal(layer.kind, 'explored');
  if (layer.kind !== 'explored') return;
  assert.deepEqual(layer.written['units'], { kind: 'elsewhere', text: 'n' });
  assert.deepEqual(layer.written['use_bias'], { kind: 'literal' });
  assert.deepEqual(layer.written['return_sequences'], { kind: 'absent' });
  assert.equal(layer.call.layer.arguments['units'], '2');
});

test('a layer inside a wrapper is changed there', async () => {
  const code = 'y = Bidirectional(L|STM(2), merge_mode="sum")(x)\n';
  assert.equal(
    await changed(code, { 'layer.units': '8', 'layer.return_sequences': 'True', merge_mode: "'concat'" }),
    "y = Bidirectional(LSTM(8, return_sequences=True), merge_mode='concat')(x)\n",
  );
});

test('the narrowest call counts, also where a layer is made elsewhere, and beside it the line', async () => {
  const name = async (code: string) => (await at(code))?.layer.className;
  assert.equal(await name('y = Dense(1)(L|STM(2)(x))\n'), 'LSTM');
  assert.equal(await name('y = De|nse(1)(LSTM(2)(x))\n'), 'Dense');
  assert.equal(await name('lstm = LSTM(2)\ny = ls|tm(x)\n'), 'LSTM');
  assert.equal(await name('lstm = LS|TM(2)\ny = lstm(x)\n'), 'LSTM');
  assert.equal(await name('m = keras.Sequential([Den|se(3)])\n'), 'Dense');
  assert.equal(await name('lonely = GR|U(2)\n'), 'GRU');
  assert.equal(await name('out|put = Dense(1)(x)\n'), 'Dense');
  assert.equal(await name('n = |2\ny = LSTM(n)(x)\n'), undefined);
});

test('what only running decides is shown with a number, and says so', async () => {
  const found = await at(
    'def build(units, data):\n    i = keras.Input((data.shape[1], data.shape[2]))\n    return LS|TM(units)(i)\n',
  );
  const { layer } = found!;
  assert.equal(layer.kind, 'explored');
  if (layer.kind !== 'explored') return;
  assert.deepEqual(layer.notes, { units: 'units', 'input.0.1': 'data.shape[1]', 'input.0.2': 'data.shape[2]' });
  assert.deepEqual(layer.call.inputs, [[null, 8, 8]]);
  const lonely = await at('lonely = GR|U(2)\n');
  assert.deepEqual(lonely?.layer.kind === 'explored' && lonely.layer.notes, { 'input.0': 'not known' });
});

test("a class of the program's own is not explored", async () => {
  const found = await at('class Mine(Dense):\n    pass\ny = Mi|ne(2)(x)\n');
  assert.match(
    inEnglish(found?.layer.kind === 'not-explored' ? found.layer.reason : ''),
    /^Mine is no layer of Keras itself/,
  );
  const model = await at('m = keras.Sequential([Dense(3)])\ny = m|(x)\n');
  assert.match(inEnglish(model?.layer.kind === 'not-explored' ? model.layer.reason : ''), /^“sequential” is a model/);
});

test('frozen layers and further inputs are as in the program', async () => {
  const frozen = await at('d = Den|se(3, trainable=False)\ny = d(x)\n');
  assert.deepEqual(frozen?.layer.kind === 'explored' && frozen.layer.call.layer.trainable, false);
  const attention = await at('v = keras.Input((7, 4))\ny = MultiHead|Attention(2, 3)(x, v)\n');
  assert.deepEqual(attention?.layer.kind === 'explored' && attention.layer.call.more, { value: [null, 7, 4] });
});

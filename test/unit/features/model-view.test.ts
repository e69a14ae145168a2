import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ModelView } from '../../../server/explain/model-view.ts';
import { exportModel } from '../../../server/features/model-export.ts';
import { modelsView } from '../../../server/features/model-view.ts';
import { analyse } from '../../support/analyse.ts';

const view = async (source: string) => modelsView(await analyse(source), ({ start, end }) => source.slice(start, end));
async function only(source: string): Promise<ModelView<string>> {
  const { models } = await view(source);
  assert.equal(models.length, 1);
  return models[0]!;
}

const LSTM = `from keras import Input, Model, layers
inputs = Input(shape=(100, 4))
x = layers.LSTM(2)(inputs)
model = Model(inputs, layers.Dense(1)(x))
`;

describe('what a page shows of a model', () => {
  test('the LSTM of the question: rows, arrays, cost and totals', async () => {
    const model = await only(LSTM);
    assert.deepEqual(
      model.rows.map(({ name, className, shape, params, training }) => [name, className, shape, params.text, training]),
      [
        ['input_layer', 'InputLayer', '(None, 100, 4)', '0', 'none'],
        ['lstm', 'LSTM', '(None, 2)', '56', 'trainable'],
        ['dense', 'Dense', '(None, 1)', '3', 'trainable'],
      ],
    );
    const [, lstm] = model.rows;
    assert.deepEqual(
      lstm?.arrays.map(({ name, shape, factors, count, bytes }) => [name, shape, factors, count.value, bytes.text]),
      [
        ['kernel', '(4, 8)', 'features 4 × (gates 4 · units 2)', 32, '128.00 B'],
        ['recurrent_kernel', '(2, 8)', 'units 2 × (gates 4 · units 2)', 16, '64.00 B'],
        ['bias', '(8,)', 'gates 4 · units 2', 8, '32.00 B'],
      ],
    );
    assert.deepEqual(
      [lstm?.place, lstm?.inputs, lstm?.macs.value, lstm?.weightBytes.text, lstm?.activationBytes.text],
      ['layers.LSTM(2)', [0], 4800, '224.00 B', '8.00 B'],
    );
    assert.deepEqual(
      [
        model.variable,
        model.total.value,
        model.trainable.value,
        model.nonTrainable.value,
        model.macs.text,
        model.chain,
        model.place,
      ],
      ['model', 59, 59, 0, '4,802', true, 'Model(inputs, layers.Dense(1)(x))'],
    );
  });

  test('it is JSON', async () => {
    const shown = await view(LSTM);
    assert.deepEqual(JSON.parse(JSON.stringify(shown)), shown);
  });

  test('formulas have a text and no number; what is not known says why', async () => {
    const model = await only(`from keras import Input, Sequential, layers
X = load()
model = Sequential([Input((X.shape[1],)), layers.Dense(3), layers.Dense(mystery())])
`);
    const [first, second] = model.rows;
    assert.deepEqual(first?.params, { known: 'formula', text: '3·X.shape[1] + 3' });
    assert.equal(first?.weightBytes.text, '12·X.shape[1] + 12 bytes');
    assert.equal(first?.shapeKnown, 'number');
    assert.notEqual(second?.shapeKnown, 'number');
    assert.equal('value' in model.total, false);
  });

  test('a cost that is not known has its reason, and that of the model names the layer', async () => {
    const model = await only(`from keras import Input, Model, layers
inputs = Input((None, 4))
x = layers.LSTM(2, return_sequences=True)(inputs)
x = layers.Lambda(lambda x: x * 2)(layers.GlobalMaxPooling1D()(x))
model = Model(inputs, layers.Dense(mystery())(x))
`);
    const reasons = model.rows.map(({ macs, activationBytes }) => [macs.unknown, activationBytes.unknown]);
    const open = 'axis 1 of (None, None, 4) is None, which has a length only once data comes';
    assert.deepEqual(reasons.slice(1, 4), [
      [open, 'axis 1 of (None, None, 2) is None, which has a length only once data comes'],
      [undefined, undefined],
      ['the products of Lambda are not worked out', undefined],
    ]);
    const [dense] = model.rows.slice(-1);
    for (const { known, unknown } of [dense!.macs, dense!.params])
      assert.equal(known === 'unknown', unknown !== undefined);
    assert.equal(model.macs.unknown, `the cost of lstm is not known: ${open}`);
    assert.equal(model.activationBytes.unknown, `the cost of input_layer is not known: ${open}`);
  });

  test("where call() is the program's own, or nothing is built, the reason says so", async () => {
    const own = await only(`import keras
class Net(keras.Model):
    def __init__(self):
        super().__init__()
        self.d = keras.layers.Dense(3)
    def call(self, x):
        return self.d(x)
net = Net()
`);
    assert.equal(own.macs.unknown, 'what its own call() does is not summed');
    assert.equal(own.rows[0]?.macs.unknown, 'how often, and on which shapes, call() uses it is not followed');
    const unbuilt = await only('import keras\nm = keras.Sequential([keras.layers.Dense(3)])\n');
    for (const { macs } of [unbuilt, ...unbuilt.rows])
      assert.equal(macs.unknown, 'the model is not built: no input shape is given');
    const undecided = await only(
      'from keras import Input, Model, layers\nimport foo\ni = Input((8,))\nm = Model(i, layers.Dense(1)(foo.Bar(3)(i)))\n',
    );
    assert.equal(undecided.macs.unknown, 'one of its tensors is not decided');
  });

  test('layers of a Sequential model are fed by the one before', async () => {
    const model = await only(
      'from keras import Input, Sequential, layers\nm = Sequential([Input((8,)), layers.Dense(4), layers.Dropout(0.5), layers.Dense(2)])\n',
    );
    assert.deepEqual(
      model.rows.map(({ inputs }) => inputs),
      [[], [0], [1]],
    );
  });

  test('frozen layers, partly frozen ones, and layers without arrays are told apart', async () => {
    const model = await only(`from keras import Input, Sequential, layers
frozen = layers.Dense(4)
frozen.trainable = False
model = Sequential([Input((8,)), frozen, layers.BatchNormalization(), layers.Dropout(0.5), layers.Dense(2)])
`);
    assert.deepEqual(
      model.rows.map(({ training, trainableParams }) => [training, trainableParams.text]),
      [
        ['frozen', '0'],
        ['partly', '8'],
        ['none', '0'],
        ['trainable', '10'],
      ],
    );
  });

  test('a model inside shows its rows, with its own connections', async () => {
    const { models } = await view(`from keras import Input, Model, layers
a = Input((8,))
encoder = Model(a, layers.Dense(2)(a), name='encoder')
b = Input((8,))
both = Model(b, layers.Dense(8)(encoder(b)))
`);
    const inside = models.find(({ variable }) => variable === 'both')?.rows[1]?.inside;
    assert.equal(inside?.kind, 'functional');
    assert.deepEqual(
      inside?.rows.map(({ name, inputs }) => [name, inputs]),
      [
        ['input_layer', []],
        ['dense', [0]],
      ],
    );
  });

  test('half-typed code and errors are said to be there', async () => {
    assert.equal((await view(`${LSTM}x = layers.Dense(\n`)).broken, 'syntax');
    assert.equal((await view(`${LSTM}y = layers.LSTM(2)(x)\n`)).broken, 'error');
    assert.equal((await view(LSTM)).broken, undefined);
  });
});

describe('export', () => {
  const exported = async (source: string, format: 'text' | 'markdown' | 'csv' | 'json') => {
    const analysis = await analyse(source);
    return exportModel(analysis, analysis.models[0]!, format);
  };
  test('Markdown', async () => {
    assert.equal(
      await exported(LSTM, 'markdown'),
      `**functional** (Functional)

| Layer (type) | Output Shape | Param # |
|---|---|---:|
| input_layer (InputLayer) | (None, 100, 4) | 0 |
| lstm (LSTM) | (None, 2) | 56 |
| dense (Dense) | (None, 1) | 3 |

Total params: 59 · trainable: 59 · non-trainable: 0
`,
    );
  });
  test('CSV', async () => {
    assert.equal(
      await exported(LSTM, 'csv'),
      [
        'name,type,output_shape,params,trainable_params,macs,weight_bytes,activation_bytes,connected_to',
        'input_layer,InputLayer,"(None, 100, 4)",0,0,0,0,1600,',
        'lstm,LSTM,"(None, 2)",56,56,4800,224,8,input_layer[0][0]',
        'dense,Dense,"(None, 1)",3,3,2,12,4,lstm[0][0]',
        '',
      ].join('\r\n'),
    );
  });
  test('JSON and text', async () => {
    const json = JSON.parse(await exported(LSTM, 'json'));
    assert.deepEqual([json.total, json.layers[1].weights[1].shape], [59, [2, 8]]);
    assert.match(await exported(LSTM, 'text'), /Total params: 59 \(236\.00 B\)/);
  });
});

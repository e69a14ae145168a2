import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { modelGraphSvg } from '../../../../server/explain/graph/model-graph.ts';
import { ENGLISH } from '../../../../server/words/language.ts';
import { boxDescription } from '../../../../server/explain/graph/box-text.ts';
import { allBoxes, graphBody, type GraphOptions } from '../../../../server/explain/graph/items.ts';
import { placeBody, type Placed } from '../../../../server/explain/graph/layout.ts';
import { findRepeats, waists } from '../../../../server/explain/graph/repeats.ts';
import type { ModelView } from '../../../../server/explain/model-view.ts';
import { modelsView } from '../../../../server/features/model-view.ts';
import { analyse } from '../../../support/analyse.ts';

const OPTIONS: GraphOptions = { opened: new Set(), fold: true };
async function modelOf(source: string): Promise<ModelView<unknown>> {
  const { models } = modelsView(await analyse(source), () => undefined);
  return models.at(-1)!;
}
const application = (name: string) => modelOf(`import keras\nmodel = keras.applications.${name}(weights=None)\n`);

describe('waists', () => {
  test('nodes that no arrow leads past', () => {
    assert.deepEqual(
      waists(4, [
        [0, 1],
        [1, 2],
        [2, 3],
      ]),
      [0, 1, 2, 3],
    );
    assert.deepEqual(
      waists(5, [
        [0, 1],
        [1, 2],
        [1, 3],
        [2, 4],
        [3, 4],
      ]),
      [0, 1, 4],
    );
    assert.deepEqual(
      waists(4, [
        [0, 2],
        [1, 2],
        [2, 3],
      ]),
      [0, 2, 3],
    );
  });
});

describe('repeated blocks', () => {
  const chain = (count: number): [number, number][] =>
    Array.from({ length: count - 1 }, (_, index) => [index, index + 1]);
  const repeats = (labels: string, names = [...labels]) => findRepeats([...labels], names, chain(labels.length));
  test('a block three times', () => assert.deepEqual(repeats('iabababz'), [{ start: 1, length: 2, times: 3 }]));
  test('too little to be worth it', () => assert.deepEqual(repeats('iababz'), []));
  test('four single layers', () => assert.deepEqual(repeats('iaaaaaz'), [{ start: 1, length: 1, times: 5 }]));
  test('it begins where the names change most', () => {
    const names = ['in', 'b1_out', 'b2_x', 'b2_y', 'b2_z', 'b2_out', 'b3_x', 'b3_y', 'b3_z', 'b3_out'];
    assert.deepEqual(repeats('irxyzrxyzr', names), [{ start: 2, length: 4, times: 2 }]);
  });
  test('blocks that are fed otherwise are not alike', () => {
    const edges: [number, number][] = [
      [0, 1],
      [1, 2],
      [0, 3],
      [2, 3],
      [3, 4],
      [4, 5],
      [4, 6],
      [5, 6],
    ];
    assert.deepEqual(findRepeats([...'iababab'].slice(0, 7), [...'0123456'], edges), []);
  });

  test('ResNet50: the stages of 3, 4, 6 and 3 blocks, of which the first differs', async () => {
    const boxes = [...allBoxes(graphBody(await application('ResNet50'), OPTIONS))].filter(
      (box) => box.kind === 'repeat',
    );
    assert.deepEqual(
      boxes.map(({ times, first, last }) => [times, first, last]),
      [
        [2, 'conv2_block2_1_conv', 'conv2_block3_out'],
        [3, 'conv3_block2_1_conv', 'conv3_block4_out'],
        [5, 'conv4_block2_1_conv', 'conv4_block6_out'],
        [2, 'conv5_block2_1_conv', 'conv5_block3_out'],
      ],
    );
  });
  test('one of them opened, and all of them', async () => {
    const model = await application('ResNet50');
    const names = (options: GraphOptions) =>
      [...allBoxes(graphBody(model, options))].filter((box) => box.kind !== 'repeat').map(({ id }) => id);
    const folded = names(OPTIONS);
    assert.equal(folded.length, 177 - 10 * (1 + 2 + 4 + 1));
    assert.equal(names({ ...OPTIONS, opened: new Set(['×conv2_block2_1_conv']) }).length, folded.length + 10);
    const frame = graphBody(model, { ...OPTIONS, opened: new Set(['×conv2_block2_1_conv']) }).items.find(
      ({ id }) => id === '×conv2_block2_1_conv',
    );
    assert.ok(frame?.kind === 'repeat' && frame.opened); // which its sign closes again
    assert.deepEqual([frame.body.items.length, frame.length, frame.times], [20, 10, 2]);
    assert.equal(
      boxDescription(frame, ENGLISH),
      '2 × the same block: conv2_block2_1_conv … conv2_block3_out, 10 layers each, the same but for their names',
    );
    assert.deepEqual(
      names({ ...OPTIONS, fold: false }),
      model.rows.map(({ name }) => name),
    );
  });
});

/** The layout, and those of what is inside its boxes. */
function* everywhere(placed: Placed): Generator<Placed> {
  yield placed;
  for (const { inside } of placed.items) if (inside) yield* everywhere(inside);
}

function checkPlaces({ items, lines, width, height }: Placed): void {
  for (const [index, a] of items.entries()) {
    assert.ok(
      a.x >= 0 && a.y >= 0 && a.x + a.width <= width + 0.01 && a.y + a.height <= height + 0.01,
      `${a.item.id} is outside`,
    );
    for (const b of items.slice(index + 1)) {
      const apart =
        a.x + a.width <= b.x + 0.01 ||
        b.x + b.width <= a.x + 0.01 ||
        a.y + a.height <= b.y + 0.01 ||
        b.y + b.height <= a.y + 0.01;
      assert.ok(apart, `${a.item.id} lies on ${b.item.id}`);
    }
  }
  for (const points of lines)
    for (const [index, { y }] of points.entries())
      assert.ok(index === 0 || y > points[index - 1]!.y - 0.01, 'an arrow leads up');
}

describe('layout', () => {
  for (const name of ['ResNet50', 'InceptionV3', 'MobileNetV2', 'NASNetMobile']) {
    test(`${name}: no box lies on another, and arrows lead down from box to box`, async () => {
      const model = await application(name);
      const repeats = [...allBoxes(graphBody(model, OPTIONS))]
        .filter(({ kind }) => kind === 'repeat')
        .map(({ id }) => id);
      for (const options of [OPTIONS, { ...OPTIONS, opened: new Set(repeats) }, { ...OPTIONS, fold: false }]) {
        const body = graphBody(model, options);
        const all = placeBody(body);
        assert.equal(all.lines.length, body.edges.length, 'each arrow is drawn once');
        for (const placed of everywhere(all)) checkPlaces(placed);
      }
    });
  }
  test('a model inside is a box of its own, and a frame around its layers once it is opened', async () => {
    const model = await modelOf(`from keras import Input, Model, layers
a = Input((8,))
encoder = Model(a, layers.Dense(2)(a), name='encoder')
b = Input((8,))
both = Model(b, layers.Dense(8)(encoder(b)))
`);
    const closed = placeBody(graphBody(model, OPTIONS));
    assert.deepEqual(
      closed.items.map(({ item }) => item.id),
      ['input_layer_1', 'encoder', 'dense_1'],
    );
    const opened = placeBody(graphBody(model, { ...OPTIONS, opened: new Set(['encoder']) }));
    const frame = opened.items[1]!;
    assert.deepEqual(
      frame.inside?.items.map(({ item }) => item.id),
      ['encoder/input_layer', 'encoder/dense'],
    );
    assert.ok(frame.inside!.height < frame.height && frame.inside!.width < frame.width);
  });
  test('layers of a subclassed model stand beside each other, without arrows', async () => {
    const model = await modelOf(`import keras
class Net(keras.Model):
    def __init__(self):
        super().__init__()
        self.a = keras.layers.Dense(4)
        self.b = keras.layers.Dense(2)
    def call(self, x):
        return self.b(self.a(x))
net = Net()
net.build((None, 8))
`);
    const { items, lines } = placeBody(graphBody(model, OPTIONS));
    assert.equal(items.length, 2);
    assert.deepEqual(lines, []);
    assert.match(modelGraphSvg(model, 'light', OPTIONS), /How call\(\) connects these layers is not drawn/);
  });
  test('a layer that is fed its own output ends', async () => {
    const model = await modelOf(`from keras import Input, Model, layers
a = Input((8,))
d = layers.Dense(8)
e = layers.Dense(8)
model = Model(a, d(e(d(a))))
`);
    assert.equal(placeBody(graphBody(model, OPTIONS)).items.length, 3);
  });
  test('771 layers with hardly a waist among them are placed within 5 seconds of processor time', async () => {
    const model = await application('NASNetMobile');
    const start = process.cpuUsage();
    placeBody(graphBody(model, OPTIONS));
    const { user, system } = process.cpuUsage(start);
    assert.ok(user + system < 5e6, `${(user + system) / 1e6} s`); // about 1
  });
});

describe('the picture', () => {
  test('every layer is there with its class, name, shape and count', async () => {
    const svg = modelGraphSvg(
      await modelOf(`from keras import Input, Model, layers
inputs = Input(shape=(100, 4))
model = Model(inputs, layers.Dense(1)(layers.LSTM(2)(inputs)))
`),
      'dark',
      OPTIONS,
    );
    for (const text of [
      '>LSTM<',
      '>lstm<',
      '>(None, 2)<',
      '>56<',
      '>Dense<',
      '>InputLayer<',
      '>model · Functional · 59 parameters<',
      'LSTM lstm, (None, 2), 56 parameters',
    ])
      assert.ok(svg.includes(text), text);
  });
  test('what is not known is drawn so, with its reason', async () => {
    const svg = modelGraphSvg(
      await modelOf(
        'from keras import Input, Sequential, layers\nmodel = Sequential([Input((8,)), layers.Dense(n_units), layers.Dense(mystery(), name="a<b")])\n',
      ),
      'light',
      OPTIONS,
    );
    assert.match(svg, /n_units/);
    assert.ok(!svg.includes('a<b') && svg.includes('a&lt;b'));
  });
});

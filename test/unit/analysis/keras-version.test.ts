/** Which Keras a program is read for: what it installs, what its project asks for, what only one version runs. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { analyze } from '../../../server/analysis/analyze.ts';
import { writtenFor } from '../../../server/analysis/keras-version.ts';
import { dialectOf, requirementsOfCommand } from '../../../server/keras/releases.ts';
import { Axes } from '../../../server/shapes/axes.ts';
import { ProgramText } from '../../../server/python/syntax/program-text.ts';
import { pythonParser } from '../../support/parser.ts';

const brief = (dialect: ReturnType<typeof dialectOf>): string =>
  dialect
    ? `${dialect.version}${dialect.first ? ' first' : ''}${dialect.perhapsFirst ? ' perhaps first' : ''}${dialect.standalone ? ' standalone' : ''}${dialect.plainModel ? ' Model' : ''}${dialect.listsInput ? ' InputLayer' : ''}${dialect.keras1Names ? ' Convolution2D' : ''}`
    : 'open';
const pinned = (name: string, versions: string): string => brief(dialectOf([{ name, versions }]));

describe('versions of packages', () => {
  for (const [name, versions, expected] of [
    ['keras', '==1.2.2', '2 first standalone Model InputLayer Convolution2D'],
    ['keras', '==2.1.6', '2 first standalone Model InputLayer'],
    ['keras', '==2.2.4', '2 first standalone Model'],
    ['keras', '<2.4', '2 first standalone Model'],
    ['keras', '==2.15.0', '2'],
    ['keras', '>=3', '3'],
    ['Keras', '~=3.3', '3'],
    ['keras', '>=2.4,<3', '2'],
    ['keras', '>=2', 'open'],
    ['tensorflow', '==1.15', '2 first Model'],
    ['tensorflow-gpu', '==2.1.0', '2 Model'],
    ['tensorflow', '==2.15.*', '2'],
    ['tensorflow', '<2.16', 'open'],
    ['tensorflow', '>=2.0,<2.16', '2'],
    ['tensorflow', '>=2.16.1', '3'],
    ['tensorflow_cpu', '2.18.0', '3'],
    ['tensorflow', '^2.16', '3'],
    ['tensorflow', '=2.15', '2'],
    ['tensorflow', '>=2.10', 'open'],
    ['tensorflow', '', 'open'],
    ['tensorflow-datasets', '==4.9', 'open'],
  ] as const)
    it(`${name} ${versions}: ${expected}`, () => {
      assert.equal(pinned(name, versions), expected);
    });

  it('the package keras decides before the one that brings it', () => {
    assert.equal(
      brief(
        dialectOf([
          { name: 'tensorflow', versions: '==2.19' },
          { name: 'keras', versions: '==2.14' },
        ]),
      ),
      '2',
    );
  });
  it('a pip command names packages between its options', () => {
    assert.deepEqual(
      requirementsOfCommand(' -q --upgrade "tensorflow==2.15.0" keras<3').filter(({ versions }) => versions !== ''),
      [
        { name: 'tensorflow', versions: '==2.15.0' },
        { name: 'keras', versions: '<3' },
      ],
    );
  });
});

describe('what a program says', () => {
  for (const [what, text, expected, open] of [
    ['nothing', 'import keras\nm = keras.Sequential()', '3', false],
    ['nothing, with what TensorFlow brings', 'from tensorflow import keras', '3', true],
    ['an installed version', '!pip install -q tensorflow==2.12\nfrom tensorflow import keras', '2', false],
    ['the package tf_keras', 'import tf_keras as keras', '2', false],
    [
      'an argument that compile() has lost',
      'from tensorflow import keras\nm.compile("sgd", "mse", sample_weight_mode="temporal")',
      '2',
      false,
    ],
    [
      'arguments by the names of Keras 1, and no imports',
      'h = Convolution2D(8, 3, 3, border_mode="same")(x)',
      '2 first standalone Model',
      false,
    ],
    [
      'the units of a Dense by their first name',
      'from keras.layers import Dense\nDense(output_dim=3)',
      '2 first standalone Model',
      false,
    ],
    ['a merge of Keras 1', 'h = merge([a, b], mode="sum")', '2 first standalone Model', false],
    [
      'a Model of input= and output=, and no imports',
      'm = Model(input=a, output=b)',
      '2 first standalone Model',
      false,
    ],
    [
      'a Model of input= and output= of what is imported',
      'import keras\nm = keras.Model(input=a, output=b)',
      '3',
      false,
    ],
    [
      'names like those of Keras 1 elsewhere',
      'class Pool(Layer):\n  def __init__(self, W_regularizer=None): pass\nXGBClassifier(subsample=0.8)\nKMeans(init="k-means++")\nEmbedding(9, output_dim=3)',
      '3',
      true,
    ],
    [
      'the switch to the former Keras',
      'import os\nos.environ["TF_USE_LEGACY_KERAS"] = "1"\nimport tensorflow as tf\ntf.keras.Input',
      '2',
      false,
    ],
    [
      'metrics_tensors of a model',
      'from keras.models import Model\nModel(a, b).metrics_tensors.append(c)',
      '2 first standalone Model',
      false,
    ],
    ['np_utils of the package keras', 'from keras.utils import np_utils', '2 first standalone Model', false],
    [
      'np_utils beside tf.keras',
      'from keras.utils import np_utils\nfrom tensorflow.keras.layers import Dense',
      '2 perhaps first',
      false,
    ],
    ['CuDNNLSTM', 'from keras.layers import CuDNNLSTM\nCuDNNLSTM(3)', '2 first standalone Model', false],
    ['layers of the private copy', 'from tensorflow.python.keras.layers import GRU', '2 perhaps first', false],
    [
      'layers of the private copy, by its module',
      'from tensorflow.python.keras import layers, models',
      '2 perhaps first',
      false,
    ],
    [
      'callbacks of the private copy',
      'from tensorflow.keras.layers import GRU\nfrom tensorflow.python.keras.callbacks import EarlyStopping',
      '2',
      false,
    ],
    [
      'CuDNNLSTM beside the later name of the metric',
      'from tensorflow.keras import layers\nlayers.CuDNNLSTM(3)\nplot(h.history["val_accuracy"])',
      '2',
      false,
    ],
  ] as const) {
    it(what, () => {
      const written = writtenFor(text);
      assert.deepEqual([brief(written), written.open], [expected, open]);
    });
  }
  it('versions that leave the generation open leave it to the code', () => {
    const before = [{ name: 'tensorflow', versions: '<2.16' }];
    assert.equal(brief(writtenFor('from tensorflow import keras', undefined, before)), '2');
    assert.equal(brief(writtenFor('import tensorflow as tf\ntf.Session()', undefined, before)), '2 first Model');
  });
  it('a project that allows both is for either', () => {
    assert.deepEqual(
      [
        writtenFor('import keras', undefined, [{ name: 'keras', versions: '>=2.2' }]).open,
        writtenFor('import keras', undefined, [{ name: 'keras', versions: '' }]).open,
      ],
      [true, false],
    );
  });
  it('the project decides before what the code looks like', () => {
    assert.equal(
      writtenFor('from keras.layers import Embedding\nEmbedding(3, 4, input_length=2)', undefined, [
        { name: 'keras', versions: '==3.1.0' },
      ]).version,
      3,
    );
  });
});

describe('what differs between the releases', () => {
  const classes = async (install: string, text: string): Promise<string[]> =>
    analyze(await pythonParser(), ProgramText.ofFile(`!pip install ${install}\n${text}`))
      .models.at(-1)!
      .rows.map(({ className, name }) => `${className} ${name}`);
  const row =
    'from keras.models import Sequential\nfrom keras.layers import Convolution2D, MaxPooling2D, InputLayer\nm = Sequential()\nm.add(InputLayer((9, 9, 1)))\nm.add(Convolution2D(4, 3, 3))\nm.add(MaxPooling2D())\nm.summary()\n';
  it('names of classes and layers, and the input of a Sequential', async () => {
    assert.deepEqual(await classes('keras==1.2.2', row), [
      'InputLayer input_1',
      'Convolution2D convolution2d_1',
      'MaxPooling2D maxpooling2d_1',
    ]);
    assert.deepEqual(await classes('keras==2.1.6', row), [
      'InputLayer input_1',
      'Conv2D conv2d_1',
      'MaxPooling2D max_pooling2d_1',
    ]);
    assert.deepEqual(await classes('keras==2.2.4', row), ['Conv2D conv2d_1', 'MaxPooling2D max_pooling2d_1']);
  });
  it('a GRU counts its second bias, or nothing, where the program does not say which Keras it is for', async () => {
    const parser = await pythonParser();
    const total = (gru: string) =>
      analyze(
        parser,
        ProgramText.ofFile(
          `from keras.utils import np_utils\nfrom tensorflow.keras import Sequential, layers\nm = Sequential([layers.GRU(${gru}, input_shape=(4, 2))])\n`,
        ),
      ).models[0]!.total;
    assert.deepEqual([total('3'), total('3, reset_after=True')], [undefined, 63]);
  });
  it('an input that a Sequential makes for itself is in no list', async () => {
    assert.deepEqual(
      await classes(
        'keras==2.1.6',
        'from keras.models import Sequential\nfrom keras.layers import Dense\nm = Sequential([Dense(3, input_dim=4)])\nm.summary()\n',
      ),
      ['Dense dense_1'],
    );
  });
  it('classes of the alpha of TensorFlow 2', async () => {
    const lstm =
      'from tensorflow import keras\nm = keras.Sequential([keras.layers.LSTM(3, input_shape=(4, 2), return_sequences=True), keras.layers.GRU(2)])\n';
    assert.deepEqual(await classes('tensorflow==2.0.0-alpha0', lstm), [
      'UnifiedLSTM unified_lstm',
      'UnifiedGRU unified_gru',
    ]);
    assert.deepEqual(await classes('tensorflow==2.0.0', lstm), ['LSTM lstm', 'GRU gru']);
    assert.deepEqual(await classes('tensorflow==2.0.0-beta0', lstm), ['LSTM lstm', 'GRU gru']);
  });
  it('a Bidirectional copies a layer whose class had another name', async () => {
    const text =
      '!pip install tensorflow==2.0.0-alpha0\nfrom tensorflow import keras\nm = keras.Sequential([keras.layers.Bidirectional(keras.layers.LSTM(3), input_shape=(4, 2))])\n';
    assert.equal(analyze(await pythonParser(), ProgramText.ofFile(text)).models[0]!.total, 144);
  });
  it("MobileNet's classifier", async () => {
    const ending = async (version: string): Promise<string[] | undefined> =>
      (
        await classes(`tensorflow==${version}`, 'import tensorflow as tf\nm = tf.keras.applications.MobileNet()\n')
      ).slice(-6, -3);
    assert.deepEqual(await ending('2.1'), [
      'GlobalAveragePooling2D global_average_pooling2d',
      'Reshape reshape_1',
      'Dropout dropout',
    ]);
    assert.deepEqual(await ending('2.10'), [
      'ReLU conv_pw_13_relu',
      'GlobalAveragePooling2D global_average_pooling2d',
      'Dropout dropout',
    ]);
  });
  it("EfficientNet's scaling", async () => {
    const third = async (version: string): Promise<string | undefined> =>
      (
        await classes(`tensorflow==${version}`, 'import tensorflow as tf\nm = tf.keras.applications.EfficientNetB0()\n')
      )[3];
    assert.deepEqual(
      [await third('2.4'), await third('2.9'), await third('2.10')],
      ['ZeroPadding2D stem_conv_pad', 'TFOpLambda tf.math.truediv', 'Rescaling rescaling_1'],
    );
  });
});

describe('a NASNet without its classifier', () => {
  const total = async (version: string) =>
    analyze(
      await pythonParser(),
      ProgramText.ofFile(
        `!pip install tensorflow==${version}\nfrom tensorflow.keras.applications import NASNetLarge\nm = NASNetLarge(include_top=False, weights=None)\n`,
      ),
    ).models[0]!.total;
  it('has the usual images up to Keras 2.8, any in Keras 3, and between them it is not known', async () => {
    assert.deepEqual(
      [await total('2.4'), await total('2.12'), await total('2.17')],
      [84_916_818, undefined, 84_887_922],
    );
  });
});

describe('what old code leaves open', () => {
  const rows = async (text: string): Promise<string[]> =>
    analyze(await pythonParser(), ProgramText.ofFile(text))
      .models.at(-1)!
      .rows.map(({ outputShape, params }) => {
        const whole = outputShape instanceof Axes ? undefined : outputShape;
        return `${JSON.stringify(whole)} ${String(params)}`;
      });
  const window = (call: string): string => `m = Sequential()\nm.add(Input((28, 28, 1)))\nm.add(${call})\nm.summary()\n`;
  it('the shape that a Lambda states, where no import tells the package', async () => {
    const stated = (shape: string, imports = '', text = 'm = Model(x, y)'): string =>
      `${imports}x = Input((3, 4))\ny = Lambda(lambda t: t[:, 0], output_shape=${shape})(x)\n${text}\nm.fit_generator(data)\n`;
    assert.equal((await rows(stated('(4,)'))).at(-1), '[null,4] 0');
    assert.equal((await rows(stated('(7,)'))).at(-1), 'undefined 0');
    const inside = 'from tensorflow.keras.models import Model\nfrom tensorflow.keras.layers import Input, Lambda\n';
    assert.equal((await rows(stated('(7,)', inside))).at(-1), '[null,4] 0');
    assert.equal((await rows(stated('(7,)', inside.replaceAll('tensorflow.', '')))).at(-1), 'undefined 0');
    // Up to Keras 2.3 it is what the layer gives.
    assert.equal(
      (
        await rows(
          stated(
            '(7,)',
            inside.replaceAll('tensorflow.', ''),
            'm = Model(input=x, output=y)\nDense(1, init="uniform")',
          ),
        )
      ).at(-1),
      '[null,7] 0',
    );
  });
  it('three numbers of a convolution, where no import tells the package', async () => {
    assert.deepEqual(await rows(window('Convolution2D(32, 3, 3)')), ['undefined 320']);
    assert.deepEqual(await rows(window('Conv2D(32, 3, 2)')), ['undefined undefined']);
    assert.deepEqual(await rows(window('Conv2D(32, 3, strides=3)')), ['[null,9,9,32] 320']);
    assert.deepEqual(
      await rows(
        `from tensorflow.keras.models import Sequential\nfrom tensorflow.keras.layers import Input, Conv2D\n${window('Conv2D(32, 3, 3)')}`,
      ),
      ['[null,9,9,32] 320'],
    );
  });
  it('two sizes that are not known, in the package keras', async () => {
    const own =
      'from keras.models import Sequential\nfrom keras.layers.core import Dense\nfrom keras.layers import Conv2D, Input\nimport json\nsize, other = json.load(open("s"))\n';
    assert.deepEqual(await rows(`${own}${window('Conv2D(32, size, other, subsample=(1, 1))')}`), [
      'undefined undefined',
    ]);
  });
  it('one of three sides can only be a window of the package keras', async () => {
    assert.deepEqual(
      await rows('m = Sequential()\nm.add(Input((9, 9, 9, 1)))\nm.add(Convolution3D(2, 3, 3, 3))\nm.summary()\n'),
      ['[null,7,7,7,2] 56'],
    );
  });
  const image = (text: string): string =>
    `from keras.models import Sequential\nfrom keras.layers.core import Dense\nfrom keras.layers import Conv2D\n${text}m.summary()\n`;
  it('the order of axes, where shapes begin with the channels', async () => {
    assert.deepEqual(await rows(image('m = Sequential([Conv2D(4, (3, 3), input_shape=(1, 28, 28))])\n')), [
      'undefined undefined',
    ]);
    assert.deepEqual(await rows(image('m = Sequential([Conv2D(4, (3, 3), input_shape=[1, 28, 28])])\n')), [
      'undefined undefined',
    ]);
    assert.deepEqual(await rows(image('m = Sequential([Conv2D(4, (3, 3), input_shape=[28, 28, 1])])\n')), [
      '[null,26,26,4] 40',
    ]);
    const reshaped = (shape: string): string =>
      image(
        `from keras.layers import Reshape\nm = Sequential([Reshape(${shape}, input_shape=(784,)), Conv2D(4, (1, 1))])\n`,
      );
    assert.deepEqual((await rows(reshaped('(1, 28, 28)'))).at(-1), 'undefined undefined');
    assert.deepEqual((await rows(reshaped('(28, 28, 1)'))).at(-1), '[null,28,28,4] 8');
    assert.deepEqual((await rows(reshaped('(1, 1, 784)'))).at(-1), '[null,1,1,4] 3140');
    assert.deepEqual(
      await rows(image('channels = 3\nm = Sequential([Conv2D(4, (3, 3), input_shape=(channels, 28, 28))])\n')),
      ['undefined undefined'],
    );
    assert.deepEqual(
      await rows(
        image(
          'from keras.layers import TimeDistributed\nm = Sequential([TimeDistributed(Conv2D(4, (3, 3)), input_shape=(10, 1, 28, 28))])\n',
        ),
      ),
      ['undefined undefined'],
    );
    assert.deepEqual(await rows(image('m = Sequential([Conv2D(4, (3, 3), input_shape=(28, 28, 1))])\n')), [
      '[null,26,26,4] 40',
    ]);
  });
  it('not where the program sets the order, or has shapes of both', async () => {
    assert.deepEqual(
      await rows(
        image(
          'from keras import backend as K\nK.set_image_dim_ordering("th")\nm = Sequential([Conv2D(4, (3, 3), input_shape=(1, 28, 28))])\n',
        ),
      ),
      ['[null,4,26,26] 40'],
    );
    assert.deepEqual(
      await rows(
        image(
          'from keras import backend as K\nif K.image_data_format() == "channels_first":\n  shape = (1, 28, 28)\nelse:\n  shape = (28, 28, 1)\nm = Sequential([Conv2D(4, (3, 3), input_shape=shape)])\n',
        ),
      ),
      ['[null,26,26,4] 40'],
    );
  });
});

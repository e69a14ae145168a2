/** Which Keras a program is read for: what it installs, what its project asks for, what only one version runs. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { analyze } from '../../../server/analysis/analyze.ts';
import { writtenFor } from '../../../server/analysis/keras-version.ts';
import { dialectOf, requirementsOfCommand } from '../../../server/keras/releases.ts';
import { releasesShown } from '../../../server/keras/printed-releases.ts';
import { ProgramText } from '../../../server/python/syntax/program-text.ts';
import { formatDimension } from '../../../server/shapes/dimension.ts';
import { createAnalyses } from '../../../server/workspace/analyser.ts';
import { NO_FILES } from '../../../server/workspace/files.ts';
import { programOfFile, programOfNotebook } from '../../../server/workspace/program.ts';
import { requirementsOf } from '../../../server/workspace/requirements.ts';
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

const printed = (source: string, output: string): string[] =>
  releasesShown([{ source, output }]).map(({ name, versions }) => `${name}${versions}`);

describe('what the output of a notebook shows', () => {
  for (const [what, source, output, expected] of [
    ['a version', 'print(tf.__version__)', '2.1.0\n', ['tensorflow==2.1.0']],
    [
      'the package keras, which TensorFlow brings',
      'print(tf.__version__)',
      '2.9.1',
      ['tensorflow==2.9.1', 'keras==2.9'],
    ],
    ['a value', 'import keras\nkeras.__version__', "Using TensorFlow backend.\n\n'2.0.8'", ['keras==2.0.8']],
    ['one of several packages', 'print(np.__version__, tf.__version__)', '1.19.5 2.4.1', ['tensorflow==2.4.1']],
    [
      "one beside the package's name",
      'print("Python", platform.python_version())\nprint("Tensorflow version:", tf.__version__)',
      'Python 3.7.6\nTensorflow version: 2.1.0',
      ['tensorflow==2.1.0'],
    ],
    ['the number that Keras has inside TensorFlow', 'print(tf.keras.__version__)', '2.2.4-tf', ['tensorflow<2.3']],
    ['a version that is not asked for', 'print(np.__version__)', '1.19.5', []],
    ['more versions than are asked for', 'print(tf.__version__)', 'h5py 2.10.0 is old\n2.1.0', []],
    ['a version in a comment', '# print(tf.__version__)', '2.1.0', []],
    [
      'what pip installed',
      '!pip install tensorflow',
      'Successfully installed keras-2.11.0 numpy-1.2.3 tensorflow-2.11.1',
      ['keras==2.11.0', 'tensorflow==2.11', 'tensorflow==2.11.1', 'keras==2.11'],
    ],
    [
      'what was there',
      '!pip install tensorflow',
      'Requirement already satisfied: tensorflow in /usr/local/lib/python3.7/dist-packages (2.5.0)\nRequirement already satisfied: tensorflow-estimator<2.6 in /x (from tensorflow) (2.5.0)',
      ['tensorflow==2.5.0'],
    ],
    [
      'training as up to TensorFlow 2.1',
      'model.fit(x, y)',
      'Train on 48000 samples, validate on 12000 samples\nEpoch 1/5',
      ['tensorflow<2.2', 'keras<2.4'],
    ],
    [
      'training that is switched back',
      'tf.compat.v1.disable_eager_execution()\nmodel.fit(x, y)',
      'Train on 480 samples\nEpoch 1/5',
      [],
    ],
    [
      'a class of the alpha',
      'model.summary()',
      ' unified_lstm (UnifiedLSTM)   (None, 32)',
      ['tensorflow==2.0.0-alpha0'],
    ],
    [
      'an object',
      'model.fit(x, y)',
      '<tensorflow.python.keras.callbacks.History at 0x7fba5d711860>',
      ['tensorflow<2.6'],
    ],
    [
      "the table of PyTorch's summary",
      'summary(net, (3, 3))',
      `${'-'.repeat(64)}\n        Layer (type)               Output Shape         Param #\n${'='.repeat(64)}`,
      [],
    ],
    [
      "Keras 2's table",
      'model.summary()',
      `Model: "sequential"\n${'_'.repeat(65)}\n Layer (type)                Output Shape              Param #   \n${'='.repeat(65)}`,
      ['tensorflow<2.16', 'keras<3', 'tensorflow>=2.6', 'keras>=2.6'],
    ],
    [
      "Keras 2's table up to TensorFlow 2.6",
      'model.summary()',
      `${'_'.repeat(65)}\nLayer (type)                 Output Shape              Param #   \n${'='.repeat(65)}`,
      ['tensorflow<2.16', 'keras<3'],
    ],
    [
      "Keras 1's names in a table",
      'model.summary()',
      `${'_'.repeat(65)}\nLayer (type)                     Output Shape          Param #\n${'='.repeat(65)}\nconvolution2d_1 (Convolution2D)  (None, 9, 9, 32)      320`,
      ['tensorflow<2.16', 'keras<3', 'keras<2'],
    ],
    [
      "Keras 3's table",
      'model.summary()',
      '┃ Layer (type)                ┃ Output Shape           ┃       Param # ┃',
      ['tensorflow>=2.16', 'keras>=3'],
    ],
  ] as const)
    it(what, () => {
      assert.deepEqual(printed(source, output), expected);
    });

  for (const [what, text, packages, expected] of [
    ['decides where the code is for any', 'from tensorflow import keras', ['tensorflow ==2.1.0'], '2 Model'],
    [
      'decides among the releases that the code is for',
      'from tensorflow.keras import layers\nlayers.Embedding(3, 4, input_length=2)',
      ['tensorflow <2.2'],
      '2 Model',
    ],
    [
      'keeps what the code says of the release',
      'from keras import initializations',
      ['keras <3'],
      '2 first standalone Model InputLayer Convolution2D',
    ],
    [
      'decides against a sign of the first generation',
      'import tensorflow as tf\nfrom tensorflow import keras\nprint(np_utils)',
      ['tensorflow ==2.4.1'],
      '2',
    ],
    [
      'decides against it where both are imported and one brings the other',
      'from keras.layers import GRU\nfrom tensorflow.keras import Input\nprint(np_utils)',
      ['tensorflow >=2.6', 'keras >=2.6', 'keras <3', 'tensorflow <2.16'],
      '2',
    ],
    [
      'leaves it to the code where both are imported and may be apart',
      'from keras.layers import GRU\nfrom tensorflow.keras import Input\nprint(np_utils)',
      ['tensorflow ==2.4.1'],
      '2 perhaps first',
    ],
    [
      'says that both are of the first generation where one is that of TensorFlow 1',
      'from keras.layers import GRU\nfrom tensorflow.keras import Input\nprint(np_utils)',
      ['tensorflow ==1.15.0'],
      '2 first Model',
    ],
    [
      'is of the package that the program uses',
      'import keras',
      ['tensorflow ==1.14.0', 'keras ==2.2.4'],
      '2 first standalone Model',
    ],
    [
      'says nothing where it contradicts itself',
      'from tensorflow import keras',
      ['tensorflow ==1.15.0', 'tensorflow ==2.9.0'],
      '3',
    ],
    ['leaves the first generation to the code', 'from tensorflow import keras', ['tensorflow <2.6'], '2'],
  ] as const) {
    it(what, () => {
      const run = {
        pythonVersion: undefined,
        packages: packages.map((one) => ({ name: one.split(' ')[0]!, versions: one.split(' ')[1]! })),
      };
      assert.equal(brief(writtenFor(text, run)), expected);
    });
  }
  it("the project's own requirements decide before it", () => {
    const run = { pythonVersion: '3.6.9', packages: [{ name: 'tensorflow', versions: '==1.15.0' }] };
    assert.equal(
      brief(writtenFor('from tensorflow import keras', run, [{ name: 'tensorflow', versions: '==2.17' }])),
      '3',
    );
  });
  it('an editor finds it in the stored notebook, and looks again when that changes', async () => {
    const stored = (output: string): string =>
      JSON.stringify({
        nbformat: 4,
        metadata: {},
        cells: [
          {
            cell_type: 'code',
            source: ['tf.__version__'],
            outputs: [{ output_type: 'execute_result', data: { 'text/plain': [output] } }],
          },
        ],
      });
    let json = stored("'2.1.0'");
    const analyses = createAnalyses(await pythonParser(), {
      files: { read: (uri) => (uri === 'file:///w/a.ipynb' ? json : undefined) },
      folders: () => ['file:///w'],
    });
    const program = programOfNotebook('file:///w/a.ipynb', [
      { index: 0, text: 'import tensorflow as tf\ntf.keras.Input((3,))' },
    ]);
    assert.equal(analyses.of(program).kerasVersion, 2);
    json = stored("'2.19.0'");
    assert.deepEqual(analyses.fileChanged('file:///w/a.ipynb'), ['file:///w/a.ipynb']);
    assert.equal(analyses.of(program).kerasVersion, 3);
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
      .rows.map(({ outputShape, params }) => `${JSON.stringify(outputShape)} ${String(params)}`);
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

describe('files of a project', () => {
  const read = (files: Readonly<Record<string, string>>, uri = 'file:///w/project/models/train.py'): string =>
    brief(dialectOf(requirementsOf({ read: (address) => files[address.replace('file:///w/', '')] }, uri, new Set())));
  const cases: readonly (readonly [string, Readonly<Record<string, string>>, string])[] = [
    [
      'requirements.txt',
      { 'project/requirements.txt': '# what runs it\nnumpy\ntensorflow==2.9.1 ; python_version < "3.11"\n' },
      '2',
    ],
    [
      'one nearer to the program',
      { 'project/requirements.txt': 'keras==2.3.1\n', 'project/models/requirements.txt': 'keras>=3.0\n' },
      '3',
    ],
    [
      'pyproject.toml',
      { 'project/pyproject.toml': '[project]\ndependencies = [\n  "numpy>=1.2",\n  "tensorflow>=2.16,<3",\n]\n' },
      '3',
    ],
    [
      "Poetry's pyproject.toml",
      {
        'project/pyproject.toml':
          '[tool.poetry.dependencies]\npython = "^3.10"\ntensorflow = { version = "~2.14", extras = ["and-cuda"] }\n',
      },
      '2',
    ],
    [
      'environment.yml',
      { 'project/environment.yml': 'dependencies:\n  - python=3.7\n  - tensorflow=2.1\n  - pip:\n    - gym\n' },
      '2 Model',
    ],
    [
      'Pipfile.lock',
      {
        'project/Pipfile.lock':
          '{"default": {"keras": {"hashes": ["sha256:0"], "index": "pypi", "version": "==2.2.4"}}}',
      },
      '2 first standalone Model',
    ],
    [
      'poetry.lock',
      { 'project/poetry.lock': '[[package]]\nname = "keras"\nversion = "3.8.0"\ndescription = ""\n' },
      '3',
    ],
    [
      'uv.lock before the list',
      {
        'project/uv.lock': '[[package]]\nname = "tensorflow"\nversion = "2.15.1"\n',
        'project/requirements.txt': 'tensorflow',
      },
      '2',
    ],
    [
      'setup.py',
      {
        'project/setup.py':
          "setup(name='p', keywords=['keras'], install_requires=['numpy', 'tensorflow>=2.4,<2.10'])\n",
      },
      '2',
    ],
    [
      'setup.cfg',
      { 'project/setup.cfg': '[options]\ninstall_requires =\n    keras==2.2.4\n' },
      '2 first standalone Model',
    ],
    ['a list without versions', { 'project/requirements.txt': 'tensorflow\nkeras\n' }, 'open'],
  ];
  for (const [what, files, expected] of cases)
    it(`${what}: ${expected}`, () => {
      assert.equal(read(files), expected);
    });
});

describe('files that a program imports', () => {
  const versionOf = async (files: Readonly<Record<string, string>>): Promise<string> => {
    const analyses = createAnalyses(await pythonParser(), {
      files: { read: (uri) => files[uri.replace('file:///w/', '')] },
      folders: () => ['file:///w'],
    });
    const { kerasVersion, problems } = analyses.of(programOfFile('file:///w/main.py', files['main.py']!));
    return [kerasVersion, ...problems.map(({ severity }) => severity)].join(' ');
  };
  it('tell which Keras it is for, at any remove', async () => {
    assert.equal(
      await versionOf({
        'main.py': 'import training\n',
        'training.py': 'from nets.small import net\n',
        'nets/small.py': 'from keras.layers.core import Dense\ndef net(): pass\n',
      }),
      '2',
    );
    assert.equal(await versionOf({ 'main.py': 'import training\n', 'training.py': 'import keras\n' }), '3');
  });
  it('may import themselves in a circle', async () => {
    assert.equal(
      await versionOf({
        'main.py': 'import a\n',
        'a.py': 'import b, main\n',
        'b.py': 'import a\nfrom tensorflow.python.keras import layers\n',
      }),
      '2',
    );
  });
  it('may be all that names what TensorFlow brings', async () => {
    assert.equal(
      await versionOf({
        'main.py': 'from net import make\nmake()\n',
        'net.py': 'import tensorflow as tf\ndef make():\n  return tf.keras.Input(shape=(7))\n',
      }),
      '2 warning',
    );
  });
});

describe('refusals where the version is open', () => {
  const severities = async (text: string) =>
    analyze(await pythonParser(), ProgramText.ofFile(text)).problems.map(({ severity, code }) => `${severity} ${code}`);
  it('what only Keras 3 refuses is a warning, and the program is read as Keras 2 reads it', async () => {
    const text = 'from tensorflow import keras\nx = keras.Input(shape=(7))\ny = keras.layers.Dense(3)(x)\n';
    assert.deepEqual(await severities(text), ['warning shape-not-a-tuple']);
    const { calls, kerasVersion } = analyze(await pythonParser(), ProgramText.ofFile(text));
    assert.deepEqual([kerasVersion, calls.map(({ layer }) => layer.params)], [2, [0, 24]]);
  });
  it('so it is where the integer has no number', async () => {
    const text =
      'import pandas as pd\nfrom tensorflow import keras\nsize = pd.read_csv("a.csv").shape[1]\nm = keras.Sequential([keras.Input(shape=(size)), keras.layers.Dense(3)])\n';
    assert.deepEqual(await severities(text), ['warning shape-not-a-tuple']);
    assert.equal(
      formatDimension(analyze(await pythonParser(), ProgramText.ofFile(text)).models[0]!.total!),
      '3·pd.read_csv("a.csv").shape[1] + 3',
    );
  });
  it('what both refuse is an error', async () => {
    assert.deepEqual(
      await severities('from tensorflow import keras\nx = keras.Input(shape=(7,))\ny = keras.layers.LSTM(3)(x)\n'),
      ['error rank-mismatch'],
    );
  });
  it('so it is in a program for Keras 3', async () => {
    assert.deepEqual(await severities('import keras\nx = keras.Input(shape=(7))\n'), ['error shape-not-a-tuple']);
  });
  it('an editor and the command line say the same', async () => {
    const analyses = createAnalyses(await pythonParser(), { files: NO_FILES, folders: () => [] });
    const { problems } = analyses.of(
      programOfFile('file:///w/a.py', 'from tensorflow import keras\nx = keras.Input(shape=(7))\n'),
    );
    assert.deepEqual(
      problems.map(({ severity, code }) => `${severity} ${code}`),
      ['warning shape-not-a-tuple'],
    );
  });
});

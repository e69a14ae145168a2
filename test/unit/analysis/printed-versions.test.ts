/** Which Keras ran a notebook, by what its stored output shows. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { writtenFor } from '../../../server/analysis/keras-version.ts';
import type { dialectOf } from '../../../server/keras/releases.ts';
import { releasesShown } from '../../../server/keras/printed-releases.ts';
import { createAnalyses } from '../../../server/workspace/analyser.ts';
import { programOfNotebook } from '../../../server/workspace/program.ts';
import { pythonParser } from '../../support/parser.ts';

const brief = (dialect: ReturnType<typeof dialectOf>): string =>
  dialect
    ? `${dialect.version}${dialect.first ? ' first' : ''}${dialect.perhapsFirst ? ' perhaps first' : ''}${dialect.standalone ? ' standalone' : ''}${dialect.plainModel ? ' Model' : ''}${dialect.listsInput ? ' InputLayer' : ''}${dialect.keras1Names ? ' Convolution2D' : ''}`
    : 'open';

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

/** Which Keras a program is read for: what it installs, what its project asks for, what only one version runs. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { analyze } from '../../../server/analysis/analyze.ts';
import { writtenFor } from '../../../server/analysis/keras-version.ts';
import { dialectOf, requirementsOfCommand } from '../../../server/keras/releases.ts';
import { ProgramText } from '../../../server/python/syntax/program-text.ts';
import { createAnalyses } from '../../../server/workspace/analyser.ts';
import { NO_FILES } from '../../../server/workspace/files.ts';
import { programOfFile } from '../../../server/workspace/program.ts';
import { requirementsOf } from '../../../server/workspace/requirements.ts';
import { pythonParser } from '../../support/parser.ts';

const brief = (dialect: ReturnType<typeof dialectOf>): string => (dialect ? `${dialect.version}${dialect.first ? ' first' : ''}${dialect.standalone ? ' standalone' : ''}${dialect.plainModel ? ' Model' : ''}` : 'open');
const pinned = (name: string, versions: string): string => brief(dialectOf([{ name, versions }]));

describe('versions of packages', () => {
  for (const [name, versions, expected] of [
    ['keras', '==2.2.4', '2 first standalone Model'], ['keras', '==2.15.0', '2'], ['keras', '>=3', '3'], ['Keras', '~=3.3', '3'], ['keras', '>=2.4,<3', '2'], ['keras', '>=2', 'open'],
    ['tensorflow', '==1.15', '2 first Model'], ['tensorflow-gpu', '==2.1.0', '2 Model'], ['tensorflow', '==2.15.*', '2'], ['tensorflow', '<2.16', 'open'], ['tensorflow', '>=2.0,<2.16', '2'],
    ['tensorflow', '>=2.16.1', '3'], ['tensorflow_cpu', '2.18.0', '3'], ['tensorflow', '^2.16', '3'], ['tensorflow', '=2.15', '2'], ['tensorflow', '>=2.10', 'open'], ['tensorflow', '', 'open'], ['tensorflow-datasets', '==4.9', 'open'],
  ] as const) it(`${name} ${versions}: ${expected}`, () => { assert.equal(pinned(name, versions), expected); });

  it('the package keras decides before the one that brings it', () => {
    assert.equal(brief(dialectOf([{ name: 'tensorflow', versions: '==2.19' }, { name: 'keras', versions: '==2.14' }])), '2');
  });
  it('a pip command names packages between its options', () => {
    assert.deepEqual(requirementsOfCommand(' -q --upgrade "tensorflow==2.15.0" keras<3').filter(({ versions }) => versions !== ''), [{ name: 'tensorflow', versions: '==2.15.0' }, { name: 'keras', versions: '<3' }]);
  });
});

describe('what a program says', () => {
  for (const [what, text, expected, open] of [
    ['nothing', 'import keras\nm = keras.Sequential()', '3', false],
    ['nothing, with what TensorFlow brings', 'from tensorflow import keras', '3', true],
    ['an installed version', '!pip install -q tensorflow==2.12\nfrom tensorflow import keras', '2', false],
    ['the package tf_keras', 'import tf_keras as keras', '2', false],
    ['the switch to the former Keras', 'import os\nos.environ["TF_USE_LEGACY_KERAS"] = "1"\nimport tensorflow as tf\ntf.keras.Input', '2', false],
    ['CuDNNLSTM', 'from keras.layers import CuDNNLSTM\nCuDNNLSTM(3)', '2 first standalone Model', false],
    ['CuDNNLSTM beside the later name of the metric', 'from tensorflow.keras import layers\nlayers.CuDNNLSTM(3)\nplot(h.history["val_accuracy"])', '2', false],
  ] as const) {
    it(what, () => {
      const written = writtenFor(text);
      assert.deepEqual([brief(written), written.open], [expected, open]);
    });
  }
  it('the project decides before what the code looks like', () => {
    assert.equal(writtenFor('from keras.layers import Embedding\nEmbedding(3, 4, input_length=2)', undefined, [{ name: 'keras', versions: '==3.1.0' }]).version, 3);
  });
});

describe('files of a project', () => {
  const read = (files: Readonly<Record<string, string>>, uri = 'file:///w/project/models/train.py'): string =>
    brief(dialectOf(requirementsOf({ read: (address) => files[address.replace('file:///w/', '')] }, uri, new Set())));
  const cases: readonly (readonly [string, Readonly<Record<string, string>>, string])[] = [
    ['requirements.txt', { 'project/requirements.txt': '# what runs it\nnumpy\ntensorflow==2.9.1 ; python_version < "3.11"\n' }, '2'],
    ['one nearer to the program', { 'project/requirements.txt': 'keras==2.3.1\n', 'project/models/requirements.txt': 'keras>=3.0\n' }, '3'],
    ['pyproject.toml', { 'project/pyproject.toml': '[project]\ndependencies = [\n  "numpy>=1.2",\n  "tensorflow>=2.16,<3",\n]\n' }, '3'],
    ["Poetry's pyproject.toml", { 'project/pyproject.toml': '[tool.poetry.dependencies]\npython = "^3.10"\ntensorflow = { version = "~2.14", extras = ["and-cuda"] }\n' }, '2'],
    ['environment.yml', { 'project/environment.yml': 'dependencies:\n  - python=3.7\n  - tensorflow=2.1\n  - pip:\n    - gym\n' }, '2 Model'],
    ['Pipfile.lock', { 'project/Pipfile.lock': '{"default": {"keras": {"hashes": ["sha256:0"], "index": "pypi", "version": "==2.2.4"}}}' }, '2 first standalone Model'],
    ['poetry.lock', { 'project/poetry.lock': '[[package]]\nname = "keras"\nversion = "3.8.0"\ndescription = ""\n' }, '3'],
    ['uv.lock before the list', { 'project/uv.lock': '[[package]]\nname = "tensorflow"\nversion = "2.15.1"\n', 'project/requirements.txt': 'tensorflow' }, '2'],
    ['a list without versions', { 'project/requirements.txt': 'tensorflow\nkeras\n' }, 'open'],
  ];
  for (const [what, files, expected] of cases) it(`${what}: ${expected}`, () => { assert.equal(read(files), expected); });
});

describe('refusals where the version is open', () => {
  const severities = async (text: string) => analyze(await pythonParser(), ProgramText.ofFile(text)).problems.map(({ severity, code }) => `${severity} ${code}`);
  it('what only Keras 3 refuses is a warning, and the program is read as Keras 2 reads it', async () => {
    const text = 'from tensorflow import keras\nx = keras.Input(shape=(7))\ny = keras.layers.Dense(3)(x)\n';
    assert.deepEqual(await severities(text), ['warning shape-not-a-tuple']);
    const { calls, kerasVersion } = analyze(await pythonParser(), ProgramText.ofFile(text));
    assert.deepEqual([kerasVersion, calls.map(({ layer }) => layer.params)], [2, [0, 24]]);
  });
  it('what both refuse is an error', async () => {
    assert.deepEqual(await severities('from tensorflow import keras\nx = keras.Input(shape=(7,))\ny = keras.layers.LSTM(3)(x)\n'), ['error rank-mismatch']);
  });
  it('so it is in a program for Keras 3', async () => {
    assert.deepEqual(await severities('import keras\nx = keras.Input(shape=(7))\n'), ['error shape-not-a-tuple']);
  });
  it('an editor and the command line say the same', async () => {
    const analyses = createAnalyses(await pythonParser(), { files: NO_FILES, folders: () => [] });
    const { problems } = analyses.of(programOfFile('file:///w/a.py', 'from tensorflow import keras\nx = keras.Input(shape=(7))\n'));
    assert.deepEqual(problems.map(({ severity, code }) => `${severity} ${code}`), ['warning shape-not-a-tuple']);
  });
});

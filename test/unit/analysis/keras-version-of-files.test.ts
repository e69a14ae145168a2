/** Which Keras a project and the files that a program imports are for. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { dialectOf } from '../../../server/keras/releases.ts';
import { createAnalyses } from '../../../server/workspace/analyser.ts';
import { programOfFile } from '../../../server/workspace/program.ts';
import { requirementsOf } from '../../../server/workspace/requirements.ts';
import { pythonParser } from '../../support/parser.ts';

const brief = (dialect: ReturnType<typeof dialectOf>): string =>
  dialect
    ? `${dialect.version}${dialect.first ? ' first' : ''}${dialect.perhapsFirst ? ' perhaps first' : ''}${dialect.standalone ? ' standalone' : ''}${dialect.plainModel ? ' Model' : ''}${dialect.listsInput ? ' InputLayer' : ''}${dialect.keras1Names ? ' Convolution2D' : ''}`
    : 'open';

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

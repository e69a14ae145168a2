/** What is installed in the environment of a program decides which Keras it is read as. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createAnalyses } from '../../../server/workspace/analyser.ts';
import { installedFor } from '../../../server/workspace/environment.ts';
import type { FolderEntry, WorkspaceFiles } from '../../../server/workspace/files.ts';
import { programOfFile } from '../../../server/workspace/program.ts';
import { pythonParser } from '../../support/parser.ts';

const ROOT = 'file:///project';

function filesOf(contents: Readonly<Record<string, string>>): WorkspaceFiles {
  const paths = Object.keys(contents).map((path) => `${ROOT}/${path}`);
  return {
    read: (uri) => (uri.startsWith(`${ROOT}/`) ? contents[uri.slice(ROOT.length + 1)] : undefined),
    list(folder): readonly FolderEntry[] {
      const inside = paths.filter((path) => path.startsWith(`${folder}/`));
      const names = new Set(inside.map((path) => path.slice(folder.length + 1).split('/')[0]!));
      return [...names].map((name) => ({
        uri: `${folder}/${name}`,
        isFolder: inside.some((path) => path.startsWith(`${folder}/${name}/`)),
      }));
    },
  };
}
const pip = (environment: string, ...packages: readonly string[]): Record<string, string> => ({
  [`${environment}/pyvenv.cfg`]: 'home = /usr/bin\n',
  ...Object.fromEntries(
    packages.map((name) => [`${environment}/lib/python3.11/site-packages/${name}.dist-info/METADATA`, '']),
  ),
});
const installed = (contents: Readonly<Record<string, string>>, program = 'src/train.py', active?: string) =>
  installedFor(filesOf(contents), `${ROOT}/${program}`, active, new Set()).map(
    ({ name, versions, file }) => `${name}${versions} ${file}`,
  );

test('packages of pip and conda, in the nearest environment', () => {
  assert.deepEqual(installed(pip('.venv', 'keras-3.15.1', 'tensorflow-2.21.0', 'keras_hub-0.20.0')), [
    'keras==3.15.1 .venv/',
    'tensorflow==2.21.0 .venv/',
  ]);
  assert.deepEqual(installed({ ...pip('venv', 'keras-3.0.5'), ...pip('src/venv', 'keras-2.15.0') }), [
    'keras==2.15.0 venv/',
  ]);
  assert.deepEqual(
    installed({ '.conda/conda-meta/keras-2.12.0-py310h06a4308_0.json': '', '.conda/conda-meta/history': '' }),
    ['keras==2.12.0 .conda/'],
  );
  assert.deepEqual(
    installed({ 'env/pyvenv.cfg': '', 'env/Lib/site-packages/tensorflow_cpu-2.10.1.dist-info/METADATA': '' }),
    ['tensorflow_cpu==2.10.1 env/'],
  );
});

test('nothing of Keras, and folders that are no environments', () => {
  assert.deepEqual(installed(pip('.venv', 'torch-2.4.0')), []);
  assert.deepEqual(installed({ 'venv/lib/python3.11/site-packages/keras-3.0.0.dist-info/METADATA': '' }), []);
});

test('the active environment comes first', () => {
  const both = { ...pip('.venv', 'keras-3.15.1'), ...pip('other', 'keras-2.15.0') };
  assert.deepEqual(installed(both, 'train.py', `${ROOT}/other`), ['keras==2.15.0 other/']);
});

const SOURCE = `import tensorflow as tf
model = tf.keras.Sequential([tf.keras.Input((4,)), tf.keras.layers.Dense(2)])
`;
async function versionOf(contents: Readonly<Record<string, string>>, source = SOURCE): Promise<number> {
  const analyses = createAnalyses(await pythonParser(), { files: filesOf(contents), folders: () => [ROOT] });
  return analyses.of(programOfFile(`${ROOT}/train.py`, source)).kerasVersion;
}

test('it decides before requirements, and what a notebook installs before it', async () => {
  const old = { 'requirements.txt': 'tensorflow==2.12.0\n' };
  assert.equal(await versionOf(old), 2);
  assert.equal(await versionOf({ ...old, ...pip('.venv', 'keras-3.15.1', 'tensorflow-2.21.0') }), 3);
  assert.equal(await versionOf(pip('.venv', 'tensorflow-2.15.0', 'keras-2.15.0')), 2);
  assert.equal(await versionOf(pip('.venv', 'keras-3.15.1'), `!pip install tensorflow==2.12.0\n${SOURCE}`), 2);
});

test('a program that asks for tf_keras has Keras 2 beside an installed Keras 3', async () => {
  const environment = pip('.venv', 'keras-3.15.1', 'tensorflow-2.21.0', 'tf_keras-2.19.0');
  const asks = `import os\nos.environ["TF_USE_LEGACY_KERAS"] = "1"\n${SOURCE}`;
  assert.equal(await versionOf(environment, asks), 2);
  assert.equal(await versionOf(environment, asks.replace('"1"', '"0"')), 3);
});

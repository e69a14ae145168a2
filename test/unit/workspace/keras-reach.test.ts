import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createAnalyses } from '../../../server/workspace/analyser.ts';
import type { WorkspaceFiles } from '../../../server/workspace/files.ts';
import { KerasReach } from '../../../server/workspace/keras-reach.ts';
import { WorkspaceModules } from '../../../server/workspace/modules.ts';
import { programOfFile } from '../../../server/workspace/program.ts';
import { pythonParser } from '../../support/parser.ts';
import { workspaceFiles } from '../../support/workspace/workspace.ts';

const parser = await pythonParser();
const ROOT = 'file:///project';
const BUILDER = 'import keras\ndef build():\n    return keras.layers.LSTM(3)(keras.Input((4,)))\n';

/**
 * A workspace of these files: which of them reach Keras, and which calls of layers or problems an analysis of each
 * finds.
 */
function workspace(texts: Readonly<Record<string, string>>) {
  const files: WorkspaceFiles = { read: (uri) => texts[uri.slice(ROOT.length + 1)] };
  const reach = new KerasReach(new WorkspaceModules(parser, files, () => [ROOT]));
  const analyses = createAnalyses(parser, { files, folders: () => [ROOT] });
  return {
    reaches: (path: string): boolean => reach.reaches(texts[path]!, `${ROOT}/${path}`),
    finds: (path: string): boolean => {
      const { calls, models, problems } = analyses.of(programOfFile(`${ROOT}/${path}`, texts[path]!));
      return calls.length > 0 || models.length > 0 || problems.length > 0;
    },
  };
}

describe('a program reaches Keras', () => {
  for (const [what, main] of [
    ['that imports it', 'import keras\nkeras.layers.Dense(4)(keras.Input((2,)))'],
    ['that imports a part of it', 'from tensorflow.python.keras.layers import Dense, Input\nDense(4)(Input((2,)))'],
    ['that imports it under an older name', 'import tf_keras as k\nk.layers.Dense(4)(k.Input((2,)))'],
    ['that names a layer without an import', 'x = LSTM(3)(Input((4,)))'],
    ['that names a namespace without an import', 'x = layers.Dense(3)(tf.zeros((4, 2)))'],
    ['that has a layer in an f-string', 'print(f"{Dense(4)(Input((2,)))}")'],
  ] as const) {
    test(what, () => {
      const { reaches, finds } = workspace({ 'main.py': main });
      assert.ok(finds('main.py'), 'the example shows nothing');
      assert.ok(reaches('main.py'));
    });
  }

  for (const [what, texts] of [
    ['by a file beside it', { 'main.py': 'from other import build\nbuild()', 'other.py': BUILDER }],
    [
      'by a file that imports one',
      { 'main.py': 'from other import build\nbuild()', 'other.py': 'from third import build', 'third.py': BUILDER },
    ],
    ['by a file of its package', { 'app/main.py': 'from .other import build\nbuild()', 'app/other.py': BUILDER }],
    ['by a module that a package gives', { 'main.py': 'from lib import nets\nnets.build()', 'lib/nets.py': BUILDER }],
    [
      'by a package',
      { 'main.py': 'import lib\nlib.build()', 'lib/__init__.py': 'from .nets import build', 'lib/nets.py': BUILDER },
    ],
    [
      'by a file of a package that no import names',
      { 'main.py': 'import lib\nlib.nets.build()', 'lib/__init__.py': '', 'lib/nets.py': BUILDER },
    ],
    ['by one that is named as it is', { 'app/sizes.py': 'from sizes import build\nbuild()', 'sizes.py': BUILDER }],
    [
      'in a circle',
      {
        'main.py': 'import other\nother.build()',
        'other.py': 'import main\nimport third\nbuild = third.build',
        'third.py': `import other\n${BUILDER}`,
      },
    ],
    [
      'by an import in a function',
      { 'main.py': 'def f():\n    from other import build\n    return build()\nf()', 'other.py': BUILDER },
    ],
  ] as const) {
    test(what, () => {
      const [main] = Object.keys(texts);
      const { reaches, finds } = workspace(texts);
      assert.ok(finds(main!), 'the example shows nothing');
      assert.ok(reaches(main!));
    });
  }

  test('also where others that do not were asked about before', () => {
    const { reaches } = workspace({
      'a.py': 'import b',
      'b.py': 'import a\nimport c',
      'c.py': 'import b',
      'd.py': 'import c\nimport other',
      'other.py': BUILDER,
    });
    assert.deepEqual(['a.py', 'b.py', 'c.py', 'd.py', 'a.py'].map(reaches), [false, false, false, true, false]);
  });
});

describe('a program does not reach Keras', () => {
  for (const [what, texts] of [
    [
      'that has words of it in strings, comments and attributes',
      { 'main.py': '"""A Dense text."""\nx = {} # Input\nx.Model = 3' },
    ],
    [
      'whose names come from elsewhere',
      {
        'main.py': 'from django.db import models\nfrom forms import Input\nclass A(models.Model):\n    field = Input()',
      },
    ],
    [
      'that has classes of its own with the names of layers',
      { 'main.py': 'class Dense(Module):\n    pass\nK = TypeVar("K")\nx = Dense(4)(K)' },
    ],
    [
      'that imports files without it',
      { 'main.py': 'import other', 'other.py': 'import third', 'third.py': 'import main' },
    ],
  ] as const) {
    test(what, () => assert.equal(workspace(texts).reaches('main.py'), false));
  }
});

test('of a made-up workspace, exactly the files with models and those that import them', () => {
  const files = workspaceFiles(200, 30, 3);
  const { reaches } = workspace(Object.fromEntries(files.map(({ path, text }) => [path, text])));
  assert.deepEqual(
    files.filter(({ path }) => reaches(path)).map(({ path }) => path),
    files.filter(({ keras }) => keras !== 'none').map(({ path }) => path),
  );
  for (const kind of ['model', 'imported', 'none'])
    assert.ok(
      files.some(({ keras }) => keras === kind),
      kind,
    );
});

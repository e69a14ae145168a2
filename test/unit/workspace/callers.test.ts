import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { codeLenses } from '../../../server/features/code-lens.ts';
import { inlayHints } from '../../../server/features/inlay-hints.ts';
import { hover } from '../../../server/features/hover.ts';
import { toPlainText } from '../../../server/explain/document/plain-text.ts';
import { DEFAULT_EXPLAIN_OPTIONS } from '../../../server/explain/options.ts';
import { readSettings } from '../../../server/protocol/settings.ts';
import { createAnalyses } from '../../../server/workspace/analyser.ts';
import { type FolderEntry, WithinFolders, type WorkspaceFiles } from '../../../server/workspace/files.ts';
import { programOfFile, type Program } from '../../../server/workspace/program.ts';
import { ENGLISH, inEnglish } from '../../../server/words/language.ts';
import { pythonParser } from '../../support/parser.ts';

const ROOT = 'file:///home/me/project';

class Files implements WorkspaceFiles {
  readonly texts = new Map<string, string>();
  read(uri: string): string | undefined {
    return this.texts.get(uri);
  }
  list(folder: string): readonly FolderEntry[] {
    const names = new Map<string, boolean>();
    for (const uri of this.texts.keys()) {
      if (!uri.startsWith(`${folder}/`)) continue;
      const [name = '', ...rest] = uri.slice(folder.length + 1).split('/');
      names.set(name, rest.length > 0);
    }
    return [...names].map(([name, isFolder]) => ({ uri: `${folder}/${name}`, isFolder }));
  }
}

async function workspace(texts: Record<string, string>) {
  const files = new Files();
  for (const [name, text] of Object.entries(texts)) files.texts.set(`${ROOT}/${name}`, text);
  const folders = () => [ROOT];
  const analyses = createAnalyses(await pythonParser(), {
    files: new WithinFolders(folders, files),
    folders,
    callersIn: folders,
  });
  const program = (name: string): Program => programOfFile(`${ROOT}/${name}`, files.texts.get(`${ROOT}/${name}`) ?? '');
  /** The shapes of the calls of layers, with those of nobody's calls marked. */
  const shapes = (name: string): readonly string[] =>
    analyses
      .withCallers(program(name))
      .analysis.calls.map(({ output, speculative }) => `${speculative ? '~' : ''}${String(output)}`);
  return { files, analyses, program, shapes };
}

const MODEL = `import keras
from keras import layers

def block(x, filters):
    x = layers.Conv2D(filters, 3, padding="same")(x)
    return layers.ReLU()(x)

def build(input_shape, classes):
    inputs = keras.Input(input_shape)
    x = block(inputs, 8)
    x = layers.Flatten()(x)
    return keras.Model(inputs, layers.Dense(classes)(x))
`;
const TRAIN = 'from model import build\nnet = build((4, 4, 3), 10)\n';

describe('facts of a file from the programs that import it', () => {
  test('functions that nothing in the file calls have the sizes that a script passes', async () => {
    const { shapes, analyses, program } = await workspace({ 'model.py': MODEL, 'train.py': TRAIN });
    assert.deepEqual(shapes('model.py'), [',4,4,3', ',4,4,8', ',4,4,8', ',128', ',10']);
    const { analysis, callers } = analyses.withCallers(program('model.py'));
    assert.deepEqual(callers, [`${ROOT}/train.py`]);
    assert.deepEqual(
      analysis.models.map(({ total, variable, speculative }) => [total, variable, speculative]),
      [[1514, undefined, false]],
    );
    const [caller, ...others] = analysis.callers;
    assert.deepEqual(
      [caller?.uri, caller?.line, caller?.callee.text, others.length],
      [`${ROOT}/train.py`, 1, 'build', 0],
    );
    assert.deepEqual(
      caller?.inputs.map(({ name, text }) => [name, text]),
      [
        ['input_shape', '(4, 4, 3)'],
        ['classes', '10'],
      ],
    );
  });

  test('what no caller comes to is told as without one', async () => {
    const { shapes } = await workspace({
      'model.py':
        'import keras\nfrom keras import layers\ndef block(x, normalize=False):\n    x = layers.Conv2D(8, 3)(x)\n    if normalize:\n        x = layers.BatchNormalization()(x)\n    return x\n',
      'train.py': 'import keras\nfrom model import block\nblock(keras.Input((6, 6, 3)))\n',
    });
    const [convolution, ...others] = shapes('model.py');
    assert.equal(convolution, ',4,4,8');
    assert.deepEqual(
      others.map((shape) => shape[0]),
      ['~'],
    );
  });

  test('the analysis of the file alone stays as it is', async () => {
    const { analyses, program } = await workspace({ 'model.py': MODEL, 'train.py': TRAIN });
    const one = program('model.py');
    const before = analyses.of(one);
    analyses.withCallers(one);
    assert.equal(analyses.of(one), before);
    assert.ok(before.calls.every(({ speculative }) => speculative));
  });

  test('what the file itself calls counts before what others do', async () => {
    const { shapes } = await workspace({
      'model.py': `${MODEL}\nbuild((2, 2, 1), 3)\n`,
      'train.py': TRAIN,
    });
    assert.deepEqual(shapes('model.py'), [',2,2,1', ',2,2,8', ',2,2,8', ',32', ',3']);
  });

  test('through packages, names that are handed on, and other folders', async () => {
    const { shapes } = await workspace({
      'nets/__init__.py': 'from .small import build\n',
      'nets/small.py': MODEL,
      'scripts/train.py': 'import nets\nnet = nets.build((4, 4, 3), 10)\n',
    });
    assert.deepEqual(shapes('nets/small.py'), [',4,4,3', ',4,4,8', ',4,4,8', ',128', ',10']);
  });

  test('of several programs the nearest says what it calls, the next one the rest', async () => {
    const { shapes, analyses, program } = await workspace({
      'model.py': `${MODEL}\ndef head(x):\n    return layers.Dense(5)(x)\n`,
      'train.py': TRAIN,
      'longer.py': 'import keras\nfrom model import build, head\nbuild((6, 6, 3), 2)\nhead(keras.Input((7,)))\n',
    });
    assert.deepEqual(shapes('model.py'), [',4,4,3', ',4,4,8', ',4,4,8', ',128', ',10', ',5']);
    assert.equal(analyses.withCallers(program('model.py')).analysis.calledFrom.length, 3);
  });

  test('classes: what other files make and call', async () => {
    const { shapes } = await workspace({
      'layers_of_mine.py': `import keras
class Head(keras.layers.Layer):
    def __init__(self, units):
        super().__init__()
        self.dense = keras.layers.Dense(units)
    def call(self, x):
        return self.dense(x)
`,
      'main.py': 'import keras\nfrom layers_of_mine import Head\nHead(5)(keras.Input((3,)))\n',
    });
    assert.deepEqual(shapes('layers_of_mine.py'), [',5']);
  });

  test('tests call what they test: functions, methods of cases, and what is parametrized', async () => {
    const tests: Readonly<Record<string, string>> = {
      'tests/test_model.py': 'from model import build\n\ndef test_build():\n    assert build((4, 4, 3), 10)\n',
      'model_test.py': `import unittest
from model import build

class BuildTest(unittest.TestCase):
    def setUp(self):
        self.size = (4, 4, 3)

    def test_build(self):
        self.assertEqual(build(self.size, 10).count_params(), 1514)
`,
      'test/test_build.py': `import pytest
import model

@pytest.mark.parametrize("size, classes", [((4, 4, 3), 10), ((2, 2, 3), 1)])
def test_build(size, classes):
    model.build(size, classes)
`,
    };
    for (const [name, text] of Object.entries(tests)) {
      const { shapes } = await workspace({ 'model.py': MODEL, [name]: text });
      assert.deepEqual(shapes('model.py'), [',4,4,3', ',4,4,8', ',4,4,8', ',128', ',10'], name);
    }
    const { shapes } = await workspace({
      'model.py': MODEL,
      'main.py': 'from model import build\ndef test_build():\n    build((4, 4, 3), 10)\n',
    });
    assert.ok(shapes('model.py').every((shape) => shape.startsWith('~')));
  });

  test('a mistake of the caller is no problem of the file', async () => {
    const { analyses, program } = await workspace({
      'model.py': MODEL,
      'train.py': 'from model import build\nbuild((4,), 10)\n',
    });
    assert.deepEqual(analyses.withCallers(program('model.py')).analysis.problems, []);
    const [problem, ...others] = analyses.of(program('train.py')).problems;
    assert.equal(others.length, 0);
    // Once, at the call, with the line that refuses it.
    assert.equal(problem?.span.text, 'build((4,), 10)');
    assert.match(problem?.message ?? '', /expected min_ndim=3|expected ndim=4.* This happens in model\.py:5\.$/);
    assert.deepEqual(problem?.inside, { uri: `${ROOT}/model.py`, line: 4 });
  });

  test('what fails on a way that a condition in the other file chose is not told at the call', async () => {
    const builder = (test: string) => `import keras
from settings import KNOWN
def build(x, **given):
    if ${test}:
        return keras.layers.Embedding(**given)(x)
    return x
`;
    const problems = async (test: string) => {
      const { analyses, program } = await workspace({
        'model.py': builder(test),
        'train.py': 'import keras\nfrom model import build\nbuild(keras.Input((4,)), name="a")\n',
      });
      return analyses.of(program('train.py')).problems.map(({ code }) => code);
    };
    assert.deepEqual(await problems('"a" not in KNOWN'), []);
    assert.deepEqual(await problems('"a" not in {}'), ['missing-argument']);
  });

  test('nothing of it is left when the script is changed or gone', async () => {
    const { files, shapes, analyses } = await workspace({ 'model.py': MODEL, 'train.py': TRAIN });
    shapes('model.py');
    files.texts.set(`${ROOT}/train.py`, 'from model import build\nnet = build((2, 2, 1), 3)\n');
    assert.ok(analyses.fileChanged(`${ROOT}/train.py`).includes(`${ROOT}/model.py`));
    const program = programOfFile(`${ROOT}/model.py`, MODEL);
    const sizes = () => analyses.withCallers(program).analysis.calls.map(({ output }) => String(output));
    assert.deepEqual(sizes(), [',2,2,1', ',2,2,8', ',2,2,8', ',32', ',3']);
    files.texts.delete(`${ROOT}/train.py`);
    analyses.fileChanged(`${ROOT}/train.py`);
    assert.ok(analyses.withCallers(program).analysis.calls.every(({ speculative }) => speculative));
  });

  test('what the file itself imports is seen after it changed, though callers were asked before', async () => {
    const { files, analyses } = await workspace({
      'model.py':
        'import keras\nfrom sizes import N\nx = keras.layers.Dense(N)(keras.Input((2,)))\ndef later():\n    pass\n',
      'sizes.py': 'N = 3\n',
    });
    const program = programOfFile(`${ROOT}/model.py`, files.texts.get(`${ROOT}/model.py`)!);
    await analyses.prepare(
      () => program,
      () => Promise.resolve(),
    );
    await analyses.prepareCallers(
      () => program,
      () => Promise.resolve(),
    );
    const last = () => String(analyses.shown(program).calls.at(-1)?.output);
    assert.equal(last(), ',3');
    files.texts.set(`${ROOT}/sizes.py`, 'N = 4\n');
    analyses.fileChanged(`${ROOT}/sizes.py`);
    assert.equal(last(), ',4');
  });

  test('after an edit of the file only the programs that call it are run again', async () => {
    const { files, analyses } = await workspace({
      'model.py': MODEL,
      'train.py': TRAIN,
      'other.py': 'import model\nprint(model)\n',
    });
    const read = files.read.bind(files);
    const asked: string[] = [];
    files.read = (uri) => {
      asked.push(uri);
      return read(uri);
    };
    const text = `${MODEL}\ndef never(x):\n    return x\n`;
    analyses.withCallers(programOfFile(`${ROOT}/model.py`, text));
    assert.ok(asked.includes(`${ROOT}/other.py`));
    asked.length = 0;
    const told = analyses.withCallers(programOfFile(`${ROOT}/model.py`, text.replace('8', '16')));
    assert.deepEqual(told.callers, [`${ROOT}/train.py`]);
    assert.ok(!asked.includes(`${ROOT}/other.py`), asked.join());
    // A function that is new may be called by any of them.
    analyses.withCallers(programOfFile(`${ROOT}/model.py`, text.replace('never', 'later')));
    assert.ok(asked.includes(`${ROOT}/other.py`));
  });

  test('a script that comes later is found', async () => {
    const { files, analyses, program } = await workspace({ 'model.py': MODEL });
    const one = program('model.py');
    assert.equal(analyses.withCallers(one).callers.length, 0);
    files.texts.set(`${ROOT}/train.py`, TRAIN);
    analyses.fileChanged(`${ROOT}/train.py`);
    assert.deepEqual(analyses.withCallers(one).callers, [`${ROOT}/train.py`]);
  });

  test('a lens leads from a function to the call in the other file', async () => {
    const { analyses, program } = await workspace({ 'model.py': MODEL, 'bin/train.py': TRAIN });
    const { analysis } = analyses.withCallers(program('model.py'));
    const lenses = codeLenses(analysis).filter(({ opens }) => opens.kind !== 'summary');
    assert.deepEqual(
      lenses.map(({ span, title, opens }) => [MODEL.slice(span.start, span.end), inEnglish(title), opens]),
      [
        [
          'build',
          'Layer Lens: called by bin/train.py:2',
          { kind: 'caller', uri: `${ROOT}/bin/train.py`, line: 1, cell: undefined },
        ],
      ],
    );
  });

  test('hints and hovers say whose sizes they show', async () => {
    const { analyses, program } = await workspace({ 'model.py': MODEL, 'bin/train.py': TRAIN });
    const { analysis } = analyses.withCallers(program('model.py'));
    const text = MODEL;
    const at = (word: string) => {
      const found = hover(analysis, text.indexOf(word) + 1, { ...DEFAULT_EXPLAIN_OPTIONS, pictures: false });
      return found ? toPlainText(found.content, 200, ENGLISH) : '';
    };
    assert.match(at('Dense(classes)'), /Called by bin\/train\.py:2\./);
    assert.match(at('Dense(classes)'), /1,290 parameters/);
    assert.match(at('build('), /bin\/train\.py:2 · input_shape \(4, 4, 3\), classes 10/);
    const hints = inlayHints(analysis, readSettings({}, { pictures: false }).inlayHints, undefined, ENGLISH);
    assert.deepEqual(hints.map(({ text: shown }) => shown).slice(-2), ['Dense → (None, 10)', '1,514 params in total']);
  });
});

describe('comments that state parameters', () => {
  const shapesOf = async (text: string) => {
    const { analyses, program } = await workspace({ 'model.py': text });
    return analyses.of(program('model.py')).calls.map(({ output, speculative }) => `${String(output)} ${speculative}`);
  };

  test('a function that nothing calls has the values of the comment above it', async () => {
    assert.deepEqual(
      await shapesOf(`import keras
# A small net.
# layerlens: size=12, units=keras.Input((3,)).shape[-1]
@staticmethod
def build(size, units, rate=0.5):
    return keras.layers.Dense(units)(keras.Input((size,)))
`),
      [',12 true', ',3 true'],
    );
  });

  test('of a class it is about what makes its objects', async () => {
    assert.deepEqual(
      await shapesOf(`import keras
# layerlens: units=7
class Head(keras.layers.Layer):
    def __init__(self, units):
        super().__init__()
        self.dense = keras.layers.Dense(units)

    # layerlens: x=keras.Input((5,))
    def call(self, x):
        return self.dense(x)
`),
      [',7 true'],
    );
  });

  test('a call in the code counts before it', async () => {
    assert.deepEqual(
      await shapesOf(`import keras
# layerlens: size=12
def build(size):
    return keras.Input((size,))
build(3)
`),
      [',3 false'],
    );
  });

  test('what cannot be read, or is no comment right above, states nothing', async () => {
    for (const comment of [
      '# layerlens: size=',
      '# layerlens: size=1 2',
      '# layerlens: 12',
      '# layerlens: size=12\nN = 1',
    ])
      assert.deepEqual(
        await shapesOf(
          `import keras\n${comment}\ndef build(size):\n    return keras.layers.Dense(size)(keras.Input((2,)))\n`,
        ),
        [',2 true', ',size true'],
        comment,
      );
  });

  test('an edit of the comment alone is seen', async () => {
    const { analyses } = await workspace({});
    const text = (size: number) =>
      `import keras\n# layerlens: size=${size}\ndef build(size):\n    return keras.Input((size,))\n`;
    const sizes = (size: number) =>
      analyses.of(programOfFile(`${ROOT}/a.py`, text(size))).calls.map(({ output }) => String(output));
    assert.deepEqual([sizes(4), sizes(5)], [[',4'], [',5']]);
  });
});

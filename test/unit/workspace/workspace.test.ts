import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createAnalyses } from '../../../server/workspace/analyser.ts';
import {
  LARGEST_IMPORT,
  OpenFirst,
  ReadOnce,
  WithinFolders,
  type WorkspaceFiles,
} from '../../../server/workspace/files.ts';
import { programOfBytes, programOfFile, type Program } from '../../../server/workspace/program.ts';
import { mayConcernKeras } from '../../../server/workspace/relevance.ts';
import { fileNameOf, folderAbove, isWithin, uriKey } from '../../../server/workspace/uri.ts';
import { inEnglish } from '../../../server/words/language.ts';
import { pythonParser } from '../../support/parser.ts';

/** Files that can be changed, and a record of what was read. */
class Files implements WorkspaceFiles {
  readonly texts = new Map<string, string>();
  readonly asked: string[] = [];
  read(uri: string): string | undefined {
    this.asked.push(uri);
    return this.texts.get(uri);
  }
}

const ROOT = 'file:///home/me/project';

async function workspace(texts: Record<string, string>) {
  const files = new Files();
  for (const [name, text] of Object.entries(texts)) files.texts.set(`${ROOT}/${name}`, text);
  const folders = () => [ROOT];
  const analyses = createAnalyses(await pythonParser(), { files: new WithinFolders(folders, files), folders });
  const program = (name: string): Program => programOfFile(`${ROOT}/${name}`, texts[name] ?? '');
  const counts = (one: Program) => analyses.of(one).calls.map(({ layer: { params } }) => params);
  return { files, analyses, program, counts };
}

describe('imports of other files', () => {
  const cases: readonly (readonly [what: string, files: Record<string, string>])[] = [
    [
      'beside it',
      {
        'main.py': 'import keras\nfrom sizes import UNITS\nkeras.layers.Dense(UNITS)(keras.Input((4,)))',
        'sizes.py': 'UNITS = 3',
      },
    ],
    [
      'from the root of the workspace',
      {
        'app/main.py': 'import keras\nimport lib.sizes as s\nkeras.layers.Dense(s.UNITS)(keras.Input((4,)))',
        'lib/__init__.py': '',
        'lib/sizes.py': 'UNITS = 3',
      },
    ],
    [
      'relative to its package',
      {
        'app/main.py': 'import keras\nfrom ..sizes import UNITS\nkeras.layers.Dense(UNITS)(keras.Input((4,)))',
        'sizes.py': 'UNITS = 3',
      },
    ],
    [
      'of a package, from its __init__',
      {
        'main.py': 'import keras\nfrom lib import UNITS\nkeras.layers.Dense(UNITS)(keras.Input((4,)))',
        'lib/__init__.py': 'from .sizes import UNITS',
        'lib/sizes.py': 'UNITS = 3',
      },
    ],
    [
      'in a circle',
      {
        'main.py': 'import keras\nimport other\nUNITS = 3\nkeras.layers.Dense(UNITS)(keras.Input((4,)))',
        'other.py': 'import main\nimport other',
      },
    ],
  ];
  for (const [what, texts] of cases) {
    test(what, async () => {
      const { program, counts } = await workspace(texts);
      assert.equal(counts(program(Object.keys(texts)[0]!)).at(-1), 15);
    });
  }

  test('what an imported function makes has its place at the call of the function', async () => {
    const main = 'import keras\nfrom models import build\n\nmodel = build(3)\n';
    const { program, analyses } = await workspace({
      'main.py': main,
      'models.py':
        'import keras\ndef build(n):\n    x = keras.Input((4,))\n    print(x.shape)\n    return keras.Model(x, keras.layers.Dense(n)(x))\n',
    });
    const { models, calls, tensors, values, problems } = analyses.of(program('main.py'));
    assert.deepEqual(
      models.map(({ total, span, rows }) => [
        total,
        main.slice(span.start, span.end),
        ...rows.map(({ site }) => site && main.slice(site.start, site.end)),
      ]),
      [[15, 'build(3)', 'build(3)', 'build(3)']],
    );
    assert.deepEqual([calls, tensors, values, problems], [[], [], [], []]);
  });

  test('a mistake in an imported function is shown at its call', async () => {
    const main = 'from models import build\nmodel = build(3)\n';
    const { program, analyses } = await workspace({
      'main.py': main,
      'models.py': 'import keras\ndef build(n):\n    return keras.layers.LSTM(n)(keras.Input((4,)))\n',
    });
    assert.deepEqual(
      analyses.of(program('main.py')).problems.map(({ code, span }) => [code, main.slice(span.start, span.end)]),
      [['rank-mismatch', 'build(3)']],
    );
  });

  test('what a package imports of itself is a name of it, also where it is not there', async () => {
    const main =
      'from .inner import *\nfrom .compiled import f\nfrom .both import both\nfrom .both import UNITS\nimport keras\nprint(inner.UNITS, compiled.x)\nkeras.layers.Dense(inner.UNITS)(keras.Input((4,)))\nkeras.layers.Dense(both)(keras.Input((4,)))\n';
    const { program, analyses, counts } = await workspace({
      'lib/__init__.py': main,
      'lib/inner.py': '__all__ = []\nUNITS = 3\n',
      'lib/both.py': 'both = 5\nUNITS = 6\n',
    });
    assert.deepEqual(analyses.of(program('lib/__init__.py')).problems, []);
    assert.deepEqual(counts(program('lib/__init__.py')), [0, 15, 0, 25]);
  });

  test('outside the workspace nothing is read', async () => {
    const { files, program, analyses } = await workspace({
      'main.py': 'import keras\nfrom ...secrets import KEY\nfrom ..other import x\nprint(KEY)',
    });
    analyses.of(program('main.py'));
    assert.deepEqual(
      files.asked.filter((uri) => !uri.startsWith(`${ROOT}/`)),
      [],
    );
  });

  test('a module that is not there is unknown, and no error', async () => {
    const { program, analyses } = await workspace({
      'main.py': 'import keras\nfrom nowhere import UNITS\nkeras.layers.Dense(UNITS)(keras.Input((4,)))',
    });
    assert.deepEqual(analyses.of(program('main.py')).problems, []);
  });
});

describe('one analysis for each version of a program', () => {
  const texts = {
    'main.py': 'import keras\nfrom sizes import UNITS\nkeras.layers.Dense(UNITS)(keras.Input((4,)))',
    'sizes.py': 'UNITS = 3',
  };

  test('asking twice gives the same one', async () => {
    const { analyses, program } = await workspace(texts);
    const main = program('main.py');
    assert.equal(analyses.of(main), analyses.of(main));
    assert.notEqual(analyses.of(main), analyses.of(program('main.py')));
  });

  test('a change of a file refreshes the programs that import it, and no others', async () => {
    const { files, analyses, program, counts } = await workspace(texts);
    const main = program('main.py');
    assert.equal(counts(main).at(-1), 15);
    files.texts.set(`${ROOT}/sizes.py`, 'UNITS = 5');
    assert.equal(counts(main).at(-1), 15);
    assert.deepEqual(analyses.fileChanged(`${ROOT}/unrelated.py`), []);
    assert.deepEqual(analyses.fileChanged(`${ROOT}/sizes.py`), [main.uri]);
    assert.equal(counts(main).at(-1), 25);
  });

  test('a file that comes to be there is noticed', async () => {
    const { files, analyses, program, counts } = await workspace({ 'main.py': texts['main.py'] });
    const main = program('main.py');
    assert.notEqual(counts(main).at(-1), 15);
    files.texts.set(`${ROOT}/sizes.py`, 'UNITS = 3');
    assert.deepEqual(analyses.fileChanged(`${ROOT}/sizes.py`), [main.uri]);
    assert.equal(counts(main).at(-1), 15);
  });
});

test('what is open hides what is stored', () => {
  const files = new Files();
  files.texts.set('file:///a.py', 'stored');
  const open = new OpenFirst((key) => (key === uriKey('file:///a.py') ? 'open' : undefined), files);
  assert.equal(open.read('file:///a.py'), 'open');
  assert.equal(open.read('file:///b.py'), undefined);
});

test('a command reads a file once, and where nothing was it does not look again', () => {
  const asked: string[] = [];
  const files = new ReadOnce({
    read: (uri) => {
      asked.push(uri);
      return uri.endsWith('a.py') ? `read ${asked.length}` : undefined;
    },
  });
  assert.deepEqual(
    ['file:///a.py', 'file:///b.py', 'file:///a.py', 'file:///b.py'].map((uri) => files.read(uri)),
    ['read 1', undefined, 'read 1', undefined],
  );
  assert.deepEqual(asked, ['file:///a.py', 'file:///b.py']);
});

test('a very large file is not read for an import', () => {
  const files = new Files();
  files.texts.set(`${ROOT}/a.py`, ' '.repeat(LARGEST_IMPORT + 1));
  assert.equal(new WithinFolders(() => [ROOT], files).read(`${ROOT}/a.py`), undefined);
});

test('addresses', () => {
  assert.equal(uriKey('file:///c%3A/a%20b.py'), uriKey('file:///C:/a b.py'));
  assert.ok(isWithin('file:///a', 'file:///a/b/c.py'));
  assert.ok(!isWithin('file:///a', 'file:///ab/c.py'));
  assert.ok(!isWithin('file:///a', 'file:///a/../b.py'));
  assert.ok(!isWithin('file:///a', 'file:///a/%2e%2e/b.py'));
  assert.equal(folderAbove('file:///a/b', 1), 'file:///a');
  assert.equal(folderAbove('vscode-vfs://github', 1), undefined);
});

test('files that are no program say what they are', () => {
  const error = (bytes: Uint8Array, uri = 'file:///a.py') => {
    const result = programOfBytes(uri, bytes);
    return 'error' in result ? inEnglish(result.error) : undefined;
  };
  const utf8 = (text: string) => new TextEncoder().encode(text);
  assert.equal(error(utf8('x = 1')), undefined);
  assert.match(error(new Uint8Array([0, 1, 2]))!, /binary/);
  assert.match(error(new Uint8Array([0x78, 0xff, 0xfe]))!, /not valid UTF-8/);
  assert.match(error(new Uint8Array(9_000_000))!, /too large to be read: 9\.0 MB/);
  assert.match(error(utf8('{'), 'file:///a.ipynb')!, /not valid JSON/);
  assert.equal(error(utf8('{"cells": []}'), 'file:///a.ipynb'), undefined);
});

test('Python that has nothing to do with Keras is told cheaply', () => {
  assert.ok(mayConcernKeras('x = LSTM(2)(x)'));
  assert.ok(mayConcernKeras('from tensorflow.keras import layers'));
  assert.ok(!mayConcernKeras('import os\nprint(os.getcwd())\n'));
});

describe('a program for the Keras that TensorFlow brings', () => {
  const only3Refuses = [
    'from tensorflow import keras',
    'class Shift(keras.layers.Layer):',
    '    def build(self, shape):',
    '        self.by = self.add_weight("by", shape=(3,))',
    '    def call(self, x):',
    '        return x + self.by',
    'y = Shift()(keras.Input((3,)))',
  ].join('\n');
  const said = ({ problems }: { problems: readonly { severity: string; code: string }[] }): string[] =>
    problems.map(({ severity, code }) => `${severity} ${code}`);

  test('what only Keras 3 refuses is a warning in the editor too, also after edits', async () => {
    const { analyses } = await workspace({});
    const main = `${ROOT}/main.py`;
    assert.deepEqual(said(analyses.of(programOfFile(main, only3Refuses))), ['warning bad-argument']);
    const mended = only3Refuses.replace('"by", shape', 'name="by", shape');
    assert.deepEqual(said(analyses.of(programOfFile(main, mended))), []);
    assert.deepEqual(said(analyses.of(programOfFile(main, `${only3Refuses}\nz = keras.layers.Dense(4)(y)`))), [
      'warning bad-argument',
    ]);
  });
  test('what both refuse is an error', async () => {
    const { analyses } = await workspace({});
    const text = 'from tensorflow import keras\nx = keras.layers.Conv2D(3, 3)(keras.Input((5,)))';
    assert.deepEqual(said(analyses.of(programOfFile(`${ROOT}/main.py`, text))), ['error rank-mismatch']);
  });
});

describe('many programs', () => {
  test('those asked about last are kept, the others analysed again; all of them are told of files that change', async () => {
    const names = Array.from({ length: 40 }, (_, index) => `model_${index}.py`);
    const texts = Object.fromEntries(
      names.map((name, index) => [
        name,
        `import keras\nfrom sizes import UNITS\nkeras.layers.Dense(UNITS + ${index})(keras.Input((4,)))`,
      ]),
    );
    const { analyses, program, files } = await workspace({ ...texts, 'sizes.py': 'UNITS = 3' });
    const programs = names.map(program);
    const first = programs.map((one) => analyses.of(one));
    assert.equal(analyses.of(programs.at(-1)!), first.at(-1));
    const again = analyses.of(programs[0]!);
    assert.notEqual(again, first[0]);
    assert.deepEqual(again.calls, first[0]!.calls);
    const edited = {
      ...programs[5]!,
      text: programOfFile(programs[5]!.uri, programs[5]!.text.text.replace('UNITS + 5', 'UNITS + 6')).text,
    };
    assert.deepEqual(
      analyses.of(edited).calls.map(({ layer: { params } }) => params),
      [0, 45],
    );
    files.texts.set(`${ROOT}/sizes.py`, 'UNITS = 4');
    assert.equal(analyses.fileChanged(`${ROOT}/sizes.py`).length, 40);
    assert.deepEqual(
      analyses.of(programs[0]!).calls.map(({ layer: { params } }) => params),
      [0, 20],
    );
  });
});

test('half a character in the name of a module is no file, and no end of the analysis', async () => {
  const { program, counts } = await workspace({
    'main.py':
      'import tensorflow as tf\nimport sizes\nimport \ud83d😀half\nfrom .\ud83d😀 import UNITS\ntf.keras.layers.Dense(sizes.UNITS)(tf.keras.Input((4,)))',
    'sizes.py': 'UNITS = 3',
  });
  assert.deepEqual(counts(program('main.py')), [0, 15]);
});

test('the name of a file, escaped or not, and with a percent sign that escapes nothing', () => {
  assert.deepEqual(['file:///a/b%20c.py', 'untitled:Untitled-1', 'file:///100%.py'].map(fileNameOf), [
    'b c.py',
    'untitled:Untitled-1',
    '100%.py',
  ]);
});

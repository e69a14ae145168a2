import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createAnalyses } from '../../../server/workspace/analyser.ts';
import { WithinFolders, type WorkspaceFiles } from '../../../server/workspace/files.ts';
import { resolved } from '../../../server/workspace/import-roots.ts';
import { KerasReach } from '../../../server/workspace/keras-reach.ts';
import { WorkspaceModules } from '../../../server/workspace/modules.ts';
import { pathEdits } from '../../../server/workspace/path-edits.ts';
import { type Program, programOfBytes, programOfFile } from '../../../server/workspace/program.ts';
import { declaredFolders } from '../../../server/workspace/project-folders.ts';
import { pythonParser } from '../../support/parser.ts';

const parser = await pythonParser();
const ROOT = 'file:///home/me/work';

function workspace(texts: Readonly<Record<string, string>>, extra: readonly string[] = []) {
  const stored: WorkspaceFiles = { read: (uri) => texts[uri.slice(ROOT.length + 1)] };
  const folders = () => [ROOT];
  const files = new WithinFolders(folders, stored);
  const starts = () => [ROOT, ...extra.map((path) => `${ROOT}/${path}`)];
  const analyses = createAnalyses(parser, { files, folders: starts });
  const reach = new KerasReach(new WorkspaceModules(parser, files, starts));
  const programAt = (path: string): Program => {
    const program = programOfBytes(`${ROOT}/${path}`, new TextEncoder().encode(texts[path]!));
    if ('error' in program) throw new Error(program.error.text);
    return program;
  };
  return {
    /** The counts of the layers that the program calls. */
    counts: (path: string) => analyses.of(programAt(path)).calls.map(({ layer: { params } }) => params),
    reaches: (path: string) => reach.reaches(programAt(path).text.text, `${ROOT}/${path}`),
  };
}

/** Uses a module, which decides the units of a layer. */
const using = (module: string): string =>
  `import keras\nfrom ${module} import UNITS\nkeras.layers.Dense(UNITS)(keras.Input((4,)))\n`;
const SIZES = 'UNITS = 3\n';
const notebook = (code: string): string =>
  JSON.stringify({ cells: [{ cell_type: 'code', source: code }], nbformat: 4 });

describe('absolute imports start where Python starts', () => {
  const cases: readonly (readonly [what: string, main: string, files: Readonly<Record<string, string>>])[] = [
    [
      'from the folder of the outermost package that the program is in',
      'repository/lib/models/net.py',
      {
        'repository/lib/__init__.py': '',
        'repository/lib/models/__init__.py': '',
        'repository/lib/models/net.py': using('lib.sizes'),
        'repository/lib/sizes.py': SIZES,
      },
    ],
    [
      'the program stands beside the package, in a repository that is part of a larger workspace',
      'repository/examples/notes/train.py',
      {
        'repository/setup.py': 'from setuptools import setup, find_packages\nsetup(packages=find_packages())\n',
        'repository/lib/sizes.py': SIZES,
        'repository/examples/notes/train.py': using('lib.sizes'),
      },
    ],
    [
      'a notebook in a folder beside the package',
      'repository/notebooks/a.ipynb',
      { 'repository/lib/sizes.py': SIZES, 'repository/notebooks/a.ipynb': notebook(using('lib.sizes')) },
    ],
    [
      'from src of the project',
      'repository/tests/test_net.py',
      {
        'repository/pyproject.toml': '[project]\nname = "lib"\n',
        'repository/src/lib/sizes.py': SIZES,
        'repository/tests/test_net.py': using('lib.sizes'),
      },
    ],
    [
      'from the folder that the build file names',
      'repository/tests/test_net.py',
      {
        'repository/pyproject.toml': '[tool.setuptools.packages.find]\nwhere = ["python"]\n',
        'repository/python/lib/sizes.py': SIZES,
        'repository/tests/test_net.py': using('lib.sizes'),
      },
    ],
    [
      'from what the program adds to sys.path',
      'repository/bin/train.py',
      {
        'repository/bin/train.py': `import os, sys\nHERE = os.path.dirname(os.path.abspath(__file__))\nsys.path.insert(0, os.path.join(HERE, '..', 'parts', 'common'))\n${using('sizes')}`,
        'repository/parts/common/sizes.py': SIZES,
      },
    ],
    [
      'from what a notebook adds to sys.path',
      'repository/notebooks/a.ipynb',
      {
        'repository/notebooks/a.ipynb': notebook(
          `import sys\nfrom pathlib import Path\nsys.path.append(str(Path.cwd().parent / "parts"))\n${using('sizes')}`,
        ),
        'repository/parts/sizes.py': SIZES,
      },
    ],
    [
      'from PYTHONPATH in the script that starts it',
      'repository/bin/train.py',
      {
        'repository/Makefile': 'train:\n\tPYTHONPATH=$(PWD)/parts:$$PYTHONPATH python bin/train.py\n',
        'repository/bin/train.py': using('sizes'),
        'repository/parts/sizes.py': SIZES,
      },
    ],
    [
      'of a file that is imported, from its own package',
      'app/main.py',
      {
        'app/main.py': using('vendored.net'),
        'app/vendored/net.py': 'from inner.sizes import UNITS\n',
        'app/vendored/inner/sizes.py': SIZES,
      },
    ],
  ];
  for (const [what, main, texts] of cases) {
    test(what, () => {
      const { counts, reaches } = workspace(texts);
      assert.equal(counts(main).at(-1), 15);
      assert.equal(reaches(main), true);
    });
  }

  test('the nearest one counts', () => {
    const texts = {
      'a/main.py': using('sizes'),
      'a/sizes.py': SIZES,
      'sizes.py': 'UNITS = 5\n',
    };
    assert.equal(workspace(texts).counts('a/main.py').at(-1), 15);
  });

  test('from the folders that a setting names', () => {
    const texts = { 'a/main.py': using('sizes'), 'b/c/sizes.py': SIZES };
    assert.equal(workspace(texts).counts('a/main.py').length, 2);
    assert.equal(workspace(texts, ['b/c']).counts('a/main.py').at(-1), 15);
  });

  test('what reaches Keras does so from where the program starts', () => {
    const texts = {
      'a/main.py': 'import sys\nsys.path.append("../b")\nfrom net import build\nbuild()\n',
      'a/other.py': 'from net import build\nbuild()\n',
      'b/net.py': 'from keras.layers import Dense\ndef build():\n    return Dense(3)\n',
    };
    const { reaches } = workspace(texts);
    assert.deepEqual(['a/main.py', 'a/other.py'].map(reaches), [true, false]);
    assert.deepEqual(['a/other.py', 'a/main.py'].map(workspace(texts).reaches), [false, true]);
  });
});

test('what a program adds to sys.path, written in many ways', () => {
  const lines = `
ROOT = os.path.abspath("../../")
sys.path.append(ROOT)
sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "lib"))
sys.path += ["a", "b"]
sys.path.extend(("c",))
sys.path.insert(1, os.path.dirname(os.path.dirname(os.path.realpath(__file__))))
sys.path.append(str(Path(__file__).resolve().parents[1] / "d"))
sys.path.append(os.getcwd())
sys.path.append(os.pardir)
sys.path = ["e"] + sys.path
sys.path.append(args.folder)
sys.path.append(HERE + "/x")
site.addsitedir("f")
`;
  const { module } = { module: parser.parse(lines) };
  assert.deepEqual(pathEdits(module, 'file:///p/q/r/main.py'), [
    '../../',
    'file:///p/q/r/../lib',
    'a',
    'b',
    'c',
    'file:///p/q',
    'file:///p/q/d',
    '.',
    '..',
    'e',
    'f',
  ]);
  assert.equal(resolved('memory:/project', 'other/parts'), 'memory:/project/other/parts');
  assert.equal(resolved('file:///p/q/r', 'file:///p/q/r/../lib'), 'file:///p/q/lib');
  assert.equal(resolved('file:///p/q', '../../../x'), undefined);
  assert.equal(resolved('file:///p/q', './a b/../c d'), 'file:///p/q/c%20d');
});

test('folders that files of a project name', () => {
  const FOLDER = '$'.concat('{workspaceFolder}');
  const cases: readonly (readonly [name: string, text: string, folders: readonly string[]])[] = [
    ['setup.py', 'setup(package_dir={"": "lib"})', ['lib', '.', 'src']],
    ['setup.py', 'setup(packages=find_packages(where="code"))', ['code', '.', 'src']],
    ['setup.cfg', '[options]\npackage_dir =\n    = lib\n', ['lib', '.', 'src']],
    ['pyproject.toml', '[tool.poetry]\npackages = [{ include = "a", from = "lib" }]\n', ['lib', '.', 'src']],
    ['pyproject.toml', '[tool.pytest.ini_options]\npythonpath = ["a", "b"]\n', ['a', 'b', '.', 'src']],
    ['pytest.ini', '[pytest]\npythonpath = a b\n', ['a', 'b']],
    ['.env', `PYTHONPATH=${FOLDER}/lib:/opt/x:$HOME/y\n`, ['./lib', '/opt/x']],
    ['.vscode/settings.json', `{"python.analysis.extraPaths": ["./lib", "${FOLDER}/b"]}`, ['./lib', './b']],
    ['run.sh', 'export PYTHONPATH="$PYTHONPATH:$(pwd)/lib"\n', ['./lib']],
    ['Dockerfile', 'RUN pip install x\n', []],
  ];
  for (const [name, text, folders] of cases) assert.deepEqual(declaredFolders(name, text), folders, `${name}: ${text}`);
});

test('a program that is no file of a workspace imports nothing', () => {
  const analyses = createAnalyses(parser, { files: { read: () => undefined }, folders: () => [] });
  const program = programOfFile('untitled:Untitled-1', using('sizes'));
  assert.equal(analyses.of(program).calls.length, 2);
});

/**
 * A folder made to be read out of, or never to the end: links out of it, in circles and to devices, pipes, folders with
 * names of files. What is opened is counted.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs, { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { after, describe, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { DataReader } from '../../../server/data/reader.ts';
import { storedData } from '../../../server/node/stored-data.ts';
import { storedFiles } from '../../../server/node/stored-files.ts';
import { createAnalyses } from '../../../server/workspace/analyser.ts';
import { WithinFolders } from '../../../server/workspace/files.ts';
import { programOfFile } from '../../../server/workspace/program.ts';
import { pythonParser } from '../../support/parser.ts';

const parser = await pythonParser();
const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'layer-lens-hostile-')));
after(() => rmSync(scratch, { recursive: true }));

const project = join(scratch, 'project');
const outside = join(scratch, 'outside');
for (const folder of [
  project,
  outside,
  join(project, 'folder.py'),
  join(project, 'package'),
  join(scratch, 'project-more'),
])
  mkdirSync(folder);
const within = (name: string, text: string) => writeFileSync(join(project, name), text);
writeFileSync(join(outside, 'secrets.py'), 'UNITS = 99\n');
writeFileSync(join(outside, 'requirements.txt'), 'keras==2.2.4\n');
writeFileSync(join(scratch, 'secrets.py'), 'UNITS = 98\n');
writeFileSync(join(scratch, 'project-more', 'near.py'), 'UNITS = 97\n');
within('sizes.py', 'UNITS = 3\n');
within('Upper.py', 'UNITS = 5\n');
within('huge.py', `UNITS = 4\n${'#'.repeat(5_000_000)}`);
within('binary.py', 'UNITS = 4\n\0\0\0');
within('package/__init__.py', 'from ...outside.secrets import UNITS\n');
for (let index = 0; index < 200; index++)
  within(
    `chain${index}.py`,
    `from chain${(index + 1) % 200} import UNITS\nfrom chain${(index + 7) % 200} import OTHER\n`,
  );
const link = (name: string, target: string) => symlinkSync(target, join(project, name));
link('linked.py', join(outside, 'secrets.py'));
link('folder_outside', outside);
link('loop.py', 'loop.py');
link('here', '.');
link('zero.py', '/dev/zero');
link('endless.py', '/dev/urandom');
link('terminal.py', '/dev/tty');
link('requirements.txt', join(outside, 'requirements.txt'));
link('uv.lock', '/dev/zero');
link('data.csv', join(outside, 'table.csv'));
link('zero.npy', '/dev/zero');
link('up', '..');
writeFileSync(join(outside, 'table.csv'), 'a,b\n99,99\n');
writeFileSync(join(scratch, 'table.csv'), 'a,b\n98,98\n');
within('real.csv', 'a,b\n5,6\n');
within('garbage.npy', '\u0093NUMPY garbage');
within('garbage.npz', 'PK\u0005\u0006'.repeat(40));
within('wide.csv', `${'a,'.repeat(300_000)}a\n${'1,'.repeat(300_000)}1\n`);
const hasPipes = ['pipe.py', 'pyproject.toml', 'pipe.csv'].every(
  (name) => spawnSync('mkfifo', [join(project, name)]).status === 0,
);

/** The files that were opened meanwhile, by where they really are. */
function opened(work: () => void): string[] {
  const paths: string[] = [];
  const original = {
    readFileSync: fs.readFileSync,
    openSync: fs.openSync,
    createReadStream: fs.createReadStream,
    readdirSync: fs.readdirSync,
  };
  for (const name of Object.keys(original) as (keyof typeof original)[]) {
    Object.assign(fs, {
      [name]: (path: string | URL, ...rest: unknown[]) => {
        paths.push(realpathSync(typeof path === 'string' ? path : fileURLToPath(path)));
        return (original[name] as (...args: unknown[]) => unknown)(path, ...rest);
      },
    });
  }
  syncBuiltinESMExports();
  try {
    work();
  } finally {
    Object.assign(fs, original);
    syncBuiltinESMExports();
  }
  return paths;
}

function unitsOf(
  imports: string,
  uri = pathToFileURL(join(project, 'main.py')).href,
): { readonly units: unknown; readonly paths: readonly string[]; readonly milliseconds: number } {
  const folders = () => [pathToFileURL(project).href];
  const data = new DataReader(storedData);
  const files = new WithinFolders(folders, storedFiles);
  const analyses = createAnalyses(parser, { files, folders, data: () => data, dataFolders: folders });
  const start = performance.now();
  let units: unknown;
  const paths = opened(() => {
    const { values } = analyses.of(programOfFile(uri, `import keras\n${imports}\nprint(UNITS)\n`));
    units = values.at(-1)?.value;
  });
  return { units, paths, milliseconds: performance.now() - start };
}

const CASES: Readonly<Record<string, string>> = {
  'a relative import above the workspace': 'from ..outside.secrets import UNITS',
  'far above it': `from ${'.'.repeat(60)}etc.passwd import UNITS`,
  'beside it': 'from ..secrets import UNITS',
  'a folder whose name begins as the workspace':
    'import sys\nsys.path.append("../project-more")\nfrom near import UNITS',
  'a link to a file outside': 'from linked import UNITS',
  'a link to a folder outside': 'from folder_outside.secrets import UNITS',
  'a link to itself': 'from loop import UNITS',
  'a link to a device that never ends': 'from zero import UNITS',
  'a link to random bytes': 'from endless import UNITS',
  'a link to a terminal': 'from terminal import UNITS',
  ...(hasPipes ? { 'a pipe that nobody writes into': 'from pipe import UNITS' } : {}),
  'a folder with the name of a file': 'from folder import UNITS',
  'a file of five megabytes': 'from huge import UNITS',
  'a binary file': 'from binary import UNITS',
  'a package that imports from outside': 'from package import UNITS',
  'a program with a path as a name': 'import importlib\nUNITS = importlib.import_module("../outside/secrets").UNITS',
  'an absolute path as a name': `UNITS = __import__("${join(outside, 'secrets').replaceAll('\\', '/')}").UNITS`,
  'a hundred modules in circles': 'from chain0 import UNITS',
  'a table that is a link out': 'import pandas as pd\nUNITS = int(pd.read_csv("data.csv")["a"][0])',
  'a table above the workspace': 'import pandas as pd\nUNITS = int(pd.read_csv("../table.csv")["a"][0])',
  'a table through a folder that is a link out':
    'import pandas as pd\nUNITS = int(pd.read_csv("folder_outside/table.csv")["a"][0])',
  'a table through a link to the folder above': 'import pandas as pd\nUNITS = int(pd.read_csv("up/table.csv")["a"][0])',
  'a table by way of the folder above and back':
    'import pandas as pd\nUNITS = int(pd.read_csv("../project/../table.csv")["a"][0])',
  'names of folders outside':
    'import os, glob\nos.listdir("folder_outside"), os.listdir(".."), glob.glob("/etc/*"), glob.glob("up/*/*"), list(os.walk("up"))\nUNITS = len(os.listdir("/"))',
  'a folder in circles': 'import glob\nUNITS = len(glob.glob("here/**/*.csv", recursive=True))',
  'an array that is a device': 'import numpy as np\nUNITS = int(np.load("zero.npy").shape[0])',
  'arrays of garbage': 'import numpy as np\nnp.load("garbage.npz")\nUNITS = int(np.load("garbage.npy").shape[0])',
  'a table with very many columns': 'import pandas as pd\nUNITS = pd.read_csv("wide.csv").shape[0]',
  ...(hasPipes ? { 'a table that is a pipe': 'import pandas as pd\nUNITS = pd.read_csv("pipe.csv").shape[0]' } : {}),
  'files that the program reads': `UNITS = len(open("/etc/passwd").read())\nimport numpy as np, pandas as pd, json, pathlib\nnp.load("${outside}/x.npy")\npd.read_csv("/etc/passwd")\njson.load(open("/dev/zero"))\nUNITS = pathlib.Path("/etc/passwd").read_text()\nkeras.models.load_model("/dev/zero")\nkeras.utils.get_file("x", "https://example.com/x")`,
};

describe('nothing outside the workspace is opened, and nothing waits', () => {
  for (const [what, imports] of Object.entries(CASES)) {
    test(what, { timeout: 30_000 }, () => {
      const { units, paths, milliseconds } = unitsOf(imports);
      assert.ok(![97, 98, 99].includes(Number(units)), `UNITS is ${String(units)}`);
      assert.deepEqual(
        paths.filter((path) => path !== project && !path.startsWith(project + sep)),
        [],
      );
      assert.ok(milliseconds < 10_000, `${milliseconds} ms`);
    });
  }

  test('a table inside is read', () => {
    assert.equal(unitsOf('import pandas as pd\nUNITS = int(pd.read_csv("here/real.csv")["a"][0])').units, 5);
  });

  test('what is inside is read, by way of a circle of links too', () => {
    assert.equal(unitsOf('from sizes import UNITS').units, 3);
    const { units, paths } = unitsOf('from here.here.sizes import UNITS');
    assert.equal(units, 3);
    assert.deepEqual(
      paths.filter((path) => !path.startsWith(project + sep)),
      [],
    );
    assert.ok(paths.some((path) => path === join(project, 'sizes.py')));
  });

  test('requirements that are a link, a device or a pipe say nothing', { timeout: 30_000 }, () => {
    const folders = () => [pathToFileURL(project).href];
    const analyses = createAnalyses(parser, { files: new WithinFolders(folders, storedFiles), folders });
    const paths = opened(() =>
      assert.equal(
        analyses.of(programOfFile(pathToFileURL(join(project, 'main.py')).href, 'import keras\n')).kerasVersion,
        3,
      ),
    );
    assert.deepEqual(
      paths.filter((path) => !path.startsWith(project + sep)),
      [],
    );
  });

  for (const uri of [
    'untitled:Untitled-1',
    'vscode-vfs://github/a/b/main.py',
    'file://host/share/main.py',
    'git:/project/main.py?{}',
    'file:///%2e%2e/%00/main.py',
    'http://example.com/main.py',
    'main.py',
    '',
    'file:',
    'vscode-notebook-cell:/a/n.ipynb#W0',
  ]) {
    test(`a program at ${JSON.stringify(uri)} opens nothing outside`, () => {
      const { paths, units } = unitsOf('from ..outside.secrets import UNITS\nfrom sizes import UNITS', uri);
      assert.deepEqual(
        paths.filter((path) => !path.startsWith(project + sep)),
        [],
      );
      assert.notEqual(units, 99);
    });
  }

  test('addresses that are no files', () => {
    for (const uri of [
      'file:///dev/zero',
      'file:///dev/stdin',
      'file:///proc/self/mem',
      'file://host/etc/passwd',
      'http://example.com/',
      'data:text/plain,x',
      'file:///a%00b',
      '',
      'x',
    ]) {
      assert.deepEqual(
        opened(() => assert.equal(storedFiles.read(uri, pathToFileURL(project).href), undefined)),
        [],
        uri,
      );
    }
  });
});

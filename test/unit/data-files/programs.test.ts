/** Programs with files beside them: what real Python, pandas 3.1 and Keras print for them. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { DataReader } from '../../../server/data/reader.ts';
import { storedData } from '../../../server/node/stored-data.ts';
import { storedFiles } from '../../../server/node/stored-files.ts';
import { createAnalyses } from '../../../server/workspace/analyser.ts';
import type { Analyses } from '../../../server/workspace/analyses.ts';
import { WithinFolders } from '../../../server/workspace/files.ts';
import { programOfFile } from '../../../server/workspace/program.ts';
import { pythonParser } from '../../support/parser.ts';

const parser = await pythonParser();
const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'layer-lens-data-')));
after(() => rmSync(scratch, { recursive: true }));
const project = join(scratch, 'project');
for (const folder of ['', 'pets', 'pets/cats', 'pets/dogs', 'deep', 'deep/er']) mkdirSync(join(project, folder));
mkdirSync(join(scratch, 'outside'));
const write = (name: string, content: string | Uint8Array): void => writeFileSync(join(project, name), content);
const address = (name: string): string => pathToFileURL(join(project, name)).href;

/** A picture of this size: its header, and nothing else. */
function png(width: number, height: number): Uint8Array {
  const bytes = Buffer.alloc(40);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], 0);
  bytes.write('IHDR', 12);
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  bytes.set([8, 2], 24);
  return bytes;
}
/** NumPy's own format, version 1. */
function npy(header: string, data: Uint8Array): Uint8Array {
  const head = Buffer.from(`${header}${' '.repeat(118 - header.length - 1)}\n`, 'latin1');
  return Buffer.concat([Buffer.from([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, head.length, 0]), head, data]);
}

write(
  'houses.csv',
  'rooms,area,city,price\n3,70.5,Bonn,200\n4,,Köln,250\n2,40.0,Bonn,120\n5,110.0,"Essen, Ruhr",400\n',
);
write('numbers.txt', '# a comment\n1 2 3\n4 5 6\n');
write('notes.txt', 'one\ntwo\r\nthree');
write('config.json', '{"units": [8, 4], "rate": 0.5, "name": "net"}');
write('config.yaml', 'model: &base\n  units: 010\n  rate: 1e-3\n  use: yes\nother:\n  <<: *base\n  units: 12\n');
write('config.toml', 'units = 7\n[data]\nnames = ["a", "b"]\n');
write('config.ini', '[model]\nUnits = 6\nrate: 0.5\n');
write(
  'x.npy',
  npy(
    "{'descr': '<i4', 'fortran_order': False, 'shape': (2, 2), }",
    new Uint8Array(new Int32Array([1, 2, 3, 9]).buffer),
  ),
);
write('bad.npy', 'no array');
for (const name of ['a', 'b', 'c']) write(`pets/cats/${name}.png`, png(40, 30));
write('pets/dogs/d.PNG', png(40, 30));
write('pets/dogs/notes.txt', '');
writeFileSync(join(scratch, 'outside', 'secret.csv'), 'a,b,c,d,e,f,g\n1,2,3,4,5,6,7\n');
symlinkSync(join(scratch, 'outside', 'secret.csv'), join(project, 'linked.csv'));
symlinkSync('/dev/zero', join(project, 'endless.csv'));

function analysesIn(folder = project): Analyses {
  const folders = () => [pathToFileURL(folder).href];
  const data = new DataReader(storedData);
  return createAnalyses(parser, {
    files: new WithinFolders(folders, storedFiles),
    folders,
    data: () => data,
    dataFolders: folders,
  });
}

/** What a program prints, as JSON has it; unknown where that is not known. */
function printed(code: string, name = 'main.py', analyses = analysesIn()): unknown[] {
  const { values } = analyses.of(programOfFile(address(name), code));
  return values.filter((value) => value.printed).map(({ value }) => value ?? 'unknown');
}

const PROGRAMS: Readonly<Record<string, readonly [code: string, expected: readonly unknown[]]>> = {
  'a table': [
    'import pandas as pd\ndf = pd.read_csv("houses.csv")\nprint(df.shape, list(df.columns), df["city"].nunique(), df["area"].isnull().sum(), df["price"].mean())',
    [[4, 4], ['rooms', 'area', 'city', 'price'], 3, 1, 242.5],
  ],
  'rows and columns of it': [
    'import pandas as pd\ndf = pd.read_csv("houses.csv").dropna()\nX = pd.get_dummies(df.drop(columns="price"))\nprint(X.shape, X.columns.tolist(), df.index.tolist(), df[df["rooms"] > 2].shape, df.iloc[-1]["price"])',
    [[3, 4], ['rooms', 'area', 'city_Bonn', 'city_Essen, Ruhr'], [0, 2, 3], [2, 4], 400],
  ],
  'a model of its columns': [
    'import pandas as pd\nfrom sklearn.model_selection import train_test_split\ndf = pd.read_csv("houses.csv")\nX_train, X_test = train_test_split(df[["rooms", "price"]], random_state=0)\nprint(X_train.shape, X_test["rooms"].tolist(), X_train["rooms"].tolist())',
    [[3, 2], [2], [5, 4, 3]],
  ],
  'a text of numbers': [
    'import numpy as np\na = np.loadtxt("numbers.txt")\nprint(a.shape, a.sum(), np.loadtxt("numbers.txt", usecols=0).shape)',
    [[2, 3], 21, [2]],
  ],
  'lines of a text': [
    'with open("notes.txt") as f:\n    first = next(f)\n    rest = f.read()\nprint(first, len(rest), [line.strip() for line in open("notes.txt")])',
    ['one\n', 9, ['one', 'two', 'three']],
  ],
  configurations: [
    'import json, yaml, tomllib, configparser\nc = json.load(open("config.json"))\ny = yaml.safe_load(open("config.yaml"))\nt = tomllib.load(open("config.toml", "rb"))\np = configparser.ConfigParser()\np.read("config.ini")\nprint(c["units"], y["model"], y["other"]["units"], t["units"], p.getint("model", "units"), p["model"]["rate"])',
    [[8, 4], { units: 8, rate: '1e-3', use: true }, 12, 7, 6, '0.5'],
  ],
  'an array': [
    'import numpy as np\nx = np.load("x.npy")\nprint(x.shape, str(x.dtype), x.max(), np.load("bad.npy"))',
    [[2, 2], 'int32', 9, 'unknown'],
  ],
  folders: [
    'import os, glob\nfrom pathlib import Path\nprint(sorted(os.listdir("pets")), len(os.listdir("pets/cats")), os.listdir("pets"), len(glob.glob("pets/*/*.png")), len(list(Path("pets").rglob("*.txt"))), os.path.exists("pets/birds"), os.path.isdir("pets"))',
    [['cats', 'dogs'], 3, 'unknown', 3, 1, false, true],
  ],
  'folders by class': [
    'import keras\nds = keras.utils.image_dataset_from_directory("pets", image_size=(8, 8), batch_size=3)\nprint(ds.class_names, len(ds))\nfrom keras.src.legacy.preprocessing.image import ImageDataGenerator\n',
    [['cats', 'dogs'], 2],
  ],
  'what is printed of names in no order': [
    'import os\nfor name in os.listdir("pets"):\n    print(name, len(os.listdir(os.path.join("pets", name))))',
    ['unknown', 'unknown', 'unknown', 'unknown'],
  ],
  'the folder of the program': [
    'import os\nhere = os.path.dirname(os.path.abspath(__file__))\nprint(len(open(os.path.join(here, "notes.txt")).readlines()))',
    [3],
  ],
  'what the program writes': [
    'import pandas as pd\ndf = pd.read_csv("houses.csv")\ndf.to_csv("houses.csv")\nprint(df.shape, pd.read_csv("houses.csv").shape[0], len(open("notes.txt").readlines()))',
    [[4, 4], 4, 3],
  ],
  'what it writes to a path that is not decided': [
    'import sys\nopen(sys.argv[1], "w").write("x")\nprint(len(open("notes.txt").readlines()))',
    ['len(open("notes.txt").readlines())'],
  ],
  'what code that is not followed may write': [
    'from elsewhere import download\ndownload("https://example.com/x", "notes.txt")\nprint(len(open("notes.txt").read()), len(open("numbers.txt").readlines()))',
    ['len(open("notes.txt").read())', 3],
  ],
  'what is outside': [
    'import pandas as pd\nprint(pd.read_csv("linked.csv").shape[1], pd.read_csv("../outside/secret.csv").shape[1], pd.read_csv("endless.csv").shape[1], len(open("/etc/passwd").read()))',
    [
      'pd.read_csv("linked.csv").shape[1]',
      'pd.read_csv("../outside/secret.csv").shape[1]',
      'pd.read_csv("endless.csv").shape[1]',
      'len(open("/etc/passwd").read())',
    ],
  ],
};

describe('files beside a program', () => {
  for (const [what, [code, expected]] of Object.entries(PROGRAMS))
    test(what, () => {
      assert.deepEqual(printed(`import keras\n${code}\n`), expected);
    });

  test('an analysis is made again when a file that it looked at changes, or one comes into a folder', () => {
    const analyses = analysesIn();
    const code = 'import keras, os\nprint(len(open("deep/a.txt").readlines()), len(os.listdir("deep")))\n';
    write('deep/a.txt', '1\n2\n');
    const program = programOfFile(address('main.py'), code);
    const values = (): unknown[] => analyses.of(program).values.map(({ value }) => value);
    assert.deepEqual(values(), [2, 2]);
    write('deep/a.txt', '1\n2\n3\n');
    assert.deepEqual(analyses.fileChanged(address('deep/a.txt')), [address('main.py')]);
    assert.deepEqual(values(), [3, 2]);
    write('deep/b.txt', '');
    assert.deepEqual(analyses.fileChanged(address('deep/b.txt')), [address('main.py')]);
    assert.deepEqual(values(), [3, 3]);
    assert.deepEqual(analyses.fileChanged(address('deep/er/c.txt')), []);
  });

  test('a file of the same name in two folders is none', () => {
    write('deep/er/notes.txt', 'another text');
    const code = 'import keras\nprint(len(open("notes.txt").read()))\n';
    assert.deepEqual(printed(code, 'deep/er/main.py'), ['len(open("notes.txt").read())']);
  });
});

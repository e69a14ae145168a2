/** The command line, in a folder of programs. Importing this makes the folder for the tests of a file. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before } from 'node:test';
import { runCommandLine } from '../../../server/cli/run.ts';
import { Threads } from '../../../server/cli/work/threads.ts';
import { ENGLISH, type Language } from '../../../server/words/language.ts';

/** A program with an LSTM; without mistakes. */
export const LSTM = `from keras import Input, Model
from keras.layers import LSTM, Dense

inputs = Input(shape=(100, 4))
x = LSTM(2)(inputs)
model = Model(inputs, Dense(1)(x))
print(model.layers[1].get_weights()[1].shape)
`;
/** The same with a name that is not bound. */
export const MISTAKE = LSTM.replace('(2)(inputs)', '(2)(x)');
const NOTEBOOK = JSON.stringify({
  cells: [
    { cell_type: 'markdown', source: ['# A model'] },
    {
      cell_type: 'code',
      execution_count: 1,
      source: ['%matplotlib inline\n', 'from keras import Input\n', 'from keras.layers import LSTM'],
    },
    { cell_type: 'code', source: 'inputs = Input((100, 4))\nx = LSTM(2)(inputs)' },
  ],
  metadata: { kernelspec: { language: 'python' } },
  nbformat: 4,
  nbformat_minor: 5,
});

/** The folder of the files that the command is run in. */
export let folder: string;
const outer = process.cwd();
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'layer-lens-'));
  const files: Record<string, string | Uint8Array> = {
    'lstm.py': LSTM,
    'mistake.py': MISTAKE,
    'book.ipynb': NOTEBOOK,
    'empty.py': '',
    'binary.py': new Uint8Array([0, 1, 2, 3]),
    'latin.py': new Uint8Array([0x23, 0xe9, 0x0a]),
    'broken.ipynb': '{"cells": [',
    'folder/b.py': LSTM,
    'folder/a.py': 'import keras\n',
    'folder/inner/c.py': '',
    'folder/.hidden/d.py': '',
    'folder/node_modules/e.py': '',
    'folder/notes.txt': '',
    'uses.py':
      'import keras\nfrom sizes import UNITS\nmodel = keras.Sequential([keras.Input((4,)), keras.layers.Dense(UNITS)])\n',
    'sizes.py': 'UNITS = 3\n',
    'grown.py':
      'from keras import Input, Sequential\nfrom keras.layers import Dense\nmodel = Sequential([Input((4,)), Dense(8)])\nmodel.summary()\nmodel.add(Dense(1))\nmodel.summary()\n',
    'ignored.py': MISTAKE.replace('(2)(x)', '(2)(x)  # layerlens: ignore[undefined-name]'),
    'large.py': `import keras\nmodel = keras.Sequential([keras.Input((${2 ** 31},)), keras.layers.Dense(${2 ** 31})])\n`,
    'forms.py':
      'import keras\ndef build(n):\n    return keras.Sequential([keras.Input((n,)), keras.layers.Dense(2)])\nX = load()\nmodel = keras.Sequential([keras.Input((X.shape[1],)), keras.layers.Dense(2)])\n',
  };
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  process.chdir(folder);
});
after(() => {
  process.chdir(outer);
  rmSync(folder, { recursive: true });
});

/** One thread does the work of all tests of a file. */
const threads = new Threads(new URL('../../../server/cli.ts', import.meta.url));
let standardInput: Uint8Array = new Uint8Array();
/** What the command reads from its standard input. */
export const giveInput = (input: string | Uint8Array): void => {
  standardInput = typeof input === 'string' ? new TextEncoder().encode(input) : input;
};
/** Runs the command in English. */
export const layerlens = (...args: string[]) => layerlensIn(ENGLISH, ...args);
/** Runs the command, and gives what it writes. */
export async function layerlensIn(
  language: Language,
  ...args: string[]
): Promise<{ status: number; out: string; error: string }> {
  const written = { out: '', error: '' };
  const status = await runCommandLine(
    args,
    {
      out: (text) => {
        written.out += text;
      },
      error: (text) => {
        written.error += text;
      },
      // As on no terminal.
      colours: (wish) => ({ out: wish === 'always', error: wish === 'always' }),
      language,
      columns: undefined,
      threads,
      read: () => Promise.resolve(standardInput),
    },
    '1.2.3',
  );
  return { status, ...written };
}
/** The objects of JSON, one in each line. */
export const lines = (out: string) =>
  out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { isSpoken, languageOf, localeOf } from '../../../server/cli/language.ts';
import { ENGLISH } from '../../../server/words/language.ts';
import { pseudoLanguage, unspoken } from '../../support/pseudo-language.ts';

import { folder, giveInput, layerlens, layerlensIn, LSTM } from './command.ts';

test('a device is not read: it may have no end', async () => {
  const { status, error } = await layerlens('check', '/dev/zero');
  assert.equal(status, 1);
  assert.match(error, process.platform === 'win32' ? /There is no such file/ : /This is a device, not a file/);
});

describe('summary, hints, explain', () => {
  test('summary', async () => {
    const { status, out } = await layerlens('summary', 'lstm.py');
    assert.equal(status, 0);
    assert.match(out, /│ lstm \(LSTM\) +│ \(None, 2\) +│ +56 │/);
    const two = await layerlens('summary', '--line-length', '60', '--keras', '2', 'lstm.py', 'uses.py');
    assert.match(two.out, /^lstm\.py\nModel: "model"\n_{60}\n[^]*uses\.py\nModel: "sequential"\n/);
    const none = await layerlens('summary', 'empty.py');
    assert.deepEqual([none.status, none.out], [0, '']);
    assert.match(none.error, /empty\.py: no Keras model/);
  });

  test('hints', async () => {
    assert.equal(
      (await layerlens('hints', 'lstm.py')).out,
      `from keras import Input, Model
from keras.layers import LSTM, Dense

inputs = Input(shape=(100, 4))  # → (None, 100, 4)
x = LSTM(2)(inputs)  # → (None, 2) · 56 params
model = Model(inputs, Dense(1)(x))  # → (None, 1) · 3 params  |  59 params in total
print(model.layers[1].get_weights()[1].shape)  # = (2, 8)
`,
    );
    assert.match(
      (await layerlens('hints', 'book.ipynb')).out,
      /^# %% Cell 2, \[1\]\n%matplotlib inline\n[^]*# %% Cell 3\n[^]*x = LSTM\(2\)\(inputs\) {2}# → \(None, 2\) · 56 params\n$/,
    );
  });

  test('explain a line, or a place in it', async () => {
    const line = await layerlens('explain', 'lstm.py:5');
    assert.match(line.out, /^LSTM lstm · \(None, 100, 4\) → \(None, 2\) · 56 parameters\n─+\n/);
    const tensor = await layerlens('explain', 'lstm.py:5:1');
    assert.match(tensor.out, /^x · \(None, 2\) · float32 · symbolic tensor\n/);
    const cell = await layerlens('explain', 'book.ipynb:2', '--cell', '2');
    assert.match(cell.out, /^LSTM lstm/);
    for (const place of ['book.ipynb:Cell 3:2', 'book.ipynb:cell 3, [7]:2'])
      assert.equal((await layerlens('explain', place)).out, cell.out);
    assert.match((await layerlens('explain', 'book.ipynb:Cell 3, [7]:2:1')).out, /^x · \(None, 2\)/);
    assert.match(
      (await layerlens('explain', 'book.ipynb:Cell 2, [1]:1')).error,
      /nothing to explain at line 1 of Cell 2, \[1\]: no layer/,
    );
    assert.match((await layerlens('explain', 'book.ipynb:Cell 1:1')).error, /no code cell with this number: Cell 1\n$/);
    writeFileSync(join(folder, 'made.py'), 'from keras import layers\nlayer = layers.Conv2D(4, 3)\n');
    assert.match((await layerlens('explain', 'made.py:2')).out, /^Conv2D conv2d · not built yet\n/);
    const nothing = await layerlens('explain', 'lstm.py:3');
    assert.deepEqual(
      [nothing.status, nothing.error],
      [
        1,
        'layerlens: lstm.py: there is nothing to explain at line 3: no layer, model, tensor or printed value is there\n',
      ],
    );
    assert.doesNotMatch(line.out, /data:image|<svg/);
  });
});

describe('folders', () => {
  test('summary: the models of its files, and nothing of the others', async () => {
    const { status, out, error } = await layerlens('summary', 'folder');
    assert.deepEqual([status, error], [0, '']);
    assert.match(out, /^folder\/b\.py\nModel: "functional"\n/);
    assert.doesNotMatch(out, /a\.py|c\.py/);
  });

  test('hints: under their names, as Python', async () => {
    const { status, out } = await layerlens('hints', 'folder', 'book.ipynb');
    assert.equal(status, 0);
    assert.match(out, /^# folder\/b\.py\nfrom keras [^]*\n\n# book\.ipynb\n# %% Cell 2, \[1\]\n/);
  });

  test('colours', async () => {
    assert.match((await layerlens('--color', 'always', 'hints', 'lstm.py')).out, /\u001b\[36m# → \(None, 2\)/);
    const { out, error } = await layerlens('check', 'mistake.py', '--color', 'always');
    assert.match(out, /^\u001b\[1mmistake\.py\u001b\[22m\u001b\[36m:5:13:\u001b\[39m .*31merror:/);
    assert.match(error, /^\u001b\[31m1 error in 1 file, [\d.]+ s\u001b\[39m\n$/);
  });
});

test('a program on standard input', async () => {
  for (const [args, expected] of [
    [['summary', '-'], /│ lstm \(LSTM\)/],
    [['hints', '-'], /→ \(None, 2\) · 56 params/],
    [['coverage', '-'], /3 {2}-\n/],
    [['analyze', '--json', '-'], /^\{"file": "-", "models": \[\{"variable": "model"/],
  ] as const) {
    giveInput(LSTM);
    assert.match((await layerlens(...args)).out, expected);
  }
});

test('analyze, for people', async () => {
  const { status, out } = await layerlens('analyze', 'lstm.py', 'book.ipynb', 'empty.py');
  assert.equal(status, 0);
  assert.equal(
    out,
    `lstm.py
  6: model (Functional), 59 parameters, 59 trainable
    input_layer  InputLayer  (None, 100, 4)  0
    lstm         LSTM        (None, 2)       56  kernel (4, 8), recurrent_kernel (2, 8), bias (8,)
    dense        Dense       (None, 1)       3   kernel (2, 1), bias (1,)
  tensors
    4  inputs  (None, 100, 4)
    5  x       (None, 2)
  printed values
    7  model.layers[1].get_weights()[1].shape  (2, 8)
book.ipynb
  tensors
    Cell 3:1  inputs  (None, 100, 4)
    Cell 3:2  x       (None, 2)
empty.py
  nothing of Keras
`,
  );
});

describe('explain-error', () => {
  const stacked = LSTM.replace('x = LSTM(2)(inputs)', 'x = LSTM(2)(LSTM(3)(inputs))');
  const traceback =
    'Traceback (most recent call last):\n  File "stacked.py", line 5, in <module>\n    x = LSTM(2)(LSTM(3)(inputs))\nValueError: Input 0 of layer "lstm" is incompatible with the layer: expected ndim=3, found ndim=2. Full shape received: (None, 3)\n';

  test('from standard input, or a file', async () => {
    writeFileSync('stacked.py', stacked);
    writeFileSync('error.txt', traceback);
    giveInput(traceback);
    const piped = await layerlens('explain-error', 'stacked.py');
    giveInput('');
    assert.equal(piped.status, 0);
    assert.match(
      piped.out,
      /^An input with the wrong number of dimensions · line 5\n[^]*LSTM "lstm_1" \(line 5\) gives \(None, 3\)\.\n[^]*Add return_sequences=True to LSTM/,
    );
    assert.equal((await layerlens('explain-error', 'stacked.py', 'error.txt')).out, piped.out);
  });

  test('what is no error', async () => {
    assert.deepEqual(await layerlens('explain-error', 'lstm.py'), {
      status: 1,
      out: '',
      error: 'layerlens: standard input: this is no error of Python or Keras: paste the traceback with its last line\n',
    });
    assert.equal((await layerlens('explain-error', 'lstm.py', 'nowhere.txt')).status, 1);
  });
});

describe('usage', () => {
  for (const [args, message] of [
    [['summry', 'lstm.py'], 'there is no command summry: is summary meant? (layerlens --help'],
    [['check', 'lstm.py', '--fixx'], 'there is no option --fixx: is --fix meant? (layerlens check --help'],
    [['summary'], 'no file or folder is named (layerlens summary --help'],
    [['explain'], 'no place is named, as model.py:4 (layerlens explain --help'],
    [['explain', 'lstm.py'], 'file:line[:column] cannot be lstm.py: It must be FILE:LINE or FILE:LINE:COLUMN'],
    [['graph', 'lstm.py', 'uses.py'], 'too many arguments: it takes 1 (layerlens graph --help'],
    [['graph', 'lstm.py', '-o', 'lstm.png'], 'only SVG is written here: a .png comes from the summary beside the code'],
    [['graph', 'lstm.py', '-o'], 'a value is missing for -o, --output <svg> (layerlens graph'],
    [
      ['check', 'lstm.py', '--format', 'xml'],
      '--format cannot be xml: it is one of text, json, sarif (layerlens check',
    ],
    [['check', 'lstm.py', '--max-warnings', 'few'], '--max-warnings cannot be few: It must be a whole number'],
    [['check', 'lstm.py', '--timeout', '0'], '--timeout cannot be 0: It must be between 1 and 86400.'],
    [
      ['check', 'lstm.py', '--problem', 'rank-mismatch=fatal'],
      '--problem cannot be rank-mismatch=fatal: It must be a code',
    ],
    [['check', 'lstm.py', '--problem', 'no-such-code=off'], '--problem cannot be no-such-code: It must be a code'],
    [['check', 'lstm.py', '-'], 'standard input (-) is checked alone, without other paths (layerlens --help'],
    [
      ['check', 'lstm.py', '--diff', '--format', 'json'],
      '--diff is written as text, so it goes with no other --format',
    ],
    [
      ['migrate', '-', '--fix'],
      'standard input (-) is no file to write into: --diff shows the edits (layerlens --help',
    ],
    [['check', 'lstm.py', '--color', 'red'], '--color cannot be red: it is one of auto, always, never'],
  ] as const) {
    test(args.join(' '), async () => {
      const { status, error, out } = await layerlens(...args);
      assert.deepEqual([status, out], [2, '']);
      assert.ok(error.startsWith(`layerlens: ${message}`), error);
      assert.equal(error.split('\n').length, 2, 'one sentence');
    });
  }

  test('help and version', async () => {
    const help = await layerlens('--help');
    assert.equal(help.status, 0);
    for (const command of ['summary', 'hints', 'explain', 'check', 'analyze', '--stdio'])
      assert.ok(help.out.includes(command));
    assert.deepEqual(await layerlens('--version'), { status: 0, out: '1.2.3\n', error: '' });
  });
});

describe('languages', () => {
  test('are that of --lang, else of the first variable that is set', async () => {
    assert.equal(localeOf({ LANG: 'de_DE', LC_MESSAGES: 'zh_CN.UTF-8', LC_ALL: '' }), 'zh_CN.UTF-8');
    assert.equal(localeOf({ LANG: 'zh_CN.UTF-8', LC_ALL: 'C' }), 'C');
    assert.equal(localeOf({}), undefined);
    const spoken = async (locale: string | undefined, ...args: string[]) => (await languageOf(args, locale)).locale;
    assert.equal(await spoken('zh_CN.UTF-8', 'check', 'a.py'), 'zh-cn');
    assert.equal(await spoken('zh_CN.UTF-8', 'check', '--lang', 'en'), 'en');
    assert.equal(await spoken('C', 'check', '--lang=zh-cn', 'a.py'), 'zh-cn');
    assert.equal(await spoken('C', 'check', '--', '--lang=zh-cn'), 'en');
    assert.ok(isSpoken('en_GB', ENGLISH) && isSpoken('C', ENGLISH) && !isSpoken('xx', ENGLISH));
    const { status, error } = await layerlens('check', 'lstm.py', '--lang', 'xx');
    assert.equal(status, 2);
    assert.match(error, /Layer Lens does not speak it yet/);
  });

  /** Commander's own grammar of commands, names of files and of what is in them, and values of options. */
  const NAMES = new Set([
    ...'layerlens options command args version help stdio lang language json format line length columns keras theme light dark high contrast'.split(
      ' ',
    ),
    ...'model full output svg name text markdown csv sarif auto file path cell number traceback column severity least error warning'.split(
      ' ',
    ),
    ...'information hint problem code max warnings threads calls callers summary graph hints explain check coverage analyze python train jq models src'.split(
      ' ',
    ),
    ...'none py lstm empty other migrate to tf fix diff timeout seconds stdin filename'.split(' '),
    ...'color when auto always never NO COLOR FORCE mcp folder memory gpu batch size GB only different exit'.split(' '),
  ]);
  const english = async (...args: string[]): Promise<readonly string[]> => {
    const { out, error } = await layerlensIn(await pseudoLanguage(), ...args);
    return unspoken(`${out}\n${error}`, NAMES);
  };
  for (const command of [
    '',
    'summary',
    'graph',
    'hints',
    'explain',
    'explain-error',
    'check',
    'coverage',
    'migrate',
    'analyze',
    'mcp',
    'memory',
    'diff',
  ]) {
    test(`have all of the help of ${command || 'the command line'}`, async () => {
      assert.deepEqual(await english(...(command === '' ? [] : [command]), '--help'), []);
    });
  }
  for (const args of [
    ['summary', 'empty.py'],
    ['graph', 'empty.py'],
    ['graph', 'lstm.py', '--model', 'other'],
    ['explain', 'lstm.py:1'],
    ['explain', 'lstm.py:1:1'],
    ['explain', 'none.py:1'],
    ['explain-error', 'lstm.py', 'none'],
    ['explain-error', 'lstm.py', 'empty.py'],
    ['check', 'none.py'],
  ]) {
    test(`have what ${args.join(' ')} says`, async () => assert.deepEqual(await english(...args), []));
  }
});

describe('graph', () => {
  test('to standard output, and to a file', async () => {
    const { status, out, error } = await layerlens('graph', 'lstm.py');
    assert.deepEqual([status, error], [0, '']);
    assert.match(out, /^<svg [^>]*>.*>LSTM<.*<\/svg>\n$/s);
    assert.equal((await layerlens('graph', 'lstm.py', '-o', 'lstm.svg')).out, '');
    assert.equal(readFileSync('lstm.svg', 'utf8'), out);
    assert.notEqual((await layerlens('graph', 'lstm.py', '--theme', 'dark')).out, out);
  });
  test('of several models the last one, or the one that is named', async () => {
    writeFileSync('two.py', `${LSTM}encoder = Model(inputs, x, name='enc')\n`);
    const { out, error } = await layerlens('graph', 'two.py');
    assert.match(out, />encoder · Functional · 56 parameters</);
    assert.match(error, /this is encoder, of: model; encoder\./);
    assert.match((await layerlens('graph', 'two.py', '--model', 'model')).out, />model · Functional · 59 parameters</);
    assert.match((await layerlens('graph', 'two.py', '--model', 'enc')).out, />encoder · /);
  });
  test('a model that a function makes, by its name where it is used, and by its line', async () => {
    writeFileSync(
      'calls.py',
      `import keras
def make(units):
    inputs = keras.Input((4,))
    net = keras.Model(inputs, keras.layers.Dense(units)(inputs))
    return net
small = make(2)
large = make(200)
small = make(3)
`,
    );
    assert.match(
      (await layerlens('graph', 'calls.py', '--model', 'large')).out,
      />large · make\(200\) · line 7 · Functional · 1,000 parameters</,
    );
    const { out, error } = await layerlens('graph', 'calls.py', '--model', 'small');
    assert.match(out, />small · make\(3\) · line 8 · Functional · 15 parameters</);
    assert.match(
      error,
      /this is small · make\(3\) · line 8, of: small · make\(2\) · line 6; small · make\(3\) · line 8\. --model NAME:LINE draws another one/,
    );
    assert.match((await layerlens('graph', 'calls.py', '--model', 'small:6')).out, />small · make\(2\) · line 6 · /);
    assert.match((await layerlens('graph', 'calls.py', '--model', 'net:6')).out, />small · make\(2\) · line 6 · /);
    assert.match(
      (await layerlens('graph', 'calls.py', '--model', 'small:7')).error,
      /no model named small:7; there are: small · make\(2\) · line 6; large/,
    );
  });
  test('no model, no such model, a file that cannot be written', async () => {
    for (const [args, message] of [
      [['empty.py'], /no Keras model/],
      [['lstm.py', '--model', 'other'], /no model named other; there are: model/],
      [['lstm.py', '-o', 'no/such/folder.svg'], /cannot be written/],
    ] as const) {
      const { status, error } = await layerlens('graph', ...args);
      assert.equal(status, 1);
      assert.match(error, message);
    }
  });
});

describe('summary --format', () => {
  test('Markdown, CSV and JSON', async () => {
    assert.match(
      (await layerlens('summary', 'lstm.py', '--format', 'markdown')).out,
      /\| lstm \(LSTM\) \| \(None, 2\) \| 56 \|/,
    );
    assert.match((await layerlens('summary', 'lstm.py', '--format', 'csv')).out, /^lstm,LSTM,"\(None, 2\)",56,/m);
    assert.equal(JSON.parse((await layerlens('summary', 'lstm.py', '--format', 'json')).out).total, 59);
  });
});

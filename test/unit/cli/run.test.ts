import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import AjvDraft04 from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { isSpoken, languageOf, localeOf } from '../../../server/cli/language.ts';
import { runCommandLine } from '../../../server/cli/run.ts';
import { ENGLISH, type Language } from '../../../server/words/language.ts';
import { pseudoLanguage, unspoken } from '../../support/pseudo-language.ts';

const LSTM = `from keras import Input, Model
from keras.layers import LSTM, Dense

inputs = Input(shape=(100, 4))
x = LSTM(2)(inputs)
model = Model(inputs, Dense(1)(x))
print(model.layers[1].get_weights()[1].shape)
`;
const MISTAKE = LSTM.replace('(2)(inputs)', '(2)(x)');
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

let folder: string;
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

const entry = new URL('../../../server/cli.ts', import.meta.url);
let standardInput = '';
const layerlens = (...args: string[]) => layerlensIn(ENGLISH, ...args);
async function layerlensIn(
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
      colours: false,
      language,
      columns: 100,
      entry,
      read: () => Promise.resolve(standardInput),
    },
    '1.2.3',
  );
  return { status, ...written };
}
const lines = (out: string) =>
  out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

test('a device is not read: it may have no end', async () => {
  const { status, error } = await layerlens('check', '/dev/zero');
  assert.equal(status, 1);
  assert.match(error, process.platform === 'win32' ? /There is no such file/ : /This is a device, not a file/);
});

describe('analyze --json', () => {
  test('one object for a file, with models, tensors, values and problems', async () => {
    const { status, out } = await layerlens('analyze', '--json', 'lstm.py');
    assert.equal(status, 0);
    const [facts] = lines(out);
    const { summary_text: summary, ...model } = facts.models[0];
    assert.deepEqual(model, {
      variable: 'model',
      line: 6,
      name: 'functional',
      class: 'Functional',
      layers: [
        {
          name: 'input_layer',
          class: 'InputLayer',
          line: 4,
          output_shape: [null, 100, 4],
          params: 0,
          weights: [],
          macs: 0,
          weight_bytes: 0,
          activation_bytes: 1600,
        },
        {
          name: 'lstm',
          class: 'LSTM',
          line: 5,
          output_shape: [null, 2],
          params: 56,
          weights: [
            { name: 'kernel', shape: [4, 8], trainable: true },
            { name: 'recurrent_kernel', shape: [2, 8], trainable: true },
            { name: 'bias', shape: [8], trainable: true },
          ],
          macs: 4800,
          weight_bytes: 224,
          activation_bytes: 8,
        },
        {
          name: 'dense',
          class: 'Dense',
          line: 6,
          output_shape: [null, 1],
          params: 3,
          weights: [
            { name: 'kernel', shape: [2, 1], trainable: true },
            { name: 'bias', shape: [1], trainable: true },
          ],
          macs: 2,
          weight_bytes: 12,
          activation_bytes: 4,
        },
      ],
      total: 59,
      trainable: 59,
      non_trainable: 0,
      macs: 4802,
      weight_bytes: 236,
      activation_bytes: 1612,
    });
    assert.match(summary, /^Model: "functional"\n┏━[^]* Total params: 59 \(236\.00 B\)\n/);
    assert.deepEqual(
      { ...facts, models: [] },
      {
        file: 'lstm.py',
        models: [],
        tensors: [
          { line: 4, variable: 'inputs', shape: [null, 100, 4] },
          { line: 5, variable: 'x', shape: [null, 2] },
        ],
        values: [{ line: 7, text: 'model.layers[1].get_weights()[1].shape', value: [2, 8] }],
        problems: [],
      },
    );
  });

  test('a summary of a model that is changed later is told apart', async () => {
    const [facts] = lines((await layerlens('analyze', '--json', 'grown.py')).out);
    assert.deepEqual(
      facts.models.map(({ total }: { total: number }) => total),
      [49],
    );
    assert.deepEqual(
      facts.summaries.map(
        ({ line, model: { total, variable } }: { line: number; model: { total: number; variable: string } }) => [
          line,
          total,
          variable,
        ],
      ),
      [[4, 40, 'model']],
    );
  });

  test('a problem has its place from 1, and the analysis goes on', async () => {
    const [facts] = lines((await layerlens('analyze', '--json', 'mistake.py')).out);
    const [problem] = facts.problems;
    assert.deepEqual(
      { ...problem, message: '' },
      { line: 5, column: 13, end_line: 5, end_column: 14, severity: 'error', code: 'undefined-name', message: '' },
    );
    assert.equal(facts.models[0].total, 59);
  });

  test('in a notebook everything carries its cell, counted from 0', async () => {
    const [facts] = lines((await layerlens('analyze', '--json', 'book.ipynb')).out);
    assert.deepEqual(facts.tensors, [
      { cell: 2, line: 1, variable: 'inputs', shape: [null, 100, 4] },
      { cell: 2, line: 2, variable: 'x', shape: [null, 2] },
    ]);
  });

  test('a folder is searched, in the order of names; hidden folders and those of others are not', async () => {
    const { out } = await layerlens('analyze', '--json', 'lstm.py', 'folder');
    assert.deepEqual(
      lines(out).map(({ file }) => file),
      ['lstm.py', 'folder/a.py', 'folder/b.py', 'folder/inner/c.py'].map((file) => join(file)),
    );
  });

  test('a file that cannot be read is said to be so, and the others still come', async () => {
    const { status, out } = await layerlens(
      'analyze',
      '--json',
      'nowhere.py',
      'binary.py',
      'latin.py',
      'broken.ipynb',
      'empty.py',
      'lstm.py',
    );
    assert.equal(status, 1);
    const facts = lines(out);
    assert.deepEqual(
      facts.map((one) => Object.keys(one).join()),
      [...Array(4).fill('file,error'), ...Array(2).fill('file,models,tensors,values,problems')],
    );
    assert.deepEqual(
      facts.slice(0, 2).map(({ error }) => error),
      ['There is no such file.', 'This is a binary file, not Python: it has zero bytes.'],
    );
  });

  test('counts past 2⁵³ are exact', async () => {
    const { out } = await layerlens('analyze', '--json', 'large.py');
    assert.ok(out.includes(`"params": ${2n ** 62n + 2n ** 31n},`), out);
  });

  test('what depends on data is a formula; functions that nobody calls give no model', async () => {
    const [facts] = lines((await layerlens('analyze', '--json', 'forms.py')).out);
    assert.deepEqual(
      facts.models.map(({ line, total }: { line: number; total: unknown }) => [line, total]),
      [[5, '2·X.shape[1] + 2']],
    );
    assert.deepEqual(facts.models[0].layers[0].weights[0].shape, ['X.shape[1]', 2]);
  });

  test('an import of a file beside it is followed', async () => {
    assert.equal(lines((await layerlens('analyze', '--json', 'uses.py')).out)[0].models[0].total, 15);
  });

  test('a link out of the folder is not followed', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'layer-lens-outside-'));
    writeFileSync(join(outside, 'linked.py'), 'UNITS = 3\n');
    symlinkSync(join(outside, 'linked.py'), 'linked.py');
    writeFileSync('follows.py', readFileSync('uses.py', 'utf8').replace('sizes', 'linked'));
    const [facts] = lines((await layerlens('analyze', '--json', 'follows.py')).out);
    rmSync(outside, { recursive: true });
    assert.notEqual(facts.models[0].total, 15);
  });
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

describe('explain-error', () => {
  const stacked = LSTM.replace('x = LSTM(2)(inputs)', 'x = LSTM(2)(LSTM(3)(inputs))');
  const traceback =
    'Traceback (most recent call last):\n  File "stacked.py", line 5, in <module>\n    x = LSTM(2)(LSTM(3)(inputs))\nValueError: Input 0 of layer "lstm" is incompatible with the layer: expected ndim=3, found ndim=2. Full shape received: (None, 3)\n';

  test('from standard input, or a file', async () => {
    writeFileSync('stacked.py', stacked);
    writeFileSync('error.txt', traceback);
    standardInput = traceback;
    const piped = await layerlens('explain-error', 'stacked.py');
    standardInput = '';
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

describe('check', () => {
  test('text', async () => {
    const { status, out } = await layerlens('check', 'lstm.py', 'mistake.py', 'ignored.py');
    assert.equal(status, 1);
    assert.match(out, /^mistake\.py:5:13: error: x has no value here\.[^\n]*\[undefined-name\]\n$/);
    assert.deepEqual(await layerlens('check', 'lstm.py', 'ignored.py'), { status: 0, out: '', error: '' });
  });

  test('json', async () => {
    const { status, out } = await layerlens('check', '--format', 'json', 'lstm.py', 'mistake.py');
    assert.equal(status, 1);
    assert.deepEqual(
      JSON.parse(out).map(({ file, line, code }: Record<string, unknown>) => [file, line, code]),
      [['mistake.py', 5, 'undefined-name']],
    );
  });

  test('the places of the story, in JSON and SARIF', async () => {
    writeFileSync('feeder.py', LSTM.replace('x = LSTM(2)(inputs)', 'h = LSTM(3)(inputs)\nx = LSTM(2)(h)'));
    const [problem] = JSON.parse((await layerlens('check', '--format', 'json', 'feeder.py')).out);
    assert.deepEqual(
      [problem.line, problem.code, problem.related],
      [6, 'rank-mismatch', [{ line: 5, message: 'LSTM "lstm" gives (None, 3)' }]],
    );
    const { runs } = JSON.parse((await layerlens('check', '--format', 'sarif', 'feeder.py')).out);
    const [result] = runs[0].results;
    assert.deepEqual(
      result.relatedLocations.map(
        ({
          physicalLocation,
          message,
        }: {
          physicalLocation: { region: { startLine: number } };
          message: { text: string };
        }) => [physicalLocation.region.startLine, message.text],
      ),
      [[5, 'LSTM "lstm" gives (None, 3)']],
    );
    const rule = runs[0].tool.driver.rules[result.ruleIndex];
    assert.equal(rule.id, 'rank-mismatch');
    assert.match(rule.help.markdown, /expected ndim=3[^]*```python/);
  });

  test('SARIF is as its schema demands', async () => {
    const require = createRequire(import.meta.url);
    const schema = JSON.parse(
      readFileSync(
        join(dirname(require.resolve('@microsoft/jest-sarif/package.json')), 'lib/schemas/sarif-2.1.0-rtm.5.json'),
        'utf8',
      ),
    );
    const ajv = new AjvDraft04.default({ strict: false, unicodeRegExp: false });
    addFormats.default(ajv);
    const validate = ajv.compile(schema);
    for (const paths of [
      ['lstm.py'],
      ['mistake.py'],
      ['feeder.py'],
      ['book.ipynb', 'mistake.py', join(folder, 'mistake.py')],
    ]) {
      const { out } = await layerlens('check', '--format', 'sarif', ...paths);
      assert.ok(validate(JSON.parse(out)), JSON.stringify(validate.errors, null, 1));
    }
    const { runs } = JSON.parse((await layerlens('check', '--format', 'sarif', 'mistake.py')).out);
    assert.deepEqual(runs[0].results[0].locations[0].physicalLocation, {
      artifactLocation: { uri: 'mistake.py' },
      region: { startLine: 5, startColumn: 13, endLine: 5, endColumn: 14 },
    });
  });

  test('less severe problems when they are asked for, and too many warnings', async () => {
    const pasted = LSTM.replace('from keras.layers import LSTM, Dense', '');
    writeFileSync('pasted.py', pasted);
    assert.equal((await layerlens('check', 'pasted.py')).out, '');
    assert.match((await layerlens('check', '--severity', 'hint', 'pasted.py')).out, /hint: LSTM is not imported/);
    assert.equal((await layerlens('check', '--max-warnings', '0', 'pasted.py')).status, 0);
    assert.match(
      (await layerlens('check', '--problem', 'not-imported=warning', 'pasted.py')).out,
      /warning: LSTM is not imported/,
    );
    assert.equal(
      (await layerlens('check', '--problem', 'not-imported=warning', '--max-warnings', '0', 'pasted.py')).status,
      1,
    );
    assert.deepEqual(await layerlens('check', '--problem', 'undefined-name=off', 'mistake.py'), {
      status: 0,
      out: '',
      error: '',
    });
  });

  test('a file that cannot be read', async () => {
    const { status, error } = await layerlens('check', 'nowhere.py');
    assert.deepEqual([status, error], [1, 'layerlens: nowhere.py: There is no such file.\n']);
  });
});

describe('usage', () => {
  for (const [args, message] of [
    [['summry', 'lstm.py'], /unknown command 'summry'\n\(Did you mean summary\?\)/],
    [['summary'], /missing required argument 'file'/],
    [['analyze', 'lstm.py'], /--json/],
    [['explain', 'lstm.py'], /FILE:LINE/],
    [['check', 'lstm.py', '--format', 'xml'], /Allowed choices are text, json, sarif/],
    [['check', 'lstm.py', '--max-warnings', 'few'], /whole number/],
    [['check', 'lstm.py', '--problem', 'rank-mismatch=fatal'], /It must be a code/],
    [['check', 'lstm.py', '--problem', 'no-such-code=off'], /It must be a code/],
  ] as const) {
    test(args.join(' '), async () => {
      const { status, error, out } = await layerlens(...args);
      assert.equal(status, 2);
      assert.match(error, message);
      assert.equal(out, '');
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
    ...'information hint problem code max warnings threads summary graph hints explain check analyze python train jq models src'.split(
      ' ',
    ),
    ...'none py lstm empty other'.split(' '),
  ]);
  const english = async (...args: string[]): Promise<readonly string[]> => {
    const { out, error } = await layerlensIn(await pseudoLanguage(), ...args);
    return unspoken(`${out}\n${error}`, NAMES);
  };
  for (const command of ['', 'summary', 'graph', 'hints', 'explain', 'explain-error', 'check', 'analyze']) {
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

/** `layerlens check` with fixes, and from standard input. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { giveInput, layerlens, LSTM, MISTAKE } from './command.ts';

/** Three mistakes, two of which have a fix that is surely meant. */
const STACKED = `import keras
from keras import layers

inputs = keras.Input((10, 4))
x = layers.LSTM(8)(inputs)
x = layers.LSTM(2)(x)

y = layers.Dense(3, activaton="relu")(x)
z = layers.Add()([inputs, keras.Input((7, 9))])`;
const MENDED = STACKED.replace('LSTM(8)', 'LSTM(8, return_sequences=True)').replace('activaton', 'activation');
const put = (name: string, text: string): string => {
  writeFileSync(name, text);
  return name;
};
const read = (name: string): string => readFileSync(name, 'utf8');

describe('check --fix', () => {
  test('writes what surely mends, and reports what is left', async () => {
    const { status, out, error } = await layerlens('check', '--fix', put('stacked.py', STACKED), 'lstm.py');
    assert.equal(read('stacked.py'), MENDED);
    assert.equal(status, 1);
    assert.match(out, /^stacked\.py:9:\d+: error: [^\n]*\[merge-shapes\]\n$/);
    assert.match(error, /^2 problems mended, 1 error left in 2 files, [\d.]+ s\n$/);
    const again = await layerlens('check', '--fix', 'stacked.py');
    assert.match(again.error, /^1 error in 1 file/);
    assert.equal(read('stacked.py'), MENDED);
  });

  test('--diff shows it as patch takes it, and writes nothing', async () => {
    const { status, out, error } = await layerlens('check', '--diff', put('stacked.py', STACKED));
    assert.equal(read('stacked.py'), STACKED);
    assert.equal(status, 1);
    assert.match(error, /^3 errors in 1 file, [\d.]+ s; --fix mends 2\n$/);
    assert.equal(
      out,
      `--- stacked.py
+++ stacked.py
@@ -2,8 +2,8 @@
 from keras import layers
 
 inputs = keras.Input((10, 4))
-x = layers.LSTM(8)(inputs)
+x = layers.LSTM(8, return_sequences=True)(inputs)
 x = layers.LSTM(2)(x)
 
-y = layers.Dense(3, activaton="relu")(x)
+y = layers.Dense(3, activation="relu")(x)
 z = layers.Add()([inputs, keras.Input((7, 9))])
\\ No newline at end of file
`,
    );
    const both = await layerlens('check', '--fix', '--diff', 'stacked.py');
    assert.equal(both.out, out);
    assert.match(both.error, /^--fix would mend 2 problems and leave 1 error in 1 file, [\d.]+ s\n$/);
    assert.equal(read('stacked.py'), STACKED);
    const patched = spawnSync('patch', ['-s', 'stacked.py'], { input: out });
    if (patched.error === undefined) assert.equal(read('stacked.py'), MENDED);
  });

  test('only of the problems that are reported', async () => {
    put('pasted.py', MISTAKE.replace(/^from keras import.*\n/, ''));
    await layerlens('check', '--fix', 'pasted.py');
    assert.doesNotMatch(read('pasted.py'), /from keras import/);
    await layerlens('check', '--fix', '--problem', 'undefined-name=off', put('mistake2.py', MISTAKE));
    assert.equal(read('mistake2.py'), MISTAKE);
  });

  test('a notebook, and a file with the line ends of Windows, keep every other byte', async () => {
    const book = (source: string): string =>
      `{"cells": [\n {"cell_type": "code", "metadata": {"é":1},  "outputs": [],\n  "source": ${source}}],\n "metadata": {}, "nbformat": 4, "nbformat_minor": 5}`;
    put('stacked.ipynb', book(JSON.stringify(`# é\n${STACKED}`)));
    await layerlens('check', '--fix', 'stacked.ipynb');
    assert.equal(read('stacked.ipynb'), book(JSON.stringify(`# é\n${MENDED}`)));
    put('windows.py', `\ufeff${STACKED.replaceAll('\n', '\r\n')}`);
    await layerlens('check', '--fix', 'windows.py');
    assert.equal(read('windows.py'), `\ufeff${MENDED.replaceAll('\n', '\r\n')}`);
  });
});

describe('check -', () => {
  test('standard input, by the name that it is given', async () => {
    giveInput(MISTAKE);
    const { status, out } = await layerlens('check', '-');
    assert.equal(status, 1);
    assert.match(out, /^-:5:13: error: x has no value here/);
    giveInput('from sizes import UNITS\nimport keras\nkeras.layers.Reshape((UNITS, 7))(keras.Input((4,)))\n');
    assert.match((await layerlens('check', '-', '--stdin-filename', 'new.py')).out, /^new\.py:3:\d+: error/);
    giveInput(new Uint8Array([0x23, 0xe9, 0x0a]));
    assert.match((await layerlens('check', '-')).error, /^layerlens: -: [^\n]*UTF-8/);
    giveInput(read('book.ipynb'));
    assert.equal((await layerlens('check', '-', '--stdin-filename', 'book.ipynb')).status, 0);
  });

  test('--fix writes the program to standard output, and the problems beside it', async () => {
    giveInput(STACKED);
    const { out, error } = await layerlens('check', '--fix', '-');
    assert.equal(out, MENDED);
    assert.match(error, /^-:9:\d+: error: [^\n]*\n2 problems mended, 1 error left in 1 file/);
    giveInput(LSTM);
    assert.equal((await layerlens('check', '--fix', '-')).out, LSTM);
  });
});

test('--format json has the fixes that were tried, as edits', async () => {
  const { out } = await layerlens('check', '--format', 'json', put('stacked.py', STACKED));
  const problems = JSON.parse(out) as {
    fixes: {
      title: string;
      preferred: boolean;
      edits: { line: number; column: number; end_line: number; end_column: number; new_text: string }[];
    }[];
  }[];
  assert.deepEqual(
    problems.map(({ fixes }) => fixes.some(({ preferred }) => preferred)),
    [true, true, false],
  );
  assert.deepEqual(
    problems[0]!.fixes.find(({ preferred }) => preferred),
    {
      title: 'Add return_sequences=True to LSTM',
      preferred: true,
      edits: [{ line: 5, column: 18, end_line: 5, end_column: 18, new_text: ', return_sequences=True' }],
    },
  );
});

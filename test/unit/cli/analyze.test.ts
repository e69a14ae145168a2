/** `layerlens analyze --json`. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { layerlens, lines } from './command.ts';

const LAYERS_OF_LSTM = [
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
];

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
      layers: LAYERS_OF_LSTM,
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

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inEnglish } from '../../../../server/words/language.ts';
import { parseNotebookJson } from '../../../../server/python/syntax/notebook-json.ts';

const notebook = (value: unknown): ReturnType<typeof parseNotebookJson> => parseNotebookJson(JSON.stringify(value));

test('code cells, their index counted among all cells', () => {
  assert.deepEqual(
    notebook({
      nbformat: 4,
      metadata: { kernelspec: { language: 'python', name: 'python3' } },
      cells: [
        { cell_type: 'markdown', source: ['# Title'] },
        { cell_type: 'code', source: ['import keras\n', 'x = 1'], outputs: [] },
        { cell_type: 'raw', source: 'raw' },
        { cell_type: 'code', source: 'y = 2\n', outputs: [] },
        { cell_type: 'code', source: [] },
      ],
    }),
    {
      cells: [
        { index: 1, text: 'import keras\nx = 1' },
        { index: 3, text: 'y = 2\n' },
        { index: 4, text: '' },
      ],
      ran: [],
      pythonVersion: undefined,
    },
  );
});

test('version 3 has worksheets, and calls the source input', () => {
  assert.deepEqual(
    notebook({
      nbformat: 3,
      worksheets: [
        {
          cells: [
            { cell_type: 'heading', source: 'a', level: 1 },
            { cell_type: 'code', input: ['x = 1\n', 'y = 2'], language: 'python' },
          ],
        },
        { cells: [{ cell_type: 'code', input: 'z = 3' }] },
      ],
    }),
    {
      cells: [
        { index: 1, text: 'x = 1\ny = 2' },
        { index: 2, text: 'z = 3' },
      ],
      ran: [],
      pythonVersion: undefined,
    },
  );
});

test('the execution count, which version 3 calls the number of a prompt', () => {
  const counts = (cells: readonly object[]) => notebook({ cells }).cells?.map(({ executionCount }) => executionCount);
  const cell = { cell_type: 'code', source: '' };
  assert.deepEqual(
    counts([
      { ...cell, execution_count: 18 },
      { ...cell, execution_count: null },
      { ...cell, execution_count: '7' },
      cell,
    ]),
    [18, undefined, undefined, undefined],
  );
  assert.deepEqual(counts([{ ...cell, prompt_number: 4 }]), [4]);
});

test('what cannot be read says why', () => {
  assert.match(inEnglish(parseNotebookJson('{"cells": [').error ?? ''), /not valid JSON/);
  assert.match(inEnglish(notebook({ a: 1 }).error ?? ''), /no list of cells/);
  assert.match(inEnglish(notebook([]).error ?? ''), /no list of cells/);
  assert.match(inEnglish(notebook(null).error ?? ''), /no list of cells/);
  assert.match(inEnglish(notebook({ cells: [{ cell_type: 'code', source: 3 }] }).error ?? ''), /Cell 1 .* not text/);
  assert.match(
    inEnglish(notebook({ cells: [{ cell_type: 'code', source: ['a', null] }] }).error ?? ''),
    /Cell 1 .* not text/,
  );
});

test('a notebook in another language is not read as Python', () => {
  assert.match(
    inEnglish(notebook({ cells: [], metadata: { kernelspec: { language: 'R' } } }).error ?? ''),
    /in R, not in Python/,
  );
  assert.match(inEnglish(notebook({ cells: [], metadata: { language_info: { name: 'julia' } } }).error ?? ''), /julia/);
  assert.match(inEnglish(notebook({ cells: [], metadata: { kernelspec: { name: 'swift' } } }).error ?? ''), /swift/);
  assert.deepEqual(notebook({ cells: [], metadata: { kernelspec: { name: 'my-environment' } } }).cells, []);
  assert.deepEqual(
    notebook({ cells: [], metadata: { kernelspec: { name: 'python3' }, language_info: { name: 'python' } } }).cells,
    [],
  );
  assert.deepEqual(notebook({ cells: [] }).cells, []);
});

test('a byte order mark before the JSON', () => {
  assert.deepEqual(parseNotebookJson('\ufeff{"cells": []}').cells, []);
});

test('the version of Python that ran it', () => {
  const parsed = notebook({ cells: [], metadata: { language_info: { name: 'python', version: '3.7.0' } } });
  assert.deepEqual(parsed, { cells: [], ran: [], pythonVersion: '3.7.0' });
});

test('the text under a cell, of whatever form', () => {
  const outputs = [
    { output_type: 'stream', name: 'stdout', text: ['2.1.0\n', 'a'] },
    { output_type: 'execute_result', data: { 'text/plain': "'b'", 'image/png': 'iVBOR' } },
    { output_type: 'display_data', data: { 'image/png': 'iVBOR' } },
    { output_type: 'pyout', text: 'c' },
    { text: 3 },
    null,
    'text',
    { data: [] },
    { output_type: 'error', traceback: ['d'] },
  ];
  const parsed = notebook({
    cells: [
      { cell_type: 'code', source: 'f()', outputs },
      { cell_type: 'code', source: 'g()', outputs: 'none' },
      { cell_type: 'code', source: 'h()', outputs: [] },
    ],
  });
  assert.deepEqual(parsed.error === undefined ? parsed.ran : undefined, [
    { source: 'f()', output: "2.1.0\na\n'b'\nc" },
  ]);
});

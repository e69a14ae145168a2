import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ProgramText } from '../../../../server/python/syntax/program-text.ts';

test('a file is one cell without an index', () => {
  const program = ProgramText.ofFile('a\nbc\n');
  assert.equal(program.text, 'a\nbc\n');
  assert.deepEqual(program.cells, [{ index: undefined, executionCount: undefined, text: 'a\nbc\n', start: 0, end: 5 }]);
  assert.deepEqual(program.positionAt(3), { cell: undefined, line: 1, character: 1 });
  assert.deepEqual(program.positionAt(5), { cell: undefined, line: 2, character: 0 });
  assert.equal(program.offsetAt({ cell: undefined, line: 1, character: 1 }), 3);
});

test('lines end with \\n, \\r\\n or \\r; characters are UTF-16 units', () => {
  const program = ProgramText.ofFile('a\r\n😀b\rc\n\nd');
  const positions = [
    [0, 0, 0],
    [1, 0, 1],
    [3, 1, 0],
    [5, 1, 2],
    [6, 1, 3],
    [7, 2, 0],
    [9, 3, 0],
    [10, 4, 0],
    [11, 4, 1],
  ] as const;
  for (const [offset, line, character] of positions) {
    assert.deepEqual(program.positionAt(offset), { cell: undefined, line, character }, String(offset));
    assert.equal(program.offsetAt({ cell: undefined, line, character }), offset);
  }
});

test('positions outside are brought to the nearest place', () => {
  const program = ProgramText.ofFile('ab\r\ncd');
  assert.equal(program.offsetAt({ cell: undefined, line: 0, character: 99 }), 2);
  assert.equal(program.offsetAt({ cell: undefined, line: 9, character: 0 }), 6);
  assert.equal(program.offsetAt({ cell: undefined, line: -1, character: -1 }), 0);
  assert.deepEqual(program.positionAt(99), { cell: undefined, line: 1, character: 2 });
  assert.deepEqual(program.positionAt(-1), { cell: undefined, line: 0, character: 0 });
});

test('the code cells of a notebook share one space of offsets', () => {
  const program = ProgramText.ofNotebook([
    { index: 1, text: 'a = 1\n' },
    { index: 3, text: '' },
    { index: 4, text: 'b\nc' },
  ]);
  assert.equal(program.text, 'a = 1\n\n\nb\nc');
  assert.deepEqual(
    program.cells.map(({ index, start, end }) => [index, start, end]),
    [
      [1, 0, 6],
      [3, 7, 7],
      [4, 8, 11],
    ],
  );
  for (const [offset, cell, line, character] of [
    [0, 1, 0, 0],
    [6, 1, 1, 0],
    [7, 3, 0, 0],
    [8, 4, 0, 0],
    [10, 4, 1, 0],
    [11, 4, 1, 1],
  ] as const) {
    assert.deepEqual(program.positionAt(offset), { cell, line, character }, String(offset));
    assert.equal(program.offsetAt({ cell, line, character }), offset);
  }
  assert.equal(program.offsetAt({ cell: 2, line: 0, character: 0 }), undefined);
  assert.equal(program.cellAt(9)?.index, 4);
});

test('a notebook without code', () => {
  const program = ProgramText.ofNotebook([]);
  assert.equal(program.text, '');
  assert.deepEqual(program.positionAt(0), { cell: undefined, line: 0, character: 0 });
  assert.equal(program.cellAt(0), undefined);
});

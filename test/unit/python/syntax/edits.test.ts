import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pythonParser } from '../../../support/parser.ts';
import { written } from './written.ts';

const parser = await pythonParser();

test('after an edit the tree is that of the new text', () => {
  let text = 'import keras\n\ndef f(x):\n    y = Dense(10)(x)\n    return y\n\nz = f(1)\n';
  let parsed = parser.open(text);
  const edit = (from: string, to: string): void => {
    const start = text.indexOf(from);
    assert.ok(start >= 0, from);
    text = text.slice(0, start) + to + text.slice(start + from.length);
    parsed = parsed.update({ start, end: start + from.length, newText: to });
    assert.equal(parsed.text, text);
    assert.deepEqual(parsed.module, parser.parse(text));
  };
  edit('10', '2 + 3');
  edit('(x)\n', '(\n'); // half typed
  edit('Dense(2 + 3)(', 'Dense(2 + 3)(x)');
  edit('def f', '"😀"\ndef f');
  edit('return y', 'return (y,\n  y)');
  edit('import keras\n', '');
  edit('z = f(1)', '%time z = f(1)');
  edit('%time ', '!ls ');
  edit('"😀"', '"""');
  parsed.dispose();
});

test('a text that was updated can still be read, and even be updated once more', () => {
  const first = parser.open('x = 1\n');
  const second = first.update({ start: 4, end: 5, newText: '2' });
  assert.equal(written(first.module), 'x = 1');
  assert.equal(written(first.update({ start: 4, end: 5, newText: '3' }).module), 'x = 3');
  assert.equal(written(second.module), 'x = 2');
  first.dispose();
  second.dispose();
  second.dispose();
});

/** Sessions of Python and IPython, as they are pasted. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pythonParser } from '../../../support/parser.ts';
import { written } from './written.ts';
import { inEnglish } from '../../../../server/words/language.ts';

const parser = await pythonParser();

function session(source: string, expected: string, prompts: readonly string[]): void {
  const module = parser.parse(source);
  assert.equal(written(module), expected, source);
  assert.deepEqual(
    module.syntaxErrors.map(({ start, end, message }) => [
      source.slice(start, end),
      /^A prompt/.test(inEnglish(message)),
    ]),
    prompts.map((prompt) => [prompt, true]),
    source,
  );
  const cell = parser.parse(source, { cell: true });
  assert.equal(written(cell), expected, source);
  assert.deepEqual(cell.syntaxErrors, [], source);
}

test('what stands behind prompts is read', () => {
  session('>>> x = 1\n>>> x\n', 'x = 1\nx', ['>>>', '>>>']);
  session('  >>> x = 1\n  >>> x\n>>>\n', 'x = 1\nx', ['>>>', '>>>', '>>>']);
  session('In [1]: x = 1\n\nIn [12]: x\nOut[12]: 1 and more\n\nIn [ ]:\ny = 2\n', 'x = 1\nx\ny = 2', [
    'In [1]:',
    'In [12]:',
    'In [ ]:',
  ]);
  session('In [3]:\r\nx = 1\r\n', 'x = 1', ['In [3]:']);
});

test('lines that go on with a statement have prompts of their own', () => {
  session('>>> for i in a:\n...     b(i)\n...\n>>> c\n', 'for i in a:\n    b(i)\n...\nc', ['>>>', '>>>']);
  session('>>> f(1,\n...   2)\n', 'f(1, 2)', ['>>>']);
  session('In [7]: for i in a:\n   ...:     b(i)\n   ...:\n\nIn [8]: c\n', 'for i in a:\n    b(i)\nc', [
    'In [7]:',
    'In [8]:',
  ]);
});

test('a string that looks like a session is left alone', () => {
  const source = 'def f():\n    """\n    >>> f()\n    1\n    """\n    return [\n1]\n';
  assert.match(written(parser.parse(source)), />>> f\(\)/);
  assert.deepEqual(parser.parse(source).syntaxErrors, []);
  assert.deepEqual(parser.parse('x = a >> b\nIn = {}\nIn [1]\n').syntaxErrors, []);
});

test('every place is kept', () => {
  const source = '>>> x = value\nIn [2]: y = other\n';
  const { body } = parser.parse(source);
  assert.deepEqual(
    body.map(({ start, end }) => source.slice(start, end)),
    ['x = value', 'y = other'],
  );
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { logicalLines } from '../../../../server/python/syntax/logical-lines.ts';

/** The lines that are found, each as `indent:text`. */
function lines(text: string): string[] {
  return logicalLines(text).map(({ indent, start, end }) => `${indent}:${text.slice(start, end)}`);
}

test('blank lines and comments are none; comments at the end are left out', () => {
  assert.deepEqual(lines('\n# a\nx = 1  # b\n\n    y\n  \t# c\n'), ['0:x = 1', '4:y']);
});

test('brackets, triple quotes and backslashes join lines of text', () => {
  assert.deepEqual(lines('x = [1,\n2, # a ]\n3]\ny = """a\nb"""\nz = 1 + \\\n  2\n'), [
    '0:x = [1,\n2, # a ]\n3]',
    '0:y = """a\nb"""',
    '0:z = 1 + \\\n  2',
  ]);
});

test('brackets and hashes in strings are text', () => {
  assert.deepEqual(lines("x = \"(#\"  # (\ny = '\\'['\nz\n"), ['0:x = "(#"', "0:y = '\\'['", '0:z']);
});

test('tabs go to multiples of eight', () => {
  assert.deepEqual(lines('\tx\n  \ty\n\t z\n'), ['8:x', '8:y', '9:z']);
});

test('a bracket that never closes ends before the next line that is not indented further', () => {
  assert.deepEqual(lines('x = f(\n    1,\ny = 2\n'), ['0:x = f(\n    1,', '0:y = 2']);
});

test('in brackets a word that only begins statements shows that they are broken', () => {
  assert.deepEqual(lines('x = f(1,\n    def g():\n        return 2\n'), ['0:x = f(1,', '4:def g():', '8:return 2']);
});

test('what is wrong with a line', () => {
  const [line] = logicalLines('x = f([1, "a\n');
  assert.deepEqual(
    line?.unclosed.map(({ character }) => character),
    ['(', '['],
  );
  assert.deepEqual(line?.unfinishedStrings, [{ start: 10, end: 12 }]);
  assert.deepEqual(logicalLines('x = f([1)\n')[0]?.unmatched, { offset: 8, opened: { offset: 6, character: '[' } });
  assert.equal(logicalLines('x = [1\n 2]\n')[0]?.missingComma, 6);
});

test('many lines that never close are read in one go', () => {
  assert.equal(logicalLines('x = f(\n'.repeat(20_000)).length, 20_000);
});

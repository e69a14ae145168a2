import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { outlineOf } from '../../../../server/python/syntax/outline.ts';

const names = (text: string) => [...outlineOf(text).names];
const imports = (text: string) =>
  outlineOf(text).imports.map(
    ({ module, level, name }) => `${'.'.repeat(level)}${module}${name === undefined ? '' : ` ${name}`}`,
  );

describe('names of a text', () => {
  for (const [what, text, expected] of [
    ['words, and no attributes', 'a.b(c).d', ['a', 'c']],
    ['none in comments', 'a # b\nc #d', ['a', 'c']],
    ['none in strings', `a + "b 'c'" + 'd "e' + """f\n"g" h""" + '''i'j''' + r"k\\\\" + b'l'`, ['a']],
    ['an escaped quote does not end a string', String.raw`a + "b \" c" + d`, ['a', 'd']],
    ['those in f-strings', 'a + f"b {c.d}" + rf\'{e}\'', ['a', 'b', 'c', 'e']],
    ['a string right behind a word', 'return"a"', ['return']],
    ['a quote that is never closed hides nothing', "a + 'b\nc + d", ['a', 'b', 'c', 'd']],
    ['a comment ends where its line does, whatever ends it', 'a # b\rc', ['a', 'c']],
    [
      'none that an import at the margin binds',
      'from m import a, b as c\nimport d.e, f as g\na; b; c; d; f; g; h',
      ['b', 'f', 'h'],
    ],
    [
      'none that a definition or an assignment at the margin binds',
      'class A(B): pass\nasync def c(): pass\nd: int = e\nf == g\nA; c; d',
      ['class', 'B', 'pass', 'async', 'def', 'int', 'e', 'f', 'g'],
    ],
    [
      'those of keyword arguments, and what is bound perhaps',
      'f(\na=b,\nc=d)\nif e:\n  class G: pass',
      ['f', 'a', 'b', 'c', 'd', 'if', 'e', 'class', 'G', 'pass'],
    ],
    [
      'those that an import binds perhaps',
      'try:\n  from m import a\nexcept ImportError: a = None\na',
      ['try', 'except', 'ImportError', 'a', 'None'],
    ],
  ] as const) {
    test(what, () => assert.deepEqual(names(text), expected));
  }
});

test('attributes are words behind a dot', () =>
  assert.deepEqual([...outlineOf('a.b.c(d).e\nf"{g.h}"').attributes], ['b', 'c', 'e', 'h']));

describe('imports of a text', () => {
  for (const [text, expected] of [
    ['import a.b as c, d', ['a.b', 'd']],
    ['import a; import b', ['a', 'b']],
    ['from a.b import c as d, e', ['a.b c', 'a.b e']],
    ['from a import (b, # first (old)\n  c,\n)', ['a b', 'a c']],
    ['from ..a import b', ['..a b']],
    ['from . import b', ['. b']],
    ['from.import b', ['. b']],
    ['from ... a . b import c', ['...a.b c']],
    ['from a import *', ['a']],
    ['from a \\\n  import b, \\\n c', ['a b', 'a c']],
    ['if x: import a', ['a']],
    ['raise a from b\nimport c', ['c']],
    ['yield from a', []],
    ['"import a"; important; x.imports', []],
  ] as const) {
    test(text, () => assert.deepEqual(imports(text), expected));
  }
});

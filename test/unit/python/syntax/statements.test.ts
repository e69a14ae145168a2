import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Statement } from '../../../../server/python/syntax/tree.ts';
import { pythonParser } from '../../../support/parser.ts';
import { written } from './written.ts';

const parser = await pythonParser();

/** Reads Python and writes it again: with the parentheses that `expected` has, or exactly as it was. */
function reads(source: string, expected = source): void {
  const module = parser.parse(`${source}\n`);
  assert.deepEqual(module.syntaxErrors, [], source);
  assert.equal(written(module), expected);
}

function only(source: string): Statement {
  const { body } = parser.parse(source);
  assert.equal(body.length, 1, source);
  return body[0] as Statement;
}

test('assignments', () => {
  reads('a = b = c');
  reads('a, b = c, d', '(a, b) = (c, d)');
  reads('(a), [b, *c] = d', '(a, [b, *c]) = d');
  reads('a.b[c] = d');
  reads('a += b');
  reads('a //= b ** c', 'a //= (b ** c)');
  reads('a @= b');
  reads('a: int = 1');
  reads('a: int');
  reads('self.a: Tuple[int, ...] = b', 'self.a: Tuple[(int, ...)] = b');
  reads('x = yield', 'x = (yield)');
  reads('x = *a, b', 'x = (*a, b)');
  reads('a = 1; b = 2;', 'a = 1\nb = 2');
});

test('annotations are expressions', () => {
  reads('a: int | None = None', 'a: (int | None) = None');
  reads('a: list[str] | A | B', 'a: ((list[str] | A) | B)');
  reads('a: dict[str, list[int],]', 'a: dict[(str, list[int])]');
  reads('a: "Model"');
  reads('a: keras.Model');
  reads('a: Callable[[int], str]', 'a: Callable[([int], str)]');
  reads('a: tuple[*Ts]', 'a: tuple[(*Ts,)]');
});

test('simple statements', () => {
  reads('del a, b[0]');
  reads('assert a, "b"');
  reads('raise A from b');
  reads('raise');
  reads('global a, b');
  reads('pass');
  reads('type Pair[T] = tuple[T, T]', 'type Pair = tuple[(T, T)]');
  reads('type A = int');
  reads('return a, *b', 'return (a, *b)');
});

test('imports', () => {
  reads('import a, b.c as d');
  reads('from keras import layers');
  reads('from keras.layers import (LSTM as L,\n  Dense,)', 'from keras.layers import LSTM as L, Dense');
  reads('from . import a');
  reads('from ..a.b import *');
  reads('from __future__ import annotations');
});

test('if, elif, else', () => {
  reads(
    'if a:\n    b\nelif c:\n    d\nelse:\n    e',
    'if a:\n    b\nelse:\n    if c:\n        d\n    else:\n        e',
  );
  reads('if a: b; c', 'if a:\n    b\n    c');
});

test('loops', () => {
  reads('for a, b in c:\n    break\nelse:\n    d', 'for (a, b) in c:\n    break\nelse:\n    d');
  reads('for x in 1, 2:\n    continue', 'for x in (1, 2):\n    continue');
  reads('while a:\n    b\nelse:\n    c');
  reads('async for a in b:\n    c');
});

test('try', () => {
  reads('try:\n    a\nexcept B:\n    c\nexcept (D, E) as f:\n    g\nexcept:\n    h\nelse:\n    i\nfinally:\n    j');
  reads('try:\n    a\nexcept* B as c:\n    d', 'try:\n    a\nexcept B as c:\n    d');
  reads('try:\n    a\nexcept B, C:\n    d', 'try:\n    a\nexcept (B, C):\n    d');
});

test('with', () => {
  reads('with a, b as c:\n    d');
  reads('with (a as b, c as (d, e),):\n    f', 'with a as b, c as (d, e):\n    f');
  reads('with (a):\n    b', 'with a:\n    b');
  reads('with (a, b):\n    c', 'with a, b:\n    c');
  reads('async with a as b.c:\n    d');
});

test('functions: kinds of parameters, defaults, annotations', () => {
  reads(
    'def f(a, /, b: int = 1, *c: str, d, e=2, **g) -> None:\n    pass',
    'def f(/a, b: int=1, *c: str, !d, !e=2, **g) -> None:\n    pass',
  );
  reads('def f(a, *, b):\n    pass', 'def f(a, !b):\n    pass');
  reads('def f[T: int, *Ts, **P](x: T) -> T:\n    pass', 'def f(x: T) -> T:\n    pass');
  reads('@a\n@b.c(d)\nasync def f():\n    pass');
});

test('a function with a yield of its own is a generator', () => {
  const generator = (body: string): boolean => {
    const statement = only(`def f():\n    ${body}\n`);
    return statement.kind === 'FunctionDefinition' && statement.generator;
  };
  assert.equal(generator('yield 1'), true);
  assert.equal(generator('x = yield from y'), true);
  assert.equal(generator('if a:\n        for b in c:\n            yield'), true);
  assert.equal(generator('return lambda: (yield)'), false);
  assert.equal(generator('def g():\n        yield'), false);
});

test('classes', () => {
  reads('class A(B, metaclass=C, **d):\n    x = 1');
  reads('class A[T]:\n    pass', 'class A():\n    pass');
  reads('@register\nclass A():\n    pass');
});

test('match', () => {
  reads(
    [
      'match a, b:',
      '    case [1, "x", None, -1, 1 + 2j]:',
      '        pass',
      '    case [x, *rest] | (x, *_) if x:',
      '        pass',
      '    case {"k": v, 1: A.B, **rest}:',
      '        pass',
      '    case Point(0, y=C(z=_)) as p:',
      '        pass',
      '    case A(x=str() as s):',
      '        pass',
      '    case 1, 2,:',
      '        pass',
      '    case (1):',
      '        pass',
      '    case _:',
      '        pass',
    ].join('\n'),
    [
      'match (a, b):',
      '    case [1, "x", None, (-1), (1 + 2j)]:',
      '        pass',
      '    case ([x, *rest] | [x, *_]) if x:',
      '        pass',
      '    case {"k": v, 1: A.B, **rest}:',
      '        pass',
      '    case (Point(0, y=C(z=_)) as p):',
      '        pass',
      '    case A(x=(str() as s)):',
      '        pass',
      '    case [1, 2]:',
      '        pass',
      '    case 1:',
      '        pass',
      '    case _:',
      '        pass',
    ].join('\n'),
  );
});

test("Python 2's statements become the calls they are today", () => {
  reads('print "loss:", loss', 'print("loss:", loss)');
  reads('print >>f, a', 'print(a)');
  reads('exec "x = 1"', 'exec("x = 1")');
  reads('try:\n    a\nexcept B, e:\n    c', 'try:\n    a\nexcept B as e:\n    c');
  reads('if a <> b: pass', 'if (a != b):\n    pass');
  reads('raise ValueError, "text"', 'raise (ValueError, "text")');
});

test('line ends, tabs and byte order marks of all kinds', () => {
  reads('if a:\r\n\tb = 1\r\n\tc = 2', 'if a:\n    b = 1\n    c = 2');
  reads('a = 1\rb = 2', 'a = 1\nb = 2');
  reads('\ufeffa = 1', 'a = 1');
  reads('a = b + \\\n  c', 'a = (b + c)');
  reads('\fa = 1\n\f\nb = 2', 'a = 1\nb = 2');
  reads('    a = 1\n    b = 2', 'a = 1\nb = 2');
});

test('brackets may hold lines that are indented less than the statement', () => {
  reads('def f():\n    if a:\n        (b.\n    c)\n    x = [\n1,\n]', 'def f():\n    if a:\n        b.c\n    x = [1]');
});

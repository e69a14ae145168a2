import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Call, Statement } from '../../../../server/python/syntax/tree.ts';
import { walk } from '../../../../server/python/syntax/walk.ts';
import { pythonParser } from '../../../support/parser.ts';

const parser = await pythonParser();

const at = (source: string, span: { start: number; end: number } | undefined): string =>
  span ? source.slice(span.start, span.end) : '';

function call(statement: Statement | undefined): Call {
  assert.equal(statement?.kind, 'Assign');
  assert.equal(statement.value.kind, 'Call');
  return statement.value;
}

test('a node spans its own text; offsets count UTF-16 units', () => {
  const source = 's = "😀ü"\nx = layers.Dense(units=10, name="a")(y)  # comment\n';
  const [, second] = parser.parse(source).body;
  const outer = call(second);
  assert.equal(at(source, second), 'x = layers.Dense(units=10, name="a")(y)');
  assert.equal(at(source, outer), 'layers.Dense(units=10, name="a")(y)');
  assert.equal(outer.callee.kind, 'Call');
  assert.equal(at(source, outer.callee), 'layers.Dense(units=10, name="a")');
  assert.equal(outer.callee.callee.kind, 'Attribute');
  assert.equal(at(source, outer.callee.callee.nameSpan), 'Dense');
  const [units] = outer.callee.arguments;
  assert.equal(at(source, units), 'units=10');
  assert.equal(at(source, units?.nameSpan), 'units');
  assert.equal(at(source, units?.value), '10');
});

test('parentheses around an expression are no part of it, those of a tuple are', () => {
  const source = '(a + b)\n(a, b)\n';
  const [first, second] = parser.parse(source).body;
  assert.ok(first?.kind === 'ExpressionStatement' && second?.kind === 'ExpressionStatement');
  assert.equal(at(source, first.value), 'a + b');
  assert.equal(at(source, second.value), '(a, b)');
});

test('a compound statement ends with its last statement, not with the comments below it', () => {
  const source = 'def f():\n    if a:\n        b\n    # comment\n\n# more\nx = 1\n';
  const [definition] = parser.parse(source).body;
  assert.equal(at(source, definition), 'def f():\n    if a:\n        b');
  assert.ok(definition?.kind === 'FunctionDefinition');
  assert.equal(at(source, definition.nameSpan), 'f');
});

test('the definition below a decorator begins with its own word', () => {
  const source = '@a\nclass B:\n    pass\n';
  const [definition] = parser.parse(source).body;
  assert.equal(at(source, definition), 'class B:\n    pass');
});

test('an `elif` begins at its word', () => {
  const source = 'if a:\n    b\nelif c:\n    d\n';
  const [first] = parser.parse(source).body;
  assert.ok(first?.kind === 'If');
  assert.equal(at(source, first.orelse[0]), 'elif c:\n    d');
});

test('with a base, all offsets are those of the program', () => {
  const source = 'x = f(1)\n';
  const module = parser.parse(source, { base: 100 });
  assert.equal(module.start, 100);
  assert.deepEqual(at(`${' '.repeat(100)}${source}`, call(module.body[0])), 'f(1)');
});

test('while an elif has no body yet, nothing ends before it begins', () => {
  const text = 'def f(k):\n    if k == 1:\n        d = 2\n    elif k == 2:\n  x      d = 3\n    else:\n        d = 4\n';
  const spans: { readonly start: number; readonly end: number }[] = [];
  walk(parser.parse(text), (node) => {
    spans.push(node);
  });
  assert.ok(spans.length > 10);
  assert.deepEqual(
    spans.filter(({ start, end }) => start > end),
    [],
  );
});

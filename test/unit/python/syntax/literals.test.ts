import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ConstantValue, Expression } from '../../../../server/python/syntax/tree.ts';
import { pythonParser } from '../../../support/parser.ts';
import { expression } from './written.ts';

const parser = await pythonParser();

function read(source: string): Expression {
  const module = parser.parse(`${source}\n`);
  assert.deepEqual(module.syntaxErrors, [], source);
  const [statement] = module.body;
  assert.equal(statement?.kind, 'ExpressionStatement', source);
  return statement.value;
}

function constant(source: string): ConstantValue {
  const value = read(source);
  assert.equal(value.kind, 'Constant', source);
  return value.constant;
}

const text = (source: string): string => {
  const value = constant(source);
  assert.equal(value.type, 'str', source);
  return value.value;
};

test('integers are exact, in every base', () => {
  const examples: [string, bigint][] = [
    ['0', 0n],
    ['00', 0n],
    ['42', 42n],
    ['1_000_000', 1_000_000n],
    ['0xFF', 255n],
    ['0Xff_ff', 65535n],
    ['0o17', 15n],
    ['0b1010', 10n],
    ['9007199254740993', 9007199254740993n],
    ['123456789012345678901234567890', 123456789012345678901234567890n],
    ['0x1e', 30n],
    ['10L', 10n],
    ['0777', 511n],
  ];
  for (const [source, value] of examples) assert.deepEqual(constant(source), { type: 'int', value }, source);
});

test('an integer of more digits than Python takes is not read', () => {
  assert.equal(read('9'.repeat(5000)).kind, 'Missing');
});

test('floats', () => {
  const examples: [string, number][] = [
    ['1.', 1],
    ['.5', 0.5],
    ['1e-3', 0.001],
    ['1E5', 1e5],
    ['1.5e+2', 150],
    ['1_0.2_5', 10.25],
    ['1.e3', 1000],
    ['0777.', 777],
  ];
  for (const [source, value] of examples) assert.deepEqual(constant(source), { type: 'float', value }, source);
  assert.equal(expression(read('1./255')), '(1.0 / 255)');
});

test('imaginary numbers', () => {
  assert.deepEqual(constant('2j'), { type: 'complex', imaginary: 2 });
  assert.deepEqual(constant('1.5J'), { type: 'complex', imaginary: 1.5 });
});

test('True, False, None and the ellipsis', () => {
  assert.deepEqual(constant('True'), { type: 'bool', value: true });
  assert.deepEqual(constant('False'), { type: 'bool', value: false });
  assert.deepEqual(constant('None'), { type: 'None' });
  assert.deepEqual(constant('...'), { type: 'Ellipsis' });
});

test('strings: quotes, prefixes, escapes', () => {
  const examples: [string, string][] = [
    ['""', ''],
    ["'a'", 'a'],
    ['"a\'b"', "a'b"],
    ['"""a "b" c"""', 'a "b" c'],
    ["'''a\n b'''", 'a\n b'],
    ["'a\\nb\\t\\\\'", 'a\nb\t\\'],
    ["'\\x41\\101\\u0042\\U00000043'", 'AABC'],
    ["'\\''", "'"],
    ["'\\d\\w'", '\\d\\w'],
    ["'a\\\nb'", 'ab'],
    ["'\\N{BULLET}'", '\\N{BULLET}'],
    ["r'a\\nb'", 'a\\nb'],
    ["r'\\\\'", '\\\\'],
    ["u'a'", 'a'],
    ["R'\\d'", '\\d'],
    ["'{x}'", '{x}'],
  ];
  for (const [source, value] of examples) assert.equal(text(source), value, source);
});

test('line ends in a string are line feeds', () => {
  assert.equal(text('"""a\r\nb"""'), 'a\nb');
  assert.equal(text('"""a\rb"""'), 'a\nb');
});

test('bytes have one character a byte', () => {
  assert.deepEqual(constant("b'\\xff\\u0041\\n'"), { type: 'bytes', value: '\xff\\u0041\n' });
  assert.deepEqual(constant("rb'\\n'"), { type: 'bytes', value: '\\n' });
  assert.deepEqual(constant("b'a' b'b'"), { type: 'bytes', value: 'ab' });
});

test('adjacent strings are one', () => {
  assert.equal(text("'a' \"b\" r'\\c'"), 'ab\\c');
  assert.equal(text("('a'\n  # comment\n  'b')"), 'ab');
});

test('f-strings', () => {
  const examples: Record<string, string> = {
    "f'a{b}c'": 'f"a{b}c"',
    "f'{a!r:>{width}.{precision}f}'": 'f"{a!r:>{width}.{precision}f}"',
    "f'{x=}'": 'f"{x=x}"',
    "f'{ x + 1 = :d}'": 'f"{ x + 1 = (x + 1):d}"',
    "f'{{{a}}}'": 'f"{{a}}"',
    'f\'{d["k"]}\'': 'f"{d["k"]}"',
    'f"{d["k"]}"': 'f"{d["k"]}"',
    'f\'{f"{a}b"}\'': 'f"{f"{a}b"}"',
    "f'{a, b}'": 'f"{(a, b)}"',
    "f'{x:%H:%M}'": 'f"{x:%H:%M}"',
    "f'{(lambda x: x)(1)}'": 'f"{(lambda x: x)(1)}"',
    "rf'\\d{a}\\n'": 'f"\\d{a}\\n"',
    "f'\\t{a}'": 'f"\t{a}"',
    "'x' f'{a}' 'y'": 'f"x{a}y"',
    "f''": 'f""',
    "f'{a!s}'": 'f"{a!s}"',
  };
  for (const [source, expected] of Object.entries(examples)) assert.equal(expression(read(source)), expected, source);
});

test('the parts of an f-string beside each other are merged', () => {
  const value = read("'a' 'b' f'c{x}d' 'e'");
  assert.equal(value.kind, 'FString');
  assert.deepEqual(
    value.parts.map((part) => (typeof part === 'string' ? part : part.value.kind)),
    ['abc', 'Name', 'de'],
  );
});

test('what is no string of Python 3.13 is not read as one', () => {
  assert.equal(read("t'{a}'").kind, 'Missing');
});

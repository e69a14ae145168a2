import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pythonParser } from '../../../support/parser.ts';
import { written } from './written.ts';

const parser = await pythonParser();

/** Each expression with what is read, all parentheses written. */
function reads(examples: Readonly<Record<string, string>>): void {
  for (const [source, expected] of Object.entries(examples)) {
    const module = parser.parse(`${source}\n`);
    assert.deepEqual(module.syntaxErrors, [], source);
    assert.equal(written(module), expected, source);
  }
}

test('operators bind as in Python', () => {
  reads({
    'a + b * c': '(a + (b * c))',
    'a - b - c': '((a - b) - c)',
    'a ** b ** c': '(a ** (b ** c))',
    '-a ** b': '(-(a ** b))',
    'a ** -b': '(a ** (-b))',
    'a // b % c @ d': '(((a // b) % c) @ d)',
    'a << b + c >> d': '((a << (b + c)) >> d)',
    '~a & +b': '((~a) & (+b))',
    'not a == b': '(not (a == b))',
    'a or b and not c': '(a or (b and (not c)))',
    '(a + b) * c': '((a + b) * c)',
  });
});

test('`&` binds closer than `^`, whatever the grammar says', () => {
  reads({
    'a & b ^ c': '((a & b) ^ c)',
    'a ^ b & c': '(a ^ (b & c))',
    'a & b ^ c & d | e': '(((a & b) ^ (c & d)) | e)',
    'a & (b ^ c)': '(a & (b ^ c))',
  });
});

test('a chain of comparisons is one', () => {
  reads({
    'a < b <= c != d': '(a < b <= c != d)',
    'a in b': '(a in b)',
    'a not in b': '(a not in b)',
    'a is not None': '(a is not None)',
    '(a < b) < c': '((a < b) < c)',
  });
});

test('calls keep their arguments in order, with names and stars', () => {
  reads({
    'Dense(10, activation="relu")': 'Dense(10, activation="relu")',
    'f(*a, b, *c, k=1, **d, j=2)': 'f(*a, b, *c, k=1, **d, j=2)',
    'f(*a[1:], *g(b), *c.d, *x or y)': 'f(*a[1::], *g(b), *c.d, *(x or y))',
    'f(x for x in y)': 'f((x for x in y))',
    'f(a,)(b)(c)': 'f(a)(b)(c)',
    'LSTM(2)(x).shape[1]': 'LSTM(2)(x).shape[1]',
    'f(a := 1)': 'f((a := 1))',
    'print(a, file=b)': 'print(a, file=b)',
    'match(a).type(b)': 'match(a).type(b)',
  });
});

test('subscripts: slices, tuples, stars', () => {
  reads({
    'x[1]': 'x[1]',
    'x[1:2]': 'x[1:2:]',
    'x[::2, ..., None]': 'x[(::2, ..., None)]',
    'x[a,]': 'x[(a,)]',
    'x[(a, b)]': 'x[(a, b)]',
    'x[*a]': 'x[(*a,)]',
    'x[-1][:, -1, :]': 'x[(-1)][(::, (-1), ::)]',
  });
});

test('displays', () => {
  reads({
    '()': '()',
    '(a,)': '(a,)',
    'a, b': '(a, b)',
    '(a)': 'a',
    '[a, *b, c,]': '[a, *b, c]',
    '{a, *b}': '{a, *b}',
    '{}': '{}',
    '{"a": 1, **b, c: [d]}': '{"a": 1, **b, c: [d]}',
  });
});

test('comprehensions', () => {
  reads({
    '[x for x in y]': '[x for x in y]',
    '[x + z for x in y if x if z for z, w in x]': '[(x + z) for x in y if x if z for (z, w) in x]',
    '{x for x in y}': '{x for x in y}',
    '{k: v for k, v in d.items()}': '{k: v for (k, v) in d.items()}',
    '(x async for x in y)': '(x for x in y)',
    '[f for x in lambda: y]': '[f for x in (lambda : y)]',
  });
});

test('lambdas, conditions, the walrus', () => {
  reads({
    'lambda: 0': '(lambda : 0)',
    'lambda x, *a, k=1, **d: x + k': '(lambda x, *a, !k=1, **d: (x + k))',
    'lambda x, /, y: y': '(lambda /x, y: y)',
    'a if b else c if d else e': '(a if b else (c if d else e))',
    '(n := len(a)) > 10': '((n := len(a)) > 10)',
    'lambda: (yield)': '(lambda : (yield))',
  });
});

test('names outside ASCII are normalised, as Python does', () => {
  reads({ 'größe + ﬁlter': '(größe + filter)', '层 = 层': '层 = 层' });
});

test('words that are keywords only in some places are names elsewhere', () => {
  reads({
    'match = re.match(a, b)': 'match = re.match(a, b)',
    'case = type(x)': 'case = type(x)',
    'type(self).count = 1': 'type(self).count = 1',
    'type(a)(b).c = d': 'type(a)(b).c = d',
    'match[0]': 'match[0]',
    print: 'print',
  });
});

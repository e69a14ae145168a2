import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Expression } from '../../../server/shapes/expression.ts';
import { randomGenerator, rounds } from './random.ts';

type Operation = 'add' | 'subtract' | 'multiply' | 'floorDivide' | 'modulo' | 'minimum' | 'maximum';

/** A random computation, as Python would do it on plain integers and as Expression does it on symbols. */
interface Pair {
  readonly expression: Expression;
  /** The value at a point; undefined where Python raises (division by zero). */
  readonly value: (point: readonly bigint[]) => bigint | undefined;
}

const symbols = [
  Expression.symbol('n', { nonNegative: true }),
  Expression.symbol('m', { nonNegative: true }),
  Expression.symbol('x'),
  Expression.symbol('a - b'),
];

function python(operation: Operation, a: bigint, b: bigint): bigint | undefined {
  switch (operation) {
    case 'add':
      return a + b;
    case 'subtract':
      return a - b;
    case 'multiply':
      return a * b;
    case 'minimum':
      return a < b ? a : b;
    case 'maximum':
      return a > b ? a : b;
    case 'floorDivide':
    case 'modulo': {
      if (b === 0n) return undefined;
      const remainder = ((a % b) + b) % b;
      return operation === 'modulo' ? remainder : (a - remainder) / b;
    }
  }
}

const { integer, pick } = randomGenerator(20_260_101);

function leaf(): Pair {
  if (integer(0, 2) === 0) {
    const constant = BigInt(integer(-6, 12));
    return { expression: Expression.of(constant), value: () => constant };
  }
  const index = integer(0, symbols.length - 1);
  return { expression: symbols[index]!, value: (point) => point[index] };
}

/** Undefined where the division is by the constant 0. */
function combine(operation: Operation, a: Pair, b: Pair): Pair | undefined {
  const divides = operation === 'floorDivide' || operation === 'modulo';
  if (divides && b.expression.constant === 0n) {
    assert.throws(() => a.expression[operation](b.expression), RangeError);
    return undefined;
  }
  return {
    expression: a.expression[operation](b.expression),
    value: (point) => {
      const left = a.value(point);
      const right = b.value(point);
      return left === undefined || right === undefined ? undefined : python(operation, left, right);
    },
  };
}

function randomPair(depth: number): Pair {
  if (depth === 0 || integer(0, 5) === 0) return leaf();
  const operation = pick<Operation>([
    'add',
    'subtract',
    'multiply',
    'multiply',
    'floorDivide',
    'floorDivide',
    'modulo',
    'minimum',
    'maximum',
  ]);
  return combine(operation, randomPair(depth - 1), randomPair(depth - 1)) ?? leaf();
}

function randomPoint(): readonly bigint[] {
  return [integer(0, 30), integer(0, 5), integer(-20, 20), integer(-3, 3)].map(BigInt);
}

function evaluate(expression: Expression, point: readonly bigint[]): bigint | undefined {
  return expression.substitute(new Map(symbols.map((symbol, index) => [symbol, Expression.of(point[index]!)])))
    .constant;
}

describe('at random points', () => {
  test('an expression has the value that Python computes', () => {
    let compared = 0;
    for (let round = 0; round < rounds(3000); round++) {
      const pair = randomPair(4);
      if (pair.expression.symbols.includes('…')) continue;
      for (let count = 0; count < 4; count++) {
        const point = randomPoint();
        const expected = pair.value(point);
        if (expected === undefined) continue;
        compared++;
        assert.equal(evaluate(pair.expression, point), expected, `${pair.expression} at ${point.join(', ')}`);
        assertWithinBounds(pair.expression, expected);
      }
    }
    assert.ok(compared > rounds(4800), `only ${compared} points had a value`);
  });

  test('equality and order hold wherever they are claimed', () => {
    let claimed = 0;
    for (let round = 0; round < rounds(3000); round++) {
      const a = randomPair(2);
      const b = integer(0, 1) === 0 ? randomPair(2) : combine('add', a, leaf())!;
      const order = a.expression.compare(b.expression);
      if (a.expression.equals(b.expression)) assert.equal(order, 0);
      if (order === undefined) continue;
      claimed++;
      for (let count = 0; count < 4; count++) {
        const point = randomPoint();
        const left = a.value(point);
        const right = b.value(point);
        if (left === undefined || right === undefined) continue;
        assert.equal(
          left < right ? -1 : left > right ? 1 : 0,
          order,
          `${a.expression} and ${b.expression} at ${point.join(', ')}`,
        );
      }
    }
    assert.ok(claimed > rounds(250), `only ${claimed} orders were claimed`);
  });

  test('the text, read as Python, has the value too', () => {
    let compared = 0;
    for (let round = 0; round < rounds(1500); round++) {
      const { expression, value } = randomPair(3);
      if (expression.symbols.includes('…')) continue;
      const point = randomPoint();
      const expected = value(point);
      if (expected === undefined) continue;
      const read = readPython(String(expression), { n: point[0]!, m: point[1]!, x: point[2]!, 'a - b': point[3]! });
      // A rewritten form may divide by something that the original does not: then it has no value, not a wrong one.
      if (read === undefined) continue;
      compared++;
      assert.equal(read, expected, `${expression} at ${point.join(', ')}`);
    }
    assert.ok(compared > rounds(560), `only ${compared} texts had a value`);
  });
});

function assertWithinBounds({ lowerBound, upperBound }: Expression, value: bigint): void {
  if (lowerBound !== undefined) assert.ok(lowerBound <= value);
  if (upperBound !== undefined) assert.ok(value <= upperBound);
}

const tokensOf = (text: string): readonly string[] =>
  text
    .replaceAll(',', (comma, at: number) => (/\d/.test(text[at + 1] ?? '') ? '' : comma))
    .match(/\d+|[a-z]+|\/\/|[⁰¹²³⁴⁵⁶⁷⁸⁹]+|[-+·%(),]/g) ?? [];

const numberOfSuperscript = (text: string): number =>
  Number([...text].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(digit)).join(''));

const apply = (operation: Operation, a: bigint | undefined, b: bigint | undefined): bigint | undefined =>
  a === undefined || b === undefined ? undefined : python(operation, a, b);

function powerOf(base: bigint | undefined, exponent: number): bigint | undefined {
  let power = base;
  for (let count = 1; count < exponent; count++) power = apply('multiply', power, base);
  return power;
}

/** Reads the notation with Python's precedence; "a - b" counts as a name only where nothing could split it. */
function readPython(text: string, values: Readonly<Record<string, bigint>>): bigint | undefined {
  const tokens = tokensOf(text);
  const variables: Readonly<Record<string, bigint>> = { ...values, a: values['a - b']! + 5n, b: 5n };
  let position = 0;
  const sum = (): bigint | undefined => {
    let left = term();
    while (tokens[position] === '+' || tokens[position] === '-') {
      const operation = tokens[position++] === '+' ? 'add' : 'subtract';
      left = apply(operation, left, term());
    }
    return left;
  };
  const term = (): bigint | undefined => {
    let left = factor();
    for (;;) {
      const operation = ({ '·': 'multiply', '//': 'floorDivide', '%': 'modulo' } as const)[tokens[position] ?? ''];
      if (!operation) return left;
      position++;
      left = apply(operation, left, factor());
    }
  };
  const factor = (): bigint | undefined => {
    if (tokens[position] === '-') {
      position++;
      return apply('subtract', 0n, factor());
    }
    const base = atom();
    const superscript = /^[⁰¹²³⁴⁵⁶⁷⁸⁹]+$/.exec(tokens[position] ?? '')?.[0];
    if (!superscript) return base;
    position++;
    return powerOf(base, numberOfSuperscript(superscript));
  };
  const atom = (): bigint | undefined => {
    const token = tokens[position++] ?? '';
    if (/^\d+$/.test(token)) return BigInt(token);
    if (token === '(') {
      const inner = sum();
      assert.equal(tokens[position++], ')', text);
      return inner;
    }
    if (token === 'min' || token === 'max') {
      assert.equal(tokens[position++], '(', text);
      let result = sum();
      while (tokens[position] === ',') {
        position++;
        result = apply(token === 'min' ? 'minimum' : 'maximum', result, sum());
      }
      assert.equal(tokens[position++], ')', text);
      return result;
    }
    const value = variables[token];
    assert.notEqual(value, undefined, `${token} in ${text}`);
    return value;
  };
  const result = sum();
  assert.equal(position, tokens.length, text);
  return result;
}

/** The functions of `math` on integers. */
import type { Interpreter } from '../../domain/interpreter.ts';
import { Int, type Value } from '../../domain/value.ts';
import { integerArgument, unknownOf } from '../arguments.ts';
import { bitLength } from '../operations/float-bits.ts';
import { mostBits } from '../operations/integers.ts';
import { allItems } from '../operations/iterate.ts';
import { FunctionTable } from './module-value.ts';
import { undetermined, type Undetermined } from '../../domain/undetermined.ts';

const table = new FunctionTable();
export const integerFunctions = table;

const absolute = (value: bigint): bigint => (value < 0n ? -value : value);

export function greatestCommonDivisor(first: bigint, second: bigint): bigint {
  let [a, b] = [absolute(first), absolute(second)];
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
}

/** The integers passed; undefined where one is not known. */
function integers(interpreter: Interpreter, values: readonly Value[]): bigint[] | undefined {
  const numbers = values.map((value) => integerArgument(interpreter, value));
  return numbers.every((number) => number !== undefined) ? numbers : undefined;
}

const unknownInteger = (): Undetermined => undetermined('a number in it is not known', { integer: true });

table.add('gcd', '*args', (interpreter, _, { rest }) => {
  const numbers = integers(interpreter, rest);
  return numbers ? new Int(numbers.reduce(greatestCommonDivisor, 0n)) : unknownInteger();
});
table.addNewer('lcm', '*args', (interpreter, _, { rest }) => {
  const numbers = integers(interpreter, rest);
  if (!numbers) return unknownInteger();
  return new Int(
    numbers.reduce((a, b) => (a === 0n || b === 0n ? 0n : absolute(a * b) / greatestCommonDivisor(a, b)), 1n),
  );
});
table.add('factorial', 'n, /', (interpreter, [n]) => {
  const number = integerArgument(interpreter, n!);
  if (number === undefined) return unknownInteger();
  if (number < 0n) return interpreter.raise('ValueError', 'factorial() not defined for negative values');
  return product(interpreter, 1n, number);
});

/** The product of all integers from `from` to `to`; 1 where there are none. */
function product(interpreter: Interpreter, from: bigint, to: bigint): Value {
  let result = 1n;
  if (to - from > 20_000n) return interpreter.unknown('the number is too large to be worked out');
  for (let factor = from; factor <= to; factor++) {
    interpreter.spend();
    result *= factor;
  }
  return bitLength(result) > mostBits
    ? interpreter.unknown('the number is too large to be worked out')
    : new Int(result);
}
table.add('perm', 'n, k=, /', (interpreter, [n, k]) => {
  const numbers = integers(interpreter, [n!, k && k.kind !== 'none' ? k : n!]);
  if (!numbers) return unknownInteger();
  const [total, chosen] = numbers as [bigint, bigint];
  if (total < 0n || chosen < 0n) return interpreter.raise('ValueError', 'n and k must be non-negative integers');
  return chosen > total ? new Int(0n) : product(interpreter, total - chosen + 1n, total);
});
table.add('comb', 'n, k, /', (interpreter, [n, k]) => {
  const numbers = integers(interpreter, [n!, k!]);
  if (!numbers) return unknownInteger();
  const [total, chosen] = numbers as [bigint, bigint];
  if (total < 0n || chosen < 0n) return interpreter.raise('ValueError', 'n and k must be non-negative integers');
  if (chosen > total) return new Int(0n);
  // The smaller of the two parts needs fewer factors.
  const fewer = 2n * chosen < total ? chosen : total - chosen;
  const above = product(interpreter, total - fewer + 1n, total);
  const below = product(interpreter, 1n, fewer);
  return above.kind === 'int' && below.kind === 'int' ? new Int(above.value / below.value) : above;
});
table.add('isqrt', 'n, /', (interpreter, [n]) => {
  const number = integerArgument(interpreter, n!);
  if (number === undefined) return unknownInteger();
  if (number < 0n) return interpreter.raise('ValueError', 'isqrt() argument must be nonnegative');
  return new Int(squareRoot(number));
});

/** Newton's iteration from above. */
function squareRoot(value: bigint): bigint {
  if (value < 2n) return value;
  let root = 1n << BigInt((bitLength(value) + 1) >> 1);
  for (;;) {
    const next = (root + value / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}

table.add('prod', 'iterable, /, *, start=', (interpreter, [iterable, start]) => {
  const items = allItems(interpreter, iterable!);
  if (!items) return interpreter.unknown(unknownOf(interpreter, iterable!).reason);
  let result: Value = start ?? new Int(1n);
  for (const item of items) {
    interpreter.spend();
    result = interpreter.binary('*', result, item);
  }
  return result;
});

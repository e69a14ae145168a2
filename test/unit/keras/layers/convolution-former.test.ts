/** The sides of a window one by one, as conv2d_args_preprocessor and conv3d_args_preprocessor of keras/legacy/interfaces.py (2.2.4) read them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { joinSides } from '../../../../server/keras/layers/convolution/former.ts';
import type { CallArguments } from '../../../../server/python/values/interpreter.ts';
import { int, str, tuple, Unknown, type Value } from '../../../../server/python/values/value.ts';

const three = int(3);
const given = (positional: readonly Value[], keywords: Readonly<Record<string, Value>> = {}): CallArguments => ({ positional, keywords: new Map(Object.entries(keywords)) });
const shown = (value: Value): unknown => (value.kind === 'int' ? Number(value.value) : value.kind === 'tuple' ? value.items.map(shown) : value.kind);
function joined(args: CallArguments, rank: number): unknown {
  const result = joinSides(args, rank);
  return result === args ? 'as it is' : { positional: result.positional.map(shown), keywords: Object.fromEntries([...result.keywords].map(([name, value]) => [name, shown(value)])) };
}

test('two sides', () => {
  const expected = { positional: [32], keywords: { kernel_size: [3, 5] } };
  assert.deepEqual(joined(given([int(32), three, int(5)]), 2), expected);
  assert.deepEqual(joined(given([int(32), three], { nb_col: int(5) }), 2), expected);
  assert.deepEqual(joined(given([int(32)], { nb_row: three, nb_col: int(5) }), 2), expected);
  assert.deepEqual(joined(given([], { nb_filter: int(32), nb_row: three, nb_col: int(5), border_mode: str('same') }), 2), { positional: [], keywords: { nb_filter: 32, border_mode: 'str', kernel_size: [3, 5] } });
});

test('three sides', () => {
  assert.deepEqual(joined(given([int(32), three, int(4), int(5)]), 3), { positional: [32], keywords: { kernel_size: [3, 4, 5] } });
  assert.deepEqual(joined(given([int(32)], { kernel_dim1: three, kernel_dim2: int(4), kernel_dim3: int(5) }), 3), { positional: [32], keywords: { kernel_size: [3, 4, 5] } });
});

test('a side that is a number of the program', () => {
  const size = new Unknown('n', { name: 'n', integer: true });
  assert.deepEqual(joined(given([int(32), size, three]), 2), { positional: [32], keywords: { kernel_size: ['unknown', 3] } });
  assert.equal(joined(given([int(32), new Unknown('anything'), three]), 2), 'as it is');
});

test('what has its window in one argument stays', () => {
  for (const [args, rank] of [
    [given([int(32), tuple(three, three)]), 2], [given([int(32), three]), 2], [given([int(32), tuple(three, three), tuple(int(2), int(2))]), 2], [given([int(32), three, str('same')]), 2],
    [given([int(32), three, three, three]), 2], [given([int(32), three, three]), 3], [given([int(32), three, three]), 1], [given([int(32)], { nb_row: three }), 2],
  ] as const) assert.equal(joined(args, rank), 'as it is');
});

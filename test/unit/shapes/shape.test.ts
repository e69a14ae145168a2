import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { add, formatShape, type Dimension, type Shape } from '../../../server/shapes/dimension.ts';
import { Expression } from '../../../server/shapes/expression.ts';
import type { Result } from '../../../server/shapes/result.ts';
import {
  broadcastAll,
  broadcastShapes,
  concatenate,
  dot,
  einsum,
  expandDims,
  matmul,
  moveAxis,
  normalizeAxes,
  normalizeAxis,
  pad,
  reduce,
  repeat,
  reshape,
  reshapeKeepingBatch,
  squeeze,
  swapAxes,
  take,
  tensordot,
  tile,
  transpose,
} from '../../../server/shapes/shape.ts';
import { inEnglish } from '../../../server/words/language.ts';

const None = null;
const n = Expression.symbol('n', { nonNegative: true });
const m = Expression.symbol('m', { nonNegative: true });

function gives(result: Result<readonly Dimension[] | undefined>, text: string): void {
  assert.equal(result.ok ? result.value && formatShape(result.value) : inEnglish(result.message), text);
}

function fails(result: Result<unknown>, message: RegExp): void {
  assert.equal(result.ok, false);
  if (!result.ok) assert.match(inEnglish(result.message), message);
}

describe('broadcasting', () => {
  test('aligned at the last axis, 1 gives way', () => {
    gives(broadcastShapes([8, 1, 6, 1], [7, 1, 5]), '(8, 7, 6, 5)');
    gives(broadcastShapes([], [3]), '(3,)');
    gives(broadcastAll([[3], [2, 1], [1, 1, 1]]), '(1, 2, 3)');
    gives(broadcastAll([]), '()');
  });

  test('None gives way to all but 1', () => {
    gives(broadcastShapes([None, 4], [5, 4]), '(5, 4)');
    gives(broadcastShapes([None, 4], [1, 4]), '(None, 4)');
    gives(broadcastShapes([None, 1], [None, 4]), '(None, 4)');
  });

  test('symbols: what the result is where the program runs', () => {
    gives(broadcastShapes([None, n], [None, n]), '(None, n)');
    gives(broadcastShapes([n], [5]), '(5,)');
    gives(broadcastShapes([n], [1]), '(n,)');
    gives(broadcastShapes([n], [m]), '(max(m, n),)');
    gives(broadcastShapes([add(n, 2)], [m]), '(n + 2,)');
    gives(broadcastShapes([None], [n]), '(n,)');
  });

  test('an error only where it is sure', () => {
    fails(broadcastShapes([None, 3], [None, 4]), /\(None, 3\) and \(None, 4\) do not broadcast: 3 and 4 differ/);
    fails(broadcastShapes([add(n, 6)], [5]), /do not broadcast/);
    gives(broadcastShapes([add(n, 1)], [add(n, 2)]), '(n + 2,)');
  });
});

describe('axes', () => {
  test('negative axes count from the end', () => {
    assert.deepEqual(normalizeAxis(-1, 3), { ok: true, value: 2 });
    fails(normalizeAxis(3, 3), /axis 3 is out of bounds for 3 dimensions/);
    fails(normalizeAxes([0, -3], 3), /twice/);
  });

  test('transpose, moveaxis, swapaxes', () => {
    gives(transpose([None, 2, 3]), '(3, 2, None)');
    gives(transpose([None, 2, 3], [0, 2, 1]), '(None, 3, 2)');
    fails(transpose([2, 3], [0]), /one axis for each/);
    fails(transpose([2, 3], [0, 0]), /twice/);
    gives(moveAxis([2, 3, 4, 5], [0], [-1]), '(3, 4, 5, 2)');
    gives(moveAxis([2, 3, 4, 5], [3, 0], [0, 2]), '(5, 3, 2, 4)');
    gives(swapAxes([2, 3, 4], 0, -1), '(4, 3, 2)');
  });

  test('expand_dims and squeeze', () => {
    gives(expandDims([None, 4], 1), '(None, 1, 4)');
    gives(expandDims([None, 4], -1), '(None, 4, 1)');
    gives(expandDims([4], [0, 2]), '(1, 4, 1)');
    fails(expandDims([4], 3), /out of bounds/);
    gives(squeeze([1, 4, 1]), '(4,)');
    gives(squeeze([None, 4, 1]), '(None, 4)');
    gives(squeeze([None, 4, 1], -1), '(None, 4)');
    fails(squeeze([None, 4, 1], 1), /cannot squeeze axis 1: its dimension is 4, not 1/);
    fails(squeeze([None, 4, 1], 0), /None, not 1/);
  });

  test('squeeze of a symbol: its rank may not be known', () => {
    assert.deepEqual(squeeze([2, n]), { ok: true, value: undefined });
    gives(squeeze([2, n], 1), '(2,)');
    gives(squeeze([1, add(n, 2)]), '(n + 2,)');
  });

  test('reduce', () => {
    gives(reduce([None, 10, 4], 1), '(None, 4)');
    gives(reduce([None, 10, 4], [1, -1], true), '(None, 1, 1)');
    gives(reduce([None, 10, 4]), '()');
    gives(reduce([None, 10, 4], undefined, true), '(1, 1, 1)');
    gives(reduce([None, 10], []), '(None, 10)');
    fails(reduce([None, 10], 2), /out of bounds/);
  });

  test('take', () => {
    gives(take([1000, 64], [None, 12], 0), '(None, 12, 64)');
    gives(take([5, 6, 7], [], -1), '(5, 6)');
  });
});

describe('repetition', () => {
  test('tile', () => {
    assert.deepEqual(tile([2, 3], [2]), [2, 6]);
    assert.deepEqual(tile([3], [2, 1]), [2, 3]);
    assert.equal(formatShape(tile([None, n], [2, 3])), '(None, 3·n)');
  });

  test('repeat', () => {
    gives(repeat([None, 3], 4, 1), '(None, 12)');
    gives(repeat([2, 3], 4), '(24,)');
    gives(repeat([None, 3], 4), '(None,)');
    gives(repeat([2, 3], [1, 2, 3], -1), '(2, 6)');
    fails(repeat([2, 3], [1, 2], 1), /one for each element/);
  });

  test('pad', () => {
    gives(
      pad(
        [None, 5],
        [
          [0, 0],
          [1, 2],
        ],
      ),
      '(None, 8)',
    );
    gives(pad([2, 5], [[1, 1]]), '(4, 7)');
    fails(
      pad(
        [2, 5, 6],
        [
          [0, 0],
          [1, 2],
        ],
      ),
      /for each of the 3 dimensions/,
    );
  });
});

describe('reshape', () => {
  test('-1 is all that is left', () => {
    gives(reshape([2, 3, 4], [-1, 6]), '(4, 6)');
    gives(reshape([2, 3, 4], [24]), '(24,)');
    gives(reshape([n, 6], [n, -1, 2]), '(n, 3, 2)');
    gives(reshape([n, 28, 28], [-1, 784]), '(n, 784)');
    gives(reshape([n, m], [-1]), '(m·n,)');
    gives(reshape([n, 3], [-1, 2]), '(3·n // 2, 2)');
    gives(reshape([0, 4], [-1, 4]), '(0, 4)');
  });

  test('with a None, -1 becomes None and nothing is checked', () => {
    gives(reshape([None, 4], [-1, 2]), '(None, 2)');
    gives(reshape([None, 4], [7, 2]), '(7, 2)');
    gives(reshape([2, 6], [None, -1]), '(None, None)');
  });

  test('the layer keeps the batch axis out of it', () => {
    gives(reshapeKeepingBatch([None, 12], [-1, 3]), '(None, 4, 3)');
    gives(reshapeKeepingBatch([None, None, 12], [-1, 3]), '(None, None, 3)');
    fails(reshapeKeepingBatch([None, 12], [5, 2]), /\(12,\) has 12 elements, not 10/);
  });

  test('what cannot be', () => {
    fails(reshape([2, 3], [-1, -1]), /only one dimension/);
    fails(reshape([2, 3], [-2, 3]), /negative/);
    fails(reshape([2, 3], [4]), /has 6 elements, not 4/);
    fails(reshape([2, 3], [-1, 4]), /no multiple of 4/);
    fails(reshape([2, 3], [-1, 0]), /no multiple of 0/);
    fails(reshape([add(n, 1), 3], [add(n, 1), 4, 2]), /has 3·n \+ 3 elements, not 8·n \+ 8/);
  });
});

describe('products', () => {
  test('matmul', () => {
    gives(matmul([None, 3], [3, 5]), '(None, 5)');
    gives(matmul([None, 2, 3], [3, 5]), '(None, 2, 5)');
    gives(matmul([None, 8, 2, 3], [None, 1, 3, 5]), '(None, 8, 2, 5)');
    gives(matmul([3], [3]), '()');
    gives(matmul([3], [None, 3, 4]), '(None, 4)');
    gives(matmul([2, 3], [3]), '(2,)');
    gives(matmul([None, n], [m, 5]), '(None, 5)');
    fails(matmul([None, 3], [4, 5]), /the axes that meet have 3 and 4 elements/);
    fails(matmul([], [4]), /scalar/);
  });

  test('dot', () => {
    gives(dot([2, 3, 4], [5, 4, 6]), '(2, 3, 5, 6)');
    gives(dot([4], [4]), '()');
    gives(dot([2, 4], [4]), '(2,)');
    gives(dot([], [4, 2]), '(4, 2)');
    fails(dot([2, 4], [3]), /4 and 3/);
  });

  test('tensordot', () => {
    gives(tensordot([3, 4, 5], [4, 5, 6], 2), '(3, 6)');
    gives(tensordot([3, 4], [5], 0), '(3, 4, 5)');
    gives(
      tensordot(
        [3, 4, 5],
        [5, 3, 2],
        [
          [0, 2],
          [1, 0],
        ],
      ),
      '(4, 2)',
    );
    fails(tensordot([3, 4], [3, 4], [[1], [0]]), /4 and 3/);
  });

  test('einsum', () => {
    gives(
      einsum('ij,jk->ik', [
        [None, 3],
        [3, 5],
      ]),
      '(None, 5)',
    );
    gives(
      einsum('ij,jk', [
        [2, 3],
        [3, 5],
      ]),
      '(2, 5)',
    );
    gives(einsum('ba', [[2, 3]]), '(3, 2)');
    gives(einsum('ii->i', [[3, 3]]), '(3,)');
    gives(
      einsum('...ij, kji->...k', [
        [None, 3, 4],
        [2, 4, 3],
      ]),
      '(None, 2)',
    );
    gives(
      einsum('bqhd,bkhd->bhqk', [
        [None, 10, 8, 64],
        [None, n, 8, 64],
      ]),
      '(None, 8, 10, n)',
    );
    gives(einsum('i...->...', [[2, 3, 4]]), '(3, 4)');
    gives(einsum('ij->', [[2, 3]]), '()');
    gives(
      einsum('BTNH,BFNH->BNFT', [
        [None, 4, 2, 8],
        [None, 6, 2, 8],
      ]),
      '(None, 2, 6, 4)',
    );
    fails(einsum('ij,jk->ik', [[2, 3]]), /2 operands, but got 1/);
    fails(einsum('ij->i', [[2, 3, 4]]), /does not have the rank/);
    fails(einsum('i->i->i', [[2]]), /only one "->"/);
  });
});

test('shapes are never changed in place', () => {
  const shape: Shape = Object.freeze([None, 3, 1]);
  for (const result of [transpose(shape), squeeze(shape, -1), expandDims(shape, 0), concatenate([shape, shape], 1)])
    assert.ok(result.ok);
  assert.deepEqual(shape, [None, 3, 1]);
});

/** Refusals and corner cases of the rules on shapes, as NumPy and Keras have them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatShape, type Dimension } from '../../../server/shapes/dimension.ts';
import { eitherShape } from '../../../server/shapes/either.ts';
import { Expression } from '../../../server/shapes/expression.ts';
import type { IndexItem } from '../../../server/shapes/indexing.ts';
import type { Result } from '../../../server/shapes/result.ts';
import * as shapes from '../../../server/shapes/shape.ts';
import { inEnglish } from '../../../server/words/language.ts';

const n = Expression.symbol('n', { nonNegative: true });
const m = Expression.symbol('m', { nonNegative: true });
const x = Expression.symbol('x');
const y = Expression.symbol('y');
const of = Expression.of;

const gives = (result: Result<readonly Dimension[] | undefined>, expected: string): void =>
  assert.equal(result.ok ? formatShape(result.value ?? []) : inEnglish(result.message), expected);
function fails(result: Result<unknown>, message: RegExp): void {
  assert.ok(!result.ok);
  assert.match(inEnglish(result.message), message);
}

test('an axis that is not there', () => {
  fails(shapes.normalizeAxis(-4, 3), /^axis -4 is out of bounds for 3 dimensions$/);
  fails(shapes.normalizeAxis(1, 1), /^axis 1 is out of bounds for 1 dimension$/);
  fails(shapes.normalizeAxis(0.5, 3), /out of bounds/);
  assert.deepEqual(shapes.normalizeAxis(-3, 3), { ok: true, value: 0 });
  for (const result of [
    shapes.concatenate([[2, 3]], 2),
    shapes.split([4, 6], 2, 2),
    shapes.splitAt([4, 6], [1], 2),
    shapes.repeat([2, 3], 2, 2),
    shapes.take([2, 3], [4], 2),
    shapes.moveAxis([2, 3], [2], [0]),
    shapes.moveAxis([2, 3], [0], [2]),
    shapes.swapAxes([2, 3], 2, 0),
    shapes.swapAxes([2, 3], 0, 2),
    shapes.squeeze([1, 3], 2),
    shapes.expandDims([2], 2),
    shapes.reduce([2, 3], [0, 2]),
    shapes.transpose([2, 3], [0, 2]),
    shapes.tensordot([2, 3], [3, 4], [[2], [0]]),
    shapes.tensordot([2, 3], [3, 4], [[1], [2]]),
  ])
    fails(result, /^axis 2 is out of bounds for [123] dimensions?$/);
});

test('a new axis may be the last', () => {
  gives(shapes.stack([[2, 3]], 2), '(2, 3, 1)');
  fails(shapes.stack([[2, 3]], 3), /out of bounds/);
});

test('moving axes', () => {
  gives(shapes.moveAxis([2, 3, 4, 5], [0, 1], [3, 2]), '(4, 5, 3, 2)');
  gives(shapes.moveAxis([2, 3, 4, 5], [0, 3], [1, 0]), '(5, 2, 3, 4)');
  fails(shapes.moveAxis([2, 3, 4], [0, 1], [0]), /as many destinations as sources, but got 2 and 1/);
  gives(shapes.squeeze([1, 3, 1], [0, 2]), '(3,)');
  gives(shapes.expandDims([2], [0, 2]), '(1, 2, 1)');
});

test('nothing to join, other ranks', () => {
  fails(shapes.concatenate([], 0), /at least one tensor/);
  fails(shapes.stack([], 0), /at least one tensor/);
  fails(shapes.stack([[2, 3], [2]], 0), /only tensors of one shape can be stacked, not \(2, 3\) and \(2,\)/);
  fails(shapes.stack([[2], [2, 3]], 0), /only tensors of one shape/);
  fails(
    shapes.concatenate(
      [
        [2, 3],
        [2, 3, 4],
      ],
      0,
    ),
    /differ at another axis/,
  );
});

test('joined along an axis of unknown size', () => {
  gives(
    shapes.concatenate(
      [
        [null, 3],
        [4, 3],
      ],
      0,
    ),
    '(None, 3)',
  );
  gives(
    shapes.concatenate(
      [
        [4, 3],
        [null, 3],
      ],
      0,
    ),
    '(None, 3)',
  );
  gives(
    shapes.concatenate(
      [
        [null, 3],
        [4, 3],
        [5, 3],
      ],
      0,
    ),
    '(None, 3)',
  );
  gives(
    shapes.concatenate(
      [
        [null, 3],
        [4, 5],
      ],
      1,
      'any',
    ),
    '(4, 8)',
  );
  gives(
    shapes.concatenate(
      [
        [null, 3],
        [null, 5],
      ],
      1,
      'any',
    ),
    '(None, 8)',
  );
});

test('stacked where sizes are not known', () => {
  gives(
    shapes.stack(
      [
        [null, 3],
        [4, null],
      ],
      0,
    ),
    '(2, None, 3)',
  );
  gives(
    shapes.stack(
      [
        [null, 3],
        [4, null],
      ],
      0,
      'any',
    ),
    '(2, 4, 3)',
  );
});

test('split in equal parts', () => {
  for (const sections of [0, -1, 1.5]) fails(shapes.split([4, 6], sections, 0), /cannot be split in/);
  assert.deepEqual(shapes.split([4, 6], 1, 0), { ok: true, value: [[4, 6]] });
});

test('broadcasting of symbols and of nothing', () => {
  fails(shapes.broadcastAll([[2], [3], [4]]), /\(2,\) and \(3,\) do not broadcast/);
  gives(shapes.broadcastShapes([n], [null]), '(n,)');
  gives(shapes.broadcastShapes([0], [n]), '(0,)');
  fails(shapes.broadcastShapes([0], [5]), /0 and 5 differ/);
  gives(shapes.broadcastShapes([0], [1]), '(0,)');
});

test('products of matrices and vectors', () => {
  fails(shapes.matmul([], [3]), /takes no scalars/);
  fails(shapes.matmul([3], []), /takes no scalars/);
  gives(shapes.matmul([3], [3]), '()');
  gives(shapes.matmul([3], [3, 4]), '(4,)');
  gives(shapes.matmul([2, 3], [3]), '(2,)');
  gives(shapes.matmul([3], [5, 3, 4]), '(5, 4)');
  gives(shapes.matmul([5, 2, 3], [3]), '(5, 2)');
  fails(shapes.matmul([3], [4]), /^matmul of \(3,\) and \(4,\): the axes that meet have 3 and 4 elements$/);
  fails(shapes.matmul([2, 3], [4, 5]), /^matmul of \(2, 3\) and \(4, 5\)/);
  fails(shapes.matmul([2, 3, 4], [5, 4, 6]), /do not broadcast|differ/);
  gives(shapes.dot([], [3, 4]), '(3, 4)');
  gives(shapes.dot([3, 4], []), '(3, 4)');
  gives(shapes.dot([3], [3]), '()');
  gives(shapes.dot([2, 3], [3]), '(2,)');
  gives(shapes.dot([3], [3, 4]), '(4,)');
  gives(shapes.dot([2, 3], [5, 3, 4]), '(2, 5, 4)');
  fails(shapes.dot([2, 3], [4, 5]), /^dot of \(2, 3\) and \(4, 5\): the axes that meet have 3 and 4 elements$/);
  gives(shapes.tensordot([2, 3], [4, 5], 0), '(2, 3, 4, 5)');
  gives(shapes.tensordot([2, 3], [4, 5], -1), '(2, 3, 4, 5)'); // range(-1): no axes
  gives(shapes.dot([3], [4]), '()'); // Keras does not compare them
  gives(shapes.tensordot([2, 3], [3, 5], 1), '(2, 5)');
  gives(shapes.tensordot([2, 3, 4], [3, 4, 5], 2), '(2, 5)');
  gives(
    shapes.tensordot(
      [2, 3, 4],
      [4, 3, 5],
      [
        [1, 2],
        [1, 0],
      ],
    ),
    '(2, 5)',
  );
  fails(shapes.tensordot([2, 3], [3, 4], [[0, 1], [0]]), /got 2 and 1/);
  fails(shapes.tensordot([2, 3], [4, 5], [[1], [0]]), /^tensordot of \(2, 3\) and \(4, 5\)/);
});

test('repeated elements', () => {
  fails(shapes.repeat([2, 3], [1, 2, 3]), /one count, or one for each element along the axis of \(2, 3\)/);
  gives(shapes.repeat([2, 3], 4), '(24,)');
  gives(shapes.repeat([3], [1, 2, 3]), '(6,)');
  fails(shapes.repeat([2, 3], [1, 2], 1), /one count, or one for each element/);
});

test('reshape: what is left', () => {
  gives(shapes.reshape([2, 6], [-1]), '(12,)');
  gives(shapes.reshape([2, 6], [3, 4]), '(3, 4)');
  gives(shapes.reshape([null, 6], [3, 4]), '(3, 4)');
  gives(shapes.reshape([2, 6], [null, 4]), '(None, 4)');
  gives(shapes.reshape([null, 6], [-1, 4]), '(None, 4)');
  fails(shapes.reshape([2, 6], [5, 4]), /12 elements, not 20/);
  fails(shapes.reshape([2, 6], [3]), /12 elements, not 3/);
  fails(shapes.reshape([2, 6], [-1, 5]), /12 elements, which is no multiple of 5/);
  fails(shapes.reshapeKeepingBatch([], [1]), /no batch axis/);
  gives(shapes.reshapeKeepingBatch([null, 6], [-1, 3]), '(None, 2, 3)');
});

test('einsum: letters, a wildcard, a diagonal', () => {
  gives(
    shapes.einsum('ij,jk->ik', [
      [2, 3],
      [3, 4],
    ]),
    '(2, 4)',
  );
  gives(
    shapes.einsum('ij,jk', [
      [2, 3],
      [3, 4],
    ]),
    '(2, 4)',
  );
  gives(shapes.einsum('ba', [[2, 3]]), '(3, 2)');
  gives(shapes.einsum('ii->i', [[null, 3]]), '(None,)');
  gives(
    shapes.einsum('...ij,jk->...ik', [
      [7, 8, 2, 3],
      [3, 4],
    ]),
    '(7, 8, 2, 4)',
  );
  gives(shapes.einsum('i...j,k->...k', [[2, 7, 8, 3], [4]]), '(7, 8, 4)');
  gives(shapes.einsum('ij->', [[2, 3]]), '()');
  gives(shapes.einsum('i,j->ij', [[null], [n]]), '(None, n)');
  fails(shapes.einsum('ijk->i', [[2, 3]]), /does not have the rank of \(2, 3\)/);
  fails(shapes.einsum('ijk...->i', [[2, 3]]), /does not have the rank/);
  fails(shapes.einsum('i->i', [[2, 3]]), /does not have the rank/);
  fails(shapes.einsum('i->j->k', [[2]]), /only one "->"/);
  fails(shapes.einsum('i,j->ij', [[2]]), /has 2 operands, but got 1/);
});

test('either of two shapes', () => {
  assert.equal(eitherShape(undefined, [1]), undefined);
  assert.equal(eitherShape([1], undefined), undefined);
  assert.equal(eitherShape([1], [1, 2]), undefined);
  const [size] = eitherShape([3], [5])!;
  assert.equal(String(size), '3 or 5');
  assert.ok(size instanceof Expression && size.lowerBound === 0n, 'a size is never negative');
  // 48 characters are shown, 49 are not.
  const long = (length: number): Expression => Expression.symbol('a'.repeat(length - ' or 5'.length));
  assert.notEqual(eitherShape([long(48)], [5]), undefined);
  assert.equal(eitherShape([long(49)], [5]), undefined);
});

const slice = (start?: number | Expression, stop?: number | Expression): IndexItem => ({ kind: 'slice', start, stop });
const array = (...shape: Dimension[]): IndexItem => ({ kind: 'array', shape });

test('indices: ellipsis, arrays, masks', () => {
  gives(shapes.indexShape([2, 3, 4, 5], [{ kind: 'integer', value: 0 }, { kind: 'ellipsis' }, slice(1)]), '(3, 4, 4)');
  gives(shapes.indexShape([2, 3, 4, 5], [slice(1), { kind: 'ellipsis' }, { kind: 'integer', value: 0 }]), '(1, 3, 4)');
  gives(shapes.indexShape([2, 3], [{ kind: 'ellipsis' }]), '(2, 3)');
  gives(shapes.indexShape([2, 3, 4], [{ kind: 'ellipsis' }, { kind: 'integer', value: undefined }]), '(2, 3)');
  gives(shapes.indexShape([9, 3, 4], [array(2, 7)]), '(2, 7, 3, 4)');
  gives(shapes.indexShape([9, 3, 4], [slice(), array(7)]), '(9, 7, 4)');
  gives(shapes.indexShape([9, 3, 4], [array(7), array(7)]), '(7, 4)');
  gives(shapes.indexShape([9, 3, 4], [array(7), slice(), array(7)]), '(7, 3)');
  gives(shapes.indexShape([9, 3, 4], [slice(), array(7), { kind: 'integer', value: 0 }]), '(9, 7)');
  gives(shapes.indexShape([9, 3, 4], [{ kind: 'mask', rank: 2, count: null }]), '(None, 4)');
  gives(shapes.indexShape([9, 3, 4], [slice(), { kind: 'mask', rank: 2, count: n }]), '(9, n)');
  fails(
    shapes.indexShape([9, 3], [{ kind: 'mask', rank: 3, count: null }]),
    /too many indices: \(9, 3\) has 2 dimensions, but 3 are indexed/,
  );
  fails(shapes.indexShape([9, 3], [array(2), array(5)]), /do not broadcast/);
  fails(shapes.indexShape([9], [{ kind: 'slice', step: 0 }]), /slice step cannot be zero/);
});

test('slices of sizes that are not known', () => {
  const length = (dimension: Dimension, start?: number | Expression, stop?: number | Expression): string => {
    const result = shapes.sliceLength(dimension, { start, stop });
    return result.ok ? formatShape([result.value]) : inEnglish(result.message);
  };
  assert.equal(length(n, 1), '(n - 1,)');
  assert.equal(length(10, n), '(max(-n + 10, 0),)');
  assert.equal(length(n, m), '(max(n - m, 0),)');
  assert.equal(length(10, x), '(len(range(10)[x:]),)');
  assert.equal(length(10, undefined, x), '(len(range(10)[:x]),)');
  assert.equal(length(10, x, y), '(len(range(10)[x:y]),)');
  // Only a symbol is taken to be 1 or more: twice a size may be 0.
  assert.equal(length(n.multiply(of(2)), 1), '(max(2·n - 1, 0),)');
  assert.equal(length(n, undefined, n.subtract(of(1))), '(n - 1,)');
  const backwards = (
    dimension: Dimension,
    bounds: { start?: number | Expression; stop?: number | Expression },
  ): string => {
    const result = shapes.sliceLength(dimension, { ...bounds, step: -1 });
    return result.ok ? formatShape([result.value]) : inEnglish(result.message);
  };
  assert.equal(backwards(10, { start: x }), '(len(range(10)[x::-1]),)');
  assert.equal(backwards(10, { stop: x }), '(len(range(10)[:x:-1]),)');
  assert.equal(backwards(10, { start: x, stop: y }), '(len(range(10)[x:y:-1]),)');
  assert.equal(backwards(10, { start: 7, stop: 2 }), '(5,)');
  assert.equal(backwards(10, { start: -1, stop: -4 }), '(3,)');
  assert.equal(backwards(n, {}), '(n,)');
  const result = shapes.sliceLength(10, { start: x });
  assert.ok(
    result.ok && result.value instanceof Expression && result.value.lowerBound === 0n,
    'a length is never negative',
  );
});

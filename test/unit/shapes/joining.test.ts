/** Shapes that are joined, stacked and split. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { formatShape, multiply, type Dimension } from '../../../server/shapes/dimension.ts';
import { Expression } from '../../../server/shapes/expression.ts';
import type { Result } from '../../../server/shapes/result.ts';
import { concatenate, split, splitAt, stack } from '../../../server/shapes/shape.ts';
import { inEnglish } from '../../../server/words/language.ts';

const None = null;
const n = Expression.symbol('n', { nonNegative: true });

function gives(result: Result<readonly Dimension[] | undefined>, text: string): void {
  assert.equal(result.ok ? result.value && formatShape(result.value) : inEnglish(result.message), text);
}

function fails(result: Result<unknown>, message: RegExp): void {
  assert.equal(result.ok, false);
  if (!result.ok) assert.match(inEnglish(result.message), message);
}

describe('joining', () => {
  test('concatenate', () => {
    gives(
      concatenate(
        [
          [None, 3],
          [None, 4],
        ],
        -1,
      ),
      '(None, 7)',
    );
    gives(
      concatenate(
        [
          [None, 3],
          [None, n],
        ],
        1,
      ),
      '(None, n + 3)',
    );
    gives(
      concatenate(
        [
          [None, 3],
          [2, 4],
        ],
        1,
      ),
      '(None, 7)',
    );
    gives(
      concatenate(
        [
          [2, 3],
          [None, 3],
        ],
        0,
      ),
      '(None, 3)',
    );
  });

  test('concatenate: the other axes agree', () => {
    fails(
      concatenate(
        [
          [None, 5, 3],
          [None, 6, 3],
        ],
        -1,
      ),
      /differ at another axis/,
    );
    fails(
      concatenate(
        [
          [None, 3],
          [None, 3, 1],
        ],
        -1,
      ),
      /differ/,
    );
    gives(
      concatenate(
        [
          [None, n, 3],
          [None, 6, 3],
        ],
        -1,
      ),
      '(None, n, 6)',
    );
  });

  test('stack', () => {
    gives(
      stack(
        [
          [None, 3],
          [None, 3],
        ],
        1,
      ),
      '(None, 2, 3)',
    );
    gives(
      stack(
        [
          [None, 3],
          [None, 3],
        ],
        -1,
      ),
      '(None, 3, 2)',
    );
    fails(
      stack(
        [
          [None, 3],
          [None, 4],
        ],
        0,
      ),
      /one shape/,
    );
  });

  test('split', () => {
    const parts = split([None, 12], 3, -1);
    assert.deepEqual(parts, {
      ok: true,
      value: [
        [null, 4],
        [null, 4],
        [null, 4],
      ],
    });
    fails(split([None, 10], 3, 1), /cannot be split in 3 equal parts/);
    assert.deepEqual(split([None, 10], 2, 0), {
      ok: true,
      value: [
        [null, 10],
        [null, 10],
      ],
    });
    const symbolic = split([None, multiply(n, 4)], 4, 1);
    gives(symbolic.ok ? { ok: true, value: symbolic.value[0] } : symbolic, '(None, n)');
    assert.deepEqual(splitAt([None, 10], [3, 4], 1), {
      ok: true,
      value: [
        [null, 3],
        [null, 1],
        [null, 6],
      ],
    });
    assert.deepEqual(splitAt([None, 10], [3], 0), {
      ok: true,
      value: [
        [3, 10],
        [null, 10],
      ],
    });
  });
});

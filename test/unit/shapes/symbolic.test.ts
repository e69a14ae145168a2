import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { convolutionShape, poolingShape, transposedConvolutionShape } from '../../../server/shapes/convolution.ts';
import { formatShape, toSize, type Dimension, type Shape } from '../../../server/shapes/dimension.ts';
import { Expression } from '../../../server/shapes/expression.ts';
import type { Result } from '../../../server/shapes/result.ts';
import * as shapes from '../../../server/shapes/shape.ts';
import { randomGenerator, rounds } from './random.ts';

const random = randomGenerator(2_026);
const { integer, pick } = random;

/** Names for the sizes 1, 2, 3 …; every second one is known not to be negative. */
const symbols = Array.from({ length: 40 }, (_, size) =>
  Expression.symbol(`size${size}`, { nonNegative: size % 2 === 0 }),
);
const values = new Map(symbols.map((symbol, size) => [symbol, Expression.of(size)]));

/** The shape with about half of its sizes written as symbols. */
function veiled(shape: Shape): Shape {
  return shape.map((dimension) =>
    typeof dimension === 'number' && integer(0, 1) === 0 ? symbols[dimension]! : dimension,
  );
}

function unveiled(shape: readonly Dimension[]): Shape {
  return shape.map((dimension) => (dimension instanceof Expression ? toSize(dimension.substitute(values)) : dimension));
}

function randomShape(lowestRank: number, highestRank: number): Dimension[] {
  return Array.from({ length: integer(lowestRank, highestRank) }, () => integer(1, 5));
}

/** What the rule gives on numbers, it gives on symbols too, once their values are put in. */
function agrees(
  rule: (...inputs: Shape[]) => Result<readonly Dimension[] | undefined>,
  inputs: readonly Shape[],
): boolean {
  const expected = rule(...inputs);
  if (!expected.ok || !expected.value) return false;
  const hidden = inputs.map(veiled);
  const description = hidden.map(formatShape).join(' and ');
  const result = rule(...hidden);
  assert.ok(result.ok, `false alarm on ${description}: ${result.ok ? '' : result.message}`);
  if (result.value)
    assert.deepEqual(unveiled(result.value), expected.value, `${formatShape(result.value)} of ${description}`);
  return true;
}

function repeatedly(most: number, round: () => boolean): void {
  const count = rounds(most);
  let compared = 0;
  for (let done = 0; done < count; done++) if (round()) compared++;
  assert.ok(compared > count / 20, `only ${compared} of ${count} had a shape`);
}

describe('a rule on symbols is the rule on numbers', () => {
  test('broadcasting', () => {
    repeatedly(500, () =>
      agrees((a, b) => shapes.broadcastShapes(a!, b!), [randomShape(0, 3).map(orOne), randomShape(0, 3).map(orOne)]),
    );
  });

  test('joining', () => {
    repeatedly(300, () => {
      const first = randomShape(1, 3);
      const axis = integer(0, first.length - 1);
      const second = first.map((dimension, index) => (index === axis ? integer(1, 5) : dimension));
      return (
        agrees((...inputs) => shapes.concatenate(inputs, axis), [first, second]) &&
        agrees((...inputs) => shapes.stack(inputs, axis), [first, first])
      );
    });
  });

  test('reshape', () => {
    repeatedly(500, () => {
      const shape = randomShape(1, 4);
      const target = randomShape(0, 2);
      return agrees((input) => shapes.reshape(input!, [...target, -1]), [shape]);
    });
    repeatedly(200, () => {
      const shape = randomShape(2, 4);
      return agrees((input) => shapes.reshape(input!, [...input!.slice(0, -1), 1, -1]), [shape]);
    });
  });

  test('products', () => {
    repeatedly(500, () => {
      const a = randomShape(1, 3);
      const b = randomShape(1, 3);
      b[Math.max(b.length - 2, 0)] = a.at(-1)!;
      return agrees((x, y) => shapes.matmul(x!, y!), [a, b]) && agrees((x, y) => shapes.dot(x!, y!), [a, b]);
    });
    repeatedly(100, () =>
      agrees(
        (x, y) => shapes.einsum('bij,bjk->bik', [x!, y!]),
        [
          [2, integer(1, 5), 4],
          [2, 4, integer(1, 5)],
        ],
      ),
    );
  });

  test('repetition, reduction, squeezing and indexing', () => {
    repeatedly(300, () => {
      const shape = randomShape(1, 4);
      const axis = integer(0, shape.length - 1);
      const start = integer(-3, 3);
      return (
        agrees((input) => ({ ok: true, value: shapes.tile(input!, [2, 3]) }), [shape]) &&
        agrees((input) => shapes.repeat(input!, 3), [shape]) &&
        agrees((input) => shapes.pad(input!, [[1, 2]]), [shape]) &&
        agrees((input) => shapes.reduce(input!, axis, true), [shape]) &&
        agrees((input) => shapes.squeeze(input!), [shape]) &&
        agrees((input) => shapes.indexShape(input!, [{ kind: 'slice', start, stop: 4 }, { kind: 'ellipsis' }]), [shape])
      );
    });
  });

  test('convolution and pooling', () => {
    repeatedly(500, () => {
      const shape = [integer(1, 4), integer(1, 30), integer(1, 30), integer(1, 3)];
      const padding = pick<'valid' | 'same'>(['valid', 'same']);
      const axes = Array.from({ length: 2 }, () => ({
        kernelSize: integer(1, 4),
        stride: integer(1, 3),
        dilation: integer(1, 2),
      }));
      const windows = axes.map(({ kernelSize, stride }) => ({ poolSize: kernelSize, stride }));
      const format = pick<'channels_last' | 'channels_first'>(['channels_last', 'channels_first']);
      if (format === 'channels_first') shape.splice(1, 0, shape.pop()!);
      return (
        agrees((input) => convolutionShape(input!, 8, axes, padding, format), [shape]) &&
        agrees((input) => poolingShape(input!, windows, padding, format), [shape]) &&
        agrees((input) => transposedConvolutionShape(input!, 8, axes, padding, format), [shape])
      );
    });
  });
});

function orOne(dimension: Dimension): Dimension {
  return integer(0, 2) === 0 ? 1 : pick([3, dimension]);
}

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  convolutionShape,
  convolutionSize,
  poolingShape,
  poolingSize,
  transposedConvolutionShape,
  transposedConvolutionSize,
} from '../../../server/shapes/convolution.ts';
import { add, formatDimension, formatShape, type Dimension } from '../../../server/shapes/dimension.ts';
import { Expression } from '../../../server/shapes/expression.ts';
import type { Result } from '../../../server/shapes/result.ts';
import { inEnglish } from '../../../server/words/language.ts';

const None = null;
const n = Expression.symbol('n', { nonNegative: true });

const text = (result: Result<Dimension>): string =>
  result.ok ? formatDimension(result.value) : inEnglish(result.message);
const shapeText = (result: Result<readonly Dimension[]>): string =>
  result.ok ? formatShape(result.value) : inEnglish(result.message);

describe('convolution', () => {
  test('valid: places where the kernel fits', () => {
    assert.equal(text(convolutionSize(28, { kernelSize: 3, stride: 1 }, 'valid')), '26');
    assert.equal(text(convolutionSize(28, { kernelSize: 3, stride: 2 }, 'valid')), '13');
    assert.equal(text(convolutionSize(28, { kernelSize: 3, stride: 1, dilation: 4 }, 'valid')), '20');
    assert.equal(text(convolutionSize(3, { kernelSize: 3, stride: 5 }, 'valid')), '1');
  });

  test('same and causal: one place for each stride', () => {
    assert.equal(text(convolutionSize(28, { kernelSize: 3, stride: 1 }, 'same')), '28');
    assert.equal(text(convolutionSize(7, { kernelSize: 3, stride: 2 }, 'same')), '4');
    assert.equal(text(convolutionSize(7, { kernelSize: 9, stride: 2, dilation: 3 }, 'causal')), '4');
  });

  test('None stays None; symbols give formulas', () => {
    assert.equal(text(convolutionSize(None, { kernelSize: 3, stride: 2 }, 'valid')), 'None');
    assert.equal(text(convolutionSize(n, { kernelSize: 3, stride: 1 }, 'valid')), 'n - 2');
    assert.equal(text(convolutionSize(n, { kernelSize: 3, stride: 2 }, 'valid')), '(n + 1) // 2 - 1');
    assert.equal(text(convolutionSize(n, { kernelSize: 3, stride: 2 }, 'same')), '(n + 1) // 2');
    assert.equal(text(convolutionSize(28, { kernelSize: n, stride: 1 }, 'valid')), '-n + 29');
  });

  test('an error where nothing fits, and only where that is sure', () => {
    assert.match(text(convolutionSize(2, { kernelSize: 3, stride: 1 }, 'valid')), /does not fit in 2/);
    assert.match(text(convolutionSize(n, { kernelSize: add(n, 1), stride: 1 }, 'valid')), /does not fit in n/);
    assert.equal(text(convolutionSize(2, { kernelSize: 3, stride: 1 }, 'same')), '2');
    assert.match(
      text(convolutionSize(2, { kernelSize: 3, stride: 0 }, 'same')),
      /^the stride must be positive, but is 0$/,
    );
    assert.match(
      text(convolutionSize(2, { kernelSize: 3, stride: -1 }, 'same')),
      /^the stride must be positive, but is -1$/,
    );
    assert.match(
      text(convolutionSize(2, { kernelSize: 3, stride: 1, dilation: 0 }, 'same')),
      /^the dilation must be positive/,
    );
    assert.match(text(convolutionSize(2, { kernelSize: 0, stride: 1 }, 'same')), /^the kernel size must be positive/);
    assert.match(
      text(convolutionSize(2, { kernelSize: 3, stride: 1 }, 'valid')),
      /^a kernel over 3 elements does not fit in 2 /,
    );
    // n is taken to be positive
    assert.equal(text(convolutionSize(28, { kernelSize: 3, stride: n }, 'same')), '27 // n + 1');
  });

  test('whole shapes', () => {
    const axis = { kernelSize: 3, stride: 1 };
    assert.equal(
      shapeText(convolutionShape([None, 28, 28, 1], 32, [axis, axis], 'valid', 'channels_last')),
      '(None, 26, 26, 32)',
    );
    assert.equal(
      shapeText(convolutionShape([None, 1, 28, 28], 32, [axis, axis], 'valid', 'channels_first')),
      '(None, 32, 26, 26)',
    );
    assert.match(
      shapeText(convolutionShape([None, 28, 28], 32, [axis, axis], 'valid', 'channels_last')),
      /expected 4 dimensions/,
    );
    assert.match(
      shapeText(convolutionShape([None, 2, 28, 1], 32, [axis, axis], 'valid', 'channels_last')),
      /\(None, 2, 28, 1\)/,
    );
  });
});

describe('pooling', () => {
  test('valid leaves out a rest, same keeps it', () => {
    assert.equal(text(poolingSize(13, { poolSize: 2, stride: 2 }, 'valid')), '6');
    assert.equal(text(poolingSize(13, { poolSize: 2, stride: 2 }, 'same')), '7');
    assert.equal(text(poolingSize(n, { poolSize: 2, stride: 2 }, 'valid')), 'n // 2');
    assert.match(
      text(poolingSize(1, { poolSize: 2, stride: 2 }, 'valid')),
      /^a pooling window over 2 elements does not fit in 1 /,
    );
    assert.match(text(poolingSize(9, { poolSize: 2, stride: 0 }, 'valid')), /^the stride must be positive/);
    assert.match(text(poolingSize(9, { poolSize: 0, stride: 2 }, 'valid')), /^the pool size must be positive/);
  });

  test('whole shapes keep the channels', () => {
    const axis = { poolSize: 2, stride: 2 };
    assert.equal(
      shapeText(poolingShape([None, 9, None, 3], [axis, axis], 'valid', 'channels_last')),
      '(None, 4, None, 3)',
    );
    assert.equal(shapeText(poolingShape([None, 3, 9, 8], [axis, axis], 'same', 'channels_first')), '(None, 3, 5, 4)');
  });
});

describe('transposed convolution', () => {
  test('same multiplies by the stride', () => {
    assert.equal(transposedConvolutionSize(7, { kernelSize: 3, stride: 2 }, 'same'), 14);
    assert.equal(transposedConvolutionSize(7, { kernelSize: 3, stride: 2, outputPadding: 0 }, 'same'), 13);
    assert.equal(transposedConvolutionSize(7, { kernelSize: 4, stride: 2, outputPadding: 1 }, 'same'), 13);
  });

  test('valid adds the kernel', () => {
    assert.equal(transposedConvolutionSize(7, { kernelSize: 3, stride: 2 }, 'valid'), 15);
    assert.equal(transposedConvolutionSize(7, { kernelSize: 2, stride: 3 }, 'valid'), 21);
    assert.equal(transposedConvolutionSize(7, { kernelSize: 3, stride: 2, outputPadding: 1 }, 'valid'), 16);
    assert.equal(transposedConvolutionSize(7, { kernelSize: 3, stride: 1, dilation: 2 }, 'valid'), 11);
  });

  test('None and symbols', () => {
    assert.equal(transposedConvolutionSize(None, { kernelSize: 3, stride: 2 }, 'valid'), null);
    assert.equal(formatDimension(transposedConvolutionSize(n, { kernelSize: 3, stride: 2 }, 'valid')), '2·n + 1');
    const axis = { kernelSize: 3, stride: 2 };
    assert.equal(
      shapeText(transposedConvolutionShape([None, n, 7, 8], 4, [axis, axis], 'same', 'channels_last')),
      '(None, 2·n, 14, 4)',
    );
  });
});

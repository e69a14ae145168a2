/**
 * LocallyConnected1D and 2D, which Keras had up to 2.15: arrays as keras/src/layers/locally_connected of tf-keras makes
 * them.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { locallyConnectedLayers } from '../../../../server/keras/layers/convolution/locally-connected.ts';
import { called, dimensionsOf, refused, shapeAfter } from './declared.ts';
import { reported } from './in-programs.ts';

test('implementation 1: a kernel for each place of the output', () => {
  assert.deepEqual(called('LocallyConnected1D', { filters: 5, kernel_size: 3 }, [null, 10, 2]), {
    output: '(None, 8, 5)',
    weights: ['kernel (8, 6, 5)', 'bias (8, 5)'],
    macs: '240', // 8 places · 3 · 2 products · 5 filters
  });
  assert.deepEqual(
    called('LocallyConnected2D', { filters: 5, kernel_size: [3, 2], strides: [1, 2] }, [null, 10, 8, 2]),
    {
      output: '(None, 8, 4, 5)',
      weights: ['kernel (32, 12, 5)', 'bias (8, 4, 5)'],
      macs: '1,920', // 8 · 4 places · 3 · 2 · 2 products · 5 filters
    },
  );
});

test('a hovered array says what its dimensions are', () => {
  assert.deepEqual(dimensionsOf('LocallyConnected1D', { filters: 5, kernel_size: 3 }, [null, 10, 2]), [
    [['output_steps'], ['kernel_size', 'channels'], 'filters'],
    ['output_steps', 'filters'],
  ]);
  assert.deepEqual(dimensionsOf('LocallyConnected2D', { filters: 5, kernel_size: 3 }, [null, 10, 8, 2]), [
    [['output_height', 'output_width'], ['kernel_height', 'kernel_width', 'channels'], 'filters'],
    ['output_height', 'output_width', 'filters'],
  ]);
});

test('implementation 2: each place of the input with each of the output', () => {
  assert.deepEqual(
    called('LocallyConnected1D', { filters: 5, kernel_size: 3, implementation: 2, use_bias: false }, [null, 10, 2])
      .weights,
    ['kernel (10, 2, 8, 5)'],
  );
  assert.deepEqual(
    called(
      'LocallyConnected1D',
      { filters: 5, kernel_size: 3, implementation: 2, data_format: 'channels_first', use_bias: false },
      [null, 2, 10],
    ).weights,
    ['kernel (2, 10, 5, 8)'],
  );
  assert.deepEqual(
    called('LocallyConnected2D', { filters: 5, kernel_size: 3, implementation: 2 }, [null, 10, 9, 2]).weights,
    ['kernel (10, 9, 2, 8, 7, 5)', 'bias (8, 7, 5)'],
  );
  assert.deepEqual(
    called('LocallyConnected2D', { filters: 5, kernel_size: 3, implementation: 2, data_format: 'channels_first' }, [
      null,
      2,
      10,
      9,
    ]).weights,
    ['kernel (2, 10, 9, 5, 8, 7)', 'bias (8, 7, 5)'],
  );
});

test('implementation 3 keeps only what is connected: how many numbers is not worked out', () => {
  assert.throws(
    () => called('LocallyConnected1D', { filters: 5, kernel_size: 3, implementation: 3 }, [null, 10, 2]),
    /implementation=3/,
  );
});

test('padding same is for the implementations that mask', () => {
  assert.equal(
    shapeAfter('LocallyConnected1D', { filters: 5, kernel_size: 3, padding: 'SAME', implementation: 2 }, [null, 10, 2]),
    '(None, 10, 5)',
  );
  assert.equal(
    shapeAfter('LocallyConnected1D', { filters: 5, kernel_size: 3, padding: 'Valid' }, [null, 10, 2]),
    '(None, 8, 5)',
  );
  const error = refused('LocallyConnected1D', { filters: 5, kernel_size: 3, padding: 'same' });
  assert.deepEqual([error.code, error.parameter], ['bad-argument', 'padding']);
  assert.match(error.message, /where implementation is 1, but it is "same"/);
});

test('the initializers are those of every convolution', () => {
  const { kernel_initializer, bias_initializer } = locallyConnectedLayers[0]!.parameters;
  assert.deepEqual([kernel_initializer, bias_initializer], ['glorot_uniform', 'zeros']);
});

test('what is refused', () => {
  assert.equal(refused('LocallyConnected1D', { filters: 0, kernel_size: 3 }).parameter, 'filters');
  assert.equal(refused('LocallyConnected1D', { filters: 5, kernel_size: 3 }, [null, 2, 2]).code, 'negative-size');
  assert.equal(refused('LocallyConnected1D', { filters: 5, kernel_size: 3 }, [null, 10, 2, 2]).code, 'rank-mismatch');
  for (const shape of [
    [null, null, 9, 2],
    [null, 10, null, 2],
  ])
    assert.equal(refused('LocallyConnected2D', { filters: 5, kernel_size: 3 }, shape).code, 'unknown-size');
  assert.match(
    refused('LocallyConnected2D', { filters: 5, kernel_size: 3 }, [null, 10, 9, null]).message,
    /axis -1 .*None in \(None, 10, 9, None\)/,
  );
});

test('once built, the channels are fixed', () => {
  const twice = (second: string): string =>
    reported(`layer = layers.LocallyConnected1D(5, 3)\nlayer(Input((10, 2)))\nlayer(Input(${second}))`, {
      kerasVersion: 2,
    })[0] ?? 'nothing is refused';
  assert.equal(twice('(10, 2)'), 'nothing is refused');
  assert.match(twice('(10, 3)'), /^3: size-mismatch: /);
});

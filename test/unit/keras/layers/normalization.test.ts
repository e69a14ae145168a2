import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DictValue, Float, str } from '../../../../server/python/domain/value.ts';
import { called, refusal, shapeAfter } from './declared.ts';

const image = [null, 28, 28, 16];

test('batch normalization trains gamma and beta and keeps two moving averages', () => {
  assert.deepEqual(called('BatchNormalization', {}, image).weights, [
    'gamma (16,)',
    'beta (16,)',
    'moving_mean (16,) frozen',
    'moving_variance (16,) frozen',
  ]);
  assert.deepEqual(called('BatchNormalization', { axis: 1, scale: false, center: false }, image).weights, [
    'moving_mean (28,) frozen',
    'moving_variance (28,) frozen',
  ]);
  assert.equal(called('BatchNormalization', { renorm: true }, image).weights.at(-1), 'renorm_stddev (16,) frozen');
  assert.equal(shapeAfter('BatchNormalization', {}, image), '(None, 28, 28, 16)');
});

test('batch normalization refuses an axis that is not there, or is None', () => {
  assert.match(
    refusal('BatchNormalization', { axis: 4 }, image),
    /^bad-axis: .*axis 4 is out of bounds.*\(None, 28, 28, 16\)/,
  );
  assert.match(refusal('BatchNormalization', {}, [null, 5, null]), /^unknown-size: .*\(None, 5, None\)/);
  const clipping = new DictValue(new Map([['s:max', [str('max'), new Float(3)]]]));
  assert.match(
    refusal('BatchNormalization', { renorm: true, renorm_clipping: clipping }),
    /renorm_clipping has the key "max"/,
  );
});

test('layer normalization over one or several axes', () => {
  assert.deepEqual(called('LayerNormalization', {}, [null, 10, 8]).weights, ['gamma (8,)', 'beta (8,)']);
  assert.deepEqual(called('LayerNormalization', { axis: [-1, 1], center: false }, [null, 10, 8]).weights, [
    'gamma (10, 8)',
  ]);
  assert.deepEqual(called('LayerNormalization', { rms_scaling: true }, [null, 10, 8]).weights, ['gamma (8,)']);
  assert.match(refusal('LayerNormalization', { axis: [-1, 2] }, [null, 10, 8]), /^bad-axis: .*duplicate axes/);
  assert.match(refusal('LayerNormalization', { axis: 5 }, [null, 10, 8]), /^bad-axis/);
});

test('group normalization divides the channels evenly', () => {
  assert.deepEqual(called('GroupNormalization', { groups: 4 }, image).weights, ['gamma (16,)', 'beta (16,)']);
  assert.deepEqual(called('GroupNormalization', { groups: -1 }, [null, 5]).weights, ['gamma (5,)', 'beta (5,)']);
  assert.match(refusal('GroupNormalization', {}, image), /^groups: .*32 groups.*16 channels/);
  assert.match(refusal('GroupNormalization', { groups: 3 }, image), /^groups: .*must be a multiple/);
  assert.match(refusal('GroupNormalization', { groups: 0 }), /^bad-argument/);
});

test('root mean square and unit normalization', () => {
  assert.deepEqual(called('RMSNormalization', {}, [null, 10, 8]).weights, ['scale (8,)']);
  assert.deepEqual(called('UnitNormalization', { axis: [1, 2] }, [null, 10, 8]), {
    output: '(None, 10, 8)',
    weights: [],
    macs: undefined,
  });
  assert.match(refusal('UnitNormalization', { axis: 4 }, [null, 8, 4]), /^bad-axis/);
});

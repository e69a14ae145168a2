import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reported } from './in-programs.ts';

/** A layer with this input_spec, called on an input of this shape. */
const checked = (spec: string, shape: string): string[] =>
  reported(`
class Checked(layers.Layer):
    def __init__(self):
        super().__init__()
        self.input_spec = layers.InputSpec(${spec})
    def call(self, x):
        return x * 2
Checked()(Input(${shape}))`);

test('input_spec of an own layer: rank, sizes and dtype', () => {
  assert.match(checked('ndim=2', '(4, 2)').join(), /^8: rank-mismatch: .*expected ndim=2, found ndim=3/);
  assert.match(checked('min_ndim=4', '(4, 2)').join(), /expected min_ndim=4, found ndim=3/);
  assert.match(
    checked('shape=(None, 3)', '(4,)').join(),
    /^8: size-mismatch: .*expected shape=\(None, 3\), found shape=\(None, 4\)/,
  );
  assert.match(
    checked('min_ndim=2, axes={-1: 2}', '(6, 3)').join(),
    /expected axis -1 of the input shape to have value 2, found 3/,
  );
  assert.match(checked('dtype="int32"', '(4,)').join(), /expected dtype=int32, found dtype=float32/);
  assert.match(checked('axes=[1]', '(4,)').join(), /^5: bad-argument: .*axes must be a dict/);
});

test('what fits, or is not known, is taken', () => {
  assert.deepEqual(checked('ndim=3, axes={1: 4}', '(4, 2)'), []);
  assert.deepEqual(checked('shape=(None, None, 2)', '(4, 2)'), []);
  assert.deepEqual(checked('axes={-1: 4}', '(4, None)'), []);
  assert.deepEqual(checked('axes={-1: unknown_size()}', '(4, 2)'), []);
  assert.deepEqual(checked('shape=(None, 28, 28, 1), allow_last_axis_squeeze=True', '(28, 28)'), []);
});

test('a spec for each input', () => {
  const two = (call: string): string[] =>
    reported(`
class Two(layers.Layer):
    def __init__(self):
        super().__init__()
        self.input_spec = [layers.InputSpec(ndim=2), layers.InputSpec(ndim=2)]
    def call(self, xs):
        return xs[0] + xs[1]
a = Input((4,))
Two()(${call})`);
  assert.deepEqual(two('[a, a]'), []);
  assert.match(two('[a, a, a]').join(), /^9: expects-one-input: .*expects 2 input\(s\).*received 3/);
});

test('a spec made in build() holds from then on', () => {
  const source = `
class Fixed(layers.Layer):
    def build(self, input_shape):
        self.input_spec = layers.InputSpec(axes={-1: input_shape[-1]})
    def call(self, x):
        return x
layer = Fixed()
layer(Input((4,)))
layer(Input((7, 4)))
layer(Input((5,)))`;
  assert.match(reported(source).join(), /^10: size-mismatch/);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { printed, reported } from './in-programs.ts';

const inputs = 'a = Input((8, 4))\nb = Input((8, 4))\n';

test('merging functions make the layer and call it', () => {
  assert.deepEqual(
    printed(
      `${inputs}print(layers.concatenate([a, b]).shape, layers.concatenate([a, b], 1).shape, layers.add([a, b], name="sum").shape)`,
    ),
    ['(None, 8, 8)', '(None, 16, 4)', '(None, 8, 4)'],
  );
  assert.deepEqual(printed(`${inputs}print(layers.dot([a, b], axes=(2, 2)).shape, keras.layers.dot([a, b]).shape)`), [
    '(None, 8, 8)',
    '(None, 8, 8)',
  ]);
  assert.deepEqual(
    printed(
      `${inputs}model = Model([a, b], layers.multiply([a, b], name="gate"))\nprint([layer.name for layer in model.layers][-1])`,
    ),
    ['gate'],
  );
});

test('they refuse what the layer refuses, where they are called', () => {
  assert.match(
    reported(`${inputs}c = Input((8, 5))\nlayers.add([a, c])`).join(),
    /^4: merge-shapes: .*\(None, 8, 4\) and \(None, 8, 5\)/,
  );
  assert.match(reported(`${inputs}layers.add(a, b)`).join(), /^3: too-many-arguments/);
  assert.match(reported(`${inputs}layers.concatenate()`).join(), /^3: missing-argument/);
});

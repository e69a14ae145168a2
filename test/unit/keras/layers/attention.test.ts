import assert from 'node:assert/strict';
import { test } from 'node:test';
import { printed, reported } from './in-programs.ts';

test('MultiHeadAttention: features × heads × key_dim, and back', () => {
  const source = 'x = Input((10, 16))\nlayer = layers.MultiHeadAttention(num_heads=2, key_dim=8)\ny = layer(x, x)\n';
  assert.deepEqual(printed(`${source}print(y.shape, [tuple(w.shape) for w in layer.weights])`), [
    '(None, 10, 16)',
    '[(16, 2, 8), (2, 8), (16, 2, 8), (2, 8), (16, 2, 8), (2, 8), (2, 8, 16), (16,)]',
  ]);
});

test('query and value may have different features and lengths', () => {
  const source =
    'q, v = Input((10, 16)), Input((7, 24))\nlayer = layers.MultiHeadAttention(2, 8, value_dim=4, use_bias=False)\ny = layer(q, v)\n';
  assert.deepEqual(printed(`${source}print(y.shape, [tuple(w.shape) for w in layer.weights])`), [
    '(None, 10, 16)',
    '[(16, 2, 8), (24, 2, 8), (24, 2, 4), (2, 4, 16)]',
  ]);
});

test('the dropout inside takes an automatic name, so the next one is dropout_1', () => {
  assert.deepEqual(
    printed('x = Input((10, 16))\nlayers.MultiHeadAttention(2, 8)(x, x)\nprint(layers.Dropout(0.1).name)'),
    ['dropout_1'],
  );
});

test('grouped attention shares key and value heads', () => {
  const source =
    'x = Input((10, 16))\nlayer = layers.GroupQueryAttention(head_dim=4, num_query_heads=8, num_key_value_heads=2, use_bias=False)\ny = layer(x, x)\n';
  assert.deepEqual(printed(`${source}print(layer.name, [tuple(w.shape) for w in layer.weights])`), [
    'grouped_query_attention',
    '[(16, 8, 4), (16, 2, 4), (16, 2, 4), (8, 4, 16)]',
  ]);
});

test('GroupedQueryAttention is public as GroupQueryAttention; under its own name it stands in keras.src', () => {
  const call = 'y = GroupedQueryAttention(4, 8, 2)(Input((10, 16)), Input((10, 16)))\nprint(y.shape)\n';
  for (const path of ['keras.src.layers', 'keras.src.layers.attention.grouped_query_attention']) {
    const source = `from ${path} import GroupedQueryAttention\n${call}`;
    assert.deepEqual(printed(source), ['(None, 10, 16)'], path);
    assert.deepEqual(reported(source), [], path);
  }
  assert.deepEqual(printed(`from keras.layers import GroupedQueryAttention\n${call}`), ['y.shape']);
  assert.deepEqual(reported('layers.GroupedQueryAttention\n'), [
    '1: no-such-name: keras.layers has no GroupedQueryAttention. Did you mean GroupQueryAttention?',
  ]);
});

test('Attention takes a list, and gives scores where they are asked for', () => {
  const source = 'q, v = Input((5, 8)), Input((7, 8))\n';
  assert.deepEqual(
    printed(
      `${source}y, scores = layers.Attention(use_scale=True)([q, v], return_attention_scores=True)\nprint(y.shape, scores.shape)`,
    ),
    ['(None, 5, 8)', '(None, 5, 7)'],
  );
  assert.match(reported(`${source}layers.Attention()(q)`)[0] ?? '', /^2: expects-a-list: /);
});

test('refused: no value, an unequal key', () => {
  assert.match(
    reported('x = Input((10, 16))\nlayers.MultiHeadAttention(2, 8)(x)')[0] ?? '',
    /^2: missing-argument: .*'value'/,
  );
  assert.match(
    reported('a, b, c = Input((8, 4)), Input((6, 4)), Input((7, 4))\nlayers.MultiHeadAttention(2, 8)(a, b, c)')[0] ??
      '',
    /^2: shape-mismatch: .*\(None, 6, 4\).*\(None, 7, 4\)/,
  );
});

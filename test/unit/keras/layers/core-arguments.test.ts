import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refused } from './declared.ts';
import { printed, reported } from './in-programs.ts';

const arrays = (layer: string, input: string): (string | undefined)[] =>
  printed(
    `layer = ${layer}\nlayer(Input(${input}))\nprint([(w.name, tuple(w.shape), w.trainable, str(w.dtype)) for w in layer.weights])\nprint(layer.count_params())`,
  );
const shape = (layer: string, input: string): string | undefined =>
  printed(`print(layers.${layer}(Input(${input})).shape)`)[0];
const refusal = (source: string): string => reported(source)[0] ?? 'nothing is refused';

test('a number as argument: its kind and its range', () => {
  const threshold = (value: string): string => refusal(`layers.TernaryDense(3, threshold=${value})`);
  assert.equal(
    threshold('-0.5'),
    '1: bad-argument: TernaryDense: threshold must be None or a number, not a negative value, but it is -0.5.',
  );
  assert.equal(
    threshold('-1'),
    '1: bad-argument: TernaryDense: threshold must be None or a number, not a negative value, but it is -1.',
  );
  assert.equal(
    threshold('"a"'),
    '1: bad-argument: TernaryDense: threshold must be None or a number, not a negative value, but it is "a".',
  );
  for (const fine of ['None', '0', '0.0', '0.7', '5', 'True', 'False', 'len(open("x").read())'])
    assert.equal(threshold(fine), 'nothing is refused', fine);
  const rate = (value: string): string => refusal(`layers.Dropout(${value})`);
  assert.equal(rate('1.5'), '1: bad-argument: Dropout: rate must be a number between 0 and 1, but it is 1.5.');
  assert.equal(rate('-0.1'), '1: bad-argument: Dropout: rate must be a number between 0 and 1, but it is -0.1.');
  assert.equal(rate('None'), '1: bad-argument: Dropout: rate must be a number between 0 and 1, but it is None.');
  assert.equal(rate('[0.5]'), '1: bad-argument: Dropout: rate must be a number between 0 and 1, but it is a list.');
  for (const fine of ['0', '1', '0.5', 'True']) assert.equal(rate(fine), 'nothing is refused', fine);
  assert.equal(
    refusal('layers.LSTM(3, dropout="much")'),
    '1: bad-argument: LSTM: dropout must be None or a number, but it is "much".',
  );
  assert.equal(refusal('layers.LSTM(3, dropout=-1)'), 'nothing is refused');
});

test('a layer as argument', () => {
  assert.match(
    refusal('layers.TimeDistributed(3)'),
    /^1: not-a-layer: TimeDistributed: layer must be a layer .*, but it is 3\.$/,
  );
  assert.match(
    refusal('layers.TimeDistributed(layers.Dense)'),
    /but it is the class Dense itself: call it to make a layer\.$/,
  );
  assert.match(
    refusal('class Plain: pass\nlayers.TimeDistributed(Plain())'),
    /^2: not-a-layer: .*but it is of the class Plain\.$/,
  );
  assert.equal(refusal('import somewhere\nlayers.TimeDistributed(somewhere.layer())'), 'nothing is refused');
  assert.equal(
    refusal('import somewhere\nclass Own(somewhere.Layer): pass\nlayers.TimeDistributed(Own())'),
    'nothing is refused',
  );
});

test('Dense: units, features', () => {
  assert.match(refusal('layers.Dense(0)'), /^1: bad-argument: Dense: units must be positive, but it is 0/);
  assert.match(refusal('layers.Dense(8 / 2)'), /^1: bad-argument: Dense: units must be an integer, but it is 4\.0/);
  assert.match(refusal('layers.TernaryDense(2.0)'), /^1: bad-argument: TernaryDense: units must be an integer/);
  assert.match(
    refusal('layers.Dense(3)(Input((4, None)))'),
    /^1: unknown-size: Dense makes weights from axis -1 of its input, and that is None in \(None, 4, None\)/,
  );
  assert.match(
    refusal('layers.TernaryDense(3)(Input((4, None)))'),
    /^1: unknown-size: TernaryDense makes weights from axis -1 /,
  );
  for (const layer of ['Dense', 'TernaryDense']) {
    assert.match(refusal(`layers.${layer}(3)(Input(()))`), /^1: rank-mismatch: .*expected min_ndim=2, found ndim=1/);
    assert.match(refusal(`layer = layers.${layer}(3)\nlayer(Input((4,)))\nlayer(Input((5,)))`), /^3: size-mismatch: /);
    assert.deepEqual(reported(`layer = layers.${layer}(3)\nlayer(Input((4,)))\nlayer(Input((7, 4)))`), []);
    assert.deepEqual(reported(`layer = layers.${layer}(3)\nlayer(Input((7, 4)))\nlayer(Input((9, 4)))`), []);
  }
});

test('Dense under a quantized policy: arrays as quantized_build makes them; what is trained stands first', () => {
  assert.deepEqual(arrays('layers.Dense(5, dtype="int8_from_float32")', '(12,)'), [
    "[('bias', (5,), True, 'float32'), ('kernel', (12, 5), False, 'int8'), ('kernel_scale', (5,), False, 'float32')]",
    '70',
  ]);
  // Two numbers a byte along the units, five along the features: ⌈5 ÷ 2⌉ and ⌈12 ÷ 5⌉.
  assert.deepEqual(
    arrays('layers.Dense(5, dtype="int4/-1_from_float32")', '(12,)')[0],
    "[('bias', (5,), True, 'float32'), ('kernel', (12, 3), False, 'int8'), ('kernel_scale', (5,), False, 'float32')]",
  );
  assert.deepEqual(
    arrays('layers.Dense(5, dtype="ternary_from_float32")', '(12,)')[0],
    "[('bias', (5,), True, 'float32'), ('kernel', (3, 5), False, 'uint8'), ('kernel_scale', (), False, 'float32')]",
  );
  assert.match(
    arrays('layers.Dense(5, dtype="ternary_from_float32")', '(7, 12)')[0] ?? '',
    /\('kernel', \(3, 5\), False, 'uint8'\)/,
  );
});

test('LoRA: two arrays of float32 beside the frozen kernel', () => {
  assert.deepEqual(arrays('layers.Dense(5, lora_rank=2, dtype="float16")', '(12,)'), [
    "[('kernel', (12, 5), False, 'float16'), ('bias', (5,), True, 'float16'), ('lora_kernel_a', (12, 2), True, 'float32'), ('lora_kernel_b', (2, 5), True, 'float32')]",
    '99',
  ]);
  assert.deepEqual(
    arrays('layers.EinsumDense("abc,cd->abd", output_shape=(None, 64), bias_axes="d", lora_rank=4)', '(32, 128)'),
    [
      "[('kernel', (128, 64), False, 'float32'), ('bias', (64,), True, 'float32'), ('lora_kernel_a', (128, 4), True, 'float32'), ('lora_kernel_b', (4, 64), True, 'float32')]",
      '9024',
    ],
  );
  // All dimensions of the kernel but the last stay.
  assert.deepEqual(arrays('layers.EinsumDense("abc,cde->abde", output_shape=(None, 2, 8), lora_rank=3)', '(10, 16)'), [
    "[('kernel', (16, 2, 8), False, 'float32'), ('lora_kernel_a', (16, 2, 3), True, 'float32'), ('lora_kernel_b', (3, 8), True, 'float32')]",
    '376',
  ]);
  assert.deepEqual(arrays('layers.Conv1D(5, 3, lora_rank=2)', '(12, 4)'), [
    "[('kernel', (3, 4, 5), False, 'float32'), ('bias', (5,), True, 'float32'), ('lora_kernel_a', (3, 4, 2), True, 'float32'), ('lora_kernel_b', (2, 5), True, 'float32')]",
    '99',
  ]);
  assert.deepEqual(arrays('layers.Embedding(30, 4, lora_rank=2)', '(7,)')[1], String(30 * 4 + 30 * 2 + 2 * 4));
  for (const layer of [
    'Dense(5, lora_rank=0)',
    'Conv1D(5, 3, lora_rank=0)',
    'EinsumDense("abc,cd->abd", output_shape=(None, 5), lora_rank=0)',
  ]) {
    assert.match(
      arrays(`layers.${layer}`, '(12, 4)')[0] ?? '',
      /^\[\('kernel', \([\d, ]+\), True, 'float32'\)(, \('bias', \(5,\), True, 'float32'\))?\]$/,
      layer,
    );
  }
  assert.equal(
    printed(
      'layer = layers.Dense(5, lora_rank=2, dtype="int8_from_float32")\nlayer(Input((12,)))\nprint(layer.count_params())',
    )[0],
    undefined,
  );
});

test('Lambda: what its function is given', () => {
  assert.equal(shape('Lambda(lambda t, mask: t if mask is None else t[:, 0])', '(3, 4)'), '(None, 3, 4)');
  assert.equal(shape('Lambda(lambda t, training=None: t[:, 0] if training is None else t)', '(3, 4)'), '(None, 4)');
  assert.equal(
    printed(
      'print(layers.Lambda(lambda t, training: t[:, 0] if training else t)(Input((3, 4)), training=True).shape)',
    )[0],
    '(None, 4)',
  );
  // The call's mask and training, even where arguments= has the names.
  assert.equal(
    shape('Lambda(lambda t, mask: t if mask is None else t[:, 0], arguments={"mask": 1})', '(3, 4)'),
    '(None, 3, 4)',
  );
  assert.equal(
    shape('Lambda(lambda t, start, end: t[:, start:end], arguments={"start": 1, "end": 3})', '(7, 4)'),
    '(None, 2, 4)',
  );
  assert.equal(
    printed(
      'import somewhere\nprint(layers.Lambda(lambda t, n=1: t[:, :n], arguments=somewhere.arguments())(Input((7, 4))).shape)',
    )[0],
    undefined,
  );
});

test('Lambda: a stated shape that is not what comes out counts in Keras 3, and in no Keras 2 of TensorFlow', () => {
  const shown = (layer: string, kerasVersion: 2 | 3): string | undefined =>
    printed(`import somewhere\nprint(layers.Lambda(${layer})(Input((3, 4))).shape)`, { kerasVersion })[0];
  assert.equal(shown('lambda t: t[:, 0], output_shape=(7,)', 2), '(None, 4)');
  assert.equal(shown('lambda t: t[:, 0], output_shape=(7,)', 3), '(None, 7)');
  assert.equal(shown('lambda t: t[:, 0], output_shape=lambda s: (s[0], 1)', 2), '(None, 4)');
  // A function that cannot be followed gives what the program says that it gives.
  for (const hidden of [
    'somewhere.function',
    'lambda t: somewhere.function(t)',
    'lambda t, n: t[:, :n], arguments=somewhere.arguments',
  ])
    assert.equal(shown(`${hidden}, output_shape=(7,)`, 2), '(None, 7)', hidden);
});

test('Lambda: a stated shape', () => {
  assert.equal(shape('Lambda(lambda t: t, output_shape=(7, 2))', '(3, 4)'), '(None, 7, 2)');
  assert.equal(
    printed('print(layers.Lambda(lambda t: t, output_shape=(7,))(Input(batch_shape=(5, 4))).shape)')[0],
    '(5, 7)',
  );
  assert.equal(shape('Lambda(lambda t: t, output_shape=lambda s: (s[0], s[2], s[1]))', '(3, 4)'), '(None, 4, 3)');
  assert.equal(
    printed(
      'def given(s):\n    return (s[0], 9)\nprint(layers.Lambda(lambda t: t, output_shape=given)(Input((3,))).shape)',
    )[0],
    '(None, 9)',
  );
  // On an array the function runs, whatever is stated.
  assert.equal(
    printed('print(layers.Lambda(lambda t: t[:, 0], output_shape=(7,))(np.zeros((2, 3, 4))).shape)')[0],
    '(2, 4)',
  );
  assert.equal(printed('print(layers.Lambda(lambda t: t, dtype="float64")(Input((3,))).dtype)')[0], 'float64');
  // Python's own functions and classes are called with the input's shape, too.
  assert.equal(
    printed('print(layers.Lambda(lambda t: t, output_shape=sorted)(Input(batch_shape=(5, 4))).shape)')[0],
    '(4, 5)',
  );
  assert.equal(shape('Lambda(lambda t: t[:, 0], output_shape=tuple)', '(3, 4)'), '(None, 3, 4)');
});

test('Lambda: Keras says its own type of a symbolic tensor, and leaves an array as the function makes it', () => {
  assert.deepEqual(
    printed('layer = layers.Lambda(lambda t: t > 0)\nprint(layer(Input((3,))).dtype, layer(np.zeros((2, 3))).dtype)'),
    ['float32', "<dtype: 'bool'>"],
  );
});

test('Identity and Masking hand their input on; integers stay integers', () => {
  assert.deepEqual(
    printed(
      'print(layers.Identity(dtype="float16")(Input((3,), dtype="float64")).dtype, layers.Identity(dtype="float16")(Input((3,), dtype="bfloat16")).dtype, layers.Identity(dtype="float16")(Input((3,), dtype="int32")).dtype)',
    ),
    ['float16', 'float16', 'int32'],
  );
  assert.equal(shape('Masking()', '(3, 4)'), '(None, 3, 4)');
});

test('what is made by other libraries, or lies in a file, is not known', () => {
  for (const layer of [
    'TFSMLayer("model")',
    'JaxLayer(lambda x: x)',
    'FlaxLayer(module)',
    'TorchModuleWrapper(module)',
  ]) {
    const source = `import somewhere\nmodule = somewhere.module()\nlayer = layers.${layer}\ny = layer(np.zeros((2, 3)))\nprint(y.shape)\nprint(layer.count_params())`;
    assert.deepEqual(printed(source), [undefined, undefined], layer);
    assert.deepEqual(reported(source), [], layer);
  }
  assert.match(
    refusal('import somewhere\nlayers.TorchModuleWrapper(somewhere.module())(Input((3,)))'),
    /^2: missing-argument: TorchModuleWrapper needs output_shape/,
  );
  assert.equal(
    printed(
      'import somewhere\nprint(layers.TorchModuleWrapper(somewhere.module(), output_shape=(None, 8))(Input((3,))).shape)',
    )[0],
    '(None, 8)',
  );
  assert.deepEqual(
    printed(
      'import somewhere\ntry:\n    layers.TorchModuleWrapper(somewhere.module())(Input((3,)))\nexcept NotImplementedError:\n    print("caught")',
    ),
    ['caught'],
  );
  assert.deepEqual(printed('print(layers.TFSMLayer("model").call_endpoint)'), ['serve']);
  assert.match(
    refusal('layers.JaxLayer(lambda x: x)(np.zeros((2, 3)), state=3)'),
    /^1: unknown-argument: .* it takes inputs, training\.$/,
  );
});

test('which argument a refusal is about', () => {
  assert.equal(refused('TernaryDense', { units: 3, threshold: -1 }).parameter, 'threshold');
  assert.equal(refused('TorchModuleWrapper', { module: 3 }, [null, 4]).parameter, 'output_shape');
  assert.equal(refused('TorchModuleWrapper', { module: 3 }, [null, 4]).exceptionType, 'NotImplementedError');
  assert.equal(refused('Wrapper', { layer: 3 }).parameter, 'layer');
  assert.match(refused('Wrapper', { layer: 3 }).message, /^Wrapper: layer must be a layer/);
  assert.equal(refused('EinsumDense', { equation: 'ab->ba', output_shape: 5 }, [null, 4]).parameter, 'equation');
  assert.equal(
    refused('EinsumDense', { equation: 'abc,cd->abd', output_shape: [9, 5] }, [null, 8, 4]).parameter,
    'output_shape',
  );
  assert.equal(
    refused('EinsumDense', { equation: 'ab,bc->ac', output_shape: 5, bias_axes: 'b' }, [null, 4]).parameter,
    'bias_axes',
  );
});

test('Keras 2 drops the fraction of units', () => {
  assert.deepEqual(reported('layers.Dense(8.7)(Input((4,)))', { kerasVersion: 2 }), []);
  assert.deepEqual(
    reported('y = layers.Dense(8.7)(Input((4,)))\nlayers.Add()([y, Input((8,))])', { kerasVersion: 2 }),
    [],
  );
  assert.match(
    reported('y = layers.Dense(8.7)(Input((4,)))\nlayers.Add()([y, Input((9,))])', { kerasVersion: 2 })[0] ?? '',
    /^2: merge-shapes/,
  );
});

test('TimeDistributedDense is what Keras 1 called a Dense', () => {
  const source = 'print(layers.TimeDistributedDense(3)(Input((7, 4))).shape)';
  assert.deepEqual(printed(source, { kerasVersion: 2 }), ['(None, 7, 3)']);
  assert.match(refusal(source), /^1: no-such-name/);
});

test('a Wrapper tracks and builds its layer; what it does with it is up to a class that derives from it', () => {
  const own =
    'class Own(layers.Wrapper):\n    def call(self, x):\n        return self.layer(x)\nlayer = Own(layers.Dense(3))\n';
  assert.deepEqual(printed(`${own}y = layer(Input((4,)))\nprint(y.shape)\nprint(layer.count_params())`), [
    '(None, 3)',
    '15',
  ]);
  const alone = 'layer = layers.Wrapper(layers.Dense(3))\nlayer.build((None, 4))\nprint(layer.count_params())';
  assert.deepEqual(printed(alone), ['15']);
});

test('an array where a layer or a number is wanted may be anything', () => {
  assert.equal(refusal('layers.TimeDistributed(np.zeros((2, 3)))'), 'nothing is refused');
  assert.equal(refusal('layers.Dropout(np.array(0.5))'), 'nothing is refused');
});

test('Lambda: a method says the shape; arguments of a dict that is not known', () => {
  const own = 'class Own:\n    def given(self, s):\n        return (s[0], 9)\n';
  assert.deepEqual(printed(`${own}print(layers.Lambda(lambda t: t, output_shape=Own().given)(Input((3,))).shape)`), [
    '(None, 9)',
  ]);
  assert.deepEqual(
    printed(
      'import somewhere\ngiven = {}\nfor key in somewhere.keys():\n    given[key] = 1\nprint(layers.Lambda(lambda t, n=1: t[:, :n], arguments=given)(Input((7, 4))).shape)',
    ),
    [undefined],
  );
  assert.deepEqual(
    printed(
      'import somewhere\nprint(layers.TorchModuleWrapper(somewhere.module(), output_shape=somewhere.shape())(Input((3,))).shape)',
    ),
    [undefined],
  );
});

/** Python around models that public scripts have, and that runs: no errors. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyze } from '../../../server/analysis/analyze.ts';
import { ProgramText } from '../../../server/python/syntax/program-text.ts';
import { pythonParser } from '../../support/parser.ts';

const HEAD =
  'import numpy as np\nimport tensorflow as tf\nfrom tensorflow import keras\nfrom tensorflow.keras import layers\n';
const problemsOf = async (source: string, kerasVersion: 2 | 3 = 3) =>
  analyze(await pythonParser(), ProgramText.ofFile(HEAD + source), { kerasVersion })
    .problems.filter(({ severity }) => severity === 'error')
    .map(({ message }) => message);
const printed = async (source: string) =>
  analyze(await pythonParser(), ProgramText.ofFile(HEAD + source), { kerasVersion: 3 })
    .values.filter((value) => value.printed)
    .map(({ value }) => value);

test('arguments behind a list of unknown length', async () => {
  assert.deepEqual(
    await problemsOf(
      'def part(x, label, boxes, i=0):\n    return x + label[..., 0] + boxes[i]\ndef step(targets):\n    return part(keras.Input((3,)), *targets, 1)\nstep(open("targets"))\n',
    ),
    [],
  );
  assert.deepEqual(
    await printed(
      'def put(a, b, items=None):\n    if items is not None:\n        items.append(3)\nfound = []\nput(*open("a"), found)\nprint(len(found))\n',
    ),
    ['len(found)'],
  );
});

test('the size of something that is not known may be a pair', async () => {
  assert.deepEqual(
    await problemsOf(
      'from PIL import Image\nimage = Image.open("a.png")\nx = np.array(image)\nprint(image.size[0], keras.Input((image.size[1],)))\n',
    ),
    [],
  );
});

test('the optimizer that compile() makes of a name', async () => {
  assert.deepEqual(
    await problemsOf(
      'm = keras.Sequential([keras.Input((3,)), layers.Dense(2)])\nm.compile("adam", "mse")\nprint(m.optimizer.learning_rate)\nm.optimizer.learning_rate.assign(0.01)\n',
    ),
    [],
  );
});

test('map_fn gives its function one argument, of the structure of the elements', async () => {
  const source =
    'def pair(both):\n    a, b = both\n    return tf.concat([a, b], axis=0)\nx, y = keras.Input((4, 2)), keras.Input((3, 2))\n';
  assert.deepEqual(
    await problemsOf(
      `${source}z = layers.Lambda(lambda both: tf.map_fn(pair, elems=both, dtype="float32"))([x, y])\nprint(z.shape)\n`,
      2,
    ),
    [],
  );
  assert.deepEqual(
    await printed(
      `import keras\n${source}z = keras.ops.map(lambda both: keras.ops.concatenate(both, axis=0), (x, y))\nprint(z.shape)\n`,
    ),
    [[null, 7, 2]],
  );
});

test('what the handler of an exception does that is perhaps not raised', async () => {
  const source =
    'm = keras.Sequential([keras.Input((8, 8, 1)), layers.Conv2D(3, 3, use_bias=False)])\nwith open("w") as f:\n    weights = eval(f.read())\n';
  assert.deepEqual(
    await problemsOf(
      `${source}try:\n    m.layers[0].set_weights([weights["kernel"]])\nexcept Exception:\n    bias = weights["bias"]\n    m.layers[0].set_weights([weights["kernel"], bias])\n`,
    ),
    [],
  );
  assert.equal(
    (
      await problemsOf(
        `${source}try:\n    a = [][0]\nexcept IndexError:\n    m.layers[0].set_weights([weights["kernel"], weights["bias"]])\n`,
      )
    ).length,
    1,
  );
});

test('what a decorator that is not known makes of a class', async () => {
  const source =
    'import attr\nfrom registry import register\n@attr.s(auto_attribs=True)\nclass Settings:\n    units: int\n    def layer(self):\n        return layers.Dense(self.units)\n@register\nclass Other(Settings):\n    pass\n';
  assert.deepEqual(
    await problemsOf(
      `${source}x = Settings(units=3).layer()\ny = Other(3).layer()\nz = layers.Dense(Settings(3).width)\n`,
    ),
    [],
  );
  assert.equal((await problemsOf('class Plain:\n    pass\nlayers.Dense(Plain().units)\n')).length, 1);
});

test('tf.size() and tf.rank() of data are tensors', async () => {
  assert.deepEqual(
    await problemsOf('x = tf.zeros([2, 3])\nkeras.Input((tf.size(x).numpy(), tf.rank(x).numpy()))\n'),
    [],
  );
  assert.deepEqual(
    await printed(
      'x = tf.zeros([2, 3])\nprint(tf.size(x).numpy())\nprint(tf.rank(x).numpy())\nprint(keras.Input((tf.size(x),)).shape)\n',
    ),
    [6, 2, [null, 6]],
  );
});

test('an option of the command line without a default may have been passed', async () => {
  const source =
    'import argparse\nparser = argparse.ArgumentParser()\nparser.add_argument("--units", type=int)\nparser.add_argument("--depth", type=int, default=2)\nargs = parser.parse_args()\n';
  assert.deepEqual(
    await problemsOf(
      `${source}x = keras.Input((3,))\nfor _ in range(args.units):\n    x = layers.Dense(args.units)(x)\n`,
    ),
    [],
  );
  assert.deepEqual(
    await printed(`${source}print(args.depth)\nif args.units is None:\n    args.units = 4\nprint(args.units)\n`),
    [2, undefined],
  );
});

test('templates in double braces', async () => {
  const source =
    'from hyperas.distributions import choice\nm = keras.Sequential([keras.Input((3,)), layers.Dense({{choice([4, 8])}}), layers.Dense(2, activation="softmax")])\nm.compile({{choice(["adam", "sgd"])}}, "mse")\nm.fit(np.zeros((5, 3)), np.zeros((5, 2)))\n';
  assert.deepEqual(await problemsOf(source), []);
});

test('functions whose arguments come from a configuration', async () => {
  const source =
    'import tf_slim as slim\n@slim.add_arg_scope\ndef layer(*args, **kwargs):\n    return layers.GRU(*args, **kwargs)\nwith slim.arg_scope([layer], return_sequences=True):\n    m = keras.Sequential([keras.Input((3, 2)), layer(4), layer(4)])\n';
  assert.deepEqual(await problemsOf(source), []);
  assert.deepEqual(
    await printed(
      'import gin\n@gin.configurable\ndef net(units, depth=3):\n    return units, depth\nunits, depth = net(4)\nprint(units)\nprint(depth)\n',
    ),
    [4, undefined],
  );
});

test('a None that one way of a function passes on', async () => {
  const source =
    'import sys\nclass Plain:\n    def build(self, x):\n        return layers.Dense(2)(x)\nclass Given:\n    def __init__(self, base):\n        self.units = base.units\n        self.base = base\n    def build(self, x):\n        return layers.Dense(self.base.units)(x)\ndef make(name, base=None):\n    if name == "given":\n        made = Given(base)\n    else:\n        made = Plain()\n    return made\ny = make(sys.argv[1]).build(keras.Input((3,)))\n';
  assert.deepEqual(await problemsOf(source), []);
  assert.deepEqual(await printed(`${source}print(y.shape)\n`), [[null, 2]]);
});

test('sizes of a tensor whose shape is not known are not None', async () => {
  const source =
    'class Halved(layers.Layer):\n    def call(self, video):\n        s = tf.shape(video)\n        return tf.reshape(video, (s[0], s[1] // 2, s[2] // 2, s[3]))\ndef net(given):\n    x = layers.Conv2D(4, 3)(given)\n    return layers.Conv2D(4, 3)(Halved()(layers.Lambda(open("f").read)(x)))\n';
  assert.deepEqual(await problemsOf(source, 2), []);
  assert.deepEqual(analyze(await pythonParser(), ProgramText.ofFile(HEAD + source), { kerasVersion: 2 }).problems, []);
});

test('methods of optimizers and callbacks by super()', async () => {
  const source =
    'class Own(keras.optimizers.Adam):\n    def apply_gradients(self, pairs):\n        return super().apply_gradients(list(pairs)), keras\nclass Told(keras.callbacks.Callback):\n    def on_epoch_end(self, epoch, logs=None):\n        print(super().on_epoch_end(epoch, logs), keras)\nm = keras.Sequential([keras.Input((3,)), layers.Dense(2)])\nOwn().apply_gradients(zip([1], m.trainable_variables))\nTold().on_epoch_end(1)\n';
  assert.deepEqual(await problemsOf(source), []);
  assert.equal(
    (
      await problemsOf(
        'class Own(layers.Layer):\n    def call(self, x):\n        return super().nowhere(x, keras)\nOwn()(keras.Input((3,)))\n',
      )
    ).length,
    1,
  );
});

test('a call that gives nothing for **kwargs is for the way that needs nothing', async () => {
  const source =
    'from models import load\ndef small(inputs, units):\n    return keras.Model(inputs, layers.Dense(units)(inputs))\ndef with_head(model=None, **settings):\n    if model is None:\n        model = small(keras.Input((4,)), **settings)\n    y = layers.Dense(3)(keras.Input((4,)))\n    return keras.Model(model.inputs, [y, *model.outputs])\n';
  assert.deepEqual(await problemsOf(`${source}whole = with_head(load("trained"))\n`), []);
  assert.equal((await problemsOf(`${source}whole = with_head()\n`)).length, 1);
});

test('class methods of models, optimizers and own layers that are not followed', async () => {
  const source =
    'class Own(layers.Layer):\n    def call(self, x):\n        return x\nclass Net(keras.Model):\n    pass\nm = keras.Sequential([keras.Input((3,)), layers.Dense(2)])\n';
  assert.deepEqual(
    await problemsOf(
      `${source}n = m.__class__.from_config(m.get_config()), keras.Input((2,))\nx = Own.from_config({})(keras.Input((2,)))\nNet.from_config({})(keras.Input((2,)))\no = keras.optimizers.Adam.from_config({}), keras.Input((2,))\n`,
    ),
    [],
  );
  assert.equal((await problemsOf('class Plain:\n    pass\nx = Plain.from_config({})(keras.Input((2,)))\n')).length, 1);
});

test('a decorator that is not known may give the function attributes', async () => {
  assert.deepEqual(
    await problemsOf('import ray\n@ray.remote\ndef step(model):\n    return model\nlayers.Dense(step.remote(1))\n'),
    [],
  );
  assert.deepEqual(await problemsOf('def step(model):\n    return model\nlayers.Dense(step.remote(1))\n'), [
    "Python raises here: AttributeError: 'function' object has no attribute 'remote'.",
  ]);
});

test('what tf.function gives has more attributes than a function', async () => {
  assert.deepEqual(
    await problemsOf(
      'layers.Dense(tf.function(lambda x: x).get_concrete_function(1))\n@tf.function\ndef a(x):\n    return x\nlayers.Dense(a.get_concrete_function(1))\n@tf.function(jit_compile=True)\ndef b(x):\n    return x\nlayers.Dense(b.python_function)\nclass Own(keras.Model):\n    @tf.function\n    def call(self, x):\n        return x\nlayers.Dense(Own().call.get_concrete_function(1))\n',
    ),
    [],
  );
  assert.deepEqual(await printed('@tf.function\ndef twice(x):\n    return 2 * x\nprint(twice(21), int(twice(21)))\n'), [
    { array_shape: [] },
    42,
  ]);
});

test('tf.size, tf.rank and tf.shape of a weight are tensors', async () => {
  const source =
    'd = layers.Dense(3)\nd.build((None, 4))\nkernel = d.kernel\nprint(tf.size(kernel).numpy(), tf.rank(kernel).numpy(), tf.shape(kernel)[0].numpy(), sum(tf.size(w).numpy() for w in d.weights))\n';
  assert.deepEqual(await problemsOf(source), []);
  assert.deepEqual(await printed(source), [12, 2, 4, 15]);
});

test('texts in tensors come out as bytes', async () => {
  const source =
    'one, both = tf.constant("a"), tf.constant(["a", "b"])\nlayers.Dense(len(one.numpy().decode("utf-8")))\nlayers.Dense(len(both.numpy()[0].decode()))\nlayers.Dense([len(text.decode()) for text in both.numpy()][0])\n';
  assert.deepEqual(await problemsOf(source), []);
  assert.deepEqual(await printed('print(tf.constant(["a", "b"]).numpy().shape, tf.constant(3).numpy())\n'), [[2], 3]);
});

test('a model of what is not known has all methods of its release', async () => {
  assert.deepEqual(
    await problemsOf(
      'from somewhere import tower\nx = keras.Input((3,))\nm = keras.Model(x, tower(x))\nlayers.Dense(2)(m.predict_generator(5))\n',
      2,
    ),
    [],
  );
  assert.equal(
    (
      await problemsOf(
        'class Own(layers.Layer):\n    def call(self, x):\n        return x\nlayers.Dense(2)(Own().nowhere)\n',
      )
    ).length,
    1,
  );
});

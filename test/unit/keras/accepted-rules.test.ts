/** What the rules of models, own classes and calls must leave alone: each program is one that Keras accepts. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyze } from '../../../server/analysis/analyze.ts';
import { ProgramText } from '../../../server/python/syntax/program-text.ts';
import { pythonParser } from '../../support/parser.ts';

const parser = await pythonParser();
const IMPORTS = 'import numpy as np\nimport keras\nfrom keras import layers\n';
const complaints = (program: string, kerasVersion: 2 | 3): string[] =>
  analyze(parser, ProgramText.ofFile(IMPORTS + program), { kerasVersion })
    .problems.filter(({ severity }) => severity === 'error' || severity === 'warning')
    .map(({ message }) => message);

const BOTH: Readonly<Record<string, string>> = {
  'arrays of a built layer':
    'layer = layers.Dense(3)\nlayer.build((None, 4))\nprint(layer.kernel.shape, layer.bias.shape)',
  'asking whether there is an array':
    'layer = layers.Dense(3)\nif hasattr(layer, "kernel"):\n    print(1)\ntry:\n    layer.kernel\nexcept AttributeError:\n    print(2)',
  'arrays of a layer that a branch builds':
    'layer = layers.Dense(3)\nif np.random.rand() > 0.5:\n    layer.build((None, 4))\nelse:\n    layer.build((None, 5))\nprint(layer.kernel)',
  'arrays of an own layer':
    'class Own(layers.Layer):\n    def build(self, shape):\n        self.kernel = self.add_weight(shape=(4,), name="kernel")\n    def call(self, x):\n        return x * self.kernel\nprint(Own()(keras.Input((4,))))',
  'a class with its own __call__':
    'class Own(layers.Layer):\n    def __call__(self, x):\n        return x\ny = Own()(keras.Input((4,)))',
  'a class with the output shape only':
    'class Own(layers.Layer):\n    def compute_output_shape(self, shape):\n        return shape\n    def call(self, x):\n        return x\ny = Own()(keras.Input((4,)))',
  'a class of an unknown base': 'from project import Base\nclass Own(Base):\n    pass\ny = Own()(keras.Input((4,)))',
  'super() with arguments':
    'class Net(keras.Model):\n    def __init__(self):\n        super(Net, self).__init__()\n        self.d = layers.Dense(2)\n    def call(self, x):\n        return self.d(x)\ny = Net()(keras.Input((4,)))',
  'an inherited __init__':
    'class First(keras.Model):\n    def __init__(self):\n        super().__init__()\n        self.d = layers.Dense(2)\nclass Second(First):\n    def call(self, x):\n        return self.d(x)\ny = Second()(keras.Input((4,)))',
  'a functional model as a class':
    'class Net(keras.Model):\n    def __init__(self):\n        inputs = keras.Input((4,))\n        super().__init__(inputs, layers.Dense(2)(inputs))\nnet = Net()\ny = net(np.zeros((1, 4)))',
  'keyword arguments of calls':
    'x = keras.Input((5, 4))\ny = layers.LSTM(3)(x, training=True)\nz = layers.Dropout(0.1)(inputs=x, training=False)\nstate = keras.Input((3,))\nw = layers.GRU(3)(x, initial_state=state)\nv = layers.MultiHeadAttention(2, 3)(query=x, value=x, key=x, return_attention_scores=False)',
  'names in a loop':
    'x = keras.Input((4,))\nfor i in range(3):\n    x = layers.Dense(4, activation="relu", name=f"dense_{i}")(x)\nmodel = keras.Model([], x) if False else x',
  'one layer several times in a model':
    'a = keras.Input((4,), name="a")\nb = keras.Input((4,), name="b")\nshared = layers.Dense(2, name="shared")\nmodel = keras.Model([a, b], layers.Add()([shared(a), shared(b)]))',
  'a model called in other forms':
    'a = keras.Input((4,), name="a")\nb = keras.Input((4,), name="b")\nmodel = keras.Model([a, b], layers.Add()([a, b]))\nmodel([np.zeros((2, 4)), np.zeros((2, 4))])\nmodel((np.zeros((2, 4)), np.zeros((2, 4))))\nmodel({"a": np.zeros((2, 4)), "b": np.zeros((2, 4))})\none = keras.Model(a, layers.Dense(2)(a))\none(np.zeros((2, 4)))\none([np.zeros((2, 4))])',
  'inputs of which nothing is known':
    'from project import data\na = keras.Input((4,), name="a")\nb = keras.Input((4,), name="b")\nmodel = keras.Model([a, b], layers.Add()([a, b]))\nmodel(data)\nmodel([data, data])',
  'a list for an attribute of another name':
    'model = keras.Sequential([keras.Input((4,)), layers.Dense(2)])\nmodel.blocks = []\nprint(model.layers[0].name, model.layers[-1])',
  'names that are not listed here':
    'from keras import quantizers, tree, wrappers\nprint(keras.layers.MelSpectrogram, keras.utils.FeatureSpace, keras.export)',
  'sizes that are numbers':
    'x = keras.Input((4, 3))\nn = int(x.shape[-1]) + int(np.prod(x.shape[1:]))\ny = layers.Dense(n)(x)',
  'an index that may be there': 'names = [1, 2]\nimport sys\nprint(names[int(sys.argv[1])], names[len(sys.argv)])',
  'what a test expects to be refused':
    'class Case:\n    def test(self):\n        import pytest\n        with pytest.raises(ValueError):\n            layers.Dense(0)\nCase().test()\nfrom project import testing\ncase = testing.Case()\nwith case.assertRaisesRegex(ValueError, "positive"):\n    layers.Dense(-1)',
  'a module of TensorFlow Hub on several tensors':
    'import tensorflow_hub as hub\nids = {name: keras.Input((128,), dtype="int32", name=name) for name in ["ids", "mask"]}\ny = hub.KerasLayer("https://example.com/module/1")(ids)["pooled_output"]\nz = hub.KerasLayer("https://example.com/packer/1")([keras.Input((5,)), keras.Input((5,))])',
  'a layer that asks for the kind of its input':
    'class Pair(layers.Layer):\n    def call(self, x):\n        if isinstance(x, (list, tuple)):\n            return x[0] + keras.ops.zeros((7, 9))\n        return x\ny = Pair()(keras.Input((4,)))\nprint(y.shape)',
  'a layer that does something only in training':
    'class Framed(layers.Layer):\n    def call(self, x, training=True):\n        return keras.ops.squeeze(x, -1) if training else x\nclass Net(keras.Model):\n    def __init__(self):\n        super().__init__()\n        self.framed = Framed()\n    def call(self, x):\n        return self.framed(x)\nnet = Net()\nnet.predict(np.zeros((2, 50, 80)))',
  'settings in __dict__':
    'class Config:\n    usual = {"units": 3}\n    def __init__(self, **more):\n        self.__dict__.update(self.usual)\n        self.__dict__.update(more)\nconfig = Config(rate=0.1)\ny = layers.Dropout(config.rate)(layers.Dense(config.units)(keras.Input((4,))))',
  'the name of the package':
    'if __name__ == "__main__" and __package__ is None:\n    __package__ = "project"\ny = layers.Dense(2)(keras.Input((4,)))',
  'arguments that a caller passes on':
    'def conv(*args, **kwargs):\n    return layers.Conv2D(*args, **{"padding": "same", **kwargs})\ndef block(x, filters, **kwargs):\n    return layers.Conv2D(filters, **kwargs)(x)',
  'a named tuple of TensorFlow':
    'import tensorflow as tf\nvalues = tf.unique(tf.constant([1, 2, 2]))\nprint(values.y.shape, tf.math.top_k(tf.zeros((3, 5)), k=2).indices.shape)',
  'elements of a data set in a list':
    'import tensorflow as tf\ndata = tf.data.Dataset.from_tensor_slices((np.zeros((4, 3)), np.zeros((4, 2))))\ndata = data.map(lambda x, y: [x, y]).map(lambda x, y: (x, y))',
  'a stack of cells of which nothing is known':
    'from project import cells\nclass Loop(layers.Layer):\n    def __init__(self):\n        super().__init__()\n        self.cell = layers.StackedRNNCells(cells)\n        print(self.cell.state_size)\n    def call(self, x):\n        return x\ny = Loop()(keras.Input((4,)))',
  'a row of layers on several tensors':
    'class Same(layers.Layer):\n    def call(self, inputs):\n        return inputs\nmodel = keras.Sequential([Same()])\nmodel({"a": np.zeros((3, 2)), "b": np.zeros((3, 4))})\nother = keras.Sequential([Same()])\nother([np.zeros((3, 2)), np.zeros((3, 4))])',
  'a layer in an object of another library':
    'from project import Module\nclass Net(Module):\n    def __init__(self):\n        super().__init__()\n        self.dense = layers.Dense(1)\n    def forward(self, x):\n        return self.dense(x)\nnet = Net()\nnet(np.zeros((2, 3)))\nprint(net.dense.kernel)',
  'the place of a single number': 'print(keras.ops.argsort(np.array(1)).shape)',
  'a setting of one test, and another test':
    'import tensorflow as tf\ndef first():\n    keras.config.set_image_data_format("channels_first")\n    return tf.image.rgb_to_grayscale(np.zeros((5, 5, 3)))\ndef second():\n    return layers.Conv2D(4, 5)(keras.Input((20, 20, 3)))',
  'a model of plain attributes that does not call super().__init__()':
    'class Stub(keras.Model):\n    def __init__(self):\n        self.stop_training = False\nstub = Stub()\nstub.stop_training = True',
  'build() of a model that calls that of its class':
    'class Inner(layers.Layer):\n    def __init__(self, size):\n        super().__init__()\n        self.size = size\n    def call(self, x):\n        return x * self.size\nclass Net(keras.Model):\n    def build(self, shape):\n        self.inner = Inner(3)\n        super().build(shape)\n    def call(self, x):\n        return self.inner(x)\nnet = Net()\nnet.compile("adam", "mse")\nnet.fit(np.zeros((4, 2)), np.zeros((4, 2)))',
  'outputs under numbers':
    'x = keras.Input((4,))\nmodel = keras.Model(x, {2: layers.Dense(2)(x), 3: layers.Dense(3)(x)})',
  'an argument that a caller would give': 'def head(x, classes=None):\n    return layers.Dense(classes)(x)',
  'pairs that a train_step takes apart':
    'class Pairs(keras.Model):\n    def train_step(self, data):\n        first, second = data[0][0], data[0][1]\n        self(first)\n        return {}\nx = keras.Input((8, 3))\nmodel = Pairs(x, layers.Dense(2)(x))\nmodel.compile("adam")\nmodel.fit(np.zeros((2, 10, 8, 3)))',
  'a layer that was made before its model':
    'first = layers.Dense(4)\nmodel = keras.Sequential([keras.Input((4,)), first, first])',
};
const KERAS_2: Readonly<Record<string, string>> = {
  'Model(input=…)': 'a = keras.Input((4,))\nmodel = keras.Model(input=a, output=layers.Dense(2)(a))',
  'add_weight() with its name first':
    'class Own(layers.Layer):\n    def build(self, shape):\n        self.w = self.add_weight("w", shape=(4,))\n    def call(self, x):\n        return x * self.w\ny = Own()(keras.Input((4,)))',
  'a list with one tensor, an integer as a shape': 'y = layers.Dense(2)([keras.Input(shape=4)])',
  'as_list() and output of a Sequential model':
    'model = keras.Sequential([layers.Dense(2, input_shape=(4,))])\nprint(model.output.shape.as_list(), model.input)',
  'arguments that choose how tf.keras computes':
    'x = keras.Input((8, 8, 3))\ny = layers.BatchNormalization(fused=True)(x)\nz = layers.Dropout(0.1, rng_type="stateless")(y)\ncell = layers.LSTMCell(3, enable_caching_device=True)\nw = layers.StackedRNNCells([layers.LSTMCell(3)], reverse_state_order=True)',
  'TimeDistributed on two tensors':
    'y = layers.TimeDistributed(layers.Add())([keras.Input((2, 3)), keras.Input((2, 3))])',
  'layers of TensorFlow 2.3 that find sizes by adapt()':
    'code = layers.CategoryEncoding(output_mode="binary")\ncode.adapt(np.zeros((4, 1)))\ny = layers.Dense(2)(code(keras.Input((1,), dtype="int64")))',
  'the status of a checkpoint':
    'model = keras.Sequential([keras.Input((4,)), layers.Dense(2)])\nmodel.load_weights("./saved/point").expect_partial()',
  'training without a default':
    'class Own(layers.Layer):\n    def call(self, x, training):\n        return layers.Dropout(0.1)(x, training=training)\ny = Own()(keras.Input((4,)))',
  'a class without call()': 'class Own(layers.Layer):\n    pass\ny = Own()(keras.Input((4,)))',
};

for (const [name, program] of Object.entries(BOTH))
  for (const version of [2, 3] as const)
    test(`${name}, Keras ${version}`, () => assert.deepEqual(complaints(program, version), []));
for (const [name, program] of Object.entries(KERAS_2)) {
  test(`${name}: Keras 2 takes it`, () => assert.deepEqual(complaints(program, 2), []));
  test(`${name}: Keras 3 does not`, () => assert.notDeepEqual(complaints(program, 3), []));
}

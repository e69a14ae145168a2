/** Models that a program saves and reads back, as Keras 3.15 and 2.15 make them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { printed, reported } from '../keras/layers/in-programs.ts';

const HEAD = 'import json, os, tempfile\nd = tempfile.mkdtemp()\n';
const OWN = `
class Linear(layers.Layer):
    def __init__(self, units=32, **kwargs):
        super().__init__(**kwargs)
        self.units = units
    def build(self, shape):
        self.w = self.add_weight(shape=(shape[-1], self.units), name="w")
    def call(self, x):
        return x @ self.w
    def get_config(self):
        return {**super().get_config(), "units": self.units}
model = Sequential([Input((7,)), Linear(5, name="lin"), layers.Dense(3)])
model.save(d + "/m.keras")
`;

test('a model is read back as it was when it was saved', () => {
  const source = `${HEAD}
model = Sequential([Input((8,)), layers.Dense(4), layers.Dropout(0.5)], name="small")
model.compile("adam", "mse")
path = os.path.join(d, "m.keras")
model.save(path)
model.add(layers.Dense(9))
back = keras.models.load_model(path)
print(back.name, back.count_params(), back.output_shape, type(back.optimizer).__name__, os.listdir(d))
`;
  assert.deepEqual(printed(source), ['small', '36', '(None, 4)', 'Adam', "['m.keras']"]);
});

test('a graph with operations, shared layers and models inside', () => {
  const source = `${HEAD}
a = Input((8,), name="a")
shared = layers.Dense(8, name="shared")
inner = Sequential([Input((8,)), layers.Dense(4)], name="inner")
x = inner(keras.ops.relu(shared(shared(a))) * 2.0)
model = Model(a, [x, layers.Dense(2, name="out")(x)])
back = keras.models.model_from_json(model.to_json())
print([l.name for l in back.layers], back.count_params(), back.output_shape, layers.Dense(1).name)
`;
  const [names, count, shape, next] = printed(source);
  assert.deepEqual(
    [names, count, shape, next],
    ["['a', 'shared', 'inner', 'out']", '118', '[(None, 4), (None, 2)]', 'dense_1'],
  );
});

test('a configuration that the program has changed makes another model', () => {
  const source = `${HEAD}
config = Sequential([Input((8,)), layers.Dense(4, name="one"), layers.Dense(2)]).get_config()
config["layers"][1]["config"]["units"] = 16
config["name"] = "wider"
back = Sequential.from_config(config)
print(back.name, back.count_params(), [tuple(w.shape) for w in back.weights])
`;
  assert.deepEqual(printed(source), ['wider', '178', '[(8, 16), (16,), (16, 2), (2,)]']);
});

test('classes of the program are found where they are given or registered', () => {
  const load = 'back = keras.models.load_model(d + "/m.keras"';
  const reads = 'print(back.layers[0].units, type(back.layers[0]).__name__, back.count_params())';
  const expected = ['5', 'Linear', '53'];
  assert.deepEqual(printed(`${HEAD}${OWN}${load}, custom_objects={"Linear": Linear})\n${reads}`), expected);
  const scope = 'with keras.saving.custom_object_scope({"Linear": Linear}):\n    ';
  assert.deepEqual(printed(`${HEAD}${OWN}${scope}${load})\n${reads}`), expected);
  const registered = OWN.replace('\nclass', '\n@keras.saving.register_keras_serializable()\nclass');
  assert.deepEqual(printed(`${HEAD}${registered}${load})\n${reads}`), expected);
  assert.match(reported(`${HEAD}${OWN}${load})\n`).join(), /not-registered/);
});

test('what Keras 3 refuses of files', () => {
  const model = `${HEAD}model = Sequential([Input((3,)), layers.Dense(2)])\n`;
  const other = 'other = Sequential([Input((3,)), layers.Dense(4)])\n';
  const refused: readonly (readonly [string, RegExp])[] = [
    ['model.save("folder")', /file-format/],
    ['model.save_weights("w.h5")', /file-format/],
    ['keras.models.load_model("folder.pb")', /file-format/],
    ['keras.callbacks.ModelCheckpoint("best.hdf5")', /file-format/],
    ['keras.callbacks.ModelCheckpoint("best.keras", save_weights_only=True)', /file-format/],
    ['keras.models.load_model(os.path.join(d, "no.keras"))', /missing-file/],
    [`${other}model.save_weights("w.weights.h5")\nother.load_weights("w.weights.h5")`, /weights-mismatch/],
    ['model.save_weights("w.weights.h5")\nSequential([layers.Dense(2)]).load_weights("w.weights.h5")', /not-built/],
    ['model.compile("sgd", "mse")\nmodel.save("m.h5")\nkeras.models.load_model("m.h5")', /not-registered.*"mse"/],
  ];
  for (const [code, expected] of refused) assert.match(reported(`${model}${code}\n`).join(), expected, code);
  const taken = [
    'model.save("m.h5")\nkeras.models.load_model("m.h5")',
    'model.save_weights("w.weights.h5")\nmodel.load_weights("w.weights.h5")',
    `${other}model.save_weights("w.weights.h5")\nother.load_weights("w.weights.h5", skip_mismatch=True)`,
    'keras.models.load_model("elsewhere.keras")',
    'model.compile("sgd", "mse")\nmodel.save("m.h5")\nkeras.models.load_model("m.h5", compile=False)',
    'model.compile("sgd", "mean_squared_error")\nmodel.save("m.h5")\nkeras.models.load_model("m.h5")',
    'model.compile("sgd", "mse")\nmodel.save("m.keras")\nkeras.models.load_model("m.keras")',
  ];
  for (const code of taken) assert.deepEqual(reported(`${model}${code}\n`), [], code);
});

test('callbacks leave files', () => {
  const source = `${HEAD}
from keras.callbacks import ModelCheckpoint
model = Sequential([Input((6,)), layers.Dense(1)])
model.compile("rmsprop", "mse")
each = ModelCheckpoint(os.path.join(d, "w-{epoch:02d}.weights.h5"), save_weights_only=True)
best = ModelCheckpoint(os.path.join(d, "best.keras"), save_best_only=True, monitor="loss")
model.fit(np.zeros((20, 6)), np.zeros((20, 1)), epochs=2, callbacks=[each, best], verbose=0)
print(sorted(os.listdir(d)), keras.models.load_model(os.path.join(d, "best.keras")).count_params())
`;
  assert.deepEqual(printed(source), ["['best.keras', 'w-01.weights.h5', 'w-02.weights.h5']", '7']);
});

test('Keras 2 writes other names and formats', () => {
  const source = `${HEAD}
x = Input((10,), name="x")
model = Model(x, layers.Dense(1)(layers.Dense(6)(x)))
config = model.get_config()
print(config["input_layers"], config["output_layers"])
print(sorted(json.loads(model.to_json())))
model.save(os.path.join(d, "m"))
model.save_weights(os.path.join(d, "ck"))
print(sorted(os.listdir(d)), os.path.isdir(os.path.join(d, "m")))
print(keras.models.load_model(os.path.join(d, "m")).count_params())
`;
  assert.deepEqual(printed(source, { kerasVersion: 2 }), [
    "[['x', 0, 0]]",
    "[['dense', 0, 0]]",
    "['backend', 'class_name', 'config', 'keras_version']",
    "['checkpoint', 'ck.data-00000-of-00001', 'ck.index', 'm']",
    'True',
    '73',
  ]);
});

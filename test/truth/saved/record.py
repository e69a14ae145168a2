"""Writes models in every format that a release of Keras has, and what real Keras says of them.

    python -W ignore test/truth/saved/record.py

Run with each release that truth.jsonl is of; the lines of the release that runs are written again.
"""
import json
import os
import sys

import keras
from keras import layers

HERE = os.path.dirname(os.path.abspath(__file__))
RELEASE = keras.__version__
register = keras.saving.register_keras_serializable


@register(package="my")
class Linear(layers.Layer):
    def __init__(self, units=8, **kwargs):
        super().__init__(**kwargs)
        self.units = units

    def build(self, shape):
        self.w = self.add_weight(shape=(shape[-1], self.units), name="w")
        self.b = self.add_weight(shape=(self.units,), name="b")

    def call(self, x):
        return x @ self.w + self.b

    def get_config(self):
        return {**super().get_config(), "units": self.units}


def two():
    """Two inputs, two outputs, a recurrent layer and one in both directions, merges."""
    first = keras.Input((10, 4), name="seq")
    x = layers.LSTM(2, return_sequences=True, name="lstm")(first)
    x = layers.Bidirectional(layers.GRU(3))(x)
    second = keras.Input((5,))
    y = layers.concatenate([x, second])
    y = layers.Dense(8)(y)
    y = layers.add([y, layers.Dense(8)(y)])
    return keras.Model([first, second], [layers.Dense(1)(y), y], name="two")


def nested():
    """A Sequential inside a functional model that calls it twice, compiled."""
    encoder = keras.Sequential([keras.Input((6,)), layers.Dense(4, name="e1"), layers.Dense(6, name="e2")], name="encoder")
    inputs = keras.Input((6,))
    x = encoder(inputs)
    x = layers.subtract([x, encoder(layers.Dense(6)(x))])
    model = keras.Model(inputs, layers.Dense(2)(x), name="nested")
    model.compile("adam", loss="mean_squared_error")
    return model


def images():
    """Convolutions in a row, with arrays that are not trained."""
    model = keras.Sequential(
        [
            keras.Input((8, 8, 1)),
            layers.Conv2D(4, 3, activation="relu"),
            layers.BatchNormalization(),
            layers.DepthwiseConv2D(2),
            layers.MaxPooling2D(),
            layers.Flatten(),
            layers.Dropout(0.5),
            layers.Dense(3, activation="softmax", name="head"),
        ],
        name="images",
    )
    return model


def own():
    """A class of the program's own between two layers of Keras's."""
    inputs = keras.Input((5,))
    x = layers.Dense(4)(inputs)
    return keras.Model(inputs, layers.Dense(3)(Linear(6)(x)), name="own")


def shape_of(layer):
    shape = layer.output.shape if not isinstance(layer.output, list) else None
    return shape and [size for size in shape]


def told(model):
    return {
        "name": model.name,
        "total": model.count_params(),
        "trainable": sum(int(w.numpy().size if hasattr(w, "numpy") else 0) for w in model.trainable_weights),
        "layers": [
            {
                "name": layer.name,
                "class": type(layer).__name__,
                "shape": shape_of(layer) if not layer.name == "encoder" else None,
                "params": layer.count_params(),
                "weights": [list(weight.shape) for weight in layer.weights],
            }
            for layer in model.layers
        ],
    }


def main():
    path = os.path.join(HERE, "truth.jsonl")
    lines = open(path).read().splitlines() if os.path.exists(path) else []
    kept = [line for line in lines if json.loads(line)["release"] != RELEASE]
    for make in (two, nested, images, own):
        keras.backend.clear_session()
        model = make()
        name = f"{model.name}-{RELEASE}"
        files = [f"{name}.keras"]
        model.save(os.path.join(HERE, files[0]))
        if make is not own:
            files += [f"{name}.weights.h5", f"{name}.json", f"{name}.h5"]
            model.save_weights(os.path.join(HERE, files[1]))
            with open(os.path.join(HERE, files[2]), "w") as out:
                out.write(model.to_json())
            try:
                model.save(os.path.join(HERE, files[3]))
            except ValueError:
                # 3.0 gives both directions of a Bidirectional the same names.
                os.remove(os.path.join(HERE, files.pop()))
        kept.append(json.dumps({"release": RELEASE, "files": files, **told(model)}))
    with open(path, "w") as out:
        out.write("\n".join(sorted(kept)) + "\n")


main()

"""get_config / from_config / to_json / clone_model, and a custom layer in the registry."""
import json
import numpy as np
import tensorflow as tf
from tensorflow import keras


@keras.utils.register_keras_serializable(package="mylib")
class ScaledDense(keras.layers.Layer):
    def __init__(self, units, scale=1.0, activation=None, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.scale = scale
        self.activation = keras.activations.get(activation)

    def build(self, input_shape):
        self.w = self.add_weight(name="w", shape=(input_shape[-1], self.units), initializer="glorot_uniform")
        self.g = self.add_weight(name="g", shape=(), initializer="ones", trainable=False)
        super().build(input_shape)

    def call(self, x):
        return self.activation(self.scale * self.g * tf.matmul(x, self.w))

    def get_config(self):
        cfg = super().get_config()
        cfg.update({"units": self.units, "scale": self.scale, "activation": keras.activations.serialize(self.activation)})
        return cfg


inputs = keras.Input(shape=(7,), name="x")
h = ScaledDense(11, scale=0.5, activation="relu", name="sd1")(inputs)
h = keras.layers.Dropout(0.1)(h)
h = ScaledDense(5, name="sd2")(h)
outputs = keras.layers.Dense(2, name="y")(h)
model = keras.Model(inputs, outputs, name="roundtrip")
model.summary()

config = model.get_config()
print(config["name"], len(config["layers"]))
print([l["class_name"] for l in config["layers"]])
again = keras.Model.from_config(config)
print(again.count_params() == model.count_params())
from_json = keras.models.model_from_json(model.to_json())
print(from_json.get_layer("sd1").units, from_json.get_layer("sd1").scale)
clone = keras.models.clone_model(model)
clone.set_weights(model.get_weights())
x = np.ones((2, 7), "float32")
print(np.allclose(clone.predict(x, verbose=0), model.predict(x, verbose=0)))
layer = ScaledDense.from_config(model.get_layer("sd2").get_config())
print(layer.name, layer.units, layer.built)
dense = keras.layers.Dense(4, activation="tanh", kernel_regularizer="l2")
dc = dense.get_config()
dc["units"] = 6
dense2 = keras.layers.Dense.from_config(dc)
print(dense2(tf.zeros((1, 3))).shape, dc["activation"])
print(len(json.loads(model.to_json())["config"]["layers"]))
print([(w.name, tuple(w.shape)) for w in model.weights])
print(len(model.trainable_weights), len(model.non_trainable_weights))

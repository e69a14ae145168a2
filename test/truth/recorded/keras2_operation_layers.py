import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

inputs = keras.Input((4,))
hidden = layers.Dense(3, name="hidden")(inputs)
active = tf.nn.relu(hidden)
model = keras.Model(inputs, tf.reduce_sum(active, axis=-1))
print([type(layer).__name__ for layer in model.layers])
print([(layer.name, layer.output.shape, layer.count_params()) for layer in model.layers])
part = keras.Model(model.input, model.get_layer("tf.nn.relu").output)
print(len(part.layers), part.output_shape)
part.trainable = False
print(len(model.trainable_weights), len(model.weights))
fixed = keras.Input(batch_shape=(3, 10, 1))
open_ = keras.Input((None, 5))
print(layers.Add()([fixed, open_]).shape, layers.Maximum()([open_, fixed]).shape)
print(layers.Dense(0)(inputs).shape)
row = keras.Sequential([layers.Dense(2)])
try:
    print(row.weights)
except ValueError as error:
    print("not yet")
try:
    print(inputs.ndim)
except AttributeError as error:
    print("no ndim")

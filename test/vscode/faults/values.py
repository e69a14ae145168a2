"""Values asked of a model: weights by index and by name, shapes, counts."""
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

model = keras.Sequential([
    layers.Input((100, 4)),
    layers.LSTM(2, return_sequences=True),
    layers.Bidirectional(layers.GRU(3)),
    layers.Dense(1),
])

shape = model.layers[0].get_weights()[1].shape
kernel, recurrent_kernel, bias = model.layers[0].get_weights()
W_i, W_f, W_c, W_o = np.split(kernel, 4, axis=1)
U_i, U_f, U_c, U_o = recurrent_kernel[:, :2], recurrent_kernel[:, 2:4], recurrent_kernel[:, 4:6], recurrent_kernel[:, 6:]
for i, layer in enumerate(model.layers):
    print(i, layer.name, layer.output.shape, layer.count_params(), [w.shape for w in layer.get_weights()])
for i in range(len(model.layers)):
    weights = model.layers[i].get_weights()
    print(weights[0].shape, model.layers[i].output.shape)
print(model.layers[1].forward_layer.get_weights()[1].shape, model.layers[-1].kernel.shape, model.count_params())
print(model.output_shape, model.input_shape, len(model.weights), model.get_layer(index=2).bias.shape)
total = sum(np.prod(weight.shape) for weight in model.trainable_weights)
prediction = model.predict(np.zeros((16, 100, 4)))
print(prediction.shape, prediction[0].shape, total)

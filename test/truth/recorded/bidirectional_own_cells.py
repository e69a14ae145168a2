import numpy as np
import keras
from keras import ops, layers
class Cell(layers.Layer):
    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.state_size = units
    def build(self, input_shape):
        self.w = self.add_weight(shape=(input_shape[-1], self.units), name="w")
        self.u = self.add_weight(shape=(self.units, self.units), name="u")
    def call(self, x, states):
        h = ops.tanh(ops.matmul(x, self.w) + ops.matmul(states[0], self.u))
        return h, [h]
    def get_config(self):
        return {**super().get_config(), "units": self.units}
@keras.saving.register_keras_serializable()
class Cell2(Cell):
    pass
for C in [Cell2, Cell]:
    try:
        i = keras.Input((7, 5))
        y = layers.Bidirectional(layers.RNN(C(4), return_sequences=True))(i)
        m = keras.Model(i, layers.Dense(1)(y))
        print(m.count_params(), y.shape, [w.path for w in m.weights])
    except Exception as e:
        print(type(e).__name__)
i = keras.Input((7, 5))
b = layers.Bidirectional(layers.RNN([Cell2(4), layers.GRUCell(3)]))
print(b(i).shape)
print([w.shape for w in b.weights])

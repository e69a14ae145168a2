import numpy as np
import keras
from keras import layers


class Steps(keras.Model):
    def __init__(self, cell):
        super().__init__()
        self.cell = cell
        self.head = layers.Dense(2)

    def call(self, x):
        states = [keras.ops.zeros((x.shape[0], size)) for size in keras.tree.flatten(self.cell.state_size)]
        if len(states) == 1:
            states = states[0]
        output, states = self.cell(x, states)
        return self.head(output)


lstm = Steps(layers.LSTMCell(4))
print(lstm(np.zeros((3, 5), "float32")).shape)
gru = Steps(layers.GRUCell(6))
print(gru(np.zeros((3, 5), "float32")).shape)
simple = Steps(layers.SimpleRNNCell(7))
print(simple(np.zeros((3, 5), "float32")).shape)

import keras
from keras import layers

block = keras.Sequential([layers.LayerNormalization(), layers.Reshape((8,))])
inputs = keras.Input((4, 2))
normal = block(inputs)
cut = keras.Model(inputs, block.output)
print(len(cut.layers), cut.layers[-1].name, cut.count_params())
print(block.input.shape, block.output.shape, block.outputs[0].shape)


class Net(keras.Model):
    def __init__(self):
        super().__init__()
        self.flat = layers.Reshape((1, 2))
        self.fc = layers.Dense(2)

    def call(self, x):
        return self.flat(self.fc(x))


net = Net()
net.build((None, 3))
net.summary()
equation = layers.EinsumDense("ab,bc->ac", output_shape=3)
try:
    equation(keras.ops.zeros((2, 4, 5)))
except Exception as error:
    print("refused")

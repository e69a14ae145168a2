from keras import backend as K
from keras.engine.topology import Layer
from keras.models import Sequential, Model
from keras.layers import Input, Dense, GRU, LSTM, Lambda, merge, Flatten, Permute, RepeatVector, Activation
import numpy as np


class MyLayer(Layer):
    def __init__(self, output_dim, **kwargs):
        self.output_dim = output_dim
        super(MyLayer, self).__init__(**kwargs)

    def build(self, input_shape):
        input_dim = input_shape[1]
        initial_weight_value = np.random.random((input_dim, self.output_dim))
        self.W = K.variable(initial_weight_value)
        self.trainable_weights = [self.W]
        super(MyLayer, self).build(input_shape)

    def call(self, x, mask=None):
        return K.dot(x, self.W)

    def get_output_shape_for(self, input_shape):
        return (input_shape[0], self.output_dim)

    def compute_output_shape(self, input_shape):
        return (input_shape[0], self.output_dim)


model = Sequential()
model.add(MyLayer(32, input_shape=(16,)))
model.add(Dense(4))
model.summary()
print(model.layers[0].get_weights()[0].shape)
print(model.output_shape)


def antirectifier(x):
    x -= K.mean(x, axis=1, keepdims=True)
    x = K.l2_normalize(x, axis=1)
    pos = K.relu(x)
    neg = K.relu(-x)
    return K.concatenate([pos, neg], axis=1)


def antirectifier_output_shape(input_shape):
    shape = list(input_shape)
    shape[-1] *= 2
    return tuple(shape)


anti = Sequential()
anti.add(Dense(50, input_dim=20))
anti.add(Lambda(antirectifier, output_shape=antirectifier_output_shape))
anti.add(Dense(3))
anti.summary()

# attention over time steps
inputs = Input(shape=(20, 8))
activations = LSTM(16, return_sequences=True)(inputs)
attention = Dense(1, activation='tanh')(activations) if K.__name__ == 'x' else Lambda(lambda t: K.mean(t, axis=2), output_shape=(20,))(activations)
attention = Activation('softmax')(attention)
attention = RepeatVector(16)(attention)
attention = Permute([2, 1])(attention)
sent = merge([activations, attention], mode='mul')
sent = Lambda(lambda xin: K.sum(xin, axis=-2), output_shape=(16,))(sent)
probabilities = Dense(3, activation='softmax')(sent)
att = Model(input=inputs, output=probabilities)
att.summary()
print(K.int_shape(sent), att.count_params())

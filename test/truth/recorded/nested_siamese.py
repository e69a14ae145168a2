# Siamese network with a shared encoder
import numpy as np
import tensorflow as tf
from tensorflow.keras.layers import *
from tensorflow.keras.models import Model, Sequential
import tensorflow.keras.backend as K


def create_base_network(in_dims):
    model = Sequential(name='base')
    model.add(LSTM(20, return_sequences=True, input_shape=(in_dims[0], in_dims[1])))
    model.add(BatchNormalization())
    model.add(LSTM(10, return_sequences=False))
    model.add(Dropout(0.3))
    model.add(Dense(6))
    return model


def euclidean_distance(vects):
    x, y = vects
    sum_square = K.sum(K.square(x - y), axis=1, keepdims=True)
    return K.sqrt(K.maximum(sum_square, K.epsilon()))


def eucl_dist_output_shape(shapes):
    shape1, shape2 = shapes
    return (shape1[0], 1)


def contrastive_loss(y_true, y_pred):
    margin = 1
    y_true = K.cast(y_true, y_pred.dtype)
    return K.mean(y_true * K.square(y_pred) + (1 - y_true) * K.square(K.maximum(margin - y_pred, 0)))


in_dims = (15, 4)
base_network = create_base_network(in_dims)
input_a = Input(shape=in_dims, name='left')
input_b = Input(shape=in_dims, name='right')
processed_a = base_network(input_a)
processed_b = base_network(input_b)
distance = Lambda(euclidean_distance, output_shape=eucl_dist_output_shape)([processed_a, processed_b])
model = Model([input_a, input_b], distance, name='siamese')
model.compile(loss=contrastive_loss, optimizer='rmsprop')
model.summary()
base_network.summary()

pairs = np.random.randn(20, 2, 15, 4)
labels = np.random.randint(0, 2, 20)
model.fit([pairs[:, 0], pairs[:, 1]], labels, epochs=1, batch_size=10, verbose=0)
print(model.input_names)
print(model.input_shape)
print(model.output_shape)
print(model.count_params(), base_network.count_params())
print(base_network.get_output_at(0).shape)
print(len(base_network.inbound_nodes) if hasattr(base_network, 'inbound_nodes') else None)
print([l.name for l in model.layers])
print(model.predict([pairs[:3, 0], pairs[:3, 1]], verbose=0).shape)

from __future__ import absolute_import
from __future__ import print_function
import numpy as np
import random
from keras.models import Model
from keras.layers import Input, Flatten, Dense, Dropout, Lambda
from keras.optimizers import RMSprop
from keras import backend as K

num_classes = 10


def euclidean_distance(vects):
    x, y = vects
    sum_square = K.sum(K.square(x - y), axis=1, keepdims=True)
    return K.sqrt(K.maximum(sum_square, K.epsilon()))


def eucl_dist_output_shape(shapes):
    shape1, shape2 = shapes
    return (shape1[0], 1)


def contrastive_loss(y_true, y_pred):
    margin = 1
    square_pred = K.square(y_pred)
    margin_square = K.square(K.maximum(margin - y_pred, 0))
    return K.mean(y_true * square_pred + (1 - y_true) * margin_square)


def create_base_network(input_shape):
    input = Input(shape=input_shape)
    x = Flatten()(input)
    x = Dense(128, activation='relu')(x)
    x = Dropout(0.1)(x)
    x = Dense(128, activation='relu')(x)
    x = Dropout(0.1)(x)
    x = Dense(128, activation='relu')(x)
    return Model(input, x)


x_train = np.zeros((40, 28, 28), dtype='float32')
input_shape = x_train.shape[1:]
pairs = np.array([[x_train[i], x_train[i + 1]] for i in range(20)])
labels = np.array([1, 0] * 10)
print(pairs.shape)

base_network = create_base_network(input_shape)

input_a = Input(shape=input_shape)
input_b = Input(shape=input_shape)
processed_a = base_network(input_a)
processed_b = base_network(input_b)

distance = Lambda(euclidean_distance,
                  output_shape=eucl_dist_output_shape)([processed_a, processed_b])

model = Model([input_a, input_b], distance)
rms = RMSprop()
model.compile(loss=contrastive_loss, optimizer=rms)
model.fit([pairs[:, 0], pairs[:, 1]], labels, batch_size=10, epochs=1, verbose=0)
y_pred = model.predict([pairs[:, 0], pairs[:, 1]])
print(y_pred.shape)
base_network.summary()
model.summary()
print(base_network.get_output_shape_at(0), base_network.get_output_shape_at(1))
print([l.name for l in model.layers])
print(model.layers[2].name)

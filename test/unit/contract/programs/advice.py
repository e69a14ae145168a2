#%% softmax over one unit | 2 3
import numpy as np
import keras
from keras import layers
model = keras.Sequential([
    keras.Input((20,)),
    layers.Dense(16, activation='relu'),
    layers.Dense(1, activation='softmax'),  #-  #! softmax-one-unit: Use sigmoid
    layers.Dense(1, activation='sigmoid'),  #+
])
model.compile('adam', 'binary_crossentropy')
model.fit(np.zeros((10, 20)), np.zeros(10))
#%% attention weights over a last axis of one | 2 3
import keras
from keras import layers
inputs = keras.Input((30, 16))
states = layers.LSTM(32, return_sequences=True)(inputs)
scores = layers.Dense(1, activation='tanh')(states)
weights = layers.Softmax()(scores)  #-  #! softmax-one-unit
weights = layers.Softmax(axis=1)(scores)  #+
context = layers.Dot(axes=1)([weights, states])
#%% no activation before a loss of probabilities | 2 3
import keras
from keras import layers
inputs = keras.Input((20,))
outputs = layers.Dense(5)(inputs)  #-
outputs = layers.Dense(5, activation='softmax')(inputs)  #+
model = keras.Model(inputs, outputs)
model.compile('adam', 'categorical_crossentropy')  #! from-logits: End with softmax
#%% softmax and from_logits | 2 3
import tensorflow as tf
model = tf.keras.Sequential([
    tf.keras.layers.Flatten(input_shape=(28, 28)),
    tf.keras.layers.Dense(128, activation='relu'),
    tf.keras.layers.Dense(10, activation='softmax'),  #-
    tf.keras.layers.Dense(10),  #+
])
model.compile(
    optimizer='adam',
    loss=tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True),  #! from-logits: Take out from_logits=True
    metrics=['accuracy'],
)
#%% an activation layer that ends the model with relu | 2 3
from keras.models import Sequential
from keras.layers import Activation, Dense, Input
model = Sequential()
model.add(Input((8,)))
model.add(Dense(1))
model.add(Activation('relu'))  #-
model.add(Activation('sigmoid'))  #+
model.compile(loss='binary_crossentropy', optimizer='adam')  #! activation-loss: End with sigmoid
#%% sigmoid over exclusive classes | 2 3
import keras
from keras import layers
model = keras.Sequential([
    keras.Input((8,)),
    layers.Dense(4, activation='sigmoid'),  #-
    layers.Dense(4, activation='softmax'),  #+
])
model.compile('adam', 'categorical_crossentropy')  #! activation-loss: End with softmax
#%% softmax with binary_crossentropy | 2 3
import numpy as np
import keras
from keras import layers
x, y = np.zeros((50, 8)), np.zeros((50, 4))
model = keras.Sequential([keras.Input((8,)), layers.Dense(4, activation='softmax')])
model.compile('adam', loss='binary_crossentropy')  #-  #! activation-loss: Change the loss to categorical_crossentropy
model.compile('adam', loss='categorical_crossentropy')  #+
model.fit(x, y)
#%% a metric for one-hot labels beside a sparse loss | 2 3
import keras
from keras import layers
model = keras.Sequential([keras.Input((8,)), layers.Dense(4, activation='softmax')])
model.compile('adam', 'sparse_categorical_crossentropy', metrics=['categorical_accuracy'])  #-  #! metric-labels: Change the metric to sparse_categorical_accuracy
model.compile('adam', 'sparse_categorical_crossentropy', metrics=['sparse_categorical_accuracy'])  #+
#%% accuracy of a regression | 2 3
import keras
from keras import layers
model = keras.Sequential([keras.Input((13,)), layers.Dense(64, activation='relu'), layers.Dense(1)])
model.compile(optimizer='adam', loss='mse', metrics=['accuracy'])  #-  #! regression-accuracy: Change the metric to mae
model.compile(optimizer='adam', loss='mse', metrics=['mae'])  #+
#%% Dense on Dense | 2 3
import keras
from keras import layers
model = keras.Sequential([
    keras.Input((13,)),
    layers.Dense(64),  #-  #! linear-stack: Give it an activation: relu
    layers.Dense(64, activation='relu'),  #+
    layers.Dense(1),
])

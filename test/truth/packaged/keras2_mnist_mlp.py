'''Trains a simple deep NN on data of the size of MNIST.'''
from __future__ import print_function

import numpy as np
import keras
from keras.models import Sequential
from keras.layers import Dense, Dropout
from keras.optimizers import RMSprop

batch_size = 128
num_classes = 10
epochs = 2

x_train = np.zeros((600, 28, 28))
y_train = np.random.randint(0, 10, 600)
x_test = np.zeros((100, 28, 28))
y_test = np.random.randint(0, 10, 100)

x_train = x_train.reshape(600, 784)
x_test = x_test.reshape(100, 784)
x_train = x_train.astype('float32')
x_test = x_test.astype('float32')
x_train /= 255
x_test /= 255
print(x_train.shape[0], 'train samples')
print(x_test.shape[0], 'test samples')

# convert class vectors to binary class matrices
y_train = keras.utils.to_categorical(y_train, num_classes)
y_test = keras.utils.to_categorical(y_test, num_classes)

model = Sequential()
model.add(Dense(512, activation='relu', input_shape=(784,)))
model.add(Dropout(0.2))
model.add(Dense(512, activation='relu'))
model.add(Dropout(0.2))
model.add(Dense(num_classes, activation='softmax'))

model.summary()

model.compile(loss='categorical_crossentropy',
              optimizer=RMSprop(),
              metrics=['accuracy'])

history = model.fit(x_train, y_train,
                    batch_size=batch_size,
                    epochs=epochs,
                    verbose=0,
                    validation_data=(x_test, y_test))
print(sorted(history.history.keys()))
print(model.metrics_names)
score = model.evaluate(x_test, y_test, verbose=0)
print(len(score))
print(model.predict(x_test).shape)
print(model.name, [layer.name for layer in model.layers])
print(model.input_shape, model.output_shape)

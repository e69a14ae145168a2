from __future__ import print_function
import numpy as np
np.random.seed(1337)  # for reproducibility

from keras.models import Sequential
from keras.layers.core import Dense, Dropout, Activation
from keras.optimizers import RMSprop
from keras.utils import np_utils

batch_size = 128
nb_classes = 10
nb_epoch = 2

X_train = np.zeros((600, 28, 28)).reshape(600, 784).astype('float32')
X_test = np.zeros((100, 784)).astype('float32')
y_train = np.random.randint(0, 10, 600)
y_test = np.random.randint(0, 10, 100)
print(X_train.shape[0], 'train samples')
Y_train = np_utils.to_categorical(y_train, nb_classes)
Y_test = np_utils.to_categorical(y_test, nb_classes)
print(Y_train.shape)

model = Sequential()
model.add(Dense(512, input_shape=(784,)))
model.add(Activation('relu'))
model.add(Dropout(0.2))
model.add(Dense(512))
model.add(Activation('relu'))
model.add(Dropout(0.2))
model.add(Dense(10))
model.add(Activation('softmax'))

model.summary()
model.compile(loss='categorical_crossentropy', optimizer=RMSprop(), metrics=['accuracy'])
history = model.fit(X_train, Y_train, batch_size=batch_size, nb_epoch=nb_epoch,
                    verbose=0, validation_data=(X_test, Y_test))
print(sorted(history.history.keys()))
score = model.evaluate(X_test, Y_test, verbose=0)
print(len(score))
print(model.predict_classes(X_test, verbose=0).shape)
print([l.name for l in model.layers])
print(model.layers[0].output_dim if hasattr(model.layers[0], 'output_dim') else model.layers[0].units)

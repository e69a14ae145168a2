# Assignment 3 - CNN on MNIST-like digits
# Name: ______   Student ID: ______
import numpy as np
import tensorflow as tf
from tensorflow.keras.models import Sequential
from tensorflow.keras.layers import Dense, Dropout, Flatten, Conv2D, MaxPooling2D
from tensorflow.keras.utils import to_categorical

np.random.seed(0)
num_classes = 10
img_rows, img_cols = 28, 28

# fake data because the lab computers have no internet
x_train = np.random.randint(0, 255, size=(64, img_rows, img_cols))
y_train = np.random.randint(0, num_classes, size=(64,))
x_test = np.random.randint(0, 255, size=(16, img_rows, img_cols))
y_test = np.random.randint(0, num_classes, size=(16,))

if tf.keras.backend.image_data_format() == 'channels_first':
    x_train = x_train.reshape(x_train.shape[0], 1, img_rows, img_cols)
    x_test = x_test.reshape(x_test.shape[0], 1, img_rows, img_cols)
    input_shape = (1, img_rows, img_cols)
else:
    x_train = x_train.reshape(x_train.shape[0], img_rows, img_cols, 1)
    x_test = x_test.reshape(x_test.shape[0], img_rows, img_cols, 1)
    input_shape = (img_rows, img_cols, 1)

x_train = x_train.astype('float32') / 255
x_test = x_test.astype('float32') / 255
y_train = to_categorical(y_train, num_classes)
y_test = to_categorical(y_test, num_classes)
print('x_train shape:', x_train.shape)
print('y_train shape:', y_train.shape)

model = Sequential()
model.add(Conv2D(32, kernel_size=(3, 3), activation='relu', input_shape=input_shape))
model.add(Conv2D(64, (3, 3), activation='relu'))
model.add(MaxPooling2D(pool_size=(2, 2)))
model.add(Dropout(0.25))
model.add(Flatten())
model.add(Dense(128, activation='relu'))
model.add(Dropout(0.5))
model.add(Dense(num_classes, activation='softmax'))

model.compile(loss=tf.keras.losses.categorical_crossentropy,
              optimizer=tf.keras.optimizers.Adadelta(),
              metrics=['accuracy'])
model.summary()
history = model.fit(x_train, y_train, batch_size=32, epochs=1, verbose=0, validation_data=(x_test, y_test))
print(sorted(history.history.keys()))
score = model.evaluate(x_test, y_test, verbose=0)
print(len(score), model.metrics_names)
for layer in model.layers:
    print(layer.__class__.__name__, layer.input_shape, layer.output_shape)
print(model.predict(x_test, verbose=0).shape, model.count_params())

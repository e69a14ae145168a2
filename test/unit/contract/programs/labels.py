#%% class numbers of load_data() with categorical_crossentropy | 2 3
from tensorflow import keras
from tensorflow.keras import layers
(x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()
x_train = x_train.reshape(60000, 784).astype('float32') / 255
model = keras.Sequential([
    layers.Dense(512, activation='relu', input_shape=(784,)),
    layers.Dense(10, activation='softmax'),
])
model.compile(optimizer='rmsprop', loss='categorical_crossentropy', metrics=['accuracy'])  #-
model.compile(optimizer='rmsprop', loss='sparse_categorical_crossentropy', metrics=['accuracy'])  #+
model.fit(x_train, y_train, epochs=5, batch_size=128)  #! labels-shape: Change the loss to sparse_categorical_crossentropy
#%% one-hot labels with sparse_categorical_crossentropy | 2 3
from keras.datasets import mnist
from keras.models import Sequential
from keras.layers import Dense, Flatten
from keras.utils import to_categorical
(x_train, y_train), (x_test, y_test) = mnist.load_data()
y_train = to_categorical(y_train, 10)
model = Sequential()
model.add(Flatten(input_shape=(28, 28)))
model.add(Dense(10, activation='softmax'))
model.compile('adam', loss='sparse_categorical_crossentropy')  #-
model.compile('adam', loss='categorical_crossentropy')  #+
model.fit(x_train, y_train)  #! labels-shape: Change the loss to categorical_crossentropy
#%% one-hot labels of ten classes and five units | 2 3
import numpy as np
import keras
from keras import layers
x = np.random.rand(200, 16)
y = keras.utils.to_categorical(np.random.randint(0, 10, 200), num_classes=10)
num_classes = 5  #-
num_classes = 10  #+
inputs = keras.Input(shape=(16,))
outputs = layers.Dense(num_classes, activation='softmax')(inputs)
model = keras.Model(inputs, outputs)
model.compile(loss='categorical_crossentropy', optimizer='sgd')
model.fit(x, y)  #! labels-shape: Give Dense 10 units
#%% a loss object, random class numbers | 2 3
import numpy as np
import tensorflow as tf
X = np.random.random((1000, 20))
Y = np.random.randint(3, size=(1000, 1))
model = tf.keras.models.Sequential([
    tf.keras.layers.Dense(64, activation='relu', input_dim=20),
    tf.keras.layers.Dense(3, activation='softmax'),
])
loss = tf.keras.losses.CategoricalCrossentropy()  #-
loss = tf.keras.losses.SparseCategoricalCrossentropy()  #+
model.compile(loss=loss, optimizer='adam')
model.fit(X, Y, epochs=20)  #! labels-shape: Change the loss to sparse_categorical_crossentropy
#%% a function of keras.losses | 2 3
import numpy as np
import keras
from keras import layers
x, y = np.zeros((64, 8)), np.eye(4)[np.random.randint(0, 4, 64)]
model = keras.Sequential([keras.Input((8,)), layers.Dense(4, activation='softmax')])
model.compile('adam', keras.losses.sparse_categorical_crossentropy)  #-
model.compile('adam', keras.losses.categorical_crossentropy)  #+
model.train_on_batch(x, y)  #! labels-shape
#%% binary_crossentropy, two units with sigmoid, one column of labels | 2 3
import numpy as np
import keras
from keras import layers
x = np.random.rand(500, 30)
y = np.random.randint(0, 2, 500)
model = keras.Sequential([
    keras.Input((30,)),
    layers.Dense(16, activation='relu'),
    layers.Dense(2, activation='sigmoid'),  #-
    layers.Dense(1, activation='sigmoid'),  #+
])
model.compile('adam', 'binary_crossentropy')
model.fit(x, y, validation_split=0.2)  #! labels-shape: Give Dense 1 unit
#%% a regression with two columns of targets and one unit | 2 3
import numpy as np
import keras
from keras import layers
x = np.random.rand(100, 5)
y = np.random.rand(100, 2)
model = keras.Sequential([keras.Input((5,)), layers.Dense(8, activation='relu'), layers.Dense(1)])  #-
model = keras.Sequential([keras.Input((5,)), layers.Dense(8, activation='relu'), layers.Dense(2)])  #+
model.compile(optimizer='adam', loss='mse')
model.fit(x, y)  #! labels-broadcast: Give Dense 2 units
#%% a regression with three columns of targets and two units | 2 3
import numpy as np
import keras
from keras import layers
x = np.random.rand(100, 5)
y = np.random.rand(100, 3)
model = keras.Sequential([keras.Input((5,)), layers.Dense(2)])  #-
model = keras.Sequential([keras.Input((5,)), layers.Dense(3)])  #+
model.compile(optimizer='adam', loss='mae')
model.fit(x, y)  #! labels-shape: Give Dense 3 units
#%% mse of class numbers against ten units: Keras 2 repeats them | 2 3
import keras
from keras import layers
(x_train, y_train), _ = keras.datasets.fashion_mnist.load_data()
model = keras.Sequential([keras.Input((28, 28)), layers.Flatten(), layers.Dense(10, activation='softmax')])
model.compile('adam', loss='mean_squared_error')  #-
model.compile('adam', loss='sparse_categorical_crossentropy')  #+
model.fit(x_train, y_train)  #!3 labels-shape: Change the loss to sparse_categorical_crossentropy  #!2 labels-broadcast: Change the loss to sparse_categorical_crossentropy
#%% a whole sequence against one number for each sample | 2 3
import numpy as np
import keras
from keras import layers
X_train = np.random.rand(256, 30, 4)
y_train = np.random.rand(256, 1)
model = keras.Sequential()
model.add(keras.Input((30, 4)))
model.add(layers.LSTM(50, return_sequences=True))
model.add(layers.LSTM(50, return_sequences=True))  #-
model.add(layers.LSTM(50))  #+
model.add(layers.Dense(1))
model.compile(optimizer='adam', loss='mean_squared_error')
model.fit(X_train, y_train, epochs=2, batch_size=32)  #! labels-broadcast
#%% a sequence of class scores against one class for each sample | 2 3
import numpy as np
import keras
from keras import layers
x = np.random.rand(256, 30, 4)
y = np.random.randint(0, 3, 256)
model = keras.Sequential([
    keras.Input((30, 4)),
    layers.GRU(16, return_sequences=True),  #-
    layers.GRU(16),  #+
    layers.Dense(3, activation='softmax'),
])
model.compile('adam', 'sparse_categorical_crossentropy')
model.fit(x, y)  #! labels-shape
#%% masks of another size than the output | 2 3
import numpy as np
import keras
from keras import layers
images = np.zeros((10, 64, 64, 3))
masks = np.zeros((10, 64, 64, 1))  #+
masks = np.zeros((10, 32, 32, 1))  #-
inputs = keras.Input((64, 64, 3))
outputs = layers.Conv2D(1, 3, padding='same', activation='sigmoid')(inputs)
model = keras.Model(inputs, outputs)
model.compile('adam', 'binary_crossentropy')
model.fit(images, masks)  #! labels-shape
#%% class numbers from 1 on, written out | 2 3
import numpy as np
import keras
from keras import layers
x = np.zeros((4, 2))
y = np.array([1, 2, 3, 1])
model = keras.Sequential([keras.Input((2,)), layers.Dense(3, activation='softmax')])  #-
model = keras.Sequential([keras.Input((2,)), layers.Dense(4, activation='softmax')])  #+
model.compile('adam', 'sparse_categorical_crossentropy')
model.fit(x, y)  #! label-range: Give Dense 4 units
#%% a hundred classes and ten units | 2 3
import keras
from keras import layers
(x_train, y_train), (x_test, y_test) = keras.datasets.cifar100.load_data()
model = keras.Sequential([keras.Input((32, 32, 3)), layers.Flatten(), layers.Dense(10, activation='softmax')])  #-
model = keras.Sequential([keras.Input((32, 32, 3)), layers.Flatten(), layers.Dense(100, activation='softmax')])  #+
model.compile('adam', 'sparse_categorical_crossentropy')
model.fit(x_train, y_train, validation_data=(x_test, y_test))  #! label-range: Give Dense 100 units
#%% ten classes for one sigmoid | 2 3
import keras
from keras import layers
(x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()
model = keras.Sequential([
    keras.Input((28, 28)),
    layers.Flatten(),
    layers.Dense(1, activation='sigmoid'),  #-
    layers.Dense(10, activation='softmax'),  #+
])
model.compile('adam', 'binary_crossentropy')  #-
model.compile('adam', 'sparse_categorical_crossentropy')  #+
model.fit(x_train, y_train)  #! binary-classes: 10 units with softmax, and sparse_categorical_crossentropy
#%% labels that are words | 2 3
import numpy as np
import keras
from keras import layers
x = np.random.rand(3, 4)
y = np.array(['setosa', 'virginica', 'setosa'])  #-
y = np.array([0, 2, 0])  #+
model = keras.Sequential([keras.Input((4,)), layers.Dense(3, activation='softmax')])
model.compile('adam', 'sparse_categorical_crossentropy')
model.fit(x, y)  #! labels-text
#%% no labels | 2 3
import numpy as np
import keras
from keras import layers
x = np.random.rand(64, 10)
inputs = keras.Input((10,))
code = layers.Dense(3, activation='relu')(inputs)
autoencoder = keras.Model(inputs, layers.Dense(10)(code))
autoencoder.compile('adam', 'mse')
autoencoder.fit(x, epochs=3)  #-  #! labels-missing
autoencoder.fit(x, x, epochs=3)  #+
#%% validation labels that were not made one-hot | 2 3
import keras
from keras import layers
(x_train, y_train), (x_test, y_test) = keras.datasets.cifar10.load_data()
y_train = keras.utils.to_categorical(y_train, 10)
y_test = keras.utils.to_categorical(y_test, 10)  #+
model = keras.Sequential([keras.Input((32, 32, 3)), layers.Flatten(), layers.Dense(10, activation='softmax')])
model.compile('adam', 'categorical_crossentropy')
model.fit(x_train, y_train, validation_data=(x_test, y_test))  #! labels-shape
#%% evaluate() with other labels than fit() | 2 3
import keras
from keras import layers
(x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()
y_train = keras.utils.to_categorical(y_train)
model = keras.Sequential([keras.Input((28, 28)), layers.Flatten(), layers.Dense(10, activation='softmax')])
model.compile('adam', 'categorical_crossentropy')
model.fit(x_train, y_train)
model.evaluate(x_test, y_test)  #-  #! labels-shape
model.evaluate(x_test, keras.utils.to_categorical(y_test))  #+
#%% more random classes than units | 2 3
import numpy as np
import keras
from keras import layers
x = np.random.rand(1000, 8)
y = np.random.randint(0, 10, size=(1000,))
model = keras.Sequential([keras.Input((8,)), layers.Dense(5, activation='softmax')])  #-
model = keras.Sequential([keras.Input((8,)), layers.Dense(10, activation='softmax')])  #+
model.compile('adam', 'sparse_categorical_crossentropy')
model.fit(x, y)  #! label-range: Give Dense 10 units

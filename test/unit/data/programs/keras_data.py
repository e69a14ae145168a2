import numpy as np
import keras
from keras.datasets import mnist, cifar10, imdb, boston_housing, reuters
from keras.utils import to_categorical

(x_train, y_train), (x_test, y_test) = mnist.load_data()
print(x_train.shape, y_train.shape, x_test.shape, x_train.dtype)  #=> (60000, 28, 28) | (60000,) | (10000, 28, 28) | uint8
x_train = x_train.reshape(60000, 784).astype('float32') / 255
y = to_categorical(y_train)
print(x_train.shape, y.shape, to_categorical(y_test, 10).shape, len(np.unique(y_train)), y_train.max() + 1)  #=> (60000, 784) | (60000, 10) | (10000, 10) | 10 | 10
(x_train, y_train), _ = cifar10.load_data()
print(x_train.shape[1:], y_train.shape, keras.utils.to_categorical(y_train).shape)  #=> (32, 32, 3) | (50000, 1) | (50000, 10)
print(keras.datasets.cifar100.load_data()[0][0].shape, keras.datasets.fashion_mnist.load_data()[1][1].shape)  #=> (50000, 32, 32, 3) | (10000,)
(a, b), (c, d) = imdb.load_data(num_words=5000)
print(a.shape, b.dtype, len(a))  #=> (25000,) | int64 | 25000
print(keras.preprocessing.sequence.pad_sequences(a, maxlen=200).shape)  #=> (25000, 200)
print(keras.utils.pad_sequences(a).shape)  #=> (25000, keras.utils.pad_sequences(a).shape[1])
(a, b), (c, d) = reuters.load_data(num_words=10000, test_split=0.2)
print(len(a), len(c), to_categorical(b).shape)  #=> 8982 | 2246 | (8982, 46)
(a, b), (c, d) = boston_housing.load_data()
print(a.shape, c.shape, b.shape)  #=> (404, 13) | (102, 13) | (404,)
print(to_categorical([0, 2, 1]).shape, to_categorical(np.array([0, 1, 3])).tolist()[2], to_categorical(np.random.randint(0, 5, (8,)), num_classes=5).shape)  #=> (3, 3) | [0.0, 0.0, 0.0, 1.0] | (8, 5)
print(keras.utils.pad_sequences([[1, 2], [3]], maxlen=4).shape, keras.utils.pad_sequences([[1, 2, 3], [3]]).shape)  #=> (2, 4) | (2, 3)
columns = np.load('labels.npy').shape[1]
print(to_categorical(np.zeros((5, columns)), 10).shape, to_categorical(np.zeros((5, 2)), 10).shape, to_categorical(np.zeros((columns, 1)), 10).shape)  #=> to_categorical(np.zeros((5, columns)), 10).shape | (5, 2, 10) | (np.load('labels.npy').shape[1], 10)
vectors = np.empty((10,), dtype=object)
vectors[0] = to_categorical([1, 2], 7)
padded = keras.utils.pad_sequences(vectors, maxlen=4)
print(len(padded.shape))  #=> len(padded.shape)
print(keras.utils.pad_sequences([np.ones((3, 7)), np.ones((2, 7))], maxlen=4, dtype='float32').shape)  #=> (2, 4, 7)
import unread
padded = keras.utils.pad_sequences(unread.rows, maxlen=4, dtype='float32')
print(keras.utils.pad_sequences(unread.rows, maxlen=4).shape[1:], len(padded.shape))  #=> (4,) | len(padded.shape)

#%% different numbers of samples | 2 3
import numpy as np
import keras
from keras import layers
X_train = np.random.rand(1000, 20)
y_train = np.random.randint(0, 2, 900)  #-
y_train = np.random.randint(0, 2, 1000)  #+
model = keras.Sequential([keras.Input((20,)), layers.Dense(1, activation='sigmoid')])
model.compile(optimizer='adam', loss='binary_crossentropy', metrics=['accuracy'])
model.fit(X_train, y_train, epochs=10)  #! sample-count
#%% images given to a model of flat rows | 2 3
import keras
from keras import layers
(x_train, y_train), _ = keras.datasets.mnist.load_data()
x_train = x_train.reshape(-1, 784)  #+
model = keras.Sequential([
    keras.Input((784,)),
    layers.Dense(64, activation='relu'),
    layers.Dense(10, activation='softmax'),
])
model.compile('adam', 'sparse_categorical_crossentropy')
model.fit(x_train, y_train)  #! data-shape
#%% colour images without their channels | 2 3
import numpy as np
import keras
from keras import layers
x = np.random.rand(50, 32, 32)  #-
x = np.random.rand(50, 32, 32, 3)  #+
y = np.random.randint(0, 10, 50)
model = keras.Sequential([
    layers.Conv2D(16, 3, activation='relu', input_shape=(32, 32, 3)),
    layers.Flatten(),
    layers.Dense(10, activation='softmax'),
])
model.compile('adam', 'sparse_categorical_crossentropy')
model.fit(x, y)  #! data-shape
#%% one image to predict() | 2 3
import numpy as np
import keras
from keras import layers
model = keras.Sequential([keras.Input((28, 28, 3)), layers.Conv2D(4, 3), layers.GlobalMaxPooling2D(), layers.Dense(10, activation='softmax')])
model.compile('adam', 'sparse_categorical_crossentropy')
image = np.zeros((28, 28, 3))
model.predict(image)  #-  #! data-shape
model.predict(image[None])  #+
#%% a model that is built by its data, with images of three axes | 2 3
import keras
from keras import layers
(x_train, y_train), _ = keras.datasets.fashion_mnist.load_data()
model = keras.Sequential([
    layers.Conv2D(32, 3, activation='relu'),
    layers.GlobalAveragePooling2D(),
    layers.Dense(10, activation='softmax'),
])
model.compile('adam', 'sparse_categorical_crossentropy')
model.fit(x_train, y_train)  #-  #! data-shape: Add a last axis: [..., None]
model.fit(x_train[..., None], y_train)  #+
#%% another number of features | 2 3
import numpy as np
import tensorflow as tf
x, y = np.random.normal(size=(128, 12)), np.random.normal(size=(128, 1))
model = tf.keras.Sequential([
    tf.keras.layers.Input(shape=(13,)),  #-
    tf.keras.layers.Input(shape=(12,)),  #+
    tf.keras.layers.Dense(32, activation='relu'),
    tf.keras.layers.Dense(1),
])
model.compile(optimizer='adam', loss='mse')
history = model.fit(x, y, epochs=3)  #! data-shape
#%% windows of another length than the model's | 2 3
import numpy as np
import keras
from keras import layers
series = np.arange(1000.0)
window = 24
X = np.lib.stride_tricks.sliding_window_view(series, window)[:-1]
X = np.stack([series[i:i + window] for i in range(1000 - window)])[..., None]
y = series[window:]
inputs = keras.Input(shape=(30, 1))  #-
inputs = keras.Input(shape=(window, 1))  #+
x = layers.Flatten()(inputs)
model = keras.Model(inputs, layers.Dense(1)(x))
model.compile('adam', 'mae')
model.fit(X, y)  #! data-shape
#%% a Python list as labels | 2 3
import numpy as np
import keras
from keras import layers
X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
y = [0, 1, 1, 0]
model = keras.Sequential([keras.Input((2,)), layers.Dense(4, activation='tanh'), layers.Dense(1, activation='sigmoid')])
model.compile('adam', 'binary_crossentropy')
model.predict(X)
model.fit(X, np.array(y), epochs=100)  #+
model.fit(X, y, epochs=100)  #-  #! data-type: Make it an array: np.array(…)
#%% Python lists as both: Keras 2 makes arrays of them | 3
import numpy as np
import keras
from keras import layers
X = [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]
y = [0, 1, 1, 0]
model = keras.Sequential([keras.Input((2,)), layers.Dense(1, activation='sigmoid')])
model.compile('adam', 'binary_crossentropy')
model.fit(X, y)  #-  #! data-type: Make them arrays: np.array(…)
model.fit(np.array(X), np.array(y))  #+
#%% predict() on a list of numbers | 3
import numpy as np
import keras
from keras import layers
model = keras.Sequential([keras.Input((1,)), layers.Dense(1)])
model.compile('sgd', 'mse')
model.fit(np.arange(6.0), np.arange(6.0) * 2 - 1, epochs=500)
print(model.predict([10.0]))  #-  #! data-type: Make it an array: np.array(…)
print(model.predict(np.array([10.0])))  #+
#%% texts of different lengths | 2 3
from keras.datasets import imdb
from keras.models import Sequential
from keras.layers import Dense, Embedding, LSTM
from keras.utils import pad_sequences
(x_train, y_train), _ = imdb.load_data(num_words=5000)
x_train = pad_sequences(x_train, maxlen=100)  #+
model = Sequential([Embedding(5000, 32), LSTM(32), Dense(1, activation='sigmoid')])
model.compile('adam', 'binary_crossentropy')
model.fit(x_train, y_train)  #! data-type
#%% an Embedding with too few rows | 2 3
from keras.datasets import imdb
from keras.models import Sequential
from keras.layers import Dense, Embedding, Flatten, Input
from keras.utils import pad_sequences
(x_train, y_train), _ = imdb.load_data(num_words=20000)
x_train = pad_sequences(x_train, maxlen=100)
vocabulary = 10000  #-
vocabulary = 20000  #+
model = Sequential([Input((100,)), Embedding(vocabulary, 8), Flatten(), Dense(1, activation='sigmoid')])
model.compile('adam', 'binary_crossentropy')
model.fit(x_train, y_train)  #! embedding-range: Give Embedding 20000 rows
#%% weights of another number than the samples | 2 3
import numpy as np
import keras
from keras import layers
x, y = np.random.rand(100, 3), np.random.rand(100, 1)
weights = np.ones(90)  #-
weights = np.ones(100)  #+
model = keras.Sequential([keras.Input((3,)), layers.Dense(1)])
model.compile('adam', 'mse')
model.fit(x, y, sample_weight=weights)  #! sample-count
#%% validation data of different lengths | 2 3
import numpy as np
import keras
from keras import layers
x, y = np.random.rand(100, 3), np.random.rand(100, 1)
model = keras.Sequential([keras.Input((3,)), layers.Dense(1)])
model.compile('adam', 'mse')
model.fit(x[:80], y[:80], validation_data=(x[80:], y[70:]))  #-  #! sample-count
model.fit(x[:80], y[:80], validation_data=(x[80:], y[80:]))  #+
#%% a data set taken in one piece | 2 3
import numpy as np
import keras
from keras import layers
from sklearn.datasets import load_iris
from sklearn.model_selection import train_test_split
iris = load_iris()
X_train, X_test, y_train, y_test = train_test_split(iris.data, iris.target, test_size=0.2)
model = keras.Sequential([keras.Input((4,)), layers.Dense(10, activation='relu'), layers.Dense(3, activation='softmax')])
model.compile('adam', 'sparse_categorical_crossentropy', metrics=['accuracy'])
model.fit(X_train, y_test)  #-  #! sample-count
model.fit(X_train, y_train)  #+
#%% time steps and features changed over | 2 3
import numpy as np
import keras
from keras import layers
X = np.random.rand(64, 4, 100)  #-
X = np.random.rand(64, 100, 4)  #+
y = np.random.rand(64, 1)
model = keras.Sequential()
model.add(layers.LSTM(2, input_shape=(100, 4)))
model.add(layers.Dense(1))
model.compile('adam', 'mse')
model.fit(X, y)  #! data-shape
#%% a row too much in the model's input: rows of data for an LSTM | 2 3
import numpy as np
import keras
from keras import layers
X = np.random.rand(64, 10)
X = X.reshape(64, 10, 1)  #+
y = np.random.rand(64, 1)
model = keras.Sequential([layers.LSTM(8, input_shape=(10, 3)), layers.Dense(1)])  #-
model = keras.Sequential([layers.LSTM(8, input_shape=(10, 1)), layers.Dense(1)])  #+
model.compile('adam', 'mse')
model.fit(X, y)  #! data-shape
#%% class weights as scikit-learn gives them | 2 3
import numpy as np
import keras
from keras import layers
from sklearn.utils import class_weight
x = np.random.rand(100, 3)
y = np.random.randint(0, 2, 100)
weights = np.array([0.6, 3.0])
model = keras.Sequential([keras.Input((3,)), layers.Dense(1, activation='sigmoid')])
model.compile('adam', 'binary_crossentropy')
model.fit(x, y, class_weight=weights)  #-  #! class-weight: Number the weights: dict(enumerate(…))
model.fit(x, y, class_weight=dict(enumerate(weights)))  #+
#%% class_weight="balanced" | 2 3
import numpy as np
import keras
from keras import layers
x = np.random.rand(100, 3)
y = np.random.randint(0, 2, 100)
model = keras.Sequential([keras.Input((3,)), layers.Dense(1, activation='sigmoid')])
model.compile('adam', 'binary_crossentropy')
model.fit(x, y, class_weight='balanced')  #-  #! class-weight
model.fit(x, y, class_weight={0: 1, 1: 4})  #+

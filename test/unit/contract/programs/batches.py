#%% a data set without batches | 2 3
import numpy as np
import tensorflow as tf
x, y = np.random.rand(100, 13), np.random.rand(100, 1)
dataset = tf.data.Dataset.from_tensor_slices((x, y))
dataset = dataset.shuffle(100).batch(16)  #+
model = tf.keras.Sequential([tf.keras.layers.Input((13,)), tf.keras.layers.Dense(1)])
model.compile('adam', 'mse')
model.fit(dataset, epochs=2)  #! unbatched-dataset: Put the data set in batches: .batch(32)
#%% labels beside a data set | 2 3
import numpy as np
import tensorflow as tf
x, y = np.random.rand(100, 13), np.random.rand(100, 1)
dataset = tf.data.Dataset.from_tensor_slices((x, y)).batch(16)
model = tf.keras.Sequential([tf.keras.layers.Input((13,)), tf.keras.layers.Dense(1)])
model.compile('adam', 'mse')
model.fit(dataset, y)  #-  #! batches-argument: Remove y
model.fit(dataset)  #+
#%% validation_split with a data set | 2 3
import numpy as np
import tensorflow as tf
x, y = np.random.rand(100, 13), np.random.rand(100, 1)
train = tf.data.Dataset.from_tensor_slices((x, y)).batch(16)
model = tf.keras.Sequential([tf.keras.layers.Input((13,)), tf.keras.layers.Dense(1)])
model.compile('adam', 'mse')
model.fit(train, validation_split=0.2, epochs=3)  #-  #! batches-argument: Remove validation_split
model.fit(train, epochs=3)  #+
#%% images of a folder in another size than the input | 2 3
import tensorflow as tf
from tensorflow.keras import layers
train = tf.keras.utils.image_dataset_from_directory('photos', image_size=(180, 180), batch_size=32)
model = tf.keras.Sequential([
    layers.Input((160, 160, 3)),  #-
    layers.Input((180, 180, 3)),  #+
    layers.Rescaling(1 / 255),
    layers.Flatten(),
    layers.Dense(5, activation='softmax'),
])
model.compile('adam', 'sparse_categorical_crossentropy')
model.fit(train, epochs=2)  #! data-shape
#%% images of a folder with numbered classes | 2 3
import tensorflow as tf
from tensorflow.keras import layers
train = tf.keras.utils.image_dataset_from_directory('photos', image_size=(64, 64))  #-
train = tf.keras.utils.image_dataset_from_directory('photos', image_size=(64, 64), label_mode='categorical', class_names=['a', 'b', 'c'])  #+
model = tf.keras.Sequential([layers.Input((64, 64, 3)), layers.Flatten(), layers.Dense(3, activation='softmax')])
model.compile('adam', 'categorical_crossentropy')
model.fit(train)  #! labels-shape: Change the loss to sparse_categorical_crossentropy
#%% flow_from_directory with class_mode="categorical" for one sigmoid | 2 3
from tensorflow.keras.preprocessing.image import ImageDataGenerator
from tensorflow.keras import layers, models
generator = ImageDataGenerator(rescale=1 / 255)
train = generator.flow_from_directory('photos', target_size=(150, 150), batch_size=20, classes=['cats', 'dogs'])  #-
train = generator.flow_from_directory('photos', target_size=(150, 150), batch_size=20, class_mode='binary')  #+
model = models.Sequential([
    layers.Input((150, 150, 3)),
    layers.Conv2D(8, 3, activation='relu'),
    layers.GlobalAveragePooling2D(),
    layers.Dense(1, activation='sigmoid'),
])
model.compile('rmsprop', 'binary_crossentropy')
model.fit(train, steps_per_epoch=100)  #! labels-shape
#%% flow_from_directory in another size | 2 3
from tensorflow.keras.preprocessing.image import ImageDataGenerator
from tensorflow.keras import layers, models
train = ImageDataGenerator().flow_from_directory('photos', target_size=(128, 128), class_mode='binary')
model = models.Sequential([
    layers.Conv2D(8, 3, activation='relu', input_shape=(150, 150, 3)),  #-
    layers.Conv2D(8, 3, activation='relu', input_shape=(128, 128, 3)),  #+
    layers.Flatten(),
    layers.Dense(1, activation='sigmoid'),
])
model.compile('rmsprop', 'binary_crossentropy')
model.fit(train)  #! data-shape
#%% an own generator with one feature less | 2 3
import numpy as np
import keras
from keras import layers
def batches(size):
    while True:
        yield np.random.rand(size, 9), np.random.rand(size, 1)
model = keras.Sequential([
    keras.Input((10,)),  #-
    keras.Input((9,)),  #+
    layers.Dense(1),
])
model.compile('adam', 'mse')
model.fit(batches(32), steps_per_epoch=10)  #! data-shape
#%% an own generator of class numbers | 2 3
import numpy as np
import keras
from keras import layers
def generate():
    while True:
        x = np.zeros((16, 8))
        y = np.random.randint(0, 4, 16)
        yield x, y
model = keras.Sequential([keras.Input((8,)), layers.Dense(4, activation='softmax')])
model.compile('adam', 'categorical_crossentropy')  #-
model.compile('adam', 'sparse_categorical_crossentropy')  #+
model.fit(generate(), steps_per_epoch=5, epochs=2)  #! labels-shape
#%% labels beside a generator | 2 3
import numpy as np
import keras
from keras import layers
def generate():
    while True:
        yield np.zeros((16, 8)), np.zeros((16, 1))
y = np.zeros((16, 1))
model = keras.Sequential([keras.Input((8,)), layers.Dense(1)])
model.compile('adam', 'mse')
model.fit(generate(), y, steps_per_epoch=5)  #-  #! batches-argument: Remove y
model.fit(generate(), steps_per_epoch=5)  #+
#%% an own sequence of batches | 2 3
import math
import numpy as np
import keras
from keras import layers
class Batches(keras.utils.Sequence):
    def __init__(self, x, y, size):
        super().__init__()
        self.x, self.y, self.size = x, y, size
    def __len__(self):
        return math.ceil(len(self.x) / self.size)
    def __getitem__(self, index):
        low = index * self.size
        return self.x[low:low + self.size], self.y[low:low + self.size]
train = Batches(np.zeros((100, 32, 32, 3)), np.zeros((100, 1)), 10)
model = keras.Sequential([
    keras.Input((28, 28, 3)),  #-
    keras.Input((32, 32, 3)),  #+
    layers.Flatten(),
    layers.Dense(1, activation='sigmoid'),
])
model.compile('adam', 'binary_crossentropy')
model.fit(train)  #! data-shape
#%% windows of a series | 2 3
import numpy as np
import keras
from keras import layers
data = np.random.rand(1000, 7)
targets = np.random.rand(1000)
train = keras.utils.timeseries_dataset_from_array(data, targets, sequence_length=24, batch_size=64)
model = keras.Sequential([
    keras.Input((24, 5)),  #-
    keras.Input((24, 7)),  #+
    layers.LSTM(16),
    layers.Dense(1),
])
model.compile('adam', 'mse')
model.fit(train)  #! data-shape

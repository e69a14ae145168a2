#%% two inputs and one array | 2 3
import numpy as np
import keras
from keras import layers
a, b, y = np.zeros((100, 8)), np.zeros((100, 4)), np.zeros((100, 1))
first, second = keras.Input((8,)), keras.Input((4,))
model = keras.Model([first, second], layers.Dense(1)(layers.concatenate([first, second])))
model.compile('adam', 'mse')
model.fit(a, y)  #-  #! data-inputs
model.fit([a, b], y)  #+
#%% one input and two arrays | 2 3
import numpy as np
import keras
from keras import layers
a, b, y = np.zeros((100, 8)), np.zeros((100, 4)), np.zeros((100, 1))
inputs = keras.Input((8,))
model = keras.Model(inputs, layers.Dense(1)(inputs))
model.compile('adam', 'mse')
model.fit([a, b], y)  #-  #! data-inputs
model.fit(a, y)  #+
#%% two arrays in the wrong order | 2 3
import numpy as np
import keras
from keras import layers
words, numbers, y = np.zeros((100, 50)), np.zeros((100, 6)), np.zeros((100, 1))
text, table = keras.Input((50,)), keras.Input((6,))
x = layers.Concatenate()([layers.Embedding(100, 8)(text), layers.RepeatVector(50)(table)])
model = keras.Model([text, table], layers.Dense(1, activation='sigmoid')(layers.GlobalMaxPooling1D()(x)))
model.compile('adam', 'binary_crossentropy')
model.fit([numbers, words], y)  #-  #! data-shape
model.fit([words, numbers], y)  #+
#%% a dict with another name | 2 3
import numpy as np
import keras
from keras import layers
title, tags = keras.Input((10,), name='title'), keras.Input((12,), name='tags')
model = keras.Model([title, tags], layers.Dense(1)(layers.concatenate([title, tags])))
model.compile('adam', 'mse')
y = np.zeros((100, 1))
model.fit({'title': np.zeros((100, 10)), 'tag': np.zeros((100, 12))}, y)  #-  #! data-inputs
model.fit({'title': np.zeros((100, 10)), 'tags': np.zeros((100, 12))}, y)  #+
#%% arrays of a dict with different lengths | 2 3
import numpy as np
import keras
from keras import layers
title, tags = keras.Input((10,), name='title'), keras.Input((12,), name='tags')
model = keras.Model([title, tags], layers.Dense(1)(layers.concatenate([title, tags])))
model.compile('adam', 'mse')
y = np.zeros((100, 1))
model.fit({'title': np.zeros((90, 10)), 'tags': np.zeros((100, 12))}, y)  #-  #! sample-count
model.fit({'title': np.zeros((100, 10)), 'tags': np.zeros((100, 12))}, y)  #+
#%% two outputs and one array of labels: Keras 2 gives it to both | 3
import numpy as np
import keras
from keras import layers
x, price, size = np.zeros((100, 8)), np.zeros((100, 1)), np.zeros((100, 1))
inputs = keras.Input((8,))
model = keras.Model(inputs, [layers.Dense(1, name='price')(inputs), layers.Dense(1, name='size')(inputs)])
model.compile('adam', 'mse')
model.fit(x, price)  #-  #! labels-count
model.fit(x, [price, size])  #+
#%% the labels of the second of two outputs | 2 3
import numpy as np
import keras
from keras import layers
x = np.zeros((100, 8))
age, group = np.zeros((100, 1)), np.random.randint(0, 4, 100)
inputs = keras.Input((8,))
hidden = layers.Dense(16, activation='relu')(inputs)
model = keras.Model(inputs, [layers.Dense(1, name='age')(hidden), layers.Dense(4, activation='softmax', name='group')(hidden)])
model.compile('adam', loss=['mse', 'categorical_crossentropy'])  #-
model.compile('adam', loss=['mse', 'sparse_categorical_crossentropy'])  #+
model.fit(x, [age, group])  #! labels-shape
#%% losses by name | 2 3
import numpy as np
import keras
from keras import layers
x = np.zeros((100, 8))
inputs = keras.Input((8,))
hidden = layers.Dense(16, activation='relu')(inputs)
model = keras.Model(inputs, [layers.Dense(1, name='age')(hidden), layers.Dense(4, activation='softmax', name='group')(hidden)])
model.compile('adam', loss={'age': 'mse', 'group': 'categorical_crossentropy'})
model.fit(x, {'age': np.zeros((100, 1)), 'group': np.zeros((100, 3))})  #-  #! labels-shape: Give Dense 3 units
model.fit(x, {'age': np.zeros((100, 1)), 'group': np.zeros((100, 4))})  #+

#%% fit() before compile() | 2 3
import numpy as np
import keras
from keras import layers
model = keras.Sequential([keras.Input((3,)), layers.Dense(1)])
model.compile('adam', 'mse')  #+
model.fit(np.zeros((10, 3)), np.zeros((10, 1)))  #! not-compiled
#%% a copy is not compiled | 2
import numpy as np
import keras
from keras import layers
model = keras.Sequential([keras.Input((3,)), layers.Dense(1)])
model.compile('adam', 'mse')
copy = keras.models.clone_model(model)
copy.compile('adam', 'mse')  #+
copy.evaluate(np.zeros((10, 3)), np.zeros((10, 1)))  #! not-compiled
#%% a metric as a text: Keras 3 | 3
import numpy as np
import keras
from keras import layers
model = keras.Sequential([keras.Input((3,)), layers.Dense(2, activation='softmax')])
model.compile('adam', 'sparse_categorical_crossentropy', metrics='accuracy')  #-  #! compile-argument: Put it into a list
model.compile('adam', 'sparse_categorical_crossentropy', metrics=['accuracy'])  #+
#%% metrics in the third place: Keras 3 | 3
import numpy as np
import keras
from keras import layers
model = keras.Sequential([keras.Input((3,)), layers.Dense(2, activation='softmax')])
model.compile('adam', 'sparse_categorical_crossentropy', ['accuracy'])  #-  #! compile-argument: Name it: metrics=…
model.compile('adam', 'sparse_categorical_crossentropy', metrics=['accuracy'])  #+
model.fit(np.zeros((10, 3)), np.zeros((10,)))
#%% a loss with a slip of the pen | 2 3
import numpy as np
import keras
from keras import layers
model = keras.Sequential([keras.Input((3,)), layers.Dense(1, activation='sigmoid')])
model.compile('adam', loss='binary_crossentopy')  #-  #! unknown-function: Change to "binary_crossentropy"
model.compile('adam', loss='binary_crossentropy')  #+
model.fit(np.zeros((10, 3)), np.zeros((10, 1)))
#%% a loss that Keras 3 calls otherwise | 3
import numpy as np
import keras
from keras import layers
model = keras.Sequential([keras.Input((3,)), layers.Dense(1)])
model.compile('adam', loss='logcosh')  #-  #! unknown-function: Change to "log_cosh"
model.compile('adam', loss='log_cosh')  #+
model.fit(np.zeros((10, 3)), np.zeros((10, 1)))
#%% an optimizer that is none | 3
import keras
from keras import layers
model = keras.Sequential([keras.Input((3,)), layers.Dense(1)])
model.compile(optimizer='adamm', loss='mse')  #-  #! unknown-function: Change to "adam"
model.compile(optimizer='adam', loss='mse')  #+
#%% a metric that is none | 3
import numpy as np
import keras
from keras import layers
model = keras.Sequential([keras.Input((3,)), layers.Dense(1, activation='sigmoid')])
model.compile('adam', 'binary_crossentropy', metrics=['acuracy'])  #-  #! unknown-function: Change to "accuracy"
model.compile('adam', 'binary_crossentropy', metrics=['accuracy'])  #+
model.fit(np.zeros((10, 3)), np.zeros((10, 1)))
#%% an argument that Keras 3 has no more | 3
import numpy as np
import keras
from keras import layers
model = keras.Sequential([keras.Input((3,)), layers.Dense(1)])
model.compile('adam', 'mse')
model.fit(np.zeros((10, 3)), np.zeros((10, 1)), workers=4)  #-  #! unknown-argument: Remove workers
model.fit(np.zeros((10, 3)), np.zeros((10, 1)))  #+
#%% the epochs by their old name | 3
import numpy as np
import keras
from keras import layers
model = keras.Sequential([keras.Input((3,)), layers.Dense(1)])
model.compile('adam', 'mse')
model.fit(np.zeros((10, 3)), np.zeros((10, 1)), nb_epoch=3)  #-  #! unknown-argument: Change nb_epoch to epochs
model.fit(np.zeros((10, 3)), np.zeros((10, 1)), epochs=3)  #+
#%% compile() has no argument of that name | 3
import keras
model = keras.Sequential([keras.Input((5,)), keras.layers.Dense(1)])
model.compile(optimzer='sgd', loss='mae')  #-  #! unknown-argument: Change optimzer to optimizer
model.compile(optimizer='sgd', loss='mae')  #+
#%% compile() of Keras 2 weighed by the time step | 3
import keras
model = keras.Sequential([keras.Input((5, 2)), keras.layers.LSTM(3, return_sequences=True)])
model.compile('sgd', 'mae', sample_weight_mode='temporal')  #-  #! unknown-argument: Remove sample_weight_mode
model.compile('sgd', 'mae')  #+

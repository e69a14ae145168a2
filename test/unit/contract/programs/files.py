#%% a SavedModel | 3
import keras
from keras import layers
model = keras.Sequential([keras.Input((4,)), layers.Dense(1)])
model.save("net", save_format="tf")  #-  #! file-format: Change to "net.keras" without save_format
model.save("net.keras")  #+

#%% a folder | 3
import keras
from keras import layers
model = keras.Sequential([keras.Input((4,)), layers.Dense(1)])
model.save("runs/net")  #-  #! file-format: Change to "net.keras"
model.save("runs/net.keras")  #+

#%% arguments of a SavedModel | 3
import keras
from keras import layers
model = keras.Sequential([keras.Input((4,)), layers.Dense(1)])
keras.models.save_model(model, "net.h5", signatures=None)  #-  #! file-format: Remove signatures
keras.models.save_model(model, "net.h5")  #+

#%% arguments that the native format never had | 2 3
import keras
from keras import layers
model = keras.Sequential([keras.Input((4,)), layers.Dense(1)])
model.save("net.keras", options=None)  #-  #! file-format: Remove options
model.save("net.keras")  #+

#%% weights with another ending | 3
import keras
from keras import layers
model = keras.Sequential([keras.Input((4,)), layers.Dense(1)])
model.save_weights("net.h5")  #-  #! file-format: Change to "net.weights.h5"
model.save_weights("net.weights.h5")  #+

#%% the format of weights | 3
import keras
from keras import layers
model = keras.Sequential([keras.Input((4,)), layers.Dense(1)])
model.save_weights("net.weights.h5", save_format="h5")  #-  #! unknown-argument: Remove save_format
model.save_weights("net.weights.h5")  #+

#%% weights by name | 3
import keras
from keras import layers
model = keras.Sequential([keras.Input((4,)), layers.Dense(1)])
model.load_weights("net.weights.h5", by_name=True)  #-  #! file-format: Remove by_name
model.load_weights("net.weights.h5")  #+

#%% a checkpoint of TensorFlow | 3
import keras
from keras import layers
model = keras.Sequential([keras.Input((4,)), layers.Dense(1)])
model.load_weights("runs/net.ckpt")  #-  #! file-format
model.load_weights("runs/net.weights.h5")  #+

#%% weights before there are any | 3
import keras
from keras import layers
model = keras.Sequential([layers.Dense(1)])
model.build((None, 4))  #+
model.save_weights("net.weights.h5")  #! not-built

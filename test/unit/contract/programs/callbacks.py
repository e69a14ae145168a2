#%% a checkpoint of weights in another format | 3
import keras
best = keras.callbacks.ModelCheckpoint("best.h5", save_weights_only=True)  #-  #! file-format: Change to "best.weights.h5"
best = keras.callbacks.ModelCheckpoint("best.weights.h5", save_weights_only=True)  #+

#%% a checkpoint without an ending | 3
import keras
best = keras.callbacks.ModelCheckpoint("runs/best")  #-  #! file-format: Change to "best.keras"
best = keras.callbacks.ModelCheckpoint("runs/best.keras")  #+

#%% a factor that does not reduce | 2 3
import keras
slower = keras.callbacks.ReduceLROnPlateau("val_loss", 1.5)  #-  #! callback-argument
slower = keras.callbacks.ReduceLROnPlateau("val_loss", 0.5)  #+

#%% how often a checkpoint is written | 2 3
import keras
best = keras.callbacks.ModelCheckpoint("best.keras", save_freq="batch")  #-  #! callback-argument
best = keras.callbacks.ModelCheckpoint("best.keras", save_freq=100)  #+

#%% a mode that is none | 2 3
import keras
stop = keras.callbacks.EarlyStopping(monitor="val_loss", mode="minimum")  #-  #! callback-monitor
stop = keras.callbacks.EarlyStopping(monitor="val_loss", mode="min")  #+

#%% an argument of a callback | 2 3
import keras
stop = keras.callbacks.EarlyStopping(monitor="val_loss", epsilon=0.1)  #-  #! unknown-argument
stop = keras.callbacks.EarlyStopping(monitor="val_loss", min_delta=0.1)  #+

#%% the direction of a metric that compile does not have | 3
import keras
import numpy as np
from keras import layers
x = np.random.rand(20, 4)
y = np.random.randint(0, 3, 20)
model = keras.Sequential([keras.Input((4,)), layers.Dense(3, activation="softmax")])
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
stop = keras.callbacks.EarlyStopping(monitor="val_f1")  #-
stop = keras.callbacks.EarlyStopping(monitor="val_accuracy")  #+
model.fit(x, y, validation_split=0.2, callbacks=[stop, keras.callbacks.LambdaCallback()])  #!3 monitor-direction

#%% the direction of a function of the program | 3
import keras
import numpy as np
from keras import layers
def ratio(y_true, y_pred):
    return keras.backend.floatx()
x = np.random.rand(20, 4)
y = np.random.rand(20)
model = keras.Sequential([keras.Input((4,)), layers.Dense(1)])
model.compile("adam", "mse", metrics=[ratio])
stop = keras.callbacks.EarlyStopping(monitor="ratio")  #-
stop = keras.callbacks.EarlyStopping(monitor="ratio", mode="min")  #+
model.fit(x, y, callbacks=[stop])  #!3 monitor-direction

#%% nothing to monitor without validation | 2 3
import keras
import numpy as np
from keras import layers
x = np.random.rand(20, 4)
y = np.random.rand(20)
model = keras.Sequential([keras.Input((4,)), layers.Dense(1)])
model.compile("adam", "mse", metrics=["mae"])
stop = keras.callbacks.EarlyStopping(monitor="val_loss")  #! callback-monitor
model.fit(x, y, callbacks=[stop])  #-
model.fit(x, y, callbacks=[stop], validation_split=0.2)  #+

#%% the name of a file asks for what is not logged | 2 3
import keras
import numpy as np
from keras import layers
x = np.random.rand(20, 4)
y = np.random.randint(0, 3, 20)
model = keras.Sequential([keras.Input((4,)), layers.Dense(3, activation="softmax")])
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
best = keras.callbacks.ModelCheckpoint("w{epoch:02d}-{val_acc:.2f}.keras")  #-
best = keras.callbacks.ModelCheckpoint("w{epoch:02d}-{val_accuracy:.2f}.keras")  #+
model.fit(x, y, validation_split=0.2, callbacks=[best])  #! callback-argument: Change to "val_accuracy"

#%% the class of a callback | 2 3
import keras
import numpy as np
from keras import layers
model = keras.Sequential([keras.Input((4,)), layers.Dense(1)])
model.compile("adam", "mse")
model.fit(np.zeros((20, 4)), np.zeros(20), callbacks=[keras.callbacks.TerminateOnNaN])  #-  #! callback-argument
model.fit(np.zeros((20, 4)), np.zeros(20), callbacks=[keras.callbacks.TerminateOnNaN()])  #+

#%% a rate that is no float | 2 3
import keras
import numpy as np
from keras import layers
model = keras.Sequential([keras.Input((4,)), layers.Dense(1)])
model.compile("adam", "mse")
rate = keras.callbacks.LearningRateScheduler(lambda epoch: 1)  #-
rate = keras.callbacks.LearningRateScheduler(lambda epoch: 1.0)  #+
model.fit(np.zeros((20, 4)), np.zeros(20), callbacks=[rate])  #! callback-argument

#%% a rate beside a schedule | 3
import keras
import numpy as np
from keras import layers
model = keras.Sequential([keras.Input((4,)), layers.Dense(1)])
rate = keras.optimizers.schedules.ExponentialDecay(0.1, 100, 0.9)  #-
rate = 0.1  #+
model.compile(keras.optimizers.SGD(rate), "mse")
step = keras.callbacks.LearningRateScheduler(lambda epoch: 0.1)
model.fit(np.zeros((20, 4)), np.zeros(20), callbacks=[step])  #! callback-argument

#%% the validation data of a callback | 3
import keras
import numpy as np
from keras import layers
class Scores(keras.callbacks.Callback):
    def __init__(self, data):
        super().__init__()
        self.data = data
    def on_epoch_end(self, epoch, logs=None):
        self.model.predict(self.validation_data[0])  #-
        self.model.predict(self.data)  #+
model = keras.Sequential([keras.Input((4,)), layers.Dense(1)])
model.compile("adam", "mse")
model.fit(np.zeros((20, 4)), np.zeros(20), callbacks=[Scores(np.zeros((2, 4)))])  #! no-such-name

import os, tempfile
import numpy as np
import keras
from keras import layers
os.chdir(tempfile.mkdtemp())
m = keras.Sequential([keras.Input((3,)), layers.Dense(2)])
m.compile(keras.optimizers.Adam(0.25), "mse")
m.optimizer.learning_rate = 0.5
m.save("a.keras")
m.optimizer.learning_rate = 0.125
a = keras.models.load_model("a.keras")
print(float(a.optimizer.learning_rate), a.optimizer.name, float(m.optimizer.learning_rate))
c = keras.models.clone_model(m)
print(float(c.optimizer.learning_rate), c.optimizer.name, c.optimizer is m.optimizer)
a.optimizer.learning_rate = 2.0
print(float(m.optimizer.learning_rate), float(c.optimizer.learning_rate))
n = keras.Sequential([keras.Input((3,)), layers.Dense(2)])
n.compile("adam", "mean_squared_error")
print(n.optimizer.name)
n.save("n.keras")
b = keras.models.load_model("n.keras")
print(b.optimizer.name, keras.optimizers.Adam().name)
n.save("n.h5")
h = keras.models.load_model("n.h5")
print(h.optimizer.name, type(h.optimizer).__name__)
r = keras.Sequential([keras.Input((3,)), layers.Dense(2)])
r.compile(keras.optimizers.RMSprop(0.5), "mean_squared_error")
r.fit(np.ones((2, 3)), np.ones((2, 2)), verbose=0)
r.save("r.h5")
r.save("r.keras")
s = keras.models.load_model("r.keras")
print(float(s.optimizer.learning_rate), type(s.optimizer).__name__)

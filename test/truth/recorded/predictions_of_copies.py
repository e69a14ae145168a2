import os, tempfile
import numpy as np
import keras
from keras import layers
os.chdir(tempfile.mkdtemp())
x = np.random.rand(8, 3)
def net():
    return keras.Sequential([keras.Input((3,)), layers.Dense(4, activation="relu"), layers.BatchNormalization(), layers.Dense(2)])
m = net()
p = m.predict(x, verbose=0)
print(np.allclose(p, m.predict(x, verbose=0)))
n = net()
n.set_weights(m.get_weights())
print(np.allclose(p, n.predict(x, verbose=0)), np.array_equal(n.get_weights()[0], m.get_weights()[0]), np.array_equal(n.layers[0].kernel, m.layers[0].kernel))
m.save_weights("a.weights.h5")
k = net()
k.load_weights("a.weights.h5")
print(np.allclose(p, k.predict(x, verbose=0)))
m.save("a.keras")
l = keras.models.load_model("a.keras")
print(np.allclose(p, l.predict(x, verbose=0)))
c = keras.models.clone_model(m)
c.set_weights(m.get_weights())
print(np.allclose(p, c.predict(x, verbose=0)))
j = keras.models.model_from_json(m.to_json())
j.set_weights(m.get_weights())
print(np.allclose(p, j.predict(x, verbose=0)))

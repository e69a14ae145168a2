# copy weights from teacher to student
import numpy as np
import tensorflow as tf
from tensorflow import keras


def make_mlp(widths, n_in, n_out, name):
    inp = keras.Input((n_in,), name=name + "_in")
    h = inp
    for i, w in enumerate(widths):
        h = keras.layers.Dense(w, activation="relu", name=f"{name}_fc{i}")(h)
    out = keras.layers.Dense(n_out, name=f"{name}_head")(h)
    return keras.Model(inp, out, name=name)


cfg = {"n_in": 20, "n_out": 4}
teacher = make_mlp([64, 32], name="teacher", **cfg)
twin = make_mlp([64, 32], name="twin", **cfg)
student = make_mlp([32, 32], name="student", **cfg)
teacher.summary()
student.summary()
print(teacher.count_params(), twin.count_params(), student.count_params())

twin.set_weights(teacher.get_weights())
x = np.random.rand(3, 20).astype("float32")
print(np.allclose(teacher.predict(x, verbose=0), twin.predict(x, verbose=0)))
print([w.shape for w in teacher.get_weights()])
print([w.name for w in student.weights])

student.set_weights(teacher.get_weights())
print(student.predict(x, verbose=0).shape)

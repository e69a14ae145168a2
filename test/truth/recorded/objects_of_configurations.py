import keras
from keras import layers, initializers, optimizers, losses, metrics, regularizers
@keras.saving.register_keras_serializable("G")
class A(layers.Layer): pass
@keras.saving.register_keras_serializable()
class B(layers.Layer): pass
class C(layers.Layer): pass
@keras.saving.register_keras_serializable("p", name="q")
def f(x): return x
print(keras.saving.get_registered_name(A), keras.saving.get_registered_name(B), keras.saving.get_registered_name(C), keras.saving.get_registered_name(f))
print(keras.saving.get_registered_object("G>A") is A, keras.saving.get_registered_object("Custom>B") is B, keras.saving.get_registered_object("C"), keras.saving.get_registered_object("p>q") is f)
print(keras.utils.get_registered_name(A))
print(initializers.get({"class_name": "RandomNormal", "config": {"stddev": 0.2}}).stddev)
print(initializers.get({"class_name": "he_normal", "config": {"seed": 1}}).seed)
o = optimizers.get({"class_name": "nadam", "config": {"learning_rate": 0.01}})
print(type(o).__name__, round(float(o.learning_rate), 4))
o = optimizers.deserialize({"class_name": "SGD", "config": {"learning_rate": 0.5, "momentum": 0.9}})
print(o.momentum, o.name)
print(regularizers.get({"class_name": "L2", "config": {"l2": 0.25}}).l2)
print(losses.get({"class_name": "Huber", "config": {"delta": 2.0}}).name)
d = layers.Dense(4, kernel_initializer=initializers.VarianceScaling(scale=2.0, mode="fan_out", seed=3), name="d")
d2 = layers.deserialize(layers.serialize(d))
print(d2.kernel_initializer.mode, d2.kernel_initializer.scale, d2.kernel_initializer is d.kernel_initializer)
d3 = layers.Dense.from_config(d.get_config())
print(d3.kernel_initializer.mode)

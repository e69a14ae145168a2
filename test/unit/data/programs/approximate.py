"""Floats that are known but for their last digits: what rounding, comparing and joining decides of them."""
import random
import numpy as np
import tensorflow as tf

loss = float(tf.reduce_mean([0.1, 0.2, 0.4]))
print(loss)  #=> ?
print(round(loss, 3), round(loss * 3, 2), loss > 0.2, loss == 0.5)  #=> 0.233 | 0.7 | True | False
print(f"{loss:.2f}", "%.1f" % loss)  #=> 0.23 | 0.2
# A digit that the last ones decide stays open.
print(round(float(tf.reduce_mean([0.25, 0.3])), 16))  #=> ?
print(float(tf.reduce_sum([0.1, 0.2])) == 0.3)  #=> ?
# Exact: parts of a power of two have one sum.
print(float(tf.reduce_mean([0.5, 0.25])), float(tf.linalg.norm([3.0, 4.0])))  #=> 0.375 | 5.0
# Ways and loops that nothing decides.
either = loss
if random.random() > 0.5:
    either = float(tf.reduce_mean([0.5, 0.2, 0.4]))
print(round(either, 3))  #=> ?
grown = loss
while random.random() > 0.3:
    grown = grown * 2
print(round(grown, 3), grown > 0.1)  #=> ? | ?
kept = loss
for _ in range(3):
    kept += loss
print(round(kept, 2))  #=> 0.93
# What may be no number at all has no limits.
model = tf.keras.Sequential([tf.keras.Input((2,)), tf.keras.layers.Dense(1)])
model.compile("sgd", "mse", metrics=["mae"])
result = model.evaluate(np.zeros((4, 2)), np.zeros((4, 1)), verbose=0)
print(round(result[0], 3), max(result[0], 0.0) >= 0.0, len(np.shape(result[1])))  #=> ? | ? | 0

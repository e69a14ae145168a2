import numpy as np
import tensorflow as tf
import keras
from keras import layers

(num_users, num_items) = (30, 45)
rng = np.random.RandomState(0)
interactions = np.stack([rng.randint(0, num_users, 200), rng.randint(0, num_items, 200)], axis=1)
ds = tf.data.Dataset.from_tensor_slices(interactions).map(lambda p: {"user": p[0], "item": p[1]}).batch(64)
print(ds.element_spec)
print(len(ds))

user_tower = keras.Sequential([keras.Input((), dtype="int64"), layers.Embedding(num_users, 8), layers.Dense(4)], name="user_tower")
item_tower = keras.Sequential([keras.Input((), dtype="int64"), layers.Embedding(num_items, 8), layers.Dense(4)], name="item_tower")
user_tower.summary()
item_tower.summary()
print(user_tower.count_params(), item_tower.count_params())
print(user_tower.output_shape)
for b in ds.take(1):
    u, v = user_tower(b["user"]), item_tower(b["item"])
    scores = tf.matmul(u, v, transpose_b=True)
    print(scores.shape)
    print(tf.linalg.diag_part(scores).shape)
print(user_tower.outputs[0].shape)
# widths must agree: user tower got 4, and the item tower is replaced by a wider one
item_tower = keras.Sequential([keras.Input((), dtype="int64"), layers.Embedding(num_items, 8), layers.Dense(6)], name="item_tower")
print(tf.matmul(user_tower(b["user"]), item_tower(b["item"]), transpose_b=True).shape)

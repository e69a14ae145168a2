import os, tempfile
import numpy as np
import tensorflow as tf
from tensorflow import keras

# forgot a class when counting: labels in the csv are 1..5, not 0..4
path = os.path.join(tempfile.mkdtemp(), "ratings.csv")
with open(path, "w") as fh:
    fh.write("user,item,price,rating\n")
    for i in range(30):
        fh.write(f"{i % 6},{i % 9},{(i * 7) % 13 / 2},{i % 5 + 1}\n")

lines = tf.data.TextLineDataset(path).skip(1)
print(next(iter(lines)).numpy().decode())


def parse(line):
    user, item, price, rating = tf.io.decode_csv(line, record_defaults=[0, 0, 0.0, 0])
    return {"user": user, "item": item, "price": price}, rating


ds = lines.map(parse).batch(10)
print(ds.element_spec)
ratings = np.concatenate([y.numpy() for _, y in ds])
n_ratings = len(np.unique(ratings))
print(ratings.shape, n_ratings, ratings.max())

user = keras.Input((), dtype="int32", name="user")
item = keras.Input((), dtype="int32", name="item")
price = keras.Input((), name="price")
u = keras.layers.Embedding(6, 4, name="user_emb")(user)
v = keras.layers.Embedding(9, 4, name="item_emb")(item)
p = keras.layers.Reshape((1,))(price)
h = keras.layers.Concatenate()([u, v, p])
out = keras.layers.Dense(n_ratings, activation="softmax", name="rating")(h)
model = keras.Model({"user": user, "item": item, "price": price}, out)
model.summary()
print(h.shape, model.count_params())
probs = model.predict(ds, verbose=0)
print(probs.shape)
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(ds, epochs=1, verbose=0)

# SequenceExample: context + variable-length feature lists, then ragged / padded batches
import os
import tempfile
import tensorflow as tf

sessions = [
    {"user": 3, "clicks": [5, 8, 2], "dwell": [0.5, 1.5, 0.2], "bought": 1},
    {"user": 7, "clicks": [1], "dwell": [3.0], "bought": 0},
    {"user": 1, "clicks": [9, 9, 4, 6, 2], "dwell": [0.1, 0.2, 0.3, 0.4, 0.5], "bought": 1},
    {"user": 3, "clicks": [2, 7], "dwell": [1.0, 2.0], "bought": 0},
    {"user": 0, "clicks": [6, 5, 4, 3], "dwell": [0.9, 0.8, 0.7, 0.6], "bought": 0},
]


def to_sequence_example(s):
    ex = tf.train.SequenceExample()
    ex.context.feature["user"].int64_list.value.append(s["user"])
    ex.context.feature["bought"].int64_list.value.append(s["bought"])
    for c in s["clicks"]:
        ex.feature_lists.feature_list["clicks"].feature.add().int64_list.value.append(c)
    for d in s["dwell"]:
        ex.feature_lists.feature_list["dwell"].feature.add().float_list.value.append(d)
    return ex


path = os.path.join(tempfile.mkdtemp(), "sessions.tfrecord.gz")
options = tf.io.TFRecordOptions(compression_type="GZIP")
with tf.io.TFRecordWriter(path, options) as w:
    for s in sessions:
        w.write(to_sequence_example(s).SerializeToString())


def parse(raw):
    context, seqs = tf.io.parse_single_sequence_example(
        raw,
        context_features={"user": tf.io.FixedLenFeature([], tf.int64), "bought": tf.io.FixedLenFeature([], tf.int64)},
        sequence_features={"clicks": tf.io.FixedLenSequenceFeature([], tf.int64), "dwell": tf.io.FixedLenSequenceFeature([], tf.float32)})
    return {"user": context["user"], "clicks": seqs["clicks"], "dwell": seqs["dwell"][:, tf.newaxis]}, context["bought"]


ds = tf.data.TFRecordDataset(path, compression_type="GZIP").map(parse)
print(ds.element_spec)
print(sum(1 for _ in ds))
n_users = int(ds.reduce(tf.constant(0, tf.int64), lambda m, e: tf.maximum(m, e[0]["user"]))) + 1
n_items = int(ds.reduce(tf.constant(0, tf.int64), lambda m, e: tf.maximum(m, tf.reduce_max(e[0]["clicks"])))) + 1
print(n_users, n_items)
batched = ds.padded_batch(3, padded_shapes=({"user": [], "clicks": [6], "dwell": [6, 1]}, []))
print(batched.element_spec)
for f, y in batched:
    print(f["clicks"].shape, f["dwell"].shape, y.numpy().tolist())
ragged = ds.map(lambda f, y: f["clicks"]).ragged_batch(5)
print(next(iter(ragged)).row_lengths().numpy().tolist())

user = tf.keras.Input((), name="user", dtype="int64")
clicks = tf.keras.Input((6,), name="clicks", dtype="int64")
dwell = tf.keras.Input((6, 1), name="dwell")
u = tf.keras.layers.Embedding(n_users, 4, name="user_emb")(user)
c = tf.keras.layers.Embedding(n_items, 8, name="item_emb")(clicks)
h = tf.keras.layers.GRU(10)(tf.keras.layers.Concatenate()([c, dwell]))
out = tf.keras.layers.Dense(1, activation="sigmoid")(tf.keras.layers.Concatenate()([u, h]))
model = tf.keras.Model({"user": user, "clicks": clicks, "dwell": dwell}, out)
model.compile("adam", "binary_crossentropy")
model.fit(batched, epochs=1, verbose=0)
model.summary()
print(model.count_params(), model.predict(batched, verbose=0).shape)

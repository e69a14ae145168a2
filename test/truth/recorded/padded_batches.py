import tensorflow as tf

rows = [[1, 2, 3], [4], [5, 6]]
words = ["a b", "c", "d e f"]


def gen():
    for r, w in zip(rows, words):
        yield {"ids": r, "words": w.split()}, len(r)


ds = tf.data.Dataset.from_generator(gen, output_signature=(
    {"ids": tf.TensorSpec([None], tf.int64), "words": tf.TensorSpec([None], tf.string)}, tf.TensorSpec([], tf.int32)))
print(ds.element_spec)
for f, n in ds.padded_batch(2):
    print(f["ids"].numpy().tolist(), f["words"].numpy().tolist(), n.numpy().tolist())
fixed = ds.padded_batch(2, padded_shapes=({"ids": [5], "words": [None]}, []), drop_remainder=True)
print(fixed.element_spec, [f["ids"].numpy().tolist() for f, _ in fixed])
valued = ds.padded_batch(3, padded_shapes=({"ids": [-1], "words": [4]}, []), padding_values=({"ids": tf.constant(-1, tf.int64), "words": "PAD"}, 0))
print(valued.element_spec)
for f, n in valued:
    print(f["ids"].numpy().tolist(), f["words"].numpy().tolist())
plain = ds.map(lambda f, n: f["ids"]).padded_batch(3, padding_values=tf.constant(9, tf.int64))
print(plain.element_spec, [x.numpy().tolist() for x in plain])
pair = ds.map(lambda f, n: (f["ids"], n)).padded_batch(2, ([None], []))
print(pair.element_spec, [x.shape for x, _ in pair])
fl = ds.map(lambda f, n: tf.cast(f["ids"], tf.float32)).padded_batch(2, padding_values=0.5)
print([x.numpy().tolist() for x in fl])

import numpy as np
import tensorflow as tf

carts = tf.ragged.constant([[3, 1, 4], [], [1, 5], [9, 2, 6, 5]])
labels = tf.constant([0, 1, 0, 1])
ds = tf.data.Dataset.from_tensor_slices((carts, labels))
print(ds.element_spec, len(ds))
for c, y in ds:
    print(c.shape, c.numpy().tolist(), y.numpy(), type(c).__name__)
batched = ds.batch(3)
print(batched.element_spec)
for c, y in batched:
    print(type(c).__name__, c.shape, c.row_lengths().numpy().tolist(), y.shape, c.to_list())
dense = batched.map(lambda c, y: (c.to_tensor(), y))
print(dense.element_spec, [x.shape for x, _ in dense])
fixed = batched.map(lambda c, y: (c.to_tensor(shape=(None, 5)), y))
print(fixed.element_spec, [x.shape for x, _ in fixed])
one = ds.map(lambda c, y: (c * 2, tf.size(c), y))
print(one.element_spec, [n.numpy() for _, n, _ in one])
words = tf.data.Dataset.from_tensor_slices(["a b c", "d e", "f"]).batch(2)
split = words.map(tf.strings.split)
print(split.element_spec)
for w in split:
    print(w.to_list(), w.shape)
lower = words.map(lambda w: tf.strings.lower(tf.strings.split(w)))
print(lower.element_spec)
single = tf.data.Dataset.from_tensor_slices(["a b c", "d e", "f"]).map(lambda t: tf.strings.split(t))
print(single.element_spec, [int(tf.size(w)) for w in single])
rb = single.ragged_batch(2)
print(rb.element_spec)
print([b.shape for b in rb], [b.to_list() for b in rb])
apply = single.apply(tf.data.experimental.dense_to_ragged_batch(2))
print(apply.element_spec)
totals = batched.map(lambda c, y: tf.reduce_sum(c, axis=1))
print(totals.element_spec, [t.numpy().tolist() for t in totals])
lengths = batched.map(lambda c, y: c.row_lengths())
print(lengths.element_spec, [t.numpy().tolist() for t in lengths])
d = tf.data.Dataset.from_tensor_slices({"w": carts, "y": labels}).batch(2)
print(d.element_spec)
for f in d:
    print(f["w"].shape, f["y"].numpy().tolist())
un = batched.unbatch()
print(un.element_spec, [c.numpy().tolist() for c, _ in un])


def gen():
    for row in [[1, 2], [3], []]:
        yield tf.ragged.constant([row, row], dtype=tf.int32)


g = tf.data.Dataset.from_generator(gen, output_signature=tf.RaggedTensorSpec(shape=(2, None), dtype=tf.int32))
print(g.element_spec)
print(tf.RaggedTensorSpec([None, None], tf.string), tf.RaggedTensorSpec([4, None, 2], tf.float32, ragged_rank=1))
ragged2 = tf.ragged.constant([[[1, 2], [3]], [[4]], []])
d2 = tf.data.Dataset.from_tensor_slices(ragged2)
print(d2.element_spec)
for r in d2:
    print(type(r).__name__, r.shape)
b2 = d2.batch(2)
print(b2.element_spec)
for r in b2:
    print(r.shape, r.to_list())
skipped = ds.skip(2).take(1)
print(skipped.element_spec, [c.numpy().tolist() for c, _ in skipped])
shuffled = ds.shuffle(4).batch(2)
print(shuffled.element_spec, len(shuffled))
pad = single.padded_batch(2)
print(pad.element_spec, [p.shape for p in pad])

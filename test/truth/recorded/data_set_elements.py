import tensorflow as tf
import numpy as np
d = tf.data.Dataset.range(10)
print(d.element_spec, len(d), int(d.cardinality()))
b = d.batch(4)
print(b.element_spec, len(b))
for x in b:
    print(x.numpy().tolist(), x.shape)
m = d.map(lambda x: x * 2)
print([int(x) for x in m], list(m.as_numpy_iterator()))
f = d.filter(lambda x: x % 3 == 0)
print([int(x) for x in f], f.cardinality().numpy(), f.element_spec)
w = d.window(5, shift=1, drop_remainder=True).flat_map(lambda w: w.batch(5)).map(lambda w: (w[:-1], w[-1:]))
for x, y in w.take(2):
    print(x.numpy().tolist(), y.numpy().tolist())
print(w.element_spec)
print(w.batch(2).element_spec)
z = tf.data.Dataset.zip((d, m))
for a, c in z.skip(8):
    print(int(a), int(c))
ds = tf.data.Dataset.from_tensor_slices({'a': [1, 2, 3], 'b': [[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]})
print(ds.element_spec)
for e in ds.batch(2, drop_remainder=True):
    print(e['a'].numpy().tolist(), e['b'].shape)
def gen():
    for i in range(1, 4):
        yield list(range(i)), i
g = tf.data.Dataset.from_generator(gen, output_signature=(tf.TensorSpec(shape=(None,), dtype=tf.int32), tf.TensorSpec(shape=(), dtype=tf.int64)))
print(g.element_spec)
p = g.padded_batch(2, padded_shapes=([None], []))
for x, y in p:
    print(x.numpy().tolist(), x.shape, y.numpy().tolist())
print(p.element_spec)
print(d.reduce(0, lambda s, x: s + tf.cast(x, tf.int32)).numpy(), d.reduce(np.int64(0), lambda s, x: s + x).numpy())
print(len(d.repeat(3)), len(d.shard(3, 0)), [int(x) for x in d.shard(3, 1)])
for i, x in d.enumerate().take(2):
    print(int(i), int(x))
print(next(iter(b)).numpy().tolist(), len(list(b)))
c = d.concatenate(tf.data.Dataset.range(5))
print(len(c), [int(v) for v in c.skip(8)])
print([x.shape for x in b.unbatch().batch(3)], d.batch(5).map(lambda x: tf.reduce_sum(x)).element_spec)
s = d.shuffle(10).batch(4)
print([x.shape for x in s], s.element_spec)
print(tf.data.AUTOTUNE, [x.numpy().tolist() for x in d.batch(4).map(lambda x: x + 1).prefetch(tf.data.AUTOTUNE)])

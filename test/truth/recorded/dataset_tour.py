import tensorflow as tf
import numpy as np

# a tour of tf.data, everything printed small
dataset = tf.data.Dataset.from_tensor_slices([8, 3, 0, 8, 2, 1])
print(dataset.element_spec)
print(len(dataset), [int(e) for e in dataset])
print(dataset.reduce(0, lambda state, value: state + value).numpy())

dataset1 = tf.data.Dataset.from_tensor_slices(tf.random.uniform([4, 10]))
dataset2 = tf.data.Dataset.from_tensor_slices(
    (tf.random.uniform([4]), tf.random.uniform([4, 100], maxval=100, dtype=tf.int32)))
dataset3 = tf.data.Dataset.zip((dataset1, dataset2))
print(dataset1.element_spec)
print(dataset2.element_spec)
print(dataset3.element_spec)

r = tf.data.Dataset.range(20)
print(list(r.skip(3).take(4).as_numpy_iterator()))
print([b.tolist() for b in r.batch(6, drop_remainder=True).as_numpy_iterator()])
print(len(r.batch(6)), len(r.batch(6, drop_remainder=True)), len(r.repeat(3).batch(7)))
print(r.repeat().cardinality().numpy(), r.filter(lambda x: x % 3 == 0).cardinality().numpy())
print(list(r.filter(lambda x: x % 3 == 0).as_numpy_iterator()))
print([list(w.as_numpy_iterator()) for w in r.window(5, shift=6, stride=2)])
print(list(r.shard(4, 1).as_numpy_iterator()))
print(list(tf.data.Dataset.range(1, 4).interleave(lambda x: tf.data.Dataset.from_tensors(x).repeat(2), cycle_length=2, block_length=1).as_numpy_iterator()))
print(list(tf.data.Dataset.range(3).concatenate(tf.data.Dataset.range(10, 12)).as_numpy_iterator()))
print([(int(i), int(v)) for i, v in tf.data.Dataset.range(5, 8).enumerate(start=1)])
print(list(r.take_while(lambda x: x < 4).as_numpy_iterator()))
print(list(tf.data.Dataset.range(4).scan(tf.constant(0, tf.int64), lambda s, x: (s + x, s + x)).as_numpy_iterator()))
print(list(tf.data.Dataset.from_tensor_slices([[1, 2], [3, 4]]).unbatch().as_numpy_iterator()))
print(r.batch(5).batch(2).element_spec)
print(list(tf.data.Dataset.from_tensor_slices([1, 1, 2, 7, 2]).unique().as_numpy_iterator()))
nested = tf.data.Dataset.from_tensor_slices({"a": [[1, 2], [3, 4]], "b": [5.0, 6.0]}).map(lambda d: {"s": tf.reduce_sum(d["a"]), **d})
print(nested.element_spec)
print(len(list(nested)), next(iter(nested))["s"].numpy())

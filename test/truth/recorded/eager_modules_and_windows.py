import collections
import numpy as np
import tensorflow as tf
LENGTHS = [3, 12, 5, 8]
def sentences():
    for k, n in enumerate(LENGTHS):
        ids = (np.arange(n) * (k + 3)) % 59 + 1
        yield ids.astype("int32"), (ids % 4 + 1).astype("int32")
ds = tf.data.Dataset.from_generator(
    sentences,
    output_signature=(tf.TensorSpec((None,), tf.int32), tf.TensorSpec((None,), tf.int32)))
print([i.shape for i, _ in ds])
b = ds.bucket_by_sequence_length(element_length_func=lambda ids, tags: tf.shape(ids)[0], bucket_boundaries=[5, 10], bucket_batch_sizes=[4, 3, 2])
print([i.shape for i, _ in b])
class G:
    def __init__(self, n):
        self.n = n
    def __call__(self):
        for i in range(self.n):
            yield np.ones(i + 1, "float32"), "a"
g = tf.data.Dataset.from_generator(G(3), output_signature=(tf.TensorSpec((None,), tf.float32), tf.TensorSpec((), tf.string)))
print(sum(1 for _ in g), [x.shape for x, _ in g])
class H:
    def __init__(self, n):
        self.n = n
    def gen(self):
        for i in range(self.n):
            yield i
h = tf.data.Dataset.from_generator(H(4).gen, output_types=tf.int32, output_shapes=())
print([int(x) for x in h], h.reduce(0, lambda a, x: a + x).numpy())
r = tf.data.Dataset.from_tensor_slices(np.random.rand(10, 2)).batch(4)
print(r.reduce(0, lambda n, _: n + 1).numpy(), sum(1 for _ in r))
k = tf.data.Dataset.from_generator(lambda: iter([1, 2, 3]), output_signature=tf.TensorSpec((), tf.int32))
print([int(x) for x in k])
w = tf.keras.utils.timeseries_dataset_from_array(np.arange(10), None, sequence_length=4, sequence_stride=3, batch_size=2)
for x in w:
    print(x.numpy().tolist())
p = tf.keras.utils.timeseries_dataset_from_array(np.arange(8)[:-3], np.arange(8)[3:], sequence_length=3, batch_size=2)
for x, y in p:
    print(x.numpy().tolist(), y.numpy().tolist())
q = tf.keras.utils.timeseries_dataset_from_array(np.arange(12.0).reshape(6, 2), np.arange(6), sequence_length=2, sampling_rate=2, start_index=1, end_index=5)
print(q.element_spec)
for x, y in q:
    print(x.numpy().tolist(), y.numpy().tolist(), x.dtype, y.dtype)
print(tf.tensor_scatter_nd_update(tf.constant([[1, 2], [3, 4]]), [[0, 0]], [100]).numpy().tolist())
print(tf.tensor_scatter_nd_add(tf.constant([[1, 2], [3, 4]]), [[0], [0]], [[1, 1], [2, 2]]).numpy().tolist())
print(tf.scatter_nd([[1], [3]], [9, 8], [5]).numpy().tolist())
print(tf.RaggedTensor.from_sparse(tf.sparse.from_dense([[1, 2, 0], [3, 0, 0]])).to_list())
gen = tf.random.Generator.from_seed(7)
print(gen.uniform((4, 8), 0, 255, dtype=tf.int32).dtype, gen.normal([2, 3]).shape, gen.normal([2]).dtype)
print(tf.math.segment_sum(tf.constant([1, 2, 3, 4]), [0, 0, 1, 1]).numpy().tolist(), tf.math.unsorted_segment_sum([1.0, 2.0, 3.0], [1, 0, 1], 3).numpy().tolist())
print(tf.math.segment_mean(tf.constant([1.0, 2.0, 3.0, 4.0]), [0, 0, 1, 1]).numpy().tolist(), tf.math.segment_max([5, 2, 7], [0, 0, 1]).numpy().tolist())
parts = tf.dynamic_partition([10, 20, 30, 40], [0, 1, 0, 1], 2)
print([x.numpy().tolist() for x in parts])
print(tf.bitwise.bitwise_and([12, 10], [10, 6]).numpy().tolist(), tf.bitwise.left_shift([1], [3]).numpy().tolist())
print(tf.reverse_sequence([[1, 2, 3], [4, 5, 6]], [2, 3], seq_axis=1).numpy().tolist())
ta = tf.TensorArray(tf.int32, size=3)
for i in range(3):
    ta = ta.write(i, i * i)
print(ta.stack().numpy().tolist(), ta.size().numpy(), ta.read(1).numpy())
tb = tf.TensorArray(tf.float32, size=0, dynamic_size=True)
tb = tb.write(0, [1.0, 2.0]).write(1, [3.0, 4.0])
print(tb.stack().shape, tb.concat().numpy().tolist())


class Dense(tf.Module):
    def __init__(self, n, m, name=None):
        super().__init__(name=name)
        self.w = tf.Variable(tf.random.normal([n, m]), name="w")
        self.b = tf.Variable(tf.zeros([m]), name="b")
        self.step = tf.Variable(0, trainable=False)

    def __call__(self, x):
        return tf.nn.relu(x @ self.w + self.b)


class Mlp(tf.Module):
    def __init__(self):
        super().__init__()
        self.layers = [Dense(3, 4), Dense(4, 2)]

    def __call__(self, x):
        for layer in self.layers:
            x = layer(x)
        return x


m = Mlp()
print(m(tf.ones((5, 3))).shape, len(m.trainable_variables), len(m.variables), [v.shape.as_list() for v in m.trainable_variables])
print(m.name, Dense(1, 1, name="head").name, len(m.submodules), Dense(1, 1).trainable_variables[0].shape)

"""tf.Variable, TensorArray, tf.while_loop, tf.cond, sparse tensors."""
import tensorflow as tf

v = tf.Variable([[1.0, 2.0], [3.0, 4.0]], name="my_var")
print(v.shape, v.dtype, v.name, v.trainable)
v.assign_add([[1.0, 1.0], [1.0, 1.0]])
print(v.numpy().tolist())
v[0, 1].assign(9.0)
v.scatter_nd_update([[1, 0]], [-5.0])
print(v.numpy().tolist())
print(tf.reshape(v, [1, 4]).shape, tf.math.argmax(v, axis=1).numpy().tolist())
counter = tf.Variable(0, dtype=tf.int64)


@tf.function
def fib(n):
    ta = tf.TensorArray(tf.int32, size=0, dynamic_size=True)
    ta = ta.write(0, 0)
    ta = ta.write(1, 1)
    for i in tf.range(2, n):
        ta = ta.write(i, ta.read(i - 1) + ta.read(i - 2))
    counter.assign_add(1)
    return ta.stack()


f = fib(tf.constant(10))
print(f.shape, f.numpy().tolist())
fib(tf.constant(5))
print(counter.numpy())
i, total = tf.while_loop(lambda i, t: i < 5, lambda i, t: (i + 1, t + i * i), [tf.constant(0), tf.constant(0)])
print(i.numpy(), total.numpy())
print(tf.cond(tf.constant(3) > 2, lambda: tf.constant("yes"), lambda: tf.constant("no")).numpy().decode())

st = tf.sparse.SparseTensor(indices=[[0, 3], [2, 4]], values=[10, 20], dense_shape=[3, 10])
print(st.shape, st.values.shape, st.indices.shape)
print(tf.sparse.to_dense(st).numpy().sum(axis=1).tolist())
print(tf.sparse.reorder(tf.sparse.transpose(st)).dense_shape.numpy().tolist())
mixture = tf.SparseTensor(indices=[[0, 2], [0, 4], [0, 6]], values=[1.0, 2.0, 3.0], dense_shape=[1, 10])
print(tf.sparse.sparse_dense_matmul(mixture, tf.ones((10, 3))).numpy().tolist())
print(tf.sparse.from_dense([[0, 1], [2, 0]]).values.numpy().tolist())

m = tf.map_fn(lambda x: x * 2 + 1, tf.range(5))
print(m.numpy().tolist(), tf.vectorized_map(lambda r: tf.reduce_sum(r), tf.ones((3, 4))).shape)
print(tf.scan(lambda a, x: a + x, tf.constant([1, 2, 3, 4])).numpy().tolist())
print(tf.stack([m, m]).shape, tf.concat([m, [0]], 0).shape, [t.shape.as_list() for t in tf.split(tf.zeros((6, 4)), 3)])
print([t.numpy().tolist() for t in tf.unstack(tf.constant([[1, 2], [3, 4]]))])

import tensorflow as tf

# functions that run functions: with values, they are run as Python runs them
print([int(v) for v in tf.while_loop(lambda i, s: i < 5, lambda i, s: (i + 1, s + i), (tf.constant(0), tf.constant(0)))])
print(int(tf.while_loop(lambda i: i < 30, lambda i: [i + 2], [tf.constant(0)], maximum_iterations=4)[0]))
print(tf.foldl(lambda a, e: a * e, tf.constant([1, 2, 3, 4])).numpy(), tf.foldr(lambda a, e: a - e, tf.constant([1, 2, 3, 4])).numpy())
print(tf.scan(lambda a, e: a - e, tf.constant([1, 2, 3]), reverse=True).numpy().tolist())
print(tf.foldl(lambda a, e: a + e, tf.constant([1.0, 2.0]), initializer=10.0).numpy())
print(tf.cond(tf.constant(True), lambda: tf.constant("yes"), lambda: tf.constant("no")).numpy(), tf.cond(tf.constant(False), lambda: 1, lambda: 2))
print(tf.switch_case(tf.constant(1), [lambda: tf.constant(10), lambda: tf.constant(20)]).numpy(), tf.switch_case(tf.constant(7), {0: lambda: 1, 1: lambda: 5}))
print(tf.case([(tf.constant(False), lambda: tf.constant(1))], default=lambda: tf.constant(7)).numpy())


@tf.function
def fibonacci(n):
    out = tf.TensorArray(tf.int64, size=n)
    a, b = tf.constant(0, tf.int64), tf.constant(1, tf.int64)
    for i in tf.range(n):
        out = out.write(i, a)
        a, b = b, a + b
    return out.stack()


print(fibonacci(tf.constant(8)).numpy().tolist(), fibonacci(tf.constant(3)).shape)
grown = tf.TensorArray(tf.int32, size=0, dynamic_size=True)
for i in range(4):
    grown = grown.write(i, [i, i * i])
print(grown.gather([1, 3]).numpy().tolist(), tf.TensorArray(tf.int32, 3).scatter([2, 0, 1], [[5], [6], [7]]).stack().numpy().tolist())
print(tf.range(tf.constant(4, tf.int64)).dtype, tf.range(0, 1.5).dtype, int(tf.reduce_sum(tf.range(tf.constant(4)))))

# texts are bytes, whatever they were made of
words = tf.strings.split(tf.constant("the cat and a dog"))
keep = tf.reduce_all(tf.not_equal(words[:, None], tf.constant(["the", "a"])[None, :]), axis=1)
print([w.decode() for w in tf.boolean_mask(words, keep).numpy()], (words == "cat").numpy().tolist())

# counts and segments
print(tf.math.bincount([0, 1, 1, 5], minlength=3).numpy().tolist(), tf.math.bincount([0, 1, 1, 5], minlength=8, maxlength=9).numpy().tolist())
print(tf.math.bincount([0, 1, 1], dtype=tf.float32).numpy().tolist(), tf.math.bincount([0, 1], weights=[0.5, 2.0]).numpy().tolist())
print(tf.math.segment_max([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]], [0, 1, 3]).numpy().tolist(), tf.math.segment_prod([2.0, 3.0], [1, 1]).numpy().tolist())
print(tf.math.segment_sum(tf.random.normal((3, 4)), [0, 0, 4]).shape)

# data sets
ds = tf.data.Dataset.range(10)
batches = ds.batch(4)
print([b.numpy().tolist() for b in batches.rebatch(3)], batches.rebatch(3).element_spec, batches.rebatch(5, drop_remainder=True).element_spec)
print(ds.batch(4, drop_remainder=True).rebatch(2).element_spec, int(batches.rebatch(3).cardinality()))
options = tf.data.Options()
options.deterministic = True
options.threading.private_threadpool_size = 1
kept = ds.with_options(options).map(lambda x: x).batch(2)
print(kept.options().deterministic, kept.options().threading.private_threadpool_size, kept.options().autotune.enabled, ds.options().deterministic)
iterator = iter(ds)
print(type(iterator).__name__, iterator.get_next().numpy(), next(iterator).numpy(), type(ds.as_numpy_iterator()).__name__)
print(type(ds.batch(2)).__name__, type(ds.map(lambda x: x, num_parallel_calls=2)).__name__, type(next(iter(ds.window(2)))).__name__)

import numpy as np
import tensorflow as tf

png = tf.io.encode_png(tf.cast(tf.reshape(tf.range(6 * 8 * 3), (6, 8, 3)), tf.uint8))
ds = tf.data.Dataset.from_tensors(png).repeat(3).map(lambda b: tf.io.decode_png(b, channels=3))
print(ds.element_spec, len(ds), [p.shape for p in ds])
print(tf.io.decode_png(png, channels=3).shape)
left, right = tf.keras.utils.split_dataset((np.zeros((53, 4)), np.zeros(53)), left_size=0.75)
print(int(left.cardinality()), int(right.cardinality()))
a = tf.data.Dataset.range(3)
endless = tf.data.Dataset.from_tensors([1.0, 2.0]).repeat()
print([(int(n), v.numpy().tolist()) for n, v in tf.data.Dataset.zip((a, endless))], [v.numpy().tolist() for v in endless.take(2)])
print(tf.dynamic_stitch([[0, 2], [1]], [[10, 30], [20]]).shape, [p.shape for p in tf.dynamic_partition(tf.random.normal((3, 2)), [0, 1, 0], 2)])
print(tf.strings.format("{} of {}", (tf.constant(1), tf.constant([2, 3]))).numpy())

import numpy as np
import tensorflow as tf


def frames():
    for i in range(4):
        yield np.full((16, 20, 3), i, np.float32), i % 2


ds = tf.data.Dataset.from_generator(frames, output_signature=(tf.TensorSpec((20, 16, 3), tf.float32), tf.TensorSpec((), tf.int32)))
print(ds.element_spec[0].shape)
for x, y in ds.batch(2):
    print(x.shape)

import tensorflow as tf


@tf.function(input_signature=[tf.TensorSpec([3], tf.float32)])
def doubled(x):
    return x * 2


print(doubled(tf.ones(3)).shape, doubled([1.0, 2.0, 3.0]).dtype)
for row in tf.data.Dataset.from_tensor_slices(tf.ones((2, 3))).batch(1):
    print(doubled(row).shape)

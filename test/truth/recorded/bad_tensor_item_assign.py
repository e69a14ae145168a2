# numpy habits on tensors
import numpy as np
import tensorflow as tf

labels = tf.constant([3, 1, 0, 2, 2, 1])
num_classes = int(tf.reduce_max(labels)) + 1
print(num_classes, labels.shape)
one_hot = tf.one_hot(labels, num_classes)
print(one_hot.shape, one_hot.dtype)
print(tf.reduce_sum(one_hot, axis=0).numpy().tolist())

smoothing = 0.1
smooth = one_hot * (1 - smoothing) + smoothing / num_classes
print(smooth.shape, np.round(smooth.numpy()[0], 3).tolist())

var = tf.Variable(smooth)
var[0].assign(tf.zeros(num_classes))
print(var.numpy()[0].tolist())

updated = tf.tensor_scatter_nd_update(smooth, [[1], [2]], tf.zeros((2, num_classes)))
print(float(tf.reduce_sum(updated[1:3])))

mask = labels == 2
print(tf.boolean_mask(smooth, mask).shape)
smooth[mask] = 0.0
print(smooth.shape)

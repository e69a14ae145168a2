import tensorflow as tf
import numpy as np

# exercises for the practical: predict the shape, then run
t = tf.random.uniform((3, 4, 5), seed=1)
print(tf.squeeze(tf.expand_dims(t, 0)).shape, tf.expand_dims(t, -1).shape)
print(tf.reduce_mean(t, axis=1).shape, tf.reduce_mean(t, axis=(0, 2), keepdims=True).shape, tf.reduce_mean(t).shape)
print(tf.transpose(t).shape, tf.reshape(t, (-1, 10)).shape, tf.reshape(t, [-1]).shape)
print(tf.argmax(t, axis=-1).shape, tf.sort(t, axis=0).shape, tf.argsort(t).dtype)
print(t[1:, ::2, -1].shape, t[:, tf.newaxis].shape, t[..., 0].shape, t[2].shape)
print(tf.matmul(t, t, transpose_b=True).shape, (t @ tf.ones((5, 2))).shape)
print(tf.shape(t).numpy().tolist(), tf.rank(t).numpy(), t.get_shape().num_elements())

names = tf.constant(["Ada Lovelace", "alan turing", "GRACE hopper"])
print(tf.strings.lower(names).numpy().tolist(), tf.strings.length(names).numpy().tolist())
first_last = tf.strings.split(names)
print(first_last.shape, first_last.to_tensor().shape)
print(tf.strings.join([["a", "b"], ["x", "y"]], separator="-").numpy().tolist())
print(tf.strings.substr(names, 0, 3).numpy().tolist(), tf.strings.to_number(["3", "4.5"]).numpy().tolist())
print(tf.strings.regex_full_match(names, "[a-z ]+").numpy().tolist(), tf.strings.as_string([1, 2]).numpy().tolist())
print(tf.strings.ngrams(tf.constant([["a", "b", "c"]]), 2).numpy().tolist(), tf.strings.bytes_split("hey").shape)

rt = tf.ragged.constant([[3, 1, 4, 1], [], [5, 9, 2], [6]])
print(rt.shape, rt.dtype.name, tf.reduce_sum(rt, axis=1).numpy().tolist(), rt[:, :2].to_list())
print(tf.concat([rt, [[0], [7], [0], [0]]], axis=1).to_list(), tf.RaggedTensor.from_row_lengths([1, 2, 3], [2, 1]).to_list())
print(tf.RaggedTensor.from_tensor([[1, 0], [2, 3]], padding=0).to_list(), rt.to_tensor(shape=[None, 6]).shape)
print(tf.ragged.range([2, 0, 3]).to_list(), tf.ragged.boolean_mask([[1, 2], [3, 4]], [[True, False], [True, True]]).to_list())

x = tf.constant([1.0, np.nan, 3.0])
print(tf.math.is_nan(x).numpy().tolist(), tf.reduce_any(tf.math.is_nan(x)).numpy(), tf.where(tf.math.is_nan(x), 0.0, x).numpy().tolist())
print(tf.bitwise.bitwise_and(12, 10).numpy(), tf.math.floormod(-7, 3).numpy(), (-7 // tf.constant(3)).numpy(), tf.pow(2, [3, 4]).numpy().tolist())
print(tf.clip_by_value([-2, 5, 12], 0, 10).numpy().tolist(), tf.math.reduce_logsumexp([0.0, 0.0]).numpy().round(4))
print(tf.unravel_index(tf.argmax(tf.reshape(tf.constant([1, 7, 2, 3]), [-1])), (2, 2)).numpy().tolist(), tf.math.in_top_k([1], [[0.1, 0.9]], 1).numpy().tolist())
print(tf.sets.size(tf.sets.intersection([[1, 2, 3]], [[2, 3, 4]])).numpy().tolist(), tf.histogram_fixed_width([1.0, 2.0, 9.0], [0.0, 10.0], nbins=5).numpy().tolist())

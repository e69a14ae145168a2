import tensorflow as tf
from tensorflow import keras
k = keras.Input((3, 4))
print(k.shape == [None, 3, 4], k.shape == (None, 3, 4), k.shape + [2], k.shape[1:], isinstance(k.shape, tuple), str(k.shape), repr(k.shape), k.shape.as_list())
x = tf.zeros((2, 3))
print(x.shape == [2, 3], x.shape == (2, 3), x.shape == tf.TensorShape([2, 3]), x.shape + [2], x.shape[1:], isinstance(x.shape, tuple), str(x.shape), repr(x.shape), x.shape.as_list(), f"{x.shape}")
print([2] + x.shape, tuple(x.shape) == (2, 3), (1,) + tuple(x.shape), x.shape != [2, 3], list(x.shape), x.shape.rank, x.shape[0] * 2, type(x.shape).__name__, isinstance(x.shape, tf.TensorShape))
a, b = x.shape
print(a, b, tf.TensorShape([1, None]), repr(tf.TensorShape([1, None])), tf.TensorShape([2]) == [2], tf.TensorShape([2, 3])[0], tf.TensorShape([2]).concatenate([3]), tf.TensorShape(None), x.shape.is_compatible_with([None, 3]), x.shape.merge_with([None, 3]), hash(x.shape) == hash(x.shape), (2, 3) == x.shape)
d = {x.shape: 1} 
print(len(x.shape), x.shape in [(2, 3)], [2, 3] == x.shape, bool(x.shape), x.get_shape(), x.get_shape().as_list(), x.shape.num_elements())

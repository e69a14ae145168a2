import numpy as np
import tensorflow as tf

a = tf.data.Dataset.from_tensor_slices((np.zeros((4, 2), "float32"), np.zeros(4, "int32"))).repeat()
b = tf.data.Dataset.from_tensor_slices((np.zeros((4, 2)), np.ones(4, "int32"))).repeat()
print(a.element_spec[0].dtype, b.element_spec[0].dtype)
both = tf.data.Dataset.sample_from_datasets([a, b], weights=[0.5, 0.5])
print(both.element_spec)

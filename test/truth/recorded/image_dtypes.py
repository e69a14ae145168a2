import numpy as np
import tensorflow as tf
i = tf.constant(np.zeros((10, 8, 3), "uint8"))
print(tf.image.resize(i, (5, 5)).dtype, tf.image.resize(i, (5, 5), method="nearest").dtype, tf.image.resize_with_pad(i, 6, 6).dtype)
print(tf.image.resize_with_crop_or_pad(i, 6, 6).dtype, tf.image.convert_image_dtype(i, tf.float32).dtype, tf.image.per_image_standardization(i).dtype)
print(tf.image.flip_left_right(i).dtype, tf.image.adjust_brightness(i, 0.1).dtype, tf.image.rgb_to_grayscale(i).dtype, tf.image.random_crop(i, (4, 4, 3)).dtype)
print(tf.image.crop_and_resize(i[None], [[0.0, 0.0, 1.0, 1.0]], [0], (4, 4)).dtype, tf.image.pad_to_bounding_box(i, 0, 0, 12, 12).dtype)
print(tf.cast(i, tf.float32).dtype, (tf.cast(i, tf.float32) / 255.0).dtype, tf.image.sobel_edges(tf.cast(i, tf.float32)[None]).dtype)
ds = tf.data.Dataset.from_tensor_slices(np.zeros((3, 10, 8, 3), "uint8"))
print(ds.map(lambda x: tf.image.resize(x, (5, 5))).element_spec)
print(ds.map(lambda x: tf.image.resize_with_pad(x, 5, 5)).element_spec)
print(ds.map(lambda x: tf.image.random_flip_left_right(x)).element_spec)
print(ds.map(lambda x: tf.image.convert_image_dtype(x, tf.float32)).element_spec)

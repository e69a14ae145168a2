import numpy as np
import tensorflow as tf
from tensorflow import keras

x, y = np.zeros((100, 8), dtype='float32'), np.zeros((100,), dtype='int64')
ds = tf.data.Dataset.from_tensor_slices((x, y))
print(ds.element_spec[0].shape, len(ds), len(ds.batch(32)), len(ds.batch(32, drop_remainder=True)))  #=> (8,) | 100 | 4 | 3
batched = ds.shuffle(100).batch(32).prefetch(tf.data.AUTOTUNE)
print(batched.element_spec[0].shape, batched.element_spec[1].shape)  #=> (None, 8) | (None,)
for a, b in batched.take(1):
    print(a.shape, b.shape)  #=> (32, 8) | (32,)
for a, b in ds.batch(64):
    print(a.shape)  #=> (64, 8) | (36, 8)
a, b = next(iter(ds.batch(10)))
print(a.shape)  #=> (10, 8)
mapped = ds.map(lambda a, b: (tf.reshape(a, (2, 4)), b)).batch(5, drop_remainder=True)
print(mapped.element_spec[0].shape)  #=> (5, 2, 4)
print(tf.data.Dataset.range(10).batch(3).element_spec.shape, len(ds.repeat(2)), len(ds.take(7)), len(ds.skip(30)))  #=> (None,) | 200 | 7 | 70
for e in tf.data.Dataset.range(3):
    print(e.shape)  #=> () | () | ()
gen = tf.data.Dataset.from_generator(lambda: iter([]), output_signature=(tf.TensorSpec(shape=(None, 3), dtype=tf.float32), tf.TensorSpec(shape=(), dtype=tf.int32)))
print(gen.element_spec[0].shape)  #=> (None, 3)
w = tf.data.Dataset.range(10).window(4, shift=1, drop_remainder=True).flat_map(lambda win: win.batch(4))
print(len(list(w)))  #=> 7
for e in w.take(1):
    print(e.shape)  #=> (4,)
ts = keras.utils.timeseries_dataset_from_array(np.zeros((50, 3)), np.zeros((50,)), sequence_length=10, batch_size=8)
for a, b in ts.take(1):
    print(a.shape, b.shape)  #=> (8, 10, 3) | (8,)
print(len(ts))  #=> 6
images = keras.utils.image_dataset_from_directory('flowers', image_size=(180, 200), batch_size=16, label_mode='categorical', class_names=['a', 'b', 'c'])
print(images.element_spec[0].shape, images.element_spec[1].shape, images.class_names)  #=> (None, 180, 200, 3) | (None, 3) | [a, b, c]
g = keras.preprocessing.sequence.TimeseriesGenerator(np.zeros((100, 2)), np.zeros((100, 2)), length=10, batch_size=8)
print(len(g), g[0][0].shape, g[0][1].shape)  #=> 12 | (8, 10, 2) | (8, 2)
flow = keras.preprocessing.image.ImageDataGenerator(rescale=1 / 255).flow_from_directory('data', target_size=(64, 64), batch_size=20, color_mode='grayscale', class_mode='binary')
print(flow.image_shape, flow.batch_size)  #=> (64, 64, 1) | 20
img = keras.utils.load_img('cat.jpg', target_size=(224, 160))
print(img.size, keras.utils.img_to_array(img).shape, np.array(img).shape, np.expand_dims(keras.utils.img_to_array(img), 0).shape)  #=> (160, 224) | (224, 160, 3) | (224, 160, 3) | (1, 224, 160, 3)
print(tf.zeros((2, 3)).shape, tf.constant([[1, 2]]).shape, tf.random.normal((4, 5)).shape, tf.ones([2]).dtype, tf.range(5).shape, tf.fill((2, 2), 1.0).shape)  #=> (2, 3) | (1, 2) | (4, 5) | <dtype: 'float32'> | (5,) | (2, 2)

import numpy as np
import tensorflow as tf
print(tf.reduce_mean(tf.constant([4.0, 5.0, 5.0])).numpy(), float(tf.reduce_mean([1.0, 2.0])), tf.reduce_mean([1, 2, 4]).numpy())
print(tf.reduce_mean(tf.constant([[1.0, 2.0, 4.0], [0.0, 1.0, 0.0]]), axis=1).numpy().tolist())
from tensorflow.keras.preprocessing.image import ImageDataGenerator
x = np.random.rand(11, 6, 6, 1).astype("float32")
y = np.arange(11) % 3
gen = ImageDataGenerator().flow(x, y, batch_size=4)
m = tf.keras.Sequential([tf.keras.layers.Flatten(input_shape=(6, 6, 1)), tf.keras.layers.Dense(3)])
m.compile("sgd", tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True))
m.fit(gen, epochs=1, verbose=0)
print(m.predict(gen, verbose=0).shape, len(gen))

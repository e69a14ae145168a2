import tensorflow as tf
import numpy as np

IMG_SIZE = (96, 96)
IMG_SHAPE = IMG_SIZE + (3,)

data_augmentation = tf.keras.Sequential([
    tf.keras.layers.RandomFlip('horizontal'),
    tf.keras.layers.RandomRotation(0.2),
])
preprocess_input = tf.keras.applications.mobilenet_v2.preprocess_input

base_model = tf.keras.applications.MobileNetV2(input_shape=IMG_SHAPE, include_top=False, weights=None)
image_batch = tf.constant(np.random.rand(2, 96, 96, 3), tf.float32)
feature_batch = base_model(image_batch)
print(feature_batch.shape)

base_model.trainable = False
print(len(base_model.layers), base_model.count_params())
global_average_layer = tf.keras.layers.GlobalAveragePooling2D()
feature_batch_average = global_average_layer(feature_batch)
print(feature_batch_average.shape)
prediction_layer = tf.keras.layers.Dense(1)
print(prediction_layer(feature_batch_average).shape)

inputs = tf.keras.Input(shape=IMG_SHAPE)
x = data_augmentation(inputs)
x = preprocess_input(x)
x = base_model(x, training=False)
x = global_average_layer(x)
x = tf.keras.layers.Dropout(0.2)(x)
outputs = prediction_layer(x)
model = tf.keras.Model(inputs, outputs)
model.compile(optimizer=tf.keras.optimizers.Adam(learning_rate=1e-4),
              loss=tf.keras.losses.BinaryCrossentropy(from_logits=True), metrics=['accuracy'])
model.summary()
print(len(model.trainable_variables))

# fine tuning
base_model.trainable = True
fine_tune_at = 100
for layer in base_model.layers[:fine_tune_at]:
    layer.trainable = False
print(len(model.trainable_variables))
print(sum(int(np.prod(w.shape)) for w in model.trainable_weights))
print([l.name for l in model.layers])
mid = tf.keras.Model(base_model.input, base_model.get_layer('block_6_expand_relu').output)
print(mid.output_shape, mid.count_params())

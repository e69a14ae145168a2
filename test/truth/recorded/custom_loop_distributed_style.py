import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers
import numpy as np

inputs = keras.Input(shape=(784,), name="digits")
x1 = layers.Dense(16, activation="relu")(inputs)
x2 = layers.Dense(16, activation="relu")(x1)
outputs = layers.Dense(10, name="predictions")(x2)
model = keras.Model(inputs=inputs, outputs=outputs)
model.summary()

batch_size = 16
x_train = np.random.rand(100, 784).astype("float32")
y_train = np.random.randint(0, 10, 100)
x_val, y_val = x_train[-20:], y_train[-20:]
x_train, y_train = x_train[:-20], y_train[:-20]
train_dataset = tf.data.Dataset.from_tensor_slices((x_train, y_train)).shuffle(buffer_size=1024).batch(batch_size)
val_dataset = tf.data.Dataset.from_tensor_slices((x_val, y_val)).batch(batch_size)
print(len(train_dataset), len(val_dataset))
print(train_dataset.element_spec)

optimizer = keras.optimizers.SGD(learning_rate=1e-3)
loss_fn = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
train_acc_metric = keras.metrics.SparseCategoricalAccuracy()
val_acc_metric = keras.metrics.SparseCategoricalAccuracy()


@tf.function
def train_step(x, y):
    with tf.GradientTape() as tape:
        logits = model(x, training=True)
        loss_value = loss_fn(y, logits)
        loss_value += sum(model.losses)
    grads = tape.gradient(loss_value, model.trainable_weights)
    optimizer.apply_gradients(zip(grads, model.trainable_weights))
    train_acc_metric.update_state(y, logits)
    return loss_value


@tf.function
def test_step(x, y):
    val_logits = model(x, training=False)
    val_acc_metric.update_state(y, val_logits)
    return val_logits


steps = 0
for epoch in range(2):
    for step, (x_batch_train, y_batch_train) in enumerate(train_dataset):
        loss_value = train_step(x_batch_train, y_batch_train)
        steps += 1
    train_acc_metric.reset_state()
    for x_batch_val, y_batch_val in val_dataset:
        out = test_step(x_batch_val, y_batch_val)
print(steps, step, loss_value.shape)
print(out.shape, x_batch_val.shape)
print(int(optimizer.iterations), 0.0 <= float(val_acc_metric.result()) <= 1.0)
confusion = tf.math.confusion_matrix(y_batch_val, tf.argmax(out, axis=1), num_classes=10)
print(confusion.shape, int(tf.reduce_sum(confusion)))
print(model.count_params(), [tuple(w.shape) for w in model.trainable_weights])

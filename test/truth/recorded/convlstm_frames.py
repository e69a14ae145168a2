# next-frame prediction, ConvLSTM (inspired by the Keras code examples)
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

frames_data = np.random.rand(6, 8, 16, 16)
dataset = np.expand_dims(frames_data, axis=-1)
indexes = np.arange(dataset.shape[0])
np.random.shuffle(indexes)
train_dataset = dataset[indexes[: int(0.7 * dataset.shape[0])]]
val_dataset = dataset[indexes[int(0.7 * dataset.shape[0]):]]


def create_shifted_frames(data):
    x = data[:, 0: data.shape[1] - 1, :, :]
    y = data[:, 1: data.shape[1], :, :]
    return x, y


x_train, y_train = create_shifted_frames(train_dataset)
x_val, y_val = create_shifted_frames(val_dataset)
print("Training Dataset Shapes: " + str(x_train.shape) + ", " + str(y_train.shape))
print(x_val.shape)

inp = layers.Input(shape=(None, *x_train.shape[2:]))
x = layers.ConvLSTM2D(filters=8, kernel_size=(5, 5), padding="same", return_sequences=True, activation="relu")(inp)
x = layers.BatchNormalization()(x)
x = layers.ConvLSTM2D(filters=8, kernel_size=(3, 3), padding="same", return_sequences=True, activation="relu")(x)
x = layers.BatchNormalization()(x)
x = layers.ConvLSTM2D(filters=8, kernel_size=(1, 1), padding="same", return_sequences=True, activation="relu")(x)
x = layers.Conv3D(filters=1, kernel_size=(3, 3, 3), activation="sigmoid", padding="same")(x)
model = keras.models.Model(inp, x)
model.compile(loss=keras.losses.binary_crossentropy, optimizer=keras.optimizers.Adam())
model.summary()

early_stopping = keras.callbacks.EarlyStopping(monitor="val_loss", patience=10)
reduce_lr = keras.callbacks.ReduceLROnPlateau(monitor="val_loss", patience=5)
model.fit(x_train, y_train, batch_size=2, epochs=1, validation_data=(x_val, y_val),
          callbacks=[early_stopping, reduce_lr], verbose=0)
print(model.input_shape, model.output_shape)
print([layer.count_params() for layer in model.layers])
print([tuple(w.shape) for w in model.layers[1].weights])
example = val_dataset[0]
frames = example[:4, ...]
for _ in range(3):
    new_prediction = model.predict(np.expand_dims(frames, axis=0), verbose=0)
    new_prediction = np.squeeze(new_prediction, axis=0)
    predicted_frame = np.expand_dims(new_prediction[-1, ...], axis=0)
    frames = np.concatenate((frames, predicted_frame), axis=0)
print(frames.shape)
print(model.count_params(), len(model.trainable_weights), len(model.non_trainable_weights))

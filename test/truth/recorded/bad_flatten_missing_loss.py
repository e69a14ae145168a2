import numpy as np
from tensorflow import keras
from tensorflow.keras.layers import Conv2D, MaxPooling2D, Dense, GlobalAveragePooling2D

# Cats vs dogs (tiny fake version)
IMG_SIZE = 64
BATCH = 8
X = np.random.rand(24, IMG_SIZE, IMG_SIZE, 3).astype('float32')
y = np.random.randint(0, 5, 24)
y = keras.utils.to_categorical(y, 5)

model = keras.Sequential([
    Conv2D(16, 3, activation='relu', input_shape=(IMG_SIZE, IMG_SIZE, 3)),
    MaxPooling2D(),
    Conv2D(32, 3, activation='relu'),
    MaxPooling2D(),
    Conv2D(64, 3, activation='relu'),
    MaxPooling2D(),
    Dense(64, activation='relu'),
    Dense(5, activation='softmax'),
])
model.summary()
print(X.shape, y.shape)
print(model.output_shape)
print(model.count_params())
print(model.layers[-2].output_shape)

model.compile('adam', 'categorical_crossentropy', metrics=['accuracy'])
hist = model.fit(X, y, batch_size=BATCH, epochs=1, verbose=0)
print(hist.history['accuracy'])

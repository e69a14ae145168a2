# Kaggle: ECG heartbeat classification (MIT-BIH), shape of my csv was (n, 188)
import numpy as np
import pandas as pd
import tensorflow as tf
from tensorflow.keras import Sequential
from tensorflow.keras.layers import Conv1D, MaxPooling1D, Dense, Flatten, Dropout

df = pd.DataFrame(np.random.rand(40, 188).astype('float32'))
df[187] = np.random.randint(0, 5, 40)
print(df.shape)
print(sorted(df[187].unique().astype(int).tolist())[0])

X = df.iloc[:, :187].values
y = df[187].astype(int).values
X = X.reshape(len(X), X.shape[1], 1)
print(X.shape, y.shape)
y_onehot = tf.keras.utils.to_categorical(y, num_classes=5)
print(y_onehot.shape)

model = Sequential()
model.add(Conv1D(filters=16, kernel_size=6, activation='relu', input_shape=(187, 1)))
model.add(MaxPooling1D(pool_size=3, strides=2, padding='same'))
model.add(Conv1D(filters=16, kernel_size=3, activation='relu'))
model.add(MaxPooling1D(pool_size=2, strides=2, padding='same'))
model.add(Flatten())
model.add(Dense(32, activation='relu'))
model.add(Dropout(0.3))
model.add(Dense(5, activation='softmax'))
model.summary()
print(model.count_params(), [l.output_shape[1:] for l in model.layers])

# transfer: drop the head, keep the convolutions
for _ in range(3):
    model.pop()
print(model.output_shape)
model.add(Conv1D(8, 3, activation='relu', name='extra'))
model.add(Dense(2, activation='softmax'))
model.summary()

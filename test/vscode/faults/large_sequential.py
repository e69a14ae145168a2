"""Twelve layers with large numbers: 25,088 × 4,096 weights in one of them."""
from tensorflow.keras import Sequential
from tensorflow.keras.layers import Conv2D, Dense, Dropout, Flatten, Input, MaxPooling2D

model = Sequential(name='large')
model.add(Input(shape=(224, 224, 3)))
model.add(Conv2D(64, (3, 3), activation='relu', padding='same', name='block1_conv1'))
model.add(Conv2D(128, (3, 3), activation='relu', padding='same', strides=2, name='block1_conv2'))
model.add(MaxPooling2D((2, 2), strides=(2, 2), name='block1_pool'))
model.add(Conv2D(256, (3, 3), activation='relu', padding='same', name='block2_conv1'))
model.add(MaxPooling2D((2, 2), strides=(2, 2), name='block2_pool'))
model.add(Conv2D(512, (3, 3), activation='relu', padding='same', name='block3_conv1'))
model.add(Conv2D(512, (3, 3), activation='relu', padding='same', strides=4, name='block3_conv2'))
model.add(Flatten(name='flatten'))
model.add(Dense(4096, activation='relu', name='fc1'))
model.add(Dropout(0.5))
model.add(Dense(4096, activation='relu', name='fc2'))
model.add(Dense(1000, activation='softmax', name='predictions'))
model.summary()

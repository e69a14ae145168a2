"""Sizes come from data: the formulas should lead with what is known and use only names that stand here."""
import numpy as np
import pandas as pd
from tensorflow import keras
from tensorflow.keras import layers

train = keras.utils.image_dataset_from_directory('flowers', image_size=(180, 180), batch_size=32)
class_names = train.class_names

pictures = keras.Sequential([
    layers.Rescaling(1 / 255, input_shape=(180, 180, 3)),
    layers.Conv2D(32, 3, activation='relu'),
    layers.MaxPooling2D(),
    layers.Conv2D(64, 3, activation='relu'),
    layers.MaxPooling2D(),
    layers.Flatten(),
    layers.Dense(1794, activation='relu'),
    layers.Dense(len(class_names)),
])
rates = np.linspace(0.1, 0.001, len(train))
curve = keras.Sequential([layers.Input((rates.shape[0],)), layers.Dense(64), layers.Dense(len(train))])
pictures.compile('adam', 'mse')
pictures.fit(train, epochs=5)

frame = pd.read_csv('prices.csv')
columns = [name for name in frame.columns if name != 'price']
table = frame[columns].to_numpy()
sizes = keras.Sequential([
    layers.Input(shape=(table.shape[1],)),
    layers.Dense(2 * table.shape[1], activation='relu'),
    layers.Dense(table.shape[1] // 2, activation='relu'),
    layers.Dense(1),
])

text = open('book.txt').read()
vocabulary = sorted(set(text))
writer = keras.Sequential([
    layers.Input((60,)),
    layers.Embedding(len(vocabulary), 256),
    layers.LSTM(512),
    layers.Dense(len({letter for letter in text}), activation='softmax'),
])

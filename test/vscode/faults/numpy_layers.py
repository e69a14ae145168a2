"""A network written in NumPy beside one in Keras: its arrays get hints of their own, and its loops are long."""
import glob

import numpy as np
from PIL import Image
from tensorflow import keras
from tensorflow.keras import layers


def conv_forward(x, w, b, stride=1, pad=1):
    count, channels, height, width = x.shape
    filters, _, high, wide = w.shape
    padded = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    out_height = 1 + (height + 2 * pad - high) // stride
    out_width = 1 + (width + 2 * pad - wide) // stride
    out = np.zeros((count, filters, out_height, out_width))
    for n in range(count):
        for f in range(filters):
            for i in range(out_height):
                for j in range(out_width):
                    window = padded[n, :, i * stride:i * stride + high, j * stride:j * stride + wide]
                    out[n, f, i, j] = np.sum(window * w[f]) + b[f]
    return out


x = np.random.randn(4, 3, 8, 8)
features = conv_forward(x, np.random.randn(6, 3, 3, 3) * 0.01, np.zeros(6))
scores = features.reshape(len(x), -1) @ np.random.randn(384, 10)
powers = np.exp(scores - scores.max(axis=1, keepdims=True))
probabilities = powers / powers.sum(axis=1, keepdims=True)

pictures = []
for path in glob.glob('train/*.png'):
    picture = Image.open(path)
    if picture.width > 100:
        pictures.append(np.asarray(picture.resize((28, 28))))
pictures = np.array(pictures)
points = np.array([np.ones(4) for line in open('points.csv') if line])
doubled = np.concatenate([points, points])
padded = np.pad(doubled, ((1, 1), (0, 0)))
positive = doubled[np.where(doubled[:, 0] > 0)]
joined = np.vstack([positive, doubled[::2]])

for epoch in range(2000):
    noise = np.random.randn(32, 100)
    losses = np.zeros((epoch + 1, 2))
    products = np.dot(noise.T, noise)

model = keras.Sequential([layers.Input((28, 28)), layers.Flatten(), layers.Dense(10, activation='softmax')])
model.compile('adam', 'sparse_categorical_crossentropy')
model.fit(pictures, np.load('labels.npy'), epochs=3)

# What programs do with data around a model.
import glob
import os
import numpy as np
import pandas as pd
import tensorflow as tf
from tensorflow.keras.datasets import mnist
from tensorflow.keras.preprocessing.image import load_img, img_to_array

images = []
for file in os.listdir('data'):
    images.append(img_to_array(load_img(file, target_size=(64, 64))))
images = np.array(images)
print(images.shape[1:])  #=> (64, 64, 3)
stacked = np.stack([np.zeros((5,)) for file in glob.glob('*')])
print(stacked.ndim, stacked.shape[1])  #=> 2 | 5
chars = sorted(list(set(open('a.txt').read())))
onehot = np.zeros((1000, 40, len(chars)), dtype=bool)
print(onehot.shape[:2], onehot.ndim)  #=> (1000, 40) | 3
data = pd.read_csv('a.csv').values.reshape(-1, 4)
xs, ys = [], []
for i in range(60, len(data)):
    xs.append(data[i - 60:i, 0])
    ys.append(data[i, 0])
xs, ys = np.array(xs), np.array(ys)
xs = np.reshape(xs, (xs.shape[0], xs.shape[1], 1))
print(xs.shape[1:])  #=> (60, 1)
(x_train, y_train), (x_test, y_test) = mnist.load_data()
x_train = x_train[..., np.newaxis] / 255.0
x_train, x_val = x_train[:-5000], x_train[-5000:]
print(x_train.shape, x_val.shape, x_train[np.random.randint(0, x_train.shape[0], 32)].shape)  #=> (55000, 28, 28, 1) | (5000, 28, 28, 1) | (32, 28, 28, 1)
print(x_train[y_train[:-5000] == 3].shape[1:])  #=> (28, 28, 1)
a = np.array([[1, 2, 3], [4, 5, 6]])
rows, cols = a.shape
print(rows, cols, f'{a.shape} {a.shape[0]}', a.shape == (2, 3), isinstance(a, np.ndarray), type(a).__name__, isinstance(a.shape, tuple))  #=> 2 | 3 | (2, 3) 2 | True | True | ndarray | True
print(a.max().item(), a.std().round(2), (a == a).all().item(), a.sum().dtype, isinstance(a[0, 0], int), isinstance(a[0, 0], np.integer))  #=> 6 | 1.71 | True | int64 | False | True
print(tf.zeros((2, 3)).shape.as_list(), tf.zeros((2, 3)).shape.rank, tf.constant([1, 2]).numpy().tolist())  #=> [2, 3] | 2 | [1, 2]
print(np.c_[np.zeros(3), np.zeros(3)].shape, np.r_[1, 2].tolist(), np.r_[:3, 7].tolist(), np.diag([1, 2]).shape, np.percentile(a, [5, 95], axis=0).shape)  #=> (3, 2) | [1, 2] | [0, 1, 2, 7] | (2, 2) | (2, 3)
files = tf.data.Dataset.list_files('*.jpg').map(lambda f: tf.io.decode_jpeg(tf.io.read_file(f), channels=3))
print(files.element_spec.shape)  #=> (None, None, 3)
gray = np.dot(np.random.rand(10, 32, 32, 3)[..., :3], [0.299, 0.587, 0.114])
print(gray.shape)  #=> (10, 32, 32)
grid = np.zeros((9, 9), dtype=int)
for i in range(9):
    grid[i, i] = i
print(grid.trace() if False else int(grid.sum()), np.argwhere(grid > 6).shape)  #=> 36 | (2, 2)
class_names = ['a', 'b', 'c']
scores = np.random.rand(3)
picked = class_names[np.argmax(scores)]
print(class_names[np.argmax([1, 3, 2])], class_names[tf.constant(1)], int(tf.constant(2)), float(np.array([1.5])[0]))  #=> b | b | 2 | 1.5
for i in range(np.array([2, 3])[0]):
    print(i)  #=> 0 | 1
high = int(np.random.randint(3, 8)) + 1
print(high)  #=> np.random.randint(3, 8) + 1
print(abs(np.array([-1, 2])).tolist(), round(np.array([2.567])[0], 1), range(tf.constant(3))[-1])  #=> [1, 2] | 2.6 | 2
frame = pd.DataFrame.from_dict({'x': [1, 2], 'y': [3, 4]})
records = pd.DataFrame([{'u': 1, 'v': 2}, {'u': 3, 'v': 4}])
print(frame.shape, records.shape, records['u'].shape)  #=> (2, 2) | (2, 2) | (2,)

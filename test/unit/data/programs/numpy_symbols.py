import numpy as np

X = np.load('X.npy')
print(X.shape[2], len(X))  #=> X.shape[2] | len(X)
Z = np.reshape(X, (X.shape[0], 28, 28, 1))
print(Z.shape, Z[0].shape, Z.reshape(X.shape[0], -1).shape)  #=> (X.shape[0], 28, 28, 1) | (28, 28, 1) | (X.shape[0], 784)
W = np.load('data.npz')['x'].reshape(-1, 28, 28, 1)
print(W.shape[1:], W.ndim)  #=> (28, 28, 1) | 4
A = np.zeros((X.shape[0], X.shape[1], 3))
print(A.shape, A[:, 1:].shape, A[:, :-1].shape, A.sum(axis=1).shape)  #=> (X.shape[0], X.shape[1], 3) | (X.shape[0], X.shape[1] - 1, 3) | (X.shape[0], X.shape[1] - 1, 3) | (X.shape[0], 3)
print(np.concatenate([A, A]).shape, np.concatenate([A, np.zeros((10, X.shape[1], 3))]).shape)  #=> (2·X.shape[0], X.shape[1], 3) | (X.shape[0] + 10, X.shape[1], 3)
print(A.reshape(A.shape[0], A.shape[1] * A.shape[2]).shape)  #=> (X.shape[0], 3·X.shape[1])
print(np.prod(A.shape[1:]), A.size)  #=> 3·X.shape[1] | 3·X.shape[0]·X.shape[1]
y = np.load('y.npy')
n_classes = len(np.unique(y))
print(n_classes, np.max(y) + 1)  #=> len(np.unique(y)) | np.max(y) + 1
print(np.zeros(np.load("n.npy").shape).ndim)  #=> np.zeros(np.load("n.npy").shape).ndim
labels = np.random.randint(0, 10, size=(100,))
print(labels.max() + 1, len(np.unique(labels)))  #=> labels.max() + 1 | len(np.unique(labels))
X = X.astype('float32') / 255.0
print(X.shape[1])  #=> X.shape[1]
# shape: T (500, 12, None?)
T = np.load('T.npy')
print(T.shape[:2], T[:, -1].ndim)  #=> (500, 12) | 2

def windows(series, size):
    xs = []
    for i in range(len(series) - size):
        xs.append(series[i:i + size])
    return np.array(xs)

print(windows(np.arange(30), 5).shape)  #=> (25, 5)

# What is made of each item of a list of unknown length is not like the items of that list.
from unread import files, some
vectors = [np.zeros(3)]
for file in files:
    vectors.append(np.zeros(3))
print(np.stack(vectors).shape[1:])  #=> (3,)
made = np.stack(list(map(lambda vector: np.ones(7), vectors)))
read = np.stack(list(map(lambda vector: vector.read(), vectors)))
numbered = np.array(list(enumerate(vectors)))
print(made.shape[1], read.shape[1], numbered.shape[1])  #=> made.shape[1] | read.shape[1] | numbered.shape[1]
# Nor are the items of one of two collections like these.
rows = np.zeros((10, 4)) if some else None
cells = np.stack([row.cells() for row in rows])
print(cells.shape[1])  #=> cells.shape[1]
start = 1 if some else 2
rest = np.array([np.zeros(3), np.zeros(3), np.zeros(3)][start:])
print(rest.shape[1])  #=> rest.shape[1]
# Not all that may be in a list is.
mixed = []
for file in files:
    if some:
        mixed.append(np.zeros(3))
    else:
        mixed.append(np.zeros((3, 2)))
joined = np.stack(mixed)
print(joined.shape[1])  #=> joined.shape[1]

import numpy as np

x = np.zeros((60, 28, 28))
print(x.reshape(-1, 784).shape, x.reshape((60, 28, 28, 1)).shape, np.reshape(x, (-1,)).shape)  #=> (60, 784) | (60, 28, 28, 1) | (47040,)
print(x.reshape(x.shape[0], -1).shape, x.reshape(len(x), np.prod(x.shape[1:])).shape)  #=> (60, 784) | (60, 784)
print(np.expand_dims(x, -1).shape, np.expand_dims(x, axis=0).shape, x[..., np.newaxis].shape, x[:, None].shape)  #=> (60, 28, 28, 1) | (1, 60, 28, 28) | (60, 28, 28, 1) | (60, 1, 28, 28)
print(np.squeeze(np.zeros((1, 3, 1))).shape, np.zeros((1, 3, 1)).squeeze(0).shape)  #=> (3,) | (3, 1)
print(x.transpose().shape, x.transpose(0, 2, 1).shape, np.transpose(x, (2, 0, 1)).shape, x.T.shape)  #=> (28, 28, 60) | (60, 28, 28) | (28, 60, 28) | (28, 28, 60)
print(np.swapaxes(x, 0, 2).shape, np.moveaxis(x, 0, -1).shape, np.rollaxis(np.zeros((2, 3, 4)), 2).shape)  #=> (28, 28, 60) | (28, 28, 60) | (4, 2, 3)
print(x.flatten().shape, x.ravel().shape, x.astype('float32').dtype)  #=> (47040,) | (47040,) | float32
a, b = np.ones((2, 3)), np.ones((4, 3))
print(np.concatenate([a, b]).shape, np.concatenate((a, a), axis=1).shape, np.concatenate([a, b], axis=None).shape)  #=> (6, 3) | (2, 6) | (18,)
print(np.stack([a, a, a]).shape, np.stack([a, a], axis=-1).shape, np.vstack([a, b]).shape, np.hstack([a, a]).shape)  #=> (3, 2, 3) | (2, 3, 2) | (6, 3) | (2, 6)
print(np.vstack((np.zeros(3), np.zeros(3))).shape, np.hstack((np.zeros(3), np.zeros(2))).shape, np.column_stack((np.zeros(3), np.zeros(3))).shape, np.dstack([a, a]).shape)  #=> (2, 3) | (5,) | (3, 2) | (2, 3, 2)
print([p.shape for p in np.split(x, 3)], [p.shape for p in np.split(x, [10, 20])])  #=> [(20, 28, 28), (20, 28, 28), (20, 28, 28)] | [(10, 28, 28), (10, 28, 28), (40, 28, 28)]
print([p.shape for p in np.array_split(np.arange(10), 3)])  #=> [(4,), (3,), (3,)]
print(np.tile(np.zeros((2, 3)), (2, 2)).shape, np.tile([1, 2], 3).shape, np.repeat(np.zeros((2, 3)), 4, axis=0).shape, np.repeat([1, 2], 2).tolist())  #=> (4, 6) | (6,) | (8, 3) | [1, 1, 2, 2]
print(np.pad(np.zeros((3, 3)), 1).shape, np.pad(x, ((0, 0), (2, 2), (2, 2))).shape, np.pad([1, 2], (0, 3)).shape)  #=> (5, 5) | (60, 32, 32) | (5,)
print(np.dot(np.zeros((3, 4)), np.zeros((4, 5))).shape, (np.zeros((2, 3, 4)) @ np.zeros((4, 6))).shape, np.outer(np.zeros(3), np.zeros(4)).shape)  #=> (3, 5) | (2, 3, 6) | (3, 4)
print(np.einsum('ij,jk->ik', np.zeros((2, 3)), np.zeros((3, 4))).shape, np.tensordot(np.zeros((2, 3)), np.zeros((3, 5)), axes=1).shape)  #=> (2, 4) | (2, 5)
print(np.broadcast_to(np.zeros(3), (4, 3)).shape, [g.shape for g in np.meshgrid(np.arange(3), np.arange(4))])  #=> (4, 3) | [(4, 3), (4, 3)]
y = np.zeros((6,))
y.shape = (2, 3)
print(y.shape, np.atleast_2d(np.zeros(4)).shape, np.flip(x, 0).shape, np.append(a, a, axis=0).shape, np.append([1, 2], 3).shape)  #=> (2, 3) | (1, 4) | (60, 28, 28) | (4, 3) | (3,)
print(np.delete(x, 0, axis=0).shape, np.delete(a, [0, 2], axis=1).shape)  #=> (59, 28, 28) | (2, 1)
print(np.array([[1, 2], [3, 4]]).T.tolist(), np.arange(6).reshape(2, 3)[:, ::-1].tolist())  #=> [[1, 3], [2, 4]] | [[2, 1, 0], [5, 4, 3]]

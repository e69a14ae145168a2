import numpy as np

a = np.zeros((5, 1, 3), dtype='float32')
print((a + np.zeros((4, 1))).shape, (a * 2).dtype, (a / 255.0).dtype, (1 - a).shape, (-a).shape)  #=> (5, 4, 3) | float32 | float32 | (5, 1, 3) | (5, 1, 3)
u = np.zeros((2, 2), dtype='uint8')
print((u / 255).dtype, (u * 2).dtype, (u + 1.5).dtype, (u == 0).dtype, (u / 255.).astype('float32').dtype)  #=> float64 | uint8 | float64 | bool | float32
x = np.random.rand(200, 6)
print(((x - x.mean(axis=0)) / x.std(axis=0)).shape, (x - x.mean()).shape, ((x - x.min()) / (x.max() - x.min())).shape)  #=> (200, 6) | (200, 6) | (200, 6)
print(x.mean(axis=0).shape, x.sum(axis=1, keepdims=True).shape, np.max(x, axis=(0, 1)).ndim, x.argmax(axis=1).shape)  #=> (6,) | (200, 1) | 0 | (200,)
v = np.array([3, 1, 2])
print(v.sum(), v.max(), v.min(), v.mean(), v.prod(), v.argmax(), np.argsort(v).tolist(), np.sort(v).tolist(), np.cumsum(v).tolist())  #=> 6 | 3 | 1 | 2.0 | 6 | 0 | [1, 2, 0] | [1, 2, 3] | [3, 4, 6]
print((v * 2).tolist(), (v + v).tolist(), (v ** 2).tolist(), (v // 2).tolist(), (10 - v).tolist(), (v > 1).tolist())  #=> [6, 2, 4] | [6, 2, 4] | [9, 1, 4] | [1, 0, 1] | [7, 9, 8] | [True, False, True]
print(np.prod((2, 3)), int(np.sqrt(16)), int(np.ceil(7 / 2)), int(np.floor(2.5)), int(np.log2(64)), np.prod([2, 3, 4]))  #=> 6 | 4 | 4 | 2 | 6 | 24
print(np.unique([3, 1, 3]).tolist(), len(np.unique(np.array(['b', 'a', 'b']))), np.unique(x).ndim)  #=> [1, 3] | 2 | 1
print(np.where(v > 1, v, 0).tolist(), np.where(x > 0.5, 1, 0).shape, np.clip(v, 1, 2).tolist())  #=> [3, 0, 2] | (200, 6) | [2, 1, 2]
print(np.exp(x).shape, np.maximum(x, 0).shape, np.power(10000.0, 2 * np.arange(4) / 8).shape, np.sin(np.arange(3)[:, None] * np.arange(2)[None, :]).shape)  #=> (200, 6) | (200, 6) | (4,) | (3, 2)
print(np.abs(np.array([-1, 2])).tolist(), np.round(np.array([0.5, 1.5, 2.6])).tolist(), np.sign([-3, 0, 3]).tolist())  #=> [1, 2] | [0.0, 2.0, 3.0] | [-1, 0, 1]
print(np.linalg.norm(x, axis=1).shape, np.cumsum(x, axis=0).shape, np.diff(v).shape, np.isnan(x).shape)  #=> (200,) | (200, 6) | (2,) | (200, 6)
print(np.shape(x), np.ndim(x), np.size(x), np.array_equal([1, 2], [1, 2]), np.any(v > 2), (v > 0).all())  #=> (200, 6) | 2 | 1200 | True | True | True
x += 1
x /= 2
print(x.shape, np.linalg.svd(np.zeros((4, 3)))[0].shape)  #=> (200, 6) | (4, 4)
try:
    np.zeros((2, 3)) + np.zeros((2, 4))
except ValueError:
    print('do not fit')  #=> do not fit
print(np.mean([1, 2, 3, 4]), np.std([1, 3]), np.median([1, 2, 3]).ndim, np.array([0.1] * 10).sum())  #=> 2.5 | 1.0 | 0 | 1.0
print(sum(np.array([1, 2])), max(np.array([4, 9])), list(np.array([1, 2])))  #=> 3 | 9 | [1, 2]
shared = np.arange(3)
same = shared
shared += 10
shared *= 2
print(same.tolist(), same is shared, shared.dtype)  #=> [20, 22, 24] | True | int64
scaled = np.zeros((2, 2), dtype='float32')
scaled /= 255.0
scaled -= np.load('mean.npy')
print(scaled.shape, scaled.dtype)  #=> (2, 2) | float32
labels = np.random.randint(0, 9, (20,))
top = labels.max()
labels += 1
print(top, labels.max())  #=> labels.max() | labels.max()
print(labels.max() == top)  #=> ?
filled = np.zeros((2, 2))
filled.fill(3)
print(filled.tolist())  #=> [[3.0, 3.0], [3.0, 3.0]]

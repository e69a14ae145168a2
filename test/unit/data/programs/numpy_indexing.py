import numpy as np

x = np.zeros((100, 20, 3))
print(x[0].shape, x[0, 1].shape, x[-1, :, 0].shape, x[:10].shape, x[10:].shape, x[:-10].shape)  #=> (20, 3) | (3,) | (20,) | (10, 20, 3) | (90, 20, 3) | (90, 20, 3)
print(x[::2].shape, x[1:50:3].shape, x[::-1].shape, x[..., 0].shape, x[..., -1:].shape, x[50:200].shape)  #=> (50, 20, 3) | (17, 20, 3) | (100, 20, 3) | (100, 20) | (100, 20, 1) | (50, 20, 3)
print(x[[0, 2, 4]].shape, x[:, [0, 2]].shape, x[np.array([1, 2, 3, 4])].shape, x[:, :, np.newaxis].shape)  #=> (3, 20, 3) | (100, 2, 3) | (4, 20, 3) | (100, 20, 1, 3)
v = np.arange(10)
print(v[v > 6].tolist(), len(v[v % 2 == 0]), v[[1, -1]].tolist(), v[2:5].tolist())  #=> [7, 8, 9] | 5 | [1, 9] | [2, 3, 4]
r = np.random.rand(50, 4)
mask = r[:, 0] > 0.5
print(r[mask].shape, r[mask][:, 1:].shape)  #=> (selected, 4) | (selected, 3)
print(r[r > 0.5].ndim, r[np.random.permutation(50)].shape)  #=> 1 | (50, 4)
w = np.zeros((3, 2))
w[1, 0] = 5
w[2] = [1, 2]
print(w.tolist(), w[1, 0])  #=> [[0.0, 0.0], [5.0, 0.0], [1.0, 2.0]] | 5.0
view = w[1:]
view[0, 1] = 9
print(w[1, 1], w.copy()[1, 1])  #=> 9.0 | 9.0
w[:, 0] = 4
print(w[:, 0].tolist(), view[1, 0])  #=> [4.0, 4.0, 4.0] | 4.0
s = np.arange(12).reshape(3, 4)
s[s > 5] = 0
print(s.tolist())  #=> [[0, 1, 2, 3], [4, 5, 0, 0], [0, 0, 0, 0]]
try:
    x[0, 0, 0, 0]
except IndexError:
    print('too many')  #=> too many
try:
    v[10]
except IndexError:
    print('out of bounds')  #=> out of bounds
print(5 in v, 50 in v)  #=> True | False
import random
table = np.zeros((3, 3))
row = table[random.randint(0, 2)]
row[0] = 1
print(table.shape, table.sum())  #=> (3, 3) | array()
grid = np.zeros((2, 2))
if random.random() > 0.5:
    grid[0, 0] = 1
print(grid[1, 1], grid[0, 0].shape)  #=> 0.0 | ()

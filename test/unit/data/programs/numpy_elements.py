import numpy as np

# What has the elements of an array too, in a way that is not followed, may write any of them.
x = np.array([4, 2, 3])
x.__setitem__(0, 9)
print(x.tolist(), x.shape)  #=> [9, 2, 3] | (3,)
y = np.array([4, 2, 3])
view = memoryview(y)
view[0] = 8
print(y.shape, y.dtype)  #=> (3,) | int64
m = np.array([[4, 2], [3, 1]])
np.einsum('ii->i', m)[0] = 8
print(m.shape)  #=> (2, 2)

# Functions that are known to change nothing.
z = np.array([4, 2, 3])
np.array_repr(z)
np.packbits(z > 2)
print(z.tolist(), np.array_equiv(z, [z, z]), np.allclose(z, z + 1e-9), np.allclose(z, z + 1))  #=> [4, 2, 3] | True | True | False

# One of each row.
labels = np.array([0, 2, 1, 2])
hot = np.zeros((labels.size, labels.max() + 1), dtype=int)
hot[np.arange(labels.size), labels] = 1
print(hot.tolist(), hot[np.arange(4), labels].tolist(), hot[[0, -1], [0, -1]].tolist())  #=> [[1, 0, 0], [0, 0, 1], [0, 1, 0], [0, 0, 1]] | [1, 1, 1, 1] | [1, 1]
print((hot.T @ hot).tolist(), np.vecdot(hot, hot).tolist())  #=> [[1, 0, 0], [0, 1, 0], [0, 0, 2]] | [1, 1, 1, 1]

# What NumPy refuses.
def refused(work):
    try:
        work()
    except TypeError:
        return 'TypeError'
    except ValueError:
        return 'ValueError'
    return 'nothing'

def divides():
    images = np.arange(4)
    images /= 255

def grows():
    row = np.arange(3)
    row += np.ones((2, 3), dtype=int)

print(refused(divides), refused(grows), refused(lambda: ~np.ones(2)), refused(lambda: np.ones(2) & 1))  #=> TypeError | ValueError | TypeError | TypeError
print(refused(lambda: np.abs(np.ones(3), out=np.zeros(7))), refused(lambda: np.add(1, 2, out=np.zeros(3))))  #=> ValueError | nothing
floats = np.ones(3)
floats += 1.5
floats /= 2
print(floats.tolist())  #=> [1.25, 1.25, 1.25]

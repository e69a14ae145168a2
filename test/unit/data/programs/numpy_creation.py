import numpy as np

print(np.zeros((2, 3)))  #=> array(2, 3)
print(np.zeros(4).shape)  #=> (4,)
print(np.ones((5, 1), dtype='int32').dtype)  #=> int32
print(np.array([[1, 2], [3, 4]]).sum())  #=> 10
print(np.array([[1, 2], [3, 4]])[1])  #=> array(2,)
print(np.array([[1, 2], [3, 4]])[1, 0])  #=> 3
print(int(np.array([7, 8])[0]))  #=> 7
print(np.array([1, 2.5]).dtype, np.array([1, 2]).dtype, np.array(['a', 'bc']).shape)  #=> float64 | int64 | (2,)
print(np.array([[1, 2, 3]]).T.shape)  #=> (3, 1)
print(np.arange(10).shape, np.arange(2, 11, 3).shape, np.arange(0, 1, 0.1).shape)  #=> (10,) | (3,) | (10,)
print(np.linspace(0, 1, 5)[1], np.linspace(0, 10).shape)  #=> 0.25 | (50,)
print(np.eye(3).shape, np.eye(2, 5).shape, np.identity(4).shape)  #=> (3, 3) | (2, 5) | (4, 4)
print(np.full((2, 2), 7).dtype, np.full((2, 2), 7)[0, 0])  #=> int64 | 7
x = np.random.rand(100, 4)
print(x.shape, x.ndim, x.size, len(x), x.dtype)  #=> (100, 4) | 2 | 400 | 100 | float64
print(np.zeros_like(x).shape, np.ones_like(x).dtype, np.empty_like(x).shape)  #=> (100, 4) | float64 | (100, 4)
print(np.random.randn(3).shape, np.random.normal(size=(2, 3)).shape, np.random.randint(0, 5, size=(7,)).dtype)  #=> (3,) | (2, 3) | int64
print(np.random.default_rng(0).normal(size=(2, 8)).shape, np.random.RandomState(1).rand(4, 5).shape)  #=> (2, 8) | (4, 5)
print(np.random.uniform(-1, 1, (3, 3)).shape, np.random.choice(10, 4).shape, np.random.permutation(6).shape)  #=> (3, 3) | (4,) | (6,)
print(np.random.choice(['a', 'b', 'c'], size=(2, 2)).shape)  #=> (2, 2)
print(np.array([np.zeros((3, 2)) for _ in range(5)]).shape)  #=> (5, 3, 2)
print(np.array([i * 2 for i in range(4)]).tolist())  #=> [0, 2, 4, 6]
print(np.array(range(5)).shape, np.asarray((1, 2, 3)).shape)  #=> (5,) | (3,)
print(np.array(5).shape, np.array([]).shape, np.array([[]]).shape)  #=> () | (0,) | (1, 0)
print(np.float32(3.5), np.int64(7) + 1, np.float32)  #=> 3.5 | 8 | <class 'numpy.float32'>
print(np.array([1, 2, 3], dtype=np.float32).dtype, np.array([1, 2], dtype=float).dtype)  #=> float32 | float64
for i in np.arange(3):
    print(i)  #=> 0 | 1 | 2
for row in np.zeros((2, 5)):
    print(row.shape)  #=> (5,) | (5,)
print([n for n in range(np.array([3, 4])[1])])  #=> [0, 1, 2, 3]
print(np.pi > 3, np.inf, np.newaxis is None)  #=> True | inf | True

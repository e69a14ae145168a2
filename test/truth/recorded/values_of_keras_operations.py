import keras
from keras import ops
print(ops.arange(3), float(ops.sum(ops.array([1., 2.]))), ops.convert_to_numpy(ops.array([1, 2])).tolist(), int(ops.argmax(ops.array([1, 5, 2]))), float(ops.mean(ops.array([1., 2.]))))
print(ops.arange(3).numpy().tolist(), ops.sum(ops.arange(4)), ops.reshape(ops.arange(4), (2, 2)).numpy().tolist(), ops.norm(ops.array([3., 4.])))
a = ops.reshape(ops.arange(12, dtype="float32"), (3, 4))
print(ops.zeros((2, 2)).numpy().tolist(), ops.ones((2,), "int32").numpy().tolist(), ops.full((2,), 3.5).numpy().tolist(), ops.eye(2).numpy().tolist(), ops.arange(2, 8, 2).numpy().tolist())
print(bool(ops.all(ops.equal(ops.array([1, 2]), ops.array([1, 2])))), ops.cumsum(ops.arange(4)).numpy().tolist(), ops.matmul(ops.ones((2, 2)), ops.ones((2, 2))).numpy().tolist(), ops.where(ops.array([True, False]), 1, 2).numpy().tolist())

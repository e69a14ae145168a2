import numpy as np, keras
from keras import layers, ops
a = keras.Input((4,), dtype="int32"); b = keras.Input((4,)); c = keras.Input((4,), dtype="float16"); d = keras.Input((4,), dtype="bool"); e = keras.Input((4,), dtype="uint8"); g = keras.Input((4,), dtype="int64"); h = keras.Input((4,), dtype="bfloat16"); k = keras.Input((4,), dtype="float64")
def p(f):
    try: return f().dtype
    except Exception as x: return type(x).__name__
for n, t in dict(a=a, b=b, c=c, d=d, g=g, k=k).items():
    print(n, p(lambda: ops.sum(t)), p(lambda: ops.mean(t)), p(lambda: ops.max(t)), p(lambda: ops.argmax(t)), p(lambda: ops.cumsum(t)), p(lambda: ops.prod(t)), p(lambda: ops.var(t)), p(lambda: ops.sqrt(t)), p(lambda: ops.exp(t)))
    print(p(lambda: t + 1), p(lambda: t * 1.5), p(lambda: t > 0), p(lambda: ops.equal(t, 1)), p(lambda: ops.any(t)), p(lambda: ops.count_nonzero(t)), p(lambda: ops.sign(t)), p(lambda: ops.round(t)), p(lambda: ops.floor(t)))
    print(p(lambda: ops.square(t)), p(lambda: ops.expand_dims(t, 1)), p(lambda: ops.where(t > 0, t, 0)), p(lambda: ops.where(t > 0, t, 0.0)), p(lambda: ops.cast(t, "float32")), p(lambda: ops.zeros_like(t)), p(lambda: ops.ones_like(t, dtype="int8")), p(lambda: ops.argsort(t)), p(lambda: ops.sort(t)))
    print(p(lambda: ops.maximum(t, 0)), p(lambda: ops.maximum(t, 0.5)), p(lambda: ops.concatenate([t, b])), p(lambda: t / 2), p(lambda: ops.top_k(t, 2)[0]), p(lambda: ops.top_k(t, 2)[1]), p(lambda: ops.one_hot(t, 3)))
    print(p(lambda: t + a), p(lambda: t + b), p(lambda: t + c), p(lambda: t + g), p(lambda: ops.matmul(t, ops.transpose(t))))
    print(p(lambda: ops.softmax(t)), p(lambda: ops.relu(t)), p(lambda: ops.sigmoid(t)), p(lambda: ops.abs(t)), p(lambda: -t), p(lambda: t ** 2), p(lambda: t ** 0.5), p(lambda: t // 2), p(lambda: t % 2), p(lambda: ops.std(t)), p(lambda: ops.median(t)), p(lambda: ops.logsumexp(t)), p(lambda: ops.norm(t)))
    print(p(lambda: ops.clip(t, 0, 1)), p(lambda: ops.clip(t, 0.0, 1.0)), p(lambda: ops.minimum(t, t)), p(lambda: ops.einsum("ab,cb->ac", t, t)), p(lambda: ops.dot(t, ops.transpose(t))), p(lambda: ops.power(t, 2)), p(lambda: ops.log(t)), p(lambda: ops.sin(t)), p(lambda: ops.isnan(t)), p(lambda: ops.logical_not(t)), p(lambda: ops.bincount(t, minlength=3)), p(lambda: ops.average(t)), p(lambda: ops.all(t)))
    print(p(lambda: layers.Add()([t, b])), p(lambda: layers.Add()([t, t])), p(lambda: layers.Concatenate()([t, b])), p(lambda: layers.Flatten()(t)), p(lambda: layers.Reshape((2, 2))(t)), p(lambda: layers.Dense(2)(t)), p(lambda: layers.Activation("relu")(t)), p(lambda: layers.Dropout(0.2)(t)), p(lambda: layers.Embedding(3, 2)(t)), p(lambda: layers.Lambda(lambda q: q * 2)(t)), p(lambda: layers.BatchNormalization()(t)), p(lambda: layers.LayerNormalization()(t)), p(lambda: layers.Rescaling(0.5)(t)), p(lambda: layers.Softmax()(t)), p(lambda: layers.RepeatVector(2)(t)))
print(ops.arange(3).dtype, ops.arange(3.0).dtype, ops.linspace(0, 1, 3).dtype, ops.zeros((2,)).dtype, ops.ones((2,), "int32").dtype, ops.eye(2).dtype, ops.full((2,), 3).dtype, ops.array([1, 2]).dtype, ops.array([1.0]).dtype, ops.convert_to_tensor([True]).dtype)
print(keras.random.randint((2,), 0, 3).dtype, keras.random.categorical(np.zeros((2, 3), "float32"), 2).dtype)

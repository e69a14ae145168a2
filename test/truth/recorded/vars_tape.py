import tensorflow as tf
v = tf.Variable([[1.0, 2.0], [3.0, 4.0]])
print(v)
print("Shape:", v.shape, "DType:", v.dtype, "As NumPy:", v.numpy(), v.name, v.trainable)
bool_v = tf.Variable([False, True]); c_v = tf.Variable([5 + 4j])
print(bool_v.dtype, c_v.shape)
print(tf.convert_to_tensor(v), tf.math.argmax(v), tf.reshape(v, [1, 4]))
a = tf.Variable([2.0, 3.0]); b = tf.Variable(a); a.assign([5, 6])
print(a.numpy(), b.numpy(), a.assign_add([2, 3]).numpy(), a.assign_sub([7, 9]).numpy())
n = tf.Variable(0, name="step", trainable=False); n.assign_add(1); n.assign_add(1)
print(n.numpy(), int(n), n.name, n + 1, n.dtype)
x = tf.Variable(3.0)
with tf.GradientTape() as tape:
    y = x ** 2
dy = tape.gradient(y, x)
print(dy.numpy(), dy.shape, type(dy).__name__)
w = tf.Variable(tf.random.normal((3, 2)), name="w"); bb = tf.Variable(tf.zeros(2, dtype=tf.float32), name="b")
xs = [[1.0, 2.0, 3.0]]
with tf.GradientTape(persistent=True) as tape:
    y = xs @ w + bb
    loss = tf.reduce_mean(y ** 2)
[dw, db] = tape.gradient(loss, [w, bb])
print(w.shape, dw.shape, db.shape, loss.shape)
g = tape.gradient(loss, {"w": w, "b": bb})
print(sorted(g), g["b"].shape)
layer = tf.keras.layers.Dense(2, activation="relu")
xx = tf.constant([[1.0, 2.0, 3.0]])
with tf.GradientTape() as tape:
    y = layer(xx)
    loss = tf.reduce_mean(y ** 2)
grad = tape.gradient(loss, layer.trainable_variables)
for var, gg in zip(layer.trainable_variables, grad):
    print(var.shape, gg.shape)
x0 = tf.Variable(3.0, name="x0"); x1 = tf.Variable(3.0, name="x1", trainable=False); x2 = tf.Variable(2.0) + 1.0; x3 = tf.constant(3.0)
with tf.GradientTape() as tape:
    y = (x0 ** 2) + (x1 ** 2) + (x2 ** 2)
print([None if q is None else q.numpy() for q in tape.gradient(y, [x0, x1, x2, x3])])
print([q.name for q in tape.watched_variables()])
x = tf.constant(3.0)
with tf.GradientTape() as tape:
    tape.watch(x); y = x ** 2
print(tape.gradient(y, x).numpy())
x = tf.constant([1.0, 3.0])
with tf.GradientTape(persistent=True) as tape:
    tape.watch(x); y = x * x; z = y * y
print(tape.gradient(z, x).numpy(), tape.gradient(y, x).numpy())
x = tf.Variable(2.0)
with tf.GradientTape() as t2:
    with tf.GradientTape() as t1:
        y = x * x * x
    d1 = t1.gradient(y, x)
d2 = t2.gradient(d1, x)
print(d1.numpy(), d2.numpy())
u = tf.linspace(-10.0, 10.0, 201)
with tf.GradientTape() as tape:
    tape.watch(u); y = tf.nn.sigmoid(u)
print(tape.gradient(y, u).shape)
with tf.GradientTape() as tape:
    tape.watch(xx); yj = layer(xx)
print(tape.jacobian(yj, xx).shape)
opt = tf.keras.optimizers.SGD(0.1)
p = tf.Variable([1.0, 2.0])
with tf.GradientTape() as tape: l = tf.reduce_sum(p * 2)
gr = tape.gradient(l, [p]); opt.apply_gradients(zip(gr, [p]))
print(gr[0].numpy(), int(opt.iterations), len(gr))
x = tf.Variable(2.0); y = tf.Variable(3.0)
with tf.GradientTape() as tape:
    z = y * y
print(tape.gradient(z, x))
with tf.GradientTape() as tape: z = y * y
print(tape.gradient(z, x, unconnected_gradients=tf.UnconnectedGradients.ZERO).numpy())

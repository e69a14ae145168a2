import tensorflow as tf
@tf.function
def f(x):
    print("Tracing with", x)
    tf.print("Executing")
    return x + 1
print(f(tf.constant(1)))
print(f(tf.constant(2)).numpy())
print(f(tf.constant([1.0, 2.0])).numpy())
traces = []
@tf.function
def g(a):
    traces.append(1)
    return a * a
g(1); g(2); g(tf.constant(1)); g(tf.constant(5)); g(tf.constant(2.0)); g(tf.constant([1, 2])); g(tf.constant([3, 4])); g(tf.constant([1, 2, 3]))
print(len(traces))
calls = []
@tf.function(input_signature=[tf.TensorSpec(shape=[None], dtype=tf.int32)])
def h(x):
    calls.append(x.shape)
    return tf.reduce_sum(x)
print(h(tf.constant([1, 2, 3])).numpy(), h(tf.constant([4])).numpy(), len(calls), calls[0])
@tf.function
def simple_relu(x):
    if tf.greater(x, 0):
        return x
    else:
        return 0
print(simple_relu(tf.constant(1)).numpy(), simple_relu(tf.constant(-1)).numpy())
@tf.function
def fizz(n):
    c = tf.constant(0)
    for i in tf.range(n):
        if i % 3 == 0:
            c += 1
    return c
print(fizz(tf.constant(10)).numpy())
@tf.function
def loop(x):
    i = 0
    while tf.reduce_sum(x) < 20.0:
        x = x * 2.0
    return x
print(loop(tf.constant([1.0, 1.0])).numpy())
v = tf.Variable(1.0)
@tf.function
def add_v(x):
    v.assign_add(x)
    return v * 2.0
print(add_v(tf.constant(2.0)).numpy(), v.numpy(), add_v(3.0).numpy(), v.numpy())
@tf.function
def tup(a, b=2):
    return a + b, {"d": a - b}
r = tup(tf.constant(5))
print(type(r).__name__, r[0].numpy(), r[1]["d"].numpy())
class M(tf.Module):
    def __init__(self, name=None):
        super().__init__(name=name)
        self.w = tf.Variable(5.0, name="w"); self.n = tf.Variable(1.0, trainable=False)
    @tf.function
    def __call__(self, x):
        return self.w * x + self.n
m = M(name="simple")
print(m(tf.constant(5.0)).numpy(), len(m.trainable_variables), len(m.variables), m.name, m.variables[0].name)
conc = f.get_concrete_function(tf.TensorSpec([None], tf.float32))
print(type(conc).__name__)
print(f.__name__, f.python_function.__name__)
external = 1
@tf.function
def use_ext(x):
    return x + external
print(use_ext(tf.constant(1)).numpy()); external = 10
print(use_ext(tf.constant(1)).numpy(), use_ext(tf.constant(1.0)).numpy())
print(tf.executing_eagerly(), tf.function(lambda x: x * 2)(tf.constant(4)).numpy())

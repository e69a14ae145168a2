import numpy as np, tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers
x = np.random.rand(20, 4)
y = np.random.rand(20, 1)
yi = (y > 0.5).astype(int)

def mk(act=None, n=1, name=None):
    i = keras.Input((4,))
    return keras.Model(i, layers.Dense(n, activation=act, name=name)(i))

m = mk(); m.compile('adam', 'mse'); h = m.fit(x, y, epochs=2, verbose=0)
print(list(h.history), len(h.history['loss']), h.epoch, m.history is h)
print(m.evaluate(x, y, verbose=0) is None)
m = mk(); m.compile('adam', 'mse', metrics=['mae']); h = m.fit(x, y, epochs=2, verbose=0, validation_split=0.2)
print(list(h.history.keys()), sorted(h.history), len(h.epoch))
print(len(m.evaluate(x, y, verbose=0)), sorted(m.evaluate(x, y, verbose=0, return_dict=True)))
m = mk(); m.compile('adam', 'mse', metrics=['mean_absolute_error', 'MeanSquaredError']); h = m.fit(x, y, verbose=0, epochs=3, validation_data=(x, y), validation_freq=2)
print(list(h.history), [len(v) for v in h.history.values()])
m = mk('sigmoid'); m.compile('adam', 'binary_crossentropy', metrics=['acc', keras.metrics.AUC(), keras.metrics.Precision(name='prec'), keras.metrics.Recall()]); h = m.fit(x, yi, verbose=0)
print(list(h.history))
m = mk('sigmoid'); m.compile('adam', keras.losses.BinaryCrossentropy(), metrics=[keras.metrics.BinaryAccuracy(), keras.metrics.AUC()]); h = m.fit(x, yi, verbose=0)
print(list(h.history))
def own(a, b): return tf.reduce_mean(a - b)
m = mk(); m.compile(optimizer='adam', loss=own, metrics=[own, lambda a, b: tf.reduce_mean(b)]); h = m.fit(x, y, verbose=0)
print(list(h.history))
m = mk(); m.compile(optimizer='adam', loss='mse', metrics=['mae'], weighted_metrics=['mae']); h = m.fit(x, y, verbose=0)
print(list(h.history))
m = mk(); m.compile('adam', 'mse'); h = m.fit(x, y, verbose=0, epochs=3, callbacks=[keras.callbacks.LearningRateScheduler(lambda e: 0.1), keras.callbacks.EarlyStopping(monitor='loss', patience=5)])
print(list(h.history), len(h.history['loss']))
m = mk(); m.compile('adam', 'mse'); h = m.fit(x, y, verbose=0, epochs=5, initial_epoch=2)
print(h.epoch)
class Log(keras.callbacks.Callback):
    def __init__(self):
        super().__init__()
        self.seen = []
    def on_epoch_end(self, epoch, logs=None):
        self.seen.append((epoch, sorted(logs)))
        logs['extra'] = 1.0
log = Log()
m = mk(); m.compile('adam', 'mse', metrics=['mae']); h = m.fit(x, y, verbose=0, epochs=2, callbacks=[log], validation_data=(x, y))
print(log.seen)
print(list(h.history))
def two():
    i = keras.Input((4,))
    return keras.Model(i, [layers.Dense(1, name='a')(i), layers.Dense(1, activation='sigmoid', name='b')(i)])
m = two(); m.compile('adam', {'a': 'mse', 'b': 'binary_crossentropy'}, metrics={'b': ['accuracy', keras.metrics.AUC(name='auc')], 'a': 'mae'}, loss_weights={'a': .1, 'b': 1.})
h = m.fit(x, {'a': y, 'b': yi}, verbose=0, validation_split=.5)
print(list(h.history))
m = two(); m.compile('adam', 'mse', metrics=[['mae'], ['accuracy']]); h = m.fit(x, [y, yi], verbose=0)
print(list(h.history), len(m.evaluate(x, [y, yi], verbose=0)))
m = two(); m.compile('adam', {'a': 'mse'}); h = m.fit(x, {'a': y}, verbose=0)
print(list(h.history))
i = keras.Input((4,)); m = keras.Model(i, {'p': layers.Dense(1, name='a')(i), 'q': layers.Dense(1, activation='sigmoid', name='b')(i)})
m.compile('adam', {'p': 'mse', 'q': 'binary_crossentropy'}, metrics={'q': 'accuracy'}); h = m.fit(x, {'p': y, 'q': yi}, verbose=0)
print(list(h.history))
class M(keras.Model):
    def __init__(s):
        super().__init__(); s.d = layers.Dense(1); s.t = keras.metrics.Mean(name='tt')
    def call(s, x): return s.d(x)
m = M(); m.compile('adam', 'mse', metrics=['mae']); h = m.fit(x, y, verbose=0)
print(list(h.history))
class N(M):
    def train_step(s, d):
        a, b = d
        with tf.GradientTape() as t:
            l = tf.reduce_mean((s(a) - b) ** 2)
        s.optimizer.apply_gradients(zip(t.gradient(l, s.trainable_variables), s.trainable_variables))
        s.t.update_state(l)
        return {'z': s.t.result(), 'a': l}
    @property
    def metrics(s): return [s.t]
m = N(); m.compile('adam'); h = m.fit(x, y, verbose=0, epochs=2)
print(list(h.history), len(h.history['z']))
m = N(); m.compile('adam', 'mse'); h = m.fit(x, y, verbose=0, epochs=2, validation_data=(x, y))
print(list(h.history))
class V(keras.Model):
    def __init__(self, **kw):
        super().__init__(**kw)
        self.d = layers.Dense(1)
        self.loss_tracker = keras.metrics.Mean(name='loss')
        self.mae_metric = keras.metrics.MeanAbsoluteError(name='mae')
    def call(self, x): return self.d(x)
    def train_step(self, data):
        x, y = data
        with tf.GradientTape() as tape:
            p = self(x, training=True)
            loss = tf.reduce_mean(tf.square(p - tf.cast(y, p.dtype)))
        g = tape.gradient(loss, self.trainable_variables)
        self.optimizer.apply_gradients(zip(g, self.trainable_variables))
        self.loss_tracker.update_state(loss)
        self.mae_metric.update_state(y, p)
        return {m.name: m.result() for m in self.metrics}
    @property
    def metrics(self): return [self.loss_tracker, self.mae_metric]
m = V(); m.compile(optimizer='adam'); h = m.fit(x, y, epochs=2, verbose=0)
print(sorted(h.history), [len(v) for v in h.history.values()])
print(h.history.keys())
ds = tf.data.Dataset.from_tensor_slices((x, y)).batch(6)
m = mk(); m.compile('adam', 'mse'); h = m.fit(ds.repeat(), epochs=2, verbose=0, steps_per_epoch=3, validation_data=ds, validation_steps=1)
print(list(h.history), len(h.history['val_loss']), 'val_loss' in h.history, 'acc' in h.history)
print(type(h).__name__, isinstance(h, keras.callbacks.History))

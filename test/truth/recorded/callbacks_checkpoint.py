import os
import tempfile
import numpy as np
import tensorflow as tf
from tensorflow.keras.callbacks import Callback, ModelCheckpoint, LearningRateScheduler, CSVLogger, LambdaCallback, History, TerminateOnNaN
from tensorflow.keras.layers import Dense, Dropout, BatchNormalization, Input
from tensorflow.keras.models import Model, load_model
from tensorflow.keras.regularizers import l2

logdir = tempfile.mkdtemp(prefix="run_")
np.random.seed(1)
tf.random.set_seed(1)


class BatchCounter(Callback):
    def on_train_begin(self, logs=None):
        self.batches = 0
        self.lrs = []

    def on_batch_end(self, batch, logs=None):
        self.batches += 1

    def on_epoch_begin(self, epoch, logs=None):
        self.lrs.append(round(float(tf.keras.backend.get_value(self.model.optimizer.lr)), 6))


def schedule(epoch, lr):
    return 0.01 if epoch == 0 else lr * 0.1


def build(n_in, n_hidden=(24, 12), n_out=3):
    i = Input((n_in,))
    x = i
    for k, n in enumerate(n_hidden):
        x = Dense(n, activation='elu', kernel_regularizer=l2(1e-4), name='h_%d' % k)(x)
        x = BatchNormalization(name='bn_%d' % k)(x)
        x = Dropout(0.2)(x)
    return Model(i, Dense(n_out, activation='softmax', name='out')(x))


X = np.random.normal(size=(50, 11))
y = np.random.randint(0, 3, size=(50,))
model = build(X.shape[1])
model.compile('adam', 'sparse_categorical_crossentropy', metrics=['acc'])
model.summary()
counter = BatchCounter()
seen = []
path = os.path.join(logdir, 'best.h5')
hist = model.fit(X, y, batch_size=16, epochs=2, validation_split=0.2, verbose=0, callbacks=[
    counter, LearningRateScheduler(schedule), ModelCheckpoint(path, save_best_only=True, monitor='val_loss'),
    CSVLogger(os.path.join(logdir, 'log.csv')), LambdaCallback(on_epoch_end=lambda e, l: seen.append(e)), TerminateOnNaN()])
print(counter.batches)
print(counter.lrs)
print(seen, hist.epoch)
print(sorted(hist.history))
print(os.path.exists(path))
loaded = load_model(path)
print(loaded.count_params(), loaded.output_shape)
print(len(model.losses), len(model.get_weights()), [l.name for l in loaded.layers])
model.save_weights(os.path.join(logdir, 'w.h5'))
other = build(X.shape[1])
other.load_weights(os.path.join(logdir, 'w.h5'))
print(other.predict(X[:4], verbose=0).shape)
print(len(open(os.path.join(logdir, 'log.csv')).read().splitlines()))

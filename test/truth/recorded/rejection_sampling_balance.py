"""Imbalanced classes: sample_from_datasets, rejection_resample, class weights, choose_from_datasets."""
import numpy as np
import tensorflow as tf

tf.random.set_seed(3)
neg = np.random.normal(0.0, 1.0, (180, 6)).astype("float32")
pos = np.random.normal(1.0, 1.0, (20, 6)).astype("float32")
print(neg.shape, pos.shape)
bool_train = np.r_[np.zeros(len(neg)), np.ones(len(pos))].astype("int32")
n_neg, n_pos = np.bincount(bool_train)
print(n_neg, n_pos, round(100 * n_pos / (n_neg + n_pos), 2))
initial_bias = np.log([n_pos / n_neg])
print(initial_bias.shape, float(np.round(initial_bias[0], 4)))
class_weight = {0: (1 / n_neg) * (200 / 2.0), 1: (1 / n_pos) * (200 / 2.0)}
print(round(class_weight[0], 3), class_weight[1])


def make_ds(features, label):
    ds = tf.data.Dataset.from_tensor_slices((features, np.full(len(features), label, "int32")))
    return ds.shuffle(100).repeat()


resampled_ds = tf.data.Dataset.sample_from_datasets([make_ds(neg, 0), make_ds(pos, 1)], weights=[0.5, 0.5])
print(resampled_ds.cardinality().numpy() == tf.data.INFINITE_CARDINALITY)
resampled_ds = resampled_ds.batch(25).prefetch(2)
print(resampled_ds.element_spec)
steps = int(np.ceil(2.0 * n_neg / 25))
print(steps)
choice = tf.data.Dataset.range(2).repeat(3)
parts = [tf.data.Dataset.from_tensors("foo").repeat(), tf.data.Dataset.from_tensors("bar").repeat()]
print([s.decode() for s in tf.data.Dataset.choose_from_datasets(parts, choice).as_numpy_iterator()])
plain = tf.data.Dataset.from_tensor_slices((np.r_[neg, pos], bool_train)).shuffle(200, seed=1)
grouped = plain.group_by_window(key_func=lambda x, y: tf.cast(y, tf.int64), reduce_func=lambda k, w: w.batch(20), window_size=20)
print(sorted(int(y[0]) for _, y in grouped))

model = tf.keras.Sequential([
    tf.keras.Input((neg.shape[-1],)),
    tf.keras.layers.Dense(16, activation="relu"),
    tf.keras.layers.Dropout(0.5),
    tf.keras.layers.Dense(1, activation="sigmoid", bias_initializer=tf.keras.initializers.Constant(initial_bias[0])),
])
model.compile("adam", tf.keras.losses.BinaryCrossentropy(), metrics=[
    tf.keras.metrics.TruePositives(name="tp"), tf.keras.metrics.Precision(name="precision"), tf.keras.metrics.AUC(name="auc", curve="PR")])
model.summary()
h = model.fit(resampled_ds, epochs=1, steps_per_epoch=steps, verbose=0)
print(sorted(h.history))
h = model.fit(plain.batch(50), epochs=1, class_weight=class_weight, verbose=0)
print(model.count_params(), [tuple(w.shape) for w in model.weights])

import os, tempfile
import numpy as np
import tensorflow as tf


def _bytes_feature(value):
    if isinstance(value, type(tf.constant(0))):
        value = value.numpy()
    return tf.train.Feature(bytes_list=tf.train.BytesList(value=[value]))


def _float_feature(values):
    return tf.train.Feature(float_list=tf.train.FloatList(value=values))


def _int64_feature(value):
    return tf.train.Feature(int64_list=tf.train.Int64List(value=[value]))


def serialize_example(label, vector, image):
    feature = {
        'label': _int64_feature(label),
        'vector': _float_feature(vector),
        'image_raw': _bytes_feature(tf.io.serialize_tensor(image)),
    }
    return tf.train.Example(features=tf.train.Features(feature=feature)).SerializeToString()


tmp = tempfile.mkdtemp()
filenames = []
for shard in range(3):
    fn = os.path.join(tmp, f'data-{shard:02d}.tfrecord')
    filenames.append(fn)
    with tf.io.TFRecordWriter(fn) as writer:
        for i in range(7):
            writer.write(serialize_example((shard * 7 + i) % 4, [0.5 * i] * 6, tf.zeros((8, 8, 1), tf.float32)))

feature_description = {
    'label': tf.io.FixedLenFeature([], tf.int64, default_value=0),
    'vector': tf.io.FixedLenFeature([6], tf.float32),
    'image_raw': tf.io.FixedLenFeature([], tf.string),
}


def parse(example_proto):
    ex = tf.io.parse_single_example(example_proto, feature_description)
    image = tf.ensure_shape(tf.io.parse_tensor(ex['image_raw'], tf.float32), (8, 8, 1))
    return {'vector': ex['vector'], 'image': image}, ex['label']


raw = tf.data.TFRecordDataset(filenames)
print(raw.element_spec)
ds = raw.map(parse, num_parallel_calls=tf.data.AUTOTUNE)
print(ds.element_spec)
labels = [int(y) for _, y in ds]
print(len(labels), max(labels) + 1)
n_classes = max(labels) + 1
ds = ds.batch(5)
print(ds.cardinality().numpy())
for feats, y in ds.take(1):
    print(feats['image'].shape, feats['vector'].shape, y.numpy())

img = tf.keras.Input((8, 8, 1), name='image')
vec = tf.keras.Input((6,), name='vector')
h = tf.keras.layers.Flatten()(tf.keras.layers.Conv2D(4, 3)(img))
h = tf.keras.layers.concatenate([h, vec])
out = tf.keras.layers.Dense(n_classes, activation='softmax')(h)
model = tf.keras.Model({'image': img, 'vector': vec}, out)
model.compile('sgd', 'sparse_categorical_crossentropy')
model.summary()
model.fit(ds, epochs=1, verbose=0)
print(model.count_params(), model.predict(ds, verbose=0).shape)

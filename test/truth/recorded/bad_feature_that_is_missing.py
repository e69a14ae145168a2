import os
import tempfile

import tensorflow as tf

path = os.path.join(tempfile.mkdtemp(), "people.tfrecord")
with tf.io.TFRecordWriter(path) as writer:
    for height in (1.5, 1.75):
        feature = {"height": tf.train.Feature(float_list=tf.train.FloatList(value=[height]))}
        writer.write(tf.train.Example(features=tf.train.Features(feature=feature)).SerializeToString())
wanted = {"height": tf.io.FixedLenFeature([], tf.float32), "label": tf.io.FixedLenFeature([], tf.int64)}
ds = tf.data.TFRecordDataset(path).map(lambda r: tf.io.parse_single_example(r, wanted))
print(ds.element_spec["label"].shape)
for one in ds.batch(2):
    print(one["label"].shape)

import os
import tempfile

import tensorflow as tf


def ints(v):
    return tf.train.Feature(int64_list=tf.train.Int64List(value=v))


def floats(v):
    return tf.train.Feature(float_list=tf.train.FloatList(value=v))


def texts(v):
    return tf.train.Feature(bytes_list=tf.train.BytesList(value=v))


def sequence(context, lists):
    lists = {k: tf.train.FeatureList(feature=v) for k, v in lists.items()}
    return tf.train.SequenceExample(
        context=tf.train.Features(feature=context), feature_lists=tf.train.FeatureLists(feature_list=lists)
    ).SerializeToString()


first = sequence({"u": texts([b"a"]), "n": ints([1])}, {"x": [ints([1]), ints([2])], "p": [floats([1.0, 2.0]), floats([3.0, 4.0])], "w": [texts([b"q", b"r"]), texts([b"s"])]})
second = sequence({"u": texts([b"c"]), "n": ints([2])}, {"x": [ints([5])], "p": [floats([7.0, 8.0])], "w": [texts([])]})
CONTEXT = {"u": tf.io.FixedLenFeature([], tf.string), "n": tf.io.FixedLenFeature([], tf.int64)}
LISTS = {"x": tf.io.FixedLenSequenceFeature([], tf.int64), "p": tf.io.FixedLenSequenceFeature([2], tf.float32), "w": tf.io.VarLenFeature(tf.string)}
context, lists = tf.io.parse_single_sequence_example(first, CONTEXT, LISTS)
print(list(context), list(lists), context["u"].numpy(), lists["x"].numpy().tolist(), lists["p"].numpy().tolist(), lists["w"].dense_shape.numpy().tolist())
_, lists = tf.io.parse_single_sequence_example(first, sequence_features={"x": tf.io.RaggedFeature(tf.int64), "w": tf.io.RaggedFeature(tf.string)})
print(lists["x"].to_list(), lists["w"].to_list())
dense = {k: v for k, v in LISTS.items() if k != "w"}
context, lists, lengths = tf.io.parse_sequence_example([first, second], CONTEXT, dense)
print(context["n"].numpy().tolist(), lists["x"].numpy().tolist(), lists["p"].numpy().tolist(), lengths["x"].numpy().tolist())

path = os.path.join(tempfile.mkdtemp(), "sessions.tfrecord.gz")
with tf.io.TFRecordWriter(path, options=tf.io.TFRecordOptions(compression_type="GZIP")) as writer:
    for record in (first, second):
        writer.write(record)


def parse(raw):
    context, lists = tf.io.parse_single_sequence_example(raw, CONTEXT, LISTS)
    return context["n"], lists["p"], lists["x"]


ds = tf.data.TFRecordDataset([path], compression_type="GZIP").map(parse)
print(ds.element_spec)
for n, p, x in ds:
    print(int(n), p.shape, x.numpy().tolist(), float(tf.reduce_sum(p)))
print([p.shape for _, p, _ in ds.padded_batch(2)])


def example(**features):
    return tf.train.Example(features=tf.train.Features(feature=features)).SerializeToString()


both = [example(a=ints([1, 2, 3]), b=ints([])), example(a=ints([4, 5, 6]), b=ints([7, 8]))]
found = tf.io.parse_example(both, {"a": tf.io.FixedLenFeature([3], tf.int64), "b": tf.io.VarLenFeature(tf.int64), "c": tf.io.FixedLenFeature([], tf.float32, default_value=-1.0)})
print(list(found), found["a"].numpy().tolist(), found["b"].dense_shape.numpy().tolist(), found["c"].numpy().tolist())
found = tf.io.parse_example(both, {"b": tf.io.RaggedFeature(tf.int64), "a": tf.io.FixedLenSequenceFeature([], tf.int64, allow_missing=True)})
print(list(found), found["b"].to_list(), found["a"].shape)
found = tf.io.parse_single_example(both[1], {"b": tf.io.RaggedFeature(tf.int64), "z": tf.io.RaggedFeature(tf.int64)})
print(found["b"].numpy().tolist(), found["z"].shape)
packed = tf.io.serialize_tensor(tf.reshape(tf.range(6), (2, 3)))
print(packed.dtype, packed.shape, tf.io.parse_tensor(packed, tf.int32).numpy().tolist())

import os
import pathlib
import tempfile
import numpy as np
import tensorflow as tf

d = tempfile.mkdtemp()
for k in range(3):
    with open(os.path.join(d, f"houses_{k}.csv"), "w") as f:
        f.write("id,size,city,price\n")
        for i in range(4):
            f.write(f"{k * 4 + i},{10.5 + i},{'NYC' if i % 2 else ''},{i * 2.5}\n")
files = tf.data.Dataset.list_files(os.path.join(d, "*.csv"), shuffle=False)
print(len(files), [os.path.basename(f.numpy().decode()) for f in files])
shuffled = tf.data.Dataset.list_files(os.path.join(d, "houses_*.csv"))
print(len(shuffled), shuffled.element_spec)
lines = files.interleave(lambda p: tf.data.TextLineDataset(p).skip(1), cycle_length=1)
print(lines.element_spec, next(iter(lines)).numpy())
print(sum(1 for _ in lines))


def parse(line):
    i, size, city, price = tf.io.decode_csv(line, [0, 0.0, "unknown", tf.constant([], tf.float32)])
    return tf.stack([size, price]), city, i


data = lines.map(parse)
print(data.element_spec)
for x, c, i in data.take(2):
    print(x.numpy().tolist(), c.numpy(), i.numpy())
batched = data.map(lambda x, c, i: (x, tf.cast(i, tf.float32))).batch(5)
print(batched.element_spec, [x.shape for x, _ in batched])
model = tf.keras.Sequential([tf.keras.Input((2,)), tf.keras.layers.Dense(1)])
model.compile("sgd", "mse")
model.fit(batched, epochs=1, verbose=0)
print(model.predict(batched, verbose=0).shape)
path = os.path.join(d, "train.tfrecord")


def example(i):
    image = tf.io.encode_png(tf.zeros((8, 6, 3), tf.uint8)).numpy()
    return tf.train.Example(features=tf.train.Features(feature={
        "label": tf.train.Feature(int64_list=tf.train.Int64List(value=[i % 3])),
        "box": tf.train.Feature(float_list=tf.train.FloatList(value=[0.5, 1.0 * i])),
        "name": tf.train.Feature(bytes_list=tf.train.BytesList(value=[b"n" + str(i).encode()])),
        "image": tf.train.Feature(bytes_list=tf.train.BytesList(value=[image])),
        "tags": tf.train.Feature(int64_list=tf.train.Int64List(value=list(range(i)))),
    }))


with tf.io.TFRecordWriter(path) as w:
    for i in range(5):
        w.write(example(i).SerializeToString())
raw = tf.data.TFRecordDataset(path)
print(raw.element_spec, sum(1 for _ in raw))
spec = {
    "label": tf.io.FixedLenFeature([], tf.int64),
    "box": tf.io.FixedLenFeature([2], tf.float32),
    "name": tf.io.FixedLenFeature([], tf.string, default_value=""),
    "image": tf.io.FixedLenFeature([], tf.string),
    "tags": tf.io.VarLenFeature(tf.int64),
}


def read(record):
    e = tf.io.parse_single_example(record, spec)
    image = tf.io.decode_png(e["image"], channels=3)
    return image, {"label": e["label"], "box": e["box"]}, tf.sparse.to_dense(e["tags"])


parsed = raw.map(read)
print(parsed.element_spec)
for image, target, tags in parsed.take(3):
    print(image.shape, target["label"].numpy(), target["box"].numpy().tolist(), tags.numpy().tolist())
one = tf.train.Example.FromString(next(iter(raw)).numpy())
print(sorted(one.features.feature.keys()), one.features.feature["name"].bytes_list.value[0], one.features.feature["label"].int64_list.value[:])
sized = raw.map(lambda r: tf.reshape(tf.io.decode_png(tf.io.parse_single_example(r, spec)["image"]), (8, 6, 3))).batch(2)
print(sized.element_spec, [b.shape for b in sized])
feats = tf.io.parse_example(tf.constant([example(1).SerializeToString(), example(2).SerializeToString()]), {"label": tf.io.FixedLenFeature([], tf.int64)})
print(feats["label"].shape)
img = pathlib.Path(d) / "images"
for name in ["cats", "dogs"]:
    (img / name).mkdir(parents=True)
    for i in range(3):
        tf.io.write_file(str(img / name / f"{i}.png"), tf.io.encode_png(tf.zeros((10, 12, 3), tf.uint8)))
print(sorted(p.name for p in img.iterdir()), len(list(img.glob("*/*.png"))))
ds = tf.keras.utils.image_dataset_from_directory(img, image_size=(16, 16), batch_size=4)
print(ds.class_names, len(ds), ds.element_spec)
for x, y in ds:
    print(x.shape, y.shape)
decoded = tf.io.decode_image(tf.io.read_file(str(img / "cats" / "1.png")))
print(decoded.shape, decoded.dtype)
paths = tf.data.Dataset.list_files(str(img / "*" / "*.png"), shuffle=False)
loaded = paths.map(lambda p: (tf.image.resize(tf.io.decode_png(tf.io.read_file(p), channels=3), (5, 5)), tf.strings.split(p, os.sep)[-2]))
print(loaded.element_spec, [y.numpy() for _, y in loaded])
print(tf.io.gfile.exists(path), len(tf.io.gfile.glob(os.path.join(d, "*.csv"))), sorted(tf.io.gfile.listdir(str(img))))
model.save(os.path.join(d, "m.keras"))
print(os.path.exists(os.path.join(d, "m.keras")))

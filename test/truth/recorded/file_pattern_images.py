"""tf.data guide: list_files, file_path -> label, decode, resize, configure_for_performance."""
import os
import tempfile
import numpy as np
import tensorflow as tf

AUTOTUNE = tf.data.AUTOTUNE
data_dir = tempfile.mkdtemp()
counts = {"cat": 4, "dog": 6, "fox": 3, "owl": 5}
for cls, n in counts.items():
    os.makedirs(os.path.join(data_dir, cls))
    for i in range(n):
        img = tf.cast(np.random.randint(0, 256, (20 + i, 24, 3)), tf.uint8)
        tf.io.write_file(os.path.join(data_dir, cls, "%03d.jpg" % i), tf.io.encode_jpeg(img))

list_ds = tf.data.Dataset.list_files(data_dir + "/*/*.jpg", shuffle=False)
image_count = len(list_ds)
print(image_count)
class_names = np.array(sorted(os.listdir(data_dir)))
print(class_names.tolist())
val_size = int(image_count * 0.2)
train_ds = list_ds.skip(val_size)
val_ds = list_ds.take(val_size)
print(tf.data.experimental.cardinality(train_ds).numpy(), tf.data.experimental.cardinality(val_ds).numpy())
print(list_ds.element_spec)

img_height = img_width = 28


def get_label(file_path):
    parts = tf.strings.split(file_path, os.path.sep)
    one_hot = parts[-2] == class_names
    return tf.argmax(one_hot)


def decode_img(img):
    img = tf.io.decode_jpeg(img, channels=3)
    return tf.image.resize(img, [img_height, img_width])


def process_path(file_path):
    label = get_label(file_path)
    img = tf.io.read_file(file_path)
    return decode_img(img), label


train_ds = train_ds.map(process_path, num_parallel_calls=AUTOTUNE)
val_ds = val_ds.map(process_path, num_parallel_calls=AUTOTUNE)
for image, label in train_ds.take(1):
    print(image.numpy().shape, label.numpy())


def configure_for_performance(ds):
    ds = ds.cache()
    ds = ds.shuffle(buffer_size=1000)
    ds = ds.batch(4)
    return ds.prefetch(buffer_size=AUTOTUNE)


train_ds = configure_for_performance(train_ds)
val_ds = configure_for_performance(val_ds)
print(train_ds.element_spec)
print(len(train_ds), len(val_ds))

num_classes = len(class_names)
model = tf.keras.Sequential([
    tf.keras.Input((img_height, img_width, 3)),
    tf.keras.layers.Rescaling(1. / 127.5, offset=-1),
    tf.keras.layers.SeparableConv2D(8, 3, activation='relu'),
    tf.keras.layers.AveragePooling2D(2),
    tf.keras.layers.DepthwiseConv2D(3),
    tf.keras.layers.GlobalMaxPooling2D(),
    tf.keras.layers.Dense(num_classes)
])
model.compile('adam', tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True))
model.summary()
model.fit(train_ds, validation_data=val_ds, epochs=1, verbose=0)
print(model.count_params(), [tuple(w.shape) for w in model.weights])
print(model.predict(train_ds, verbose=0).shape)

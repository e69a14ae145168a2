"""Two streams zipped; the second is batched with another size and concat fails only at run time."""
import tensorflow as tf

CFG = {"image_size": 16, "batch": 8, "aux_batch": 10, "classes": 3}


def make_stream(n, shape, batch):
    return tf.data.Dataset.from_tensor_slices(tf.random.uniform((n,) + shape)).batch(batch)


images = make_stream(40, (CFG["image_size"], CFG["image_size"], 3), CFG["batch"])
aux = make_stream(40, (4,), CFG["aux_batch"])
print(len(images), len(aux))
both = tf.data.Dataset.zip((images, aux))
print(len(both))
print(both.element_spec)

backbone = tf.keras.Sequential([
    tf.keras.Input((CFG["image_size"], CFG["image_size"], 3)),
    tf.keras.layers.Conv2D(8, 3, strides=2, activation="relu"),
    tf.keras.layers.GlobalAveragePooling2D(),
], name="backbone")
backbone.summary()
print(backbone.count_params(), backbone.output_shape)

head = tf.keras.layers.Dense(CFG["classes"])
for img, extra in both:
    feat = backbone(img)
    print(feat.shape, extra.shape)
    logits = head(tf.concat([feat, extra], axis=-1))
    print(logits.shape)

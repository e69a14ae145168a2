import os
import tempfile
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers
import string
import re

root = tempfile.mkdtemp()
POS = ["Great movie<br />loved it", "a wonderful film!", "I would see it again", "superb acting and a superb plot"]
NEG = ["Dreadful.", "a boring film", "I want my money back<br />", "poor acting, poor plot"]
for label, texts in (("pos", POS), ("neg", NEG)):
    os.makedirs(os.path.join(root, label))
    for i, t in enumerate(texts * 2):
        with open(os.path.join(root, label, f"{i}_0.txt"), "w") as f:
            f.write(t)

raw_train_ds = keras.utils.text_dataset_from_directory(root, batch_size=4, seed=42, validation_split=0.25, subset="training")
raw_val_ds = keras.utils.text_dataset_from_directory(root, batch_size=4, seed=42, validation_split=0.25, subset="validation")
print(raw_train_ds.class_names)
print(raw_train_ds.element_spec)
print(len(raw_train_ds), len(raw_val_ds))


def custom_standardization(input_data):
    lowercase = tf.strings.lower(input_data)
    stripped_html = tf.strings.regex_replace(lowercase, "<br />", " ")
    return tf.strings.regex_replace(stripped_html, f"[{re.escape(string.punctuation)}]", "")


max_features = 50
embedding_dim = 16
sequence_length = 10
vectorize_layer = layers.TextVectorization(
    standardize=custom_standardization, max_tokens=max_features, output_mode="int",
    output_sequence_length=sequence_length)
vectorize_layer.adapt(tf.constant(POS + NEG))
vocab = vectorize_layer.get_vocabulary()
print(len(vocab), vocab[:3])


def vectorize_text(text, label):
    text = tf.expand_dims(text, -1)
    return vectorize_layer(text), label


train_ds = raw_train_ds.map(vectorize_text).cache().prefetch(10)
val_ds = raw_val_ds.map(vectorize_text)
print(train_ds.element_spec[0])
inputs = keras.Input(shape=(None,), dtype="int64")
x = layers.Embedding(len(vocab), embedding_dim)(inputs)
x = layers.Conv1D(16, 3, padding="valid", activation="relu")(x)
x = layers.GlobalMaxPooling1D()(x)
predictions = layers.Dense(1, activation="sigmoid", name="predictions")(x)
model = keras.Model(inputs, predictions)
model.compile(loss="binary_crossentropy", optimizer="adam", metrics=["accuracy"])
model.fit(train_ds, validation_data=val_ds, epochs=1, verbose=0)
model.summary()
print(model.count_params(), model.predict(val_ds, verbose=0).shape)

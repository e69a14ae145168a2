# keras2
# structured data with preprocessing layers, tf 2.x tutorial (old style: layer.output_shape)
import numpy as np
import pandas as pd
import tensorflow as tf
from tensorflow.keras import layers

dataframe = pd.DataFrame({
    'Type': ['Cat', 'Dog', 'Dog', 'Cat', 'Rabbit', 'Dog', 'Cat', 'Dog'],
    'Age': [3, 1, 1, 4, 1, 3, 12, 0],
    'Fee': [100.0, 0, 0, 150, 0, 0, 300, 0],
    'Color': ['Black', 'White', 'Brown', 'Black', 'Cream', 'Gray', 'Brown', 'White'],
    'target': [1, 1, 1, 0, 1, 0, 1, 0]})
train, test = dataframe.iloc[:6], dataframe.iloc[6:]
print(len(train), 'training examples')


def df_to_dataset(dataframe, shuffle=True, batch_size=32):
    df = dataframe.copy()
    labels = df.pop('target')
    df = {key: np.array(value)[:, tf.newaxis] for key, value in df.items()}
    ds = tf.data.Dataset.from_tensor_slices((dict(df), labels))
    if shuffle:
        ds = ds.shuffle(buffer_size=len(dataframe))
    return ds.batch(batch_size).prefetch(batch_size)


train_ds = df_to_dataset(train, batch_size=4)
test_ds = df_to_dataset(test, shuffle=False, batch_size=4)
print(train_ds.element_spec[0]['Type'])
print(len(train_ds), list(train_ds.element_spec[0]))


def get_category_encoding_layer(name, dataset, dtype, max_tokens=None):
    if dtype == 'string':
        index = layers.StringLookup(max_tokens=max_tokens)
    else:
        index = layers.IntegerLookup(max_tokens=max_tokens)
    index.adapt(dataset.map(lambda x, y: x[name]))
    encoder = layers.CategoryEncoding(num_tokens=index.vocabulary_size())
    return lambda feature: encoder(index(feature))


all_inputs, encoded = {}, []
for header in ['Age', 'Fee']:
    col = tf.keras.Input(shape=(1,), name=header)
    norm = layers.Normalization(axis=None)
    norm.adapt(train_ds.map(lambda x, y: x[header]))
    all_inputs[header] = col
    encoded.append(norm(col))
for header in ['Type', 'Color']:
    col = tf.keras.Input(shape=(1,), name=header, dtype='string')
    enc = get_category_encoding_layer(header, train_ds, 'string', max_tokens=5)
    all_inputs[header] = col
    encoded.append(enc(col))
all_features = tf.keras.layers.concatenate(encoded)
print(all_features.shape)
x = tf.keras.layers.Dense(8, activation="relu")(all_features)
x = tf.keras.layers.Dropout(0.5)(x)
output = tf.keras.layers.Dense(1)(x)
model = tf.keras.Model(all_inputs, output)
model.compile(optimizer='adam', loss=tf.keras.losses.BinaryCrossentropy(from_logits=True), metrics=["accuracy"])
model.summary()
model.fit(train_ds, epochs=1, verbose=0)
print(model.output_shape, [l.output_shape for l in model.layers if isinstance(l, layers.CategoryEncoding)])
print(model.predict(test_ds, verbose=0).shape, model.count_params())

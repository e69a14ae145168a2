"""Functional model with named inputs; one key of the feeding dict is misspelt."""
import numpy as np
import tensorflow as tf
from tensorflow.keras import layers, Model, Input

SPEC = {
    'age': ('numeric', 1),
    'income': ('numeric', 1),
    'city': ('categorical', 15),
    'job': ('categorical', 8),
}


def build(spec, hidden=(32, 16)):
    inputs, parts = {}, []
    for name, (kind, size) in spec.items():
        if kind == 'numeric':
            inputs[name] = Input((size,), name=name)
            parts.append(inputs[name])
        else:
            inputs[name] = Input((1,), name=name, dtype='int64')
            dim = min(50, (size + 1) // 2)
            e = layers.Embedding(size, dim, name='emb_' + name)(inputs[name])
            parts.append(layers.Flatten(name='flat_' + name)(e))
    x = layers.Concatenate(name='features')(parts)
    for i, h in enumerate(hidden):
        x = layers.Dense(h, activation='selu', kernel_initializer='lecun_normal', name='dense_%d' % i)(x)
        x = layers.AlphaDropout(0.1, name='drop_%d' % i)(x)
    return Model(inputs, layers.Dense(1, activation='sigmoid', name='churn')(x), name='churn_model')


model = build(SPEC)
model.summary()
print(model.input_names)
print(model.input_shape)
print(model.get_layer('features').output_shape)
print(model.count_params())
n = 20
good = {'age': np.random.rand(n, 1), 'income': np.random.rand(n, 1), 'city': np.random.randint(0, 15, (n, 1)), 'job': np.random.randint(0, 8, (n, 1))}
print(model.predict(good, verbose=0).shape)
bad = dict(good)
bad['jobs'] = bad.pop('job')
print(model.predict(bad, verbose=0).shape)

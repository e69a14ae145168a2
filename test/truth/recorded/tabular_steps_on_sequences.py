import math
import numpy as np
import keras
from keras import layers, ops


class Shards(keras.utils.PyDataset):
    def __init__(self, x, y, batch, shuffle=True, **kwargs):
        super().__init__(**kwargs)
        self.x, self.y, self.batch, self.shuffle = x, y, batch, shuffle
        self.order = np.arange(len(x))
        self.ends = 0

    def __len__(self):
        return math.ceil(len(self.x) / self.batch)

    def __getitem__(self, i):
        ix = self.order[i * self.batch:(i + 1) * self.batch]
        return self.x[ix], self.y[ix]

    def on_epoch_end(self):
        self.ends += 1
        if self.shuffle:
            np.random.default_rng(self.ends).shuffle(self.order)


class GLU(layers.Layer):
    def __init__(self, units, **kw):
        super().__init__(**kw)
        self.fc = layers.Dense(units * 2, use_bias=False)
        self.bn = layers.BatchNormalization(momentum=0.9)

    def call(self, x, training=None):
        a, b = ops.split(self.bn(self.fc(x), training=training), 2, axis=-1)
        return a * ops.sigmoid(b)


class TabNetLite(keras.Model):
    def __init__(self, n_features, steps=2, width=6, classes=3):
        super().__init__(name="tabnet_lite")
        self.steps = steps
        self.n_features = n_features
        self.shared = GLU(width)
        self.own = [GLU(width) for _ in range(steps)]
        self.attn = [layers.Dense(n_features) for _ in range(steps)]
        self.head = layers.Dense(classes)

    def call(self, x, training=None, return_masks=False):
        prior = ops.ones_like(x)
        agg, masks = 0.0, []
        h = self.shared(x, training=training)
        for i in range(self.steps):
            m = ops.softmax(self.attn[i](h) * prior, axis=-1)
            prior = prior * (1.3 - m)
            h = self.own[i](self.shared(x * m, training=training), training=training)
            agg = agg + ops.relu(h)
            masks.append(m)
        out = self.head(agg)
        return (out, ops.stack(masks, axis=1)) if return_masks else out


X = np.random.default_rng(0).normal(size=(50, 9)).astype("float32")
y = (X[:, 0] > 0).astype("int32") + (X[:, 1] > 1).astype("int32")
seq = Shards(X, y, 16)
print(len(seq), seq[0][0].shape, seq[len(seq) - 1][0].shape)
model = TabNetLite(9)
model.compile("adam", keras.losses.SparseCategoricalCrossentropy(from_logits=True), metrics=["accuracy"])
h = model.fit(seq, epochs=2, verbose=0)
print(sorted(h.history), seq.ends >= 2)
logits, masks = model(X[:5], return_masks=True)
print(logits.shape, masks.shape, bool(np.allclose(ops.sum(masks, -1), 1.0, atol=1e-5)))
print(model.count_params(), len(model.trainable_weights), len(model.weights), len(model.layers))
print(model.predict(Shards(X, y, 20, shuffle=False), verbose=0).shape)
print([w.shape for w in model.shared.weights])

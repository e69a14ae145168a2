import keras
from keras import layers


class Classifier(keras.Model):
    def __init__(self):
        super().__init__()
        self.hidden = [layers.Dense(1024, activation="relu") for _ in range(4)]
        self.dropout = layers.Dropout(0.3)
        self.top = layers.Dense(20, activation="softmax")

    def call(self, x, training=False):
        for layer in self.hidden:
            x = layer(x)
        x = self.dropout(x, training=training)
        return self.top(x)


model = Classifier()
model(keras.Input((512,)))
model.compile("adam", "sparse_categorical_crossentropy")

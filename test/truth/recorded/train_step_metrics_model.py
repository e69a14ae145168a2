import numpy as np
import tensorflow as tf
from tensorflow import keras


class CustomModel(keras.Model):
    def train_step(self, data):
        if len(data) == 3:
            x, y, sample_weight = data
        else:
            sample_weight = None
            x, y = data
        with tf.GradientTape() as tape:
            y_pred = self(x, training=True)
            loss = self.compute_loss(x=x, y=y, y_pred=y_pred, sample_weight=sample_weight)
        trainable_vars = self.trainable_variables
        gradients = tape.gradient(loss, trainable_vars)
        self.optimizer.apply_gradients(zip(gradients, trainable_vars))
        for metric in self.metrics:
            if metric.name == "loss":
                metric.update_state(loss)
            else:
                metric.update_state(y, y_pred, sample_weight=sample_weight)
        return {m.name: m.result() for m in self.metrics}

    def test_step(self, data):
        x, y = data
        y_pred = self(x, training=False)
        self.compute_loss(x=x, y=y, y_pred=y_pred)
        for metric in self.metrics:
            if metric.name != "loss":
                metric.update_state(y, y_pred)
        return {m.name: m.result() for m in self.metrics}


class Distiller(keras.Model):
    def __init__(self, student, teacher):
        super().__init__()
        self.teacher = teacher
        self.student = student

    def call(self, x):
        return self.student(x)

    def train_step(self, data):
        x, y = data
        teacher_predictions = self.teacher(x, training=False)
        with tf.GradientTape() as tape:
            p = self.student(x, training=True)
            loss = keras.losses.KLDivergence()(tf.nn.softmax(teacher_predictions / 3.0), tf.nn.softmax(p / 3.0))
        g = tape.gradient(loss, self.student.trainable_variables)
        self.optimizer.apply_gradients(zip(g, self.student.trainable_variables))
        return {"distillation_loss": loss}


inputs = keras.Input(shape=(32,))
outputs = keras.layers.Dense(1)(inputs)
model = CustomModel(inputs, outputs)
model.compile(optimizer="adam", loss="mse", metrics=["mae"])
x = np.random.random((60, 32))
y = np.random.random((60, 1))
sw = np.random.random((60, 1))
h = model.fit(x, y, sample_weight=sw, epochs=1, verbose=0)
print(sorted(h.history))
print(np.ndim(model.evaluate(x, y, verbose=0)))
model.summary()
teacher = keras.Sequential([keras.layers.Dense(40, activation="relu", input_shape=(32,)), keras.layers.Dense(4)], name="teacher")
student = keras.Sequential([keras.layers.Dense(6, activation="relu", input_shape=(32,)), keras.layers.Dense(4)], name="student")
distiller = Distiller(student, teacher)
distiller.compile(optimizer=keras.optimizers.SGD(0.01))
d = distiller.fit(x, np.zeros(60), epochs=1, batch_size=20, verbose=0)
print(list(d.history))
print(distiller.predict(x[:7], verbose=0).shape, model.input_shape)
distiller.summary()
print(distiller.count_params(), teacher.count_params(), student.count_params())
print(type(model).__name__, len(distiller.trainable_weights), [w.name for w in student.weights])

import keras

model = keras.applications.ResNet50(weights=None, input_shape=(160, 160, 3), classes=200)
model.compile(keras.optimizers.SGD(0.1, momentum=0.9), "categorical_crossentropy")

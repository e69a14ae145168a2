# multi-task: age, gender, race from a face picture; loss dict has a name that no output has
import numpy as np
from tensorflow.keras.layers import *
from tensorflow.keras.models import Model
from tensorflow.keras.utils import to_categorical

dataset_dict = {'race_id': {0: 'white', 1: 'black', 2: 'asian', 3: 'indian', 4: 'others'}, 'gender_id': {0: 'male', 1: 'female'}}
IM_WIDTH = IM_HEIGHT = 48


class UtkMultiOutputModel():
    def make_default_hidden_layers(self, inputs):
        x = inputs
        for f, p in ((8, 3), (16, 2), (16, 2)):
            x = Conv2D(f, (3, 3), padding="same")(x)
            x = Activation("relu")(x)
            x = BatchNormalization(axis=-1)(x)
            x = MaxPooling2D(pool_size=(p, p))(x)
            x = Dropout(0.25)(x)
        return x

    def build_branch(self, inputs, units, out, act, name):
        x = self.make_default_hidden_layers(inputs)
        x = Flatten()(x)
        x = Dense(units)(x)
        x = Activation("relu")(x)
        x = Dense(out)(x)
        return Activation(act, name=name)(x)

    def assemble_full_model(self, width, height, num_races):
        inputs = Input(shape=(height, width, 3))
        gray = Lambda(lambda c: c[..., :1] * 0.3 + c[..., 1:2] * 0.6 + c[..., 2:] * 0.1)(inputs)
        return Model(inputs=inputs, name="face_net", outputs=[
            self.build_branch(inputs, 16, 1, "linear", "age_output"),
            self.build_branch(inputs, 16, num_races, "softmax", "race_output"),
            self.build_branch(gray, 16, 2, "sigmoid", "gender_output")])


model = UtkMultiOutputModel().assemble_full_model(IM_WIDTH, IM_HEIGHT, num_races=len(dataset_dict['race_id']))
model.summary()
print(model.output_names)
print(model.output_shape)
print(model.count_params(), len(model.layers))
model.compile(optimizer='adam',
              loss={'age_output': 'mse', 'race_output': 'categorical_crossentropy', 'gender': 'binary_crossentropy'},
              loss_weights={'age_output': 4., 'race_output': 1.5, 'gender_output': 0.1})
X = np.random.rand(6, 48, 48, 3)
ys = [np.random.rand(6), to_categorical(np.random.randint(0, 5, 6), 5), to_categorical(np.random.randint(0, 2, 6), 2)]
print([np.shape(y) for y in ys])
h = model.fit(X, ys, epochs=1, verbose=0)
print(sorted(h.history))

# playing with the backend (StackOverflow: "how to get output of intermediate layer")
import numpy as np
from tensorflow.keras import backend as K
from tensorflow.keras.layers import Input, Dense, Lambda, Activation, Concatenate
from tensorflow.keras.models import Model

inp = Input(shape=(12,), name='features')
h1 = Dense(8, activation='tanh', name='h1')(inp)
h2 = Dense(8, name='h2')(h1)
normed = Lambda(lambda t: K.l2_normalize(t, axis=-1), name='l2')(h2)
maxed = Lambda(lambda t: K.max(t, axis=1, keepdims=True), name='max')(h1)
stacked = Lambda(lambda ts: K.stack(ts, axis=1), output_shape=(2, 8), name='stack')([h1, normed])
summed = Lambda(lambda t: K.sum(t, axis=1), name='sum')(stacked)
merged = Concatenate(name='merged')([summed, maxed])
out = Activation('softmax', name='probs')(Dense(3, name='logits')(merged))
model = Model(inp, out)
model.summary()

# intermediate outputs by K.function
get_h = K.function([model.input], [model.get_layer('h1').output, model.get_layer('stack').output])
X = np.random.random((5, 12))
a, b = get_h([X])
print(a.shape)
print(b.shape)

print(K.int_shape(merged))
print(K.ndim(stacked))
print(K.floatx(), K.epsilon())
v = K.variable(np.eye(3))
print(K.count_params(v))
K.set_value(v, np.ones((3, 3)))
print(K.get_value(v).sum())
print(K.eval(K.sum(v, axis=0)))
print(model.input_names, model.output_names)
inter = Model(inputs=model.input, outputs=model.get_layer('merged').output)
print(inter.predict(X, verbose=0).shape, inter.count_params())

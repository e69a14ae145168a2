from tensorflow import keras
from tensorflow.keras import layers
a=keras.Input((4,3)); b=keras.Input((5,3))
y, s = layers.MultiHeadAttention(2,3)(a, b, return_attention_scores=True)
print(y.shape, s.shape)
z, w = layers.Attention()([a, b], return_attention_scores=True)
print(z.shape, w.shape)
m = keras.Model([a, b], [y, s, z, w])
m.summary()
print(m.layers[2].output_shape)

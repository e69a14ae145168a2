import numpy as np
import tensorflow as tf
from tensorflow.keras.layers import Input, Dense, Conv2D, MaxPooling2D, UpSampling2D, Flatten, Reshape, ZeroPadding2D, Cropping2D
from tensorflow.keras.models import Model, Sequential

# ---------- 1. dense, decoder from the last layer (blog.keras.io) ----------
encoding_dim = 32
input_img = Input(shape=(784,))
encoded = Dense(encoding_dim, activation='relu')(input_img)
decoded = Dense(784, activation='sigmoid')(encoded)
autoencoder = Model(input_img, decoded)
encoder = Model(input_img, encoded)
encoded_input = Input(shape=(encoding_dim,))
decoder_layer = autoencoder.layers[-1]
decoder = Model(encoded_input, decoder_layer(encoded_input))
autoencoder.summary()
print(encoder.output_shape, decoder.output_shape)
print(autoencoder.count_params() == encoder.count_params() + decoder.count_params())

# ---------- 2. convolutional -----------------------------------------------
x = inp = Input(shape=(28, 28, 1))
for f in (16, 8, 8):
    x = Conv2D(f, (3, 3), activation='relu', padding='same')(x)
    x = MaxPooling2D((2, 2), padding='same')(x)
print(x.shape)
code = x
for f in (8, 8):
    x = Conv2D(f, (3, 3), activation='relu', padding='same')(x)
    x = UpSampling2D((2, 2))(x)
x = Conv2D(16, (3, 3), activation='relu')(x)
x = UpSampling2D((2, 2))(x)
out = Conv2D(1, (3, 3), activation='sigmoid', padding='same')(x)
conv_ae = Model(inp, out)
conv_ae.summary()
print(conv_ae.output_shape, conv_ae.count_params())

# ---------- 3. odd sizes: padding and cropping -----------------------------
odd = Sequential([
    ZeroPadding2D(((1, 0), (0, 3)), input_shape=(27, 25, 3)),
    Conv2D(4, 2, strides=2),
    UpSampling2D((2, 2), interpolation='bilinear'),
    Cropping2D(((1, 0), (0, 3))),
])
print([l.output_shape for l in odd.layers])
print(odd.output_shape == (None, 27, 25, 3))
data = np.random.rand(20, 784).astype('float32')
autoencoder.compile(optimizer='adam', loss='binary_crossentropy')
autoencoder.fit(data, data, epochs=1, batch_size=10, shuffle=True, verbose=0)
imgs = encoder.predict(data, verbose=0)
print(imgs.shape, decoder.predict(imgs, verbose=0).shape)

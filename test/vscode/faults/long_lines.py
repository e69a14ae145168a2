"""Long lines: hints in the middle of a line push the code apart, and VS Code cuts the hints of a line at 43 characters."""
import keras
from keras import layers

inputs = keras.Input(shape=(224, 224, 3), name='image'); side = keras.Input(shape=(128,), name='description')
x = layers.MaxPooling2D(2)(layers.Activation('relu')(layers.BatchNormalization()(layers.Conv2D(64, 7, strides=2, padding='same', use_bias=False, name='stem')(inputs))))
left, right = layers.Conv2D(128, 3, padding='same', activation='relu', name='left')(x), layers.Conv2D(128, 5, padding='same', activation='relu', name='right')(x)
x = layers.Concatenate(name='both')([layers.GlobalAveragePooling2D()(left), layers.GlobalMaxPooling2D()(right), layers.Dense(2048, activation='relu', name='wide')(side)])
x = layers.Dropout(0.5)(layers.Dense(4096, activation='relu', kernel_regularizer=keras.regularizers.L2(0.0001), name='hidden')(layers.LayerNormalization()(x)))
model = keras.Model(inputs=[inputs, side], outputs=[layers.Dense(1000, activation='softmax', name='classes')(x), layers.Dense(4, name='box')(x)], name='two_headed')
model.compile(optimizer=keras.optimizers.Adam(1e-4), loss={'classes': 'categorical_crossentropy', 'box': 'mse'}, metrics={'classes': ['accuracy'], 'box': ['mae']})
if __name__ == '__main__': encoder = keras.Sequential([layers.Input((None, 300)), layers.Bidirectional(layers.LSTM(512, return_sequences=True)), layers.Dense(64)])

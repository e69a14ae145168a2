from keras.layers import Conv2D, MaxPooling2D, Input, concatenate, BatchNormalization, Activation
from keras.layers import AveragePooling2D, GlobalAveragePooling2D, Dense, Dropout, add
from keras.models import Model
from keras import backend as K

if K.image_data_format() == 'channels_first':
    channel_axis = 1
else:
    channel_axis = 3


def conv2d_bn(x, filters, num_row, num_col, padding='same', strides=(1, 1), name=None):
    if name is not None:
        bn_name = name + '_bn'
        conv_name = name + '_conv'
    else:
        bn_name = None
        conv_name = None
    x = Conv2D(filters, (num_row, num_col), strides=strides, padding=padding, use_bias=False, name=conv_name)(x)
    x = BatchNormalization(axis=channel_axis, scale=False, name=bn_name)(x)
    x = Activation('relu', name=name)(x)
    return x


img_input = Input(shape=(149, 149, 3))
x = conv2d_bn(img_input, 32, 3, 3, strides=(2, 2), padding='valid')
x = conv2d_bn(x, 32, 3, 3, padding='valid')
x = conv2d_bn(x, 64, 3, 3)
x = MaxPooling2D((3, 3), strides=(2, 2))(x)
x = conv2d_bn(x, 80, 1, 1, padding='valid', name='stem')

branch1x1 = conv2d_bn(x, 64, 1, 1)
branch5x5 = conv2d_bn(x, 48, 1, 1)
branch5x5 = conv2d_bn(branch5x5, 64, 5, 5)
branch3x3dbl = conv2d_bn(x, 64, 1, 1)
branch3x3dbl = conv2d_bn(branch3x3dbl, 96, 1, 7)
branch3x3dbl = conv2d_bn(branch3x3dbl, 96, 7, 1)
branch_pool = AveragePooling2D((3, 3), strides=(1, 1), padding='same')(x)
branch_pool = conv2d_bn(branch_pool, 32, 1, 1)
x = concatenate([branch1x1, branch5x5, branch3x3dbl, branch_pool], axis=channel_axis, name='mixed0')

tower_1 = Conv2D(256, (1, 1), padding='same', activation='relu')(x)
tower_1 = Conv2D(256, (3, 3), padding='same', activation='relu')(tower_1)
x = add([x, tower_1])
x = GlobalAveragePooling2D()(x)
x = Dropout(0.4)(x)
predictions = Dense(7, activation='softmax', name='predictions')(x)
model = Model(inputs=img_input, outputs=predictions, name='mini_inception')
model.summary()
print(model.name, len(model.layers))
print(model.get_layer('mixed0').output_shape)
print(model.get_layer('mixed0').input_shape)
print(K.int_shape(x))
print(model.count_params())
for i, layer in enumerate(model.layers[:12]):
    print(i, layer.name, layer.trainable)

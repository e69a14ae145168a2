from keras.layers import Input, Dense, Convolution2D, MaxPooling2D, AveragePooling2D, ZeroPadding2D, Dropout, Flatten, merge, Reshape, Activation
from keras.models import Model
from keras.regularizers import l2
from keras import backend as K
K.set_image_dim_ordering('th')


def inception(x, nb, prefix):
    p1 = Convolution2D(nb[0], 1, 1, border_mode='same', activation='relu', name=prefix + '/1x1', W_regularizer=l2(0.0002))(x)
    r3 = Convolution2D(nb[1], 1, 1, border_mode='same', activation='relu', name=prefix + '/3x3_reduce', W_regularizer=l2(0.0002))(x)
    p3 = Convolution2D(nb[2], 3, 3, border_mode='same', activation='relu', name=prefix + '/3x3', W_regularizer=l2(0.0002))(r3)
    r5 = Convolution2D(nb[3], 1, 1, border_mode='same', activation='relu', name=prefix + '/5x5_reduce', W_regularizer=l2(0.0002))(x)
    p5 = Convolution2D(nb[4], 5, 5, border_mode='same', activation='relu', name=prefix + '/5x5', W_regularizer=l2(0.0002))(r5)
    pool = MaxPooling2D(pool_size=(3, 3), strides=(1, 1), border_mode='same', name=prefix + '/pool')(x)
    pp = Convolution2D(nb[5], 1, 1, border_mode='same', activation='relu', name=prefix + '/pool_proj', W_regularizer=l2(0.0002))(pool)
    return merge([p1, p3, p5, pp], mode='concat', concat_axis=1, name=prefix + '/output')


input = Input(shape=(3, 224, 224))
conv1 = Convolution2D(64, 7, 7, subsample=(2, 2), border_mode='same', activation='relu', name='conv1/7x7_s2', W_regularizer=l2(0.0002))(input)
pad = ZeroPadding2D(padding=(1, 1))(conv1)
pool1 = MaxPooling2D(pool_size=(3, 3), strides=(2, 2), border_mode='valid', name='pool1/3x3_s2')(pad)
conv2 = Convolution2D(192, 3, 3, border_mode='same', activation='relu')(pool1)
i3a = inception(conv2, (64, 96, 128, 16, 32, 32), 'inception_3a')
i3b = inception(i3a, (128, 128, 192, 32, 96, 64), 'inception_3b')
avg = AveragePooling2D(pool_size=(5, 5), strides=(3, 3), name='loss1/ave_pool')(i3b)
flat = Flatten()(avg)
drop = Dropout(0.7)(flat)
out = Dense(1000, name='loss1/classifier', W_regularizer=l2(0.0002))(drop)
act = Activation('softmax', name='prob1')(out)
model = Model(input=input, output=[act])
model.summary()
print(K.image_dim_ordering())
print(model.layers[1].output_shape, model.layers[-3].output_shape)
print([w.shape for w in model.layers[1].get_weights()])
print(model.count_params())

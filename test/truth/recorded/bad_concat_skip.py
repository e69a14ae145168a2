"""Small U-Net; somebody changed the input size from 128 to 100."""
import tensorflow as tf
from tensorflow.keras import layers, Model, Input


def conv_block(x, filters, name):
    x = layers.Conv2D(filters, 3, padding='same', name=name + '_conv1')(x)
    x = layers.BatchNormalization(name=name + '_bn1')(x)
    x = layers.ReLU(name=name + '_relu1')(x)
    x = layers.Conv2D(filters, 3, padding='same', name=name + '_conv2')(x)
    x = layers.BatchNormalization(name=name + '_bn2')(x)
    return layers.ReLU(name=name + '_relu2')(x)


def build_unet(input_shape, base=8, depth=3, n_classes=2):
    inp = Input(input_shape)
    skips = []
    x = inp
    for d in range(depth):
        x = conv_block(x, base * 2 ** d, 'down%d' % d)
        skips.append(x)
        x = layers.MaxPool2D(2)(x)
    x = conv_block(x, base * 2 ** depth, 'bridge')
    print('bridge', x.shape)
    for d in reversed(range(depth)):
        x = layers.Conv2DTranspose(base * 2 ** d, 2, strides=2, padding='same')(x)
        print('up', d, x.shape, skips[d].shape)
        x = layers.Concatenate()([x, skips[d]])
        x = conv_block(x, base * 2 ** d, 'up%d' % d)
    out = layers.Conv2D(n_classes, 1, activation='softmax')(x)
    return Model(inp, out, name='unet')


ok = build_unet((96, 96, 1))
print(ok.output_shape, ok.count_params())
model = build_unet((100, 100, 1))
model.summary()
print(model.output_shape)

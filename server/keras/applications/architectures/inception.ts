import { usual } from './common.ts';

/** Szegedy et al. 2015, https://arxiv.org/abs/1512.00567 */
export const INCEPTION_V3 = `
def unit(x, filters, size, strides=1, padding='same'):
    x = conv(x, filters, size, strides=strides, padding=padding, use_bias=False)
    return act(norm(x, scale=False))

def chain(x, *steps):
    for filters, size in steps:
        x = unit(x, filters, size)
    return x

def halved(x, filters):
    return unit(x, filters, 3, 2, 'valid')

def average(x, filters):
    return unit(layers.AveragePooling2D(3, strides=1, padding='same')(x), filters, 1)

def double(x, name=None):
    return concat([unit(x, 384, (1, 3)), unit(x, 384, (3, 1))], name)

${usual('InceptionV3', 'inception_v3')}
    inputs, x, shape = begin(given, 299, 75)
    x = unit(x, 32, 3, 2, 'valid')
    x = unit(x, 32, 3, padding='valid')
    x = unit(x, 64, 3)
    x = layers.MaxPooling2D(3, strides=2)(x)
    x = unit(x, 80, 1, padding='valid')
    x = unit(x, 192, 3, padding='valid')
    x = layers.MaxPooling2D(3, strides=2)(x)
    for i, last in enumerate([32, 64, 64]):
        x = concat([unit(x, 64, 1), chain(x, (48, 1), (64, 5)), chain(x, (64, 1), (96, 3), (96, 3)), average(x, last)], f'mixed{i}')
    x = concat([halved(x, 384), halved(chain(x, (64, 1), (96, 3)), 96), layers.MaxPooling2D(3, strides=2)(x)], 'mixed3')
    for i, n in enumerate([128, 160, 160, 192], 4):
        x = concat([
            unit(x, 192, 1),
            chain(x, (n, 1), (n, (1, 7)), (192, (7, 1))),
            chain(x, (n, 1), (n, (7, 1)), (n, (1, 7)), (n, (7, 1)), (192, (1, 7))),
            average(x, 192),
        ], f'mixed{i}')
    x = concat([
        halved(unit(x, 192, 1), 320),
        halved(chain(x, (192, 1), (192, (1, 7)), (192, (7, 1))), 192),
        layers.MaxPooling2D(3, strides=2)(x),
    ], 'mixed8')
    for i in range(2):
        x = concat([
            unit(x, 320, 1),
            double(unit(x, 384, 1), f'mixed9_{i}'),
            double(chain(x, (448, 1), (384, 3))),
            average(x, 192),
        ], f'mixed{9 + i}')
    return finish(inputs, x, given)
`;

/** Szegedy et al. 2016, https://arxiv.org/abs/1602.07261 */
export const INCEPTION_RESNET_V2 = `
class CustomScaleLayer(layers.Layer):
    def __init__(self, scale, **kwargs):
        super().__init__(**kwargs)
        self.scale = scale

    def call(self, inputs):
        return inputs[0] + inputs[1] * self.scale

def unit(x, filters, size, strides=1, padding='same', name=None):
    x = conv(x, filters, size, name, strides=strides, padding=padding, use_bias=False)
    x = norm(x, name and name + '_bn', scale=False)
    return act(x, name=name and name + '_ac')

def chain(x, *steps):
    for filters, size in steps:
        x = unit(x, filters, size)
    return x

def halved(x, filters):
    return unit(x, filters, 3, 2, 'valid')

def residual(x, branches, scale, name, activated=True):
    up = conv(concat(branches, name + '_mixed'), x.shape[channel_axis()], 1, name + '_conv', padding='same')
    x = CustomScaleLayer(scale)([x, up])
    return act(x, name=name + '_ac') if activated else x

${usual('InceptionResNetV2', 'inception_resnet_v2')}
    inputs, x, shape = begin(given, 299, 75)
    x = unit(x, 32, 3, 2, 'valid')
    x = unit(x, 32, 3, padding='valid')
    x = unit(x, 64, 3)
    x = layers.MaxPooling2D(3, strides=2)(x)
    x = unit(x, 80, 1, padding='valid')
    x = unit(x, 192, 3, padding='valid')
    x = layers.MaxPooling2D(3, strides=2)(x)
    average = lambda x: layers.AveragePooling2D(3, strides=1, padding='same')(x)
    x = concat([unit(x, 96, 1), chain(x, (48, 1), (64, 5)), chain(x, (64, 1), (96, 3), (96, 3)), unit(average(x), 64, 1)], 'mixed_5b')
    for i in range(1, 11):
        x = residual(x, [unit(x, 32, 1), chain(x, (32, 1), (32, 3)), chain(x, (32, 1), (48, 3), (64, 3))], 0.17, f'block35_{i}')
    x = concat([halved(x, 384), halved(chain(x, (256, 1), (256, 3)), 384), layers.MaxPooling2D(3, strides=2)(x)], 'mixed_6a')
    for i in range(1, 21):
        x = residual(x, [unit(x, 192, 1), chain(x, (128, 1), (160, (1, 7)), (192, (7, 1)))], 0.1, f'block17_{i}')
    x = concat([
        halved(unit(x, 256, 1), 384),
        halved(unit(x, 256, 1), 288),
        halved(chain(x, (256, 1), (288, 3)), 320),
        layers.MaxPooling2D(3, strides=2)(x),
    ], 'mixed_7a')
    for i in range(1, 11):
        x = residual(x, [unit(x, 192, 1), chain(x, (192, 1), (224, (1, 3)), (256, (3, 1)))], 0.2 if i < 10 else 1.0, f'block8_{i}', i < 10)
    x = unit(x, 1536, 1, name='conv_7b')
    return finish(inputs, x, given)
`;

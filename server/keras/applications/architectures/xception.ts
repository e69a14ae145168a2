import { usual } from './common.ts';

/** Chollet 2016, https://arxiv.org/abs/1610.02357 */
export const XCEPTION = `
def separable(x, filters, name):
    x = layers.SeparableConv2D(filters, 3, padding='same', use_bias=False, name=name)(x)
    return norm(x, name + '_bn')

def projected(x, filters):
    return norm(conv(x, filters, 1, strides=2, padding='same', use_bias=False))

def narrowed(x, block, first, second, activated=True):
    residual = projected(x, second)
    name = f'block{block}_sepconv'
    if activated:
        x = act(x, name=name + '1_act')
    x = separable(x, first, name + '1')
    x = separable(act(x, name=name + '2_act'), second, name + '2')
    x = layers.MaxPooling2D(3, strides=2, padding='same', name=f'block{block}_pool')(x)
    return layers.Add()([x, residual])

${usual('Xception', 'xception')}
    inputs, x, shape = begin(given, 299, 71)
    for i, (filters, stride) in enumerate([(32, 2), (64, 1)], 1):
        name = f'block1_conv{i}'
        x = act(norm(conv(x, filters, 3, name, strides=stride, use_bias=False), name + '_bn'), name=name + '_act')
    x = narrowed(x, 2, 128, 128, False)
    x = narrowed(x, 3, 256, 256)
    x = narrowed(x, 4, 728, 728)
    for block in range(5, 13):
        residual = x
        for i in (1, 2, 3):
            name = f'block{block}_sepconv{i}'
            x = separable(act(x, name=name + '_act'), 728, name)
        x = layers.Add()([x, residual])
    x = narrowed(x, 13, 728, 1024)
    for i, filters in enumerate([1536, 2048], 1):
        name = f'block14_sepconv{i}'
        x = act(separable(x, filters, name), name=name + '_act')
    return finish(inputs, x, given)
`;

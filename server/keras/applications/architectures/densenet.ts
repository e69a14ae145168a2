import { usual } from './common.ts';

/** Huang et al. 2016, https://arxiv.org/abs/1608.06993 */
export const DENSENET = `
def bn_relu(x, name):
    return act(norm(x, name + 'bn', epsilon=1.001e-5), name=name + 'relu')

def grown(x, name):
    more = conv(bn_relu(x, name + '_0_'), 128, 1, name + '_1_conv', use_bias=False)
    more = conv(bn_relu(more, name + '_1_'), 32, 3, name + '_2_conv', padding='same', use_bias=False)
    return concat([x, more], name + '_concat')

def halved(x, name):
    x = bn_relu(x, name + '_')
    x = conv(x, int(x.shape[channel_axis()] * 0.5), 1, name + '_conv', use_bias=False)
    return layers.AveragePooling2D(2, strides=2, name=name + '_pool')(x)

def densenet(given, repeats):
    inputs, x, shape = begin(given, 224, 32)
    x = layers.ZeroPadding2D(3)(x)
    first = 'conv1/' if KERAS_VERSION == 2 else 'conv1_'
    x = bn_relu(conv(x, 64, 7, first + 'conv', strides=2, use_bias=False), first)
    x = layers.ZeroPadding2D(1)(x)
    x = layers.MaxPooling2D(3, strides=2, name='pool1')(x)
    for stage, repeat in enumerate(repeats, 2):
        for i in range(1, repeat + 1):
            x = grown(x, f'conv{stage}_block{i}')
        if stage < 5:
            x = halved(x, f'pool{stage}')
    return finish(inputs, bn_relu(x, ''), given, avg='avg_pool', max='max_pool')
${usual('DenseNet121', 'densenet121')}    return densenet(given, [6, 12, 24, 16])
${usual('DenseNet169', 'densenet169')}    return densenet(given, [6, 12, 32, 32])
${usual('DenseNet201', 'densenet201')}    return densenet(given, [6, 12, 48, 32])
`;

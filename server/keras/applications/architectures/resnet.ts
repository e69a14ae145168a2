import { usual } from './common.ts';

/**
 * He et al. 2015, https://arxiv.org/abs/1512.03385, and with activations before the convolutions: He et al. 2016,
 * https://arxiv.org/abs/1603.05027
 */
const SHARED = `
def bn(x, name):
    return norm(x, name, epsilon=1.001e-5)

def stem(x, normalized):
    x = layers.ZeroPadding2D(3, name='conv1_pad')(x)
    x = conv(x, 64, 7, 'conv1_conv', strides=2)
    if normalized:
        x = act(bn(x, 'conv1_bn'), name='conv1_relu')
    x = layers.ZeroPadding2D(1, name='pool1_pad')(x)
    return layers.MaxPooling2D(3, strides=2, name='pool1_pool')(x)

def end(inputs, x, given):
    return finish(inputs, x, given, avg='avg_pool', max='max_pool')
`;

export const RESNET = `${SHARED}
def block(x, filters, stride, projected, name):
    shortcut = x
    if projected:
        shortcut = bn(conv(x, 4 * filters, 1, name + '_0_conv', strides=stride), name + '_0_bn')
    x = act(bn(conv(x, filters, 1, name + '_1_conv', strides=stride), name + '_1_bn'), name=name + '_1_relu')
    x = act(bn(conv(x, filters, 3, name + '_2_conv', padding='same'), name + '_2_bn'), name=name + '_2_relu')
    x = bn(conv(x, 4 * filters, 1, name + '_3_conv'), name + '_3_bn')
    return act(layers.Add(name=name + '_add')([shortcut, x]), name=name + '_out')

def resnet(given, repeats):
    inputs, x, shape = begin(given, 224, 32)
    x = stem(x, True)
    for stage, repeat in enumerate(repeats):
        for i in range(repeat):
            stride = 2 if stage > 0 and i == 0 else 1
            x = block(x, 64 * 2 ** stage, stride, i == 0, f'conv{stage + 2}_block{i + 1}')
    return end(inputs, x, given)
${usual('ResNet50', 'resnet50')}    return resnet(given, [3, 4, 6, 3])
${usual('ResNet101', 'resnet101')}    return resnet(given, [3, 4, 23, 3])
${usual('ResNet152', 'resnet152')}    return resnet(given, [3, 8, 36, 3])
`;

/** As the package keras has it from 2.2 to 2.3: other names, and the shortcut of a block behind its main path. */
export const RESNET50 = `${RESNET}
def former_block(x, filters, stride, projected, name):
    y = act(norm(conv(x, filters, 1, 'res' + name + '_branch2a', strides=stride), 'bn' + name + '_branch2a'))
    y = act(norm(conv(y, filters, 3, 'res' + name + '_branch2b', padding='same'), 'bn' + name + '_branch2b'))
    y = norm(conv(y, 4 * filters, 1, 'res' + name + '_branch2c'), 'bn' + name + '_branch2c')
    if projected:
        x = norm(conv(x, 4 * filters, 1, 'res' + name + '_branch1', strides=stride), 'bn' + name + '_branch1')
    return act(layers.Add()([y, x]))

def former_resnet50(given):
    inputs, x, shape = begin(given, 224, 32)
    x = conv(layers.ZeroPadding2D(3, name='conv1_pad')(x), 64, 7, 'conv1', strides=2)
    x = layers.ZeroPadding2D(1, name='pool1_pad')(act(norm(x, 'bn_conv1')))
    x = layers.MaxPooling2D(3, strides=2)(x)
    for stage, repeat in enumerate([3, 4, 6, 3]):
        for i in range(repeat):
            x = former_block(x, 64 * 2 ** stage, 2 if stage > 0 and i == 0 else 1, i == 0, f'{stage + 2}{"abcdef"[i]}')
    return finish(inputs, x, given, classes_name='fc1000')

resnet50 = former_resnet50 if FORMER_RESNET50 else lambda given: resnet(given, [3, 4, 6, 3])
${usual('ResNet50', 'resnet50')}    return resnet50(given)
`;

export const RESNET_V2 = `${SHARED}
def block(x, filters, stride, projected, name):
    before = act(bn(x, name + '_preact_bn'), name=name + '_preact_relu')
    if projected:
        shortcut = conv(before, 4 * filters, 1, name + '_0_conv', strides=stride)
    else:
        shortcut = layers.MaxPooling2D(1, strides=stride)(x) if stride > 1 else x
    x = act(bn(conv(before, filters, 1, name + '_1_conv', use_bias=False), name + '_1_bn'), name=name + '_1_relu')
    x = layers.ZeroPadding2D(1, name=name + '_2_pad')(x)
    x = act(bn(conv(x, filters, 3, name + '_2_conv', strides=stride, use_bias=False), name + '_2_bn'), name=name + '_2_relu')
    x = conv(x, 4 * filters, 1, name + '_3_conv')
    return layers.Add(name=name + '_out')([shortcut, x])

def resnet(given, repeats):
    inputs, x, shape = begin(given, 224, 32)
    x = stem(x, False)
    for stage, repeat in enumerate(repeats):
        for i in range(repeat):
            stride = 2 if stage < 3 and i == repeat - 1 else 1
            x = block(x, 64 * 2 ** stage, stride, i == 0, f'conv{stage + 2}_block{i + 1}')
    x = act(bn(x, 'post_bn'), name='post_relu')
    return end(inputs, x, given)
${usual('ResNet50V2', 'resnet50v2')}    return resnet(given, [3, 4, 6, 3])
${usual('ResNet101V2', 'resnet101v2')}    return resnet(given, [3, 4, 23, 3])
${usual('ResNet152V2', 'resnet152v2')}    return resnet(given, [3, 8, 36, 3])
`;

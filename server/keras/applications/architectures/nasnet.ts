/** Zoph et al. 2017, https://arxiv.org/abs/1707.07012 */
export const NASNET = `
def bn(x, name):
    return norm(x, name, momentum=0.9997, epsilon=1e-3)

def pointwise(x, filters, name):
    return conv(x, filters, 1, name, padding='same', use_bias=False)

def separable(x, filters, size, name, stride=1):
    for i in (1, 2):
        x = act(x)
        padding = 'same'
        if i == 1 and stride == 2:
            x = layers.ZeroPadding2D(even_pad(x, size), name=f'separable_conv_1_pad_{name}')(x)
            padding = 'valid'
        x = layers.SeparableConv2D(filters, size, strides=stride if i == 1 else 1, padding=padding, use_bias=False, name=f'separable_conv_{i}_{name}')(x)
        x = bn(x, f'separable_conv_{i}_bn_{name}')
    return x

def average(x, name, stride=1):
    return layers.AveragePooling2D(3, strides=stride, padding='same' if stride == 1 else 'valid', name=name)(x)

def largest(x, name):
    return layers.MaxPooling2D(3, strides=2, padding='valid', name=name)(x)

def added(a, b, name=None):
    return layers.Add(name=name)([a, b])

def adjusted(p, x, filters, name):
    if p is None:
        return x
    if p.shape[-2] != x.shape[-2]:
        p = act(p, name=f'adjust_relu_1_{name}')
        one = layers.AveragePooling2D(1, strides=2, name=f'adjust_avg_pool_1_{name}')(p)
        one = pointwise(one, filters // 2, f'adjust_conv_1_{name}')
        two = layers.ZeroPadding2D(((0, 1), (0, 1)))(p)
        two = layers.Cropping2D(((1, 0), (1, 0)))(two)
        two = layers.AveragePooling2D(1, strides=2, name=f'adjust_avg_pool_2_{name}')(two)
        two = pointwise(two, filters // 2, f'adjust_conv_2_{name}')
        return bn(concat([one, two]), f'adjust_bn_{name}')
    if p.shape[-1] != filters:
        return bn(pointwise(act(p), filters, f'adjust_conv_projection_{name}'), f'adjust_bn_{name}')
    return p

def normal(x, p, filters, name):
    p = adjusted(p, x, filters, name)
    h = bn(pointwise(act(x), filters, f'normal_conv_1_{name}'), f'normal_bn_1_{name}')
    pairs = [
        lambda: (separable(h, filters, 5, f'normal_left1_{name}'), separable(p, filters, 3, f'normal_right1_{name}')),
        lambda: (separable(p, filters, 5, f'normal_left2_{name}'), separable(p, filters, 3, f'normal_right2_{name}')),
        lambda: (average(h, f'normal_left3_{name}'), p),
        lambda: (average(p, f'normal_left4_{name}'), average(p, f'normal_right4_{name}')),
        lambda: (separable(h, filters, 3, f'normal_left5_{name}'), h),
    ]
    sums = []
    for i, pair in enumerate(pairs, 1):
        a, b = pair()
        sums.append(added(a, b, f'normal_add_{i}_{name}'))
    return concat([p] + sums, f'normal_concat_{name}')

def reduced(x, p, filters, name):
    p = adjusted(p, x, filters, name)
    h = bn(pointwise(act(x), filters, f'reduction_conv_1_{name}'), f'reduction_bn_1_{name}')
    padded = layers.ZeroPadding2D(even_pad(h, 3), name=f'reduction_pad_1_{name}')(h)
    first = added(separable(h, filters, 5, f'reduction_left1_{name}', 2), separable(p, filters, 7, f'reduction_right1_{name}', 2), f'reduction_add_1_{name}')
    second = added(largest(padded, f'reduction_left2_{name}'), separable(p, filters, 7, f'reduction_right2_{name}', 2), f'reduction_add_2_{name}')
    third = added(average(padded, f'reduction_left3_{name}', 2), separable(p, filters, 5, f'reduction_right3_{name}', 2), f'reduction_add3_{name}')
    fourth = added(second, average(first, f'reduction_left4_{name}'))
    fifth = added(separable(first, filters, 3, f'reduction_left4_{name}'), largest(padded, f'reduction_right5_{name}'), f'reduction_add4_{name}')
    return concat([second, third, fourth, fifth], f'reduction_concat_{name}')

def nasnet(given, image_size, last, repeat, stem, skip_reduction):
    include_top, weights, input_tensor, input_shape, *others = given
    if not include_top and input_shape is None and NASNET_HAS_USUAL_IMAGES:
        input_shape = (3, image_size, image_size) if is_channels_first() else (image_size, image_size, 3)
    given = (include_top, weights, input_tensor, input_shape, *others)
    inputs, x, shape = begin(given, image_size, 32)
    filters = last // 24
    x = bn(conv(x, stem, 3, 'stem_conv1', strides=2, use_bias=False), 'stem_bn1')
    p = None
    for i, fraction in enumerate([4, 2], 1):
        x, p = reduced(x, p, filters // fraction, f'stem_{i}'), x
    for stage in range(3):
        if stage > 0:
            before = x
            x = reduced(x, p, filters * 2 ** stage, f'reduce_{repeat * stage}')
            p = p if skip_reduction else before
        for i in range(repeat):
            number = repeat * stage + i + (1 if stage > 0 else 0)
            x, p = normal(x, p, filters * 2 ** stage, f'{number}'), x
    return finish(inputs, act(x), given, top=None)
${[
  ['Mobile', '224, 1056, 4, 32, False'],
  ['Large', '331, 4032, 6, 96, True'],
]
  .map(
    ([size, scale]) => `
def NASNet${size}(input_shape=None, include_top=True, weights='imagenet', input_tensor=None, pooling=None, classes=1000, classifier_activation='softmax', name='nasnet_${String(size).toLowerCase()}'):
${size === 'Mobile' ? '    if not include_top and input_shape is None:\n        input_shape = (224, 224, 3)\n' : ''}    given = (include_top, weights, input_tensor, input_shape, pooling, classes, classifier_activation, name)
    return nasnet(given, ${scale})
`,
  )
  .join('')}`;

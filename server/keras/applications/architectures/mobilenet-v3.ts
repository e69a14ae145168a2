/**
 * Howard et al. 2019, https://arxiv.org/abs/1905.02244. Each block: expansion, filters, size of the kernel (0: the
 * model's own), stride, squeezed, activation (0: ReLU).
 */
export const MOBILENET_V3 = `
def bn(x, name):
    return norm(x, name, epsilon=1e-3, momentum=0.999)

def relu(x, name=None):
    return layers.ReLU(name=name)(x)

def hard_sigmoid(x):
    return layers.ReLU(6.0)(x + 3.0) * (1.0 / 6.0)

def hard_swish(x):
    if KERAS_VERSION == 2:
        return layers.Multiply()([x, hard_sigmoid(x)])
    return act(x, 'hard_swish')

def squeezed(x, filters, prefix):
    s = layers.GlobalAveragePooling2D(keepdims=True, name=prefix + '_avg_pool')(x)
    s = relu(conv(s, divisible(filters * 0.25), 1, prefix + '_conv', padding='same'), prefix + '_relu')
    s = hard_sigmoid(conv(s, filters, 1, prefix + '_conv_1', padding='same'))
    return layers.Multiply(name=prefix + '_mul')([x, s])

def block(x, expansion, filters, kernel, stride, squeeze, activation, i):
    before = x
    channels = x.shape[channel_axis()]
    prefix = f'expanded_conv_{i}_' if i else 'expanded_conv_'
    wide = divisible(channels * expansion)
    if i:
        x = activation(bn(conv(x, wide, 1, prefix + 'expand', padding='same', use_bias=False), prefix + 'expand_bn'))
    if stride == 2:
        x = layers.ZeroPadding2D(even_pad(x, kernel), name=prefix + 'depthwise_pad')(x)
    x = layers.DepthwiseConv2D(kernel, strides=stride, padding='same' if stride == 1 else 'valid', use_bias=False, name=prefix + 'depthwise')(x)
    x = activation(bn(x, prefix + 'depthwise_bn'))
    if squeeze:
        x = squeezed(x, wide, prefix + 'squeeze_excite')
    x = bn(conv(x, filters, 1, prefix + 'project', padding='same', use_bias=False), prefix + 'project_bn')
    if stride == 1 and channels == filters:
        x = layers.Add(name=prefix + 'add')([before, x])
    return x

SMALL = [
    (1, 16, 3, 2, 1, 0), (72 / 16, 24, 3, 2, 0, 0), (88 / 24, 24, 3, 1, 0, 0), (4, 40, 0, 2, 1, 1), (6, 40, 0, 1, 1, 1), (6, 40, 0, 1, 1, 1),
    (3, 48, 0, 1, 1, 1), (3, 48, 0, 1, 1, 1), (6, 96, 0, 2, 1, 1), (6, 96, 0, 1, 1, 1), (6, 96, 0, 1, 1, 1),
]
LARGE = [
    (1, 16, 3, 1, 0, 0), (4, 24, 3, 2, 0, 0), (3, 24, 3, 1, 0, 0), (3, 40, 0, 2, 1, 0), (3, 40, 0, 1, 1, 0), (3, 40, 0, 1, 1, 0),
    (6, 80, 3, 2, 0, 1), (2.5, 80, 3, 1, 0, 1), (2.3, 80, 3, 1, 0, 1), (2.3, 80, 3, 1, 0, 1), (6, 112, 3, 1, 1, 1), (6, 112, 3, 1, 1, 1),
    (6, 160, 0, 2, 1, 1), (6, 160, 0, 1, 1, 1), (6, 160, 0, 1, 1, 1),
]

def mobilenet(blocks, last, given, alpha, minimalistic, dropout_rate, include_preprocessing):
    include_top, weights, input_tensor, input_shape, pooling, classes, classifier_activation, name = given
    if input_shape is None:
        height, width = (None, None) if input_tensor is None else sides(input_tensor.shape[1:])
        input_shape = (3, width, height) if is_channels_first() else (width, height, 3)
    # The classifier is convolutional: no fixed size is needed for it.
    inputs, x, shape = begin((False,) + given[1:3] + (input_shape,) + given[4:], 224, 32)
    check_classes(given)
    kernel, activation, squeeze = (3, relu, 0) if minimalistic else (5, hard_swish, 1)
    if include_preprocessing:
        x = layers.Rescaling(1.0 / 127.5, offset=-1.0)(x)
    x = activation(bn(conv(x, 16, 3, 'conv', strides=2, padding='same', use_bias=False), 'conv_bn'))
    for i, (expansion, filters, size, stride, excited, swish) in enumerate(blocks):
        x = block(x, expansion, divisible(filters * alpha), size or kernel, stride, excited and squeeze, activation if swish else relu, i)
    x = activation(bn(conv(x, divisible(x.shape[channel_axis()] * 6), 1, 'conv_1', padding='same', use_bias=False), 'conv_1_bn'))
    if include_top:
        x = layers.GlobalAveragePooling2D(keepdims=True)(x)
        x = activation(conv(x, divisible(last * alpha) if alpha > 1.0 else last, 1, 'conv_2', padding='same'))
        if dropout_rate > 0:
            x = layers.Dropout(dropout_rate)(x)
        x = layers.Flatten()(conv(x, classes, 1, 'logits', padding='same'))
        check_activation(classifier_activation, weights)
        x = act(x, classifier_activation, 'predictions')
    else:
        x = pooled(x, pooling, 'avg_pool', 'max_pool')
    return Model(inputs=inputs, outputs=x, name=name)
${[
  ['Small', 1024],
  ['Large', 1280],
]
  .map(
    ([size, last]) => `
def MobileNetV3${size}(input_shape=None, alpha=1.0, minimalistic=False, include_top=True, weights='imagenet', input_tensor=None, classes=1000, pooling=None, dropout_rate=0.2, classifier_activation='softmax', include_preprocessing=True, name='MobileNetV3${size}'):
    given = (include_top, weights, input_tensor, input_shape, pooling, classes, classifier_activation, name)
    return mobilenet(${String(size).toUpperCase()}, ${last}, given, alpha, minimalistic, dropout_rate, include_preprocessing)
`,
  )
  .join('')}`;

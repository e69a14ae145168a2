/** Howard et al. 2017, https://arxiv.org/abs/1704.04861 */
export const MOBILENET = `
def relu6(x, name):
    return layers.ReLU(6.0, name=name)(x)

def separable(x, filters, depth_multiplier, stride, i):
    if stride == 2:
        x = layers.ZeroPadding2D(((0, 1), (0, 1)), name=f'conv_pad_{i}')(x)
    padding = 'same' if stride == 1 else 'valid'
    x = layers.DepthwiseConv2D(3, strides=stride, padding=padding, depth_multiplier=depth_multiplier, use_bias=False, name=f'conv_dw_{i}')(x)
    x = relu6(norm(x, f'conv_dw_{i}_bn'), f'conv_dw_{i}_relu')
    x = conv(x, filters, 1, f'conv_pw_{i}', padding='same', use_bias=False)
    return relu6(norm(x, f'conv_pw_{i}_bn'), f'conv_pw_{i}_relu')

def MobileNet(input_shape=None, alpha=1.0, depth_multiplier=1, dropout=0.001, include_top=True, weights='imagenet', input_tensor=None, pooling=None, classes=1000, classifier_activation='softmax', name=None):
    given = (include_top, weights, input_tensor, input_shape, pooling, classes, classifier_activation, name)
    usual_sizes = [128, 160, 192, 224]
    inputs, x, shape = begin(given, square_size(input_shape, usual_sizes), 32)
    rows = trained_size(weights, shape, usual_sizes)
    if FORMER_MOBILENET:
        x = layers.ZeroPadding2D(((0, 1), (0, 1)), name='conv1_pad')(x)
    x = conv(x, int(32 * alpha), 3, 'conv1', strides=2, padding='valid' if FORMER_MOBILENET else 'same', use_bias=False)
    x = relu6(norm(x, 'conv1_bn'), 'conv1_relu')
    filters = [64, 128, 128, 256, 256, 512, 512, 512, 512, 512, 512, 1024, 1024]
    for i, count in enumerate(filters, 1):
        x = separable(x, int(count * alpha), depth_multiplier, 2 if i in (2, 4, 6, 12) else 1, i)
    if include_top:
        if POOLING_KEEPS_AXES:
            x = layers.GlobalAveragePooling2D(keepdims=True)(x)
        else:
            x = layers.GlobalAveragePooling2D()(x)
            x = layers.Reshape((x.shape[-1], 1, 1) if is_channels_first() else (1, 1, x.shape[-1]), name='reshape_1')(x)
        x = layers.Dropout(dropout, name='dropout')(x)
        x = conv(x, classes, 1, 'conv_preds', padding='same')
        x = layers.Reshape((classes,), name='reshape_2')(x)
        check_activation(classifier_activation, weights)
        x = act(x, classifier_activation, 'act_softmax' if FORMER_MOBILENET else 'predictions')
    else:
        x = pooled(x, pooling)
    return Model(inputs=inputs, outputs=x, name=name or f'mobilenet_{alpha:0.2f}_{rows}')
`;

/** Sandler et al. 2018, https://arxiv.org/abs/1801.04381 */
export const MOBILENET_V2 = `
def bn(x, name):
    return norm(x, name, epsilon=1e-3, momentum=0.999)

def relu6(x, name):
    return layers.ReLU(6.0, name=name)(x)

def block(x, filters, stride, expansion, i):
    before = x
    channels = x.shape[channel_axis()]
    prefix = f'block_{i}_' if i else 'expanded_conv_'
    if i:
        x = conv(x, expansion * channels, 1, prefix + 'expand', padding='same', use_bias=False)
        x = relu6(bn(x, prefix + 'expand_BN'), prefix + 'expand_relu')
    if stride == 2:
        x = layers.ZeroPadding2D(even_pad(x, 3), name=prefix + 'pad')(x)
    x = layers.DepthwiseConv2D(3, strides=stride, padding='same' if stride == 1 else 'valid', use_bias=False, name=prefix + 'depthwise')(x)
    x = relu6(bn(x, prefix + 'depthwise_BN'), prefix + 'depthwise_relu')
    x = bn(conv(x, filters, 1, prefix + 'project', padding='same', use_bias=False), prefix + 'project_BN')
    if stride == 1 and channels == filters:
        x = layers.Add(name=prefix + 'add')([before, x])
    return x

def MobileNetV2(input_shape=None, alpha=1.0, include_top=True, weights='imagenet', input_tensor=None, pooling=None, classes=1000, classifier_activation='softmax', name=None):
    given = (include_top, weights, input_tensor, input_shape, pooling, classes, classifier_activation, name)
    usual_sizes = [96, 128, 160, 192, 224]
    size_from = input_tensor.shape[1:] if input_shape is None and input_tensor is not None else input_shape
    inputs, x, shape = begin(given, square_size(size_from, usual_sizes), 32)
    rows = trained_size(weights, shape, usual_sizes)
    x = conv(x, divisible(32 * alpha), 3, 'Conv1', strides=2, padding='same', use_bias=False)
    x = relu6(bn(x, 'bn_Conv1'), 'Conv1_relu')
    i = 0
    for expansion, filters, repeat, stride in [(1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1)]:
        for j in range(repeat):
            x = block(x, divisible(int(filters * alpha)), stride if j == 0 else 1, expansion, i)
            i += 1
    x = conv(x, divisible(1280 * alpha) if alpha > 1.0 else 1280, 1, 'Conv_1', use_bias=False)
    x = relu6(bn(x, 'Conv_1_bn'), 'out_relu')
    given = given[:7] + (name or f'mobilenetv2_{alpha:0.2f}_{rows}',)
    return finish(inputs, x, given, top=None)
`;

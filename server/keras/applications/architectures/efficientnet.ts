import { usual } from './common.ts';

/** Tan & Le 2019, https://arxiv.org/abs/1905.11946: width, depth, size of the images, dropout. */
const SCALES: Readonly<Record<string, string>> = {
  B0: '1.0, 1.0, 224, 0.2',
  B1: '1.0, 1.1, 240, 0.2',
  B2: '1.1, 1.2, 260, 0.3',
  B3: '1.2, 1.4, 300, 0.3',
  B4: '1.4, 1.8, 380, 0.4',
  B5: '1.6, 2.2, 456, 0.4',
  B6: '1.8, 2.6, 528, 0.5',
  B7: '2.0, 3.1, 600, 0.5',
};

/** What both generations have: squeeze-and-excitation, and the way around a block. */
export const EFFICIENT_COMMON = `
def excited(x, filters, reduced, name):
    s = layers.GlobalAveragePooling2D(name=name + 'se_squeeze')(x)
    s = layers.Reshape((filters, 1, 1) if is_channels_first() else (1, 1, filters), name=name + 'se_reshape')(s)
    s = conv(s, reduced, 1, name + 'se_reduce', padding='same', activation='swish')
    s = conv(s, filters, 1, name + 'se_expand', padding='same', activation='sigmoid')
    return layers.Multiply(name=name + 'se_excite')([x, s])

def around(x, before, dropped, name):
    if dropped > 0:
        x = layers.Dropout(dropped, noise_shape=(None, 1, 1, 1), name=name + 'drop')(x)
    return layers.Add(name=name + 'add')([x, before])
`;

export const EFFICIENTNET = `${EFFICIENT_COMMON}
def block(x, size, channels, filters, stride, expansion, dropped, name):
    before = x
    wide = channels * expansion
    if expansion != 1:
        x = act(norm(conv(x, wide, 1, name + 'expand_conv', padding='same', use_bias=False), name + 'expand_bn'), 'swish', name + 'expand_activation')
    if stride == 2:
        x = layers.ZeroPadding2D(even_pad(x, size), name=name + 'dwconv_pad')(x)
    x = layers.DepthwiseConv2D(size, strides=stride, padding='valid' if stride == 2 else 'same', use_bias=False, name=name + 'dwconv')(x)
    x = act(norm(x, name + 'bn'), 'swish', name + 'activation')
    x = excited(x, wide, max(1, int(channels * 0.25)), name)
    x = norm(conv(x, filters, 1, name + 'project_conv', padding='same', use_bias=False), name + 'project_bn')
    if stride == 1 and channels == filters:
        x = around(x, before, dropped, name)
    return x

STAGES = [(3, 1, 16, 1, 1), (3, 2, 24, 6, 2), (5, 2, 40, 6, 2), (3, 3, 80, 6, 2), (5, 3, 112, 6, 1), (5, 4, 192, 6, 2), (3, 1, 320, 6, 1)]

def efficientnet(given, width, depth, image_size, dropout):
    repeated = lambda count: int(math.ceil(depth * count))
    inputs, x, shape = begin(given, image_size, 32)
    x = layers.Rescaling(1.0 / 255.0)(x)
    x = layers.Normalization(axis=channel_axis())(x)
    if given[1] == 'imagenet':
        deviations = [math.sqrt(s) for s in (0.229, 0.224, 0.225)]
        if EFFICIENTNET_SCALE == 'layer':
            x = layers.Rescaling([1.0 / d for d in deviations])(x)
        elif EFFICIENTNET_SCALE == 'operator':
            x = x / deviations
    x = layers.ZeroPadding2D(even_pad(x, 3), name='stem_conv_pad')(x)
    channels = divisible(32 * width)
    x = conv(x, channels, 3, 'stem_conv', strides=2, use_bias=False)
    x = act(norm(x, 'stem_bn'), 'swish', 'stem_activation')
    total = sum(repeated(stage[1]) for stage in STAGES)
    done = 0
    for i, (size, repeat, filters, expansion, stride) in enumerate(STAGES, 1):
        filters = divisible(filters * width)
        for j in range(repeated(repeat)):
            x = block(x, size, channels, filters, stride if j == 0 else 1, expansion, 0.2 * done / total, f'block{i}{chr(97 + j)}_')
            channels = filters
            done += 1
    x = conv(x, divisible(1280 * width), 1, 'top_conv', padding='same', use_bias=False)
    x = act(norm(x, 'top_bn'), 'swish', 'top_activation')
    return finish(inputs, x, given, avg='avg_pool', max='max_pool', dropout=dropout)
${Object.entries(SCALES)
  .map(
    ([size, scale]) =>
      `${usual(`EfficientNet${size}`, `efficientnet${size.toLowerCase()}`)}    return efficientnet(given, ${scale})\n`,
  )
  .join('')}`;

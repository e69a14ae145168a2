import { usual } from './common.ts';
import { EFFICIENT_COMMON } from './efficientnet.ts';

/** Tan & Le 2021, https://arxiv.org/abs/2104.00298: the table of blocks, width, depth, size of the images. */
const SCALES: Readonly<Record<string, string>> = {
  B0: "'b', 1.0, 1.0, 224",
  B1: "'b', 1.0, 1.1, 240",
  B2: "'b', 1.1, 1.2, 260",
  B3: "'b', 1.2, 1.4, 300",
  S: "'s', 1.0, 1.0, 384",
  M: "'m', 1.0, 1.0, 480",
  L: "'l', 1.0, 1.0, 480",
};

export const EFFICIENTNET_V2 = `${EFFICIENT_COMMON}
def bn(x, name):
    return norm(x, name, momentum=0.9)

def plain(x, filters, size, name, prefix, strides=1):
    return bn(conv(x, filters, size, name + prefix + '_conv', strides=strides, padding='same', use_bias=False), name + prefix + '_bn')

def swish(x, name):
    return act(x, 'swish', name)

def fused(x, channels, filters, stride, expansion, name):
    if expansion == 1:
        return swish(plain(x, filters, 3, name, 'project', stride), name + 'project_activation')
    x = swish(plain(x, channels * expansion, 3, name, 'expand', stride), name + 'expand_activation')
    return plain(x, filters, 1, name, 'project')

def depthwise(x, channels, filters, stride, expansion, name):
    wide = channels * expansion
    x = swish(plain(x, wide, 1, name, 'expand'), name + 'expand_activation')
    x = layers.DepthwiseConv2D(3, strides=stride, padding='same', use_bias=False, name=name + 'dwconv2')(x)
    x = swish(bn(x, name + 'bn'), name + 'activation')
    x = excited(x, wide, max(1, int(channels * 0.25)), name)
    return plain(x, filters, 1, name, 'project')

# repeats, filters, expansion, stride; those of the first three stages are fused
STAGES = {
    'b': (32, [(1, 16, 1, 1), (2, 32, 4, 2), (2, 48, 4, 2), (3, 96, 4, 2), (5, 112, 6, 1), (8, 192, 6, 2)]),
    's': (24, [(2, 24, 1, 1), (4, 48, 4, 2), (4, 64, 4, 2), (6, 128, 4, 2), (9, 160, 6, 1), (15, 256, 6, 2)]),
    'm': (24, [(3, 24, 1, 1), (5, 48, 4, 2), (5, 80, 4, 2), (7, 160, 4, 2), (14, 176, 6, 1), (18, 304, 6, 2), (5, 512, 6, 1)]),
    'l': (32, [(4, 32, 1, 1), (7, 64, 4, 2), (7, 96, 4, 2), (10, 192, 4, 2), (19, 224, 6, 1), (25, 384, 6, 2), (7, 640, 6, 1)]),
}

def efficientnet(given, include_preprocessing, table, width, depth, image_size):
    rounded = lambda count: max(8, int(count * width + 4) // 8 * 8)
    inputs, x, shape = begin(given, image_size, 32)
    if include_preprocessing:
        if table == 'b' and shape[channel_axis() - 1] == 3:
            x = layers.Rescaling(1.0 / 255)(x)
            x = layers.Normalization(mean=[0.485, 0.456, 0.406], variance=[0.229 ** 2, 0.224 ** 2, 0.225 ** 2], axis=channel_axis())(x)
        else:
            x = layers.Rescaling(1.0 / 128.0, offset=-1)(x)
    first, stages = STAGES[table]
    channels = rounded(first)
    x = swish(plain(x, channels, 3, '', 'stem', 2), 'stem_activation')
    total = sum(stage[0] for stage in stages)
    done = 0
    for i, (repeat, filters, expansion, stride) in enumerate(stages, 1):
        filters = rounded(filters)
        for j in range(int(math.ceil(depth * repeat))):
            name = f'block{i}{chr(97 + j)}_'
            before, step = x, stride if j == 0 else 1
            x = (fused if i < 4 else depthwise)(x, channels, filters, step, expansion, name)
            if step == 1 and channels == filters:
                x = around(x, before, 0.2 * done / total, name)
            channels = filters
            done += 1
    x = swish(plain(x, rounded(1280), 1, '', 'top'), 'top_activation')
    return finish(inputs, x, given, avg='avg_pool', max='max_pool', dropout=0.2)
${Object.entries(SCALES)
  .map(
    ([size, scale]) =>
      `${usual(`EfficientNetV2${size}`, `efficientnetv2-${size.toLowerCase()}`, 'include_preprocessing=True, ')}    return efficientnet(given, include_preprocessing, ${scale})\n`,
  )
  .join('')}`;

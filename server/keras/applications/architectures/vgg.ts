import { usual } from './common.ts';

/** Simonyan & Zisserman 2014, https://arxiv.org/abs/1409.1556 */
export const VGG = `
def vgg(given, repeats):
    inputs, x, shape = begin(given, 224, 32)
    for block, (filters, repeat) in enumerate(zip([64, 128, 256, 512, 512], repeats), 1):
        for i in range(1, repeat + 1):
            x = conv(x, filters, 3, f'block{block}_conv{i}', activation='relu', padding='same')
        x = layers.MaxPooling2D(2, strides=2, name=f'block{block}_pool')(x)
    include_top, pooling, name = given[0], given[4], given[7]
    if include_top:
        x = layers.Flatten(name='flatten')(x)
        for i in (1, 2):
            x = layers.Dense(4096, activation='relu', name=f'fc{i}')(x)
        x = classifier(x, given)
    else:
        x = pooled(x, pooling)
    return Model(inputs=inputs, outputs=x, name=name)
${usual('VGG16', 'vgg16')}    return vgg(given, [2, 2, 3, 3, 3])
${usual('VGG19', 'vgg19')}    return vgg(given, [2, 2, 4, 4, 4])
`;

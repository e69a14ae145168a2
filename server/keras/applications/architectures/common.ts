/**
 * What the descriptions of keras.applications share. They are Python, evaluated like a program's own code. `given`
 * holds the common arguments:
 * (include_top, weights, input_tensor, input_shape, pooling, classes, classifier_activation, name).
 */
export const COMMON = `
import math
from keras import layers, Model

def channel_axis():
    return 1 if is_channels_first() else 3

def conv(x, filters, size, name=None, **more):
    return layers.Conv2D(filters, size, name=name, **more)(x)

def norm(x, name=None, **more):
    return layers.BatchNormalization(axis=channel_axis(), name=name, **more)(x)

def act(x, function='relu', name=None):
    return layers.Activation(function, name=name)(x)

def concat(parts, name=None):
    return layers.Concatenate(axis=channel_axis(), name=name)(parts)

def even_pad(x, kernel):
    first = 2 if is_channels_first() else 1
    height, width = x.shape[first], x.shape[first + 1]
    half = kernel // 2
    top, left = (half - 1, half - 1) if height is None else (half - 1 + height % 2, half - 1 + width % 2)
    return ((top, half), (left, half))

def sides(shape):
    return (shape[1], shape[2]) if is_channels_first() else (shape[0], shape[1])

def square_size(shape, sizes):
    if shape is None:
        return 224
    height, width = sides(shape)
    return height if height == width and height in sizes else 224

def trained_size(weights, shape, sizes):
    height, width = sides(shape)
    return 224 if weights == 'imagenet' and (height != width or height not in sizes) else height

def divisible(value, divisor=8, least=None):
    rounded = max(least or divisor, int(value + divisor / 2) // divisor * divisor)
    return rounded + divisor if rounded < 0.9 * value else rounded

def pooled(x, pooling, avg=None, max=None):
    if pooling == 'avg':
        return layers.GlobalAveragePooling2D(name=avg)(x)
    if pooling == 'max':
        return layers.GlobalMaxPooling2D(name=max)(x)
    return x

def classifier(x, given, name='predictions'):
    include_top, weights, input_tensor, input_shape, pooling, classes, activation, _ = given
    check_activation(activation, weights)
    return layers.Dense(classes, activation=activation, name=name)(x)

def finish(inputs, x, given, top='avg_pool', avg=None, max=None, dropout=0, classes_name='predictions'):
    include_top, weights, input_tensor, input_shape, pooling, classes, activation, name = given
    if include_top:
        x = layers.GlobalAveragePooling2D(name=top)(x)
        if dropout > 0:
            x = layers.Dropout(dropout, name='top_dropout')(x)
        x = classifier(x, given, classes_name)
    else:
        x = pooled(x, pooling, avg, max)
    return Model(inputs=inputs, outputs=x, name=name)
`;

/** The head of an application with the usual parameters, down to its `given`. `more`: parameters before the name. */
export const usual = (application: string, name: string, more = ''): string => `
def ${application}(include_top=True, weights='imagenet', input_tensor=None, input_shape=None, pooling=None, classes=1000, classifier_activation='softmax', ${more}name='${name}'):
    given = (include_top, weights, input_tensor, input_shape, pooling, classes, classifier_activation, name)
`;

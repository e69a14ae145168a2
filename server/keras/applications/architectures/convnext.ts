/** Liu et al. 2022, https://arxiv.org/abs/2201.03545: blocks of each stage, and their channels. */
const SCALES: Readonly<Record<string, string>> = {
  Tiny: '[3, 3, 9, 3], [96, 192, 384, 768]',
  Small: '[3, 3, 27, 3], [96, 192, 384, 768]',
  Base: '[3, 3, 27, 3], [128, 256, 512, 1024]',
  Large: '[3, 3, 27, 3], [192, 384, 768, 1536]',
  XLarge: '[3, 3, 27, 3], [256, 512, 1024, 2048]',
};

export const CONVNEXT = `
from keras import Sequential

class LayerScale(layers.Layer):
    def __init__(self, init_values, projection_dim, **kwargs):
        super().__init__(**kwargs)
        self.init_values = init_values
        self.projection_dim = projection_dim

    def build(self, input_shape):
        self.gamma = self.add_weight(shape=(self.projection_dim,), trainable=True)

    def call(self, x):
        return x * self.gamma

def layer_norm(name=None):
    return layers.LayerNormalization(epsilon=1e-6, name=name)

def block(x, channels, name):
    before = x
    x = conv(x, channels, 7, name + '_depthwise_conv', padding='same', groups=channels)
    x = layer_norm(name + '_layernorm')(x)
    x = layers.Dense(4 * channels, name=name + '_pointwise_conv_1')(x)
    x = act(x, 'gelu', name + '_gelu')
    x = layers.Dense(channels, name=name + '_pointwise_conv_2')(x)
    x = LayerScale(1e-6, channels, name=name + '_layer_scale')(x)
    return before + act(x, 'linear', name + '_identity')

def convnext(given, include_preprocessing, depths, widths):
    include_top, weights, input_tensor, input_shape, pooling, classes, classifier_activation, name = given
    inputs, x, shape = begin(given, 224, 32)
    if include_preprocessing and shape[2] == 3:
        mean, deviation = [0.485, 0.456, 0.406], [0.229, 0.224, 0.225]
        x = layers.Normalization(mean=[255 * m for m in mean], variance=[(255 * d) ** 2 for d in deviation], name=name + '_prestem_normalization')(x)
    down = [Sequential([layers.Conv2D(widths[0], 4, strides=4, name=name + '_stem_conv'), layer_norm(name + '_stem_layernorm')], name=name + '_stem')]
    for i, width in enumerate(widths[1:]):
        steps = [layer_norm(f'{name}_downsampling_layernorm_{i}'), layers.Conv2D(width, 2, strides=2, name=f'{name}_downsampling_conv_{i}')]
        down.append(Sequential(steps, name=f'{name}_downsampling_block_{i}'))
    for i, depth in enumerate(depths):
        x = down[i](x)
        for j in range(depth):
            x = block(x, widths[i], f'{name}_stage_{i}_block_{j}')
    if include_top:
        check_activation(classifier_activation, weights)
        x = layers.GlobalAveragePooling2D(name=name + '_head_gap')(x)
        x = layer_norm(name + '_head_layernorm')(x)
        x = layers.Dense(classes, activation=classifier_activation, name=name + '_head_dense')(x)
    else:
        x = layer_norm()(pooled(x, pooling))
    return Model(inputs=inputs, outputs=x, name=name)
${Object.entries(SCALES)
  .map(
    ([size, scale]) => `
def ConvNeXt${size}(include_top=True, include_preprocessing=True, weights='imagenet', input_tensor=None, input_shape=None, pooling=None, classes=1000, classifier_activation='softmax', name='convnext_${size.toLowerCase()}'):
    given = (include_top, weights, input_tensor, input_shape, pooling, classes, classifier_activation, name)
    return convnext(given, include_preprocessing, ${scale})
`,
  )
  .join('')}`;

/**
 * Random configurations of the layers that tfjs-layers has too: the same sequence for the same seed.
 *
 * Left out is where tfjs is known not to do as Keras does: `padding="causal"` (its shape is that of "valid"), dilation
 * in DepthwiseConv2D (its shape leaves
 * it out), -1 in Reshape (stays unknown as soon as the batch is), Flatten of a vector (refused), GRU's reset_after (not
 * there), Bidirectional of a layer with go_backwards (which Keras 3 refuses).
 */

export type Setting = number | boolean | string | readonly Setting[] | null | LayerSetting;
export interface LayerSetting {
  readonly layer: string;
  readonly settings: Readonly<Record<string, Setting>>;
}
export interface Configuration extends LayerSetting {
  /** Shapes of the inputs, without the batch. */
  readonly inputs: readonly (readonly (number | null)[])[];
}

/** Linear congruential numbers below 2³². */
class Random {
  private state: number;
  constructor(seed: number) {
    this.state = seed >>> 0;
  }
  /** An integer from `low` to `high`, both included. */
  between(low: number, high: number): number {
    this.state = (Math.imul(this.state, 1664525) + 1013904223) >>> 0;
    return low + Math.floor((this.state / 2 ** 32) * (high - low + 1));
  }
  of<T>(choices: readonly T[]): T {
    return choices[this.between(0, choices.length - 1)] as T;
  }
  flag(): boolean {
    return this.between(0, 1) === 1;
  }
  sizes(count: number, low: number, high: number): number[] {
    return Array.from({ length: count }, () => this.between(low, high));
  }
}

type Maker = (random: Random) => Configuration;
const one = (
  layer: string,
  inputs: readonly (number | null)[],
  settings: Configuration['settings'] = {},
): Configuration => ({ layer, inputs: [inputs], settings });
const ACTIVATIONS = ['relu', 'tanh', 'sigmoid', 'softmax', 'linear', 'elu', 'softplus'];

function window(random: Random, rank: number): Record<string, Setting> {
  const dilated = random.between(0, 3) === 0;
  return {
    kernel_size: rank === 1 ? random.between(1, 4) : random.sizes(rank, 1, 4),
    strides: dilated
      ? 1
      : rank === 1
        ? random.between(1, 3)
        : random.flag()
          ? random.between(1, 3)
          : random.sizes(rank, 1, 3),
    ...(dilated ? { dilation_rate: random.between(1, 2) } : {}),
    padding: random.of(['valid', 'same']),
    use_bias: random.flag(),
  };
}
const image = (random: Random): number[] => [random.between(9, 20), random.between(9, 20), random.between(1, 5)];
const sequence = (random: Random): (number | null)[] => [
  random.flag() ? null : random.between(2, 12),
  random.between(1, 7),
];

function recurrent(random: Random, more: Readonly<Record<string, Setting>> = {}): LayerSetting {
  const layer = random.of(['SimpleRNN', 'LSTM', 'GRU']);
  // Zeros: only shapes are of interest, and an orthogonal matrix takes long.
  const settings: Record<string, Setting> = {
    units: random.between(1, 9),
    use_bias: random.flag(),
    return_sequences: random.flag(),
    recurrent_initializer: 'zeros',
    ...more,
  };
  return { layer, settings: layer === 'GRU' ? { ...settings, reset_after: false } : settings };
}

const convolution =
  (layer: string, more: (random: Random) => Record<string, Setting> = () => ({})): Maker =>
  (random) =>
    one(layer, image(random), { filters: random.between(1, 6), ...window(random, 2), ...more(random) });
function pooling2d(layer: string): Maker {
  return (random) =>
    one(layer, image(random), {
      pool_size: random.flag() ? random.between(1, 4) : random.sizes(2, 1, 4),
      padding: random.of(['valid', 'same']),
      ...(random.flag() ? { strides: random.sizes(2, 1, 3) } : {}),
    });
}
function merge(layer: string): Maker {
  return (random) => {
    const shape = random.sizes(random.between(1, 3), 1, 6);
    return { layer, inputs: Array.from({ length: random.between(2, 4) }, () => shape), settings: {} };
  };
}

export const MAKERS: Readonly<Record<string, Maker>> = {
  Dense: (random) =>
    one('Dense', random.sizes(random.between(1, 3), 1, 9), {
      units: random.between(1, 20),
      use_bias: random.flag(),
      activation: random.of(ACTIVATIONS),
    }),
  Conv1D: (random) =>
    one('Conv1D', [random.between(9, 20), random.between(1, 5)], {
      filters: random.between(1, 6),
      ...window(random, 1),
    }),
  Conv2D: convolution('Conv2D'),
  Conv2DTranspose: (random) =>
    one('Conv2DTranspose', image(random), { filters: random.between(1, 6), ...window(random, 2), dilation_rate: 1 }),
  SeparableConv2D: (random) =>
    one('SeparableConv2D', image(random), {
      filters: random.between(1, 6),
      ...window(random, 2),
      depth_multiplier: random.between(1, 3),
    }),
  DepthwiseConv2D: (random) =>
    one('DepthwiseConv2D', image(random), {
      ...window(random, 2),
      dilation_rate: 1,
      depth_multiplier: random.between(1, 3),
    }),
  MaxPooling1D: (random) =>
    one('MaxPooling1D', [random.between(6, 20), random.between(1, 5)], {
      pool_size: random.between(1, 4),
      padding: random.of(['valid', 'same']),
    }),
  AveragePooling1D: (random) =>
    one('AveragePooling1D', [random.between(6, 20), random.between(1, 5)], {
      pool_size: random.between(1, 4),
      strides: random.between(1, 3),
      padding: random.of(['valid', 'same']),
    }),
  MaxPooling2D: pooling2d('MaxPooling2D'),
  AveragePooling2D: pooling2d('AveragePooling2D'),
  GlobalMaxPooling1D: (random) => one('GlobalMaxPooling1D', sequence(random)),
  GlobalAveragePooling1D: (random) => one('GlobalAveragePooling1D', sequence(random)),
  GlobalMaxPooling2D: (random) => one('GlobalMaxPooling2D', image(random)),
  GlobalAveragePooling2D: (random) =>
    one('GlobalAveragePooling2D', image(random), { data_format: random.of(['channels_last', 'channels_first']) }),
  Flatten: (random) => one('Flatten', random.sizes(random.between(2, 4), 1, 6)),
  Reshape: (random) => {
    const [a, b, c] = [random.between(1, 6), random.between(1, 6), random.between(1, 6)];
    return one('Reshape', [a * b, c], {
      target_shape: random.of<readonly number[]>([[a, b, c], [c, a * b], [a * b * c], [a, b * c], [b, c, a, 1]]),
    });
  },
  Permute: (random) =>
    one('Permute', random.sizes(3, 1, 9), {
      dims: random.of<readonly number[]>([
        [1, 2, 3],
        [2, 1, 3],
        [3, 1, 2],
        [3, 2, 1],
        [2, 3, 1],
        [1, 3, 2],
      ]),
    }),
  RepeatVector: (random) => one('RepeatVector', [random.between(1, 9)], { n: random.between(1, 9) }),
  ZeroPadding2D: (random) =>
    one('ZeroPadding2D', image(random), {
      padding: random.of<Setting>([
        random.between(0, 3),
        random.sizes(2, 0, 3),
        [random.sizes(2, 0, 3), random.sizes(2, 0, 3)],
      ]),
    }),
  Cropping2D: (random) =>
    one('Cropping2D', image(random), {
      cropping: random.of<Setting>([
        random.between(0, 3),
        random.sizes(2, 0, 3),
        [random.sizes(2, 0, 3), random.sizes(2, 0, 3)],
      ]),
    }),
  UpSampling2D: (random) => one('UpSampling2D', image(random), { size: random.sizes(2, 1, 4) }),
  BatchNormalization: (random) =>
    one('BatchNormalization', random.sizes(random.between(1, 3), 1, 9), {
      center: random.flag(),
      scale: random.flag(),
      axis: random.of([-1, 1]),
    }),
  LayerNormalization: (random) =>
    one('LayerNormalization', random.sizes(2, 1, 9), {
      center: random.flag(),
      scale: random.flag(),
      axis: random.of<Setting>([-1, 1, [1, 2]]),
    }),
  Embedding: (random) =>
    one('Embedding', random.sizes(random.between(1, 2), 1, 9), {
      input_dim: random.between(1, 50),
      output_dim: random.between(1, 12),
    }),
  Recurrent: (random) => {
    const { layer, settings } = recurrent(random, { go_backwards: random.flag() });
    return one(layer, sequence(random), settings);
  },
  Bidirectional: (random) =>
    one('Bidirectional', sequence(random), {
      layer: recurrent(random),
      merge_mode: random.of(['concat', 'sum', 'mul', 'ave']),
    }),
  TimeDistributed: (random) => {
    if (random.flag())
      return one('TimeDistributed', [random.between(1, 9), random.between(1, 9)], {
        layer: { layer: 'Dense', settings: { units: random.between(1, 9), use_bias: random.flag() } },
      });
    return one('TimeDistributed', [random.between(1, 9), ...image(random)], {
      layer: { layer: 'Conv2D', settings: { filters: random.between(1, 6), ...window(random, 2) } },
    });
  },
  Add: merge('Add'),
  Multiply: merge('Multiply'),
  Average: merge('Average'),
  Maximum: merge('Maximum'),
  Minimum: merge('Minimum'),
  Concatenate: (random) => {
    const shape = random.sizes(3, 1, 6);
    const axis = random.between(1, 3);
    return {
      layer: 'Concatenate',
      settings: { axis: random.flag() ? axis : axis - 4 },
      inputs: Array.from({ length: random.between(2, 4) }, () =>
        shape.map((size, index) => (index === axis - 1 ? random.between(1, 6) : size)),
      ),
    };
  },
  Dot: (random) => {
    const [a, b, c] = [random.between(1, 6), random.between(1, 6), random.between(1, 6)];
    return {
      layer: 'Dot',
      settings: { axes: 2 },
      inputs: [
        [a, c],
        [b, c],
      ],
    };
  },
  Activation: (random) => one('Activation', random.sizes(2, 1, 9), { activation: random.of(ACTIVATIONS) }),
  ReLU: (random) => one('ReLU', random.sizes(2, 1, 9)),
  LeakyReLU: (random) => one('LeakyReLU', random.sizes(2, 1, 9)),
  ELU: (random) => one('ELU', random.sizes(2, 1, 9)),
  Softmax: (random) => one('Softmax', random.sizes(2, 1, 9), { axis: random.of([-1, 1]) }),
  PReLU: (random) =>
    one(
      'PReLU',
      random.sizes(3, 1, 9),
      random.flag() ? { shared_axes: random.of<readonly number[]>([[1], [1, 2], [2]]) } : {},
    ),
  Dropout: (random) => one('Dropout', random.sizes(2, 1, 9), { rate: 0.5 }),
};

/** `count` configurations of each layer. */
export function configurations(seed: number, count: number): Configuration[] {
  const random = new Random(seed);
  return Object.values(MAKERS).flatMap((make) => Array.from({ length: count }, () => make(random)));
}

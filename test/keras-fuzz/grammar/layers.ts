/** Layers on one tensor: for each rank the ways to write one, with the shape that comes out. */
import type { Random } from '../../property/random-programs/random.ts';
import type { Size, Tensor, Writer } from './writer.ts';

/** The expression of a layer, before it is called, and its output. */
export interface Made {
  readonly layer: string;
  readonly shape: readonly Size[];
}
type Make = (random: Random, shape: readonly Size[]) => Made | undefined;

const ACTIVATIONS = ['relu', 'tanh', 'softmax', 'gelu', 'swish', 'elu', 'linear'];
const flag = (random: Random, name: string, value = 'False', probability = 0.2): string =>
  random.chance(probability) ? `, ${name}=${value}` : '';
const activation = (random: Random): string =>
  random.chance(0.4) ? `, activation=${JSON.stringify(random.pick(ACTIVATIONS))}` : '';
const named = (random: Random, word: string): string =>
  random.chance(0.12) ? `, name="${word}_${random.integer(1, 9999)}"` : '';
const last = (shape: readonly Size[]): number | undefined => shape.at(-1) ?? undefined;
const withLast = (shape: readonly Size[], size: Size): readonly Size[] => [...shape.slice(0, -1), size];
const same =
  (write: (random: Random, shape: readonly Size[]) => string | undefined): Make =>
  (random, shape) => {
    const layer = write(random, shape);
    return layer === undefined ? undefined : { layer, shape };
  };

/** The size behind a window: that of Keras's documentation for `valid`, `same`. */
function windowed(size: Size, kernel: number, stride: number, padding: string, dilation = 1): Size | undefined {
  if (size === null) return null;
  const reach = (kernel - 1) * dilation + 1;
  const out = padding === 'valid' ? Math.ceil((size - reach + 1) / stride) : Math.ceil(size / stride);
  return out > 0 ? out : undefined;
}

function spatial(
  shape: readonly Size[],
  channels: Size,
  of: (size: Size) => Size | undefined,
): readonly Size[] | undefined {
  const inner = shape.slice(1, -1).map(of);
  return inner.some((size) => size === undefined) ? undefined : [shape[0]!, ...(inner as Size[]), channels];
}

/** A convolution of so many axes. */
function convolution(word: string, makesChannels: boolean): Make {
  return (random, shape) => {
    const features = last(shape);
    if (features === undefined) return undefined;
    const [kernel, padding] = [random.integer(1, 3), random.pick(['valid', 'same'])];
    const stride = random.chance(0.3) ? 2 : 1;
    const dilation = stride === 1 && random.chance(0.15) ? 2 : 1;
    const filters = random.integer(1, 4) * 2;
    const multiplier = random.chance(0.3) ? 2 : 1;
    const out = spatial(shape, makesChannels ? filters : features * multiplier, (size) =>
      windowed(size, kernel, stride, padding, dilation),
    );
    if (out === undefined) return undefined;
    const groups =
      word.startsWith('Conv') && features % 2 === 0 && filters % 2 === 0 && random.chance(0.15) ? ', groups=2' : '';
    const options = [
      makesChannels ? `${filters}, ${kernel}` : `${kernel}`,
      stride > 1 ? `, strides=${stride}` : '',
      padding === 'same' || random.chance(0.2) ? `, padding="${padding}"` : '',
      dilation > 1 ? `, dilation_rate=${dilation}` : '',
      multiplier > 1 && !word.startsWith('Conv') ? `, depth_multiplier=${multiplier}` : '',
      groups,
      flag(random, 'use_bias'),
      activation(random),
      named(random, 'conv'),
    ].join('');
    const depth = multiplier > 1 && !word.startsWith('Conv') ? out : spatialKeep(out, makesChannels, features);
    return { layer: `layers.${word}(${options})`, shape: depth };
  };
}
const spatialKeep = (out: readonly Size[], makesChannels: boolean, features: number): readonly Size[] =>
  makesChannels ? out : withLast(out, features);

function transposed(word: string): Make {
  return (random, shape) => {
    if (last(shape) === undefined) return undefined;
    const [kernel, stride] = [random.integer(1, 4), random.integer(1, 3)];
    const padding = random.pick(['valid', 'same']);
    const filters = random.integer(1, 5);
    const out = spatial(shape, filters, (size) =>
      size === null ? null : padding === 'same' ? size * stride : size * stride + Math.max(kernel - stride, 0),
    );
    return { layer: `layers.${word}(${filters}, ${kernel}, strides=${stride}, padding="${padding}")`, shape: out! };
  };
}

function pooling(word: string): Make {
  return (random, shape) => {
    const pool = random.integer(1, 3);
    const stride = random.chance(0.3) ? random.integer(1, 3) : pool;
    const padding = random.pick(['valid', 'same']);
    const out = spatial(shape, shape.at(-1)!, (size) => windowed(size, pool, stride, padding));
    if (out === undefined) return undefined;
    const strides = stride === pool && random.chance(0.6) ? '' : `, strides=${stride}`;
    return { layer: `layers.${word}(${pool}${strides}, padding="${padding}")`, shape: out };
  };
}

const globalPooling =
  (word: string): Make =>
  (random, shape) => {
    const keeps = random.chance(0.25);
    const out = keeps ? [shape[0]!, ...shape.slice(1, -1).map(() => 1), shape.at(-1)!] : [shape[0]!, shape.at(-1)!];
    return { layer: `layers.${word}(${keeps ? 'keepdims=True' : ''})`, shape: out };
  };

const dense: Make = (random, shape) => {
  if (last(shape) === undefined) return undefined;
  const units = random.integer(1, 9);
  const options = `${units}${activation(random)}${flag(random, 'use_bias')}${named(random, 'fc')}`;
  return { layer: `layers.Dense(${options})`, shape: withLast(shape, units) };
};

const einsum: Make = (random, shape) => {
  if (last(shape) === undefined) return undefined;
  const letters = 'abcde'.slice(0, shape.length);
  const units = random.integer(1, 6);
  const size = [...shape.slice(1, -1), units];
  if (size.some((one) => one === null)) return undefined;
  const bias = random.chance(0.5) ? ', bias_axes="z"' : '';
  return {
    layer: `layers.EinsumDense("${letters},${letters.at(-1)}z->${letters.slice(0, -1)}z", output_shape=(${size.join(', ')},)${bias})`,
    shape: withLast(shape, units),
  };
};

const flatten: Make = (_, shape) => {
  const sizes = shape.slice(1);
  const known = sizes.every((size) => size !== null);
  return {
    layer: 'layers.Flatten()',
    shape: [shape[0]!, known ? sizes.reduce<number>((a, b) => a * b!, 1) : null],
  };
};

const reshape: Make = (random, shape) => {
  const sizes = shape.slice(1);
  if (sizes.some((size) => size === null)) return undefined;
  const total = sizes.reduce<number>((a, b) => a * b!, 1);
  const factor = random.pick([1, 2, 3, 4, 5, 6].filter((one) => total % one === 0));
  const open = random.chance(0.3);
  return {
    layer: `layers.Reshape((${factor}, ${open ? -1 : total / factor}))`,
    shape: [shape[0]!, factor, total / factor],
  };
};

const recurrent: Make = (random, shape) => {
  if (last(shape) === undefined) return undefined;
  const units = random.integer(1, 5);
  const sequences = random.chance(0.5);
  const cell = random.pick(['LSTM', 'GRU', 'SimpleRNN']);
  const reset = cell === 'GRU' ? flag(random, 'reset_after') : '';
  const options = `${units}${sequences ? ', return_sequences=True' : ''}${flag(random, 'use_bias')}${reset}${flag(random, 'go_backwards', 'True', 0.1)}${flag(random, 'unroll', 'False', 0.1)}`;
  if (random.chance(0.3)) {
    const merge = random.pick(['concat', 'sum', 'mul', 'ave']);
    const plain = options.replace(', go_backwards=True', '');
    const size = merge === 'concat' ? 2 * units : units;
    const mode = merge === 'concat' && random.chance(0.7) ? '' : `, merge_mode="${merge}"`;
    return {
      layer: `layers.Bidirectional(layers.${cell}(${plain})${mode})`,
      shape: sequences ? withLast(shape, size) : [shape[0]!, size],
    };
  }
  return {
    layer: `layers.${cell}(${options})`,
    shape: sequences ? withLast(shape, units) : [shape[0]!, units],
  };
};

const cells: Make = (random, shape) => {
  if (last(shape) === undefined) return undefined;
  const sequences = random.chance(0.5);
  const count = random.integer(1, 3);
  const written = random.list(count, count, () => {
    const units = random.integer(1, 5);
    return { units, code: `layers.${random.pick(['LSTMCell', 'GRUCell', 'SimpleRNNCell'])}(${units})` };
  });
  const units = written.at(-1)!.units;
  const list = `[${written.map(({ code }) => code).join(', ')}]`;
  const cell = count === 1 ? written[0]!.code : random.chance(0.5) ? list : `layers.StackedRNNCells(${list})`;
  return {
    layer: `layers.RNN(${cell}${sequences ? ', return_sequences=True' : ''})`,
    shape: sequences ? withLast(shape, units) : [shape[0]!, units],
  };
};

const timeDistributed: Make = (random, shape) => {
  const inner = shape.length === 3 ? dense : random.pick([dense, flatten, convolution('Conv1D', true)]);
  const made = inner(random, [shape[0]!, ...shape.slice(2)]);
  if (made === undefined) return undefined;
  return {
    layer: `layers.TimeDistributed(${made.layer})`,
    shape: [shape[0]!, shape[1]!, ...made.shape.slice(1)],
  };
};

const permute: Make = (random, shape) => {
  const places = shape.slice(1).map((_, index) => index + 1);
  const order = places.map((place) => ({ place, key: random.next() })).sort((a, b) => a.key - b.key);
  return {
    layer: `layers.Permute((${order.map(({ place }) => place).join(', ')},))`,
    shape: [shape[0]!, ...order.map(({ place }) => shape[place]!)],
  };
};

const resampled = (word: string, of: (size: number, n: number) => number, low = 1): Make => {
  return (random, shape) => {
    const n = random.integer(low, 2);
    const out = spatial(shape, shape.at(-1)!, (size) => {
      if (size === null) return null;
      const result = of(size, n);
      return result > 0 ? result : undefined;
    });
    return out && { layer: `layers.${word}(${n})`, shape: out };
  };
};

const unchanged: readonly Make[] = [
  same((random) => `layers.Dropout(${random.pick(['0.1', '0.5', 'rate=0.2'])})`),
  same((random, shape) =>
    last(shape) === undefined
      ? undefined
      : `layers.BatchNormalization(${random.pick(['', 'scale=False', 'center=False', 'momentum=0.9', 'axis=-1'])})`,
  ),
  same((random, shape) =>
    last(shape) === undefined
      ? undefined
      : `layers.LayerNormalization(${random.pick(['', 'epsilon=1e-6', 'center=False', 'scale=False', 'axis=-1'])})`,
  ),
  same((random) => `layers.Activation("${random.pick(ACTIVATIONS)}")`),
  same((random) => random.pick(['layers.ReLU()', 'layers.LeakyReLU()', 'layers.ELU()', 'layers.Identity()'])),
  same((random, shape) =>
    shape.slice(1).includes(null)
      ? undefined
      : `layers.PReLU(${shape.length === 4 && random.chance(0.5) ? 'shared_axes=[1, 2]' : ''})`,
  ),
  same((random) =>
    random.pick(['layers.GaussianNoise(0.1)', 'layers.GaussianDropout(0.1)', 'layers.AlphaDropout(0.1)']),
  ),
  same((random) => random.pick(['layers.Rescaling(1 / 255)', 'layers.UnitNormalization()', 'layers.Softmax()'])),
  same((_, shape) => ((last(shape) ?? 1) % 2 === 0 ? 'layers.GroupNormalization(groups=2)' : undefined)),
  same((random) => `layers.Lambda(lambda t: ${random.pick(['t * 2.0', 't + 1.0', 'ops.tanh(t)', '-t'])})`),
];

const ANY: readonly Make[] = [dense, dense, einsum, flatten, reshape, ...unchanged];
const OF_RANK: Readonly<Record<number, readonly Make[]>> = {
  2: [
    ...ANY,
    (random, shape) => {
      const n = random.integer(1, 5);
      return { layer: `layers.RepeatVector(${n})`, shape: [shape[0]!, n, shape[1]!] };
    },
  ],
  3: [
    ...ANY,
    recurrent,
    recurrent,
    recurrent,
    cells,
    timeDistributed,
    permute,
    convolution('Conv1D', true),
    convolution('SeparableConv1D', true),
    convolution('DepthwiseConv1D', false),
    transposed('Conv1DTranspose'),
    pooling('MaxPooling1D'),
    pooling('AveragePooling1D'),
    globalPooling('GlobalAveragePooling1D'),
    globalPooling('GlobalMaxPooling1D'),
    resampled('UpSampling1D', (size, n) => size * n),
    resampled('ZeroPadding1D', (size, n) => size + 2 * n),
    resampled('Cropping1D', (size, n) => size - 2 * n),
    same(() => 'layers.SpatialDropout1D(0.2)'),
  ],
  4: [
    ...ANY,
    convolution('Conv2D', true),
    convolution('Conv2D', true),
    convolution('SeparableConv2D', true),
    convolution('DepthwiseConv2D', false),
    transposed('Conv2DTranspose'),
    pooling('MaxPooling2D'),
    pooling('AveragePooling2D'),
    globalPooling('GlobalAveragePooling2D'),
    globalPooling('GlobalMaxPooling2D'),
    resampled('UpSampling2D', (size, n) => size * n),
    resampled('ZeroPadding2D', (size, n) => size + 2 * n),
    resampled('Cropping2D', (size, n) => size - 2 * n),
    timeDistributed,
    permute,
    (random, shape) => {
      if (last(shape) === undefined) return undefined;
      const filters = random.integer(1, 3);
      const out = spatial([shape[0]!, ...shape.slice(2)], filters, (size) => size);
      return { layer: `layers.ConvLSTM1D(${filters}, 3, padding="same")`, shape: out! };
    },
    same(() => 'layers.SpatialDropout2D(0.2)'),
  ],
  5: [
    ...ANY,
    convolution('Conv3D', true),
    pooling('MaxPooling3D'),
    globalPooling('GlobalAveragePooling3D'),
    (random, shape) => {
      if (last(shape) === undefined) return undefined;
      const filters = random.integer(1, 3);
      const out = spatial([shape[0]!, ...shape.slice(2)], filters, (size) => size);
      return { layer: `layers.ConvLSTM2D(${filters}, 3, padding="same")`, shape: out! };
    },
  ],
};

/** A layer that takes the tensor; its class is counted. */
export function layerOn(write: Writer, { shape }: Pick<Tensor, 'shape'>): Made {
  for (let tries = 0; tries < 20; tries++) {
    const made = write.random.pick(OF_RANK[shape.length] ?? unchanged)(write.random, shape);
    if (made === undefined) continue;
    const size = made.shape.slice(1).reduce<number>((product, one) => product * (one ?? 1), 1);
    if (size > 20_000 || made.shape.length > 5) continue;
    write.count(/layers\.(\w+)/.exec(made.layer)![1]!);
    return made;
  }
  return { layer: 'layers.Identity()', shape };
}

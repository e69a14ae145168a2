import { poolingShape, type Padding } from '../../../shapes/convolution.ts';
import { formatShape, type Size } from '../../../shapes/dimension.ts';
import { shapeValue } from '../../graph/tensor.ts';
import { behindOpenWindow, whereDecided } from '../convolution/window.ts';
import {
  LayerError,
  REQUIRED,
  defineLayer,
  type Default,
  type LayerArguments,
  type LayerDefinition,
} from '../definition.ts';
import { checkEach, isSurelyBelow, requireOneOf, requireSizes } from '../refusals.ts';
import { dataFormatAttribute, sizesAttribute } from '../standardized.ts';
import { words } from '../../../words/message.ts';

const FORMER: Readonly<Record<string, string>> = {
  pool_length: 'pool_size',
  stride: 'strides',
  border_mode: 'padding',
  dim_ordering: 'data_format',
};

/** strides, or the window's own size where that is None. 0 passes the constructor; the call divides by it. */
function stridesOf(layer: string, args: LayerArguments, rank: number): readonly Size[] {
  if (args.isNone('strides')) return args.sizes('pool_size', rank);
  const strides = requireSizes(layer, args, 'strides', rank, 0);
  if (strides.some((stride) => isSurelyBelow(stride, 1))) {
    throw new LayerError(
      'bad-argument',
      words`${layer}: strides must be positive, but it is ${formatShape(strides)}: division by zero.`,
      {
        parameter: 'strides',
        exceptionType: 'ZeroDivisionError',
      },
    );
  }
  return strides;
}

/** Unlike convolutions, pooling takes `padding` only in lower case; Keras 2 took both. */
function paddingOf(layer: string, args: LayerArguments): Exclude<Padding, 'causal'> {
  return requireOneOf(layer, args, 'padding', ['valid', 'same'], { ignoreCase: args.kerasVersion === 2 }) === 'same'
    ? 'same'
    : 'valid';
}

function pooling(name: string, rank: number, poolSize: Default, alias: string): LayerDefinition {
  return defineLayer({
    name,
    family: 'pooling',
    aliases: [alias],
    parameters: { pool_size: poolSize, strides: null, padding: 'valid', data_format: null },
    commonByPosition: ['name'],
    // In one dimension Keras 2 does not ask for the configured data format.
    keras2Defaults:
      rank === 1 ? { pool_size: 2, data_format: 'channels_last' } : { pool_size: new Array<number>(rank).fill(2) },
    formerParameters: FORMER,
    rank: rank + 2,
    validate: (args) => {
      checkEach(
        () => requireSizes(name, args, 'pool_size', rank, 1),
        () => (args.isNone('strides') ? undefined : requireSizes(name, args, 'strides', rank, 0)),
        () => args.dataFormat(),
      );
    },
    attributes: {
      pool_size: sizesAttribute('pool_size', rank),
      strides: (args) => shapeValue(stridesOf(name, args, rank)),
      data_format: dataFormatAttribute,
    },
    output: (args, call) => {
      const format = args.dataFormat();
      const result = whereDecided(() => {
        const strides = stridesOf(name, args, rank);
        const axes = args
          .sizes('pool_size', rank)
          .map((size, index) => ({ poolSize: size, stride: strides[index] ?? 1 }));
        return poolingShape(call.shape, axes, paddingOf(name, args), format);
      });
      if (result === undefined) {
        const channels = call.shape[format === 'channels_last' ? call.shape.length - 1 : 1] ?? null;
        return { shape: behindOpenWindow(call.shape, channels, format) };
      }
      if (result.ok) return { shape: result.value };
      throw new LayerError(
        'negative-size',
        words`${name}: the output size would be zero or negative: ${result.message}. pool_size ${formatShape(args.sizes('pool_size', rank))}, input ${formatShape(call.shape)} read as ${args.dataFormat()}.`,
      );
    },
  });
}

export const windowedPoolings: readonly LayerDefinition[] = [
  pooling('MaxPooling1D', 1, 2, 'MaxPool1D'),
  pooling('MaxPooling2D', 2, [2, 2], 'MaxPool2D'),
  pooling('MaxPooling3D', 3, [2, 2, 2], 'MaxPool3D'),
  pooling('AveragePooling1D', 1, REQUIRED, 'AvgPool1D'),
  pooling('AveragePooling2D', 2, REQUIRED, 'AvgPool2D'),
  pooling('AveragePooling3D', 3, REQUIRED, 'AvgPool3D'),
];

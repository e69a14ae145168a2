import { spatialDimensions, withSpatialDimensions } from '../../../shapes/convolution.ts';
import { defineLayer, type LayerDefinition } from '../definition.ts';
import { checkEach } from '../refusals.ts';
import { dataFormatAttribute } from '../standardized.ts';

/** One value a channel over all spatial axes, which fall away or stay as 1 with keepdims. */
function globalPooling(name: string, rank: number, alias: string, takesMask = false): LayerDefinition {
  return defineLayer({
    name,
    family: 'pooling',
    aliases: [alias],
    parameters: { data_format: null, keepdims: false },
    ...(rank === 1 ? { keras2Defaults: { data_format: 'channels_last' } } : {}),
    formerParameters: { dim_ordering: 'data_format' },
    callParameters: takesMask ? ['inputs', 'mask'] : ['inputs'],
    rank: rank + 2,
    validate: (args) => checkEach(() => args.dataFormat()),
    attributes: { data_format: dataFormatAttribute },
    output: (args, { shape }) => {
      const format = args.dataFormat();
      const channels = shape.at(format === 'channels_last' ? -1 : 1) ?? null;
      const kept = args.flag('keepdims') ? spatialDimensions(shape, format).map(() => 1) : [];
      return { shape: withSpatialDimensions(shape[0] ?? null, kept, channels, format) };
    },
  });
}

export const globalPoolings: readonly LayerDefinition[] = [
  globalPooling('GlobalMaxPooling1D', 1, 'GlobalMaxPool1D'),
  globalPooling('GlobalMaxPooling2D', 2, 'GlobalMaxPool2D'),
  globalPooling('GlobalMaxPooling3D', 3, 'GlobalMaxPool3D'),
  globalPooling('GlobalAveragePooling1D', 1, 'GlobalAvgPool1D', true),
  globalPooling('GlobalAveragePooling2D', 2, 'GlobalAvgPool2D'),
  globalPooling('GlobalAveragePooling3D', 3, 'GlobalAvgPool3D'),
];

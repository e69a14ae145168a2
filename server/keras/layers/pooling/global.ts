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
    output: (args, { axes }) => {
      const first = args.dataFormat() === 'channels_last' ? 1 : 2;
      const keep = args.flag('keepdims');
      const spatial = Array.from({ length: rank }, (_, index) => first + index).reverse();
      return spatial.reduce((left, axis) => (keep ? left.set(axis, 1) : left.drop(axis)), axes);
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

import { spatialDimensions, withSpatialDimensions } from '../../../shapes/convolution.ts';
import { multiply } from '../../../shapes/dimension.ts';
import { defineLayer, type LayerArguments, type LayerDefinition } from '../definition.ts';
import { checkEach, requirePositive, requireSizes } from '../refusals.ts';
import { dataFormatAttribute, sizesAttribute } from '../standardized.ts';

const upSampling1D = defineLayer({
  name: 'UpSampling1D',
  family: 'reshaping',
  parameters: { size: 2 },
  formerParameters: { length: 'size' },
  keras2Truncated: ['size'],
  rank: 3,
  validate: (args) => checkEach(() => requirePositive('UpSampling1D', args, 'size', 'refused')),
  output: (args, { axes }) => axes.change(1, (steps) => (steps === null ? null : multiply(args.size('size'), steps))),
});

function upSampling(name: string, rank: 2 | 3): LayerDefinition {
  const sizes = (args: LayerArguments) => requireSizes(name, args, 'size', rank, 1);
  return defineLayer({
    name,
    family: 'reshaping',
    parameters: {
      size: rank === 2 ? [2, 2] : [2, 2, 2],
      data_format: null,
      ...(rank === 2 ? { interpolation: 'nearest' } : {}),
    },
    formerParameters: { dim_ordering: 'data_format' },
    rank: rank + 2,
    validate: (args) => {
      checkEach(
        () => sizes(args),
        () => args.dataFormat(),
      );
    },
    attributes: { size: sizesAttribute('size', rank), data_format: dataFormatAttribute },
    output: (args, { shape }) => {
      const format = args.dataFormat();
      const factors = sizes(args);
      const spatial = spatialDimensions(shape, format).map((dimension, index) =>
        dimension === null ? null : multiply(factors[index] ?? 1, dimension),
      );
      return {
        shape: withSpatialDimensions(
          shape[0] ?? null,
          spatial,
          shape.at(format === 'channels_last' ? -1 : 1) ?? null,
          format,
        ),
      };
    },
  });
}

export const upSamplingLayers: readonly LayerDefinition[] = [
  upSampling1D,
  upSampling('UpSampling2D', 2),
  upSampling('UpSampling3D', 3),
];

import { spatialDimensions } from '../../../shapes/convolution.ts';
import { formatShape, type Shape } from '../../../shapes/dimension.ts';
import { shapeValue } from '../../graph/tensor.ts';
import {
  LayerError,
  Undecided,
  defineLayer,
  type Default,
  type LayerArguments,
  type LayerDefinition,
} from '../definition.ts';
import { checkEach, isSurelyBelow } from '../refusals.ts';
import { dataFormatAttribute, pairsValue, type Attributes } from '../standardized.ts';
import { cropped, margins, padded, sequenceMargin, withMargins, type Margin } from './margins.ts';
import { words } from '../../../words/message.ts';

/** `(1, 1)` for a sequence, `((1, 1), (1, 1))` for an image. */
function marginsAttribute(rank: number, read: (args: LayerArguments) => readonly Margin[]): Attributes[string] {
  return (args) => (rank === 1 ? shapeValue(read(args)[0] ?? []) : pairsValue(read(args)));
}

const FORMER = { dim_ordering: 'data_format' };

function zeroPadding(name: string, rank: number, padding: Default): LayerDefinition {
  const read = (args: LayerArguments): readonly Margin[] =>
    rank === 1
      ? [sequenceMargin(name, args, 'padding')]
      : margins(name, args, 'padding', rank, { negative: 'allowed' });
  return defineLayer({
    name,
    family: 'reshaping',
    parameters: { padding, data_format: null },
    formerParameters: FORMER,
    rank: rank + 2,
    validate: (args) => {
      checkEach(
        () => read(args),
        () => args.dataFormat(),
      );
    },
    attributes: { padding: marginsAttribute(rank, read), data_format: dataFormatAttribute },
    output: (args, { shape }) => {
      const result = withMargins(shape, args.dataFormat(), read(args), padded);
      // A negative int for all axes passes Keras's constructor; what that gives depends on the backend.
      if (result.some((dimension) => dimension !== null && isSurelyBelow(dimension, 0)))
        throw new Undecided('negative padding');
      return { shape: result };
    },
  });
}

function requireRest(layer: string, shape: Shape, result: Shape, all: readonly Margin[]): void {
  if (!result.some((dimension) => dimension !== null && isSurelyBelow(dimension, 1))) return;
  const cropping = all.map(formatShape).join(', ');
  throw new LayerError(
    'negative-size',
    words`${layer}: cropping must be smaller than the size of the axis it cuts, but ${cropping} of ${formatShape(shape)} leaves ${formatShape(result)}.`,
    {
      parameter: 'cropping',
    },
  );
}

function cropping(name: string, rank: number, size: Default): LayerDefinition {
  const read = (args: LayerArguments): readonly Margin[] =>
    rank === 1
      ? [sequenceMargin(name, args, 'cropping')]
      : margins(name, args, 'cropping', rank, { negative: 'refused' });
  return defineLayer({
    name,
    family: 'reshaping',
    parameters: rank === 1 ? { cropping: size } : { cropping: size, data_format: null },
    formerParameters: rank === 1 ? {} : FORMER,
    rank: rank + 2,
    validate: (args) => {
      checkEach(
        () => read(args),
        () => (rank === 1 ? undefined : args.dataFormat()),
      );
    },
    attributes: { cropping: marginsAttribute(rank, read), ...(rank === 1 ? {} : { data_format: dataFormatAttribute }) },
    output: (args, { shape }) => {
      const format = rank === 1 ? 'channels_last' : args.dataFormat();
      const all = read(args);
      const result = withMargins(shape, format, all, cropped);
      requireRest(name, spatialDimensions(shape, format), spatialDimensions(result, format), all);
      return { shape: result };
    },
  });
}

export const paddingLayers: readonly LayerDefinition[] = [
  zeroPadding('ZeroPadding1D', 1, 1),
  zeroPadding('ZeroPadding2D', 2, [1, 1]),
  zeroPadding('ZeroPadding3D', 3, [1, 1, 1]),
  cropping('Cropping1D', 1, [1, 1]),
  cropping('Cropping2D', 2, [0, 0]),
  cropping('Cropping3D', 3, [1, 1, 1]),
];

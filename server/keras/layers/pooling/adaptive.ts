import { withSpatialDimensions } from '../../../shapes/convolution.ts';
import {
  LayerError,
  REQUIRED,
  Undecided,
  defineLayer,
  type LayerArguments,
  type LayerDefinition,
} from '../definition.ts';
import { checkEach, described } from '../refusals.ts';
import { dataFormatAttribute, sizesAttribute } from '../standardized.ts';
import { type Message, words } from '../../../words/message.ts';
import { isUndetermined } from '../../../python/domain/undetermined.ts';

const WANTED: Readonly<Record<number, Message>> = {
  1: words`an integer or a tuple of 1 integer`,
  2: words`an integer or a (height, width) tuple`,
  3: words`an integer or a (depth, height, width) tuple`,
};

function checkOutputSize(layer: string, args: LayerArguments, rank: number): void {
  const value = args.value('output_size');
  if (isUndetermined(value)) throw new Undecided(value.reason);
  if (value.kind === 'int' || value.kind === 'bool' || value.kind === 'host') return;
  const isSequence = value.kind === 'tuple' || value.kind === 'list';
  if (isSequence && (value.items.length === rank || (value.kind === 'list' && value.summary))) return;
  throw new LayerError(
    'bad-argument',
    words`${layer}: output_size must be ${WANTED[rank] ?? ''}, but it is ${isSequence ? words`${described(value)} of ${value.items.length}` : described(value)}.`,
    {
      parameter: 'output_size',
      exceptionType: rank === 1 && isSequence ? 'ValueError' : 'TypeError',
    },
  );
}

/** The spatial axes become `output_size`, whatever they were: Keras checks no rank here. */
function adaptivePooling(name: string, rank: number): LayerDefinition {
  return defineLayer({
    name,
    family: 'pooling',
    parameters: { output_size: REQUIRED, data_format: null },
    validate: (args) => {
      checkEach(
        () => checkOutputSize(name, args, rank),
        () => args.dataFormat(),
      );
    },
    attributes: { output_size: sizesAttribute('output_size', rank), data_format: dataFormatAttribute },
    output: (args, { shape }) => {
      const format = args.dataFormat();
      const channels = shape.at(format === 'channels_last' ? -1 : 1);
      if (channels === undefined) {
        throw new LayerError(
          'rank-mismatch',
          words`${name} takes an input of ${rank + 2} dimensions: expected ndim=${rank + 2}, found ndim=${shape.length}.`,
          { exceptionType: 'IndexError' },
        );
      }
      return { shape: withSpatialDimensions(shape[0] ?? null, args.sizes('output_size', rank), channels, format) };
    },
  });
}

export const adaptivePoolings: readonly LayerDefinition[] = [
  adaptivePooling('AdaptiveAveragePooling1D', 1),
  adaptivePooling('AdaptiveAveragePooling2D', 2),
  adaptivePooling('AdaptiveAveragePooling3D', 3),
  adaptivePooling('AdaptiveMaxPooling1D', 1),
  adaptivePooling('AdaptiveMaxPooling2D', 2),
  adaptivePooling('AdaptiveMaxPooling3D', 3),
];

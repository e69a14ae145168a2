import { Axes } from '../../../shapes/axes.ts';
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
    output: (args, { axes }) => {
      const isLast = args.dataFormat() === 'channels_last';
      if (axes.rank !== undefined && axes.rank < (isLast ? 1 : 2)) {
        throw new LayerError(
          'rank-mismatch',
          words`${name} takes an input of ${rank + 2} dimensions: expected ndim=${rank + 2}, found ndim=${axes.rank}.`,
          { exceptionType: 'IndexError' },
        );
      }
      const channels = Axes.ranked([axes.at(isLast ? -1 : 1)]);
      const sizes = Axes.ranked(args.sizes('output_size', rank));
      const batch = Axes.ranked([axes.at(0)]);
      return isLast ? batch.concat(sizes).concat(channels) : batch.concat(channels).concat(sizes);
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

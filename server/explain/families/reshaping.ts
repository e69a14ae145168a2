import { words } from '../../words/message.ts';
import { formatDimension, product, sameDimension, type Size } from '../../shapes/dimension.ts';
import { code, say, strong, type Inline } from '../document/document.ts';
import { withoutBatch } from './merging.ts';
import type { Subject, Teach } from './teaching.ts';
import { windowArithmetic } from './windows.ts';

export const flattenLayer: Teach = (subject) => ({
  points: [
    say`Puts all values of a sample into one axis; the batch stays. It has ${strong(words`no arrays`)}, but a Dense after it has one weight for each of these values and unit.`,
    ...(subject.input?.slice(1).includes(null)
      ? [say`An axis is None, so the size is only known when data comes; a Dense cannot be built on it.`]
      : []),
  ],
  shape: flattened(subject),
  source: { title: 'keras.io: Flatten', target: 'https://keras.io/api/layers/reshaping_layers/flatten/' },
});

/** `7 · 7 · 512 = 25088`, where that is what the output has. */
function flattened(subject: Subject): Inline | undefined {
  const sizes = withoutBatch(subject.input);
  if (sizes.length < 2 || !sizes.every((size): size is Size => size !== null)) return undefined;
  const total = product(sizes);
  if (sameDimension(total, subject.output?.[1] ?? null) !== 'same') return undefined;
  return say`${sizes.map(formatDimension).join(' · ')} = ${formatDimension(total)}.`;
}

export const reshape: Teach = (subject) => ({
  points: [
    say`The same values in the same order, in other axes: their number stays, and ${code('target_shape')} is written without the batch. It does not exchange axes; Permute does. It has ${strong(words`no arrays`)}.`,
    ...(/-1\b/.test(subject.argument('target_shape') ?? '') ? [say`${code('-1')} stands for what is left over.`] : []),
  ],
  source: { title: 'keras.io: Reshape', target: 'https://keras.io/api/layers/reshaping_layers/reshape/' },
});

export const permute: Teach = () => ({
  points: [
    say`Exchanges axes; ${code('dims')} counts them from 1, the batch not included. It has ${strong(words`no arrays`)}.`,
  ],
  source: { title: 'keras.io: Permute', target: 'https://keras.io/api/layers/reshaping_layers/permute/' },
});

export const repeatVector: Teach = () => ({
  points: [
    say`Repeats a vector as timesteps, as a decoder needs it after an encoder that gives its last output only. It has ${strong(words`no arrays`)}.`,
  ],
  source: { title: 'keras.io: RepeatVector', target: 'https://keras.io/api/layers/reshaping_layers/repeat_vector/' },
});

export const pooling: Teach = (subject) => {
  const arithmetic = windowArithmetic(subject, 'pool_size');
  return {
    points: [
      say`Looks at one window after the other, each channel by itself: the channels stay. It has ${strong(words`no arrays`)}; ${code('strides')} is the window's size where it is not given.`,
    ],
    shape: arithmetic === undefined ? undefined : say`Output size: ${arithmetic}.`,
    source: { title: 'keras.io: pooling layers', target: 'https://keras.io/api/layers/pooling_layers/' },
  };
};

export const globalPooling: Teach = (subject) => ({
  points: [
    say`One number for each channel, whatever the size of the image or the length of the sequence. It has ${strong(words`no arrays`)}, and unlike Flatten it keeps a Dense after it small.`,
    ...(subject.flag('keepdims') ? [say`${code('keepdims=True')}: the pooled axes stay, with size 1.`] : []),
  ],
  source: { title: 'keras.io: pooling layers', target: 'https://keras.io/api/layers/pooling_layers/' },
});

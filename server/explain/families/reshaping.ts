import { words } from '../../words/message.ts';
import { formatDimension, product, sameDimension, type Size } from '../../shapes/dimension.ts';
import { code, say, strong, type Inline } from '../document/document.ts';
import { withoutBatch } from './merging.ts';
import { kerasPage } from './sources.ts';
import type { Subject, Teach } from './teaching.ts';
import { argumentSizes, spatialAxes, windowArithmetic, windowText } from './windows.ts';

export const flattenLayer: Teach = (subject) => ({
  points: [
    say`Puts all values of a sample into one axis; the batch stays. It has ${strong(words`no arrays`)}, but a Dense after it has a weight for each of these values in each of its units.`,
    ...(subject.input?.slice(1).includes(null)
      ? [say`An axis is None, so the size is only known when data comes; a Dense cannot be built on it.`]
      : []),
  ],
  shape: flattened(subject),
  source: kerasPage(subject),
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
  source: kerasPage(subject),
});

export const permute: Teach = (subject) => ({
  points: [
    say`Puts the axes into another order, ${code(`dims=${subject.argument('dims') ?? '…'}`)}: they are counted from 1, the batch left out. It has ${strong(words`no arrays`)}.`,
  ],
  source: kerasPage(subject),
});

export const repeatVector: Teach = (subject) => ({
  points: [
    say`Gives the same vector at each of so many timesteps, as a decoder needs it after an encoder that gives one vector. It has ${strong(words`no arrays`)}.`,
  ],
  source: kerasPage(subject),
});

export const pooling: Teach = (subject) => {
  const arithmetic = windowArithmetic(subject, 'pool_size');
  return {
    points: [
      pooled(subject),
      say`It has ${strong(words`no arrays`)}: nothing is learned.`,
      ...(subject.argument('strides') === 'None'
        ? [say`Where ${code('strides')} is not given, as here, it is the size of the window: windows do not overlap.`]
        : []),
    ],
    shape: arithmetic === undefined ? undefined : say`Output size: ${arithmetic}.`,
    source: kerasPage(subject),
  };
};

const isMaximum = ({ layer }: Subject): boolean => (layer.kerasClass ?? '').includes('Max');

/** What becomes of one window. */
function pooled(subject: Subject): Inline {
  const sizes = argumentSizes(subject, 'pool_size', spatialAxes(subject, subject.input).length);
  const size = sizes === undefined ? '' : ` (${windowText(sizes)})`;
  return isMaximum(subject)
    ? say`Keeps the ${strong(words`largest value`)} of each window${size}. Each channel is pooled by itself, so their number stays.`
    : say`Makes of each window${size} the ${strong(words`mean`)} of its values. Each channel is pooled by itself, so their number stays.`;
}

export const globalPooling: Teach = (subject) => ({
  points: [
    isMaximum(subject)
      ? say`Keeps of each channel its ${strong(words`largest value`)}, over all positions: one number per channel, whatever the size of the input.`
      : say`Makes of each channel the ${strong(words`mean`)} of its values, over all positions: one number per channel, whatever the size of the input.`,
    say`It has ${strong(words`no arrays`)}. A Dense after it has a weight per channel and unit; after Flatten it would have one for each value.`,
    ...(subject.flag('keepdims') ? [say`${code('keepdims=True')}: the pooled axes stay, with size 1.`] : []),
  ],
  source: kerasPage(subject),
});

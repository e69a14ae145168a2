/** Layers that prepare data: what they keep, and when they do something. */
import { words } from '../../words/message.ts';
import { code, say, strong, type Inline } from '../document/document.ts';
import type { Teach } from './teaching.ts';

const source = { title: 'keras.io: preprocessing layers', target: 'https://keras.io/api/layers/preprocessing_layers/' };
const about =
  (...points: readonly Inline[]): Teach =>
  () => ({ points, source });

export const augmentation = about(
  say`Changes images at random, ${strong(words`in training only`)}; in ${code('predict')} they pass as they are. No arrays; a random seed is in no count.`,
);
export const imagePreprocessing = about(
  say`Works on images in training and in ${code('predict')} alike; nothing is learned, and there are no arrays.`,
);
export const trainingPreprocessing = about(
  say`Works on images ${strong(words`in training only`)}; in ${code('predict')} they pass as they are. Nothing is learned, and there are no arrays.`,
);
export const randomCrop = about(
  say`Takes a part of the given size: anywhere in training, the middle in ${code('predict')}. No arrays; a random seed is in no count.`,
);
export const elasticTransform = about(say`Bends images at random. Shape and count stay; a random seed is in no count.`);
export const rescaling = about(
  say`Computes ${code('x · scale + offset')}, in training and in ${code('predict')} alike. Shape and count stay.`,
);
export const vocabulary = about(
  say`Its vocabulary is learned by ${code('adapt')} before training, or given; it is ${strong(words`no weight array`)}, so it is in no count.`,
  say`The sizes of what follows (${code('input_dim')} of an Embedding) come from the size of the vocabulary.`,
);
export const categories = about(
  say`Turns integers or numbers into categories; nothing is learned by gradients, and there are no arrays.`,
);

export const normalization: Teach = (subject) => ({
  points: [
    subject.layer.weights.length === 0
      ? say`Mean and variance are given as arguments, so there are no arrays; else ${code('adapt')} finds them in the data before training.`
      : say`Mean and variance come from ${code('adapt')}, which looks at the data before training. They are ${strong(words`not trainable`)}, and a count belongs to them.`,
  ],
  source,
});

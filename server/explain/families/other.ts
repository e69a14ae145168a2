import { words } from '../../words/message.ts';
import { formatShape } from '../../shapes/dimension.ts';
import { weightShapeText } from '../arrays.ts';
import { code, say, strong } from '../document/document.ts';
import type { Teach } from './teaching.ts';

export const inputLayer: Teach = (subject) => ({
  points: [
    say`${code('shape')} is written without the batch; Keras puts None before it${subject.output === undefined ? '' : `: ${formatShape(subject.output)}`}. It has ${strong(words`no arrays`)}.`,
  ],
  source: { title: 'keras.io: Input', target: 'https://keras.io/api/layers/core_layers/input/' },
});

export const dropout: Teach = (subject) => ({
  points: [
    say`Sets a share of the values to 0 at random${subject.argument('rate') === undefined ? '' : ` (rate=${subject.argument('rate')})`} and scales up the rest, ${strong(words`in training only`)}. Shape and count stay; it has no arrays.`,
  ],
  source: { title: 'Srivastava et al. 2014', target: 'https://jmlr.org/papers/v15/srivastava14a.html' },
});

export const activation: Teach = () => ({
  points: [say`A function of each value: the shape stays, and there are ${strong(words`no arrays`)}.`],
});

export const prelu: Teach = (subject) => {
  const alpha = subject.array('alpha');
  if (alpha === undefined) return undefined;
  return {
    points: [
      say`The slope for negative values is learned, one for each value of a sample: ${code('alpha')} is ${weightShapeText(alpha)}. ${code('shared_axes')} makes it smaller, [1, 2] after a Conv2D for one slope per channel.`,
    ],
    source: { title: 'He et al. 2015', target: 'https://arxiv.org/abs/1502.01852' },
  };
};

export const masking: Teach = () => ({
  points: [
    say`Marks timesteps whose values all are ${code('mask_value')}, so that recurrent layers after it skip them. Shape and count stay.`,
  ],
});

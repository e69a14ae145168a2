import { words } from '../../words/message.ts';
import { formatShape } from '../../shapes/dimension.ts';
import { weightShapeText } from '../arrays.ts';
import { code, say, strong, type Inline } from '../document/document.ts';
import { kerasPage, paper } from './sources.ts';
import type { Subject, Teach } from './teaching.ts';

export const inputLayer: Teach = (subject) => ({
  points: [
    say`${code('shape')} is written without the batch; Keras puts None before it${subject.output === undefined ? '' : `: ${formatShape(subject.output)}`}. It has ${strong(words`no arrays`)}.`,
  ],
  source: kerasPage(subject),
});

const DROPOUT = paper('Srivastava et al. 2014', 'https://jmlr.org/papers/v15/srivastava14a.html');
const SHAPE_STAYS = say`The shape stays, and it has ${strong(words`no arrays`)}.`;
const IN_TRAINING = words`in training only`;

/** ` (rate=0.5)` */
const rateText = (subject: Subject): Inline => {
  const rate = subject.argument('rate');
  return rate === undefined ? [] : [' (', code(`rate=${rate}`), ')'];
};

export const dropout: Teach = (subject) => ({
  points: [
    say`Sets a share of the values${rateText(subject)} to 0 at random, ${strong(IN_TRAINING)}, and scales up the rest so that their sum stays on average. In ${code('predict')} they pass as they are.`,
    SHAPE_STAYS,
  ],
  source: kerasPage(subject),
  paper: DROPOUT,
});

/** Whole channels at a time. */
export const spatialDropout: Teach = (subject) => ({
  points: [
    say`Sets a share of the ${strong(words`channels`)}${rateText(subject)} to 0 as a whole, at random, ${strong(IN_TRAINING)}, and scales up the rest. In ${code('predict')} they pass as they are.`,
    SHAPE_STAYS,
  ],
  source: kerasPage(subject),
});

export const gaussianDropout: Teach = (subject) => ({
  points: [
    say`Multiplies each value by a random number around 1${rateText(subject)}, ${strong(IN_TRAINING)}. In ${code('predict')} they pass as they are.`,
    SHAPE_STAYS,
  ],
  source: kerasPage(subject),
  paper: DROPOUT,
});

export const alphaDropout: Teach = (subject) => ({
  points: [
    say`A dropout for ${code('selu')}: what is dropped${rateText(subject)} gets that function's lowest value instead of 0, so that mean and variance stay; ${strong(IN_TRAINING)}.`,
    SHAPE_STAYS,
  ],
  source: kerasPage(subject),
  paper: paper('Klambauer et al. 2017', 'https://arxiv.org/abs/1706.02515'),
});

export const activation: Teach = (subject) => ({
  points: [
    subject.layer.kerasClass === 'Softmax' || subject.text('activation') === 'softmax'
      ? say`Makes the values along an axis, the last by default, positive numbers whose sum is 1: probabilities. The shape stays, and there are ${strong(words`no arrays`)}.`
      : say`A function of each value: the shape stays, and there are ${strong(words`no arrays`)}.`,
  ],
  source: kerasPage(subject),
});

export const prelu: Teach = (subject) => {
  const alpha = subject.array('alpha');
  if (alpha === undefined) return undefined;
  return {
    points: [
      say`The slope for negative values is learned, one for each value of a sample: ${code('alpha')} is ${weightShapeText(alpha)}. ${code('shared_axes')} makes it smaller, [1, 2] after a Conv2D for one slope per channel.`,
    ],
    source: kerasPage(subject),
    paper: paper('He et al. 2015', 'https://arxiv.org/abs/1502.01852'),
  };
};

export const masking: Teach = (subject) => ({
  points: [
    say`Marks timesteps whose values all are ${code('mask_value')}, so that recurrent layers after it skip them. Shape and count stay.`,
  ],
  source: kerasPage(subject),
});

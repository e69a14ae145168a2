import type { KnownShape } from '../../analysis/analysis.ts';
import { words } from '../../words/message.ts';
import { weightShapeText } from '../arrays.ts';
import { formatCount } from '../../shapes/dimension.ts';
import { code, say, strong } from '../document/document.ts';
import { counted } from '../words.ts';
import { kerasPage, paper } from './sources.ts';
import { Subject, type Teach } from './teaching.ts';
import { windowArithmetic, windowText } from './windows.ts';

/** The layer at one of its timesteps. */
function eachImage({ layer, input, output }: Subject): Subject {
  const withoutTime = (shape: KnownShape): KnownShape => shape && [...shape.slice(0, 1), ...shape.slice(2)];
  const isSequence = input !== undefined && output?.length === input.length;
  return new Subject(layer, withoutTime(input), isSequence ? withoutTime(output) : output);
}

/** ConvLSTM: an LSTM whose products are convolutions. */
export const convLstm: Teach = (subject) => {
  const kernel = subject.array('kernel');
  const recurrent = subject.array('recurrent_kernel');
  const filters = subject.term('filters');
  const gates = subject.term('gates') ?? 4;
  const window = kernel?.shape?.slice(0, -2);
  if (kernel === undefined || recurrent === undefined || filters === undefined || window === undefined)
    return undefined;
  const arithmetic = windowArithmetic(eachImage(subject), 'kernel_size');
  return {
    reasons: {
      kernel: words`each gate reads a window of x, all channels deep`,
      recurrent_kernel: words`each gate reads a window of h: all ${counted(filters, 'filter')}`,
    },
    points: [
      say`An LSTM whose products are convolutions: h and c are ${strong(words`images`)} of ${counted(filters, 'channel')}, and each gate reads a window of ${windowText(window)} of the input and of all channels of the previous h.`,
      say`Hence ${code('kernel')} ${weightShapeText(kernel)} and ${code('recurrent_kernel')} ${weightShapeText(recurrent)}: the last axis is gates ${formatCount(gates)} · filters ${formatCount(filters)}, in the order i, f, c, o. Unlike in the paper, the cell state has no array.`,
      say`The size of the images is in no array. That of h stays from step to step: its windows are padded.`,
    ],
    shape: arithmetic === undefined ? undefined : say`Output size of each image: ${arithmetic}.`,
    source: kerasPage(subject),
    paper: paper('Shi et al. 2015', 'https://arxiv.org/abs/1506.04214'),
  };
};

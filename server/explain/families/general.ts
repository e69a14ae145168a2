/** Layers whose working another layer or a function decides. */
import { words } from '../../words/message.ts';
import { formatParameters } from '../count-text.ts';
import { code, join, say, strong, type Inline } from '../document/document.ts';
import type { Teach } from './teaching.ts';

export const rnn: Teach = (subject) => {
  const cells = subject.layer.children;
  const [first] = cells;
  if (first === undefined) return undefined;
  const inside = first.children.length > 0 && first.className === 'StackedRNNCells' ? first.children : cells;
  const named = inside.map(
    (cell): Inline => say`${code(cell.name)} (${cell.className}, ${formatParameters(cell.params)})`,
  );
  return {
    points: [say`Runs ${join(named, ', then ')} at every timestep, with the ${strong(words`same arrays`)} at each.`],
    source: { title: 'keras.io: RNN', target: 'https://keras.io/api/layers/recurrent_layers/rnn/' },
  };
};

export const einsumDense: Teach = (subject) => ({
  points: [
    say`${code(`equation=${subject.argument('equation') ?? '…'}`)}: the letters of the second operand are the axes of ${code('kernel')}; those of ${code(`bias_axes=${subject.argument('bias_axes') ?? 'None'}`)} are the axes of ${code('bias')}.`,
  ],
  source: { title: 'keras.io: EinsumDense', target: 'https://keras.io/api/layers/core_layers/einsum_dense/' },
});

export const lambda: Teach = () => ({
  points: [
    say`Applies a function. Arrays that the function uses from outside are ${strong(words`not tracked`)}: they are in no count and are not trained.`,
  ],
  source: { title: 'keras.io: Lambda', target: 'https://keras.io/api/layers/core_layers/lambda/' },
});

export const rmsNormalization: Teach = () => ({
  points: [
    say`Divides by the root of the mean square of each sample; unlike LayerNormalization it subtracts no mean and has no beta.`,
  ],
  source: { title: 'Zhang and Sennrich 2019', target: 'https://arxiv.org/abs/1910.07467' },
});

export const unitNormalization: Teach = () => ({
  points: [say`Scales each vector to length 1; nothing is learned, and there are no arrays.`],
});

export const spectralNormalization: Teach = (subject) => {
  const [inner] = subject.layer.children;
  if (inner === undefined) return undefined;
  return {
    points: [
      say`Keeps the largest singular value of the kernel of ${code(inner.name)} at 1. ${code('vector_u')}, with which it estimates that value, is ${strong(words`not trainable`)}.`,
    ],
    source: { title: 'Miyato et al. 2018', target: 'https://arxiv.org/abs/1802.05957' },
  };
};

export const noise: Teach = () => ({
  points: [say`Adds noise, ${strong(words`in training only`)}. Shape and count stay; there are no arrays.`],
});
export const identity: Teach = () => ({ points: [say`Gives what it gets. Shape and count stay.`] });

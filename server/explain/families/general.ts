/** Layers whose working another layer or a function decides. */
import { words } from '../../words/message.ts';
import { formatParameters } from '../count-text.ts';
import { code, join, say, strong, type Inline } from '../document/document.ts';
import { gru, lstm, simpleRnn } from './recurrent.ts';
import { kerasPage, paper } from './sources.ts';
import { Subject, type Teach } from './teaching.ts';

const CELLS: Readonly<Record<string, Teach>> = { LSTMCell: lstm, GRUCell: gru, SimpleRNNCell: simpleRnn };

export const rnn: Teach = (subject) => {
  const cells = subject.layer.children;
  const [first] = cells;
  if (first === undefined) return undefined;
  const inside = first.children.length > 0 && first.className === 'StackedRNNCells' ? first.children : cells;
  const named = inside.map(
    (cell): Inline => say`${code(cell.name)} (${cell.className}, ${formatParameters(cell.params)})`,
  );
  const [only, ...others] = inside;
  const taught =
    only === undefined || others.length > 0 || only.kerasClass !== only.className
      ? undefined
      : CELLS[only.className]?.(new Subject(only, undefined, undefined));
  return {
    reason: taught?.reason,
    points: [
      say`Runs ${join(named, ', then ')} at every timestep, with the ${strong(words`same arrays`)} at each.`,
      ...(taught?.points ?? []),
    ],
    equations: taught?.equations,
    source: kerasPage(subject),
  };
};

export const einsumDense: Teach = (subject) => ({
  points: [
    say`${code(`equation=${subject.argument('equation') ?? '…'}`)}: the letters of the second operand are the axes of ${code('kernel')}; those of ${code(`bias_axes=${subject.argument('bias_axes') ?? 'None'}`)} are the axes of ${code('bias')}.`,
  ],
  source: kerasPage(subject),
});

export const lambda: Teach = (subject) => ({
  points: [
    say`Applies a function. Arrays that the function uses from outside are ${strong(words`not tracked`)}: they are in no count and are not trained.`,
  ],
  source: kerasPage(subject),
});

export const rmsNormalization: Teach = (subject) => ({
  points: [
    say`Divides by the root of the mean square of each sample; unlike LayerNormalization it subtracts no mean and has no beta.`,
  ],
  source: kerasPage(subject),
  paper: paper('Zhang and Sennrich 2019', 'https://arxiv.org/abs/1910.07467'),
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
    paper: paper('Miyato et al. 2018', 'https://arxiv.org/abs/1802.05957'),
  };
};

export const noise: Teach = () => ({
  points: [say`Adds noise, ${strong(words`in training only`)}. Shape and count stay; there are no arrays.`],
});
export const identity: Teach = () => ({ points: [say`Gives what it gets. Shape and count stay.`] });

import { words } from '../../words/message.ts';
import { formatCount, formatShape, multiply } from '../../shapes/dimension.ts';
import { countOf } from '../arrays.ts';
import { formatParameters } from '../count-text.ts';
import { code, say, strong, type Inline } from '../document/document.ts';
import { counted, knownSize } from '../words.ts';
import { torchBidirectional } from '../torch/recurrent.ts';
import { kerasPage } from './sources.ts';
import type { Subject, Teach } from './teaching.ts';

export const bidirectional: Teach = (subject) => {
  const [forward, backward] = subject.layer.children;
  const total = countOf(subject.layer.weights);
  if (forward === undefined || total === undefined) return undefined;
  const one = countOf(forward.weights);
  const points: Inline[] = [
    one === undefined
      ? say`${strong(words`Two layers`)}: one reads the sequence forwards, the other backwards, each with arrays of its own. ${code('get_weights()')} gives those of the forward layer first.`
      : say`${strong(words`Two layers`)}: one reads the sequence forwards, the other backwards, each with arrays of its own, ${formatCount(one)} numbers. ${code('get_weights()')} gives those of the forward layer first.`,
    ...merged(subject),
  ];
  if (backward !== undefined && backward.className !== forward.className)
    points.push(say`The backward layer is another class: ${backward.className}.`);
  return {
    points,
    torch: torchBidirectional(subject),
    source: kerasPage(subject),
  };
};

/** How the two outputs become one. */
function merged(subject: Subject): Inline[] {
  const mode = subject.argument('merge_mode');
  const inner = subject.layer.children[0]?.terms['units'];
  const units = knownSize(inner);
  if (mode === 'None') return [say`${code('merge_mode=None')}: two outputs, not merged.`];
  if (subject.text('merge_mode') === 'concat' && units !== undefined) {
    return [
      say`${code("merge_mode='concat'")} joins the two outputs: 2 · ${counted(units, 'unit')} = ${formatCount(multiply(2, units))} features.`,
    ];
  }
  const name = subject.text('merge_mode');
  return name === undefined
    ? []
    : [say`${code(`merge_mode='${name}'`)}: the two outputs are combined element by element and keep their size.`];
}

export const timeDistributed: Teach = (subject) => {
  const [inner] = subject.layer.children;
  if (inner === undefined) return undefined;
  const timesteps = knownSize(subject.input?.[1] ?? undefined);
  const every = timesteps === undefined ? words`every timestep` : words`each of the ${counted(timesteps, 'timestep')}`;
  const { input } = subject;
  return {
    points: [
      say`${strong(words`One and the same`)} ${inner.className} is applied to ${every}: its ${formatParameters(inner.params)} count once.`,
      ...(input === undefined
        ? []
        : [say`At each timestep ${inner.className} gets ${formatShape([input[0] ?? null, ...input.slice(2)])}.`]),
      ...(inner.kerasClass === 'Dense'
        ? [say`Around Dense it changes nothing: Dense works on the last axis of any input already.`]
        : []),
    ],
    source: kerasPage(subject),
  };
};

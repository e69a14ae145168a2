import { formatCount, formatShape } from '../../shapes/dimension.ts';
import { countOf, weightShapeText, weightsOf } from '../arrays.ts';
import { code, say, type Inline } from '../document/document.ts';
import { counted } from '../words.ts';
import type { Teach } from './teaching.ts';

export const dense: Teach = (subject) => {
  const features = subject.term('features');
  const units = subject.term('units');
  const kernel = subject.array('kernel');
  if (features === undefined || units === undefined || kernel?.shape === undefined) return undefined;
  const bias = subject.array('bias');
  const { input } = subject;
  const between = input?.slice(1, -1) ?? [];
  const points: Inline[] = [
    say`Each of the ${counted(units, 'unit')} has one weight for each of the ${counted(features, 'feature')}${bias === undefined ? '' : ' and one bias'}.`,
  ];
  if (input !== undefined && between.length > 0) {
    points.push(say`Dense works on the last axis only: the same ${code('kernel')} serves all positions of ${formatShape(input)}, so the axes in between count for nothing. To read all values at once, flatten first.`);
  }
  const total = countOf(weightsOf(subject.layer));
  return {
    points,
    equations: {
      block: 'equations',
      lines: [[
        { text: 'y', under: formatShape([units]) }, { text: '=', under: '' }, { text: `${subject.text('activation') ?? ''}( x`.trimStart(), under: formatShape([features]) }, { text: '·', under: '' },
        { text: 'kernel', under: weightShapeText(kernel) }, ...(bias === undefined ? [] : [{ text: '+', under: '' }, { text: 'bias', under: weightShapeText(bias) }]), { text: ')', under: '' },
      ]],
    },
    torch: say`PyTorch's ${code('nn.Linear')}: weight ${formatShape([...kernel.shape].reverse())}, the kernel transposed${bias === undefined ? ` (${'bias=False'})` : ', and the same bias'}${total === undefined ? '' : `; ${formatCount(total)} too`}.`,
    source: { title: 'keras.io: Dense', target: 'https://keras.io/api/layers/core_layers/dense/' },
  };
};

import { words } from '../../words/message.ts';
import { formatShape, type Size } from '../../shapes/dimension.ts';
import { code, say, type EquationTerm, type Inline } from '../document/document.ts';
import { counted, isExactly } from '../words.ts';
import { torchDense } from '../torch/kernels.ts';
import { kerasPage } from './sources.ts';
import type { Subject, Teach } from './teaching.ts';

export const dense: Teach = (subject) => {
  const features = subject.term('features');
  const units = subject.term('units');
  const kernel = subject.array('kernel');
  if (features === undefined || units === undefined || kernel?.shape === undefined) return undefined;
  const bias = subject.array('bias');
  const { input } = subject;
  const between = input?.slice(1, -1) ?? [];
  const points: Inline[] = [];
  const weights = words`one weight for each of the ${counted(features, 'feature')}`;
  const each = bias === undefined ? weights : words`${weights} and one bias`;
  if (input !== undefined && between.length > 0) {
    points.push(
      say`Dense works on the last axis only: the same ${code('kernel')} serves all positions of ${formatShape(input)}, so the axes in between do not change the number of parameters. To read all values at once, flatten first.`,
    );
  }
  return {
    reason: isExactly(units, 1)
      ? say`The one unit has ${each}.`
      : say`Each of the ${counted(units, 'unit')} has ${each}.`,
    reasons: {
      kernel: isExactly(units, 1) ? words`the unit reads every feature` : words`each unit reads every feature`,
    },
    points,
    equations: { block: 'equations', lines: [equation(subject, features, units)] },
    torch: torchDense(subject),
    source: kerasPage(subject),
  };
};

/** y = x·kernel + bias, in the activation's brackets where there is one; a function of the program has no name. */
function equation(subject: Subject, features: Size, units: Size): readonly EquationTerm[] {
  const term = (text: string, shape: readonly Size[] | undefined): EquationTerm => ({
    text,
    under: shape === undefined ? '' : formatShape(shape),
  });
  const sign = (text: string): EquationTerm => ({ text, under: '' });
  const bias = subject.array('bias');
  const given = subject.argument('activation');
  const name = given === undefined ? 'activation' : subject.text('activation');
  const activation = name === undefined || name === 'linear' ? undefined : name;
  return [
    term('y', [units]),
    sign(activation === undefined ? '=' : `= ${activation}(`),
    term('x', [features]),
    sign('·'),
    term('kernel', subject.array('kernel')?.shape),
    ...(bias === undefined ? [] : [sign('+'), term('bias', bias.shape)]),
    ...(activation === undefined ? [] : [sign(')')]),
  ];
}

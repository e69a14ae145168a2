import { formatShape, multiply, type Size } from '../../shapes/dimension.ts';
import type { EquationTerm, Equations } from '../document/document.ts';
import type { Subject } from './teaching.ts';

const term = (text: string, shape?: readonly Size[]): EquationTerm => ({ text, under: shape === undefined ? '' : formatShape(shape) });
const sign = (text: string): EquationTerm => ({ text, under: '' });

/** `σ` and `tanh` are how papers write the usual activations; another one keeps its name. */
function activation(subject: Subject, argument: string): string {
  const name = subject.text(argument);
  return name === 'sigmoid' ? 'σ' : (name ?? argument);
}

/** z = x·kernel + h·recurrent_kernel + bias, with the shapes under it. */
function weightedSum(features: Size, units: Size, columns: Size, bias: boolean, name = 'z'): EquationTerm[] {
  return [
    term(name, [columns]), sign('='), term('x(t)', [features]), sign('·'), term('kernel', [features, columns]), sign('+'), term('h(t−1)', [units]), sign('·'),
    term('recurrent_kernel', [units, columns]), ...(bias ? [sign('+'), term('bias', [columns])] : []),
  ];
}

export function lstmEquations(subject: Subject, features: Size, units: Size, gates: Size): Equations {
  const gate = activation(subject, 'recurrent_activation');
  const squash = activation(subject, 'activation');
  return {
    block: 'equations',
    lines: [
      weightedSum(features, units, multiply(gates, units), subject.array('bias') !== undefined),
      [sign(`i, f, ĉ, o = the pieces of z, ${formatShape([units])} each`)],
      [term('c(t)', [units]), sign('='), sign(`${gate}(f) ∘ c(t−1) + ${gate}(i) ∘ ${squash}(ĉ)     no array: ∘ is element by element`)],
      [term('h(t)', [units]), sign('='), term(`${gate}(o) ∘ ${squash}(c(t))`)],
    ],
  };
}

export function gruEquations(subject: Subject, features: Size, units: Size): Equations {
  const gate = activation(subject, 'recurrent_activation');
  const squash = activation(subject, 'activation');
  const resetAfter = subject.flag('reset_after');
  const bias = (letter: string) => (subject.array('bias') === undefined ? '' : ` + b_${letter}`);
  const candidate = resetAfter ? `x·W_h${bias('h')} + r ∘ (h(t−1)·U_h${bias('h′')})` : `x·W_h + (r ∘ h(t−1))·U_h${bias('h')}`;
  return {
    block: 'equations',
    lines: [
      [term('z', [units]), sign('='), term(`${gate}( x`, [features]), sign('·'), term('W_z', [features, units]), sign('+'), term('h(t−1)', [units]), sign('·'), term('U_z', [units, units]), sign(`${bias('z')} )`)],
      [term('r', [units]), sign('='), term(`${gate}( x`, [features]), sign('·'), term('W_r', [features, units]), sign('+'), term('h(t−1)', [units]), sign('·'), term('U_r', [units, units]), sign(`${bias('r')} )`)],
      [term('ĥ', [units]), sign('='), sign(`${squash}( ${candidate} )`)],
      [term('h(t)', [units]), sign('='), sign('z ∘ h(t−1) + (1 − z) ∘ ĥ     ∘ is element by element')],
    ],
  };
}

export function simpleRnnEquations(subject: Subject, features: Size, units: Size): Equations {
  const [result, ...rest] = weightedSum(features, units, units, subject.array('bias') !== undefined, 'h(t)');
  return { block: 'equations', lines: [[...(result === undefined ? [] : [result]), ...rest.slice(0, 1), sign(`${activation(subject, 'activation')}(`), ...rest.slice(1), sign(')')]] };
}

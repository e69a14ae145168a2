import { joined, words, type Text } from '../../words/message.ts';
import { formatShape, multiply, type Size } from '../../shapes/dimension.ts';
import type { EquationTerm, Equations, TermPicture } from '../document/document.ts';
import type { Subject } from './teaching.ts';

const term = (text: string, shape: readonly Size[], picture?: TermPicture): EquationTerm => ({
  text,
  under: formatShape(shape),
  ...(picture === undefined ? {} : { picture }),
});
const sign = (text: Text): EquationTerm => ({ text, under: '' });

/** `σ` and `tanh` are how papers write the usual activations; another one keeps its name. */
export function activation(subject: Subject, argument: string): string {
  const name = subject.text(argument);
  return name === 'sigmoid' ? 'σ' : (name ?? argument);
}

/** The letter that papers have for the usual function of gates. */
const sigma = (gate: string): Text => (gate === 'σ' ? words`; σ: sigmoid` : '');

/** A vector of the layer's units, in the colour of its gate. */
const unitVector =
  (units: Size) =>
  (text: string, name: string, colour?: number): EquationTerm =>
    term(text, [units], { vector: name, gate: colour });

const input = (features: Size): EquationTerm => term('x(t)', [features], { vector: 'x' });
const previous = (units: Size): EquationTerm => term('h(t−1)', [units], { vector: 'h0' });
const ELEMENT_BY_ELEMENT = words`∘ is element by element`;

/** x·kernel + h·recurrent_kernel + bias, with the shapes under it. */
function weightedSum(features: Size, units: Size, columns: Size, bias: boolean): EquationTerm[] {
  return [
    input(features),
    sign('·'),
    term('kernel', [features, columns], { array: 'kernel' }),
    sign('+'),
    previous(units),
    sign('·'),
    term('recurrent_kernel', [units, columns], { array: 'recurrent_kernel' }),
    ...(bias ? [sign('+'), term('bias', [columns], { array: 'bias' })] : []),
  ];
}

export function lstmEquations(subject: Subject, features: Size, units: Size, gates: Size): Equations {
  const gate = activation(subject, 'recurrent_activation');
  const squash = activation(subject, 'activation');
  const columns = multiply(gates, units);
  const vector = unitVector(units);
  /** `i = σ( z_i` */
  const gateOf = (letter: string, name: string, piece: string, colour: number, squashed: string): EquationTerm[] => [
    vector(letter, name, colour),
    sign(`= ${squashed}(`),
    vector(`z_${piece}`, `z${piece}`, colour),
  ];
  return {
    block: 'equations',
    lines: [
      [
        term('z', [columns], { vector: 'z' }),
        sign('='),
        ...weightedSum(features, units, columns, subject.array('bias') !== undefined),
        sign(words`    the sums, before the functions of the gates`),
      ],
      [
        ...gateOf('i', 'i', 'i', 0, gate),
        sign('),'),
        ...gateOf('f', 'f', 'f', 1, gate),
        sign('),'),
        ...gateOf('ĉ', 'g', 'c', 2, squash),
        sign('),'),
        ...gateOf('o', 'o', 'o', 3, gate),
        sign(')'),
        sign(words`   of the four pieces of z${sigma(gate)}`),
      ],
      [
        vector('c(t)', 'c'),
        sign('='),
        vector('f', 'f', 1),
        sign('∘'),
        vector('c(t−1)', 'c0'),
        sign('+'),
        vector('i', 'i', 0),
        sign('∘'),
        vector('ĉ', 'g', 2),
        sign(words`    no array: ${ELEMENT_BY_ELEMENT}`),
      ],
      [vector('h(t)', 'h'), sign('='), vector('o', 'o', 3), sign(`∘ ${squash}(`), vector('c(t)', 'c'), sign(')')],
    ],
  };
}

/** The terms of a GRU: the pieces of its arrays that belong to one gate. Without a bias, `b` and `second` are empty. */
function gruTerms(subject: Subject, features: Size, units: Size) {
  const hasBias = subject.array('bias') !== undefined;
  const b = (letter: string, colour: number, mark = ''): EquationTerm[] =>
    hasBias ? [sign('+'), term(`b${mark}_${letter}`, [units], { array: 'bias', gate: colour })] : [];
  return {
    W: (letter: string, colour: number): EquationTerm =>
      term(`W_${letter}`, [features, units], { array: 'kernel', gate: colour }),
    U: (letter: string, colour: number): EquationTerm =>
      term(`U_${letter}`, [units, units], { array: 'recurrent_kernel', gate: colour }),
    b,
    second: (letter: string, colour: number): EquationTerm[] =>
      subject.flag('reset_after') ? b(letter, colour, '′') : [],
    vector: unitVector(units),
  };
}

/** `z = σ( x(t) · W_z + b_z + h(t−1) · U_z )`, and the same for r. */
function gruGates(subject: Subject, features: Size, units: Size): EquationTerm[][] {
  const gate = activation(subject, 'recurrent_activation');
  const { W, U, b, second, vector } = gruTerms(subject, features, units);
  const gateLine = (letter: string, colour: number): EquationTerm[] => [
    vector(letter, letter, colour),
    sign(`= ${gate}(`),
    input(features),
    sign('·'),
    W(letter, colour),
    ...b(letter, colour),
    sign('+'),
    previous(units),
    sign('·'),
    U(letter, colour),
    ...second(letter, colour),
    sign(')'),
  ];
  return [gateLine('z', 0), gateLine('r', 1)];
}

/** ĥ, the candidate for the new h: reset_after says whether r is applied after the product with U_h or before. */
function gruCandidate(subject: Subject, features: Size, units: Size): EquationTerm[] {
  const { W, U, b, second, vector } = gruTerms(subject, features, units);
  const recurrent = subject.flag('reset_after')
    ? [vector('r', 'r', 1), sign('∘ ('), previous(units), sign('·'), U('h', 2), ...second('h', 2), sign('))')]
    : [sign('('), vector('r', 'r', 1), sign('∘'), previous(units), sign(')'), sign('·'), U('h', 2), sign(')')];
  return [
    vector('ĥ', 'g', 2),
    sign(`= ${activation(subject, 'activation')}(`),
    input(features),
    sign('·'),
    W('h', 2),
    ...b('h', 2),
    sign('+'),
    ...recurrent,
  ];
}

/** Letters as in papers; the last lines say what they are. With reset_after there are two biases, b and b′. */
export function gruEquations(subject: Subject, features: Size, units: Size): Equations {
  const vector = unitVector(units);
  const letters = biasWords(subject.array('bias') !== undefined, subject.flag('reset_after'));
  return {
    block: 'equations',
    lines: [
      ...gruGates(subject, features, units),
      gruCandidate(subject, features, units),
      [
        vector('h(t)', 'h'),
        sign('='),
        vector('z', 'z', 0),
        sign('∘'),
        previous(units),
        sign('+'),
        vector('(1 − z)', 'z', 0),
        sign('∘'),
        vector('ĥ', 'g', 2),
        sign(joined(['   ', ELEMENT_BY_ELEMENT], ' ')),
      ],
      [
        sign(
          words`z: update gate, r: reset gate, ĥ: candidate for the new h${sigma(activation(subject, 'recurrent_activation'))}`,
        ),
      ],
      [sign(words`W_z: the columns z of kernel, U_z: those of recurrent_kernel${letters}; so for r and h`)],
    ],
  };
}

/** What the letters b and b′ are, where there are such. */
function biasWords(hasBias: boolean, resetAfter: boolean): Text {
  if (!hasBias) return '';
  return resetAfter ? words`, b_z and b′_z: those of the two rows of bias` : words`, b_z: those of bias`;
}

export function simpleRnnEquations(subject: Subject, features: Size, units: Size): Equations {
  const sum = weightedSum(features, units, units, subject.array('bias') !== undefined);
  return {
    block: 'equations',
    lines: [
      [term('h(t)', [units], { vector: 'h' }), sign(`= ${activation(subject, 'activation')}(`), ...sum, sign(')')],
    ],
  };
}

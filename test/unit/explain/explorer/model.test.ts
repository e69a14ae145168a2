/** The explorer's words, controls and stages for the layers that people ask about. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { controlGroups, sizesText } from '../../../../server/explain/explorer/controls.ts';
import { explore, type Exploration } from '../../../../server/explain/explorer/exploration.ts';
import { axisNames, exampleInput } from '../../../../server/explain/explorer/inputs.ts';
import { valueOfLiteral } from '../../../../server/explain/explorer/literal.ts';
import { pointedAt, rowLabel } from '../../../../server/explain/explorer/pointing.ts';
import type {
  CallSpecification,
  LayerSpecification,
  PlainShape,
} from '../../../../server/explain/explorer/specification.ts';
import { withArgument } from '../../../../server/explain/explorer/specification.ts';
import { LAYERS } from '../../../../server/keras/layers/registry.ts';
import { inEnglish } from '../../../../server/words/language.ts';

type Built = Extract<Exploration, { kind: 'built' }>;
const layer = (
  className: string,
  args: Readonly<Record<string, string>> = {},
  inside: Readonly<Record<string, LayerSpecification>> = {},
): LayerSpecification => ({ className, arguments: args, inside, trainable: true });
const call = (one: LayerSpecification, input: PlainShape, more: CallSpecification['more'] = {}): CallSpecification => ({
  layer: one,
  kerasVersion: 3,
  inputs: [input],
  listed: false,
  more,
});

function built(one: LayerSpecification, input: PlainShape, more: CallSpecification['more'] = {}): Built {
  const exploration = explore(call(one, input, more));
  if (exploration.kind !== 'built') throw new assert.AssertionError({ message: JSON.stringify(exploration) });
  return exploration;
}
const lineAt = ({ stacks }: Built, stack: number, matrix: number, row: number, column: number): string =>
  inEnglish(pointedAt(stacks, { stack, matrix, row, column })?.line ?? '');
const cellAt = ({ stacks }: Built, stack: number, matrix: number, row: number, column: number): string => {
  const pointed = pointedAt(stacks, { stack, matrix, row, column });
  return pointed === undefined ? '' : `${pointed.index}: ${inEnglish(pointed.cell)}`;
};

describe('pointing', () => {
  test('a column of an LSTM is one gate of one unit', () => {
    const lstm = built(layer('LSTM', { units: '2' }), [null, 100, 4]);
    assert.equal(
      lineAt(lstm, 0, 0, 0, 2),
      'column 3 = forget gate of unit 1: reads 4 features + 2 previous hidden values + 1 bias = 7 numbers',
    );
    assert.equal(
      cellAt(lstm, 0, 1, 1, 7),
      'recurrent_kernel[1, 7]: from the previous hidden value of unit 2 to the output gate of unit 2',
    );
    assert.deepEqual(
      lstm.stacks[0]?.groups.map(({ letter, name, size }) => [letter, inEnglish(name), size]),
      [
        ['i', 'input gate', 2],
        ['f', 'forget gate', 2],
        ['c', 'candidate', 2],
        ['o', 'output gate', 2],
      ],
    );
    assert.deepEqual(
      lstm.stacks[0]?.matrices.map((matrix) => rowLabel(matrix, 0)),
      ['x₁', 'h₁', '1'],
    );
  });
  test("a GRU's bias has two rows", () => {
    const gru = built(layer('GRU', { units: '2' }), [null, 100, 4]);
    assert.equal(cellAt(gru, 0, 2, 1, 4), 'bias[1, 4]: the bias of the candidate of unit 1, for the recurrent part');
    assert.match(
      lineAt(gru, 0, 0, 0, 0),
      /^column 1 = update gate of unit 1: reads 4 features \+ 2 previous hidden values \+ 2 biases = 8 numbers$/,
    );
  });
  test('a column of a convolution is one filter, and its rows are windows', () => {
    const conv = built(layer('Conv2D', { filters: '8', kernel_size: '(3, 5)' }), [null, 28, 28, 2]);
    assert.equal(lineAt(conv, 0, 0, 0, 2), 'column 3 = filter 3: reads 3 × 5 × 2 channels + 1 bias = 31 numbers');
    assert.equal(cellAt(conv, 0, 0, 29, 2), 'kernel[2, 4, 1, 2]: from window place (3, 5), channel 2 to filter 3');
    assert.deepEqual(conv.stacks[0]?.matrices[0]?.window, { height: 3, width: 5, depth: 2 });
  });
  test('attention has a group of columns for each head', () => {
    const attention = built(layer('MultiHeadAttention', { num_heads: '2', key_dim: '3' }), [null, 10, 4], {
      value: [null, 7, 4],
    });
    assert.deepEqual(
      attention.stacks.map(({ title, groups }) => `${inEnglish(title)} ${groups.length}`),
      ['query 2', 'key 2', 'value 2', 'attention_output 1'],
    );
    assert.equal(cellAt(attention, 1, 0, 3, 5), 'kernel[3, 1, 2]: from feature 4 to head 2, number 3');
    assert.equal(lineAt(attention, 3, 0, 0, 0), 'column 1 = feature 1: reads 2 heads × 3 numbers + 1 bias = 7 numbers');
  });
  test('a row of an embedding is the vector of an index, and a channel has four numbers in BatchNormalization', () => {
    assert.equal(
      lineAt(built(layer('Embedding', { input_dim: '1000', output_dim: '8' }), [null, 9]), 0, 0, 16, 0),
      'row 17 = the vector of index 16: 8 numbers',
    );
    assert.equal(
      lineAt(built(layer('BatchNormalization'), [null, 4, 4, 3]), 0, 0, 0, 2),
      'column 3 = channel 3: one number in each of gamma, beta, moving_mean and moving_variance',
    );
  });
});

describe('other arguments', () => {
  test('change count, formula and output together', () => {
    const one = layer('LSTM', { units: '2' });
    const tried = built(withArgument(withArgument(one, 'units', '3'), 'return_sequences', 'True'), [null, 100, 4]);
    assert.equal(inEnglish(tried.parameters), '96 parameters');
    assert.equal(tried.output, '(None, 100, 3)');
    assert.equal(tried.formula, 'gates 4 · units 3 · (features 4 + units 3 + bias 1) = 12 · 8 = 96');
  });
  test('of a layer inside a wrapper stand under its path', () => {
    const wrapped = layer('Bidirectional', { merge_mode: "'concat'" }, { layer: layer('LSTM', { units: '2' }) });
    assert.equal(built(withArgument(wrapped, 'layer.units', '3'), [null, 100, 4]).count, '192');
    assert.equal(built(withArgument(wrapped, 'merge_mode', "'sum'"), [null, 100, 4]).output, '(None, 2)');
    assert.deepEqual(
      controlGroups(wrapped).map(({ className }) => className),
      ['LSTM', 'Bidirectional'],
    );
  });
  test('that Keras refuses are refused', () => {
    const refused = explore(call(layer('Conv2D', { filters: '8', kernel_size: '5' }), [null, 3, 3, 1]));
    assert.equal(refused.kind, 'refused');
    const zero = explore(call(layer('LSTM', { units: '0' }), [null, 100, 4]));
    assert.deepEqual(zero.kind === 'refused' && zero.parameter, 'units');
  });
});

test('controls follow the declaration', () => {
  const kinds = (one: LayerSpecification): string[] =>
    controlGroups(one).flatMap(({ controls }) => controls.map(({ kind, path }) => `${kind} ${path}`));
  assert.deepEqual(kinds(layer('LSTM', { units: '2', dropout: '0.2' })), [
    'size units',
    'flag use_bias',
    'flag return_sequences',
    'flag return_state',
    'choice activation',
    'choice recurrent_activation',
  ]);
  assert.deepEqual(controlGroups(layer('LSTM', { units: '2', dropout: '0.2' }))[0]?.others, [
    { name: 'dropout', text: '0.2' },
  ]);
  assert.ok(kinds(layer('GRU', { units: '2' })).includes('flag reset_after'));
  assert.deepEqual(kinds(layer('Conv2D', { filters: '8', kernel_size: '3' })).slice(0, 4), [
    'size filters',
    'size groups',
    'sizes kernel_size',
    'sizes strides',
  ]);
  assert.deepEqual(kinds(layer('Reshape', { target_shape: '(4, 2)' })), ['text target_shape']);
  assert.deepEqual(
    ['valid', 'same', 'causal'].map((one) => `'${one}'`),
    (() => {
      const [padding] = controlGroups(layer('Conv1D', { filters: '8', kernel_size: '3' }))[0]!.controls.filter(
        ({ name }) => name === 'padding',
      );
      return padding?.kind === 'choice' ? padding.options : [];
    })(),
  );
  assert.equal(sizesText([3, 3], true), '3');
  assert.equal(sizesText([3, 5], true), '(3, 5)');
  assert.equal(sizesText([3, 3], false), '(3, 3)');
});

describe('one time step', () => {
  for (const [className, titles] of [
    [
      'LSTM',
      ['What comes in', 'All columns at once', 'Four pieces', 'The cell state', 'The output', 'On to the next step'],
    ],
    [
      'GRU',
      ['What comes in', 'The update gate', 'The reset gate', 'The candidate', 'The output', 'On to the next step'],
    ],
    ['SimpleRNN', ['What comes in', 'One weighted sum', 'On to the next step']],
  ] as const) {
    test(`of ${className}: each stage has its equation, and reads only what was made before`, () => {
      const { step, equations } = built(layer(className, { units: '3' }), [null, 20, 5]);
      assert.deepEqual(
        step?.stages.map(({ title }) => inEnglish(title)),
        titles,
      );
      const made = new Set<string>();
      for (const { id, line, reads, makes } of step?.stages ?? []) {
        assert.equal(line === undefined, id === 'read' || id === 'back', id);
        for (const name of reads) assert.ok(made.has(name), `${id} reads ${name}`);
        for (const name of makes) made.add(name);
        const drawn =
          line === undefined
            ? []
            : (equations?.lines[line] ?? []).flatMap(({ picture }) =>
                picture !== undefined && 'vector' in picture ? [picture.vector] : [],
              );
        for (const name of drawn)
          assert.ok(made.has(name), `the equation of ${id} shows ${name}, which nothing has made`);
      }
    });
  }
  test('shapes under the terms follow the arguments', () => {
    const { equations } = built(layer('LSTM', { units: '64' }), [null, 20, 30]);
    assert.deepEqual(
      equations?.lines[0]?.filter(({ under }) => under !== '').map(({ text, under }) => `${text} ${under}`),
      ['z (256,)', 'x(t) (30,)', 'kernel (30, 256)', 'h(t−1) (64,)', 'recurrent_kernel (64, 256)', 'bias (256,)'],
    );
  });
});

test('plain values as Python writes them', () => {
  const kind = (text: string): string | undefined => valueOfLiteral(text)?.kind;
  assert.deepEqual(
    ['2', '-1', '0.5', '1e-3', "'same'", '"same"', 'True', 'None', '(3, 3)', '[1, 2]', '(3)', '()'].map(kind),
    ['int', 'int', 'float', 'float', 'str', 'str', 'bool', 'none', 'tuple', 'list', 'int', 'tuple'],
  );
  for (const text of ['n', '2 * 3', 'f(2)', '(3, 3', "'a", '', 'TrueX', '1 2', '(1 2)', '__import__("os")'])
    assert.equal(valueOfLiteral(text), undefined, text);
});

test('every declared layer has controls and an example input that says what is known of it', () => {
  for (const { name } of LAYERS) {
    const one = layer(
      name,
      Object.fromEntries(
        Object.entries({
          units: '3',
          filters: '4',
          kernel_size: '3',
          rate: '0.5',
          num_heads: '2',
          key_dim: '4',
          input_dim: '10',
          output_dim: '3',
        }),
      ),
    );
    assert.ok(exampleInput(one).length >= 1, name);
    assert.equal(axisNames(one, exampleInput(one).length).length, exampleInput(one).length, name);
    assert.doesNotThrow(() => {
      controlGroups(layer(name));
      explore(call(layer(name), exampleInput(layer(name))));
    }, name);
  }
});

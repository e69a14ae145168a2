import { product, sameDimension, type Dimension, type Shape, type Size } from '../../../shapes/dimension.ts';
import {
  REQUIRED,
  Undecided,
  defineLayer,
  type ArrayDeclaration,
  type LayerArguments,
  type Terms,
} from '../definition.ts';
import { valuesTimes } from '../../costs.ts';
import { requireBuiltRank, requireKnown } from '../refusals.ts';
import { Axes, UNKNOWN_AXIS } from '../../../shapes/axes.ts';
import { wholeShape } from '../spec-axes.ts';
import { loraArrays, loraTerms } from '../embedding/adapters.ts';
import { packed, quantizationOf } from '../embedding/quantization.ts';
import {
  einsumShapes,
  parseEquation,
  requireEquationRank,
  type EinsumShapes,
  type LetterDimension,
} from './einsum-equation.ts';

const ONE = 'broadcast';
const PACKED = 'packed_columns';

function shapesOf(args: LayerArguments, input: Shape): EinsumShapes {
  const value = args.value('output_shape');
  const output: Shape =
    value.kind === 'tuple' || value.kind === 'list' ? args.shape('output_shape') : [args.size('output_shape')];
  return einsumShapes(
    parseEquation(args.text('equation')),
    args.isNone('bias_axes') ? undefined : args.text('bias_axes'),
    input,
    output,
  );
}

/** The kernel's letters that are summed over, and the others. */
function splitLetters(
  args: LayerArguments,
  kernel: readonly LetterDimension[],
): { readonly rows: readonly LetterDimension[]; readonly columns: readonly LetterDimension[] } {
  const { output } = parseEquation(args.text('equation'));
  return {
    rows: kernel.filter(({ letter }) => !output.includes(letter)),
    columns: kernel.filter(({ letter }) => output.includes(letter)),
  };
}

const letters = (dimensions: readonly LetterDimension[]): readonly string[] => dimensions.map(({ letter }) => letter);

/**
 * Quantized to 4 bits, the kernel is a matrix: what is summed over, by half as many bytes as there are sums. Training
 * leaves it and its scale alone.
 */
function kernelArrays(
  args: LayerArguments,
  kernel: readonly LetterDimension[],
  frozenLater: boolean,
): ArrayDeclaration[] {
  const mode = quantizationOf(args);
  if (mode === undefined) return [{ name: 'kernel', dimensions: letters(kernel), frozenLater }];
  if (mode !== 'int4') throw new Undecided('the arrays of an EinsumDense that is quantized so are not declared');
  const { rows, columns } = splitLetters(args, kernel);
  return [
    { name: 'kernel', dimensions: [letters(rows), PACKED], trainable: false, dtype: 'int8' },
    { name: 'kernel_scale', dimensions: [letters(columns)], trainable: false },
  ];
}

function termsOf(args: LayerArguments, { kernel, bias }: EinsumShapes): Terms {
  const terms: Record<string, Dimension> = {};
  for (const dimension of [...kernel, ...(bias ?? [])]) {
    if (dimension) terms[dimension.letter] = dimension.size;
    else terms[ONE] = 1;
  }
  Object.assign(terms, loraTerms(args));
  if (quantizationOf(args) === 'int4') {
    const columns = splitLetters(args, kernel).columns.map(({ size }) => size);
    terms[PACKED] = columns.includes(null) ? null : packed(product(columns as readonly Size[]), 2);
  }
  return terms;
}

/** A Dense whose product is an einsum: the letters of the equation are the terms of its arrays. */
export const einsumDense = defineLayer({
  name: 'EinsumDense',
  family: 'core',
  parameters: {
    equation: REQUIRED,
    output_shape: REQUIRED,
    activation: null,
    bias_axes: null,
    kernel_initializer: 'glorot_uniform',
    bias_initializer: 'zeros',
    kernel_regularizer: null,
    bias_regularizer: null,
    kernel_constraint: null,
    bias_constraint: null,
    lora_rank: null,
    lora_alpha: null,
    gptq_unpacked_column_size: null,
    quantization_config: null,
  },
  callParameters: ['inputs', 'training'],
  terms: (args, input) => termsOf(args, shapesOf(args, wholeShape(input))),
  arrays: (args, _terms, input) => {
    const { kernel, bias } = shapesOf(args, wholeShape(input));
    for (const { size } of kernel) requireKnown('EinsumDense', size, -1, input);
    const lora = loraArrays(args, 'kernel', letters(kernel.slice(0, -1)), kernel.at(-1)?.letter ?? ONE);
    return [
      ...kernelArrays(args, kernel, lora.length > 0),
      ...(bias ? [{ name: 'bias', dimensions: bias.map((dimension) => dimension?.letter ?? ONE) }] : []),
      ...lora,
    ];
  },
  // Each value of the input meets each combination of the kernel's letters that the input does not have.
  multiplyAccumulates: (terms, _output, layer, [input] = []) => {
    if (!layer || !input) return undefined;
    const equation = parseEquation(layer.args.text('equation'));
    return valuesTimes(
      input,
      [...equation.kernel].filter((letter) => !equation.input.includes(letter)).map((letter) => terms[letter] ?? null),
    );
  },
  output: (args, { axes, shape, on }, layer) => {
    requireBuiltRank('EinsumDense', layer, axes);
    // On symbolic tensors Keras 3 states the output without computing it.
    if (args.kerasVersion === 2 || on !== 'symbols') requireEquationRank(parseEquation(args.text('equation')), shape);
    const { computed, stated } = shapesOf(args, shape);
    if (args.kerasVersion === 2 || on === 'arrays') return { shape: computed };
    if (on === 'symbols') return { shape: stated };
    if (computed.length !== stated.length)
      throw new Undecided('whether Keras computes or states what it gives is not known');
    return Axes.ranked(
      stated.map((size, axis) => (sameDimension(size, computed[axis] ?? null) === 'same' ? size : UNKNOWN_AXIS)),
    );
  },
});

import { formatDimension, formatShape, sameDimension, type Dimension, type Shape } from '../../../shapes/dimension.ts';
import { LayerError } from '../definition.ts';
import { type Message, words } from '../../../words/message.ts';

/** An equation `input,kernel->output`; `...` may stand before input and output, or behind them. */
export interface EinsumEquation {
  readonly input: string;
  readonly kernel: string;
  readonly output: string;
  readonly elided: 'none' | 'left' | 'right';
}

/** One letter and the dimension that it stands for. */
export interface LetterDimension {
  readonly letter: string;
  readonly size: Dimension;
}

export interface EinsumShapes {
  readonly kernel: readonly LetterDimension[];
  /** undefined without bias axes. A dimension without a letter is 1. */
  readonly bias: readonly (LetterDimension | undefined)[] | undefined;
  /** What the einsum gives. */
  readonly computed: Shape;
  /**
   * What Keras 3 says of it without computing: `outputShape` with its Nones, and the axes that `...` stands for before
   * the letters in the opposite order, as each is put in before the others.
   */
  readonly stated: Shape;
}

/** LayerError where it is none of the three forms that Keras takes. */
export function parseEquation(equation: string): EinsumEquation {
  const forms = [
    { elided: 'none', form: /^([a-zA-Z]+),([a-zA-Z]+)->([a-zA-Z]+)/ },
    { elided: 'left', form: /^\.\.\.([a-zA-Z]+),([a-zA-Z]+)->\.\.\.([a-zA-Z]+)/ },
    { elided: 'right', form: /^([a-zA-Z]{2,})\.\.\.,([a-zA-Z]+)->([a-zA-Z]+)\.\.\./ },
  ] as const;
  for (const { elided, form } of forms) {
    const found = form.exec(equation);
    if (found) return { input: found[1] ?? '', kernel: found[2] ?? '', output: found[3] ?? '', elided };
  }
  throw bad(
    words`"${equation}" is not an equation of the form "[X],[Y]->[Z]", "...[X],[Y]->...[Z]" or "[X]...,[Y]->[Z]..."`,
  );
}

const bad = (message: Message, parameter = 'equation'): LayerError =>
  new LayerError('bad-equation', words`EinsumDense: ${message}.`, { parameter });

/** LayerError where the letters of the input are not the axes of what it is given. */
export function requireEquationRank({ input, elided }: EinsumEquation, shape: Shape): void {
  if (elided !== 'none' || shape.length === input.length) return;
  throw bad(
    words`the input "${input}" has ${input.length} axes, but the input's shape is ${formatShape(shape)}: it has ${shape.length}`,
  );
}

/**
 * The shapes that an equation gives for an input. `outputShape` is without the batch axis and without elided axes.
 * LayerError where a letter has no source, or has two sizes.
 */
export function einsumShapes(
  equation: EinsumEquation,
  biasAxes: string | undefined,
  input: Shape,
  outputShape: Shape,
): EinsumShapes {
  const elided = input.length - equation.input.length;
  if (elided < 0)
    throw bad(
      words`the input "${equation.input}" has ${equation.input.length} axes, but the input's shape is ${formatShape(input)}: index out of range`,
    );
  const left = equation.elided === 'left';
  const batch = input[0] ?? null;
  const between = left ? input.slice(1, elided) : [];
  const behind = left ? [] : input.slice(input.length - elided);
  const stated: Shape = [batch, ...[...between].reverse(), ...outputShape, ...behind];
  const shift = left ? elided : 0;
  const inputSizes = new Map(
    [...equation.input].map((letter, place): [string, Dimension] => [letter, input[place + shift] ?? null]),
  );
  const outputSizes = new Map(
    [...equation.output].map((letter, place): [string, Dimension] => [letter, stated[place + shift] ?? null]),
  );
  checkLetters(equation, inputSizes, outputSizes);
  const kernel = [...equation.kernel].map((letter): LetterDimension => {
    if (outputSizes.has(letter)) return { letter, size: outputSizes.get(letter) ?? null };
    if (inputSizes.has(letter)) return { letter, size: inputSizes.get(letter) ?? null };
    throw bad(
      words`the letter "${letter}" of the kernel "${equation.kernel}" is neither in the input "${equation.input}" nor in the output "${equation.output}"`,
    );
  });
  const computed: Shape = [
    ...input.slice(0, shift),
    ...[...equation.output].map((letter) => inputSizes.get(letter) ?? outputSizes.get(letter) ?? null),
    ...behind,
  ];
  return {
    kernel,
    bias: biasAxes === undefined ? undefined : biasOf(equation, biasAxes, outputSizes, behind.length),
    computed,
    stated,
  };
}

function checkLetters(
  equation: EinsumEquation,
  inputSizes: ReadonlyMap<string, Dimension>,
  outputSizes: ReadonlyMap<string, Dimension>,
): void {
  for (const [letter, size] of inputSizes) {
    const stated = outputSizes.get(letter);
    if (stated === undefined || stated === null) continue;
    if (size !== null && sameDimension(size, stated) !== 'different') continue;
    throw bad(
      words`output_shape says ${formatDimension(stated)} for "${letter}", but the input has ${formatDimension(size)} there`,
      'output_shape',
    );
  }
  for (const letter of equation.output) {
    if (!equation.input.includes(letter) && !equation.kernel.includes(letter)) {
      throw bad(
        words`the letter "${letter}" of the output "${equation.output}" is neither in the input "${equation.input}" nor in the kernel "${equation.kernel}"`,
      );
    }
  }
}

/** From the first bias axis on, the bias has 1 where it has no axis. */
function biasOf(
  { output }: EinsumEquation,
  biasAxes: string,
  sizes: ReadonlyMap<string, Dimension>,
  elidedBehind: number,
): (LetterDimension | undefined)[] {
  for (const letter of biasAxes)
    if (!output.includes(letter))
      throw bad(words`the bias axis "${letter}" is not in the output "${output}"`, 'bias_axes');
  const first = Math.min(...[...biasAxes].map((letter) => output.indexOf(letter)));
  const behind = [...output.slice(first)];
  return [
    ...behind.map((letter) => (biasAxes.includes(letter) ? { letter, size: sizes.get(letter) ?? null } : undefined)),
    ...new Array<undefined>(elidedBehind).fill(undefined),
  ];
}

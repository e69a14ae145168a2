/** What the arguments of layers decide, one sentence each. Numbers in them come from the layer's facts. */
import { formatDimension, formatShape, type Shape } from '../../shapes/dimension.ts';
import { words } from '../../words/message.ts';
import { code, join, say, strong, type Inline } from '../document/document.ts';
import type { Subject } from '../families/teaching.ts';
import { transposedArithmetic, windowArithmetic, windowText } from '../families/windows.ts';

/** Undefined where the argument means something else in this layer. */
type Decides = (subject: Subject) => Inline | undefined;

const always =
  (text: Inline): Decides =>
  () =>
    text;
const only =
  (classes: readonly string[], text: Inline): Decides =>
  ({ layer }) =>
    classes.includes(layer.kerasClass ?? '') ? text : undefined;
const isTransposed = ({ layer }: Subject): boolean => (layer.kerasClass ?? '').endsWith('Transpose');
/** Of which GPUs have a kernel that does all steps at once. */
const hasFastKernel = ({ layer }: Subject): boolean => layer.kerasClass === 'LSTM' || layer.kerasClass === 'GRU';
const isRecurrent = ({ layer }: Subject): boolean => layer.family === 'recurrent';
/** `, (None, 64)`: data behind a sentence's words. */
const outputText = ({ output }: Subject): Inline => (output === undefined ? [] : [', ', code(formatShape(output))]);

/** Sentences one after the other. */
const sentences = (...texts: readonly (Inline | undefined)[]): Inline =>
  join(
    texts.filter((text) => text !== undefined),
    ' ',
  );
const IN_NO_ARRAY = say`${strong(words`In no array`)}.`;

/** The size of the window and what the output's size comes to. */
function sizeArithmetic(subject: Subject, windowArgument: string): Inline | undefined {
  const arithmetic = isTransposed(subject) ? transposedArithmetic(subject) : windowArithmetic(subject, windowArgument);
  return arithmetic === undefined ? undefined : say`Output size: ${arithmetic}.`;
}
const windowArgument = (subject: Subject): string =>
  subject.argument('pool_size') === undefined ? 'kernel_size' : 'pool_size';

const units: Decides = (subject) =>
  isRecurrent(subject)
    ? say`How many numbers ${code('h')} has at each step, and the last axis of what comes out${outputText(subject)}. The units work side by side. ${code('recurrent_kernel')} grows with the ${strong(words`square`)} of it.`
    : say`How many numbers come out, as the last axis of the output${outputText(subject)}. Each unit is one column of ${code('kernel')}.`;

const filters: Decides = (subject) =>
  sentences(say`How many ${strong(words`channels`)} come out${outputText(subject)}.`, whatFiltersRead(subject));

function whatFiltersRead(subject: Subject): Inline {
  if (isTransposed(subject)) return say`Each channel of the input paints a window into all of them.`;
  return subject.argument('groups') === undefined || subject.argument('groups') === '1'
    ? say`Each filter reads all channels of the input within its window.`
    : say`Each filter reads the channels of its group within its window.`;
}

const kernelSize: Decides = (subject) => {
  const rank = subject.array('kernel')?.shape?.slice(0, -2) ?? subject.array('depthwise_kernel')?.shape?.slice(0, -2);
  const window = rank === undefined ? '' : `, ${windowText(rank)}`;
  return sentences(
    isTransposed(subject)
      ? say`The window that one input position paints into the output${window}.`
      : say`The window that one output position reads${window}.`,
    say`It is in the kernel's first axes; the size of the input is not.`,
    sizeArithmetic(subject, 'kernel_size'),
  );
};

const strides: Decides = (subject) =>
  isTransposed(subject)
    ? sentences(
        say`How far apart the painted windows stand: it makes the output ${strong(words`larger`)}${outputText(subject)}, and is in no array.`,
        sizeArithmetic(subject, 'kernel_size'),
      )
    : sentences(
        say`How far the window moves at a time: more than 1 makes the output smaller. It is ${strong(words`in no array`)}.`,
        sizeArithmetic(subject, windowArgument(subject)),
      );

const padding: Decides = (subject) => {
  const { kerasClass, family } = subject.layer;
  const name = subject.text('padding')?.toLowerCase();
  if (kerasClass?.startsWith('ZeroPadding'))
    return say`Rows and columns of zeros to add: a number for all sides, a pair for each axis, or before and after${outputText(subject)}. ${IN_NO_ARRAY}`;
  if (isTransposed(subject)) {
    if (name === 'same')
      return sentences(
        say`The output has its input's size times the strides${outputText(subject)}.`,
        IN_NO_ARRAY,
        sizeArithmetic(subject, 'kernel_size'),
      );
    return name === 'valid'
      ? sentences(
          say`The output is as large as the windows that are painted into it${outputText(subject)}.`,
          IN_NO_ARRAY,
          sizeArithmetic(subject, 'kernel_size'),
        )
      : undefined;
  }
  if (name === undefined || (family !== 'convolution' && family !== 'pooling' && family !== 'recurrent'))
    return undefined;
  const meaning = {
    valid: say`No padding: only whole windows count, so the output is smaller.`,
    same:
      family === 'pooling'
        ? say`The input is padded so that the output has the input's size divided by the strides, rounded up. What is padded does not count.`
        : say`Zeros around the input, so that the output has the input's size divided by the strides, rounded up.`,
    causal: say`Zeros before the sequence only: no output sees a later step.`,
  }[name];
  return meaning && sentences(meaning, IN_NO_ARRAY, sizeArithmetic(subject, windowArgument(subject)));
};

const returnSequences: Decides = (subject) =>
  subject.flag('return_sequences')
    ? say`The output has ${code('h')} of ${strong(words`every`)} timestep${outputText(subject)}. Another recurrent layer after it needs that. The arrays are the same.`
    : say`The output has ${code('h')} of the ${strong(words`last`)} timestep only${outputText(subject)}. The arrays are the same as with True.`;

const returnState: Decides = (subject) =>
  subject.flag('return_state')
    ? subject.layer.kerasClass === 'LSTM'
      ? say`Gives the last states too, after the output: h and c. The arrays are the same.`
      : say`Gives the last states too, after the output: h. The arrays are the same.`
    : say`Gives the output only, not the states.`;

const useBias: Decides = (subject) =>
  subject.flag('use_bias')
    ? say`One number more for each output, added at the end: the array ${code('bias')}.`
    : say`No ${code('bias')}: usual before BatchNormalization, whose ${code('beta')} does the same.`;

const activation: Decides = (subject) =>
  isRecurrent(subject)
    ? sentences(
        say`The function that makes ${code('h')}'s candidates (tanh by default); no array.`,
        hasFastKernel(subject) ? say`Another one than tanh keeps GPUs from their fast kernel.` : undefined,
      )
    : say`A function of each value of the output (${code('softmax')}: of the last axis). Shape and count stay.`;

/** `timesteps 100, features 4`: the axes of a sample, as far as the layer names them. */
function sampleAxes({ layer, input }: Subject): string | undefined {
  if (input === undefined) return undefined;
  const names =
    input.length === 3 && 'timesteps' in layer.terms
      ? ['timesteps', 'features']
      : 'steps' in layer.terms
        ? ['steps', 'channels']
        : 'depth' in layer.terms
          ? ['depth', 'height', 'width', 'channels']
          : 'height' in layer.terms
            ? ['height', 'width', 'channels']
            : ['features'];
  const sample = input.slice(1);
  if (
    sample.length !== names.length ||
    names.some((name) => !(name in layer.terms)) ||
    layer.arguments.get('data_format')?.includes('first')
  )
    return undefined;
  return names.map((name, index) => `${name} ${formatDimension(sample[index] ?? null)}`).join(', ');
}

const withBatch = (shape: Shape | undefined): Inline | undefined =>
  shape === undefined ? undefined : say`Keras puts the batch before it: ${code(formatShape(shape))}.`;
const inputShape: Decides = (subject) => {
  const axes = sampleAxes(subject);
  return sentences(
    say`The shape of ${strong(words`one sample`)}, without the batch${axes === undefined ? '' : `: ${axes}`}.`,
    withBatch(subject.input),
    say`How many samples there are is never part of it.`,
  );
};
const shape: Decides = (subject) =>
  sentences(
    say`The shape of ${strong(words`one sample`)}, without the batch.`,
    withBatch(subject.output),
    say`None is an axis of any length.`,
  );

const poolSize: Decides = (subject) =>
  sentences(
    say`The window of which one number is made, for each channel by itself; ${code('strides')} is the same where it is not given.`,
    sizeArithmetic(subject, 'pool_size'),
  );

const axis: Decides = (subject) => {
  const { kerasClass } = subject.layer;
  if (kerasClass === 'BatchNormalization')
    return say`The axis that keeps numbers of its own (gamma, beta and the running averages have one for each entry of it). −1 is the last: the channels.`;
  if (kerasClass === 'LayerNormalization' || kerasClass === 'GroupNormalization')
    return say`The axis that keeps numbers of its own (gamma and beta have one for each entry of it). −1 is the last: the channels.`;
  return kerasClass === 'Concatenate' ? say`The axis that grows; all others must agree. −1 is the last.` : undefined;
};

const groups: Decides = (subject) =>
  subject.layer.family === 'normalization'
    ? say`How many groups of channels are averaged together; ${strong(words`not in any array`)}.`
    : say`Channels are split into so many groups, and each filter reads only those of its own group: the kernel is as many times smaller.`;

const keyDim: Decides = (subject) => {
  const heads = subject.layer.children.find(({ name }) => name === 'query')?.weights[0]?.shape?.[1];
  const all =
    (subject.argument('value_dim') ?? 'None') === 'None'
      ? say`The size of query, key and value ${strong(words`per head`)}, not of all heads together`
      : say`The size of query and key ${strong(words`per head`)}, not of all heads together`;
  return sentences(
    heads === undefined
      ? say`${all}.`
      : say`${all}: ${formatDimension(heads)} heads of ${subject.argument('key_dim') ?? '?'}.`,
    (subject.argument('output_shape') ?? 'None') === 'None'
      ? say`The output has the features of the query again.`
      : undefined,
  );
};

/** What each argument decides; a layer's own sense of it is told by its family or class. */
export const DECIDES: Readonly<Record<string, Decides>> = {
  units,
  filters,
  strides,
  padding,
  activation,
  axis,
  groups,
  shape,
  kernel_size: kernelSize,
  pool_size: poolSize,
  use_bias: useBias,
  return_sequences: returnSequences,
  return_state: returnState,
  key_dim: keyDim,
  input_shape: inputShape,
  batch_input_shape: always(
    say`The whole shape of the input, with a fixed number of samples in a batch first. It is in no array.`,
  ),
  batch_shape: always(
    say`The whole shape of the input, with the number of samples in a batch first. It is in no array.`,
  ),
  batch_size: always(say`A fixed number of samples in a batch, in place of None; in no array.`),
  dilation_rate: (subject) =>
    sentences(
      say`Gaps between the positions that the window reads: it spans more, with ${strong(words`as many weights`)}.`,
      sizeArithmetic(subject, 'kernel_size'),
    ),
  depth_multiplier: always(
    say`How many windows each channel has; so many times the channels come out of the depthwise step.`,
  ),
  data_format: always(
    say`Whether channels are the last axis (the default) or the first after the batch; the kernel's shape is the same.`,
  ),
  output_padding: always(
    say`Rows and columns added at one side of the output, where strides leave its size open; in no array.`,
  ),
  recurrent_activation: ({ layer: { kerasClass } }) => {
    if (kerasClass === 'LSTM') return say`The function of the gates (sigmoid by default): i, f and o. No array.`;
    return kerasClass === 'GRU'
      ? say`The function of the gates (sigmoid by default): z and r. No array.`
      : say`The function of the gates (sigmoid by default). No array.`;
  },
  go_backwards: always(say`Reads the sequence from its end; the arrays are the same.`),
  stateful: always(
    say`Keeps the states from one batch to the next, which then needs a fixed batch size; the states are no weights.`,
  ),
  unroll: always(say`Writes the loop out: faster for short sequences, more memory. The arrays are the same.`),
  dropout: ({ layer }) =>
    layer.family === 'attention'
      ? say`The share of the attention scores set to 0, in training only; no array.`
      : say`The share of the inputs set to 0, in training only; no array.`,
  recurrent_dropout: (subject) =>
    sentences(
      say`The share of the previous h set to 0, in training only; no array.`,
      hasFastKernel(subject) ? say`It keeps GPUs from their fast kernel.` : undefined,
    ),
  unit_forget_bias: always(say`The forget gate's part of ${code('bias')} starts at 1 instead of 0; its size stays.`),
  reset_after: (subject) =>
    subject.flag('reset_after')
      ? say`The reset gate multiplies after the product with ${code('recurrent_kernel')}, which then has a bias of its own: ${code('bias')} has ${strong(words`two rows`)}. As in cuDNN and PyTorch.`
      : say`The reset gate multiplies h before the product with ${code('recurrent_kernel')}: ${code('bias')} is one row. As in the first paper.`,
  merge_mode: (subject) =>
    ({
      concat: say`The two outputs side by side: the last axis is ${strong(words`twice`)} the units${outputText(subject)}.`,
      sum: say`The two outputs are added: the last axis stays.`,
      mul: say`The two outputs are multiplied: the last axis stays.`,
      ave: say`The mean of the two outputs: the last axis stays.`,
    })[subject.text('merge_mode') ?? ''] ??
    (subject.argument('merge_mode') === 'None' ? say`The two outputs stay apart, as a list.` : undefined),
  num_heads: always(
    say`How many heads look at the sequence side by side, each with columns of its own in the kernels of query, key and value.`,
  ),
  value_dim: always(say`The size of the value per head; ${code('key_dim')} where it is not given.`),
  num_query_heads: always(say`How many heads the query has.`),
  num_key_value_heads: always(say`How many heads key and value have; each serves several heads of the query.`),
  head_dim: always(say`The size of each head.`),
  attention_axes: always(say`The axes that attention looks along; in no array.`),
  use_scale: always(say`A learned scale for the scores, in an array ${code('scale')}.`),
  input_dim: (subject) =>
    subject.layer.family === 'embedding'
      ? say`How many different indices there are: one row each. The largest index must be ${strong(words`smaller`)}, so it is the size of the vocabulary plus 1 where 0 is kept for padding.`
      : say`The number of features of one sample: the same as ${code('input_shape=(…,)')}.`,
  output_dim: (subject) =>
    subject.layer.family === 'embedding'
      ? say`How many numbers stand for one index: the columns of the table, and the last axis of the output${outputText(subject)}.`
      : undefined,
  mask_zero: (subject) =>
    subject.flag('mask_zero')
      ? say`Index 0 is padding: recurrent layers after it skip those steps. Shape and count stay; row 0 is still there.`
      : say`Index 0 is an index like any other.`,
  input_length: always(say`How long the sequences are. It is in no array, and Keras 3 no longer needs it.`),
  rate: only(
    ['Dropout', 'SpatialDropout1D', 'SpatialDropout2D', 'SpatialDropout3D'],
    say`The share of values set to 0, in training only. Shape and count stay.`,
  ),
  momentum: always(
    say`How slowly the running averages follow the batches; in no array. PyTorch's momentum is 1 minus this.`,
  ),
  epsilon: ({ layer }) =>
    layer.family === 'normalization' ? say`A small number that keeps the division from 0; in no array.` : undefined,
  center: (subject) => (subject.flag('center') ? say`Adds the learned ${code('beta')}.` : say`No ${code('beta')}.`),
  scale: (subject) =>
    subject.layer.kerasClass === 'Rescaling'
      ? say`What each value is multiplied with; a fixed number, no array.`
      : subject.layer.family === 'normalization'
        ? subject.flag('scale')
          ? say`Multiplies by the learned ${code('gamma')}.`
          : say`No ${code('gamma')}: enough where a layer after it scales anyway.`
        : undefined,
  keepdims: always(say`Whether pooled axes stay, with size 1.`),
  size: always(say`How many times each row and column is repeated; in no array.`),
  target_shape: (subject) =>
    say`The new shape of one sample, without the batch${outputText(subject)}. The number of values stays; −1 stands for what is left over.`,
  dims: always(say`The order of the axes, counted from 1, the batch left out.`),
  n: always(say`How many times the vector is repeated, as timesteps.`),
  axes: always(say`The axes that are multiplied and summed over; they must have the same size in both inputs.`),
  mask_value: only(['Masking'], say`Steps of which all values are this one are skipped by recurrent layers after it.`),
  shared_axes: always(say`Axes that share one slope: ${code('alpha')} has size 1 there.`),
  negative_slope: always(say`The slope for negative values; a fixed number, no array.`),
  equation: always(say`Letters name the axes: input, kernel, output. The kernel has the sizes of its letters.`),
  bias_axes: always(say`The letters of the output that the bias has.`),
  noise_shape: always(say`The shape of the mask of dropped values; an axis of size 1 is dropped as a whole.`),
  seed: always(say`Where the random numbers start; in no count.`),
  cropping: (subject) =>
    say`Rows and columns to cut off: a number for all sides, a pair for each axis, or at the start and at the end${outputText(subject)}.`,
  interpolation: always(say`How values between the old ones are made; the sizes do not depend on it.`),
  max_value: always(say`Larger values become this one; a fixed number, no array.`),
  alpha: (subject) =>
    subject.layer.family === 'activation'
      ? say`The shape of the curve for negative values; a fixed number, no array.`
      : undefined,
  normalize: (subject) =>
    subject.layer.kerasClass === 'Dot'
      ? say`Whether both are brought to length 1 first: the product is then the cosine of their angle.`
      : undefined,
  stddev: always(say`How strong the noise is, in training only. Shape and count stay.`),
  offset: (subject) =>
    subject.layer.kerasClass === 'Rescaling' ? say`What is added to each value after scaling.` : undefined,
  max_tokens: always(
    say`The most entries that the vocabulary may have; ${code('input_dim')} of an Embedding after it must be at least that.`,
  ),
  output_sequence_length: always(
    say`Every text becomes so many indices: longer ones are cut, shorter ones filled with 0.`,
  ),
  num_tokens: always(say`How many categories there are: the last axis of the output with one-hot or multi-hot.`),
  height: always(say`The height that images come out with.`),
  width: always(say`The width that images come out with.`),
  name: always(say`How summaries and saved files call the layer. Without it Keras counts: lstm, lstm_1 ….`),
  trainable: always(
    say`Whether training changes the arrays. The count stays; it moves between trainable and non-trainable.`,
  ),
  dtype: always(say`The number format of the layer. The count stays, its memory does not.`),
  lora_rank: always(say`Two small arrays are trained beside the frozen kernel, of this rank.`),
};

/** Of functions that only decide how numbers start or are held back, whatever array they are for. */
export function decidesNoShape(name: string): Inline | undefined {
  const array = /^(?:(\w+)_)?(initializer|regularizer|constraint)$/.exec(name);
  if (array === null) return undefined;
  const of: Inline = array[1] === undefined || array[1] === 'activity' ? say`the output` : [code(array[1])];
  if (array[2] === 'initializer') return say`How the numbers of ${of} start. Shape and count stay.`;
  return array[2] === 'regularizer'
    ? say`A penalty on ${of}, added to the loss. Shape and count stay.`
    : say`Keeps the numbers of ${of} within bounds after each step. Shape and count stay.`;
}

/** The factors of arrays' sizes that an argument decides. */
export function factorsOf(subject: Subject, name: string): ReadonlySet<string> {
  if (name === 'kernel_size') return new Set(['kernel_size', 'kernel_height', 'kernel_width', 'kernel_depth']);
  if (name === 'num_heads') return new Set(['heads']);
  if (name === 'num_query_heads') return new Set(['query_heads']);
  if (name === 'num_key_value_heads') return new Set(['key_value_heads']);
  if (name === 'key_dim' && (subject.argument('value_dim') ?? 'None') === 'None')
    return new Set(['key_dim', 'value_dim']);
  if (name === 'input_shape') return new Set(['features', 'channels', 'channels_per_group']);
  return new Set([name]);
}

import { words, type Text } from '../../words/message.ts';
import { add, formatCount, multiply, type Size } from '../../shapes/dimension.ts';
import { countOf, weightShapeText } from '../arrays.ts';
import { code, say, strong, type Inline } from '../document/document.ts';
import { counted, enumerated, isExactly } from '../words.ts';
import { torchConvolution, torchDepthwise, torchSeparable, torchTransposed } from '../torch/kernels.ts';
import { kerasPage } from './sources.ts';
import type { Subject, Teach } from './teaching.ts';
import { spatialTerms, transposedArithmetic, windowArithmetic, windowCount, windowText } from './windows.ts';

/** The window of a kernel whose last two axes are channels and filters. */
function windowOf(subject: Subject, name: string): readonly Size[] | undefined {
  return subject.array(name)?.shape?.slice(0, -2);
}

/** Image sizes are in no array: the most asked about convolutions. */
function sizesDoNotCount(subject: Subject): Inline[] {
  const names = spatialTerms(subject);
  if (names.length === 0) return [];
  return names.length === 1
    ? [
        say`The kernel slides: how long the input is (${names[0] ?? ''}) is in no array. A longer input costs time and memory, not parameters.`,
      ]
    : [
        say`The kernel slides: the input's ${enumerated(names)} are in no array. A larger input costs time and memory, not parameters.`,
      ];
}

function outputSize(
  subject: Subject,
  arithmetic: Text | undefined = windowArithmetic(subject, 'kernel_size'),
): Inline | undefined {
  const padding = subject.text('padding');
  if (arithmetic === undefined) return undefined;
  return padding === 'valid'
    ? say`Output size without padding: ${arithmetic}.`
    : say`Output size with ${code(`padding='${padding ?? ''}'`)}: ${arithmetic}.`;
}

export const convolution: Teach = (subject) => {
  const kernel = subject.array('kernel');
  const window = windowOf(subject, 'kernel');
  const filters = subject.term('filters');
  const channels = subject.term('channels_per_group') ?? subject.term('channels');
  if (kernel?.shape === undefined || window === undefined || filters === undefined || channels === undefined)
    return undefined;
  const bias = subject.array('bias');
  const groups = subject.term('groups') ?? 1;
  const perFilter = multiply(windowCount(window), channels);
  const numbers = `${windowText(window)} × ${formatCount(channels)} = ${formatCount(perFilter)}`;
  const all = isExactly(channels, 1) ? words`the one channel` : words`all ${counted(channels, 'channel')}`;
  const given = formatCount(subject.term('channels') ?? channels);
  const reads = isExactly(groups, 1)
    ? isExactly(filters, 1)
      ? say`The one filter reads ${strong(all)} of the input at once`
      : say`Each of the ${counted(filters, 'filter')} reads ${strong(all)} of the input at once`
    : say`With ${formatCount(groups)} groups, each filter reads only ${counted(channels, 'channel')} of the ${given}`;
  return {
    reason: bias === undefined ? say`${reads}: ${numbers} weights.` : say`${reads}: ${numbers} weights and one bias.`,
    reasons: {
      kernel: isExactly(groups, 1)
        ? words`each filter reads ${all}: ${numbers} weights`
        : words`each filter reads ${counted(channels, 'channel')} of ${given}: ${numbers} weights`,
      ...(bias === undefined ? {} : { bias: words`one for each filter` }),
    },
    points: sizesDoNotCount(subject),
    shape: outputSize(subject),
    torch: torchConvolution(subject),
    source: kerasPage(subject),
  };
};

export const transposedConvolution: Teach = (subject) => {
  const kernel = subject.array('kernel');
  const window = windowOf(subject, 'kernel');
  const filters = subject.term('filters');
  const channels = subject.term('channels');
  if (kernel?.shape === undefined || window === undefined || filters === undefined || channels === undefined)
    return undefined;
  return {
    points: [
      say`A convolution the other way round: at each position, each of the ${counted(channels, 'input channel')} adds a window of ${windowText(window)} to each of the ${counted(filters, 'output channel')}. The kernel's last two axes are ${strong(words`filters, then channels`)}; in a convolution they are channels, then filters.`,
      ...sizesDoNotCount(subject),
    ],
    shape: outputSize(subject, transposedArithmetic(subject)),
    torch: torchTransposed(subject),
    source: kerasPage(subject),
  };
};

export const depthwiseConvolution: Teach = (subject) => {
  const kernel = subject.array('kernel');
  const window = windowOf(subject, 'kernel');
  const channels = subject.term('channels');
  const multiplier = subject.term('depth_multiplier');
  if (kernel?.shape === undefined || window === undefined || channels === undefined || multiplier === undefined)
    return undefined;
  return {
    points: [
      say`Each of the ${counted(channels, 'channel')} has ${counted(multiplier, 'window')} of ${windowText(window)} of its own; ${strong(words`nothing is summed over channels`)}. Channels of the output: ${formatCount(channels)} · ${formatCount(multiplier)} = ${formatCount(multiply(channels, multiplier))}.`,
      ...sizesDoNotCount(subject),
    ],
    shape: outputSize(subject),
    torch: torchDepthwise(subject),
    source: kerasPage(subject),
  };
};

export const separableConvolution: Teach = (subject) => {
  const depthwise = subject.array('depthwise_kernel');
  const pointwise = subject.array('pointwise_kernel');
  const window = windowOf(subject, 'depthwise_kernel');
  const channels = subject.term('channels');
  const filters = subject.term('filters');
  const total = countOf(subject.layer.weights);
  if (
    depthwise === undefined ||
    pointwise === undefined ||
    window === undefined ||
    channels === undefined ||
    filters === undefined ||
    total === undefined
  )
    return undefined;
  const bias = subject.array('bias');
  const plain = multiply(multiply(windowCount(window), channels), filters);
  const plainTotal = bias === undefined ? plain : add(plain, filters);
  const rank = rankOf(window);
  return {
    points: [
      say`Two steps: ${code('depthwise_kernel')} ${weightShapeText(depthwise)} filters each channel by itself, then ${code('pointwise_kernel')} ${weightShapeText(pointwise)} mixes the channels at each point.`,
      say`A Conv${String(rank)}D of the same window and filters would have ${formatCount(plainTotal)} parameters; this has ${strong(formatCount(total))}. There is one bias, after the second step.`,
      ...sizesDoNotCount(subject),
    ],
    shape: outputSize(subject),
    torch: torchSeparable(subject),
    source: kerasPage(subject),
  };
};

const rankOf = (window: readonly Size[]): number => window.length;

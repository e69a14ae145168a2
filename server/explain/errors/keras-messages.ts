/** What Keras 2 and 3 say when they refuse something, and which of our problems that is. */

interface Saying {
  readonly words: RegExp;
  readonly code: string;
}

/** The first that matches. */
const SAYINGS: readonly Saying[] = [
  { words: /Data cardinality is ambiguous/i, code: 'sample-count' },
  { words: /must compile your model|model must be compiled/i, code: 'not-compiled' },
  {
    words: /Failed to convert a NumPy array to a Tensor|Unsupported object type|Invalid dtype: ?object/i,
    code: 'data-type',
  },
  { words: /Received a label value of|label value .* outside the valid range/i, code: 'label-range' },
  {
    words:
      /`?logits`? and `?labels`? must (?:have the same|be broadcastable)|`?target`? and `?output`? must have the same|Shapes \(.*\) and \(.*\) are incompatible/i,
    code: 'labels-shape',
  },
  { words: /expected (?:min_|max_)?ndim ?= ?\d+, found ndim ?= ?\d+/i, code: 'rank-mismatch' },
  { words: /expected axis -?\d+ of input shape to have value/i, code: 'size-mismatch' },
  {
    words:
      /Negative dimension size|output size would (?:otherwise )?be (?:zero or )?negative|Computed output size would be negative/i,
    code: 'negative-size',
  },
  {
    words: /should be called on a list of(?: at least)? ?\d* ?inputs|merge layer should be called/i,
    code: 'merge-needs-list',
  },
  {
    words:
      /requires inputs with matching shapes|Inputs have incompatible shapes|Operands could not be broadcast together with shapes/i,
    code: 'merge-shapes',
  },
  { words: /total size of (?:the tensor|new array) must be unchanged/i, code: 'reshape-size' },
  {
    words: /(?:last|channel) dimension of the inputs .*(?:should|must) be defined|fully[- ]defined|Found `?None`?/i,
    code: 'unknown-size',
  },
  { words: /Graph disconnected|not connected to|cannot be (?:computed|reached)/i, code: 'disconnected-graph' },
  {
    words:
      /number of (?:filters|input channels|channels) must be (?:evenly )?divisible|multiple of the number of groups|divisible by the number of groups/i,
    code: 'groups',
  },
  {
    words: /Unrecognized keyword argument|Keyword argument not understood|unexpected keyword argument/i,
    code: 'unknown-argument',
  },
  { words: /missing (?:\d+ |a )?required (?:positional )?argument/i, code: 'missing-argument' },
  { words: /multiple values for argument/i, code: 'repeated-argument' },
  {
    words:
      /Could not interpret (?:activation|initializer|regularizer|constraint)|Unknown (?:activation|initializer|regularizer)|Unknown .* function/i,
    code: 'unknown-function',
  },
  { words: /should (?:be|have) unique(?: names)?|is used \d+ times in the model|same name/i, code: 'duplicate-name' },
  { words: /never been called|layer isn'?t built|not (?:yet )?been built|no defined output/i, code: 'not-built' },
  { words: /stateful.*batch|batch size must be static|stateful RNN/i, code: 'stateful-without-batch-size' },
  {
    words: /Only instances of `?keras\.Layer|must be an instance of class Layer|added layer must be/i,
    code: 'not-a-layer',
  },
  { words: /forgot to call `?super/i, code: 'missing-super-init' },
  { words: /KerasTensor is symbolic|cannot be interpreted as an integer|convert it to an int/i, code: 'not-a-number' },
  {
    words: /expects (\d+) (?:named )?input\(s\)|The structure of `inputs` doesn't match|Invalid input shape for input/i,
    code: 'input-mismatch',
  },
  { words: /set_weights|weight list of length|Layer weight shape/i, code: 'set-weights' },
  { words: /No such layer/i, code: 'no-such-layer' },
  { words: /has no attribute '?as_list/i, code: 'gone-in-keras-3' },
  { words: /is incompatible with the layer/i, code: 'input-mismatch' },
  {
    words:
      /list index out of range|too many values to unpack|not enough values to unpack|object is not (?:callable|subscriptable|iterable)/i,
    code: 'python-error',
  },
];

export interface Told {
  /** Code of the problem; undefined where the words are none that are known here. */
  readonly code: string | undefined;
  /** Names of layers in the words, as Keras numbered them in that run: `lstm_1`. */
  readonly layers: readonly string[];
  /** Their classes, where they are said: `LSTM`. */
  readonly classes: readonly string[];
}

export function understand(message: string): Told {
  const code = SAYINGS.find(({ words }) => words.test(message))?.code;
  const layers = [
    ...message.matchAll(/\blayers? ["'`]?([A-Za-z_][\w.]*?)["'`]? ?(?=is\b|expects\b|\(|:|,|\.|["'`]|$)/g),
    ...message.matchAll(/\blayer ["'`]([\w.]+)["'`]/g),
  ].map(([, name]) => name!);
  const classes = [
    ...message.matchAll(/\(type (\w+)\)/g),
    ...message.matchAll(/calling (\w+)\.call\(\)/g),
    ...message.matchAll(/For layer '(\w+)'/g),
  ].map(([, name]) => name!);
  return { code, layers: [...new Set(layers)], classes: [...new Set(classes)] };
}
